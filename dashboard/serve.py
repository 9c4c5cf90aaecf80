"""The dashboard's server: Streamlit behind the guard, at an address that the environment cannot change.

Run by `visavis open`; by hand: `python dashboard/serve.py --port 8501`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
# This folder is first on the path when Python runs this file, and its modules would hide others' of the same name.
sys.path[:] = [str(_HERE.parent), *(place for place in sys.path if place != str(_HERE))]

LOCAL = "127.0.0.1"


def main() -> int:
    """Serve until stopped; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--host", default="", help="Address of this machine to listen at; asks for sign-in.")
    given = parser.parse_args()

    from pipelines.errors import VisavisError  # noqa: PLC0415 - the path above comes first

    _forget_settings()
    try:
        serve(given.port, given.host)
    except VisavisError as error:
        sys.stderr.write(f"visavis: {error}\n")
        return 1
    return 0


def serve(port: int, host: str = "") -> None:
    """Listen on 127.0.0.1, or at `host` with sign-in.

    Raises:
        VisavisError: `host` is given and sign-in is not set up.
    """
    from starlette.middleware import Middleware  # noqa: PLC0415
    from streamlit.starlette import App  # noqa: PLC0415
    from streamlit.web import bootstrap  # noqa: PLC0415

    from dashboard.guard import Addresses, Guard  # noqa: PLC0415
    from dashboard.sign_in import SignIn, read_secrets  # noqa: PLC0415

    bootstrap.load_config_options(settings(port, host))
    doors = SignIn(read_secrets()) if host else None
    addresses = Addresses.of(port, doors.public if doors else "")
    guard = Middleware(Guard, addresses=addresses, doors=doors)
    sys.argv[1:] = []  # the app's script takes no arguments
    sys.stdout.write(f"Vis-à-vis: {doors.public if doors else f'http://{LOCAL}:{port}'}\n")
    sys.stdout.flush()
    App(_HERE / "app.py", middleware=[guard]).run(config=settings(port, host))


def settings(port: int, host: str = "") -> dict[str, Any]:
    """Every setting that decides who can connect and what leaves, and the look; given here, nothing else decides."""
    from pipelines.paths import SETTINGS  # noqa: PLC0415 - the path above comes first

    shipped = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    return dict(_flat(shipped)) | {
        "server.address": host or LOCAL,
        "server.port": port,
        "server.headless": True,
        "server.fileWatcherType": "none",
        "server.baseUrlPath": "",
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.corsAllowedOrigins": [],
        "server.trustedUserHeaders": {},
        "server.enableAgentApi": False,
        "server.enableStaticServing": False,
        "server.scriptHealthCheckEnabled": False,
        "browser.gatherUsageStats": False,
        "browser.serverAddress": LOCAL,
        "logger.hideWelcomeMessage": True,
        "client.allowedOrigins": [],
        "global.developmentMode": False,
    }


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _forget_settings() -> None:
    """Streamlit's own variables end here, but for those that sign-in over TLS needs."""
    kept = {"STREAMLIT_SERVER_SSL_CERT_FILE", "STREAMLIT_SERVER_SSL_KEY_FILE"}
    for name in [each for each in os.environ if each.startswith("STREAMLIT_") and each not in kept]:
        del os.environ[name]


if __name__ == "__main__":
    sys.exit(main())
