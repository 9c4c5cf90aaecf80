"""A PostgreSQL server of our own for the tests: on a free port, in a temporary folder, gone when they end."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

PASSWORD = "s3cret/p@ss:wörd"  # every sign that a URL must write otherwise
ABSENT = "no PostgreSQL server here (Debian: apt-get install postgresql)"
_NUMBERS = count()


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them out of the PATH."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3].split(".")[0])
    )
    return folders[-1].parent if folders else None


class Server:
    """A running server; `database()` makes a new, empty database and gives its URL."""

    def __init__(self, port: int) -> None:
        self.port = port

    def url(self, name: str = "postgres") -> str:
        return f"postgresql://visavis:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/{name}"

    def database(self) -> str:
        import psycopg

        name = f"corpus_{next(_NUMBERS)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Start a server, stop it at the end; skips the test where there is none to start."""
    binaries = programs()
    pytest.importorskip("psycopg", reason=ABSENT)
    is_root = os.geteuid() == 0
    if binaries is None or (is_root and not shutil.which("runuser")):
        pytest.skip(ABSENT)
    # The server refuses to run as root. Neither may it lie in pytest's folder, which others cannot enter.
    folder = Path(tempfile.mkdtemp(prefix="visavis-pg-"))
    as_user = ["runuser", "-u", "postgres", "--"] if is_root else []
    if is_root:
        shutil.chown(folder, "postgres")
    password = folder / "password"
    password.write_text(PASSWORD, encoding="utf-8")
    password.chmod(0o644)
    data, port = folder / "data", _free_port()
    run = functools.partial(subprocess.run, check=True, capture_output=True, cwd=folder, timeout=120)
    try:
        run([*as_user, binaries / "initdb", "-D", data, "-U", "visavis", "-E", "UTF8", "--locale=C.UTF-8", "-N",
             "--auth=scram-sha-256", f"--pwfile={password}"])  # fmt: skip
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off -c max_connections=200"
        # its log goes to a file: a pipe that the server inherits would never close
        run([*as_user, binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"],
            capture_output=False, stdout=subprocess.DEVNULL)  # fmt: skip
        yield Server(port)
    finally:
        if (data / "postmaster.pid").exists():
            run([*as_user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server, started once for all tests that need it."""
    with server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def corpus_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new corpus can be: a file, then a database on the server. A test that takes this runs on both."""
    if request.param == "sqlite":
        return str(tmp_path / "new folder" / "corpus.db")
    return request.getfixturevalue("postgres").database()
