"""Who fills the roles of an event where the clause leaves them open."""

import pytest

from pipelines.language import annotate, pipeline
from pipelines.language.events.component import FACTORY
from pipelines.model import Article


def events(text):
    return annotate(Article(text=text, title="", published="2024-02-06"))._.events


def test_the_clause_decides_where_it_names_the_parties():
    (event,) = events("La Russie a bombardé la Pologne mardi.")
    assert (event.actors, event.recipients) == (("Russie",), ("Pologne",))
    assert "inferred" not in event.rule


def test_what_is_inferred_says_so_and_how_likely_it_is():
    text = (
        "L'Iran a menacé Israël de représailles lundi. Israël a condamné ces menaces. "
        "Mardi, l'Iran a tiré des missiles contre Israël. La riposte a été immédiate."
    )
    found = events(text)
    assert len(found) >= 4
    assert any("inferred" in event.rule for event in found)
    for event in found:
        for role, names in (("actor", event.actors), ("recipient", event.recipients)):
            said = [part for part in event.rule.split("; ") if part.startswith((f"{role}:", "parties:"))]
            assert bool(said) == bool(names)
            for part in said:
                if "inferred" in part:
                    assert part.endswith(" %")


def test_a_reason_that_holds_for_both_roles_is_told_once():
    text = "Londres et Oslo ont mené lundi des négociations avec Varsovie. Ces négociations ont été longues."
    rules = [event.rule.split("; ") for event in events(text)]
    assert any("parties: the talks before, inferred" in reasons for reasons in rules)
    assert all(len(set(reasons)) == len(reasons) for reasons in rules)


def test_the_two_sides_named_together_are_both_taken_up():
    text = "Le Kenya et la Somalie ont renoué. Les deux pays ont signé un accord lundi."
    signed = [event for event in events(text) if event.type in {"SUPPORT", "AGREE"}]
    assert any(set(event.actors) == {"Kenya", "Somalie"} for event in signed)


def test_a_state_and_a_movement_are_two_sides():
    text = "Le Mali et le Hezbollah ont négocié. Les deux parties se sont engagées lundi à cesser les hostilités."
    assert ("Mali", "Hezbollah") in [event.actors for event in events(text)]


def test_nobody_is_both_actor_and_recipient():
    text = "Le Mali accuse l'Algérie d'ingérence. Alger dénonce ces propos et a rappelé son ambassadeur."
    found = events(text)
    assert len(found) >= 2
    for event in found:
        assert not set(event.actors) & set(event.recipients)


@pytest.mark.parametrize(
    ("text", "trigger", "recipients"),
    [
        ("La ministre Claire Morand a reçu Paul Lenoir. Elle l'a menacé lundi.", "menacé", ("Paul Lenoir",)),
        ("Le Tchad a sollicité l'Italie. Rome lui a promis vingt millions d'euros.", "promis", ("Tchad",)),
        (
            "Quelque 300 personnes ont défilé. La police les a dispersées.",
            "dispersées",
            ("quelque 300 personnes",),
        ),
        (
            "Une centaine de jeunes ont défilé. La police les a arrêtés.",
            "arrêtés",
            ("une centaine de jeunes",),
        ),
        ("Les mutins ont séquestré le maire Paul Lenoir avant de le libérer.", "libérer", ("Paul Lenoir",)),
        # an institution is no "les", and nobody is the object of what he does himself
        ("Le Parlement s'est réuni. L'armée les a arrêtés.", "arrêtés", ()),
    ],
)
def test_a_pronoun_before_the_verb_tells_who_undergoes(text, trigger, recipients):
    (event,) = [each for each in events(text) if text[each.start : each.end] == trigger]
    assert event.recipients == recipients


def test_nobody_is_the_object_of_his_own_act():
    text = "Paul Lenoir s'est exprimé lundi. Il lui a promis une aide."
    found = events(text)
    assert "promis" in [text[event.start : event.end] for event in found]
    for event in found:
        assert "Paul Lenoir" not in event.recipients


@pytest.mark.parametrize(
    ("before", "phrase"),
    [
        ("L'armée rwandaise a attaqué le M23 lundi. Kigali accuse le M23 de pillages.", "les deux camps"),
        ("Le Rwanda et le M23 ont signé une trêve lundi.", "les belligérants"),
        ("Le Rwanda accuse le M23 de pillages.", "les frères ennemis"),
    ],
)
def test_the_two_sides_are_those_the_story_is_about(before, phrase):
    text = (
        f"{before} Des habitants de Goma et de Bukavu ont fui. L'Union africaine a exhorté {phrase} au calme."
    )
    (event,) = [each for each in events(text) if text[each.start : each.end] == "exhorté"]
    assert set(event.recipients) == {"Rwanda", "Mouvement du 23 mars"} or set(event.recipients) == {
        "Rwanda",
        "M23",
    }


def test_two_countries_are_no_towns_and_two_men_no_countries():
    text = "Le Ghana a menacé le Togo. Des combats ont secoué Dapaong et Mango. L'ONU a exhorté les deux pays au calme."
    (event,) = [each for each in events(text) if text[each.start : each.end] == "exhorté"]
    assert set(event.recipients) == {"Ghana", "Togo"}
    text = "Le Ghana et le Togo ont rompu. L'ONU a exhorté les deux hommes au calme."
    (event,) = [each for each in events(text) if text[each.start : each.end] == "exhorté"]
    assert event.recipients == ("les deux hommes",)


def test_of_three_equals_no_two_are_taken():
    text = (
        "Le Ghana accuse le Togo de pillages. Le Togo accuse le Bénin de pillages. Le Bénin accuse le Ghana de pillages. "
        "La pluie est tombée. Rien n'a changé. L'ONU a exhorté les deux camps au calme."
    )
    (event,) = [each for each in events(text) if text[each.start : each.end] == "exhorté"]
    assert event.recipients == ("les deux camps",)


def test_no_name_before_stands_in_for_the_clauses_own_subject():
    (event,) = events("Venu de Suisse, le film dénonce la guerre.")
    assert event.actors == ()


def test_no_town_is_guessed_to_act():
    doc = annotate(
        Article("On a discuté à Abuja des sanctions imposées au Niger.", title="", published="2024-02-06")
    )
    told = pipeline().get_pipe(FACTORY).scene(doc).parties
    assert [each.actors for each in told if each.type == "SANCTION"] == [()]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        (
            "Le préfet Paul Lenoir a reçu hier le ministre Jean Morand. Ce dernier a menacé le Togo.",
            "menacé",
            ("Jean Morand",),
            ("Togo",),
        ),
        (
            "Le préfet Paul Lenoir a reçu hier le ministre Jean Morand. Le premier a menacé le Togo.",
            "menacé",
            ("Paul Lenoir",),
            ("Togo",),
        ),
        (
            "Le ministre Paul Lenoir a reçu le président du Togo, Jean Morand. Il a exhorté son homologue au calme.",
            "exhorté",
            ("Paul Lenoir",),
            ("Jean Morand",),
        ),
        (
            "Le Ghana accuse le Togo de pillages. Le Ghana a exhorté sa rivale au calme.",
            "exhorté",
            ("Ghana",),
            ("Togo",),
        ),
        (
            "Deux supporters turcs ont agressé un arbitre. Le juge a inculpé les supporters.",
            "inculpé",
            ("le juge",),
            ("deux supporters turcs",),
        ),
    ],
)
def test_a_phrase_without_a_name_takes_up_who_was_told_of(text, trigger, actors, recipients):
    (event,) = [each for each in events(text) if text[each.start : each.end] == trigger]
    assert (event.actors, event.recipients) == (actors, recipients)
