"""Forms of reporting verbs from their infinitive."""

import pytest

from pipelines.language.conjugation import conjugate
from pipelines.language.reporting import lexicon


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("affirmer", "affirme affirment affirmait affirma affirmèrent affirmera affirmerait"),
        ("annoncer", "annonçait annonça annonce annonçons"),
        ("juger", "jugeait jugea jugeons jugent"),
        ("répéter", "répète répétait répétera répètera"),
        ("marteler", "martèle martelait martèlera"),
        ("rappeler", "rappelle rappelait rappellera"),
        ("alléguer", "allègue alléguait"),
        ("relayer", "relaie relaye relayait"),
        ("dire", "dit disent disait dira dirent"),
        ("soutenir", "soutient soutiennent soutenait soutint soutiendra"),
        ("promettre", "promet promettent promettait promit"),
        ("répondre", "répond répondent répondait répondit"),
        ("reconnaître", "reconnaît reconnaissent reconnut reconnaîtra"),
        ("écrire", "écrit écrivait écrivit"),
        ("avertir", "avertit avertissent avertissait"),
        ("démentir", "dément démentent démentait"),
        ("conclure", "conclut concluait conclura"),
        ("craindre", "craint craignait craindra"),
        ("prévoir", "prévoit prévoyait prévoira"),
    ],
)
def test_forms_of_each_family(infinitive, forms):
    assert set(forms.split()) <= conjugate(infinitive).finite


def test_participles_agree():
    assert conjugate("promettre").past_participles == {"promis", "promise", "promises"}
    assert conjugate("répéter").past_participles == {"répété", "répétée", "répétés", "répétées"}
    assert conjugate("soutenir").present_participle == "soutenant"


def test_unknown_family_is_refused():
    with pytest.raises(ValueError, match="maison"):
        conjugate("maison")


def test_lexicon_holds_at_least_250_verbs_with_a_stance():
    words = lexicon()
    verbs = {*words.plain, *words.reflexive}
    assert len(verbs) >= 250
    entries = [*words.plain.values(), *words.reflexive.values()]
    assert {entry.stance for entry in entries} == {"neutral", "as fact", "doubtful"}
    assert all(entry.takes for entry in entries)
