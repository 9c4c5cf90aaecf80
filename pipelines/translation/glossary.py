"""Names and terms that must come out one way: the lexicon's and the person's, put into an engine's English.

A term is protected by a placeholder where the engine carries one through unharmed, which is verified; else it
is put in afterwards where the engine left the French. What the engine already rendered is left alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.errors import DataFileError
from pipelines.formula_cells import defuse, restore
from pipelines.translation.base import Engine, Translation, abandon
from pipelines.translation.known_names import known_names
from pipelines.translation.wording import fold, fold_aligned, plain

# Rule-based engines know no names: there the placeholder comes first. Neural ones render most names well, and
# a placeholder costs them the sense of the sentence: there it comes last.
_PLACEHOLDER_FIRST = {"apertium"}
_PER_SENTENCE, _SENTENCES_APART = 25, 16  # 400 placeholders
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A French name or term and the English wanted for it.

    Attributes:
        fr: the French, whole words.
        en: the English to put in.
        accepted: English forms that are right as well, and left alone when the engine gives them.
        by_person: True when a person asked for it; then only `en` itself is right.
    """

    fr: str
    en: str
    accepted: tuple[str, ...] = ()
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a French sentence, by code points."""

    start: int
    end: int
    term: Term


class Glossary:
    """Terms, found in a sentence in one pass: longest first, the person's before the lexicon's."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[tuple[str, ...], Term] = {}
        self._lengths: dict[str, set[int]] = {}  # by first word, so that a search is a few look-ups
        for term in sorted(terms, key=lambda t: not t.by_person):
            words = tuple(_WORD.findall(fold(term.fr)))
            if words and words not in self._terms:
                self._terms[words] = term
                self._lengths.setdefault(words[0], set()).add(len(words))

    def find(self, sentence: str) -> list[Hit]:
        """The terms of a sentence, left to right, none overlapping. A capitalised term must be capitalised there."""
        words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(fold_aligned(sentence))]
        hits: list[Hit] = []
        index = 0
        while index < len(words):
            found = self._longest(sentence, words, index)
            if found:
                length, term = found
                hits.append(Hit(words[index][1], words[index + length - 1][2], term))
                index += length
            else:
                index += 1
        return hits

    def _longest(
        self, sentence: str, words: Sequence[tuple[str, int, int]], index: int
    ) -> tuple[int, Term] | None:
        for length in sorted(self._lengths.get(words[index][0], ()), reverse=True):
            if index + length > len(words):
                continue
            term = self._terms.get(tuple(w for w, _, _ in words[index : index + length]))
            if term and (not term.fr[0].isupper() or sentence[words[index][1]].isupper()):
                return length, term
        return None


def lexicon_terms() -> list[Term]:
    """The names of the lexicons; everyday words are left out."""
    return [Term(n.fr, n.gloss or n.en[0], n.en) for n in known_names().values() if not n.common]


def glossary(person: Iterable[Term] = ()) -> Glossary:
    """The lexicon's terms with a person's own, which win."""
    return Glossary([*person, *lexicon_terms()])


def read_terms(text: str) -> list[Term]:
    """A person's terms from CSV text with the columns fr and en (comma, semicolon or tab).

    Raises:
        DataFileError: there is no such pair of columns.
    """
    text = text.lstrip("\ufeff")
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = {str(c).strip().lower(): c for c in rows.fieldnames or ()}
    if not {"fr", "en"} <= set(columns):
        raise DataFileError("The glossary needs a first line with the columns fr and en.")
    pairs = [[restore((row[columns[name]] or "").strip()) for name in ("fr", "en")] for row in rows]
    return [Term(fr, en, by_person=True) for fr, en in pairs if fr and en]


def write_terms(terms: Iterable[Term]) -> str:
    """Terms as CSV text, columns fr and en; what a spreadsheet would run is defused, and `read_terms` restores it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["fr", "en"])
    writer.writerows((defuse(term.fr), defuse(term.en)) for term in terms)
    return out.getvalue()


class GlossedEngine:
    """An engine whose English has the glossary's terms in it; its cache entries are its own."""

    def __init__(self, engine: Engine, terms: Glossary, person: Sequence[Term] = ()) -> None:
        """`person` holds the person's terms, which are part of the version: changing them translates anew."""
        self._engine = engine
        self._terms = terms
        self._suffix = ""
        if person:
            digest = hashlib.sha256(write_terms(sorted(person, key=lambda t: t.fr)).encode()).hexdigest()
            self._suffix = f" · terms {digest[:6]}"
        self.name = engine.name
        self.kind = engine.kind
        self.version = engine.version + self._suffix

    def available(self) -> str:
        """As the engine says."""
        reason = self._engine.available()
        self.version = self._engine.version + self._suffix
        return reason

    def abandon(self) -> None:
        """As the engine does."""
        abandon(self._engine)

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """The engine's English with the terms put in."""
        results = translate_with_terms(self._engine, sentences, self._terms)
        return [replace(r, version=r.version + self._suffix) for r in results]


