"""What stands before Streamlit: who may ask, from where, and what a browser may do with the answer.

Streamlit checks the origin of its websocket only, lets every page on this machine pass as "localhost", and asks an
outside service for its own address when an origin is foreign. Here every request is checked before Streamlit sees it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from dashboard import sign_in

if TYPE_CHECKING:
    from dashboard.sign_in import SignIn

REFUSED = "Vis-à-vis answers only its own page. Open it at the address that “visavis open” names."
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# Streamlit's own scripts and styles, which hold nothing of the corpus, and the way in.
_OPEN_FOLDER = "/static/"
_OPEN = {"/favicon.png", "/_stcore/health", "/auth/login", "/auth/logout", "/oauth2callback"}
# Components bring their scripts as blobs made by the page itself; Streamlit and plotly write styles into it.
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_state = {"in front": False, "asks who": False}


def in_front() -> bool:
    """Whether this server answers through a `Guard`."""
    return _state["in front"]


def asks_who() -> bool:
    """Whether people sign in before they see anything."""
    return _state["asks who"]


@dataclass(frozen=True)
class Addresses:
    """The addresses at which this dashboard may be asked.

    Attributes:
        hosts: what a `Host` header may say, "127.0.0.1:8501".
        origins: what an `Origin` header may say, "http://127.0.0.1:8501".
    """

    hosts: frozenset[str]
    origins: frozenset[str]

    @classmethod
    def of(cls, port: int, public: str = "") -> Addresses:
        """Those of this machine at `port`, and of `public` ("https://press.example.org"), when given."""
        names = ("127.0.0.1", "localhost", "[::1]")
        hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())
        origins = {f"http://{host}" for host in hosts} | ({public.lower()} if public else set())
        return cls(frozenset(hosts | {origin.partition("://")[2] for origin in origins}), frozenset(origins))


class Guard:
    """ASGI middleware: refuses what is not the page's own request, asks who looks, and adds headers.

    Args:
        app: Streamlit.
        addresses: at which it may be asked.
        doors: who may look; None when only this machine can connect.
    """

    def __init__(self, app: ASGIApp, addresses: Addresses, doors: SignIn | None = None) -> None:
        self._app = app
        self._addresses = addresses
        self._doors = doors
        self._headers = {"Content-Security-Policy": policy(_page()), **HEADERS}
        _state.update({"in front": True, "asks who": doors is not None})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        answer = self._answer(scope)
        if answer is None:
            await self._app(scope, receive, self._with_headers(scope, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, self._with_headers(scope, send))

    def _answer(self, scope: Scope) -> ASGIApp | None:
        """What is said instead of Streamlit; None where Streamlit may answer."""
        if not self._is_own(scope):
            return PlainTextResponse(REFUSED, 403)
        path = scope["path"]
        if self._doors is None or path in _OPEN or (path.startswith(_OPEN_FOLDER) and ".." not in path):
            return None
        if path == sign_in.PATH:
            return RedirectResponse(self._doors.begin(scope["query_string"].decode("latin-1")), 303)
        who = self._doors.who(_headers(scope, "cookie"))
        if who is not None and self._doors.may_look(who):
            return None
        if (
            scope["type"] == "websocket"
            or scope["method"] != "GET"
            or path.startswith(("/_stcore/", "/media/"))
        ):
            return PlainTextResponse("Sign in first.", 401)
        return HTMLResponse(self._doors.page(who), 401)

    def _is_own(self, scope: Scope) -> bool:
        """Whether the request is for this dashboard, and from its own page or a person who opens it."""
        hosts, origins = _headers(scope, "host"), _headers(scope, "origin")
        if len(hosts) != 1 or hosts[0].lower() not in self._addresses.hosts:
            return False  # another name that leads here: a rebound one
        if any(origin.lower() not in self._addresses.origins for origin in origins):
            return False
        if scope["type"] == "websocket" or scope["method"] not in _SAFE_METHODS:
            return len(origins) == 1
        site, mode, target = (_headers(scope, f"sec-fetch-{name}") for name in ("site", "mode", "dest"))
        opens_page = mode == ["navigate"] and target == ["document"] and scope["method"] == "GET"
        return opens_page or not {*site} & {"cross-site", "same-site"}

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        given = self._headers
        if scope["path"].startswith("/media/"):  # what a person downloads stays out of caches
            given = given | {"Cache-Control": "private, no-store"}
        ours = [(name.lower().encode(), value.encode()) for name, value in given.items()]
        names = {name for name, _ in ours}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = [pair for pair in message.get("headers", []) if pair[0].lower() not in names]
                message = {**message, "headers": [*others, *ours]}
            await send(message)

        return sending


def policy(page: str) -> str:
    """The Content-Security-Policy under which `page`, Streamlit's own, works: of scripts inside it, only these."""
    inside = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inside]
    scripts = " ".join([_POLICY["script-src"], *(f"'sha256-{digest}'" for digest in digests)])
    return "; ".join(f"{name} {value}" for name, value in (_POLICY | {"script-src": scripts}).items())


def _page() -> str:
    return Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")


def _headers(scope: Scope, name: str) -> list[str]:
    raw: Iterable[tuple[bytes, bytes]] = scope["headers"]
    return [value.decode("latin-1") for key, value in raw if key.lower() == name.encode()]
