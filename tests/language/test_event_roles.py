"""Who fills the roles of an event where the clause leaves them open."""

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
    for event in events(text):
        for role, names in (("actor", event.actors), ("recipient", event.recipients)):
            said = [part for part in event.rule.split("; ") if part.startswith((f"{role}:", "parties:"))]
            assert bool(said) == bool(names)
            for part in said:
                if "inferred" in part:
                    assert part.endswith(" %")


def test_a_reason_that_holds_for_both_roles_is_told_once():
    text = "Londres et Oslo ont mené lundi des négociations avec Varsovie. Ces négociations ont été longues."
    rules = [event.rule.split("; ") for event in events(text)]
    assert any("parties: the talks before" in reasons for reasons in rules)
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
    for event in events(text):
        assert not set(event.actors) & set(event.recipients)


def test_no_name_before_stands_in_for_the_clauses_own_subject():
    (event,) = events("Venu de Suisse, le film dénonce la guerre.")
    assert event.actors == ()


def test_no_town_is_guessed_to_act():
    doc = annotate(
        Article("On a discuté à Abuja des sanctions imposées au Niger.", title="", published="2024-02-06")
    )
    told = pipeline().get_pipe(FACTORY).scene(doc).parties
    assert [each.actors for each in told if each.type == "SANCTION"] == [()]
