"""Seconds from choosing a file in the browser to its first sentence in the Reader.

Starts the real server on a free port with an empty corpus, uploads the sample in Chromium, opens the Reader and waits
for its first row; then again with a second article in the same, now warm, server. A person looks for the file before
choosing it; `--look` waits as long.

    python -m benchmarks.upload_to_reader [--look SECONDS]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from pipelines.paths import DATA, SEEDS

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = ["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-gpu"]
PATIENCE = 60.0


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a running dashboard whose corpus is in `folder`; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", "--server.port", str(port)]
    settings = {"VISAVIS_CORPUS": str(folder / "corpus.db"), "VISAVIS_CACHE": str(folder / "cache")}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--server.headless", "true", "--server.fileWatcherType", "none"],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("The dashboard did not start.")


def launch(playwright: Playwright) -> Browser:
    own = Path(playwright.chromium.executable_path)
    found = str(own) if own.exists() else next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise SystemExit("No Chromium here: `make browser` gets one.")
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return playwright.chromium.launch(
        executable_path=found, args=[*QUIET, *(["--no-sandbox"] if as_root else [])]
    )


def go(page: Page, title: str) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=title, exact=True).click()


def upload_to_reader(page: Page, path: Path, look: float) -> tuple[float, float]:
    """Seconds until `path` is loaded, and until the Reader shows its first row; `look` seconds pass before."""
    page.locator("[aria-current=page]").wait_for()
    page.wait_for_timeout(1000)  # an empty corpus sends its first visitor to the Corpus page
    if page.locator("[aria-current=page]", has_text="Corpus").count() == 0:
        go(page, "Corpus")
        page.locator("[aria-current=page]", has_text="Corpus").wait_for()
    chooser = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    chooser.wait_for(state="attached")
    # A page still being drawn may replace the uploader and lose the file.
    page.wait_for_timeout(500 + 1000 * look)
    page.get_by_test_id("stStatusWidget").wait_for(state="hidden")
    loaded = page.get_by_text("Loaded, ").first
    began = time.perf_counter()
    chooser.set_input_files(str(path))
    failed = page.get_by_text("An error of this program")
    loaded.or_(failed.first).wait_for()
    if failed.count():
        raise SystemExit(f"The file was not loaded: {failed.first.inner_text()}")
    at_loaded = time.perf_counter() - began
    go(page, "Reader")
    page.locator('[role=row][aria-rowindex="2"] [data-col="fr"]').wait_for()
    return at_loaded, time.perf_counter() - began


def second_article(folder: Path) -> Path:
    """The first gold article as a text file."""
    gold = json.loads((DATA / "gold" / "dev.jsonl").read_text(encoding="utf-8").split("\n", 1)[0])
    path = folder / "second.txt"
    path.write_text(f"Date: {gold['published']}\n\n{gold['text']}", encoding="utf-8")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "--look", type=float, default=0.0, help="seconds on the page before the file is chosen"
    )
    look = parser.parse_args().look
    (sample,) = SEEDS.glob("*.txt")
    with tempfile.TemporaryDirectory() as name, server(Path(name)) as url, sync_playwright() as playwright:
        browser = launch(playwright)
        print(f"{'':28} loaded   in the Reader")
        second = second_article(Path(name))
        for label, path in (("sample, fresh server", sample), ("second article, warm server", second)):
            # A new page is a new session: nothing of an earlier upload stands on it.
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.set_default_timeout(PATIENCE * 1000)
            page.goto(url)
            loaded, shown = upload_to_reader(page, path, look)
            print(f"{label:28} {loaded:5.1f}s {shown:9.1f}s", flush=True)
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
