"""Harm that only one side says, and right English that says it in other words."""

import pytest

from pipelines.translation.checks import flags
from pipelines.translation.checks.harm import harm_flags, harms


def details(fr, en):
    return [flag.detail for flag in harm_flags(fr, en)]


RIGHT = [
    ("Il est accusé de viol.", "He is accused of rape."),
    ("Il l'a violée deux fois.", "He sexually assaulted her twice."),
    ("C'est une violation manifeste du traité.", "It is a clear violation of the treaty."),
    ("Trois soldats sont morts.", "Three soldiers were killed."),
    ("L'accident a coûté la vie à deux cyclistes.", "The accident killed two cyclists."),
    ("Deux policiers ont été tués.", "Two officers died."),
    ("Il tue le temps au café.", "He is killing time at the café."),
    ("Il risque la peine de mort.", "He faces the death penalty."),
    ("Le tueur court toujours.", "The gunman who shot them is still at large."),
    ("Un assassinat politique.", "A political killing."),
    ("Elle a été condamnée pour homicide.", "She was convicted of manslaughter."),
    ("L'homme a été abattu par la police.", "The man was killed by police."),
    ("Le bilan de la tuerie s'alourdit.", "The toll of the massacre is rising."),
    ("Le plan a été exécuté à la lettre.", "The plan was executed to the letter."),
    ("Le prisonnier a été fusillé à l'aube.", "The prisoner was executed at dawn."),
    ("Un attentat a visé le marché.", "A bombing targeted the market."),
    ("Les otages ont été libérés.", "The captives were released."),
    ("Les journalistes enlevés ont été libérés.", "The kidnapped journalists were freed."),
    ("Un agent des services de renseignement.", "A spy."),
    ("La lutte antiterroriste.", "The fight against terrorism."),
    ("Il a lu « Le Crime de l'Orient-Express ».", "He read Agatha Christie's Murder on the Orient Express."),
    ("Il a détourné un million d'euros.", "He embezzled a million euros."),
    ("Des pots-de-vin ont été versés.", "Bribes were paid."),
    ("Les cambrioleurs ont pris la fuite.", "The robbers fled."),
    ("Un vol de bijoux.", "A jewellery theft."),
    ("Des propos racistes.", "Racist remarks."),
    ("Il s'est donné la mort.", "He committed suicide."),
    ("Elle s'est tue, puis a repris.", "She fell silent, then went on."),
    ("Les faits d'espionnage sont avérés.", "The spying is proven."),
]  # fmt: skip

WRONG = [
    ("Une violation manifeste du traité.", "A self-evident rape of the treaty.",
     "harm added: “rape” in the English; the French has “violation”"),
    ("Elle porte plainte pour viol.", "She is filing a complaint for violation.",
     "harm lost: “viol” in the French; nothing in the English says it"),
    ("Le joueur meurtri quitte le terrain.", "The murdered player leaves the pitch.",
     "harm added: “murdered” in the English; the French has “meurtri”"),
    ("Il est jugé pour meurtre.", "He is on trial for bruising.",
     "harm lost: “meurtre” in the French; nothing in the English says it"),
    ("Le ministre a visité l'usine.", "The minister has killed the factory.",
     "harm added: “killed” in the English; nothing in the French says it"),
    ("Deux enfants ont été tués.", "Two children were silenced.",
     "harm lost: “tués” in the French; nothing in the English says it"),
    ("Des touristes ont été interrogés.", "Terrorists were questioned.",
     "harm added: “Terrorists” in the English; the French has “touristes”"),
    ("Les terroristes ont fui.", "The tourists fled.",
     "harm lost: “terroristes” in the French; nothing in the English says it"),
    ("Son hôte l'a reçu hier.", "His hostage received him yesterday.",
     "harm added: “hostage” in the English; the French has “hôte”"),
    ("Trois otages sont détenus.", "Three hosts are there.",
     "harm lost: “otages” in the French; nothing in the English says it"),
    ("La route est tordue.", "The road is tortured.",
     "harm added: “tortured” in the English; the French has “tordue”"),
    ("Il dénonce la torture.", "He denounces the turtle.",
     "harm lost: “torture” in the French; nothing in the English says it"),
    ("Le traiteur a livré le repas.", "The traitor delivered the meal.",
     "harm added: “traitor” in the English; the French has “traiteur”"),
    ("Une mort par poisson avarié ? Il a mangé un poisson.", "He ate a poison.",
     "harm added: “poison” in the English; the French has “poisson”"),
    ("Le génocide est reconnu.", "The genius is recognised.",
     "harm lost: “génocide” in the French; nothing in the English says it"),
    ("Il a été espiègle.", "He was a spy.",
     "harm added: “spy” in the English; the French has “espiègle”"),
    ("Un espion a été arrêté.", "A hope was arrested.",
     "harm lost: “espion” in the French; nothing in the English says it"),
    ("Le geste est violent.", "The gesture is a rape.",
     "harm added: “rape” in the English; the French has “violent”"),
    ("Il est ravi.", "He was kidnapped.",
     "harm added: “kidnapped” in the English; the French has “ravi”"),
    ("Le noyau de l'équipe est uni.", "The killed of the team is united.",
     "harm added: “killed” in the English; nothing in the French says it"),
    ("L'épidémie recule.", "The spy recedes.",
     "harm added: “spy” in the English; nothing in the French says it"),
    ("Le chat a mangé.", "THE CAT WAS SLAUGHTERED.",
     "harm added: “SLAUGHTERED” in the English; nothing in the French says it"),
]  # fmt: skip


@pytest.mark.parametrize(("fr", "en"), RIGHT)
def test_harm_said_in_other_words_is_not_flagged(fr, en):
    assert details(fr, en) == []


@pytest.mark.parametrize(("fr", "en", "expected"), WRONG)
def test_harm_on_one_side_is_flagged_with_both_words(fr, en, expected):
    assert expected in details(fr, en)


SWAPS = [("rape", "violation"), ("murder", "bruise"), ("torture", "turtle"), ("genocide", "genius"), ("hostage", "host"),
         ("massacre", "mass"), ("terrorist", "tourist"), ("kidnapping", "napkin"), ("espionage", "hope")]  # fmt: skip
FRENCH = dict(zip([s[0] for s in SWAPS], ["viol", "meurtre", "torture", "génocide", "otage", "massacre", "terroriste",
                                          "rapt", "espionnage"], strict=True))  # fmt: skip


@pytest.mark.parametrize(("harm", "harmless"), SWAPS)
def test_harm_swapped_into_right_english_is_flagged_either_way(harm, harmless):
    said = f"Le dossier parle d'un cas de {FRENCH[harm]} en mai."
    unsaid = "Le dossier parle d'un cas de retard en mai."
    assert details(said, f"The file speaks of a case of {harm} in May.") == []
    assert details(said, f"The file speaks of a case of {harmless} in May.")
    assert details(unsaid, f"The file speaks of a case of {harm} in May.")
    assert details(unsaid, "The file speaks of a case of delay in May.") == []


def test_harm_flags_are_among_the_flags_of_a_sentence():
    assert [f.kind for f in flags("Une violation du droit.", "A rape of the law.")] == ["harm"]


def test_harms_name_the_family_and_the_words():
    assert harms("Il a été tué, puis son otage libéré.", "fr") == {"kill": "tué", "hostage": "otage"}
