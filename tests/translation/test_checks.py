"""Flags: what a correct translation must not raise, and a broken one must."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.translation.checks import Flag, Name, capitalised_names, flags


def details(fr, en, names=()):
    return [flag.detail for flag in flags(fr, en, names)]


GOOD = [
    ("Entre 180 000 et 600 000 personnes ont défilé.", "Between 180,000 and 600,000 people marched."),
    ("Quatre-vingt-dix-sept soldats et soixante et onze civils.", "Ninety-seven soldiers and 71 civilians."),
    (
        "Le séisme a fait 2.000 morts, 6,2 milliards de dégâts.",
        "The quake left 2,000 dead and damage of 6.2 billion.",
    ),
    ("Il arrive à 14 h 30.", "He arrives at 2:30 p.m."),
    ("Le 1er mars 2022, vers 22h00.", "On March 1, 2022, around 10 pm."),
    ("Au XIXe siècle.", "In the 19th century."),
    ("Les deux camps se parlent.", "Both sides are talking."),
    ("Des millions de personnes, une trentaine de blessés.", "Millions of people, about thirty wounded."),
    ("Il pesait 250 kg et mesurait 5 à 7,5 cm.", "It weighed 550 pounds and measured 2 to 3 inches."),
    ("Il n'a pas parlé lundi.", "He did not speak on Monday."),
    ("Il n'a fait que passer.", "He was just passing through."),
    ("Je crains qu'il ne vienne.", "I fear he will come."),
    ("Il n'est pas capable de partir.", "He is unable to leave."),
    ("« Nous partirons demain », a-t-il dit.", "“We will leave tomorrow,” he said."),
    ("« Nous partirons demain », a-t-il dit.", "'We will leave tomorrow,' he said."),
    ("Les attentats du 11 septembre.", "The 9/11 attacks."),
    ("Un réservoir de 104\u2009500 barils.", "A tank of 104,500 barrels."),
    ("Pour un cent de dollar pièce.", "For about one U.S. cent each."),
    ("Un archipel de 2,2 millions de km carrés.", "An archipelago of 2.2 million km2."),
    ("Le cosmonaute n° 11.", "Cosmonaut No. 11."),
    ("Les dirigeants des deux pays rivaux.", "The rivals' leaders."),
    ("Au XVIe siècle.", "In the 1500s."),
    ("À une heure et demie de route.", "A 1.5 hour drive."),
    ("L'auteur du livre « Five Lives ».", "The author of “Five Lives.”"),
    ("Il l'a dit dans un article du 29 septembre.", "He said it in an article on Saturday."),
    ("En mai et juin, sur la planète Mars.", "In May and June, on the planet Mars."),
    ("Il n'y a qu'un pays qui compte plus que le sien.", "Only one country counts more than his."),
    ("Nous ne savons pas si tu viens.", "It is unclear whether you are coming."),
    ("Les billets ne sont pas transférables.", "Tickets are non-transferable."),
    ("N'oubliez pas de demander.", "Make sure to ask."),
]


@pytest.mark.parametrize(("fr", "en"), GOOD)
def test_flags_correct_translation_has_none(fr, en):
    assert details(fr, en) == []


@pytest.mark.parametrize(
    ("fr", "en", "flag"),
    [
        ("Il a deux fils.", "He has sons.", "number lost: “deux”"),
        ("Il a 40 ans.", "He is old.", "number lost: “40”"),
        ("Il a des fils.", "He has three sons.", "number added: “three”"),
        ("Il y a 6,2 milliards.", "There are 6.2 million.", "number lost: “6,2 milliards”"),
        ("Il part lundi.", "He is leaving.", "date lost: “lundi”"),
        ("Il part en mars 2022.", "He leaves in April 2022.", "date added: “April”"),
        ("Il n'a jamais menti.", "He lied.", "negation lost: “ne … jamais”"),
        ("Il est venu hier avec sa famille.", "He did not come yesterday.", "negation added: “not”"),
        (
            "Il dit : « je pars tout de suite ».",
            "He says he is leaving at once.",
            "quotation lost: « je pars tout de suite »",
        ),
        (
            "Le ministre a dit partir demain matin avec eux.",
            "The minister said: “I will leave tomorrow morning with them.”",
            "quotation added: “I will leave tomorrow morning with the…”",
        ),
    ],
)
def test_flags_broken_translation_says_what(fr, en, flag):
    assert flag in details(fr, en)


ADDED_NONE = [
    ("Selon la chancelière allemande, le parlement européen votera.", "The German Chancellor says that the European Parliament will vote."),
    ("Les musulmans et les chrétiens d'Irlande.", "Muslim and Christian people of Ireland."),
    ("Le ministre de la Défense parle l'arabe.", "The Minister of Defence speaks Arabic."),
    ("Les pays africains, en Afrique comme ailleurs.", "African countries, in Africa as elsewhere."),
    ("Dimanche, il est rentré des États-Unis.", "On Sunday, he came back from the U.S."),
    ("Il a gagné la médaille de bronze aux Oscars.", "He won bronze at the Academy Awards."),
    ("Khrouchtchev a cédé.", "In the end, Khrushchev gave way."),
    ("Des églises en difficulté à Harlem.", "Troubled Churches in Harlem Fall Silent Again"),
    ("Elle travaille pour la NASA.", "She works for the FBI."),
]  # fmt: skip


@pytest.mark.parametrize(("fr", "en"), ADDED_NONE)
def test_flags_capital_that_the_french_accounts_for_is_no_added_name(fr, en):
    assert not [d for d in details(fr, en, capitalised_names(fr)) if d.startswith("name added")]


@pytest.mark.parametrize(
    ("fr", "en", "added"),
    [
        ("Il a parlé au ministre.", "He spoke to Kochavi.", "Kochavi"),
        ("Il a parlé hier à Londres.", "He spoke to Mark Milley in London.", "Mark Milley"),
        ("Les troupes ont quitté Kiev.", "The troops left Kyiv and Odesa.", "Odesa"),
    ],
)
def test_flags_name_that_only_english_has(fr, en, added):
    assert f"name added: “{added}”" in details(fr, en, capitalised_names(fr))


@pytest.mark.parametrize(
    ("fr", "en", "names"),
    [
        ("Steven Lawless et lui, puis l'arbitre Steven Thomson.", "He, then the referee Steven Thomson.", ["Steven Lawless", "Steven Thomson"]),
        ("Son ami Michael Sanford ; la police a vu Sanford.", "His friend; the police saw Sanford.", ["Michael Sanford", "Sanford"]),
        ("Le camion de Sanford : Tellis a menti.", "He is telling lies about Sanford's truck.", ["Sanford", "Tellis"]),
    ],
)  # fmt: skip
def test_flags_one_of_two_people_of_a_name_is_lost(fr, en, names):
    lost = details(fr, en, [Name(n, "PER") for n in names])
    assert any(d.startswith("name lost") for d in lost)
    assert not any(d.startswith("name lost") for d in details(fr, fr, [Name(n, "PER") for n in names]))


@pytest.mark.parametrize(
    ("name", "english"),
    [
        (Name("Allemagne", "LOC"), "Hier, Germany agreed."),
        (Name("Iran", "LOC"), "Yesterday the Iranian side agreed."),
        (Name("OTAN", "ORG"), "Yesterday NATO agreed."),
        (Name("Londres", "LOC"), "Yesterday London agreed."),
        (Name("Zelensky", "PER"), "Yesterday Zelenskyy agreed."),
        (Name("Aviv Kochavi", "PER"), "Yesterday Kochavi agreed."),
        (Name("Tsahal", "ORG", ("the IDF (Tsahal)", "IDF")), "Yesterday the IDF agreed."),
        (Name("Cour suprême", "ORG"), "Yesterday the Supreme Court agreed."),
        (Name("Nos dépôts d’abord", "ORG"), "Yesterday Our Deposits First agreed."),
        (Name("Pays-Bas", "LOC"), "Yesterday the Dutch agreed."),
        (Name("Kroutchev", "PER"), "Yesterday Krushchev agreed."),
        (Name("Seconde Guerre mondiale", "MISC"), "Yesterday World War II agreed."),
        (Name("Wi-Fi", "MISC"), "Yesterday the wifi agreed."),
        (Name("Skyblues", "ORG"), "Yesterday the Sky Blues agreed."),
        (Name("Grande Flotte", "MISC"), "Yesterday the Great Fleet agreed."),
        (Name("Papouasie-Nouvelle-Guinée", "LOC"), "Yesterday the PNG side agreed."),
    ],
)
def test_flags_name_may_take_its_english_form(name, english):
    french = f"Hier, la partie {name.surface} a accepté."
    assert details(french, english, [name]) == []
    assert details(french, "Yesterday the other side agreed.", [name]) == [f"name lost: “{name.surface}”"]


def test_flags_person_taken_up_by_a_pronoun_is_not_lost():
    assert details("Kochavi a souri.", "He smiled.", [Name("Kochavi", "PER")]) == []


def test_flags_no_english_no_flags():
    assert flags("Il a deux fils.", "") == []


def test_flags_same_flag_is_raised_once():
    assert flags("Deux et deux.", "And.") == [
        Flag("number", "number lost: “Deux”"),
        Flag("number", "number lost: “deux”"),
    ]


def test_capitalised_names_without_a_language_layer():
    assert [
        n.surface for n in capitalised_names("Le général Mark Milley est à Washington, dit la Cour.")
    ] == [
        "Mark Milley",
        "Washington",
    ]


@given(st.text(max_size=200), st.text(max_size=200))
def test_flags_any_text_is_survived(fr, en):
    for flag in flags(fr, en, capitalised_names(fr)):
        assert flag.kind in {"number", "name", "date", "negation", "quotation"}


def test_flags_take_linear_time():
    fr, en = (
        "Il a « deux fils et n'a pas 40 ans lundi. " * 2000,
        "He has “two sons and isn't 40 on Monday. " * 2000,
    )
    start = time.process_time()
    flags(fr, en, [Name("Kochavi", "PER")])
    assert time.process_time() - start < 10
