"""The names of an article: which are kept, with which English, and how they travel to an engine."""

import pytest
from engines import FakeEngine

from pipelines.translation.apertium import ApertiumEngine
from pipelines.translation.article_names import MentionIn, names_in_title, names_of
from pipelines.translation.base import Translation
from pipelines.translation.glossary import Glossary, Term, glossary
from pipelines.translation.glossed import GlossedEngine, together, translate_with_terms
from pipelines.translation.held import GivenName, marked, outside, placed, read, split

APERTIUM = ApertiumEngine(pair=0)
needs_pair = pytest.mark.skipif(
    bool(APERTIUM.available()), reason="Apertium's Spanish pairs are not installed"
)


def mention(sentence, surface, kind="PER", method="first name", name="", name_en=""):
    start = sentence.index(surface)
    name = name or surface
    return MentionIn(start, start + len(surface), surface, kind, "x", name, name_en or name, method)


def kept(sentence, *mentions):
    return [(hit.term.fr, hit.term.en) for hit in names_of(sentence, mentions)]


@pytest.mark.parametrize(
    ("sentence", "surface", "kind", "expected"),
    [
        ("Selon Aurore Munnich, rien n'a changé.", "Aurore Munnich", "PER", "Aurore Munnich"),
        ("Le bras droit de Charles de Courson parle.", "Charles de Courson", "PER", "Charles de Courson"),
        ("Poutine a reçu son homologue.", "Poutine", "PER", "Putin"),
        ("Vladimir Poutine a reçu son homologue.", "Vladimir Poutine", "PER", "Vladimir Putin"),
        ("Il a vu Macron hier.", "Macron", "PER", "Macron"),
        ("Il quitte Londres ce soir.", "Londres", "LOC", "London"),
        ("Il vit à Saint-Étienne.", "Saint-Étienne", "LOC", "Saint-Étienne"),
        ("Le siège de Petit Navire ferme.", "Petit Navire", "LOC", "Petit Navire"),
        ("Selon l'Otan, non.", "Otan", "ORG", "NATO"),
    ],
)
def test_name_has_its_english(sentence, surface, kind, expected):
    assert [en for _, en in kept(sentence, mention(sentence, surface, kind))] == [expected]


@pytest.mark.parametrize(
    ("sentence", "surface", "expected"),
    [
        ("La France insoumise dépose une motion.", "La France insoumise", "La France insoumise"),
        ("Le Rassemblement national vote contre.", "Rassemblement national", "Rassemblement national"),
        ("Une élue du RN a démissionné.", "RN", "RN"),
        ("Le Parti socialiste hésite.", "Parti socialiste", "Parti socialiste"),
        ("Selon La Croix, non.", "La Croix", "La Croix"),
        ("Il l'a dit à Mediapart.", "Mediapart", "Mediapart"),
        ("Selon l'Humanité, non.", "Humanité", "L'Humanité"),
        ("Il s'est confié au Monde.", "Monde", "Le Monde"),
        ("Un journaliste du Figaro l'a vu.", "Figaro", "Le Figaro"),
        ("Il a écrit au Canard enchaîné.", "Canard enchaîné", "Canard enchaîné"),
    ],
)
def test_papers_and_parties_keep_their_french_names(sentence, surface, expected):
    assert [en for _, en in kept(sentence, mention(sentence, surface, "ORG", "model"))] == [expected]


def test_article_of_a_paper_is_not_doubled():
    sentence = "D'après l'Humanité et le Monde, non."
    here = [mention(sentence, "Humanité", "ORG"), mention(sentence, "Monde", "ORG")]
    assert [name for name, _ in kept(sentence, *here)] == ["l'Humanité", "le Monde"]


@pytest.mark.parametrize(
    ("sentence", "surface", "kind", "method"),
    [
        ("La Haute Mission de santé tranche.", "Haute Mission de santé", "ORG", "cue: institution"),
        ("Le plan Écureuil est prêt.", "plan Écureuil", "MISC", "cue: treaty, law or operation"),
        ("Au Conseil Général, rien.", "Conseil Général", "ORG", "model"),
        ("Abandonnez tout espoir.", "Abandonnez", "PER", "model"),
        ("Courroux de la foule.", "Courroux", "LOC", "model"),
        ("Au XIXe siècle, non.", "XIXe", "LOC", "model"),
        ("Il écrit à contact@LiverpoolFC.com.", "LiverpoolFC", "ORG", "model"),
        ("Les Nord-Coréens partent.", "Nord-Coréens", "LOC", "model"),
        ("Face au Rapid Bucarest, il gagne.", "Rapid Bucarest", "LOC", "model"),
        ("Les Verts et les Républicains du Congrès votent.", "Républicains", "ORG", "model"),
    ],
)
def test_name_that_english_would_translate_is_left_to_the_engine(sentence, surface, kind, method):
    assert kept(sentence, mention(sentence, surface, kind, method)) == []


def test_name_at_the_opening_counts_where_it_is_the_subject():
    sentence = "Boulanger a déclaré forfait."
    assert kept(sentence, mention(sentence, "Boulanger", "PER", "model")) == [("Boulanger", "Boulanger")]


