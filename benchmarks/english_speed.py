"""What English costs: checks and projection beside the reading, a cached article on the page, a memory in and out.

The checks and the projection are measured on the sample article, the page on the sample repeated to the wanted number
of words. Their English is in the memory that ships with the sample.

    python -m benchmarks.english_speed --words 600
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from streamlit.testing.v1 import AppTest

from pipelines import language
from pipelines.corpus import Corpus
from pipelines.ingest import ingest_text, load_sample, sentence_names
from pipelines.model import Article, Tables, load_list
from pipelines.paths import SEEDS
from pipelines.translation import checks
from pipelines.translation.projection import DATE, QUOTE, Source, project
from pipelines.translation.tmx import Unit, read_tmx, write_tmx

ROOT = Path(__file__).resolve().parent.parent
TARGET = 0.10


def text_of(words: int) -> str:
    """The sample's paragraphs, repeated until they hold `words` words."""
    paragraphs = next(SEEDS.glob("*.txt")).read_text(encoding="utf-8").split("\n")
    found: list[str] = []
    while sum(len(p.split()) for p in found) < words:
        found.append(paragraphs[len(found) % len(paragraphs)])
    return "\n".join(found)


def seconds(work: Callable[[int], object], rounds: int) -> float:
    """Processor time of one round of `work`, the median; each round is told its number."""
    taken = []
    for number in range(rounds + 1):
        began = time.process_time()
        work(number)
        taken.append(time.process_time() - began)
    return statistics.median(taken[1:])  # the first fills lexicons


class Pair(NamedTuple):
    """A sentence with its English, its names, and what is to be found in the English."""

    french: str
    english: str
    names: list[checks.Name]
    spans: list[Source]


def pairs_of(tables: Tables) -> list[Pair]:
    """Every sentence that has English, with its names, dates and direct quotes."""
    names, known = (
        sentence_names(tables),
        dict(zip(tables.actors["actor_id"], tables.actors["name_en"], strict=True)),
    )
    english = dict(zip(tables.translations["sentence"], tables.translations["text_en"], strict=True))
    direct = [
        p for cell in tables.quotes.loc[tables.quotes["kind"] == "direct", "parts"] for p in load_list(cell)
    ]
    pairs = []
    for row in tables.sentences[tables.sentences["sentence"].isin(list(english))].itertuples():
        mentions = tables.mentions[tables.mentions["sentence"] == row.sentence]
        dates = tables.dates[tables.dates["sentence"] == row.sentence]
        spans: list[tuple[int, int, str, tuple[str, ...]]] = [
            (m.start, m.end, m.type, (known.get(m.actor_id, m.surface),)) for m in mentions.itertuples()
        ]
        spans += [(d.start, d.end, DATE, ()) for d in dates.itertuples()]
        spans += [
            (p["start"], min(p["end"], row.end), QUOTE, ())
            for p in direct
            if row.start <= p["start"] < row.end
        ]
        sources = [Source(start - row.start, end - row.start, kind, en) for start, end, kind, en in spans]
        pairs.append(Pair(row.text, english[row.sentence], names.get(row.sentence, []), sources))
    return pairs


def check(pairs: list[Pair], number: int) -> None:
    """Check every sentence. The spaces at its end hide it from what earlier rounds remember."""
    pad = " " * number
    for pair in pairs:
        checks.flags(pair.french + pad, pair.english + pad, pair.names)


def light(pairs: list[Pair], number: int) -> None:
    """Find every name, date and quote in the English; other spaces, so that the checks' memory does not help."""
    pad = "\u00a0" * number
    for pair in pairs:
        project(pair.french + pad, pair.english + pad, pair.spans)


def page(corpus: Corpus) -> tuple[float, float, int, int]:
    """Seconds of the Reader's first run and of a rerun, and how many of its rows have English."""
    os.environ["VISAVIS_CORPUS"] = corpus.where
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=120)
    app.session_state["visited"] = True
    taken = []
    for _ in range(6):
        began = time.perf_counter()
        app.run()
        taken.append(time.perf_counter() - began)
        rows = reader_rows(app)
    return taken[0], statistics.median(taken[1:]), sum(bool(row["text"]) for row in rows), len(rows)


def reader_rows(app: AppTest) -> list[dict[str, Any]]:
    found = [e.proto for e in app.main if e.type == "bidi_component"]
    reader = next(proto for proto in found if proto.component_name == "visavis_reader")
    rows: list[dict[str, Any]] = json.loads(reader.json)["rows"]
    return rows


def print_shares(folder: Path, rounds: int) -> None:
    """Reading, checks and projection of the sample, and the share of the latter two."""
    corpus = Corpus(folder / "sample.db")
    load_sample(corpus)
    tables = corpus.tables()
    article, pairs = Article(text=tables.articles["text"].iloc[0]), pairs_of(tables)
    words = len(article.text.split())
    reading = seconds(lambda _: language.annotate(article), rounds)
    print(f"one article of {words} words, processor time, median of {rounds} rounds")
    print(f"{'reading':12}{1e3 * reading:8.1f} ms {1e6 * reading / words:8.1f} µs/word")
    whole = 0.0
    for name, work in (("checks", check), ("projection", light)):
        taken = seconds(partial(work, pairs), rounds)
        whole += taken / reading
        print(
            f"{name:12}{1e3 * taken:8.1f} ms {1e6 * taken / words:8.1f} µs/word {taken / reading:7.1%} of reading"
        )
    print(f"{'both':33}{'':8} {whole:7.1%} of reading (target under {TARGET:.0%})")


def print_memory(folder: Path, count: int) -> None:
    """Seconds to write, read and keep a translation memory of `count` units."""
    units = [
        Unit(
            f"Le ministre a reçu {i} délégations à Paris, selon l’Élysée.",
            f"The minister met {i} delegations in Paris.",
        )
        for i in range(count)
    ]
    path, corpus = folder / "memory.tmx", Corpus(folder / "memory.db")
    began = time.perf_counter()
    write_tmx(units, path)
    written = time.perf_counter()
    read = list(read_tmx(path))
    parsed = time.perf_counter()
    corpus.import_units(read)
    print(
        f"\nTMX of {len(read):,} units: export {written - began:.2f} s, import {time.perf_counter() - written:.2f} s "
        f"({parsed - written:.2f} to read, the rest to keep)"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print_shares(Path(folder), options.rounds)
        corpus = Corpus(Path(folder) / "long.db")
        text = text_of(options.words)
        ingest_text(corpus, text)
        first, again, english, rows = page(corpus)
        print(
            f"\nReader, {len(text.split())} words with their English kept: {english} of {rows} sentences in English at once"
        )
        print(f"first run {first:.2f} s (a cold server), a rerun {1e3 * again:.0f} ms")
        print_memory(Path(folder), 20_000)
    return 0


if __name__ == "__main__":
    sys.exit(main())
