"""Negations that only one side has, by presence: what languages negate, they negate in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.translation.checks.flag import Flag
from pipelines.translation.wording import fold

_NE = re.compile(r"\b(?:ne\b|n')(?P<rest>[^.;!?»”]{0,60})")
_NE_WORDS = re.compile(r"\b(?:pas|plus|jamais|rien|personne|aucune?|nulle?|nullement|guere|ni)\b")
_FR_LOOSE = re.compile(
    r"\bne\b|\bn'|\bpas\b|\bnon\b|\bsans\b|\bni\b|\baucune?s?\b|\brien\b|\bjamais\b|\bnulle?\b|\bimpossib|\bfaute de\b|"
    r"\bloin d|\bempech|\bevit|\brefus|\bnier\b|\bnie\b|\bdement|\bcess|\bmanqu|\babsen|\bignor|\brejet|\bmoins\b|\bpeu\b|"
    r"\bseul|\binsuff|\binterdi|\bechou|\bperd|\bplus\b|\bi[nmlr](?=[a-z]{4})|\bde(?:s|sa|me)[a-z]{4}|\bexcept|\bhors\b|\bsauf\b|"
    r"\babandon|\barret|\bpriv|\bexclu|\bdout|\bdiffic|\bcontr|\bquasi|\bni\b|\bpresque\b|\bautre|\bhesit|\bpein|\bmalgre"
)
_EN_FIRM = re.compile(
    r"\b(?:not|never|cannot|nothing|nobody|none)\b|n't\b|\bno\b(?! \d| later than| less than| more than| fewer than)"
)
# Other ways in which English says that something is not so, and the French that accounts for them otherwise: in
# "ne … pas … sans", English "without" answers to "sans" and not to "ne … pas".
_EN_LOOSE = [
    (re.compile(english), re.compile(french))
    for english, french in (
        (r"\b(?:neither|nor)\b", r"^$"),
        (r"\bwithout\b", r"\bsans\b"),
        (r"\bunless\b", r"\b(?:a moins|sauf)\b"),
        (r"\bonly\b", r"\bseul|\buniquement\b|\bque\b"),
        (r"\b(?:until|yet to|still to)\b", r"\b(?:avant|jusqu|encore)"),
        (r"\b(?:hardly|barely|scarcely|rarely|seldom|nowhere)\b", r"\b(?:a peine|rarement|presque)\b"),
        (r"\b(?:instead of|rather than)\b", r"\b(?:au lieu|plutot)\b"),
        (r"\b(?:far from|short of|out of|beyond|devoid|anything but)\b", r"\b(?:loin|hors|au-dela|sort)"),
        (r"\b(?:fail|refus|reject|declin|den(?:y|ied|ies|ial)|prevent|avoid|ceas|stopp?)",
         r"\b(?:echou|echec|refus|rejet|declin|nie|nia|dement|empech|evit|cess|arret|negat)"),
        (r"\b(?:ignor|disregard|disagree|dislik|lack|intoler|impossib|incapab|inab|illeg)",
         r"\b(?:ignor|manqu|absen|intoler|impossib|incapab|illeg)"),
        (r"\b(?:un(?!i|der|til|less|cle)[a-z]{4,}|(?!un)[a-z]+less|wrong)\b", r"\b(?:in|im|ir|il|mal)[a-z]{4,}|\bsans\b"),
    )
]  # fmt: skip


def _said_otherwise(french: str, english: str) -> bool:
    return any(en.search(english) and not fr.search(french) for en, fr in _EN_LOOSE)


def negation_flags(french: str, english: str) -> Iterator[Flag]:
    """A negation that one side has and the other does not, however it may put it."""
    fr, en = fold(french), fold(english)
    if (negation := _french_negation(fr)) and not (_EN_FIRM.search(en) or _said_otherwise(fr, en)):
        yield Flag("negation", f"negation lost: “{negation}”")
    firm = _EN_FIRM.search(en)
    if firm and not _FR_LOOSE.search(fr):
        yield Flag("negation", f"negation added: “{firm.group()}”")


def _french_negation(folded: str) -> str:
    """The first negation proper, "ne … pas"; neither the "ne" of "ne … que" nor the expletive one counts."""
    for match in _NE.finditer(folded):
        word = _NE_WORDS.search(match["rest"])
        if word:
            return f"ne … {word.group()}"
    return ""
