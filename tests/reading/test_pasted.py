from __future__ import annotations

from pathlib import Path

from made_files import PARAGRAPH

from pipelines.reading import read_pasted
from pipelines.reading.pasted import found_in


def test_pasted_text_takes_what_the_person_states():
    result = read_pasted(f"Date: 2020\nSource: AFP\n\n{PARAGRAPH}", title="Accord", published="14/11/2022")
    (article,) = result.articles
    assert (article.title, article.published, article.source, article.text) == (
        "Accord",
        "2022-11-14",
        "AFP",
        PARAGRAPH,
    )


def test_pasted_nothing_is_rejected():
    result = read_pasted("  \n ")
    assert result.articles == ()
    assert result.found == 1


def test_what_a_pasted_text_says_of_itself_is_found_before_loading():
    text = (
        f"Des renforts à Marseille\n\nPar Jeanne Roy\nPublié le 9 novembre 2022\n\n{PARAGRAPH}\n\n© Le Figaro"
    )
    found = found_in(text)
    assert (found.title, found.published, found.source, found.author) == (
        "Des renforts à Marseille", "2022-11-09", "Le Figaro", "Jeanne Roy",
    )  # fmt: skip
    assert found.articles == 1


def test_field_that_the_person_emptied_stays_unknown():
    text = f"Par Jeanne Roy\nPublié le 9 novembre 2022\n\n{PARAGRAPH}"
    (article,) = read_pasted(text, published="2022-11-10", exact=True).articles
    assert (article.author, article.published, article.text) == ("", "2022-11-10", PARAGRAPH)


def test_pasted_list_of_a_press_database_is_several_articles():
    text = (Path(__file__).parent / "cases" / "press" / "factiva-two-articles.txt").read_text(
        encoding="utf-8"
    )
    assert found_in(text).articles == 2
    first, second = read_pasted(text, title="Un titre", author="Luc Petit").articles
    assert first.title != second.title
    assert second.author == "Luc Petit"
