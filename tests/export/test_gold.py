"""Reviewed articles as annotations: what a person confirmed and put right, and nothing that was not looked at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer.testing
from support.gold_tables import gold_tables, one_article

from pipelines.cli import app
from pipelines.corpus import Corpus
from pipelines.corrections import Draft
from pipelines.corrections.review import verdict, whole_article
from pipelines.evaluate import evaluate, read_gold
from pipelines.export.gold import gold_lines, reviewed_articles
from pipelines.paths import DATA

GOLD = DATA / "gold" / "dev.jsonl"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    opened = Corpus(tmp_path / "c.db")
    tables = gold_tables(GOLD)
    for key in tables.articles["article_id"][:3]:
        opened.add(one_article(tables, key))
    return opened


def test_reviewed_article_comes_out_as_it_was_annotated(corpus: Corpus, tmp_path: Path) -> None:
    article = corpus.tables().articles.iloc[0]
    corpus.correct([whole_article(article)], "Ana")
    assert reviewed_articles(corpus.tables()) == [article["article_id"]]
    done = typer.testing.CliRunner().invoke(app, ["gold", "export", "--corpus", corpus.where])
    assert done.exit_code == 0
    path = tmp_path / "mine.jsonl"
    path.write_text(done.stdout, encoding="utf-8")
    (mine,) = read_gold(path)
    theirs = next(each for each in read_gold(GOLD) if each["id"] == article["article_id"])
    for layer in ("sentences", "dates", "events"):
        assert sorted(map(str, mine[layer])) == sorted(map(str, theirs[layer]))
    scores = evaluate([theirs], [mine])
    assert scores["quotes"]["all"]["f"] == 100.0
    assert scores["entities"]["all"]["f"] == 100.0


def test_corrections_are_in_it_and_what_is_wrong_keeps_its_article_out(corpus: Corpus) -> None:
    tables = corpus.tables()
    first, second = (tables.articles.iloc[n] for n in (0, 1))
    mention = tables.mentions[tables.mentions["article_id"] == first["article_id"]].iloc[0]
    gone = Draft("mention.delete", first["article_id"], int(mention["start"]), int(mention["end"]))
    corpus.correct([gone], "Ana")
    event = tables.events[tables.events["article_id"] == second["article_id"]].iloc[0]
    corpus.correct([verdict(event.to_dict() | {"layer": "event", "method": ""}, "wrong")], "Ana")
    corpus.correct([whole_article(first), whole_article(second)], "Ana")
    (line,) = gold_lines(corpus.tables())
    record = json.loads(line)
    assert record["id"] == first["article_id"]
    assert mention["start"] not in [each["start"] for each in record["entities"]]