def test_name_that_a_person_gave_its_english_has_it():
    sentence = "Le maire de Kourgane part."
    here = mention(sentence, "Kourgane", "LOC", "model", "Kourgane", "Kurgan")
    assert kept(sentence, here) == [("Kourgane", "Kurgan")]


def test_names_that_share_a_word_are_both_kept():
    sentence = "Rose Bonheur a vu Marine Rose et Rose Marine."
    here = [mention(sentence, name) for name in ("Rose Bonheur", "Marine Rose", "Rose Marine")]
    assert [en for _, en in kept(sentence, *here)] == ["Rose Bonheur", "Marine Rose", "Rose Marine"]


def test_names_of_a_title_are_those_of_its_article():
    one = mention("Selon Lucie Castets, oui.", "Lucie Castets")
    short = mention("Castets part.", "Castets")
    title = "Lucie Castets répond, Castets insiste"
    assert [m.surface for m in names_in_title(title, {1: [one], 2: [short]})] == ["Lucie Castets", "Castets"]


@pytest.mark.parametrize("name", ["Libération", "Orange", "Renaissance"])
def test_everyday_word_is_a_name_only_where_its_place_says_so(name):
    terms = glossary()

    def found(sentence):
        return [sentence[hit.start : hit.end] for hit in terms.find(sentence)]

    assert found(f"{name} a révélé l'affaire.") == [name]
    assert found(f"{name} n'a rien dit.") == [name]
    assert found(f"Il l'a lu dans {name}, hier.") == [name]
    assert found(f"{name} des otages : rien.") == []
    assert found(f"Le jour de la {name}, rien.") == []


def test_capitals_of_a_name_must_stand_in_the_text():
    terms = glossary()
    assert [hit.term.en for hit in terms.find("Le Monde l'écrit.")] == ["Le Monde"]
    assert terms.find("Le monde l'écrit.") == []
    assert [hit.term.en for hit in terms.find("LE MONDE L'ÉCRIT.")] == ["Le Monde"]


# -- how they travel -----------------------------------------------------------------------------------


def test_marked_sentence_is_read_as_it_was():
    sentence = "L'Humanité à Londres."
    names = [GivenName(0, 10, "L'Humanité", "ORG"), GivenName(13, 20, "London", "LOC")]
    assert read(marked(sentence, names)) == (sentence, names)
    assert read(sentence) == (sentence, [])


def test_marks_in_a_text_are_no_marks():
    strange = "a\ue0f0b\ue0f2c"
    assert read(marked(strange, [])) == ("abc", [])
    assert read(marked(strange, [GivenName(2, 3, "B\ue0f1")])) == ("abc", [GivenName(1, 2, "B")])


def test_names_keep_their_places_when_the_sentence_is_rewritten():
    french, told = split(marked("Le 1er, Londres.", [GivenName(8, 15, "London", "LOC")]))
    sentence, names = placed(french.replace("1er", "1"), told)
    assert [sentence[n.start : n.end] for n in names] == ["Londres"]


def test_change_outside_names_leaves_names_alone():
    text = marked("Il va à Il.", [GivenName(8, 10, "Il")])
    assert read(outside(text, lambda part: part.replace("Il", "On"))) == (
        "On va à Il.",
        [GivenName(8, 10, "Il")],
    )


def test_person_s_terms_come_before_names_and_longer_ones_before_shorter():
    sentence = "La Banque centrale européenne de Francfort"
    terms = Glossary(
        [Term("Francfort", "FRA", by_person=True), Term("Banque centrale européenne", "ECB")]
    ).find(sentence)
    names = names_of(
        sentence, [mention(sentence, "Francfort", "LOC"), mention(sentence, "Banque", "PER", "first name")]
    )
    assert [hit.term.en for hit in together(terms, names)] == ["ECB", "FRA"]


class Told(FakeEngine):
    """An engine that keeps the names that it is told."""

    keeps_names = True

    def translate_named(self, sentences, names):
        self.names = names
        made = []
        for sentence, here in zip(sentences, names, strict=True):
            text = sentence
            for name in reversed(here):
                text = text[: name.start] + name.english + text[name.end :]
            made.append(Translation(text, self.name, self.version))
        return made


def test_engine_that_keeps_names_is_told_them():
    sentence = "Poutine quitte Londres avec Tsahal."
    names = {
        sentence: names_of(sentence, [mention(sentence, "Poutine"), mention(sentence, "Londres", "LOC")])
    }
    (made,) = translate_with_terms(Told("apertium"), [sentence], glossary(), names)
    assert made.text_en == "Putin quitte London avec the IDF (Tsahal)."
    assert made.substitutions == ("Poutine → Putin", "Londres → London", "Tsahal → the IDF (Tsahal)")


