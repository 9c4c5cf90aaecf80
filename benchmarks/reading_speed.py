"""Words per second of the whole reading beside bare spaCy, in the same run.

The texts of data/gold, dev first, are read up to the wanted number of words and cut into rounds. In each round both
sides read the same articles, and the side that goes first alternates, so that a busy machine slows both alike.

    python -m benchmarks.reading_speed --words 200000
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from itertools import cycle
from typing import Any, NamedTuple

import spacy
from spacy.tokens import Doc

from pipelines.language import MODEL, annotate_many, pipeline
from pipelines.language.normalise import model_view
from pipelines.model import Article
from pipelines.paths import DATA

BATCH = 16
TARGET = 0.8


def articles_of(words: int) -> list[Article]:
    """Gold articles, repeated only where all of them together hold fewer than `words` words."""
    articles: list[Article] = []
    count = 0
    for each in cycle([*_gold("dev"), *_gold("press")]):
        if count >= words:
            return articles
        articles.append(each)
        count += len(each.text.split())
    return articles


def _gold(name: str) -> list[Article]:
    lines = (DATA / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Article(text=each["text"], title=each.get("title", ""), published=each.get("published", ""))
        for each in map(json.loads, lines)
    ]


class Cost(NamedTuple):
    """What a stretch of work took: by the clock, and of the processor (which a busy machine does not inflate)."""

    wall: float
    cpu: float


def cost(read: Callable[[], Iterable[object]]) -> Cost:
    """What `read` takes to the last of its results."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in read():
        pass
    return Cost(time.perf_counter() - wall, time.process_time() - cpu)


def measure(articles: list[Article], rounds: int, batch: int | None) -> tuple[list[Cost], list[Cost]]:
    """Costs per round of the whole reading and of bare spaCy, the latter in batches of `batch` (None: its own size)."""
    bare = spacy.load(MODEL)
    sides: tuple[Callable[[list[Article]], Iterable[object]], ...] = (
        annotate_many,
        lambda part: bare.pipe((each.text for each in part), batch_size=batch),
    )
    taken: tuple[list[Cost], list[Cost]] = ([], [])
    others = _gold("seed")  # not the measured texts, whose words the whole reading would then know
    for side in sides:  # warm up: lexicons, caches
        cost(lambda side=side: side(others))
    size = -(-len(articles) // rounds)
    for number in range(rounds):
        part = articles[number * size : (number + 1) * size]
        for which in (0, 1) if number % 2 == 0 else (1, 0):
            taken[which].append(cost(lambda which=which, part=part: sides[which](part)))
    return taken


def through(component: Any, docs: list[Any]) -> tuple[list[Any], float]:
    """What `component` makes of `docs`, and its processor time in seconds."""
    began = time.process_time()
    pipe = getattr(component, "pipe", None)
    read = list(pipe(docs, batch_size=BATCH) if pipe else map(component, docs))
    return read, time.process_time() - began


def print_layers(articles: list[Article]) -> None:
    """Processor time of each component on the same articles."""
    nlp = pipeline()
    docs: list[Any] = []

    def make_doc(article: Article) -> Doc:
        doc = nlp.make_doc(model_view(article.text))
        doc._.published, doc._.title = article.published, article.title
        return doc

    total = cost(lambda: (docs.append(make_doc(each)) for each in articles)).cpu
    rows = [("tokenizer", total)]
    for name, component in nlp.pipeline:
        docs, taken = through(component, docs)
        rows.append((name, taken))
    whole = sum(taken for _, taken in rows)
    print("\nlayer                  share   µs/word (processor time)")
    words = sum(len(each.text.split()) for each in articles)
    for name, taken in rows:
        print(f"{name:22} {taken / whole:6.1%} {taken / words * 1e6:9.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument(
        "--batch", type=int, help="batch size of bare spaCy; its own default (1,000) when not given"
    )
    parser.add_argument("--layers", action="store_true", help="also print what each component costs")
    options = parser.parse_args()
    articles = articles_of(options.words)
    words = sum(len(each.text.split()) for each in articles)
    whole, bare = measure(articles, min(options.rounds, len(articles)), options.batch)
    print(f"{words:,} words in {len(articles):,} articles, {len(whole)} rounds")
    print(f"{'':22}   clock   processor   (words/s)")
    for name, costs in (("whole reading", whole), (f"bare {MODEL}", bare)):
        wall, cpu = sum(each.wall for each in costs), sum(each.cpu for each in costs)
        print(f"{name:22} {words / wall:7,.0f} {words / cpu:11,.0f}")
    by_clock = sum(each.wall for each in bare) / sum(each.wall for each in whole)
    by_cpu = sum(each.cpu for each in bare) / sum(each.cpu for each in whole)
    rounds = [b.cpu / w.cpu for w, b in zip(whole, bare, strict=True)]
    print(
        f"{'ratio':22} {by_clock:7.2f} {by_cpu:11.2f}   (rounds {min(rounds):.2f} to {max(rounds):.2f}, "
        f"median {statistics.median(rounds):.2f}; target {TARGET})"
    )
    if options.layers:
        print_layers(articles[:200])
    return 0


if __name__ == "__main__":
    sys.exit(main())
