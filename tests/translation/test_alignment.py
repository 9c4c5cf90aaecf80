"""A pasted English version finds its French sentences."""

import json
import time
from pathlib import Path

import pytest

from pipelines.translation.alignment import align, english_sentences, overall_confidence

DATA = Path(__file__).parent / "data" / "projection.jsonl"


def pairs():
    items = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    return [i["fr"] for i in items], [i["en"] for i in items]


def test_align_one_to_one():
    fr, en = pairs()
    beads = align(fr, en)
    assert [b.french for b in beads] == [(i,) for i in range(len(fr))]
    assert [b.english for b in beads] == en
    assert overall_confidence(beads) > 0.6


def test_align_merged_split_missing_and_added_sentences():
    fr, en = pairs()
    target = list(en)
    target[3:5] = [f"{en[3]} {en[4]}"]  # two French sentences, one English
    del target[19]  # en[20] is missing
    target.insert(30, "Subscribe to our newsletter for more.")  # no French
    beads = align(fr, target)
    by_french = {i: b for b in beads for i in b.french}
    assert by_french[3] is by_french[4]
    assert by_french[3].english == target[3]
    assert sum(by_french[i].english == en[i] for i in range(40) if i not in {3, 4, 20}) >= 35
    assert sorted(i for b in beads for i in b.french) == list(range(40))
    assert " ".join(b.english for b in beads if b.english) == " ".join(target)


def test_align_confidence_is_lower_for_another_text():
    fr, en = pairs()
    right, wrong = overall_confidence(align(fr, en)), overall_confidence(align(fr, en[::-1]))
    assert wrong < 0.6 * right


def test_align_from_pasted_text():
    fr = ["M. Biden a parlé lundi.", "Il n'a rien dit de l'Iran, a noté l'AFP à 15 h.", "Fin."]
    text = "Mr. Biden spoke on Monday. He said nothing of Iran, AFP noted at 3 p.m.\n\nThe end."
    assert [b.english for b in align(fr, text)] == [
        "Mr. Biden spoke on Monday.",
        "He said nothing of Iran, AFP noted at 3 p.m.",
        "The end.",
    ]


@pytest.mark.parametrize(("fr", "en"), [([], "Some text."), (["Du texte."], ""), ([], "")])
def test_align_empty_sides(fr, en):
    beads = align(fr, en)
    assert all(b.confidence == 0 for b in beads)
    assert [i for b in beads for i in b.french] == list(range(len(fr)))


def test_align_very_unequal_sides():
    assert align(["Un."], " ".join(f"Sentence {i}." for i in range(500)))
    assert align([f"Phrase {i}." for i in range(500)], "One.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Gen. Mark A. Milley left. “Why?” she asked.", ["Gen. Mark A. Milley left.", "“Why?” she asked."]),
        ("One line\nanother line", ["One line", "another line"]),
        ("", []),
    ],
)
def test_english_sentences(text, expected):
    assert english_sentences(text) == expected


def test_align_a_thousand_sentences_is_quick():
    fr, en = pairs()
    start = time.process_time()
    beads = align(fr * 15, en * 15)
    assert time.process_time() - start < 30
    assert sum(len(b.french) == 1 for b in beads) > 550
