"""How pages are while sentences are translated by a model of the real size, beside the same pages at rest, in one run.

Loads the demo corpus, makes a model of random weights as large as the published one, starts the real server and goes
through the pages in Chromium, in turn with translation stopped and with it going on. Random weights say nothing that
means anything (most of it is refused, and the next engine is asked), and run longer than the published model does; the
weight on the machine is what is measured.

    python -m benchmarks.pages_while_translating [--rounds N] [--look SECONDS]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.upload_to_reader import PATIENCE, go, launch, server
from pipelines.corpus import Corpus
from pipelines.ingest import load_demo
from tests.support.tiny_model import REAL_PIECES, REAL_SIZE, tiny

TARGET, STOP_TARGET = 1.3, 1.0
PAGES = ("Quotes", "Actors", "Network", "Timeline", "Corpus", "Reader")
_PROGRESS = re.compile(r"Translating, ([\d,]+) of [\d,]+ sentences")
_IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"


def settled(page: Page, title: str) -> None:
    """Wait until the page of this title is drawn and the server has no more to say."""
    page.locator("[aria-current=page]", has_text=title).wait_for()
    page.locator("[data-testid=stMain]").wait_for()
    page.locator(_IDLE).wait_for()


def visit(page: Page, title: str) -> float:
    """Seconds from the click on a page's name until it is drawn."""
    began = time.perf_counter()
    go(page, title)
    page.locator("[aria-current=page]", has_text=title).wait_for()
    page.wait_for_timeout(150)  # the run has begun
    page.locator(_IDLE).wait_for()
    return time.perf_counter() - began


def reload(page: Page) -> float:
    """Seconds of a fresh load of the Reader, as after a night."""
    began = time.perf_counter()
    page.reload()
    page.locator('[role=row][aria-rowindex="2"] [data-col="fr"]').wait_for()
    page.locator(_IDLE).wait_for()
    return time.perf_counter() - began


def one_round(page: Page, look: float) -> dict[str, float]:
    """Seconds by page, all pages once; a person looks at each for `look` seconds, in which the engine works."""
    times = {}
    for title in PAGES:
        times[title] = visit(page, title)
        page.wait_for_timeout(1000 * look)
    times["Reader, reloaded"] = reload(page)
    page.wait_for_timeout(1000 * look)
    return times


def asked(page: Page) -> int:
    """How many sentences an engine was asked for so far, as the page says."""
    said = page.get_by_text(_PROGRESS).first.inner_text()
    found = _PROGRESS.search(said)
    return int(found[1].replace(",", "")) if found else 0


def press(page: Page, button: str, other: str) -> float:
    """Seconds from the click on a button until the one that undoes it stands in its place."""
    there = page.get_by_role("button", name=button)
    there.wait_for()
    began = time.perf_counter()
    there.click()
    page.get_by_role("button", name=other).wait_for()
    return time.perf_counter() - began


def prepare(folder: Path) -> Corpus:
    """The corpus, and the model where the server looks for it."""
    corpus = Corpus(folder / "corpus.db")
    load_demo(corpus)
    model = folder / "cache" / "firefox-fr-en"
    files = tiny(model, REAL_PIECES, **REAL_SIZE)
    (model / "model.json").write_text(json.dumps({"files": [asdict(file) for file in files]}))
    return corpus


def measure(page: Page, corpus: Corpus, rounds: int, look: float) -> None:
    waiting = sum(map(len, corpus.without_english().values()))
    print(f"{waiting} sentences to translate", flush=True)
    stop, go_on = "Stop translating", "Go on translating"
    stops = [press(page, stop, go_on)]
    at_first = asked(page)
    one_round(page, look)  # what is read once is read now
    at_rest: dict[str, list[float]] = defaultdict(list)
    meanwhile: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        # In turn first, so that what else the machine does falls on neither side alone.
        for found in (at_rest, meanwhile) if number % 2 == 0 else (meanwhile, at_rest):
            if found is meanwhile:
                press(page, go_on, stop)
            for title, seconds in one_round(page, look).items():
                found[title].append(seconds)
            if found is meanwhile:
                stops.append(press(page, stop, go_on))
    done = asked(page) - at_first
    after = sum(map(len, corpus.without_english().values()))
    print(
        f"{'page':20}{'at rest':>9}{'meanwhile':>11}{'ratio':>8}   (medians of {rounds} rounds, load of the machine {os.getloadavg()[0]:.1f})"
    )
    for title, times in at_rest.items():
        rest, busy = statistics.median(times), statistics.median(meanwhile[title])
        print(f"{title:20}{rest:8.2f}s{busy:10.2f}s{busy / rest:8.2f}")
    rest, busy = (sum(map(statistics.median, found.values())) for found in (at_rest, meanwhile))
    print(f"{'all':20}{rest:8.2f}s{busy:10.2f}s{busy / rest:8.2f}   (target {TARGET})")
    print(
        f"Stop: median {statistics.median(stops):.2f} s, longest {max(stops):.2f} s (target {STOP_TARGET:.0f} s)"
    )
    print(
        f"{done} sentences were translated meanwhile; {waiting - after} have English that passed the checks"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--look", type=float, default=1.0, help="seconds a person looks at each page")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        corpus = prepare(Path(name))
        with server(Path(name)) as url, sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.set_default_timeout(PATIENCE * 1000)
            page.goto(url)
            settled(page, "Reader")
            measure(page, corpus, options.rounds, options.look)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
