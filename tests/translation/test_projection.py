"""English spans for French ones: right, or None."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.translation.projection import Source, project
from pipelines.translation.projection.quotations import stretches

DATA = Path(__file__).parent / "data"


def find(fr, en, *wanted, **kwargs):
    spans = []
    for surface, kind in wanted:
        start = fr.index(surface)
        spans.append(Source(start, start + len(surface), kind))
    return [en[slice(*s)] if s else None for s in project(fr, en, spans, **kwargs)]


@pytest.mark.parametrize(
    ("file_name", "right_floor"), [("projection.jsonl", 0.97), ("projection_unseen.jsonl", 0.95)]
)
def test_projection_annotated_sentences_hold_their_floor(file_name, right_floor):
    right = wrong = total = 0
    for line in (DATA / file_name).read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        spans = [Source(s["start"], s["end"], s["kind"]) for s in item["spans"]]
        assert all(item["fr"][s["start"] : s["end"]] == s["surface"] for s in item["spans"])
        for span, found in zip(item["spans"], project(item["fr"], item["en"], spans), strict=True):
            total += 1
            text = item["en"][slice(*found)].rstrip(" .,") if found else None
            wanted = {item["en"][a:b].rstrip(" .,") for a, b in span["english"]}
            good = text in wanted if found else not wanted
            right += good
            wrong += found is not None and not good
    assert right / total >= right_floor
    assert wrong / total <= 0.02


@pytest.mark.parametrize(
    ("fr", "en", "surface", "kind", "expected"),
    [
        ("Poutine est venu.", "Putin came.", "Poutine", "PER", "Putin"),
        ("Zelensky est venu.", "Zelenskyy came.", "Zelensky", "PER", "Zelenskyy"),
        ("L'Égypte a dit non.", "Egypt said no.", "Égypte", "LOC", "Egypt"),
        ("Les États-Unis ont dit.", "They told us that the US said.", "États-Unis", "LOC", "US"),
        ("Aviv Kochavi est là.", "Kochavi is here.", "Aviv Kochavi", "PER", "Kochavi"),
        ("Il part lundi 3 mars.", "He leaves on Monday, March 3.", "lundi 3 mars", "date", "Monday, March 3"),
        ("Il part hier.", "He left yesterday.", "hier", "date", "yesterday"),
        ("Il part lundi.", "He left.", "lundi", "date", None),
        ("Il a 40 ans, 3 fils.", "He is 40, with 3 sons.", "40", "number", "40"),
        ("Il dit « oui ».", "He says “yes.”", "oui", "quote", "yes."),
        ("Il dit « oui ».", "He says yes.", "oui", "quote", None),
        ("Rien de tel ici.", "Nothing of the kind.", "Rien", "ORG", None),
        (
            "L'Italie et la Turquie.",
            "Turkish and Italian envoys came from Turkey.",
            "Turquie",
            "LOC",
            "Turkey",
        ),
        ("L'Allemagne a signé.", "The German government signed.", "Allemagne", "LOC", "German"),
        ("Moscou a signé.", "It was signed by Russia.", "Moscou", "LOC", "Russia"),
        (
            "La cour d'appel de Rouen.",
            "Rouen's court of appeal.",
            "cour d'appel de Rouen",
            "ORG",
            "Rouen's court of appeal",
        ),
        ("La cour d'appel de Rouen.", "Judges in Rouen.", "cour d'appel de Rouen", "ORG", None),
        ("Dépêche de l'AFP.", "A report by Agence France-Presse.", "AFP", "ORG", "Agence France-Presse"),
        ("Il part mardi soir.", "He leaves on Tuesday evening.", "mardi soir", "date", "Tuesday evening"),
        (
            "Il y a vingt ans, il partait.",
            "He left twenty years ago.",
            "Il y a vingt ans",
            "date",
            "twenty years ago",
        ),
        ("Il part le mois prochain.", "He leaves next month.", "mois prochain", "date", "next month"),
        (
            "Il part avant la fin de l’année.",
            "He leaves before the end of the year.",
            "avant la fin de l’année",
            "date",
            "the end of the year",
        ),
        ("Dès l’automne 2026.", "As early as autumn 2026.", "Dès l’automne 2026", "date", "autumn 2026"),
        ("Vers 7 heures.", "At around 7 a.m. on the dot.", "7", "number", "7"),
        (
            "« Il m'a dit “Attends” et rien », dit-elle.",
            "“He told me ‘Wait’ and nothing,” she says.",
            "Attends",
            "quote",
            "Wait",
        ),
    ],
)
def test_projection_finds_or_says_none(fr, en, surface, kind, expected):
    assert find(fr, en, (surface, kind)) == [expected]


def test_projection_candidates_of_the_caller_are_used():
    fr, en = "Tsahal avance.", "The IDF (Tsahal) advances."
    spans = project(fr, en, [Source(0, 6, "ORG", ("the IDF (Tsahal)",))])
    assert en[slice(*spans[0])] == "The IDF (Tsahal)"


def test_projection_repeated_name_keeps_its_order():
    fr, en = "L'Iran et Israël, ou l'Iran.", "Iran and Israel, or Iran."
    starts = [fr.index("Iran"), fr.rindex("Iran")]
    spans = project(fr, en, [Source(s, s + 4, "LOC") for s in starts])
    assert spans == [(0, 4), (20, 24)]


def test_projection_quotes_of_unequal_number_are_paired_by_likeness():
    fr = "Le « hold-up » : « Nous irons jusqu'au bout de la procédure », dit-il."
    en = "The hold-up: “We will see the procedure through to the end,” he said."
    assert find(fr, en, ("Nous irons jusqu'au bout de la procédure", "quote")) == [
        "We will see the procedure through to the end"
    ]


def test_projection_interrupted_quote_has_both_halves_in_the_joined_english():
    fr = "« Ce budget est une honte », s’est-il emporté, « et nous le ferons tomber »."
    en = "“This budget is a disgrace and we will bring it down,” he fumed."
    halves = find(fr, en, ("Ce budget est une honte", "quote"), ("et nous le ferons tomber", "quote"))
    assert halves == ["This budget is a disgrace and we will bring it down"] * 2


def test_projection_position_only_when_asked():
    fr, en = "Le chien dort.", "The dog sleeps."
    assert find(fr, en, ("chien", "MISC")) == [None]
    assert find(fr, en, ("chien", "MISC"), by_position=True) == ["dog"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« a » et “b”", ["a", "b"]),
        ("fin de citation », dit-il", ["fin de citation"]),
        ("il dit : « début", ["début"]),
        ("« dehors “dedans” dehors »", ["dehors “dedans” dehors"]),
        ('il dit "oui" et "non"', ["oui", "non"]),
        ("rien", []),
        ("« »", []),
    ],
)
def test_stretches(text, expected):
    assert [text[a:b] for a, b in stretches(text)] == expected


@given(
    st.text(alphabet='abé A«»“”" 12.lundi', max_size=80),
    st.text(alphabet='abe A“”" 12.Monday', max_size=80),
    st.lists(
        st.tuples(st.integers(0, 79), st.integers(1, 20), st.sampled_from(["PER", "quote", "date"])),
        max_size=4,
    ),
    st.booleans(),
)
def test_projection_spans_lie_in_the_english(fr, en, raw, by_position):
    spans = [Source(a, min(a + n, len(fr)), k) for a, n, k in raw if a < len(fr)]
    found = project(fr, en, spans, by_position=by_position)
    assert len(found) == len(spans)
    assert all(s is None or 0 <= s[0] < s[1] <= len(en) for s in found)


def test_projection_whole_quote_has_no_place_in_an_empty_sentence():
    assert project("1", "", [Source(0, 1, "quote")]) == [None]


def test_projection_ten_thousand_open_marks_and_many_names_are_quick():
    fr, en = "« Kochavi dit " * 10_000, "“Kochavi says " * 10_000
    spans = [Source(m, m + 7, "PER") for m in range(2, 14 * 200, 14)]
    start = time.process_time()
    project(fr, en, spans)
    assert time.process_time() - start < 20
