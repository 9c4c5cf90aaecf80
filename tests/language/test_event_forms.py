"""Forms of French verbs and the tenses they can stand for."""

import pytest

from pipelines.language.events.lexicon import build_lexicon, read_events, split_terms
from pipelines.language.morphology import CONDITIONAL, FUTURE, PARTICIPLE, PRESENT, conjugate
from pipelines.model import PLOVER_TYPES


@pytest.mark.parametrize(
    ("infinitive", "form", "tense"),
    [
        ("condamner", "condamnera", FUTURE),
        ("menacer", "menaçons", PRESENT),
        ("exiger", "exigeait", "impf"),
        ("libérer", "libère", PRESENT),
        ("libérer", "libérerait", CONDITIONAL),
        ("rejeter", "rejettent", PRESENT),
        ("appeler", "appellera", FUTURE),
        ("envoyer", "enverra", FUTURE),
        ("retenir", "retiendront", FUTURE),
        ("détruire", "détruites", PARTICIPLE),
        ("interdire", "interdit", PRESENT),
        ("interdire", "interdit", PARTICIPLE),
        ("combattre", "combattu", PARTICIPLE),
        ("dissoudre", "dissoute", PARTICIPLE),
        ("consentir", "consent", PRESENT),
        ("recevoir", "reçu", PARTICIPLE),
        ("être", "serait", CONDITIONAL),
        ("avertir", "avertissent", PRESENT),
        ("contraindre", "contraignent", PRESENT),
    ],
)
def test_form_has_its_tense(infinitive, form, tense):
    assert tense in conjugate(infinitive)[form]


def test_word_that_is_no_infinitive_is_refused():
    with pytest.raises(ValueError, match="infinitive"):
        conjugate("maison")


def test_lexicon_covers_every_type_with_three_hundred_triggers():
    content = read_events()
    groups = content["verbs"] + content["nouns"]
    assert {group["code"].split("/")[0] for group in groups} == set(PLOVER_TYPES)
    assert len({term for group in groups for term in split_terms(group["lemmas"])}) >= 300


def test_lexicon_finds_a_form_without_looping():
    lexicon = build_lexicon(str.split)
    assert {trigger.type for trigger, _ in lexicon.verbs["condamnée"]} == {"ACCUSE", "SANCTION"}
    assert lexicon.nouns["embargos"][0].type == "SANCTION"
    assert lexicon.nouns["emeutes"][0].mode == "riot"
