"""Acronyms: beside their expansion in parentheses, or alone after a determiner."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.language.gazetteer import cities, first_names, gazetteer, not_names
from pipelines.language.names.institutions import is_institution
from pipelines.language.names.reading import Name, Reading, run_end

EXPANSION, ACRONYM = "expansion of its acronym", "acronym in parentheses"
_BEFORE_SIGLA = frozenset(["le", "la", "l", "les", "du", "des", "de", "d", "au", "aux", "par", "avec"])
_LONGEST_ACRONYM_REACH = 16


def sigla(reading: Reading) -> Iterator[Name]:
    """Acronyms and names in mixed capitals after a determiner or "de": "la GRC", "de SpaceX"."""
    for i in range(1, len(reading.words)):
        text = reading.words[i].text
        if (
            not reading.capitals[i]
            or not text.isalpha()
            or reading.shouting[i]
            or reading.gaps[i] not in (" ", "'")
        ):
            continue
        if reading.key(i) in not_names() or set(text) <= set("IVXLC") or len(text) < 3:
            continue
        mixed = (
            any(c.isupper() for c in text[1:])
            and any(c.islower() for c in text)
            and text[1].islower()
            and text[:2] != "Mc"
        )
        acronym = text.isupper() and reading.key(i - 1) in _BEFORE_SIGLA
        if (
            (mixed or acronym)
            and run_end(reading, i) == i + 1
            and reading.text[reading.words[i].end : reading.words[i].end + 1] != "-"
        ):
            yield reading.name(i, i + 1, "ORG", "acronym")


def acronyms(reading: Reading) -> Iterator[tuple[Name, Name]]:
    """Pairs of expansion and acronym: "Agence nationale de la sécurité … (Anssi)" (after Schwartz & Hearst 2003)."""
    for i in range(1, len(reading.words)):
        word = reading.words[i]
        if not reading.gaps[i].endswith(" (") or reading.text[word.end : word.end + 1] != ")":
            continue
        letters = word.key
        if not (2 <= len(letters) <= 10 and word.text[0].isupper() and letters.isalnum()):
            continue
        begin = _expansion(reading, i, letters)
        known = gazetteer().get(word.text)
        place = not word.text.isupper() and (letters in cities() or letters in first_names())
        other = place or (known is not None and known.type != "ORG")
        if begin is None and word.text.isalpha() and not other:
            begin = _institution_before(reading, i)
        if begin is not None and begin < i:
            yield (
                reading.name(begin, i, "ORG", EXPANSION),
                reading.name(i, i + 1, "ORG", ACRONYM),
            )


def _expansion(reading: Reading, i: int, letters: str) -> int | None:
    """First word of the phrase before word i that opens with a capital and spells the acronym."""
    best = None
    need = letters
    k = i - 1
    while k >= 0 and i - k <= _LONGEST_ACRONYM_REACH:
        if k < i - 1 and reading.gap(k + 1) not in (" ", "-", "'", "' "):
            break
        if reading.capital(k) and reading.key(k)[0] == letters[0] and _spells(reading, k, i, need):
            best = k
            if not reading.capital(k - 1) or reading.first[k]:
                break
        k -= 1
    return best


def _institution_before(reading: Reading, i: int) -> int | None:
    """First word of the institution in capitals whose last word is i - 1, for acronyms of another language or order."""
    for k in range(i - 1, max(-1, i - _LONGEST_ACRONYM_REACH), -1):
        if k < i - 1 and reading.gap(k + 1) not in (" ", "'"):
            return None
        if reading.pos(k) in ("AUX", "PRON"):
            return None
        if reading.capital(k) and not reading.first[k] and is_institution(reading.key(k)):
            return k if k < i - 1 else None
    return None


def _spells(reading: Reading, k: int, i: int, letters: str) -> bool:
    """True when the letters occur in order in the words, the first of each content word preferred."""
    position = 0
    for word in reading.words[k:i]:
        if position < len(letters) and word.key[0] == letters[position]:
            position += 1
            for letter in word.key[1:]:
                # Only acronyms read as words ("Anssi", "Cédéao") take inner letters, and only vowels after them.
                if position < len(letters) and letter == letters[position] and letter in "aeiouy0123456789":
                    position += 1
                else:
                    break
    return position >= len(letters) - (1 if len(letters) > 3 else 0) and position > 1
