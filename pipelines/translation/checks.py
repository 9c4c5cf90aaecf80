"""What a translation may have lost or added: numbers, names, dates, negations, quotations.

Precision comes before recall: a flag in the margin that is wrong teaches the reader to look away. A number is
compared by value, a name by every form it may take in English, a negation by presence; see
`benchmarks/translation_checks.py` for how often a correct translation is flagged and a broken one is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz

from pipelines.translation.known_names import english_forms, generic_words
from pipelines.translation.numerals import ENGLISH, FRENCH, CalendarWord, Number, calendar_words, numbers
from pipelines.translation.wording import PARTICLES, fold, plain


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at.

    Attributes:
        kind: number, name, date, negation or quotation.
        detail: what a person reads in the margin: "number lost: “deux”".
    """

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in the French sentence.

    Attributes:
        surface: as it stands there.
        type: PER, ORG, LOC or MISC, "" when not known.
        english: English forms known for it, beside those of the lexicons.
    """

    surface: str
    type: str = ""
    english: tuple[str, ...] = ()


def flags(french: str, english: str, names: Sequence[Name | str] = ()) -> list[Flag]:
    """The flags of one sentence and its English; [] when there is no English to check.

    Args:
        names: the names of the French sentence, as found by the language layer.
    """
    if not english.strip():
        return []
    found = [
        *_number_flags(french, english),
        *_date_flags(french, english),
        *_name_flags(french, english, [Name(n) if isinstance(n, str) else n for n in names]),
        *_negation_flags(french, english),
        *_quotation_flags(french, english),
    ]
    return list(dict.fromkeys(found))


# --- numbers -------------------------------------------------------------------------------------------------


_METRIC = re.compile(r"\s?(?:[cmk]?m[²2³3]?|km/?h?|kph|m[eè]tres?|\w*(?:m[eè]tres?|meters?|grammes?|grams?)|kilos?|kg|g|tonnes?|"
                     r"hectares?|ha|litres?|°\s?[CF]?|degr\w+|degrees?|celsius)\b", re.IGNORECASE)  # fmt: skip
_IMPERIAL = re.compile(r"\b(?:miles?|mph|feet|foot|ft|inch(?:es)?|yards?|acres?|pounds?|lbs?|ounces?|gallons?|fahrenheit|"
                       r"stone|\d+s\b|degrees)\b|°\s?F|\d[\"']")  # fmt: skip


def _number_flags(french: str, english: str) -> Iterator[Flag]:
    fr, en = numbers(french, FRENCH), numbers(english, ENGLISH)
    if _METRIC.search(french) and _IMPERIAL.search(english):
        # Measures may have been converted; what is left to compare are the numbers that measure nothing.
        fr = [
            replace(n, firm=n.firm and not _METRIC.match(french, n.end) and not _in_range(french, n))
            for n in fr
        ]
        en = [replace(n, firm=n.firm and not _measures(english, n)) for n in en]
    yield from _missing(french, fr, en, "lost")
    yield from _missing(english, en, fr, "added")


def _in_range(text: str, number: Number) -> bool:
    """Whether a number is the first of two that share a unit ("5 à 10 cm")."""
    after = re.match(r"\s?(?:à|et|ou|-|–)\s?\d+(?:,\d+)?", text[number.end : number.end + 12])
    return bool(after and _METRIC.match(text, number.end + after.end()))


def _measures(text: str, number: Number) -> bool:
    near = text[max(0, number.start - 6) : number.start] + "#" + text[number.end : number.end + 24]
    return bool(_IMPERIAL.search(near) or _METRIC.search(near))


def _missing(text: str, here: list[Number], there: list[Number], what: str) -> Iterator[Flag]:
    values = {v for number in there for v in number.values}
    # "9/11" and "11 septembre": a month's number may be its name on the other side.
    for number in here:
        if not number.firm or number.values & values:
            continue
        if any(_parts_of(v, values) for v in number.values):
            continue
        yield Flag("number", f"number {what}: “{text[number.start : number.end].strip()}”")


def _parts_of(value: float, values: set[float]) -> bool:
    """Whether a number is there in other words: "1,5 million" as 1 500 000, "l'an 98" as 1998, "1.5" as one and a half."""
    return (
        (value < 100 and any(1900 <= v < 2100 and v % 100 == value for v in values))
        or (1900 <= value < 2100 and value % 100 in values)
        or bool(value % 1 == 0.5 and {value - 0.5, 0.5} <= values | {1.0})
        or bool(value % 1 and round(value) in values)
    )


# --- dates ---------------------------------------------------------------------------------------------------


def _date_flags(french: str, english: str) -> Iterator[Flag]:
    fr, en = calendar_words(french, FRENCH), calendar_words(english, ENGLISH)
    yield from _missing_dates(
        french, fr, en, {v for n in numbers(english, ENGLISH) for v in n.values}, "lost"
    )
    yield from _missing_dates(
        english, en, fr, {v for n in numbers(french, FRENCH) for v in n.values}, "added"
    )


def _missing_dates(
    text: str, here: list[CalendarWord], there: list[CalendarWord], values: set[float], what: str
) -> Iterator[Flag]:
    keys = {word.key for word in there}
    for word in here:
        in_figures = word.key.startswith("m") and float(word.key[1:]) in values
        if word.key not in keys and not in_figures:
            yield Flag("date", f"date {what}: “{text[word.start : word.end]}”")


# --- names ---------------------------------------------------------------------------------------------------

_NAME_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*\.?")
_LINKS = {"de", "du", "des", "la", "le", "les", "d", "l", "et"}
_SIMILAR = 82.0  # rapidfuzz ratio, 0–100, of two folded words that may be one name in two spellings


def _name_flags(french: str, english: str, names: Sequence[Name]) -> Iterator[Flag]:
    words = _folded_words(english)
    folded = f" {' '.join(words)} "
    others = _overlooked(french, names) if names else []
    lost = [name for name in (*names, *others) if not _is_there(name, words, folded)]
    if not lost:
        return
    # A name may be translated in a way no lexicon has; then English has a capital that French cannot explain.
    spare = _unexplained_capitals(french, english, names)
    for name in lost:
        if _first(french, name.surface) and (name.type != "PER" or _PRONOUN_FIRST.match(english)):
            continue  # a capital that may be the sentence's own, or a person English takes up as "He"
        if name in others or (name.type != "PER" and _translatable(name.surface)):
            spare -= 1
            if spare >= 0:
                continue
        yield Flag("name", f"name lost: “{name.surface}”")


def _first(french: str, name: str) -> bool:
    """Whether a single word is the sentence's first, or comes right after a "Selon" or a quotation mark."""
    return " " not in name and -1 < french.find(name) < _OPENING_LENGTH


