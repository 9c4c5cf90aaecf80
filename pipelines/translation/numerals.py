"""Numbers, months and weekdays in French and in English, by value, so that the two can be compared.

A number has every value it may be read as ("14 h" is 14 and 2, "2,000" is 2 and 2000), so that a correct
translation is never blamed for its notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.translation.wording import fold_aligned, plain

FRENCH, ENGLISH = "fr", "en"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence.

    Attributes:
        start, end: its span in code points.
        values: every value it may be read as.
        firm: False for words that only hint at a number ("both", "dizaine", "deuxième"): they can answer to one
            on the other side, but are not missed when they are gone.
    """

    start: int
    end: int
    values: frozenset[float]
    firm: bool = True


@dataclass(frozen=True, slots=True)
class CalendarWord:
    """A month ("m1" … "m12") or a weekday ("d1" Monday … "d7") in a sentence."""

    start: int
    end: int
    key: str


_WORDS: dict[str, dict[str, int]] = {
    FRENCH: {
        "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
        "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
        "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
        "huitante": 80, "octante": 80, "nonante": 90,
    },
    ENGLISH: {
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "twenties": 20, "thirties": 30, "forties": 40,
        "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
    },
}  # fmt: skip
_SCALES: dict[str, dict[str, float]] = {
    FRENCH: {
        "cent": 1e2, "cents": 1e2, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9,
        "billion": 1e12, "billions": 1e12,
    },
    ENGLISH: {
        "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
        "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
    },
}  # fmt: skip
_VAGUE = {
    FRENCH: {"millions", "milliards", "billions", "cent", "cents"},
    ENGLISH: {"hundred", "thousand", "million", "billion", "trillion"},
}
_SCALE_LETTERS = {"m", "mn", "bn", "tn", "k"}
_JOINERS = {FRENCH: {"et"}, ENGLISH: {"and"}}
# Words that hint at a number, with the numbers they can answer to.
_HINTS: dict[str, dict[str, tuple[float, ...]]] = {
    FRENCH: {
        "premier": (1,), "premiere": (1,), "second": (2,), "seconde": (2,), "deuxieme": (2,), "troisieme": (3,),
        "quatrieme": (4,), "cinquieme": (5,), "sixieme": (6,), "septieme": (7,), "huitieme": (8,), "neuvieme": (9,),
        "dixieme": (10,), "onzieme": (11,), "douzieme": (12,), "double": (2,), "doubler": (2,),
        "couple": (2,), "paire": (2,), "moitie": (2, 0.5, 50), "demi": (2, 0.5, 30), "demie": (2, 0.5, 30),
        "triple": (3,), "triples": (3,), "quadruple": (4,), "quintuple": (5,), "trio": (3,), "tiers": (3,), "trimestre": (3, 4), "quart": (4, 15, 25), "quarts": (4, 45, 75),
        "douzaine": (12,), "douzaines": (12,), "dizaine": (10,), "dizaines": (10, 12), "vingtaine": (20,),
        "trentaine": (30,), "quarantaine": (40,), "cinquantaine": (50,), "soixantaine": (60,), "quinzaine": (15, 2, 14),
        "huitaine": (8, 7), "centaine": (100,), "centaines": (100,), "millier": (1e3,), "milliers": (1e3,),
        "siecle": (100,), "decennie": (10,), "semestre": (6,), "mi-temps": (2,), "quotidien": (24,), "jumeaux": (2,),
        "duo": (2,), "semaine": (7,), "journee": (24,), "jour": (24,), "an": (12, 1), "annee": (12, 1), "heure": (60, 1),
        "midi": (12,), "minuit": (12, 0), "septembre": (9,), "ensemble": (2,), "bilateral": (2,),
         "centenaire": (100,), "decennies": (10,),
    },
    ENGLISH: {
        "first": (1,), "second": (2,), "third": (3,), "thirds": (3,), "fourth": (4,), "fifth": (5,), "sixth": (6,),
        "seventh": (7,), "eighth": (8,), "ninth": (9,), "tenth": (10,), "eleventh": (11,), "twelfth": (12,), "both": (2,),
        "pair": (2,), "couple": (2,), "twice": (2,), "double": (2,), "doubled": (2,), "doubles": (2,), "half": (2, 0.5, 30, 50, 6),
        "halves": (2,), "either": (2,), "neither": (2,), "twin": (2,), "triple": (3,), "trio": (3,), "thrice": (3,),
        "quarter": (3, 4, 15, 25), "quarters": (4, 45, 75), "dozen": (12,), "dozens": (12, 10), "hundreds": (100,), "thousands": (1e3,),
        "century": (100,), "decade": (10,), "decades": (10,), "fortnight": (15, 2, 14), "week": (8, 7), "weeks": (15,),
        "day": (24,), "year": (12, 1), "hour": (60, 1), "noon": (12,), "midnight": (0, 12, 24), "duo": (2,), "tens": (10,),
        "scores": (20,), "annual": (12,), "bilateral": (2,),
        "twofold": (2,), "millennium": (1e3,), "together": (2,), "teens": (10,),
    },
}  # fmt: skip
_DIGITS = {
    FRENCH: re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"),
    ENGLISH: re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"),
}
_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:'[^\W\d_]+)*")
_CLOCK = {
    FRENCH: re.compile(r"\b(\d{1,2}) ?(?:h|heures?|:)(?: ?(\d{2}))?\b"),
    ENGLISH: re.compile(
        r"\b(\d{1,2})(?::(\d{2})\b|\.(\d{2})(?= ?[ap]\.?m))|\b(\d{1,2}) ?(?:[ap]\.? ?m\b|o'clock)"
    ),
}
_ORDINAL = {
    FRENCH: re.compile(r"(\d+)(?:er|ere|re|eme|e|nd|nde)\b"),
    ENGLISH: re.compile(r"(\d+)(?:st|nd|rd|th)\b"),
}
_MONTHS = {
    FRENCH: ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre",
             "novembre", "decembre"],
    ENGLISH: ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
              "november", "december"],
}  # fmt: skip
_DAYS = {
    FRENCH: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ENGLISH: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
}
_SHORT_MONTHS = {"jan": 1, "feb": 2, "apr": 4, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
_CAPITALISED_MONTHS = {"march", "may", "august", "mars"}


def numbers(text: str, language: str) -> list[Number]:
    """The numbers of a sentence in text order: digits, number words, clock times, and words that hint at one."""
    folded = fold_aligned(text)
    found: list[Number] = []
    taken = bytearray(len(text))
    for number in (*_clock_times(folded, language), *_with_digits(plain(text), folded, language)):
        if not any(taken[number.start : number.end]):
            taken[number.start : number.end] = b"\1" * (number.end - number.start)
            found.append(number)
    found.extend(_in_words(folded, language, taken))
    return sorted(found, key=lambda n: n.start)


def _clock_times(folded: str, language: str) -> Iterator[Number]:
    for match in _CLOCK[language].finditer(folded):
        hour = float(match[1] or match[4])
        minute = match[2] or (match[3] if language == ENGLISH else None)
        if hour > 24 or (minute and float(minute) > 59):
            continue
        values = {hour, hour % 12, hour % 12 + 12} | (
            {float(f"{hour:.0f}.{minute}"), float(minute)} if minute else set()
        )
        yield Number(match.start(), match.end(), frozenset(values))


def _with_digits(text: str, folded: str, language: str) -> Iterator[Number]:
    ordinals = {m.start(): m.end() for m in _ORDINAL[language].finditer(folded)}
    for match in _DIGITS[language].finditer(text):
        values = _readings(match.group(), language)
        end = match.end()
        if match.start() in ordinals:
            yield Number(match.start(), ordinals[match.start()], frozenset(values), firm=False)
            continue
        scale = re.compile(r" ?([a-z]+)").match(folded, end)
        word = scale[1] if scale else ""
        factor = _SCALES[language].get(word, 0.0)
        if scale and factor >= 1e3 and (word not in _SCALE_LETTERS or folded[end : end + 1] == word[0]):
            values = {v * factor for v in values}
            end = scale.end()
        yield Number(match.start(), end, frozenset(values))


def _readings(digits: str, language: str) -> set[float]:
    """Every value a string of digits and separators may have."""
    compact = digits.replace(" ", "")
    grouping, point = (".", ",") if language == FRENCH else (",", ".")
    values = {float(compact.replace(grouping, "").replace(point, "."))}
    if re.fullmatch(
        r"\d{1,3}[.,]\d{3}", compact
    ):  # 2.000 or 2,000: thousands in one country, decimals in another
        values |= {float(re.sub(r"[.,]", "", compact)), float(compact.replace(",", "."))}
    elif "." in compact and compact.count(".") == 1:
        values.add(float(compact.replace(",", "")))
    return values


def _in_words(folded: str, language: str, taken: bytearray) -> Iterator[Number]:
    tokens = [
        m for m in re.compile(r"[a-z]+(?:'[a-z]+)?").finditer(folded) if not any(taken[m.start() : m.end()])
    ]
    index = 0
    while index < len(tokens):
        used, value = _compound(tokens, index, language, folded)
        if used and value not in {0.0, 1.0}:
            # "des millions de" counts nothing.
            vague = used == 1 and tokens[index].group() in _VAGUE[language]
            yield Number(
                tokens[index].start(), tokens[index + used - 1].end(), frozenset({value}), firm=not vague
            )
        elif hint := _HINTS[language].get(tokens[index].group().removesuffix("'s")):
            yield Number(tokens[index].start(), tokens[index].end(), frozenset(map(float, hint)), firm=False)
        elif used and value == 1.0:
            yield Number(tokens[index].start(), tokens[index].end(), frozenset({1.0}), firm=False)
        index += max(used, 1)


def _compound(tokens: list[re.Match[str]], first: int, language: str, text: str) -> tuple[int, float]:
    """How many tokens from `first` form a number word, and its value; (0, 0) when none do."""
    words, scales = _WORDS[language], _SCALES[language]
    total = current = 0.0
    used = 0
    for index in range(first, len(tokens)):
        word = tokens[index].group()
        if index > first and text[tokens[index - 1].end() : tokens[index].start()] not in {
            " ",
            "-",
            "\u00a0",
        }:
            break
        if word in words:
            value = float(words[word])
            if word.startswith("vingt") and current % 100 == 4:
                current += 76  # quatre-vingts
            elif current and not _may_follow(current, value):
                break
            else:
                current += value
        elif (
            word in scales
            and word not in _SCALE_LETTERS
            and (current or total or language == FRENCH or scales[word] >= 100)
        ):
            current = max(current, 1.0) * scales[word]
            if scales[word] > 100:
                total, current = total + current, 0.0
        elif word in _JOINERS[language] and used and _goes_on(tokens, index, language, current):
            continue
        else:
            break
        used = index - first + 1
    return used, total + current


def _may_follow(current: float, value: float) -> bool:
    """Whether "vingt" + "deux" or "soixante" + "quinze" is one number, and "deux" + "trois" two."""
    rest = current % 100
    return (
        (rest >= 20 and value < 10)
        or (rest in {60.0, 80.0} and value < 20)
        or (rest == 0 and value < 100)
        or (rest in {10.0, 70.0, 90.0} and value < 10)
    )


def _goes_on(tokens: list[re.Match[str]], index: int, language: str, current: float) -> bool:
    if index + 1 >= len(tokens):
        return False
    value = _WORDS[language].get(tokens[index + 1].group())
    if value is None:
        return False
    # French joins only "et un(e)" and "et onze"; English joins after hundreds.
    return value in {1, 11} and current >= 20 if language == FRENCH else current >= 100


@cache
def _calendar_words(language: str) -> dict[str, str]:
    words = {word: f"m{i}" for i, word in enumerate(_MONTHS[language], 1)}
    words |= {word: f"d{i}" for i, word in enumerate(_DAYS[language], 1)}
    words |= {f"{word}s": key for word, key in words.items() if key.startswith("d")}
    return words


_IN_A_TITLE = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|Express|Herald|Post|Star|Night|Morning|Football|School|Fund)\b"
)


