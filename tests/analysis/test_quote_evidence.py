"""Quotes as evidence: their order, their columns, and the function that is told of a speaker."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pytest
from support.gold_tables import gold_tables

from pipelines.analysis.functions import functions_told
from pipelines.analysis.quotes import COLUMNS, in_order, quote_rows
from pipelines.export.csv import csv_bytes
from pipelines.export.titles import as_file, columns_in_file
from pipelines.model import QUOTE_ROWS, SCHEMAS, Tables, frame, span_of
from pipelines.paths import DATA


@pytest.fixture(scope="module")
def tables() -> Tables:
    return gold_tables(DATA / "gold" / "dev.jsonl")


def test_quotes_stand_by_day_then_article_then_place(tables: Tables) -> None:
    shuffled = replace(tables, quotes=tables.quotes.sample(frac=1, random_state=3))
    rows = in_order(shuffled)
    day = dict(zip(tables.articles["article_id"], tables.articles["published_start"], strict=True))
    number = {key: n for n, key in enumerate(tables.articles["article_id"])}
    keys = [
        (day[row.article_id] or "9999", number[row.article_id], span_of({"parts": row.parts})[0])
        for row in rows.itertuples()
    ]
    assert keys == sorted(keys)
    assert len(rows) == len(tables.quotes)


def test_articles_without_a_day_come_last(tables: Tables) -> None:
    key = in_order(tables)["article_id"].iloc[0]
    articles = tables.articles.copy()
    articles.loc[articles["article_id"] == key, ["published", "published_start", "published_end"]] = ""
    assert in_order(replace(tables, articles=articles))["article_id"].iloc[-1] == key


def test_file_of_quotes_has_the_columns_of_the_page_in_their_order(tables: Tables) -> None:
    of_page = pd.read_csv(io.BytesIO(csv_bytes(quote_rows(tables))), dtype=str, keep_default_na=False)
    of_file = pd.read_csv(io.BytesIO(csv_bytes(as_file(tables, "quotes"))), dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(of_page, of_file)
    assert list(of_file.columns) == list(COLUMNS)
    needed = ["speaker_name", "speaker", "speaker_function", "text", "text_en", "engine", "cue", "about", "source",
              "published", "title", "title_en"]  # fmt: skip
    assert [name for name in of_file.columns if name in needed] == needed


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_every_file_has_the_columns_that_are_told_of_it(tables: Tables, name: str) -> None:
    assert list(as_file(tables, name).columns) == columns_in_file(name)
    assert list(as_file(Tables(), name).columns) == columns_in_file(name)


def test_quotes_as_evidence_fit_their_schema(tables: Tables) -> None:
    QUOTE_ROWS.validate(quote_rows(tables))


def test_first_rows_of_a_file_are_those_of_the_whole_file(tables: Tables) -> None:
    assert list(as_file(tables, "quotes", 5)["quote_id"]) == list(as_file(tables, "quotes")["quote_id"][:5])


def _of(text: str, name: str, *others: str) -> str:
    """The function told of `name` in a text that names `others`, too."""
    mentions = [
        {"article_id": "a", "sentence": 1, "start": text.index(each), "end": text.index(each) + len(each), "surface": each,
         "type": "PER", "actor_id": each, "method": "test"}
        for each in (name, *others)
    ]  # fmt: skip
    article = dict.fromkeys(SCHEMAS["articles"].columns, "") | {
        "article_id": "a", "text": text, "n_words": 1, "warnings": "[]", "title_flags": "[]",
    }  # fmt: skip
    made = Tables(articles=frame("articles", [article]), mentions=frame("mentions", mentions))
    return functions_told(made, {("a", name)}).get(("a", name), "")


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("Le chef d'état-major israélien Jean Dupont parle.", "chef d'état-major israélien"),
        ("La ministre de la Santé, Jeanne Dupont, a parlé.", "ministre de la Santé"),
        ("« Non », dit Jean Dupont, porte-parole du gouvernement, mardi.", "porte-parole du gouvernement"),
        ("Jean Dupont (ancien préfet de Moselle) se tait.", "ancien préfet de Moselle"),
        ("Le ministre de l’Économie et des Finances M. Dupont a signé.", "ministre de l’Économie et des Finances"),
        ("Pour l’économiste Jean Dupont, rien ne presse.", "économiste"),
    ],
)  # fmt: skip
def test_function_is_taken_as_it_is_told(text: str, function: str) -> None:
    name = next(each for each in ("Jeanne Dupont", "Jean Dupont", "Dupont") if each in text)
    assert _of(text, name) == function


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre a rencontré Jean Dupont.",
        "Le président critique Jean Dupont.",
        "Le juge la connaît, Jean Dupont aussi.",
        "Il est arrivé avec sa nièce Jean Dupont.",
        "Le ministre et Jean Dupont sont partis.",
        "Jean Dupont, le ministre refuse, est parti.",
        "Un frère de Jean Dupont est venu.",
    ],
)
def test_no_function_is_made_up(text: str) -> None:
    assert _of(text, "Jean Dupont") == ""


def test_function_does_not_reach_over_another_person() -> None:
    text = "Le président Paul Martin et le ministre Jean Dupont ont parlé."
    assert _of(text, "Jean Dupont", "Paul Martin") == "ministre"
    assert _of(text, "Paul Martin", "Jean Dupont") == "président"
