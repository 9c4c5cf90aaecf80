"""Every article is named in English, too, and who made that English is told."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support.gold_tables import gold_tables, one_article

from dashboard.components.quotes_table import _drawn
from dashboard.components.reader import reader_data
from dashboard.components.titles import Title, made_by, titles
from dashboard.evidence import pairs
from dashboard.live import LiveTables
from pipelines.analysis.quotes import quote_rows
from pipelines.corpus import Corpus
from pipelines.corpus.english_log import TITLE
from pipelines.export.titles import with_title
from pipelines.ingest import ingest_text, save_english
from pipelines.paths import DATA
from pipelines.translation.base import Translation


def two(tmp_path: Path) -> tuple[Corpus, list[str]]:
    corpus = Corpus(tmp_path / "corpus.db")
    tables = gold_tables(DATA / "gold" / "dev.jsonl")
    keys = list(tables.articles["article_id"][:2])
    for key in keys:
        assert corpus.add(one_article(tables, key))
    return corpus, keys


def test_title_made_while_a_page_is_open_is_there_on_its_next_look(tmp_path: Path) -> None:
    corpus, (first, second) = two(tmp_path)
    live = LiveTables(corpus)
    before = live.now()
    french = {TITLE: corpus.article(first)["title"]}  # type: ignore[index]
    save_english(corpus, first, french, {TITLE: Translation("A title in English", "apertium", "3.8", "gist")})
    after = live.now()
    assert after.version == before.version
    assert titles(after.tables)[first].en == "A title in English"
    assert "apertium" in titles(after.tables)[first].by
    assert titles(after.tables)[second].en == ""
    kept = after.with_english(before.tables)
    assert titles(kept)[first].en == "A title in English"
    assert reader_data(after.tables, first)["head"]["title_en"] == "A title in English"
    quotes = quote_rows(after.tables)
    assert set(quotes.loc[quotes["article_id"] == first, "title_en"]) == {"A title in English"}
    events = with_title(after.tables.events, after.tables.articles)
    assert set(events.loc[events["article_id"] == first, "title_en"]) <= {"A title in English"}
    assert len(events) == len(after.tables.events)


def test_title_that_loses_a_name_of_the_article_says_so(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus.db")
    ingest_text(
        corpus,
        "Emmanuel Macron a reçu le chancelier. Macron a promis une aide.",
        title="Macron promet une aide",
    )
    (key,) = corpus.tables().articles["article_id"]
    french = {TITLE: "Macron promet une aide"}
    save_english(corpus, key, french, {TITLE: Translation("Aid is promised", "apertium", "3.8", "gist")})
    (flags,) = corpus.tables().articles["title_flags"]
    assert "Macron" in flags
    assert any("Macron" in each for each in reader_data(corpus.tables(), key)["head"]["title_checks"])


def test_untitled_article_is_named_by_its_first_clause_in_both_languages(tmp_path: Path) -> None:
    corpus, (first, _) = two(tmp_path)
    sentence = corpus.sentences_of(first)[1]
    corpus.edit_article(first, title="")
    save_english(
        corpus,
        first,
        {1: sentence},
        {1: Translation("The first sentence, which is long.", "e", "1", "machine")},
    )
    tables = corpus.tables()
    assert titles(tables)[first].en.startswith("The first sentence")
    assert isinstance(tables.articles, pd.DataFrame)


def texts(node: object) -> list[str]:
    """All words of a tree of nodes, in order."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        return texts(node["k"])
    return [words for each in node for words in texts(each)] if isinstance(node, list) else []


def test_evidence_names_each_article_once_with_who_made_its_title(tmp_path: Path) -> None:
    corpus, (first, second) = two(tmp_path)
    french = {TITLE: corpus.article(first)["title"]}  # type: ignore[index]
    save_english(corpus, first, french, {TITLE: Translation("In English", "apertium", "3.8", "gist")})
    tables = corpus.tables()
    rows = tables.sentences[tables.sentences["sentence"] <= 2]
    words = [texts(block)[:2] for block in pairs(tables, rows)]
    title = tables.articles.set_index("article_id").loc[second, "title"]
    assert words[0] == ["In English, sentence 1", "apertium gist"]
    assert words[1][0] == "Sentence 2"
    assert words[2][0] == f"{title}, sentence 1"
    assert words[3][0] == "Sentence 2"


def test_quote_names_its_article_though_it_states_no_title(tmp_path: Path) -> None:
    corpus, (first, _) = two(tmp_path)
    corpus.edit_article(first, title="")
    tables = corpus.tables()
    quotes = quote_rows(tables)
    row = next(quotes[quotes["article_id"] == first].itertuples(index=False))
    named = titles(tables)[first]
    drawn = _drawn(row, {}, named)
    assert (drawn["title_lang"], drawn["title_by"], drawn["title_fr"]) == ("fr", "", "")
    assert drawn["title"].rstrip("…") in named.fr
    drawn = _drawn(row, {}, Title("Titre", "Title", "apertium gist"))
    assert [drawn[f"title{part}"] for part in ("", "_lang", "_by", "_fr")] == [
        "Title", "en", "apertium gist", "Titre"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("engine", "short", "whole"),
    [
        ("apertium fr-es+spa-eng r3", "apertium gist", "apertium gist (fr-es+spa-eng r3)"),
        ("firefox 1.0", "firefox", "firefox 1.0"),
        ("memory Ada", "memory (Ada)", "memory (Ada)"),
        ("person", "worded by hand", "worded by hand"),
        ("", "", ""),
    ],
)
def test_maker_of_a_title_is_told_in_words(engine: str, short: str, whole: str) -> None:
    assert (made_by(engine), made_by(engine, version=True)) == (short, whole)
