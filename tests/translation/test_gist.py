"""The gist engine's rules: each has its examples in data, and all are read here."""

import pytest

from pipelines import paths
from pipelines.lexicon import load_yaml
from pipelines.translation.apertium import ApertiumEngine
from pipelines.translation.gist import lexicon
from pipelines.translation.gist.foreign import foreign
from pipelines.translation.gist.inflect import article, plural, verb
from pipelines.translation.gist.marks import marked, spans, unmarked
from pipelines.translation.gist.units import Unit
from pipelines.translation.gist.writing import capitals, figures

ENGINE = ApertiumEngine(pair=0)
needs_pair = pytest.mark.skipif(bool(ENGINE.available()), reason="Apertium's Spanish pairs are not installed")
EXAMPLES = [
    (rule["rule"], e["fr"], e["en"]) for rule in load_yaml("gist_examples.yaml") for e in rule["examples"]
]


@needs_pair
@pytest.mark.parametrize(("rule", "french", "english"), EXAMPLES)
def test_rule_gives_its_example(rule, french, english):
    assert ENGINE.translate([french])[0].text_en == english, rule


def test_lexicon_has_no_entry_twice_and_none_empty():
    entries = list(lexicon.read())
    assert len({(e.fr, e.kind) for e in entries}) == len(entries)
    assert all(e.fr.strip() == e.fr and e.fr and e.en.strip() == e.en and e.en for e in entries)


def test_lexicon_files_say_their_source():
    for path in (paths.DATA / "lexicon").glob("gist_*"):
        assert "Source: " in "".join(path.read_text(encoding="utf-8").splitlines()[:3]), path.name


def test_lexicon_forms_know_plurals_feminines_and_verbs():
    own = lexicon.Lexicon(
        [lexicon.Entry("consterner", "vblex", "dismay"), lexicon.Entry("gallois", "adj", "Welsh")]
    )
    found = own.form("consternées")
    assert found is not None
    assert (found[0].en, found[1]) == ("dismay", ("vblex", "pp", "f", "pl"))
    assert own.form("galloise") is not None
    assert own.form("galoche") is None


@pytest.mark.parametrize(
    ("noun", "many"),
    [("party", "parties"), ("head of state", "heads of state"), ("child", "children"), ("boss", "bosses")],
)
def test_inflect_plural(noun, many):
    assert plural(noun) == many


def test_inflect_verb_and_article():
    assert verb("take part")[1:] == ("takes part", "took part", "taken part", "taking part")
    assert verb("stop").past == "stopped"
    assert verb("deny").present == "denies"
    assert [article(w) for w in ("union", "hour", "MP", "18-year-old", "office")] == [
        "a",
        "an",
        "an",
        "an",
        "an",
    ]


def test_figures_are_written_as_in_english():
    assert figures("18,4 % of 12 500 at 20 h 30") == "18.4% of 12,500 at 20:30"


def test_mark_of_french_words_is_undone():
    text = f"The {marked('carillon')} rang"
    assert spans(text) == [(4, 14, "carillon")]
    assert unmarked(text) == "The carillon rang"
    assert unmarked("2 * 3 * 4") == "2 * 3 * 4"


def test_spanish_and_catalan_words_of_a_dictionary_are_told_from_english():
    assert all(foreign(word) for word in ("también", "población", "amb", "montaña", "segons"))
    assert not any(foreign(word) for word in ("nation", "habitat", "sin", "city", "Los Angeles"))


def test_lexicon_phrase_is_found_across_an_adverb_and_in_the_feminine():
    own = lexicon.Lexicon([lexicon.Entry("bonne nouvelle", "n", "good news")])
    units = [
        Unit("", "bon", ("adj", "f", "sg"), extra={"surface": "bonne"}),
        Unit(" ", "nouvelle", ("n", "f", "sg"), extra={"surface": "nouvelle"}),
    ]
    found = own.phrases.find(units, 0)
    assert found is not None
    assert (found[0], found[1].en) == ([0, 1], "good news")


def test_ordinals_and_capitals_are_written_as_in_english():
    assert figures("la 89e, 21e, 11e") == "la 89th, 21st, 11th"
    assert capitals("it rains. he met Mr. x", "Il pleut. Il a vu M. X") == "It rains. He met Mr. x"
