"""How fast articles are loaded, what they take on disk, and what 1 and 100 million of them would need.

Loads made-up articles, each different, into a new corpus: the whole way from bytes to rows, in one process whose model
is loaded. Prints words and articles a second of processor time, bytes a corpus takes per article, how fast what is
there already is passed by, and the share of the guards: loading beside annotating and storing the same without them.

    python -m benchmarks.loading_rate [--articles 60] [--rounds 6]
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from pipelines import reading
from pipelines.corpus import Corpus
from pipelines.loading.annotating import annotated, warm_up
from pipelines.loading.loader import Loader
from pipelines.loading.remembered import remember
from pipelines.paths import DATA

TARGET = 2  # per cent of loading that guards may cost


def made_up(number: int, mark: str) -> bytes:
    """`number` gold articles as JSON lines; `mark` makes each text one that was not loaded before."""
    lines = (DATA / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    rows = (
        {
            "text": f"{items[n % len(items)]['text']}\n\nDépêche {mark} {n}.",
            "date": items[n % len(items)]["published"],
        }
        for n in range(number)
    )
    return "\n".join(json.dumps(row) for row in rows).encode()


def seconds(work: object) -> float:
    began = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - began


def unguarded(corpus: Corpus, data: bytes) -> None:
    for article in reading.read("b.jsonl", data).articles:
        tables = annotated(article)
        corpus.add(tables)
        remember(corpus, tables)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=6)
    options = parser.parse_args()
    number, rounds = options.articles, options.rounds
    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        corpus, other = Corpus(Path(folder) / "a.db"), Corpus(Path(folder) / "b.db")
        # First once each: what the model makes of a word is kept, and must serve both sides alike.
        for each in (corpus, other):
            Loader(each).load("warm.jsonl", made_up(number, "essai"))
        guarded, plain = [], []
        for round_ in range(rounds):
            data = made_up(number, f"tour {round_}")
            # In turn first: whichever comes second finds the processor's caches and the allocator's pools warm.
            sides = [
                (guarded, lambda data=data: Loader(corpus).load("a.jsonl", data)),
                (plain, lambda data=data: unguarded(other, data)),
            ]
            for times, work in sides if round_ % 2 else reversed(sides):
                gc.collect()  # what one side left is not cleared at the other's cost
                times.append(seconds(work))
        again = seconds(lambda: Loader(corpus).load("a.jsonl", data))
        rows = corpus.tables().articles
        words = float(rows["n_words"].mean())
        size = sum(path.stat().st_size for path in Path(folder).glob("a.db*")) / len(rows)
        first = min(guarded) / number
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"one process: {1 / first:,.1f} articles/s of {words:,.0f} words, {words / first:,.0f} words/s")
    print(f"passed by when there already: {number / again:,.0f} articles/s")
    print(f"corpus: {size / 1000:,.1f} kB an article; process: {memory:,.1f} GB")
    shares = sorted(100 * (one / two - 1) for one, two in zip(guarded, plain, strict=True))
    print(
        f"guards: median {statistics.median(shares):+.1f} % of loading without them "
        f"({shares[0]:+.1f} to {shares[-1]:+.1f} % over {rounds} rounds; best of each {100 * (min(guarded) / min(plain) - 1):+.1f} %; target {TARGET} %)"
    )
    print(f"{'articles':>12} {'processor hours':>16} {'days on 2 cores':>16} {'days on 64':>11} {'disk':>9}")
    for many in (10**6, 10**8):
        hours = many * first / 3600
        print(
            f"{many:>12,} {hours:>16,.0f} {hours / 48:>16,.1f} {hours / 24 / 64:>11,.1f} {many * size / 1e9:>6,.0f} GB"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
