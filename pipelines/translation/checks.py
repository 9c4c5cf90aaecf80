"""What a translation may have lost or added: numbers, names, dates, negations, quotations.

Precision comes before recall: a flag in the margin that is wrong teaches the reader to look away. A number is
compared by value, a name by every form it may take in English, a negation by presence; see
`benchmarks/translation_checks.py` for how often a correct translation is flagged and a broken one is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pipelines.translation.known_names import english_forms, initials
from pipelines.translation.numerals import ENGLISH, FRENCH, CalendarWord, Number, calendar_words, numbers
from pipelines.translation.wording import fold, plain


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


def _number_flags(french: str, english: str) -> Iterator[Flag]:
    fr, en = numbers(french, FRENCH), numbers(english, ENGLISH)
    yield from _missing(french, fr, en, "lost")
    yield from _missing(english, en, fr, "added")


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
        or (value % 1 == 0.5 and {value - 0.5, 0.5} <= values | {1.0})
        or (value % 1 and round(value) in values)
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
_SMALL = {
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l",
    "d",
    "et",
    "of",
    "the",
    "al",
    "el",
    "ben",
    "bin",
    "van",
    "von",
}
_SIMILAR = 72.0  # rapidfuzz ratio, 0–100, of two folded words that may be one name in two spellings


def _name_flags(french: str, english: str, names: Sequence[Name]) -> Iterator[Flag]:
    if not names:
        return
    words = _folded_words(english)
    folded = f" {' '.join(words)} "
    spare = None
    for name in names:
        if _is_there(name, words, folded):
            continue
        if name.type != "PER":
            # A name may be translated in a way no lexicon has; then English has a capital that French cannot explain.
            spare = _unexplained_capitals(french, english) if spare is None else spare
            if spare:
                spare -= 1
                continue
        yield Flag("name", f"name lost: “{name.surface}”")


def _is_there(name: Name, words: Sequence[str], folded: str) -> bool:
    for form in (*name.english, *english_forms(name.surface), name.surface):
        key = " ".join(_folded_words(form))
        if key and f" {key} " in folded:
            return True
    tokens = [t for t in _folded_words(name.surface) if t not in _SMALL and len(t) > 1]
    if not tokens:
        return True
    bare = plain(name.surface).replace(".", "")
    if bare.isupper() and len(bare) <= 6:
        # Acronyms are often the same letters in another order (OTAN, NATO; ONU, UN).
        letters = sorted(fold(bare))
        return any(sorted(w) == letters for w in words) or initials(bare) in words
    wanted = tokens[-1:] if name.type == "PER" else tokens
    # English may hold the adjective where French has the country ("Iran", "Iranian").
    forms = {t for form in english_forms(name.surface) for t in _folded_words(form) if len(t) > 3}
    return any(_similar(token, word) for token in (*wanted, *forms) for word in words)


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


_CAPITAL = re.compile(r"(?<![.!?:“\"'‘«(] )(?<!^)(?<![\"“‘'«(])\b[A-ZÀ-Ý][^\W\d_]+")


def _unexplained_capitals(french: str, english: str) -> int:
    """How many capitalised English words inside the sentence resemble no French word."""
    there = _folded_words(french)
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
_EN_FIRM = re.compile(r"\b(?:not|never|cannot|nothing|nobody|none)\b|n't\b|\bno\b(?! \d)")
_EN_LOOSE = re.compile(
    r"\b(?:not|no|never|cannot|nothing|nobody|none|nowhere|neither|nor|without|unless|until|hardly|barely|scarcely|rarely|seldom|"
    r"longer|only|few|fewer|little|less|than|instead|rather|except|but|just|anything|anyone|any|yet|far|more|beyond|ever|"
    r"despite|long|prior|before|again|otherwise|lest|zero|un[a-z]{4,}|non|ab[sn][a-z]+|dis[a-z]{4,}|i[nmlr][a-z]{5,}|"
    r"[a-z]+less|lack\w*|fail\w*|refus\w*|den[yi]\w*|stop\w*|avoid\w*|prevent\w*|reject\w*|declin\w*|ceas\w*|miss\w*|"
    r"los[et]\w*|short|quit|ban\w*|forb\w*|keep|kept|end\w*|rul\w*|deprived?|fall\w*|fell|doubt\w*|ignor\w*|remain\w*|still|"
    r"out|off|against|opposed|away|too|nought|naught|withhold\w*|withheld|resist\w*|wrong|different\w*|"
    r"barr\w*|object\w*|exclu\w*|free|halt\w*|gone|abandon\w*|struggl\w*|difficult\w*|ne'er|nil)\b|n't\b"
)


def _negation_flags(french: str, english: str) -> Iterator[Flag]:
    fr, en = fold(french), fold(english)
    if (negation := _french_negation(fr)) and not _EN_LOOSE.search(en):
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

_FR_QUOTE = re.compile(r"[«“][^»”]{1,}[»”]|\"[^\"]+\"|[«“»”]")
_EN_QUOTE = re.compile(
    r"[“«][^”»]+[”»]|\"[^\"]+\"|[“”«»\"]|(?<!\w)['‘](?=\S)[^'‘’]*(?:['’]\w[^'‘’]*)*\S?['’](?!\w)"
)


def _quotation_flags(french: str, english: str) -> Iterator[Flag]:
    fr, en = _FR_QUOTE.findall(french), _EN_QUOTE.findall(english)
    if fr and not en and not re.search(r"['‘’]", re.sub(r"\w['’]\w", "", english)):
        yield Flag("quotation", f"quotation lost: {_short(fr[0])}")
    elif en and not fr:
        marked = [q for q in en if len(q) > 2 and not q.startswith(("'", "‘"))]
        if marked and not re.search(r"['‘’]", re.sub(r"\w['’]\w?", "", french)):
            yield Flag("quotation", f"quotation added: {_short(marked[0])}")


def _short(quote: str, width: int = 40) -> str:
    return quote if len(quote) <= width else f"{quote[: width - 1].rstrip()}…{quote[-1]}"