def capitalised_names(french: str) -> list[Name]:
    """Runs of capitalised words inside a sentence, for callers without a language layer. Coarser than its names."""
    runs = (m.group() for m in _CAPITAL_RUN.finditer(plain(french)))
    return [Name(run) for run in dict.fromkeys(runs) if not _generic(run)]


def _overlooked(french: str, names: Sequence[Name]) -> list[Name]:
    """Capitalised words that no name given covers, but for shouted ones and inhabitants."""
    covered = {word for name in names for word in _folded_words(name.surface)}
    return [
        name
        for name in capitalised_names(french)
        if not name.surface.isupper() and not covered.intersection(_folded_words(name.surface))
    ]


def _generic(name: str) -> bool:
    return all(word in generic_words() or word in PARTICLES for word in _folded_words(name))


def _translatable(name: str) -> bool:
    """Whether a name is made of French words, so that English may put it in its own."""
    words = _folded_words(name)
    accents = fold(name) != plain(name).lower()
    return accents or _is_acronym(name) or any(word in generic_words() or word in _LINKS for word in words)


def _is_there(name: Name, words: Sequence[str], folded: str) -> bool:
    for form in (*name.english, *english_forms(name.surface), name.surface):
        key = " ".join(_folded_words(form))
        if key and f" {key} " in folded:
            return True
    tokens = [t for t in _folded_words(name.surface) if t not in PARTICLES and len(t) > 1]
    if not tokens or _generic(name.surface) or _ROMAN.fullmatch(name.surface):
        return True
    if _is_acronym(name.surface):
        # Acronyms are often the same letters in another order (OTAN, NATO), and may take a plural.
        letters = sorted(fold(plain(name.surface).replace(".", "")))
        return any(sorted(w) == letters or sorted(w.removesuffix("s")) == letters for w in words)
    # English may hold the adjective where French has the country ("Iran", "Iranian").
    forms = {t for form in english_forms(name.surface) for t in _folded_words(form) if len(t) > 3}
    return any(_similar(token, word) for token in (*tokens, *forms) for word in words)


