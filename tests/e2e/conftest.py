"""A real server on a free port and a real Chromium, for tests that click as a person does."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-gpu"]

expect.set_options(timeout=120_000)  # a fresh server loads the model first, 10 s of processor time


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        found = str(own) if own.exists() else next(filter(None, map(shutil.which, NAMES)), None)
        if not found:
            pytest.skip("no Chromium here: `make browser` gets one")
        as_root = hasattr(os, "geteuid") and os.geteuid() == 0
        launched = playwright.chromium.launch(
            executable_path=found, args=[*QUIET, *(["--no-sandbox"] if as_root else [])]
        )
        yield launched
        launched.close()


@dataclass(frozen=True)
class Server:
    """A running dashboard and the corpus it works in."""

    url: str
    corpus: str
    log: Path


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start dashboards; each is stopped at the end, and its log is shown when the test fails."""
    running: list[tuple[subprocess.Popen[bytes], Path]] = []

    def start(corpus: str | None = None, *arguments: str, port: int = 0, **environment: str) -> Server:
        where = corpus or str(tmp_path / "corpus.db")
        port = port or free_port()
        log = tmp_path / f"server-{port}.log"
        command = [sys.executable, str(ROOT / "dashboard" / "serve.py"), "--port", str(port), *arguments]
        (tmp_path / "cwd").mkdir(exist_ok=True)
        settings = {"VISAVIS_CORPUS": where, "VISAVIS_CACHE": str(tmp_path / "cache"), **environment}
        with log.open("wb") as out:
            process = subprocess.Popen(
                command, cwd=tmp_path / "cwd", env={**os.environ, **settings}, stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip
        running.append((process, log))
        url = f"http://127.0.0.1:{port}"
        _wait_until_healthy(url, process, log)
        return Server(url, where, log)

    yield start
    for process, log in running:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
        print(f"--- server log {log}\n{log.read_text(errors='replace')[-4000:]}")


@pytest.fixture
def free_port_number() -> int:
    """A port that nobody listens at."""
    return free_port()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages of a given width; each is closed at the end, having asked this machine alone and broken no policy."""
    contexts = []
    strayed: list[str] = []

    def look(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            strayed.append(message.text)

    def ask(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            strayed.append(request.url)

    def open_(width: int = 1440, height: int = 1000) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        contexts.append(context)
        context.on("request", ask)
        context.on("console", look)
        page = context.new_page()
        page.set_default_timeout(120_000)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not strayed


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The dashboard did not start:\n{log.read_text(errors='replace')[-4000:]}")
