"""Names and terms that must come out one way: the lexicon's and the person's, found in a sentence."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.errors import DataFileError
from pipelines.formula_cells import defuse, restore
from pipelines.translation.known_names import known_names, name_evidence
from pipelines.translation.wording import fold, fold_aligned, plain

_WORD = re.compile(r"[^\W_]+")
_OPENING = re.compile(r"(?:^|[.!?:…;]\s|[«“\"(\[–—])\s*$")
_FOLLOWING = re.compile(r" (?:(?:ne|se|le|la|les|lui|leur|y|en) |[nsl]')*([^\W_]+)")
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W_]+)[ ']$")


@dataclass(frozen=True, slots=True)
class Term:
    """A French name or term and the English wanted for it.

    Attributes:
        fr: the French, whole words.
        en: the English to put in.
        accepted: English forms that are right as well, and left alone when the engine gives them.
        by_person: True when a person asked for it; then only `en` itself is right.
        common: the French is also an everyday word, and counts only where its place says that it is a name.
        kind: PER, ORG, LOC or MISC, "" when not known.
        kept: English keeps the French name; `accepted` are translations of it, and are replaced.
        firm: False for a name that an engine may render in a way of its own: it is put in only where the engine left
            the French, or cannot know names at all.
    """

    fr: str
    en: str
    accepted: tuple[str, ...] = ()
    by_person: bool = False
    common: bool = False
    kind: str = ""
    kept: bool = False
    firm: bool = True


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
            here = words[index : index + length]
            term = self._terms.get(tuple(w for w, _, _ in here))
            written = [sentence[start:end] for _, start, end in here]
            if term and _case_agrees(term, written) and _is_evident(term, sentence, here, written):
                return length, term
        return None


def _case_agrees(term: Term, written: Sequence[str]) -> bool:
    """Whether a term's capitals stand in the text: "Le monde" is no paper. Of a person's term, the first is enough."""
    wanted = _WORD.findall(plain(term.fr))
    if term.by_person or len(wanted) != len(written):
        return written[0][0].isupper() or not term.fr[0].isupper()
    return all(have[0].isupper() or not word[0].isupper() for word, have in zip(wanted, written, strict=True))


def _is_evident(
    term: Term, sentence: str, words: Sequence[tuple[str, int, int]], written: Sequence[str]
) -> bool:
    """Whether the place of a name that is also an everyday word says that it is the name."""
    if not term.common:
        return True
    before = sentence[: words[0][1]]
    if _OPENING.search(before) and not any(word[0].isupper() for word in written[1:]):
        following = _FOLLOWING.match(fold_aligned(sentence), words[-1][2])
        return bool(following and following[1] in name_evidence()["verbs"])
    last = _LAST_WORD.search(fold_aligned(before))
    return len(words) > 1 or not (last and last[1] in name_evidence()["determiners"])


def lexicon_terms() -> list[Term]:
    """The names of the lexicons; of everyday words, those that are the same in English."""
    return [
        Term(n.fr, n.usual, n.en, common=n.common, kept=n.kept)
        for n in known_names().values()
        if not n.common or fold(n.usual) == fold(n.fr)
    ]


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
