"""The same text in two papers, and what a later load knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.corpus import Corpus
from pipelines.identity import article_id
from pipelines.ingest import edit_article, ingest_files, ingest_text

TEXT = (
    "Le ministre de l’Intérieur, Paul Garnier, a annoncé mardi à Marseille le déploiement de 300 policiers."
    " «\xa0Nous ne céderons rien\xa0», a-t-il déclaré."
)
CSV = f"""date,source,titre,texte
2022-11-09,Le Figaro,Des renforts à Marseille,"{TEXT}"
2022-11-10,La Croix,Le ministre ne cédera pas,"{TEXT}"
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "corpus.db")


def printed(corpus: Corpus) -> set[tuple[str, str]]:
    rows = corpus.tables().articles
    return set(zip(rows["source"], rows["published"], strict=True))


def counts(report) -> tuple[int, int, int]:
    return report.total("loaded"), report.total("duplicates"), report.total("rejected")


def test_one_dispatch_in_two_papers_is_two_articles_of_one_story(corpus: Corpus) -> None:
    assert counts(ingest_files(corpus, [("a.csv", CSV.encode())])) == (2, 0, 0)
    tables = corpus.tables()
    assert printed(corpus) == {("Le Figaro", "2022-11-09"), ("La Croix", "2022-11-10")}
    assert tables.articles["story_id"].nunique() == 1
    assert set(tables.mentions.groupby("article_id").size()) == {len(tables.mentions) // 2}
    mardi = tables.dates.merge(tables.articles[["article_id", "published"]], on="article_id")
    assert set(mardi["edtf"]) == {"2022-11-08"}
    assert all(
        key.startswith(article_id(tables.articles.iloc[0]["text"])) for key in tables.articles["article_id"]
    )


def test_loading_the_same_papers_again_adds_nothing(corpus: Corpus) -> None:
    ingest_files(corpus, [("a.csv", CSV.encode())])
    assert counts(ingest_files(corpus, [("again.csv", CSV.encode())])) == (0, 2, 0)


@pytest.mark.parametrize("source", ["LE FIGARO", "Le  Figaro", "le figaro"])
def test_a_paper_is_known_by_its_name_not_by_how_it_is_spelt(corpus: Corpus, source: str) -> None:
    ingest_text(corpus, TEXT, source="Le Figaro", published="2022-11-09")
    assert ingest_text(corpus, TEXT, source=source, published="2022-11").duplicates == 1


def test_a_later_load_completes_what_the_first_lacked(corpus: Corpus) -> None:
    key = ingest_text(corpus, TEXT).article_ids[0]
    assert corpus.tables().dates.iloc[0]["edtf"] == ""
    report = ingest_text(corpus, TEXT, source="Le Figaro", title="Renforts")
    assert (report.duplicates, report.article_ids) == (1, (key,))
    assert "source Le Figaro" in report.messages[0]
    ingest_text(corpus, TEXT, published="2022-11")
    report = ingest_text(corpus, TEXT, published="2022-11-09")
    assert "published 2022-11-09" in report.messages[0]
    row = corpus.article(key)
    assert (row["source"], row["title"], row["published"], row["published_end"]) == (
        "Le Figaro", "Renforts", "2022-11-09", "2022-11-09",
    )  # fmt: skip
    assert corpus.tables().dates.iloc[0]["edtf"] == "2022-11-08"
    assert len(corpus.tables().articles) == 1


def test_a_load_that_knows_less_takes_nothing_away(corpus: Corpus) -> None:
    key = ingest_text(corpus, TEXT, source="Le Figaro", published="2022-11-09").article_ids[0]
    before = corpus.article(key)
    for known in ({}, {"published": "2022"}, {"source": "le figaro"}):
        assert ingest_text(corpus, TEXT, **known).messages[0].endswith("Nothing was added.")
    assert corpus.article(key) == before


def test_what_a_person_corrected_is_not_completed_and_makes_no_second_article(corpus: Corpus) -> None:
    key = ingest_text(corpus, TEXT, source="Figaro", published="2022-11-09").article_ids[0]
    edit_article(corpus, key, source="Le Figaro (édition de Paris)", published="2022-11-10")
    report = ingest_text(corpus, TEXT, source="Figaro", published="2022-11-09", title="Renforts")
    assert report.duplicates == 1
    edit_article(corpus, key, title="")
    assert ingest_text(corpus, TEXT, source="Figaro", title="Renforts").duplicates == 1
    row = corpus.article(key)
    assert (row["source"], row["published"], row["title"]) == (
        "Le Figaro (édition de Paris)",
        "2022-11-10",
        "",
    )


def test_a_second_printing_is_edited_and_deleted_alone(corpus: Corpus) -> None:
    ingest_files(corpus, [("a.csv", CSV.encode())])
    first, second = sorted(corpus.tables().articles["article_id"], key=len)
    assert first != second
    edit_article(corpus, second, published="2022-12-07")
    assert corpus.article(second)["published"] == "2022-12-07"
    assert corpus.article(first)["published"] == "2022-11-09"
    days = corpus.tables().dates.groupby("article_id")["edtf"].first()
    assert (days[first], days[second]) == ("2022-11-08", "2022-12-06")
    corpus.delete(first)
    assert corpus.has(second)
    assert set(corpus.tables().corrections["article_id"]) == {second}
    assert ingest_text(corpus, TEXT, source="Le Figaro", published="2022-11-09").loaded == 1
    assert corpus.tables().articles["story_id"].nunique() == 1