def test_names_are_placeholders_for_another_rule_based_engine():
    sentence = "Marine Tondelier parle."
    names = {sentence: names_of(sentence, [mention(sentence, "Marine Tondelier")])}
    engine = FakeEngine("apertium", lambda s: s.replace("Marine", "Marina").replace("parle", "speaks"))
    (made,) = translate_with_terms(engine, [sentence], Glossary([]), names)
    assert made.text_en == "Marine Tondelier speaks."


def test_neural_engine_is_not_asked_again_for_a_name_that_it_put_in_its_way():
    sentence = "Le maire de Kourgane part."
    place = mention(sentence, "Kourgane", "LOC", "model", "Kourgane", "Kurgan")
    names = {sentence: names_of(sentence, [place])}
    engine = FakeEngine(translate=lambda s: "The mayor of Kourgane leaves.")
    (made,) = translate_with_terms(engine, [sentence], Glossary([]), names)
    assert made.text_en == "The mayor of Kurgan leaves."
    other = FakeEngine(translate=lambda s: "Its mayor leaves.")
    (made,) = translate_with_terms(other, [sentence], Glossary([]), names)
    assert (made.text_en, len(other.asked)) == ("Its mayor leaves.", 1)


def test_party_that_a_neural_engine_translated_has_its_french_name_again():
    engine = FakeEngine(translate=lambda s: "The National Rally voted with the Socialist Party.")
    (made,) = translate_with_terms(engine, ["Le Rassemblement national a voté avec le PS."], glossary())
    assert made.text_en == "The Rassemblement national voted with the PS."
    assert len(engine.asked) == 1


def test_paper_that_a_neural_engine_translated_is_asked_for_again():
    english = {"Libération a révélé l'affaire.": "Release revealed the case."}
    engine = FakeEngine(
        translate=lambda s: english.get(s, s.replace("a révélé l'affaire", "revealed the case"))
    )
    (made,) = translate_with_terms(engine, ["Libération a révélé l'affaire."], glossary())
    assert made.text_en == "Libération revealed the case."


def test_english_is_cached_under_the_names_of_its_sentence():
    sentence = "Le maire de Kourgane part."
    place = mention(sentence, "Kourgane", "LOC", "model", "Kourgane", "Kurgan")
    plain, named = (
        GlossedEngine(FakeEngine(), Glossary([]), (), names)
        for names in ({}, {sentence: names_of(sentence, [place])})
    )
    assert plain.cached_as(sentence) == plain.version == named.version
    assert named.cached_as(sentence) != named.version
    assert named.cached_as("Un autre.") == named.version
    assert named.translate([sentence])[0].version == named.version


# -- through Apertium ----------------------------------------------------------------------------------


@needs_pair
@pytest.mark.parametrize(
    ("sentence", "names", "expected"),
    [
        ("Selon Marine Petit, rien n'a changé.", [("Marine Petit", "PER")], "Marine Petit"),
        ("Boulanger a répondu mardi.", [("Boulanger", "PER")], "Boulanger answered"),
        ("Les propos d'Attal ont choqué.", [("Attal", "PER")], "Attal"),
        ("Le frère de Lucie Castets est venu.", [("Lucie Castets", "PER")], "Lucie Castets"),
        ("Le texte est de Rose Bonheur.", [("Rose Bonheur", "PER")], "Rose Bonheur."),
        (
            "Rose Bonheur a vu Marine Rose.",
            [("Rose Bonheur", "PER"), ("Marine Rose", "PER")],
            "Rose Bonheur saw Marine Rose.",
        ),
        (
            "Le bras droit de Charles de Courson est mort.",
            [("Charles de Courson", "PER")],
            "Charles de Courson",
        ),
        ("Il s'est confié au Monde.", [("Monde", "ORG")], "to Le Monde."),
        ("Selon l'Humanité, le ministre ment.", [("Humanité", "ORG")], "According to L'Humanité,"),
        ("À Fort-de-France, il pleut.", [("Fort-de-France", "LOC")], "In Fort-de-France,"),
        (
            "La France soutient l'Ukraine.",
            [("France", "LOC"), ("Ukraine", "LOC")],
            "France supports Ukraine.",
        ),
        ("À Londres, il a parlé.", [("Londres", "LOC")], "In London,"),
        ("LE MAIRE QUITTE LONDRES CE SOIR.", [("LONDRES", "LOC")], "London"),
    ],
)
def test_names_come_through_apertium(sentence, names, expected):
    here = names_of(sentence, [mention(sentence, name, kind, "model") for name, kind in names])
    (made,) = translate_with_terms(APERTIUM, [sentence], glossary(), {sentence: here})
    assert expected in made.text_en
    assert "Z" not in made.text_en


@needs_pair
def test_names_of_one_batch_are_not_confused_by_apertium():
    people = ["Ada Roy", "Léo Blanc", "Marine Petit", "Rose Pierre"]
    sentences = [f"Hier, {name} est venu." for name in people]
    names = {s: names_of(s, [mention(s, name)]) for s, name in zip(sentences, people, strict=True)}
    made = translate_with_terms(APERTIUM, sentences, glossary(), names)
    assert [name in each.text_en for name, each in zip(people, made, strict=True)] == [True] * 4
