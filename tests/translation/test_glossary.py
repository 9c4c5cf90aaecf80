"""Names and terms: found, put in, verified, reported."""

import pytest
from engines import FakeEngine

from pipelines.errors import DataFileError
from pipelines.translation.glossary import (
    Glossary,
    Term,
    glossary,
    read_terms,
    write_terms,
)
from pipelines.translation.glossed import GlossedEngine, translate_with_terms

TSAHAL = Term("Tsahal", "the IDF (Tsahal)", ("IDF",))
HOUSE = Term("Maison Blanche", "White House")
TERMS = Glossary([TSAHAL, HOUSE])


def run(engine, sentence, terms=TERMS):
    result = translate_with_terms(engine, [sentence], terms)[0]
    return result.text_en, result.substitutions


def test_glossary_finds_longest_whole_capitalised_words():
    terms = Glossary(
        [Term("Union", "Union"), Term("Union européenne", "European Union"), Term("Mali", "Mali")]
    )
    sentence = "L’UNION EUROPÉENNE, une union, le malin Mali."
    assert [sentence[h.start : h.end] for h in terms.find(sentence)] == ["UNION EUROPÉENNE", "Mali"]


def test_glossary_persons_term_wins_over_the_lexicons():
    found = glossary([Term("Maison Blanche", "the Biden White House", by_person=True)]).find(
        "La Maison-Blanche a dit non."
    )
    assert [h.term.en for h in found] == ["the Biden White House"]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Tsahal", "the IDF (Tsahal)"),
        ("la Maison Blanche", "White House"),
        ("l’Élysée", "Élysée"),
        ("Moscou", "Moscow"),
        ("l’Allemagne", "Germany"),
    ],
)
def test_glossary_lexicon_has_the_names_of_the_news(french, english):
    hit = glossary().find(f"Hier, {french} a parlé.")[0]
    assert english in {hit.term.en, *hit.term.accepted}


def test_glossary_does_not_take_french_for_english():
    accepted = {
        form for hit in glossary().find("L’Agence France-Presse l’a dit.") for form in hit.term.accepted
    }
    assert "Agence France-Presse" not in accepted
    assert glossary().find("Moïse Katumbi a parlé.") == []


def test_terms_left_in_french_are_replaced_after_a_neural_engine():
    text, notes = run(FakeEngine(translate=lambda s: "Tsahal denied it."), "Tsahal a démenti.")
    assert text == "The IDF (Tsahal) denied it."
    assert notes == ("Tsahal → the IDF (Tsahal)",)


def test_terms_the_engine_rendered_well_are_left_alone():
    engine = FakeEngine(translate=lambda s: "The IDF denied it to the White House.")
    assert run(engine, "Tsahal a démenti à la Maison Blanche.") == (
        "The IDF denied it to the White House.",
        (),
    )
    assert len(engine.asked) == 1


def test_terms_rendered_otherwise_are_tried_again_with_a_placeholder():
    engine = FakeEngine(
        translate=lambda s: s.replace("la Maison Blanche a dit", "the White Mansion said").replace(
            "la ", "the "
        )
    )
    assert run(engine, "Hier la Maison Blanche a dit non.") == (
        "Hier the White House a dit non.",
        ("Maison Blanche → White House",),
    )


@pytest.mark.parametrize("harm", [lambda s: s.replace("Zq", "zq "), lambda s: "", lambda s: f"{s} {s}"])
def test_terms_a_harmed_placeholder_is_never_shown(harm):
    engine = FakeEngine(translate=lambda s: harm(s) if "Zq" in s else "The White Mansion said no.")
    assert run(engine, "La Maison Blanche a dit non.") == ("The White Mansion said no.", ())


def test_terms_come_first_as_placeholders_with_a_rule_based_engine():
    engine = FakeEngine("apertium", lambda s: s.replace("La ", "The "))
    text, notes = run(engine, "La Maison Blanche parle à Tsahal.")
    assert text == "The White House parle à the IDF (Tsahal)."
    assert len(notes) == 2
    assert len(engine.asked) == 1


def test_terms_a_rule_based_engine_that_harms_placeholders_is_asked_again_without():
    engine = FakeEngine("apertium", lambda s: s.replace("Zq", "z-q").replace("Tsahal", "Tsahal"))
    assert run(engine, "Bonjour Tsahal.")[0] == "Bonjour the IDF (Tsahal)."


def test_terms_no_second_article():
    assert (
        run(FakeEngine(translate=lambda s: "He met the Tsahal."), "Il a vu Tsahal.")[0]
        == "He met the IDF (Tsahal)."
    )


def test_terms_many_in_one_sentence_keep_their_places():
    terms = Glossary(
        [Term(f"Nom{chr(97 + i)}{chr(97 + j)}", f"Name{i}-{j}") for i in range(8) for j in range(8)]
    )
    french = " ".join(f"Nom{chr(97 + i)}{chr(97 + j)}" for i in range(8) for j in range(8))
    text, notes = run(FakeEngine("apertium", lambda s: s), french, terms)
    assert text == " ".join(f"Name{i}-{j}" for i in range(8) for j in range(8))
    assert len(notes) == 64


def test_name_that_is_the_same_in_english_is_no_substitution():
    cia = Glossary([Term("CIA", "CIA"), TSAHAL])
    result = run(FakeEngine("apertium"), "La CIA et Tsahal.", cia)
    assert result == ("EN La CIA et the IDF (Tsahal).", ("Tsahal → the IDF (Tsahal)",))


def test_terms_csv_in_and_out():
    terms = [Term("chef d’état-major", "chief of staff", by_person=True), Term("a,b", 'c"d', by_person=True)]
    assert read_terms(write_terms(terms)) == terms
    assert read_terms("\ufeffFR;EN\nTsahal;the army\n;\n") == [Term("Tsahal", "the army", by_person=True)]
    with pytest.raises(DataFileError, match="columns fr and en"):
        read_terms("a,b\nc,d")
    with pytest.raises(DataFileError):
        read_terms("")


def test_glossed_engine_version_follows_the_persons_terms():
    plain = GlossedEngine(FakeEngine(), TERMS)
    one, two = (GlossedEngine(FakeEngine(), TERMS, [Term("x", en, by_person=True)]) for en in ("y", "z"))
    assert plain.version == "1"
    assert len({plain.version, one.version, two.version}) == 3
    assert one.translate(["Tsahal."])[0].version == one.version


def test_glossary_of_five_thousand_terms_is_quick():
    import time

    terms = Glossary([Term(f"Nom Propre Numéro{i}", f"Name {i}") for i in range(5000)])
    text = " ".join(f"Nom Propre Numéro{i} et Nom Propre" for i in range(5000))
    start = time.process_time()
    assert len(terms.find(text)) == 5000
    assert time.process_time() - start < 2


def test_terms_csv_runs_no_formula_and_comes_back_equal():
    terms = [Term("=cmd|x", "+1 ; @SUM(1)", by_person=True), Term("-né", "born; =x", by_person=True)]
    written = write_terms(terms)
    assert "=cmd" not in written.replace("'=cmd", "")
    assert "; '=x" in written
    assert read_terms(written) == terms