def calendar_words(text: str, language: str) -> list[CalendarWord]:
    """Months and weekdays of a sentence. English ones must be capitalised; short months need a stop or a number."""
    known = _calendar_words(language)
    folded = fold_aligned(text)
    found = []
    for match in re.compile(r"[a-z]+").finditer(folded):
        word = match.group()
        key = known.get(word, "")
        capital = text[match.start()].isupper()
        if language == ENGLISH:
            if (
                not key
                and word in _SHORT_MONTHS
                and capital
                and re.match(r"\.| \d", folded[match.end() : match.end() + 2])
            ):
                key = f"m{_SHORT_MONTHS[word]}"
            if key and not capital:
                key = ""
        if key and language == ENGLISH and _IN_A_TITLE.match(text, match.end()):
            key = ""  # The Sunday Times, Saturday Night Live
        if key and word in _CAPITALISED_MONTHS and not _beside_date(folded, match.start(), match.end()):
            key = ""
        if key:
            found.append(CalendarWord(match.start(), match.end(), key))
    return found


def _beside_date(folded: str, start: int, end: int) -> bool:
    """Whether an ambiguous month (mars, March, May, August) stands where a date would put it."""
    before = folded[max(0, start - 12) : start]
    after = folded[end : end + 6]
    return bool(
        re.match(r"(?:,? ?\d)", after)
        or re.search(r"(?:\d(?:er|st|nd|rd|th)?|\b(?:en|de|fin|debut|mi|mois de|depuis|jusqu'en|in|of|last|since|until|by|"
                     r"next|this|early|late|mid|from|to|during|before))[ -]$", before)
    )  # fmt: skip