def _is_acronym(name: str) -> bool:
    bare = plain(name).replace(".", "")
    return bare.isupper() and bare.isalnum() and len(bare) <= 6


@lru_cache(maxsize=4096)
def _similar(one: str, other: str) -> bool:
    if len(one) < 4 or len(other) < 4:
        return one == other
    stem = min(len(one), len(other), 5)
    return one[:stem] == other[:stem] or fuzz.ratio(one, other, score_cutoff=_SIMILAR) > 0


@lru_cache(maxsize=1024)
def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(
        fold(word).removesuffix("'s").replace(".", "")
        for word in _NAME_WORD.findall(plain(text).replace("-", " "))
    )


# A capital that neither a sentence nor a quotation begins with.
_INSIDE = r"(?<![.!?:…“\"'‘«(–—-] )(?<!^)(?<![\"“‘'«(])"
_CAPITAL = re.compile(_INSIDE + r"\b[A-ZÀ-Ý][^\W\d_]+")
_CAPITAL_RUN = re.compile(_INSIDE + r"\b[A-ZÀ-Ý][^\W\d_]{2,}(?:[ -][A-ZÀ-Ý][^\W\d_]+)*")
_PRONOUN_FIRST = re.compile(r"[“\"]?(?:He|She|They|His|Her|Their)\b")
_OPENING_LENGTH = 7  # characters: «, a space, "Selon "
_ROMAN = re.compile(r"[IVXLC]+e?(?:r|me)?")


def _unexplained_capitals(french: str, english: str, names: Sequence[Name]) -> int:
    """How many capitalised English words inside the sentence resemble no French word and no known translation."""
    there = {*_folded_words(french)}
    for name in names:
        there.update(w for form in (*name.english, *english_forms(name.surface)) for w in _folded_words(form))
    found = {fold(m.group()) for m in _CAPITAL.finditer(plain(english))}
    days = {fold(english[w.start : w.end]) for w in calendar_words(english, ENGLISH)}
    return sum(not any(_similar(word, other) for other in there) for word in found - days - {"i"})


# --- negations -----------------------------------------------------------------------------------------------

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


def _negation_flags(french: str, english: str) -> Iterator[Flag]:
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


# --- quotations ----------------------------------------------------------------------------------------------

_QUOTED = {
    FRENCH: re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\""),
    ENGLISH: re.compile(r"“([^“”]+)”|«([^«»]+)»|\"([^\"]+)\""),
}
_ANY_MARK = re.compile(r"[«»“”\"]|(?<!\w)['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
_FEWEST_WORDS = {
    "lost": 2,
    "added": 5,
}  # translators often drop the marks of a single word, and add some for emphasis


def _quotation_flags(french: str, english: str) -> Iterator[Flag]:
    for what, here, language, there in (
        ("lost", french, FRENCH, english),
        ("added", english, ENGLISH, french),
    ):
        if _ANY_MARK.search(there):
            continue
        for match in _QUOTED[language].finditer(here):
            words = next(g for g in match.groups() if g)
            if len(words.split()) >= _FEWEST_WORDS[what]:
                yield Flag("quotation", f"quotation {what}: {_short(match.group())}")
                break


def _short(quote: str, width: int = 40) -> str:
    return quote if len(quote) <= width else f"{quote[: width - 1].rstrip()}…{quote[-1]}"
