"""Numbers in French and in English, by value, so that the two can be compared.

A number has every value it may be read as ("14 h" is 14 and 2, "2,000" is 2 and 2000), so that a correct
translation is never blamed for its notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import yaml

from pipelines import paths
from pipelines.errors import DataFileError
from pipelines.lexicon import load_yaml
from pipelines.translation.wording import ENGLISH, FRENCH, fold_aligned, plain


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


_DIGIT = re.compile(r"\d")
_DIGITS = {
    FRENCH: re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"),
    ENGLISH: re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"),
}
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LETTERS = re.compile(r"[a-z]+")
_AFTER_DIGITS = re.compile(r" ?([a-z]+)")
_CLOCK = {
    FRENCH: re.compile(r"\b(\d{1,2}) ?(?:h|heures?|:)(?: ?(\d{2}))?\b"),
    ENGLISH: re.compile(
        r"\b(\d{1,2})(?::(\d{2})\b|\.(\d{2})(?= ?[ap]\.?m))|\b(\d{1,2}) ?(?:[ap]\.? ?m\b|o'clock)"
    ),
}
_ROMAN = {"i": 1, "v": 5, "x": 10}
_ROMAN_CENTURY = re.compile(r"\b([xvi]+)(?:e|eme)s?\b")
_ORDINAL = {
    FRENCH: re.compile(r"(?<!\d)(\d+)(?:er|ere|re|eme|e|nd|nde)\b"),
    ENGLISH: re.compile(r"(?<!\d)(\d+)(?:st|nd|rd|th)\b"),
}


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, int]
    scales: dict[str, float]
    scale_letters: dict[str, float]
    vague: frozenset[str]
    joiners: frozenset[str]
    hints: dict[str, tuple[float, ...]]
    all_words: frozenset[str]

    def scale(self, word: str) -> float:
        """What a word after digits multiplies them by, 0 when it does not."""
        return self.scales.get(word) or self.scale_letters.get(word, 0.0)


@cache
def _lexicon(language: str) -> _Lexicon:
    """The number words of a language.

    Raises:
        DataFileError: the lexicon is missing or malformed.
    """
    path = paths.DATA / "lexicon" / "number_words.yaml"
    try:
        entry = load_yaml(path.name)[language]
        words = {str(k): int(v) for k, v in entry["words"].items()}
        scales = {str(k): float(v) for k, v in entry["scales"].items()}
        return _Lexicon(
            words,
            scales,
            {str(k): float(v) for k, v in (entry["scale_letters"] or {}).items()},
            frozenset(entry["vague"]),
            frozenset(entry["joiners"]),
            {str(k): tuple(map(float, v)) for k, v in entry["hints"].items()},
            frozenset({*words, *scales, *entry["hints"]}),
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise DataFileError(f"The lexicon {path} cannot be used: {error}.") from error


@lru_cache(maxsize=1024)
def numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a sentence in text order: digits, number words, clock times, and words that hint at one."""
    folded = fold_aligned(text)
    found: list[Number] = []
    if _DIGIT.search(text):
        taken = bytearray(len(text))
        for number in (*_clock_times(folded, language), *_with_digits(plain(text), folded, language)):
            if not any(taken[number.start : number.end]):
                taken[number.start : number.end] = b"\1" * (number.end - number.start)
                folded = folded[: number.start] + "#" * (number.end - number.start) + folded[number.end :]
                found.append(number)
    found.extend(_in_words(folded, language))
    if language == FRENCH:
        found.extend(_centuries(folded))
    return tuple(sorted(found, key=lambda n: n.start))


def _clock_times(folded: str, language: str) -> Iterator[Number]:
    for match in _CLOCK[language].finditer(folded):
        hour = float(match[1] or match[4])
        minute = match[2] or (match[3] if language == ENGLISH else None)
        if hour > 24 or (minute and float(minute) > 59):
            continue
        values = {hour, hour % 12, hour % 12 + 12}
        if minute:
            values |= {float(f"{h:.0f}.{minute}") for h in values} | {100 * h + float(minute) for h in values}
        yield Number(match.start(), match.end(), frozenset(values))


def _centuries(folded: str) -> Iterator[Number]:
    """ "XVIe siècle" is the 16th century and the 1500s."""
    for match in _ROMAN_CENTURY.finditer(folded):
        letters = [_ROMAN[c] for c in match[1]]
        number = sum(-n if n < after else n for n, after in zip(letters, [*letters[1:], 0], strict=True))
        yield Number(match.start(), match.end(), frozenset({float(number), 100.0 * (number - 1)}), firm=False)


def _with_digits(text: str, folded: str, language: str) -> Iterator[Number]:
    ordinals = {m.start(): m.end() for m in _ORDINAL[language].finditer(folded)}
    for match in _DIGITS[language].finditer(text):
        values = _readings(match.group(), language)
        end = match.end()
        if text[match.start() - 1 : match.start()].isalpha():
            # "km2", "A1", "CO2": part of a unit or a name.
            yield Number(match.start(), end, frozenset(values), firm=False)
            continue
        if match.start() in ordinals:
            yield Number(match.start(), ordinals[match.start()], frozenset(values), firm=False)
            continue
        scale = _AFTER_DIGITS.match(folded, end)
        word = scale[1] if scale else ""
        factor = _lexicon(language).scale(word)
        if (
            scale
            and factor >= 1e3
            and (word not in _lexicon(language).scale_letters or folded[end : end + 1] == word[0])
        ):
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


def _in_words(folded: str, language: str) -> Iterator[Number]:
    lexicon = _lexicon(language)
    if lexicon.all_words.isdisjoint(_LETTERS.findall(folded)):
        return
    tokens = list(_WORD.finditer(folded))
    index = -1
    while (index := index + 1) < len(tokens):
        word = tokens[index].group()
        if word not in lexicon.all_words and word.removesuffix("'s") not in lexicon.all_words:
            continue
        used, value = _compound(tokens, index, language, folded)
        start, end = tokens[index].start(), tokens[index + max(used, 1) - 1].end()
        if used and value not in {0.0, 1.0}:
            # "des millions de" counts nothing.
            yield Number(start, end, frozenset({value}), firm=used > 1 or word not in lexicon.vague)
        elif hint := lexicon.hints.get(word.removesuffix("'s")):
            yield Number(start, tokens[index].end(), frozenset(hint), firm=False)
        elif used and value == 1.0:
            yield Number(start, tokens[index].end(), frozenset({1.0}), firm=False)
        index += max(used, 1) - 1


def _compound(tokens: list[re.Match[str]], first: int, language: str, text: str) -> tuple[int, float]:
    """How many tokens from `first` form a number word, and its value; (0, 0) when none do."""
    lexicon = _lexicon(language)
    words, scales = lexicon.words, lexicon.scales
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
        elif language == FRENCH and used == current == 1 and word in {"cent", "cents", "mille"}:
            break  # one cent of a dollar: a hundred is "cent" alone
        elif word in scales and (current or total or language == FRENCH or scales[word] >= 100):
            current = max(current, 1.0) * scales[word]
            if scales[word] > 100:
                total, current = total + current, 0.0
        elif word in lexicon.joiners and used and _goes_on(tokens, index, language, current):
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
    value = _lexicon(language).words.get(tokens[index + 1].group())
    if value is None:
        return False
    # French joins only "et un(e)" and "et onze"; English joins after hundreds.
    return value in {1, 11} and current >= 20 if language == FRENCH else current >= 100
