"""Strict names: the name alone, with its type."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipelines.language import pipeline
from pipelines.language.normalise import model_view


@pytest.fixture(scope="module")
def read():
    def find(text: str) -> dict[str, str]:
        doc = pipeline()(model_view(text))
        return {text[n.start : n.end]: n.type for n in doc._.names}

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le général Mark Milley a vu Mme Castaing.", {"Mark Milley": "PER", "Castaing": "PER"}),
        ("La ministre de l’Intérieur Giulia Ferrante a parlé.", {"Giulia Ferrante": "PER"}),
        (
            "Marijke Van der Elst et Amaury de Peyrelade sont là.",
            {"Marijke Van der Elst": "PER", "Amaury de Peyrelade": "PER"},
        ),
        ("Mgr Éric de Moulins-Beaufort a prié.", {"Éric de Moulins-Beaufort": "PER"}),
        ("L'élu du RN Gwenaël Kerbrat applaudit.", {"RN": "ORG", "Gwenaël Kerbrat": "PER"}),
        ("Yonat Friling de Fox News a contribué.", {"Yonat Friling": "PER", "Fox News": "ORG"}),
        (
            "L'armée malienne et la marine tunisienne avancent.",
            {"armée malienne": "ORG", "marine tunisienne": "ORG"},
        ),
        ("Le ministère de la Santé a réagi.", {"ministère de la Santé": "ORG"}),
        ("Le parquet de Rennes enquête.", {"parquet de Rennes": "ORG"}),
        ("L'ambassade de Russie à Berne proteste.", {"ambassade de Russie à Berne": "ORG"}),
        ("Des pirates du groupe LockFang menacent.", {"LockFang": "ORG"}),
        ("Ils vivent rue Hamra, près du lac Tchad.", {"rue Hamra": "LOC", "lac Tchad": "LOC"}),
        ("On a signé le traité de Rome.", {"traité de Rome": "MISC"}),
        ("À bord de l’Ocean Viking, on attend.", {"Ocean Viking": "MISC"}),
        ("Les Iraniens et le président français se parlent.", {}),
        ("L'État paiera, dit le Premier ministre sortant.", {}),
        ("Samedi, la Première ministre sera absente.", {}),
        ("L'O.N.U. et l'UE négocient.", {"O.N.U.": "ORG", "UE": "ORG"}),
        ("LA CRISE S'AGGRAVE À BAMAKO", {"BAMAKO": "LOC"}),
        (
            "L'Iran et l'Irak, le Niger et le Nigeria.",
            {"Iran": "LOC", "Irak": "LOC", "Niger": "LOC", "Nigeria": "LOC"},
        ),
    ],
)
def test_names_are_strict_and_typed(read, text, expected):
    assert read(text) == expected


def test_names_take_the_expansion_of_an_acronym(read):
    found = read("L'Agence nationale de la sécurité des navires (Ansna) alerte.")
    assert found == {"Agence nationale de la sécurité des navires": "ORG", "Ansna": "ORG"}


def test_names_spread_a_surname_over_the_article(read):
    text = "François Hollande a promis une loi. Plus tard, Hollande a cédé. Hollande se tait."
    doc = pipeline()(text)
    assert [n.type for n in doc._.names] == ["PER", "PER", "PER"]


def test_names_do_not_overlap_and_stay_in_the_text():
    text = "Le Conseil de sécurité de l'ONU (UN) à New York, M. Ban Ki-moon, Jean-Luc « Le Monde »."
    names = pipeline()(text)._.names
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert all(0 <= n.start < n.end <= len(text) for n in names)


def test_names_of_text_without_words():
    for text in ("", " ", "…", "« »", "12 34"):
        assert pipeline()(text)._.names == ()
