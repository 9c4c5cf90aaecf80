"""Kills at any moment, and damaged files by the thousand: is anything lost, is anything half there?

    python -m benchmarks.torture --kills 100 --files 1000 --minutes 10

Works on a corpus in a process that is killed without a warning (kill -9), again and again: loading, keeping English,
correcting it and its metadata, reading again, bringing an old corpus up to date, backing up. After each kill the corpus
must open, pass SQLite's own check, hold whole articles only, and all that was reported as done. Prints what was survived.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

from benchmarks import fuzz
from pipelines.corpus import Corpus, care
from pipelines.corrections import Draft, NothingChangesError
from pipelines.loading.loader import Loader
from pipelines.model import Article, Tables
from tests.support.quick_reader import annotated, quick

_SPANS = ((0, 2), (3, 8))  # two names that a person finds in each text
WORKS = ("loading", "translating", "correcting", "rereading", "migrating", "backing up")
_ROOT = Path(__file__).resolve().parents[1]
_OLD = _ROOT / "tests" / "corpus" / "corpus_without_version.sql"
_PATIENCE = 60.0
_TEXT = "Le maire de la ville {n} a parlé. La réunion {n} aura lieu demain. Les habitants {n} attendent une réponse."
_SENTENCES = 3


def work(name: str, where: str) -> None:
    """Does one kind of work for ever; prints each step when it is done, "key value"."""
    if name == "migrating":
        print("begun 0", flush=True)
        Corpus(where).close()
        print("migrated 1", flush=True)
        time.sleep(_PATIENCE)
        return
    corpus = Corpus(where)
    print("begun 0", flush=True)
    n = int(time.time_ns() % 10**9)
    keys = list(corpus.tables().articles["article_id"])
    while True:
        n += 1
        key = keys[n % len(keys)] if keys else ""
        match name:
            case "loading":
                report = Loader(corpus).load(f"{n}.txt", _TEXT.format(n=n).encode())
                print("article", report.article_ids[0], flush=True)
            case "translating":
                made = [_english(sentence, f"English {n}") for sentence in range(1, _SENTENCES + 1)]
                corpus.save_translations(key, made)
                print(f"english/{key} {n}", flush=True)
            case "correcting":
                corpus.edit_translations(
                    key, dict.fromkeys(range(1, _SENTENCES + 1), (f"corrected {n}", "[]"))
                )
                print(f"corrected/{key} {n}", flush=True)
                corpus.edit_article(key, title=f"titre {n}", author=f"autrice {n}")
                print(f"title/{key} {n}", flush=True)
                print(f"ledger/{key} {_correct(corpus, key, n)}", flush=True)
            case "rereading":
                article = corpus.article(key)
                assert article is not None
                corpus.replace(_read_again(article))
                print(f"reread/{key} {n}", flush=True)
            case _:
                print("backup", care.back_up(where, Path(where).with_name(f"kept-{n}.db")), flush=True)


def _correct(corpus: Corpus, key: str, n: int) -> int:
    """Two names put right in one write, both of one type; the number of the last entry."""
    kind = ("PER", "ORG")[n % 2]
    with suppress(NothingChangesError):
        corpus.correct([Draft("mention.add", key, *span, {"type": kind}) for span in _SPANS], "torture")
    with suppress(NothingChangesError):
        corpus.correct([Draft("mention.type", key, *span, kind) for span in _SPANS], "torture")
    return corpus.ledger()[-1].id


def _english(sentence: int, text: str) -> dict[str, object]:
    return {
        "sentence": sentence, "text_en": text, "engine": "test", "engine_version": "1", "edited_by": "", "flags": "[]",
    }  # fmt: skip


def _read_again(article: dict[str, object]) -> Tables:
    """As the reader makes it anew of the stored text, under the same key."""
    known = Article(
        text=str(article["text"]), title=str(article["title"]), file_name=str(article["file_name"])
    )
    return annotated(known, str(article["article_id"]))


class Torture:
    """One corpus, worked on and killed over and over; counts what was survived and tells what was lost."""

    def __init__(self, folder: Path, seed: int = 0) -> None:
        self.kills: Counter[str] = Counter()
        self.losses: list[str] = []
        self.steps = 0
        self._chance = random.Random(seed)
        self._folder = folder
        self._where = folder / "corpus.db"
        self._articles: set[str] = set()
        self._english: dict[str, int] = {}
        self._corrected: dict[str, int] = {}
        self._titles: dict[str, int] = {}
        self._ledger = 0
        loader = Loader(Corpus(self._where))
        with quick():
            for n in range(5):
                self._articles |= set(loader.load(f"first-{n}.txt", _TEXT.format(n=n).encode()).article_ids)

    def kill(self, name: str) -> None:
        """Starts one kind of work, kills it at some moment, and looks at what it left."""
        where = self._where
        if name == "migrating":
            where = self._folder / f"old-{self.kills.total()}.db"
            with closing(sqlite3.connect(where)) as old:
                old.executescript(_OLD.read_text("utf-8"))
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.torture", "--work", name, "--corpus", str(where)],
            stdout=subprocess.PIPE, text=True, cwd=_ROOT, env={**os.environ, "PYTHONPATH": str(_ROOT)},
        )  # fmt: skip
        assert process.stdout is not None
        begun = process.stdout.readline()
        first = (
            "" if name == "migrating" else process.stdout.readline()
        )  # of the others one step is done for sure
        time.sleep(self._chance.uniform(0.0, 0.4))
        process.kill()
        done = [first, *process.stdout.read().splitlines(keepends=True)]
        process.wait()
        if not begun or not (first or name == "migrating"):
            self._lose(f"{name}: the process ended by itself")
        self.kills[name] += 1
        for line in done:
            if line.endswith("\n"):
                self._note(*line.split(maxsplit=1))
        self._look(name, where)

    def _note(self, what: str, value: str) -> None:
        self.steps += 1
        kind, _, key = what.partition("/")
        value = value.strip()
        match kind:
            case "article":
                self._articles.add(value)
            case "english":
                self._english[key] = int(value)
            case "corrected":
                self._corrected[key] = int(value)
            case "ledger":
                self._ledger = max(self._ledger, int(value))
            case "title":
                self._titles[key] = int(value)
            case "backup":
                self._sound("a finished backup", Path(value))

    def _look(self, name: str, where: Path) -> None:
        corpus = Corpus(where)
        tables = corpus.tables()
        corpus.close()
        self._sound(name, where)
        if name == "migrating":
            if tables.articles.empty:
                self._lose("migrating: the old corpus came out empty")
            return
        kept = set(tables.articles["article_id"])
        if missing := self._articles - kept:
            self._lose(f"{name}: {len(missing)} articles that were reported are gone")
        sentences = tables.sentences.groupby("article_id").size().to_dict()
        for key in kept:
            if sentences.get(key) != _SENTENCES:
                self._lose(f"{name}: {key} is half there")
        self._articles |= kept
        for key, rows in tables.translations.groupby("article_id"):
            if len(set(rows["text_en"])) != 1 or len(rows) != _SENTENCES:
                self._lose(f"{name}: the English of {key} is half there")
            least = self._corrected.get(str(key))
            if least is not None and not str(rows.iloc[0]["text_en"]).startswith("corrected"):
                self._lose(f"{name}: a correction of {key} is gone")
        self._look_at_ledger(name, tables)
        shown = set(tables.translations["article_id"])
        if gone := (set(self._english) | set(self._corrected)) - shown:
            self._lose(f"{name}: the English of {len(gone)} articles is gone")
        for row in tables.articles.itertuples():
            if row.article_id in self._titles and row.title.split()[-1:] != row.author.split()[-1:]:
                self._lose(f"{name}: title and author of {row.article_id} are of two writes")

    def _look_at_ledger(self, name: str, tables: Tables) -> None:
        if max(tables.corrections["id"], default=0) < self._ledger:
            self._lose(f"{name}: a correction in the ledger is gone")
        for key, rows in tables.mentions.groupby("article_id"):
            if len(rows) != len(_SPANS) or rows["type"].nunique() != 1:
                self._lose(f"{name}: what was put right of {key} is half there")

    def _sound(self, what: str, path: Path) -> None:
        with closing(sqlite3.connect(path)) as file:
            answer = file.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            self._lose(f"{what}: {answer}")

    def _lose(self, text: str) -> None:
        self.losses.append(text)
        print(text, flush=True)


def kills(folder: Path, count: int, seed: int = 0) -> Torture:
    """So many kills, in turn over the kinds of work."""
    torture = Torture(folder, seed)
    for number in range(count):
        torture.kill(WORKS[number % len(WORKS)])
    return torture


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--files", type=int, default=1000, help="damaged files")
    parser.add_argument("--minutes", type=float, default=0.0, help="of more damaged files for each format")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--work", choices=WORKS, help=argparse.SUPPRESS)
    parser.add_argument("--corpus", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        with quick():
            work(options.work, options.corpus)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        torture = kills(Path(folder), options.kills, options.seed)
    each = ", ".join(f"{count} while {name}" for name, count in torture.kills.items())
    print(
        f"{torture.kills.total()} kills ({each}), {torture.steps:,} finished steps, {len(torture.losses)} losses"
    )
    run = fuzz.fuzz(files=options.files, first_seed=options.seed)
    tried, faults = run.tried.total(), len(run.faults)
    if options.minutes:
        minutes = options.minutes * len(run.tried)
        longer = fuzz.fuzz(minutes=minutes, first_seed=options.seed + options.files)
        tried, faults = tried + longer.tried.total(), faults + len(longer.faults)
    print(f"{tried:,} damaged files of {len(run.tried)} kinds, {faults} faults")
    return 1 if torture.losses or faults else 0


if __name__ == "__main__":
    sys.exit(main())
