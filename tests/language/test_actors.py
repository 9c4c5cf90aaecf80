"""Who each name refers to."""

from __future__ import annotations

import json

import pytest

from pipelines.language import pipeline
from pipelines.language.gazetteer import gazetteer, state_of
from pipelines.language.normalise import model_view
from pipelines.paths import DATA


def read(text: str):
    doc = pipeline()(model_view(text))
    actors = {a.actor_id: a for a in doc._.actors}
    return doc, [(text[m.start : m.end], actors[m.actor_id]) for m in doc._.mentions]


def names(text: str) -> list[tuple[str, str]]:
    return [(surface, actor.name) for surface, actor in read(text)[1]]


def test_actors_sample_has_one_kochavi():
    sample = json.loads((DATA / "gold" / "seed.jsonl").read_text(encoding="utf-8").splitlines()[0])["text"]
    doc, mentions = read(sample)
    kochavi = [actor for surface, actor in mentions if "Kochavi" in surface]
    assert len(kochavi) == sample.count("Kochavi")
    assert {(a.actor_id, a.name, a.type) for a in kochavi} == {("per:aviv-kochavi", "Aviv Kochavi", "PER")}
    assert kochavi[0].role == "chef d'état-major israélien"
    assert kochavi[0].country == "IL"
    assert any(m.method == "surname of Aviv Kochavi" for m in doc._.mentions)


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Téhéran a convoqué l'ambassadeur.", "Téhéran", "Iran"),
        ("Selon Moscou, rien ne presse.", "Moscou", "Russie"),
        ("La balle est dans le camp de Washington.", "Washington", "États-Unis"),
        ("Il demandera à Washington de céder.", "Washington", "États-Unis"),
        ("À Washington, la foule a manifesté.", "Washington", "Washington"),
        ("Les pourparlers ont repris à Vienne.", "Vienne", "Vienne"),
        ("Ils ont bombardé Kiev lundi.", "Kiev", "Kiev"),
        ("MANILLE — La Chine a réagi.", "MANILLE", "Manille"),
        ("Elle versera 20 millions d'euros à Kigali.", "Kigali", "Rwanda"),
        ("Le Mali s'est tourné vers Moscou.", "Moscou", "Russie"),
        ("À Paris, où l'on répète que rien ne presse, le ton monte.", "Paris", "France"),
        ("Le parlement d'Ankara n'a pas voté.", "Ankara", "Turquie"),
        ("Une délégation se rendra à Bangui.", "Bangui", "Bangui"),
        ("Bangui, le 19 janvier 2021 – La mission rappelle ses devoirs.", "Bangui", "Bangui"),
        ("(Ottawa) Le ministre a parlé.", "Ottawa", "Ottawa"),
        ("Si Bruxelles ne bouge pas, nous agirons.", "Bruxelles", "Union européenne"),
    ],
)
def test_actors_capitals_stand_for_governments_only_when_they_act(text, surface, name):
    assert dict(names(text))[surface] == name


def test_actors_acronym_joins_its_expansion():
    found = names("Le Front pour le retour des civils (FRC) appelle au calme. Le FRC a été dissous.")
    assert [name for surface, name in found if surface == "FRC"] == ["Front pour le retour des civils"] * 2


def test_actors_acronym_in_another_order_joins_its_expansion():
    found = names(
        "L'Autorité fédérale de surveillance des marchés lointains (Fimalo) veille. La Fimalo agit."
    )
    assert {name for _, name in found} == {"Autorité fédérale de surveillance des marchés lointains"}


def test_actors_acronym_of_another_actor_than_the_lexicons():
    found = names("Le Parti nationaliste du Bangladesh (BNP) proteste. Le BNP accuse le pouvoir.")
    assert [name for surface, name in found if surface == "BNP"] == ["Parti nationaliste du Bangladesh"] * 2
    found = names("L'Alliance nationale des chauffeurs (ANC) proteste. L'ANC accuse le pouvoir.")
    assert [name for surface, name in found if surface == "ANC"] == ["Alliance nationale des chauffeurs"] * 2


def test_actors_short_form_joins_its_institution():
    found = names("Le Conseil de sécurité arménien siège. Le secrétaire du Conseil a parlé. L'Otan suit.")
    assert ("Conseil", "Conseil de sécurité arménien") in found
    found = names("L'Otan veille. L'Alliance le répète.")
    assert ("Alliance", "Otan") in found


def test_actors_title_tells_two_bearers_of_a_surname_apart():
    text = "Jean-Marc Castaing affronte Pauline Castaing. Mme Castaing accuse. M. Castaing nie."
    assert [n for s, n in names(text) if s == "Castaing"] == ["Pauline Castaing", "Jean-Marc Castaing"]


@pytest.mark.parametrize(
    "text",
    [
        "L'Iran menace l'Irak.",
        "La Corée du Nord défie la Corée du Sud.",
        "Le Niger ferme sa frontière avec le Nigeria.",
        "La République du Congo et la République démocratique du Congo se parlent.",
        "La Guinée, la Guinée-Bissau et la Guinée équatoriale votent.",
        "Fatima Diallo répond à Fatma Diallo.",
    ],
)
def test_actors_never_merge_on_likeness(text):
    _, mentions = read(text)
    assert len({actor.actor_id for _, actor in mentions}) == len(mentions) >= 2


def test_actors_portrait_reads_gender_role_and_country():
    _, mentions = read(
        "La ministre pakistanaise du Climat, Shazia Rahmani, a protesté. Les États-Unis se taisent."
    )
    people = {actor.name: actor for _, actor in mentions}
    minister = people["Shazia Rahmani"]
    assert (minister.gender, minister.country, minister.number) == ("f", "PK", "s")
    assert minister.role.startswith("ministre pakistanaise")
    assert people["États-Unis"].number == "p"
    assert people["États-Unis"].name_en == "United States"


def test_actors_every_mention_has_an_actor_and_a_method():
    doc, _ = read("Le Kremlin, la Maison Blanche et Mme Roy de l'ONG Utopia 56 se sont vus à Oslo.")
    ids = {a.actor_id for a in doc._.actors}
    assert all(m.actor_id in ids and m.method for m in doc._.mentions)
    assert len(doc.spans["mentions"]) == len(doc._.mentions)


def test_lexicon_ids_are_unique_and_states_complete():
    entries = gazetteer().by_id
    assert len([k for k in entries.values() if not k.capital]) > 500
    assert all(state_of(code) is not None for code in ("FR", "IR", "CD", "CG", "KP", "KR", "NE", "NG", "VN"))
    assert gazetteer().get("tsahal").gloss == "the IDF (Tsahal)"
