"""Negations that only one side has, by presence: what languages negate, they negate in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.translation.checks.flag import Flag
from pipelines.translation.wording import fold

_NE = re.compile(r"\b(?:ne\b|n')(?P<rest>[^.;!?»”]{0,60})")
# "ne … plus que" and "plus de 200" deny nothing.
_NE_WORDS = re.compile(
    r"\b(?:pas|plus(?! (?:de |d')?\d| qu['e])|jamais|rien|personne|aucune?|nulle?|nullement|guere|ni)\b"
)
_FR_LOOSE = re.compile(
    r"\bne\b|\bn'|\bpas\b|\bnon\b|\bsans\b|\bni\b|\baucune?s?\b|\brien\b|\bjamais\b|\bnulle?\b|\bfaute de\b|"
    r"\bloin d|\bempech|\bevit|\brefus|\bnier\b|\bnie\b|\bdement|\bcess|\bmanqu|\babsen|\bignor|\brejet|\bmoins\b|\bpeu\b|"
    r"\bseul|\bechou|\bperd|\bde(?:s|sa|me)[a-z]{4}|\bexcept|\bhors\b|\bsauf\b|"
    r"\babandon|\barret|\bpriv|\bexclu|\bdout|\bdiffic|\bcontre\b|\bcontrair|\bquasi|\bpresque\b|\bhesit|\bpein|\bmalgre|"
    r"\brare|\billeg|\billim|\birr[eé]|\bim(?:mob|parf|pens|poss|prev|prob|puiss|pun)|\bin(?:acc|adm|apt|atten|cap|cert|chang|"
    r"comp[lr]|connu|corr|defin|dispon|edit|effic|egal|elig|evit|exact|exist|expl|just|nombr|offens|satisf|signif|soutena|"
    r"stab|suff|supporta|tact|terdi|tol|util|vain|visib|vrais)"
)
_EN_FIRM = re.compile(
    r"\b(?:not|never|cannot|nothing|nobody|none)\b|n't\b|\bno\b(?!\.? ?\d| later than| less than| more than| fewer than| smaller than)"
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
        (r"\b(?:until|yet to|still to)\b", r"\b(?:avant|jusqu|(?<!pas )encore)"),
        (r"\b(?:hardly|barely|scarcely|rarely|seldom|nowhere)\b", r"\b(?:a peine|rarement|presque)\b"),
        (r"\b(?:instead of|rather than)\b", r"\b(?:au lieu|plutot)\b"),
        (r"\b(?:far from|short of|out of|beyond|devoid|anything but)\b", r"\b(?:loin|hors|au-dela|sort)"),
        (r"\b(?:fail|refus|reject|declin|den(?:y|ied|ies|ial)|prevent|avoid|ceas|stopp?)",
         r"\b(?:echou|echec|refus|rejet|declin|nie|nia|dement|empech|evit|cess|arret|negat)"),
        (r"\b(?:make sure|be sure|feel free)\b", r"\b(?:assur|veill)"),
        (r"\bnon-[a-z]{4,}", r"\bnon\b"),
        (r"\b(?:ignor|disregard|disagree|dislik|lack|intoler|impossib|incapab|inab|illeg)",
         r"\b(?:ignor|manqu|absen|intoler|impossib|incapab|illeg)"),
        (r"\b(?:un(?!i|der|til|less|cles?\b)[a-z]{4,}|(?!un)[a-z]+less|wrong)\b", r"\b(?:in|im|ir|il|mal)[a-z]{4,}|\bsans\b"),
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
        # "Il n'y a qu'un pays qui compte plus": what "que" opens is no longer denied.
        word = _NE_WORDS.search(
            match["rest"].partition(" qu")[0] if " qu" in match["rest"] else match["rest"]
        )
        if word:
            return f"ne … {word.group()}"
    return ""
