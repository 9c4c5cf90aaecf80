"""Pages in layouts that no site of the press has taught: every word of the article, and hardly another."""

from __future__ import annotations

import pytest
from test_text import only

from benchmarks.page_extraction import kept
from benchmarks.page_layouts import ARTICLE, TITLE, Layout, layouts
from pipelines.reading.html import draft_of_page

LAYOUTS = {each.name: each for each in layouts()}
SIGNED = (
    "Blogspot", "SPIP", "Drupal", "Ghost", "Medium export", "AMP", "print view", "reader mode", "WordPress blocks",
    "Joomla", "Telegraph",
)  # fmt: skip
DATED = ("Blogspot", "SPIP", "Drupal", "Ghost", "Medium export", "AMP", "print view", "WordPress blocks", "Joomla")  # fmt: skip
_OTHERS = 8  # words: labels that no rule can tell from text ("Sources", "Date")


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_layout_gives_the_whole_article_and_hardly_another_word(layout: Layout) -> None:
    draft = draft_of_page(layout.page)
    assert draft is not None
    found = kept(layout, draft.text)
    assert found.kept == found.of
    assert found.furniture <= _OTHERS, draft.text
    paragraphs = [each for each in draft.text.split("\n\n") if each in layout.article]
    assert paragraphs == list(layout.article)


@pytest.mark.parametrize("name", SIGNED)
def test_layout_names_its_author(name: str) -> None:
    draft = draft_of_page(LAYOUTS[name].page)
    assert draft is not None
    assert draft.author == "Armel Tanguy"


@pytest.mark.parametrize("name", DATED)
def test_layout_names_its_day(name: str) -> None:
    article = only(f"{name}.html", LAYOUTS[name].page.encode())
    assert article.published == "2024-03-12"
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Publié le 3 mai 2021, par Maëlle Guivarc’h", "Maëlle Guivarc’h"),
        ("lundi 3 mai 2021 par Jean-Luc Morvan", "Jean-Luc Morvan"),
        ("Jean-Luc Morvan | 3 mai 2021", "Jean-Luc Morvan"),
        ("Rédigé par Jean-Luc Morvan le lun 03/05/2021 - 09:12", "Jean-Luc Morvan"),
        ("Soumis par Jean-Luc Morvan le 3 mai 2021", "Jean-Luc Morvan"),
    ],
)
def test_author_beside_a_date_is_found(line: str, author: str) -> None:
    page = f"<html><body><h1>{TITLE}</h1><div class='meta'>{line}</div>{''.join(f'<p>{p}</p>' for p in ARTICLE)}</body></html>"
    article = only("p.html", page.encode())
    assert (article.author, article.published) == (author, "2021-05-03")
    assert article.text.startswith(ARTICLE[0][:30])


def test_bold_counts_and_dated_sections_of_a_text_stay() -> None:
    """A number alone between paragraphs, and a section that "Voir aussi" does not head, are text."""
    parts = f"<p>{ARTICLE[0]}</p><p>1</p><p>{ARTICLE[1]}</p><section><h2>Les plus lus des romans</h2><p>{ARTICLE[2]}</p></section>"
    article = only("p.html", f"<html><body><article><h1>{TITLE}</h1>{parts}</article></body></html>".encode())
    assert "\n\n1\n\n" in article.text
    assert "Les plus lus des romans" in article.text


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>Zoé Tremblay</span><time datetime='2020-01-09'>9 janvier 2020</time></div>",
        "<div class='x1'><span>Zoé Tremblay</span><span>9 janvier 2020</span></div>",
        "<div class='x1'><span>Zoé Tremblay</span><span>09/01/2020 à 8h30</span></div>",
    ],
)
def test_name_and_date_apart_by_style_alone_are_no_text(line: str) -> None:
    page = f"<html><body><h1>{TITLE}</h1>{line}{''.join(f'<p>{p}</p>' for p in ARTICLE)}</body></html>"
    article = only("p.html", page.encode())
    assert (article.author, article.published) == ("Zoé Tremblay", "2020-01-09")
    assert article.text.startswith(ARTICLE[0][:30])


def test_number_in_an_element_stays_in_its_word() -> None:
    page = f"<html><body><h1>{TITLE}</h1><p>Le CO<sub>2</sub> et le G<span>7</span> : {ARTICLE[1]}</p><p>{ARTICLE[2]}</p></body></html>"
    assert only("p.html", page.encode()).text.startswith("Le CO2 et le G7")


@pytest.mark.parametrize("line", ["Par I.C.", "Par I. C.", "par J.-P. R."])
def test_initials_that_sign_are_no_text(line: str) -> None:
    page = f"<html><body><h1>{TITLE}</h1><div>{line}</div>{''.join(f'<p>{p}</p>' for p in ARTICLE)}</body></html>"
    assert only("p.html", page.encode()).text.startswith(ARTICLE[0][:30])
