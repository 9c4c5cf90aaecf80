"""What it costs to turn files into stored text: beside annotating that text, and beside the format's library alone.

The texts of data/gold are written as files of each format (`benchmarks.file_formats`). In each round they are annotated, and
every format's files are read as a person's are (`read`: told, parsed in the child process, normalised), parsed in this process,
and parsed by the library that the field uses for the format. Each counts by its best round, so that a busy machine slows none
of them alone.

    python -m benchmarks.reading_files --articles 60
    python -m benchmarks.reading_files --kinds rtf,odt --articles 40

Says where a target is missed: storing texts, pages and Word documents costs at most 5 % of annotating them, and no parser takes
more than twice its library's time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec

from benchmarks.file_formats import SIDES, Side
from benchmarks.reading_speed import articles_of
from pipelines.language import annotate_many
from pipelines.model import Article
from pipelines.reading import read
from pipelines.reading.registry import BY_KIND

MOST_OF_ANNOTATING = 0.05
HELD_TO_ANNOTATING = {"text", "html", "docx"}
MOST_OF_LIBRARY = 2.0


def seconds(work: Callable[[], Iterable[object]]) -> float:
    """The clock time of `work` to the last of its results."""
    began = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - began


def works_of(side: Side, articles: Sequence[Article]) -> dict[str, Callable[[], Iterable[object]]]:
    """What is timed for a format: storing, parsing, and its library alone where it is installed.

    Raises:
        RuntimeError: the parser does not find all articles, so that its time says nothing.
    """
    packs = [articles[i : i + side.articles] for i in range(0, len(articles), side.articles)]
    files = [(f"{i}{side.suffix}", side.write(pack)) for i, pack in enumerate(packs)]
    form = BY_KIND[side.kind]
    found = sum(len(read(name, data).articles) for name, data in files)
    if found != len(articles):
        raise RuntimeError(f"{found} of {len(articles)} articles found in {side.suffix}")
    works: dict[str, Callable[[], Iterable[object]]] = {
        f"{side.kind} stored": lambda: (read(name, data) for name, data in files),
        f"{side.kind} parsed": lambda: (list(form.read(name, data)) for name, data in files),
    }
    library = side.library
    if library is not None and find_spec(side.needs) is not None:
        works[f"{side.kind} library"] = lambda: (library(data) for _, data in files)
    return works


def measure(sides: Sequence[Side], articles: list[Article], rounds: int) -> dict[str, float]:
    """The best time of each work, in seconds: what another program on the machine takes is in the others."""
    works: dict[str, Callable[[], Iterable[object]]] = {"annotated": lambda: annotate_many(articles)}
    for side in sides:
        works |= works_of(side, articles)
    best: dict[str, float] = {}
    for number in range(rounds + 1):
        names = list(works) if number % 2 else list(reversed(works))
        for name in names:
            taken = seconds(works[name])
            if number:  # the first round warms up: imports, the child process, lexicons
                best[name] = min(taken, best.get(name, taken))
    return best


def line_of(side: Side, best: dict[str, float], articles: int) -> tuple[str, list[str]]:
    """A format's line of the table, and the targets that it misses."""
    stored, parsed = best[f"{side.kind} stored"], best[f"{side.kind} parsed"]
    library = best.get(f"{side.kind} library")
    share = stored / best["annotated"]
    missed = []
    if side.kind in HELD_TO_ANNOTATING and share > MOST_OF_ANNOTATING:
        missed.append(f"storing {side.kind}")
    if library and parsed / library > MOST_OF_LIBRARY:
        missed.append(f"parsing {side.kind}")
    shown = f"{parsed / library:10.2f}x" if library else "" if side.library is None else f"no {side.needs}"
    line = f"{side.kind:8} {stored / articles * 1e3:9.2f} ms {share:13.2%} {parsed / articles * 1e3:9.2f} ms {shown:>11}"
    return line, missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--kinds", default="", help="formats to measure, parted by commas; all without it")
    options = parser.parse_args()
    wanted = set(filter(None, options.kinds.split(",")))
    sides = [side for side in SIDES if not wanted or side.kind in wanted]
    articles = articles_of(10**9 if options.articles > 500 else options.articles * 400)[: options.articles]
    words = sum(len(each.text.split()) for each in articles)
    best = measure(sides, articles, options.rounds)
    print(f"{words:,} words in {len(articles)} articles; annotating them takes {best['annotated']:.2f} s")
    print(f"{'format':8} {'stored':>12} {'of annotating':>14} {'parsed':>12} {'of library':>11}")
    missed: list[str] = []
    for side in sides:
        line, also = line_of(side, best, len(articles))
        print(line)
        missed += also
    print(
        f"targets: texts, pages and Word documents stored at most {MOST_OF_ANNOTATING:.0%} of annotating, parsed at most "
        f"{MOST_OF_LIBRARY:.0f}x the library; missed: {', '.join(missed) or 'none'}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
