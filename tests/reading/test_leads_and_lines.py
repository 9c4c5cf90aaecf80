"""Leads in a column or key of their own, and lines of metadata in forms that papers and databases write."""

from __future__ import annotations

import json

import pytest
from paragraphs import P1, P2, text
from test_text import only

LEAD = "Le conseil a tranché mardi, au terme d’une nuit de débats."


@pytest.mark.parametrize("name", ["chapo", "Chapô", "CHAPEAU", "lead", "standfirst", "accroche"])
def test_lead_in_a_column_of_its_own_begins_the_text(name: str) -> None:
    article = only("t.csv", f'titre;{name};texte\nLa piscine;"{LEAD}";"{P1}"\n'.encode())
    assert article.text.replace("\u00a0", " ") == text(LEAD, P1)


def test_lead_that_begins_the_text_too_is_kept_once() -> None:
    article = only("t.csv", f'titre;chapo;texte\nLa piscine;"{LEAD}";"{LEAD} {P1}"\n'.encode())
    assert article.text.count("Le conseil a tranché") == 1


def test_column_of_leads_named_as_the_text_is_the_text_alone() -> None:
    assert (
        only("t.csv", f'titre;texte;chapo\nLa piscine;"{P1}";\n'.encode()).text.replace("\u00a0", " ") == P1
    )


def test_lead_of_an_object_begins_its_text() -> None:
    data = json.dumps({"title": "La piscine", "chapo": f"<p>{LEAD}</p>", "text": f"<p>{P1}</p><p>{P2}</p>"})
    assert only("t.json", data.encode()).text.replace("\u00a0", " ") == text(LEAD, P1, P2)


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        ("Libération (site web)\nmercredi 9 novembre 2022 - 08:15:00 UTC +01:00", ("2022-11-09", "Libération", "")),
        ("LE FIGARO\nNo 24 365\nMercredi 9 novembre 2022", ("2022-11-09", "LE FIGARO", "")),
        ("9 novembre 2022 | Jeanne Roy", ("2022-11-09", "", "Jeanne Roy")),
        ("9 novembre 2022 | La Croix", ("2022-11-09", "La Croix", "")),
        ("Nov 9, 2022, 7:00 AM", ("2022-11-09", "", "")),
        ("Publié le 9 novembre 2022 à 07:00 GMT+01:00", ("2022-11-09", "", "")),
    ],
)  # fmt: skip
def test_lines_above_a_text_are_its_metadata(head: str, stated: tuple[str, str, str]) -> None:
    article = only("t.txt", f"{head}\n\n{P1}\n\n{P2}\n".encode())
    assert (article.published, article.source or "", article.author) == stated
    assert (article.title, article.text.replace("\u00a0", " ")) == ("", text(P1, P2))


def test_number_in_a_text_is_no_issue() -> None:
    article = only("t.txt", f"Publié le 9 novembre 2022\n\n{P1}\n\n1945\n\n{P2}\n".encode())
    assert "1945" in article.text


@pytest.mark.parametrize(
    "data",
    [
        f"<p>{P1}</p>\n<p>{P2}</p>",
        f'<div><p class="x">{P1}</p><p>{P2}</p></div>',
        text(P1, P2).replace("é", "&eacute;").replace("«", "&laquo;"),
    ],
)
def test_piece_of_a_page_in_a_text_file_is_read_as_shown(data: str) -> None:
    assert only("t.txt", data.encode()).text.replace("\u00a0", " ") == text(P1, P2)


def test_text_that_speaks_of_tags_and_entities_keeps_them() -> None:
    spoken = "La balise <p> ouvre un paragraphe et l’entité &eacute; écrit un accent, explique le manuel."
    assert only("t.txt", spoken.encode()).text == spoken
