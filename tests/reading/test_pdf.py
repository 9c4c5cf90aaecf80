from __future__ import annotations

import textwrap

import pytest
from made_files import PARAGRAPH, SECOND, encrypted_pdf, pdf
from test_text import only, reason


@pytest.mark.parametrize("between", [[], [""]], ids=["short last line", "gap"])
def test_lines_become_paragraphs(between: list[str]):
    width = 60 if not between else 70  # at 70 only the gap tells where the first paragraph ends
    lines = [*textwrap.wrap(PARAGRAPH, width), *between, *textwrap.wrap(SECOND, width)]
    article = only("a.pdf", pdf([lines], title="Accord"))
    assert article.text == f"{PARAGRAPH}\n\n{SECOND}"
    assert article.title == "Accord"


def test_divided_words_and_ligatures_are_opened():
    lines = [
        "Le proﬁl des candidats a été déﬁni par la direction du gouver-",
        "nement avec les syndicats de la branche.",
    ]
    assert only("a.pdf", pdf([lines])).text == (
        "Le profil des candidats a été défini par la direction du gouvernement avec les syndicats de la branche."
    )


def test_running_headers_and_page_numbers_are_left_out():
    body = textwrap.wrap(PARAGRAPH, 60)
    towns = ["Paris", "Lyon", "Lille", "Brest"]
    pages = [
        ["Le Quotidien - 14 novembre", f"Nouvelles de {town}.", *body, f"Ainsi va {town}.", str(number)]
        for number, town in enumerate(towns, start=1)
    ]
    text = only("a.pdf", pdf(pages)).text
    assert "Quotidien" not in text
    assert text.count("Le ministre") == 4
    assert all(f"Nouvelles de {town}." in text and f"Ainsi va {town}." in text for town in towns)
    assert not any(character.isdigit() for character in text)


def test_sentence_running_over_pages_is_one():
    words = PARAGRAPH.split()
    half = len(words) // 2
    pages = [textwrap.wrap(" ".join(part), 60) for part in (words[:half], words[half:])]
    assert only("a.pdf", pdf(pages)).text.startswith(
        "Le ministre de l’Intérieur a annoncé mardi à Paris que les"
    )


def test_pdf_without_text_is_rejected():
    assert "OCR" in reason("a.pdf", pdf([[]]))


def test_protected_pdf_is_rejected():
    assert "password" in reason("a.pdf", encrypted_pdf())


def test_protected_pdf_with_an_empty_password_is_read():
    assert "ministre" in only("a.pdf", encrypted_pdf("")).text


def test_broken_pdf_is_rejected():
    assert "damaged" in reason("a.pdf", b"%PDF-1.4\nnonsense")
    assert "PDF" in reason("a.pdf", b"Bonjour, ceci n'est pas un PDF.")


def test_pdf_called_txt_is_read_as_pdf():
    assert only("a.txt", pdf([["Le maire a dit non."]])).text == "Le maire a dit non."


def test_headline_in_large_type_is_the_title():
    article = only(
        "a.pdf", pdf([textwrap.wrap(PARAGRAPH, 60)], title="doc-final-2", headline=["Accord à", "Paris"])
    )
    assert article.title == "Accord à Paris"
    assert article.text == PARAGRAPH


def test_what_browsers_print_around_a_page_is_left_out():
    page = ["14/11/2022, 19:53 Accord", *textwrap.wrap(PARAGRAPH, 60), "https://www.exemple.fr/accord 1/2"]
    assert only("a.pdf", pdf([page])).text == PARAGRAPH
