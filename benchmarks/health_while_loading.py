"""How long the server lets its health check wait while articles are loaded: the measure of a server that still answers.

Starts the real server with an empty corpus, drops 20 articles into the Corpus page in Chromium, and asks
`/_stcore/health` all the while, from the drop until all are loaded.

    python -m benchmarks.health_while_loading [--articles N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.loading_rate import made_up
from benchmarks.upload_to_reader import PATIENCE, go, launch, server

TARGET = 1.0
_PAUSE = 0.02
_LONGEST = 60.0


class Pulse(threading.Thread):
    """Asks for the server's health again and again, and keeps how long each answer took."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._url = f"{url}/_stcore/health"
        self._enough = threading.Event()
        self.waits: list[float] = []

    def run(self) -> None:
        """Ask until `stop`."""
        while not self._enough.is_set():
            began = time.perf_counter()
            with urllib.request.urlopen(self._url, timeout=_LONGEST) as answer:
                answer.read()
            self.waits.append(time.perf_counter() - began)
            time.sleep(_PAUSE)

    def stop(self) -> list[float]:
        """End it; the waits in seconds, shortest first."""
        self._enough.set()
        self.join()
        return sorted(self.waits)


def load(page: Page, path: Path, number: int) -> None:
    """Drop the file of so many articles into the Corpus page and wait until the page says that they are loaded."""
    go(page, "Corpus")
    page.locator("[aria-current=page]", has_text="Corpus").wait_for()
    chooser = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    chooser.wait_for(state="attached")
    page.wait_for_timeout(500)  # a page still being drawn may replace the uploader and lose the file
    chooser.set_input_files(str(path))
    page.get_by_text(f"{number} article{'s' * (number > 1)},").first.wait_for()


def report(label: str, waits: list[float]) -> None:
    late = waits[min(len(waits) - 1, int(len(waits) * 0.99))]
    print(
        f"{label:14} {len(waits):6,} asked; median {statistics.median(waits) * 1e3:6.1f} ms, "
        f"99 % within {late * 1e3:7.1f} ms, longest {waits[-1] * 1e3:7.1f} ms"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=20)
    number = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name, server(Path(name)) as url, sync_playwright() as playwright:
        path = Path(name) / "articles.jsonl"
        path.write_bytes(made_up(number, "essai"))
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(5 * PATIENCE * 1000)
        page.goto(url)
        page.locator("[aria-current=page]").wait_for()
        page.wait_for_timeout(2000)
        quiet = Pulse(url)
        quiet.start()
        page.wait_for_timeout(3000)
        report("at rest", quiet.stop())
        pulse = Pulse(url)
        pulse.start()
        began = time.perf_counter()
        load(page, path, number)
        took = time.perf_counter() - began
        waits = pulse.stop()
        report("while loading", waits)
        browser.close()
    missed = "" if waits[-1] <= TARGET else ", missed"
    print(
        f"{number} articles in {took:.1f} s; load of the machine {os.getloadavg()[0]:.1f}; "
        f"target: none waits over {TARGET:.0f} s{missed}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
