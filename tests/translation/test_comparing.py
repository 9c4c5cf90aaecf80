"""Two engines' English compared."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.translation.base import Translation
from pipelines.translation.comparing import disagreements, word_diff


def by(engine, text):
    return Translation(text, engine, "1")


@given(st.text(), st.text())
def test_word_diff_keeps_both_texts_whole(left, right):
    here, there = word_diff(left, right)
    assert ("".join(t for t, _ in here), "".join(t for t, _ in there)) == (left, right)
    assert [t for t, d in here if not d] == [t for t, d in there if not d]


def test_disagreements_name_the_engine_and_the_words():
    fr = "Une violation manifeste du traité."
    left, right = (
        by("firefox", "A clear violation of the treaty."),
        by("apertium", "A clear rape of the treaty."),
    )
    assert disagreements(fr, left, right) == [
        "apertium gist: harm added: “rape” in the English; the French has “violation”"
    ]


def test_disagreements_cover_names_numbers_and_negations():
    fr = "Il n'a pas vu les 18 soldats à Kourgane."
    right = by("firefox", "He did not see the 18 soldiers in Kurgan.")
    said = " ".join(disagreements(fr, by("apertium", "He saw the 81 soldiers in the city."), right))
    assert "negation lost" in said
    assert "number lost: “18”" in said


def test_disagreements_say_harm_of_one_engine_though_the_french_allows_both():
    fr = "Le chef a été exécuté."
    said = disagreements(fr, by("a", "The chief was executed."), by("b", "The chief was carried out."))
    assert any("“was executed”" in line for line in said)


def test_disagreements_are_none_for_the_same_or_no_english():
    same = by("a", "He left."), by("b", "He left.")
    assert disagreements("Il est parti.", *same) == []
    assert disagreements("Il est parti.", by("a", ""), same[1]) == []
