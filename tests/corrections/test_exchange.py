"""Corrections go to a colleague and come back as they were; each line of a file is accounted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer.testing
from support.gold_tables import gold_tables, one_article
from support.hand import check_same

from pipelines.cli import app
from pipelines.corpus import Corpus
from pipelines.corrections import Draft
from pipelines.corrections.exchange import lines_of, read_lines
from pipelines.model import Tables, load_list
from pipelines.paths import DATA


@pytest.fixture(scope="module")
def gold() -> Tables:
    return gold_tables(DATA / "gold" / "dev.jsonl")


def with_articles(path: Path, gold: Tables, *numbers: int) -> Corpus:
    corpus = Corpus(path)
    for number in numbers:
        corpus.add(one_article(gold, gold.articles["article_id"][number]))
    return corpus


def some(corpus: Corpus) -> list[Draft]:
    tables = corpus.tables()
    quote, mention = tables.quotes.iloc[0], tables.mentions.iloc[3]
    part = load_list(quote["parts"])[0]
    one, two = tables.actors["actor_id"][:2]
    return [
        Draft("quote.speaker", quote["article_id"], part["start"], part["end"], {"name": "Zoé Martin"}),
        Draft(
            "mention.actor",
            mention["article_id"],
            int(mention["start"]),
            int(mention["end"]),
            {"name": "Ed Roux"},
        ),
        Draft("mention.delete", *place(tables, 5)),
        Draft("sentence.not_text", *(tables.sentences.iloc[-1][["article_id", "start", "end"]])),
        Draft("actor.merge", new={"actor_id": one, "into": two}),
    ]


def place(tables: Tables, number: int) -> tuple[str, int, int]:
    row = tables.mentions.iloc[number]
    return row["article_id"], int(row["start"]), int(row["end"])


def test_colleague_sees_the_same_tables(tmp_path: Path, gold: Tables) -> None:
    mine, theirs = (with_articles(tmp_path / name, gold, 0, 1) for name in ("mine.db", "theirs.db"))
    mine.correct(some(mine), "Ana")
    lines = list(lines_of(mine.ledger()))
    report = theirs.take_in(read_lines(lines), "Bob")
    assert (report.applied, report.found) == (len(lines), len(lines))
    check_same(theirs.tables(), mine.tables())
    again = theirs.take_in(read_lines(lines), "Bob")
    assert (again.already, again.found) == (len(lines), len(lines))
    assert {entry.who for entry in theirs.ledger()} == {"Ana"}


def test_corrections_of_an_article_that_is_not_there_wait_for_it(tmp_path: Path, gold: Tables) -> None:
    mine, theirs = (
        with_articles(tmp_path / "mine.db", gold, 0, 1),
        with_articles(tmp_path / "theirs.db", gold, 0),
    )
    key = gold.articles["article_id"][1]
    row = mine.tables().mentions.query("article_id == @key").iloc[0]
    mine.correct([Draft("mention.type", key, int(row["start"]), int(row["end"]), "MISC")], "Ana")
    report = theirs.take_in(read_lines(lines_of(mine.ledger())), "Bob")
    assert [reason for _, reason in report.waiting] == ["Its article is not in this corpus."]
    theirs.add(one_article(gold, key))
    check_same(theirs.tables(), mine.tables())


def test_each_bad_line_is_refused_with_its_reason(tmp_path: Path, gold: Tables) -> None:
    corpus = with_articles(tmp_path / "c.db", gold, 0)
    key, start, end = place(corpus.tables(), 0)
    right = {"what": "mention.type", "article_id": key, "start": start, "end": end, "new": "MISC"}
    bad = [
        ("nonsense", "not JSON"),
        ("[1]", "no object"),
        ("[" * 50_000, "not JSON"),
        (json.dumps(right | {"what": "undo"}), "no kind of correction"),
        (json.dumps(right | {"start": "four"}), "whole numbers"),
        (json.dumps(right | {"end": 10**9}), "no words from"),
        (json.dumps(right | {"article_id": None}), "no longer in the corpus"),
        (json.dumps(right | {"new": {"a": 1}}), "choose one of"),
        (json.dumps(right | {"old": "MISC "}), "This is now"),
        (json.dumps(right | {"new": "x" * 200_000}), "are the most"),
    ]
    lines = [line for line, _ in bad] + ["", json.dumps(right)]
    report = corpus.take_in(read_lines(lines), "Bob")
    assert report.applied == 1
    assert len(report.refused) == len(bad)
    for (_, reason), (_, told) in zip(report.refused, bad, strict=True):
        assert told in reason


def test_terminal_lists_undoes_and_carries(
    tmp_path: Path, gold: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISAVIS_USER", "Zoé")
    corpus = with_articles(tmp_path / "c.db", gold, 0)
    before = corpus.tables()
    corpus.correct(some(corpus)[:1], "Ana")
    run = typer.testing.CliRunner()

    def visavis(*words: str) -> str:
        done = run.invoke(app, ["corrections", *words, "--corpus", corpus.where])
        assert done.exit_code == 0, done.output
        return done.output

    assert "quote.speaker" in visavis("list")
    lines = visavis("export")
    assert "Correction 1 is undone (entry 2)." in visavis("undo")
    check_same(corpus.tables(), before)
    visavis("redo", "1")
    visavis("undo", "1")
    (tmp_path / "c.jsonl").write_text(lines, encoding="utf-8")
    assert "1 applied" in visavis("import", str(tmp_path / "c.jsonl"))
    assert [entry.who for entry in corpus.ledger()] == ["Ana", "Zoé", "Zoé", "Zoé", "Ana"]
    wrong = run.invoke(app, ["corrections", "undo", "77", "--corpus", corpus.where])
    assert wrong.exit_code == 1
    assert "There is no correction 77" in wrong.output
