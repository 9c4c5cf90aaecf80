from types import SimpleNamespace

import pytest

from dashboard.components.speech import speaker_tag
from pipelines.wording.verbs import verb_english


@pytest.mark.parametrize(
    ("cue", "english"),
    [
        ("a déclaré", "said"),
        ("dit", "says"),
        ("a dit", "said"),
        ("indique", "says"),
        ("déclarait", "said"),
        ("affirmera", "will assert"),
        ("aurait confirmé", "confirmed"),
        ("a toutefois assuré", "assured"),
        ("Selon", "according to"),
        ("D’après", "according to"),
        ("a fait savoir", "let it be known"),
        ("n’a pas confirmé", "not confirmed"),
        ("a gribouillé", ""),
        ("", ""),
    ],
)
def test_verb_english_reads_a_cue(cue: str, english: str) -> None:
    assert verb_english(cue) == english


def quote(speaker: str, name: str, actor: str = "") -> SimpleNamespace:
    return SimpleNamespace(speaker=speaker, speaker_name=name, speaker_id=actor)


def test_speaker_tag_keeps_a_surname_in_both_languages() -> None:
    assert speaker_tag(quote("Kochavi", "Aviv Kochavi", "per:k"), "Aviv Kochavi") == (
        "Kochavi",
        "Kochavi",
        True,
    )


def test_speaker_tag_names_who_a_pronoun_stands_for() -> None:
    assert speaker_tag(quote("Il", "Aviv Kochavi", "per:k"), "Aviv Kochavi").french == "Aviv Kochavi"


def test_speaker_tag_says_when_a_phrase_has_no_english() -> None:
    tag = speaker_tag(quote("le communiqué israélien", "le communiqué israélien"), "")
    assert tag == ("Communiqué israélien", "Communiqué israélien", False)


def test_speaker_tag_translates_a_known_institution() -> None:
    assert (
        speaker_tag(quote("la Maison Blanche", "Maison Blanche", "white-house"), "White House").english
        == "White House"
    )
