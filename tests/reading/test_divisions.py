from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.divisions import Divisions
from pipelines.reading.word_forms import _hashed, rank

KEPT = [
    "dit-|il",
    "a-|t-il",
    "a-t-|il",
    "vis-|à-vis",
    "vis-à-|vis",
    "cessez-|le-feu",
    "cessez-le-|feu",
    "quatre-|vingt-dix",
    "quatre-vingt-|dix",
    "garde-|à-vue",
    "garde-à-|vue",
    "Saint-|Denis",
    "Seine-|Maritime",
    "c’est-|à-dire",
    "c’est-à-|dire",
    "peut-|être",
    "vingt-|deux",
    "quatre-|vingts",
    "porte-|parole",
    "vice-|président",
    "ex-|ministre",
    "franco-|allemand",
    "demi-|finale",
    "lui-|même",
    "celui-|ci",
    "là-|bas",
    "allez-|y",
    "est-|ce",
    "répond-|il",
    "explique-t-|elle",
    "Aix-en-|Provence",
    "Nord-Pas-de-|Calais",
    "arc-en-|ciel",
    "sous-|marin",
    "après-|midi",
    "avant-|hier",
    "au-|delà",
    "rendez-|vous",
    "porte-|avions",
    "non-|lieu",
    "Jean-|Luc",
    "tête-|à-tête",
    "main-|d’œuvre",
    "mi-|temps",
    "bien-|être",
    "long-|courrier",
    "libre-|échange",
    "navire-|hôpital",
    "avez-|vous",
    "sont-|ils",
    "pouvons-|nous",
    "soixante-|dix",
    "israélo-|palestinien",
    "procès-|verbal",
    "belle-|mère",
    "quelques-|uns",
    "SAINT-|DENIS",
    "PORTE-|PAROLE",
    "Covid-|19",
    "G-|7",
    "2021-|2022",
]
CUT = [
    "gouver|nement",
    "négo|ciations",
    "anticonsti|tutionnellement",
    "prési|dent",
    "Mar|seille",
    "Gar|nier",
    "hôpi|tal",
    "minis|tre",
    "por|tefeuille",
    "porte|feuille",
    "entre|prise",
    "contre|dire",
    "sur|veillance",
    "anti|terroriste",
    "par|tir",
    "tel|les",
    "nouvel|les",
    "quel|les",
    "Michel|le",
    "fini|ront",
    "parle|ment",
    "supplé|mentaires",
    "Vas|seur",
    "Del|orme",
    "Kos|tovski",
    "Bani|bangou",
    "inter|dit",
    "ré|élection",
    "co|opération",
    "admi|nistratif",
    "auto|risation",
    "GOUVER|NEMENT",
    "jus|qu",
    "lors|qu",
    "aujour|d’hui",
    "au|jourd’hui",
    "dé|placement",
    "bien|tôt",
    "main|tenant",
    "long|temps",
    "sou|tien",
    "mal|gré",
    "même|ment",
    "mon|de",
    "fran|cophone",
    "ex|pliquer",
    "sous|crire",
    "milli|onnaire",
    "Nas|rallah",
    "Netan|yahou",
    "Zelen|sky",
    "anti|constitutionnellement",
]


@pytest.mark.parametrize("word", KEPT)
def test_hyphen_that_a_word_owns_stays_at_the_lines_end(word: str):
    before, after = word.split("|")
    assert Divisions("").joined(f"Il y a {before}", f"{after} et") == f"Il y a {before}"


@pytest.mark.parametrize("word", CUT)
def test_hyphen_of_the_typesetter_is_dropped(word: str):
    before, after = word.split("|")
    assert Divisions("").joined(f"Il y a {before}-", f"{after} et") == f"Il y a {before}"


def test_other_places_of_the_text_are_the_best_evidence():
    assert Divisions("Le zoumba-club ouvre.").joined("le zoumba-", "club") == "le zoumba-"
    assert Divisions("Le zoumbaclub ouvre.").joined("le zoumba-", "club") == "le zoumba"


def test_hyphen_that_stands_only_at_line_ends_is_the_browsers():
    text = "le porte-parole et le maître‐\nchien"
    assert Divisions(text).joined("le maître‐", "chien") == "le maître"


@pytest.mark.parametrize(("before", "after"), [("a dit -", "il"), ("rouge –", "et"), ("oui -", "Non")])
def test_dash_between_blanks_is_no_hyphen(before: str, after: str):
    assert Divisions("").joined(before, after) == before + " "


@given(st.text(alphabet="aàd-‐\u00ad’'1 \n", max_size=80), st.text(alphabet="aàd-‐’1 ", max_size=40))
def test_joining_loses_no_letter(before: str, after: str):
    joined = Divisions(f"{before}\n{after}").joined(before, after)
    assert [c for c in joined if c.isalnum()] == [c for c in before if c.isalnum()]


def test_ranks_are_those_of_the_models_vocabulary():
    from spacy.strings import hash_string

    for form in ("a", "peut-être", "abcdefgh", "abcdefghi", "Nord-Pas-de-Calais", "é" * 20):
        assert _hashed(form.encode()) == hash_string(form)
    assert (rank("peut-être") or 10**9) < (rank("peutêtre") or 0)
    assert rank("ditil") is None
    assert rank("") is None
