"""Who may look at a dashboard that others can reach: sign-in with OpenID Connect, and the list of those let in.

Streamlit does the sign-in (`/auth/login`, which is what `st.login` opens) and keeps the answer in a signed cookie.
The cookie is read here for every request, so that nothing of the corpus is read for someone who is not let in.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from streamlit import auth_util
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from pipelines.errors import VisavisError

PATH = "/sign-in"
_SHORTEST_SECRET = 32
_HELP = "docs/sign-in.md says how."
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sign in – Vis-à-vis</title><style>
:root{{color-scheme:light dark}}body{{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:18vh auto;padding:0 16px}}
h1{{font:600 1.75rem/1.2 Georgia,serif;margin:0 0 12px}}a{{display:inline-block;margin:8px 16px 0 0}}</style></head>
<body><main><h1>Vis-à-vis</h1><p>{words}</p><p>{links}</p></main></body></html>"""


class SignIn:
    """The way in.

    Args:
        secrets: the content of Streamlit's secrets.toml: `[auth]` as Streamlit documents it, and `[visavis]` with
            `allowed`, a list of e-mail addresses, "@example.org" for all addresses of a domain, or "sub:…" for an
            account's id.

    Raises:
        VisavisError: sign-in is not set up, or not safely; the sentence says what is missing.
    """

    def __init__(self, secrets: Mapping[str, Any]) -> None:
        auth = secrets.get("auth") or {}
        self._providers = _providers(auth)
        self.public = _public_address(auth)
        self._allowed = _allowed(secrets.get("visavis") or {})
        if len(str(auth.get("cookie_secret", ""))) < _SHORTEST_SECRET:
            raise VisavisError(
                f"“cookie_secret” under [auth] needs at least {_SHORTEST_SECRET} random characters. {_HELP}"
            )
        if not auth_util.is_authlib_installed():
            raise VisavisError("Sign-in needs a package: pip install authlib httpx.")

    def begin(self, query: str) -> str:
        """Where signing in begins, for the provider that `query` ("provider=google") names, else the first."""
        wanted = parse_qs(query).get("provider", [""])[0]
        provider = wanted if wanted in self._providers else self._providers[0]
        return f"/auth/login?provider={quote(auth_util.encode_provider_token(provider))}"

    def who(self, cookies: Sequence[str]) -> Mapping[str, Any] | None:
        """What the provider said of the person whose `Cookie` headers these are; None when not signed in."""
        try:
            given = {name: morsel.value for name, morsel in SimpleCookie("; ".join(cookies)).items()}
            raw = starlette_websocket._get_signed_cookie_with_chunks(given, USER_COOKIE_NAME)
            claims = json.loads(raw) if raw else {}
        except (CookieError, ValueError):
            return None
        known = isinstance(claims, dict) and claims.get("is_logged_in") is True
        return claims if known and claims.get("origin") == self.public else None

    def may_look(self, claims: Mapping[str, Any]) -> bool:
        """Whether a person is on the list; an e-mail address counts only where the provider has verified it."""
        email = str(claims.get("email", "")).casefold()
        if claims.get("email_verified") is not True or email.count("@") != 1:
            email = ""
        domain = f"@{email.partition('@')[2]}"
        mine = {f"sub:{claims.get('sub', '')}", *((email, domain) if email else ())}
        return bool(mine & self._allowed)

    def page(self, claims: Mapping[str, Any] | None) -> str:
        """The page of someone who may not look (yet)."""
        if claims is not None:
            name = str(claims.get("email") or claims.get("sub") or "This account")
            words = (
                f"{name} is not on this dashboard’s list. Ask the person who runs it, or use another account."
            )
            return _PAGE.format(words=html.escape(words), links='<a href="/auth/logout">Sign out</a>')
        links = [
            f'<a href="{PATH}?provider={quote(name)}">Sign in{_with(name)}</a>' for name in self._providers
        ]
        return _PAGE.format(words="Sign in to read.", links="".join(links))


def _with(provider: str) -> str:
    return "" if provider == "default" else f" with {html.escape(provider.capitalize())}"


def read_secrets() -> Mapping[str, Any]:
    """Streamlit's secrets, {} without any. Never printed: they hold keys."""
    from streamlit.runtime.secrets import secrets_singleton  # noqa: PLC0415 - reads files

    if not secrets_singleton.load_if_toml_exists():
        return {}
    return secrets_singleton.to_dict()


def _providers(auth: Mapping[str, Any]) -> list[str]:
    named = [name for name, value in auth.items() if isinstance(value, Mapping) and "client_id" in value]
    found = (["default"] if "client_id" in auth else []) + named
    if not found:
        raise VisavisError(
            "Others could reach this dashboard, so it needs sign-in, and secrets.toml names no provider under [auth]. "
            f"{_HELP} Without --host it opens for this machine alone."
        )
    for name in found:
        try:
            auth_util.validate_auth_credentials(name)
        except Exception as error:
            raise VisavisError(f"Sign-in is not complete: {' '.join(str(error).split())} {_HELP}") from error
    return found


def _public_address(auth: Mapping[str, Any]) -> str:
    """ "https://press.example.org", the origin at which people open the dashboard."""
    where = urlsplit(str(auth_util.get_redirect_uri(auth) or ""))  # type: ignore[arg-type]
    if where.scheme not in ("http", "https") or not where.netloc or where.path != "/oauth2callback":
        raise VisavisError(
            f"“redirect_uri” under [auth] must end in /oauth2callback, right after the host. {_HELP}"
        )
    if where.scheme == "http" and where.hostname not in _LOCAL:
        raise VisavisError(
            f"“redirect_uri” begins with http://, so that everyone on the way could read along. Use https://. {_HELP}"
        )
    return f"{where.scheme}://{where.netloc}"


def _allowed(ours: Mapping[str, Any]) -> frozenset[str]:
    given = ours.get("allowed")
    entries = [str(each).strip() for each in given] if isinstance(given, list) else []
    known = {each if each.startswith("sub:") else each.casefold() for each in entries}
    wrong = sorted(each for each in known if not _is_entry(each))
    if not known or wrong:
        raise VisavisError(
            f"“allowed” under [visavis] in secrets.toml must list who may look: e-mail addresses, or @domain. {_HELP}"
        )
    return frozenset(known)


def _is_entry(entry: str) -> bool:
    if entry.startswith("sub:"):
        return len(entry) > len("sub:")
    return entry.count("@") == 1 and not entry.endswith("@")
