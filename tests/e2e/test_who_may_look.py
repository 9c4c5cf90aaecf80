"""Who may look, asked of the real server without a browser: addresses, origins, sign-in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.oidc_provider import CLIENT, SECRET, Provider, provider
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.guard import HEADERS

ROOT = Path(__file__).resolve().parents[2]


def opens_stream(url: str, origin: str | None, cookies: httpx.Cookies | None = None, host: str = "") -> bool:
    """Whether the websocket that carries the pages is opened."""
    kept = {"Cookie": "; ".join(f"{c.name}={c.value}" for c in cookies.jar)} if cookies is not None else {}
    address = url.replace("http://", "")
    raw = socket.create_connection(address.split(":"))
    try:
        with connect(
            f"ws://{host or address}/_stcore/stream", sock=raw, origin=origin, additional_headers=kept
        ):
            return True
    except InvalidStatus:
        return False


def test_only_this_machine_and_its_own_page_are_answered(serve: Callable, tmp_path: Path) -> None:
    home = tmp_path / "home" / ".streamlit"
    for folder in (home, tmp_path / "cwd" / ".streamlit"):
        folder.mkdir(parents=True)
        (folder / "config.toml").write_text(
            '[server]\naddress = "0.0.0.0"\nenableCORS = false\nenableXsrfProtection = false\n'
            'corsAllowedOrigins = ["http://evil.example"]\n[client]\nallowedOrigins = ["https://evil.example"]\n'
            "[browser]\ngatherUsageStats = true\n"
        )
    server = serve(
        HOME=str(home.parent), USERPROFILE=str(home.parent), STREAMLIT_SERVER_ADDRESS="0.0.0.0",
        STREAMLIT_SERVER_ENABLE_CORS="false", STREAMLIT_BROWSER_GATHER_USAGE_STATS="true",
        STREAMLIT_SERVER_ENABLE_STATIC_SERVING="true", STREAMLIT_SERVER_ENABLE_AGENT_API="true",
    )  # fmt: skip
    port = int(server.url.rsplit(":", 1)[1])
    with socket.socket() as other, pytest.raises(OSError):
        other.settimeout(3)
        other.connect(("127.0.0.2", port))  # loopback as well, so that the test needs no network
    own, neighbour = server.url, f"http://127.0.0.1:{port + 1}"

    answer = httpx.get(own)
    assert answer.status_code == 200
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert (
        "'unsafe-inline'"
        not in answer.headers["Content-Security-Policy"].split("script-src")[1].split(";")[0]
    )
    assert httpx.get(f"{own}/_stcore/host-config").json()["allowedOrigins"] == []

    for host in (
        "evil.example",
        f"evil.example:{port}",
        f"127.0.0.1:{port + 1}",
        f"127.0.0.1.evil.example:{port}",
        "",
    ):
        assert httpx.get(own, headers={"Host": host}).status_code in (400, 403), host
    for origin in (
        "http://evil.example",
        neighbour,
        "null",
        f"https://127.0.0.1:{port}",
        f"{own}.evil.example",
    ):
        assert httpx.get(f"{own}/_stcore/health", headers={"Origin": origin}).status_code == 403, origin
        assert httpx.put(f"{own}/_stcore/upload_file/a/b", headers={"Origin": origin}).status_code == 403, (
            origin
        )
        assert not opens_stream(own, origin), origin
    assert httpx.put(f"{own}/_stcore/upload_file/a/b").status_code == 403
    for site in ("cross-site", "same-site"):
        asked = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
        assert httpx.get(f"{own}/media/x.csv", headers=asked).status_code == 403
        assert (
            httpx.get(
                own, headers=asked | {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
            ).status_code
            == 403
        )
        assert (
            httpx.get(
                own, headers=asked | {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
            ).status_code
            == 200
        )

    assert opens_stream(own, own)
    assert not opens_stream(own, None)
    assert not opens_stream(own, f"http://evil.example:{port}", host=f"evil.example:{port}")
    localhost = f"localhost:{port}"
    assert httpx.get(own, headers={"Host": localhost, "Origin": f"http://{localhost}"}).status_code == 200


def secrets(
    at: Provider, port: int, allowed: str = '["ana@example.org", "@desk.example.org", "sub:77"]'
) -> str:
    return (
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{"x" * 40}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
        f'server_metadata_url = "{at.url}/.well-known/openid-configuration"\n[visavis]\nallowed = {allowed}\n'
    )


def sign_in(url: str) -> httpx.Client:
    client = httpx.Client(follow_redirects=True, timeout=20)
    client.get(f"{url}/sign-in")
    return client


ANA = {"sub": "1", "email": "Ana@example.org", "email_verified": True}


def test_others_see_nothing_before_they_signed_in(
    serve: Callable, tmp_path: Path, free_port_number: int
) -> None:
    with provider() as at:
        place = tmp_path / "cwd" / ".streamlit"
        place.mkdir(parents=True)
        (place / "secrets.toml").write_text(secrets(at, free_port_number))
        server = serve(None, "--host", "127.0.0.1", port=free_port_number)
        own = server.url

        before = httpx.get(f"{own}/quotes")
        assert before.status_code == 401
        assert "Sign in" in before.text
        for path in (
            "/media/x.csv",
            "/_stcore/host-config",
            "/component/x/y.js",
            "/static/../media/x.csv",
            "/x/../media/y",
        ):
            assert httpx.get(f"{own}{path}").status_code == 401, path
        put = httpx.put(f"{own}/_stcore/upload_file/a/b", headers={"Origin": own})
        assert put.status_code == 401
        assert not opens_stream(own, own)
        assert not opens_stream(own, own, httpx.Cookies({"_streamlit_user": '{"is_logged_in": true}'}))

        for stranger in (
            {"sub": "2", "email": "eve@example.org", "email_verified": True},
            {"sub": "3", "email": "ana@example.org", "email_verified": False},
            {"sub": "4", "email": "ana@example.org"},
            {"sub": "5", "email": "eve@desk.example.org.evil.example", "email_verified": True},
            {"sub": "6", "email": "eve@evil.example@desk.example.org", "email_verified": True},
        ):
            at.account = stranger
            client = sign_in(own)
            page = client.get(own)
            assert page.status_code == 401, stranger
            assert "is not on this dashboard’s list" in page.text
            assert not opens_stream(own, own, client.cookies)

        for friend in (
            ANA,
            {"sub": "8", "email": "bo@desk.example.org", "email_verified": True},
            {"sub": "77"},
        ):
            at.account = friend
            client = sign_in(own)
            assert client.get(own).status_code == 200, friend
            assert client.get(f"{own}/media/x.csv").status_code == 404
            assert opens_stream(own, own, client.cookies)
            assert not opens_stream(own, "http://evil.example", client.cookies)
            client.get(f"{own}/auth/logout")
            assert client.get(own).status_code == 401
        assert SECRET not in server.log.read_text()


def started(tmp_path: Path, content: str) -> subprocess.CompletedProcess[str]:
    place = tmp_path / ".streamlit"
    place.mkdir()
    if content:
        (place / "secrets.toml").write_text(content)
    return subprocess.run(
        [sys.executable, str(ROOT / "dashboard" / "serve.py"), "--host", "0.0.0.0", "--port", "8599"],
        check=False, cwd=tmp_path, env={**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


WHOLE: dict[str, Any] = {
    "redirect_uri": "https://press.example.org/oauth2callback", "cookie_secret": "x" * 40, "client_id": "a",
    "client_secret": "b", "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (None, "names no provider"),
        ({"client_secret": ""}, "client_secret"),
        ({"cookie_secret": "short"}, "32"),
        ({"redirect_uri": "http://press.example.org/oauth2callback"}, "https://"),
        ({"redirect_uri": "https://press.example.org/"}, "/oauth2callback"),
        ({"allowed": "[]"}, "allowed"),
        ({"allowed": '["everyone"]'}, "allowed"),
    ],
)
def test_others_are_not_let_near_where_sign_in_is_not_set_up(
    tmp_path: Path, change: dict[str, str] | None, says: str
) -> None:
    content = ""
    if change is not None:
        auth = {**WHOLE, **change}
        allowed = auth.pop("allowed", '["ana@example.org"]')
        lines = [f'{name} = "{value}"' for name, value in auth.items() if value]
        content = "\n".join(["[auth]", *lines, "[visavis]", f"allowed = {allowed}"])
    result = started(tmp_path, content)
    assert result.returncode == 1
    assert says in result.stderr
    assert result.stderr.startswith("visavis: ")
    assert len(result.stderr.splitlines()) == 1