def translate_with_terms(engine: Engine, sentences: Sequence[str], terms: Glossary) -> list[Translation]:
    """The engine's English with the glossary's terms in it; each substitution is named on the record."""
    hits = [terms.find(sentence) for sentence in sentences]
    first = engine.name in _PLACEHOLDER_FIRST
    # Neighbours have words of their own, so that a name is never put where another sentence's stood.
    offsets = [_PER_SENTENCE * (number % _SENTENCES_APART) for number in range(len(sentences))]
    sources = [_protected(s, h, o) if first else s for s, h, o in zip(sentences, hits, offsets, strict=True)]
    results = engine.translate(sources)
    retry: list[int] = []
    for index, found in enumerate(hits):
        if not found or not results[index].text_en:
            continue
        done = (
            _restored(results[index], found, offsets[index])
            if first
            else _edited(results[index], sentences[index], found)
        )
        if done is None:
            retry.append(index)
        else:
            results[index] = done
    if retry:
        again = engine.translate(
            [sentences[i] if first else _protected(sentences[i], hits[i], offsets[i]) for i in retry]
        )
        for index, result in zip(retry, again, strict=True):
            results[index] = (
                _edited(result, sentences[index], hits[index], partly=True) or result
                if first
                else _second_try(results[index], result, sentences[index], hits[index], offsets[index])
            )
    return results


def _second_try(
    before: Translation, now: Translation, sentence: str, hits: list[Hit], offset: int
) -> Translation:
    return (
        (_restored(now, hits, offset) if now.text_en else None)
        or _edited(before, sentence, hits, partly=True)
        or before
    )


def _placeholder(index: int) -> str:
    letters = "bcdfghjklmnpqrstvwxz"
    return f"Zq{letters[index // 20 % 20]}{letters[index % 20]}x"


def _protected(sentence: str, hits: Sequence[Hit], offset: int) -> str:
    for index in reversed(range(len(hits))):
        sentence = sentence[: hits[index].start] + _placeholder(offset + index) + sentence[hits[index].end :]
    return sentence


def _restored(result: Translation, hits: Sequence[Hit], offset: int) -> Translation | None:
    """The English with its placeholders replaced; None when the engine harmed one."""
    english = result.text_en
    numbers = range(offset, offset + len(hits))
    if any(len(re.findall(rf"\b{_placeholder(i)}\b", english)) != 1 for i in numbers):
        return None
    for index, hit in zip(numbers, hits, strict=True):
        match = re.search(rf"\b{_placeholder(index)}\b", english)
        if match:
            english = _put(english, match.start(), match.end(), hit.term.en)
    return _noted(result, english, hits)


def _edited(
    result: Translation, sentence: str, hits: Sequence[Hit], *, partly: bool = False
) -> Translation | None:
    """The English with French left in it replaced; None when a term can be found in neither form."""
    english = result.text_en
    noted: list[Hit] = []
    for hit in hits:
        right = (hit.term.en,) if hit.term.by_person else (hit.term.en, *hit.term.accepted)
        if any(_find(english, form) for form in right if form):
            continue
        span = _find(english, sentence[hit.start : hit.end])
        if span:
            english = _put(english, *span, hit.term.en)
            noted.append(hit)
        elif not partly:
            return None
    return _noted(result, english, noted)


def _find(text: str, form: str) -> tuple[int, int] | None:
    match = re.search(rf"(?<!\w){re.escape(fold_aligned(form))}(?!\w)", fold_aligned(text))
    return (match.start(), match.end()) if match else None


def _put(text: str, start: int, end: int, wanted: str) -> str:
    """`wanted` in place of a span: no second "the", and a capital where the sentence begins."""
    before = text[:start]
    if wanted.lower().startswith("the ") and re.search(r"\bthe $", before, re.IGNORECASE):
        before = before[:-4]
    if not before.strip("«“\"'‘ "):
        wanted = wanted[0].upper() + wanted[1:]
    return before + wanted + text[end:]


def _noted(result: Translation, english: str, hits: Iterable[Hit]) -> Translation:
    changed = [hit.term for hit in hits if plain(hit.term.fr) != hit.term.en]
    notes = tuple(dict.fromkeys(f"{plain(term.fr)} → {term.en}" for term in changed))
    return replace(result, text_en=english, substitutions=notes)
