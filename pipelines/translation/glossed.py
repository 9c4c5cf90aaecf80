"""An engine whose English has the names and terms in it that must come out one way.

An engine that keeps names is told them. Where one carries a placeholder through unharmed, which is verified, a term is
protected by it; else it is put in afterwards where the engine left the French. What the engine already rendered is
left alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipelines.translation.base import Engine, KeepsNames, Translation, abandon
from pipelines.translation.glossary import Glossary, Hit, Term, write_terms
from pipelines.translation.held import GivenName
from pipelines.translation.wording import fold_aligned, plain

# Rule-based engines know no names: there the placeholder comes first. Neural ones render most names well, and
# a placeholder costs them the sense of the sentence: there it comes last.
_PLACEHOLDER_FIRST = {"apertium"}
_PER_SENTENCE, _SENTENCES_APART = 25, 16  # 400 placeholders
Names = Mapping[str, Sequence[Hit]]
"""A sentence's French → the names in it, in order, as `article_names.names_of` gives them."""


class GlossedEngine:
    """An engine whose English has the glossary's terms and an article's names in it; its cache entries are its own."""

    def __init__(
        self, engine: Engine, terms: Glossary, person: Sequence[Term] = (), names: Names | None = None
    ) -> None:
        """`person` holds the person's terms, which are part of the version: changing them translates anew."""
        self._engine = engine
        self._terms = terms
        self._names = names or {}
        self._suffix = (
            f" · terms {_digest(write_terms(sorted(person, key=lambda t: t.fr)))}" if person else ""
        )
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

    def cached_as(self, sentence: str) -> str:
        """The version under which a sentence's English is cached: that of another article may have other names."""
        names = self._names.get(sentence, ())
        told = "\n".join(f"{name.start} {name.end} {name.term.en}" for name in names)
        return f"{self.version}{NAMES}{_digest(told)}" if told else self.version

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """The engine's English with the terms and names put in."""
        results = translate_with_terms(self._engine, sentences, self._terms, self._names)
        return [replace(r, version=r.version + self._suffix) for r in results]


NAMES = " · names "  # what parts the version of an engine from that of the names, in the cache


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def translate_with_terms(
    engine: Engine, sentences: Sequence[str], terms: Glossary, names: Names | None = None
) -> list[Translation]:
    """The engine's English with terms and names in it; each substitution is named on the record."""
    found = [together(terms.find(sentence), (names or {}).get(sentence, ())) for sentence in sentences]
    if isinstance(engine, KeepsNames) and engine.keeps_names:
        return _told(engine, sentences, found)
    if engine.name in _PLACEHOLDER_FIRST:
        return _with_placeholders(engine, sentences, found)
    firm = [[hit for hit in hits if hit.term.firm] for hits in found]
    results = _afterwards(engine, sentences, firm)
    return [
        _mended(made, sentence, [hit for hit in hits if not hit.term.firm])
        for made, sentence, hits in zip(results, sentences, found, strict=True)
    ]


def together(terms: Sequence[Hit], names: Sequence[Hit]) -> list[Hit]:
    """Terms and names of a sentence, none overlapping: the person's terms, then the longer, then the names."""
    ranked = [(not hit.term.by_person, hit.start - hit.end, 1, hit) for hit in terms]
    ranked += [(True, hit.start - hit.end, 0, hit) for hit in names]
    kept: list[Hit] = []
    for *_, hit in sorted(ranked, key=lambda each: each[:3]):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _told(engine: KeepsNames, sentences: Sequence[str], found: Sequence[Sequence[Hit]]) -> list[Translation]:
    """The English of an engine that keeps the names that it is told."""
    names = [[GivenName(h.start, h.end, h.term.en, h.term.kind) for h in hits] for hits in found]
    results = engine.translate_named(sentences, names)
    kept = []
    for made, sentence, hits in zip(results, sentences, found, strict=True):
        there = [hit for hit in hits if _find(made.text_en, hit.term.en)]
        kept.append(_mended(_noted(made, made.text_en, there), sentence, hits))
    return kept


def _with_placeholders(
    engine: Engine, sentences: Sequence[str], found: Sequence[Sequence[Hit]]
) -> list[Translation]:
    """The English of an engine to which a placeholder is a name as any other; without, where it harmed one."""
    offsets = _offsets(sentences)
    results = engine.translate([_protected(*each) for each in zip(sentences, found, offsets, strict=True)])
    again: list[int] = []
    for index, (made, hits) in enumerate(zip(results, found, strict=True)):
        restored = _restored(made, hits, offsets[index]) if hits and made.text_en else made
        if restored is None:
            again.append(index)
        else:
            results[index] = restored
    for index, made in zip(
        again, engine.translate([sentences[i] for i in again]) if again else (), strict=True
    ):
        results[index] = _mended(made, sentences[index], found[index])
    return results


def _afterwards(
    engine: Engine, sentences: Sequence[str], found: Sequence[Sequence[Hit]]
) -> list[Translation]:
    """The English of an engine that knows names, mended where it left the French; again with placeholders else."""
    offsets = _offsets(sentences)
    results = engine.translate(sentences)
    again: list[int] = []
    for index, (made, hits) in enumerate(zip(results, found, strict=True)):
        edited = _edited(made, sentences[index], hits) if hits and made.text_en else made
        if edited is None:
            again.append(index)
        else:
            results[index] = edited
    texts = [_protected(sentences[i], found[i], offsets[i]) for i in again]
    for index, made in zip(again, engine.translate(texts) if again else (), strict=True):
        restored = _restored(made, found[index], offsets[index]) if made.text_en else None
        results[index] = restored or _mended(results[index], sentences[index], found[index])
    return results


def _offsets(sentences: Sequence[str]) -> list[int]:
    """Neighbours have placeholders of their own, so that a name is never put where another sentence's stood."""
    return [_PER_SENTENCE * (number % _SENTENCES_APART) for number in range(len(sentences))]


def _mended(made: Translation, sentence: str, hits: Sequence[Hit]) -> Translation:
    """The English with what it left in French replaced; as it is where nothing was."""
    edited = _edited(made, sentence, hits, partly=True) if hits and made.text_en else None
    if edited is None:
        return made
    return replace(edited, substitutions=tuple(dict.fromkeys((*made.substitutions, *edited.substitutions))))


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
        term = hit.term
        right = (term.en,) if term.by_person or term.kept else (term.en, *term.accepted)
        if any(_find(english, form) for form in right if form):
            continue
        translations = [form for form in term.accepted if term.kept and " " in form]
        wrong = (sentence[hit.start : hit.end], *translations)
        span = next((span for form in wrong if (span := _find(english, form))), None)
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
