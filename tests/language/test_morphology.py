"""Forms of French verbs: rules and models beside the verb table of spaCy's model, which somebody else wrote."""

from __future__ import annotations

from collections import defaultdict

import pytest

from pipelines.errors import DataFileError
from pipelines.language import morphology, pipeline
from pipelines.language.events.lexicon import build_lexicon
from pipelines.language.morphology import (
    CONDITIONAL,
    FUTURE,
    GERUND,
    IMPERFECT,
    PARTICIPLE,
    PAST,
    PRESENT,
    SUBJUNCTIVE,
    TENSES,
    conjugate,
)
from pipelines.language.reporting import lexicon as reporting

# Forms of the table that are no forms of the verb, or of another age.
NOT_WANTED = {
    "arguer": "the spelling of 1990 with ë",
    "devoir": "dûs for dus",
    "promouvoir": "promû for promu",
    "sortir": "the law's sortir, sortissait",
    "ressortir": "the law's ressortir, ressortissait",
    "racheter": "rachete for rachète",
    "faillir": "faillait for faillissait",
    "fleurir": "florissait, of an adjective now",
    "luire": "luirent for luisirent",
    "reluire": "reluirent for reluisirent",
    "croître": "crusse for crûsse",
    "déchoir": "the table lacks its imperfect",
    "occlure": "occluse for occlue",
    "saillir": "saillissait for saillait",
}
INVENTED = (
    ("infinitive", "form"),
    [("installer", "instaille"), ("reconnaître", "reconnnu"), ("fuir", "fuissait"), ("sortir", "sortissait"),
     ("accueillir", "accueillira"), ("avérer", "averra"), ("exceller", "excva")],
)  # fmt: skip


@pytest.fixture(scope="module")
def table():
    tables = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_exc")
    found = defaultdict(set)
    for part in ("verb", "aux"):
        for form, infinitives in tables.get(part, {}).items():
            for infinitive in infinitives:
                found[infinitive].add(form)
    return found


def ours():
    """Every verb that the lexicons of events and of speech name."""
    words = reporting()
    triggers = build_lexicon(str.split).forms.values()
    return sorted(
        {*words.plain, *words.reflexive, *words.phrases, *(verb for each in triggers for verb in each)}
    )


def test_every_verb_of_the_lexicons_has_every_form_of_the_table(table):
    known = [verb for verb in ours() if len(table[verb]) >= 30]
    assert len(known) > 350
    for verb in known:
        lacking = {form for form in table[verb] - set(conjugate(verb)) if "-" not in form}
        # Adjectives in -ant and "eussé-je" are no forms of a verb that a sentence of the press has.
        lacking = {form for form in lacking if not form.endswith(("ante", "antes", "ants", "sé"))}
        assert not lacking or verb in NOT_WANTED, (verb, sorted(lacking)[:5])


def in_one_spelling(form):
    """è for é in the future, è for a doubled consonant, i for î: both are in the press, the table has one."""
    return form.translate(str.maketrans("éèîûï", "eeiui")).replace("ll", "l").replace("tt", "t")


def test_no_verb_of_the_lexicons_has_a_form_that_no_table_has(table):
    # Some forms stand in the table under another verb alone ("convient" under convier).
    known = {in_one_spelling(form) for forms in table.values() for form in forms}
    for verb in ours():
        if len(table[verb]) < 30 or verb in NOT_WANTED:
            continue
        for form, tenses in conjugate(verb).items():
            # A verb without an object has no feminine there.
            assert in_one_spelling(form) in known or tenses <= {PARTICIPLE} or form == verb, (verb, form)


@pytest.mark.parametrize(
    ("infinitive", "form", "tense"),
    [
        ("reconnaître", "reconnu", PARTICIPLE),
        ("comparaître", "comparurent", PAST),
        ("disparaitre", "disparait", PRESENT),
        ("débrayer", "débraient", PRESENT),
        ("débrayer", "débrayent", PRESENT),
        ("renouveler", "renouvelle", PRESENT),
        ("émouvoir", "émeut", PRESENT),
        ("installer", "installera", FUTURE),
        ("interrompre", "interrompit", PAST),
        ("détruire", "détruisant", GERUND),
        ("résoudre", "résolu", PARTICIPLE),
        ("dissoudre", "dissolvait", IMPERFECT),
        ("envoyer", "enverrait", CONDITIONAL),
        ("étiqueter", "étiquette", PRESENT),
        ("déléguer", "délèguent", PRESENT),
        ("appauvrir", "appauvrissent", PRESENT),
        ("répartir", "répartit", PRESENT),
        ("condamner", "condamnât", SUBJUNCTIVE),
        ("maudire", "maudissons", PRESENT),
        ("contredire", "contredisez", PRESENT),
        ("devoir", "dues", PARTICIPLE),
        ("savoir", "sachez", PRESENT),
    ],
)  # fmt: skip
def test_form_has_its_tense(infinitive, form, tense):
    assert tense in conjugate(infinitive)[form]


@pytest.mark.parametrize(*INVENTED)
def test_no_form_is_invented(infinitive, form):
    assert form not in conjugate(infinitive)


@pytest.mark.parametrize("word", ["maison", "er", "ir", "", "table", "ouïr"])
def test_what_cannot_be_conjugated_is_refused(word):
    with pytest.raises(ValueError, match="does not end like"):
        conjugate(word)


def test_tenses_are_the_named_ones():
    assert {tense for tenses in conjugate("être").values() for tense in tenses} == set(TENSES)


@pytest.mark.parametrize(
    "broken",
    [{}, {"models": [{"ending": "dre", "present": "ds d"}], "second": [], "grave": [], "double": []}],
)
def test_broken_table_is_told_by_name(monkeypatch, broken):
    monkeypatch.setattr(morphology, "load_yaml", lambda name: broken)
    with pytest.raises(DataFileError, match=r"conjugation\.yaml"):
        morphology._grammar.__wrapped__()


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Le Pérou reconnaît l'État palestinien.", "SUPPORT"),
        ("Le Pérou a reconnu l'État palestinien.", "SUPPORT"),
        ("Les ouvriers ont débrayé à Lyon.", "PROTEST/strike"),
        ("Les ouvriers débraient à Lyon.", "PROTEST/strike"),
        ("Le Parlement a déchu le ministre de sa nationalité.", "SANCTION/expel"),
    ],
)
def test_an_event_is_one_in_every_tense(sentence, code):
    found = pipeline()(sentence)._.events
    assert [f"{each.type}/{each.mode}".rstrip("/") for each in found] == [code]
