from __future__ import annotations

from made_files import PARAGRAPH, SECOND
from test_text import only


def test_front_matter_is_metadata():
    article = only(
        "a.md",
        f"---\ntitle: Accord à Paris\ndate: 2022-11-14\nsource: AFP\nauthor: [Jeanne Roy]\n---\n\n{PARAGRAPH}\n\n{SECOND}\n",
    )
    assert (article.title, article.published, article.source, article.author) == (
        "Accord à Paris", "2022-11-14", "AFP", "Jeanne Roy",
    )  # fmt: skip
    assert article.text == f"{PARAGRAPH}\n\n{SECOND}"


def test_first_heading_is_the_title_and_marks_go():
    article = only(
        "a.md",
        "# Le **titre**\n\nUn *mot* et un [lien](https://exemple.fr/a_b_c) et `du code`,\nsuite de la ligne.\n\n"
        "## Intertitre\n> Une citation\n> sur deux lignes.\n\n- un point\n- un autre\n\n![image](a.png)\n\n***\nFin 2\\*3.",
    )
    assert article.title == "Le titre"
    assert article.text == (
        "Un mot et un lien et du code, suite de la ligne.\n\nIntertitre\n\nUne citation sur deux lignes.\n\n"
        "- un point\n- un autre\n\nFin 2*3."
    )


def test_broken_front_matter_is_a_warning_and_the_text_loads():
    article = only("a.md", f"---\ntitle: [a\n---\n{PARAGRAPH}")
    assert article.text == PARAGRAPH
    assert "front matter" in article.warnings[0]


def test_dashes_around_ordinary_text_are_no_front_matter():
    assert "Bonjour" in only("a.md", "---\nBonjour à tous\n---\nSuite.").text


def test_underscores_inside_words_stay():
    assert only("a.md", "Le fichier mon_grand_nom est là.").text == "Le fichier mon_grand_nom est là."
