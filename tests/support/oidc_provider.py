"""A small OpenID Connect provider on this machine: whoever comes is the account it was told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "vis-a-vis", "a secret of the test"


class Provider:
    """Where it is, and who signs in there next (claims of the id token)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.account: dict[str, Any] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
        self.nonces: dict[str, str] = {}

    def configuration(self) -> dict[str, Any]:
        paths = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {
            "issuer": self.url, "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"], **{k: f"{self.url}/{v}" for k, v in paths.items()},
        }  # fmt: skip

    def token(self, code: str) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 600,
            "nonce": self.nonces.pop(code),
        }
        made = jwt.encode({"alg": "RS256", "kid": "test"}, claims | self.account, self.key)
        return {"access_token": "unused", "token_type": "Bearer", "expires_in": 600, "id_token": made}


@contextmanager
def provider() -> Iterator[Provider]:
    """The provider, answering until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(where.query).items()}
            if where.path == "/authorize":
                code = f"code-{len(made.nonces)}"
                made.nonces[code] = asked["nonce"]
                self.send_response(302)
                self.send_header(
                    "Location",
                    f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}",
                )
                self.end_headers()
            elif where.path == "/keys":
                self._say({"keys": [made.key.as_dict(private=False)]})
            else:
                self._say(made.configuration())

        def do_POST(self) -> None:
            body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._say(made.token(body["code"][0]))

        def _say(self, answer: dict[str, Any]) -> None:
            content = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()
