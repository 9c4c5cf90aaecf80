"""A name that has two Englishes in one article is flagged where it is not as elsewhere."""

import pytest

from pipelines.translation.checks import Name, two_englishes

KOURGANE = Name("Kourgane", "LOC", ("Kourgane",))


def flagged(name, *pairs, asked=None):
    french = {n: fr for n, (fr, _) in enumerate(pairs, 1)}
    english = {n: en for n, (_, en) in enumerate(pairs, 1)}
    names = {n: [name] if name.surface in fr else [] for n, fr in french.items()}
    found = two_englishes(names, french, english, asked or french)
    return {n: [flag.detail for flag in flags] for n, flags in found.items()}


def test_two_spellings_are_flagged_in_the_sentence_that_stands_alone():
    found = flagged(
        KOURGANE,
        ("La ville de Kourgane brûle.", "The city of Kurgan burns."),
        ("Kourgane est loin.", "Kourgan is far."),
        ("On évacue Kourgane.", "Kurgan is evacuated."),
    )
    assert found == {2: ["name in two Englishes: “Kourgane” is “Kourgan” here, “Kurgan” elsewhere"]}


def test_french_form_beside_the_english_one_is_flagged():
    found = flagged(
        Name("Londres", "LOC", ("London",)),
        ("Il quitte Londres.", "He leaves London."),
        ("Londres proteste.", "Londres protests."),
    )
    assert found == {2: ["name in two Englishes: “Londres” is “Londres” here, “London” elsewhere"]}


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        (
            Name("Iran", "LOC"),
            ("L'Iran dément.", "Iran denies."),
            ("L'armée de l'Iran.", "The Iranian army."),
        ),
        (
            Name("États-Unis", "LOC"),
            ("Les États-Unis.", "The US."),
            ("Les États-Unis.", "The United States."),
        ),
        (Name("Otan", "ORG"), ("L'Otan dit non.", "NATO says no."), ("L'Otan.", "NATO.")),
        (
            Name("Éric Coquerel", "PER"),
            ("Éric Coquerel.", "Eric Coquerel."),
            ("Éric Coquerel.", "Coquerel’s."),
        ),
        (Name("Trump", "PER"), ("Trump dit non.", "Donald Trump says no."), ("Trump part.", "Trump leaves.")),
        (Name("Ford", "PER"), ("Ford part.", "Ford leaves."), ("Ford revient.", "He is back.")),
        (
            Name("Martin", "PER"),
            ("Martin a vu Marten.", "He saw Marten."),
            ("Martin part.", "Martin leaves."),
        ),
    ],
)
def test_other_words_for_one_name_are_no_second_english(name, one, other):
    assert flagged(name, one, other) == {}


def test_only_what_is_asked_is_flagged():
    pairs = ("Kourgane brûle.", "Kurgan burns."), ("Kourgane est loin.", "Kourgan is far.")
    assert flagged(KOURGANE, *pairs, asked=[1]) == {}
    assert list(flagged(KOURGANE, *pairs, asked=[2])) == [2]
