"""The press lexicon: French words and phrases with the English that overrides or fills what the language pair gives."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pipelines import paths
from pipelines.errors import DataFileError
from pipelines.lexicon import load_yaml
from pipelines.translation.gist.french_forms import inflected
from pipelines.translation.gist.phrases import Entry, Phrases, words_of

KINDS = {"n": "n", "a": "adj", "v": "vblex", "d": "adv", "p": "phrase", "x": "name", "e": "pr", "c": "cnjsub"}
_TABLES = {
    "prepositions": "pr",
    "conjunctions": "cnjsub",
    "relatives": "rel",
    "determiners": "det",
    "adverbs": "adv",
}


def files() -> list[Path]:
    """The data this engine's English depends on."""
    return sorted((paths.DATA / "lexicon").glob("gist_*"))


@cache
def fingerprint() -> str:
    """Six characters that move when the data or the rules do."""
    digest = hashlib.sha256()
    sources = sorted(Path(__file__).parent.glob("*.py"))
    for path in [*files(), *sources]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:6]


def read() -> Iterator[Entry]:
    """Every entry of the `gist_*.csv` files, in order.

    Raises:
        DataFileError: a file cannot be read, or a line has another shape.
    """
    for path in files():
        if path.suffix != ".csv":
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise DataFileError(f"The lexicon {path} cannot be read: {error.strerror}.") from error
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        for row in csv.reader(lines[1:]):
            if len(row) != 4 or row[1] not in KINDS:
                raise DataFileError(f"The lexicon {path} has a line that is no entry: {','.join(row)}.")
            yield Entry(row[0], _kind(row), row[2])


def _kind(row: Sequence[str]) -> str:
    """The kind of a line; a fixed phrase that ends in "de" or "à" is a preposition, one in "que" a conjunction."""
    if row[1] == "p" and row[0].endswith((" de", " à", "'à")):
        return "pr"
    return "cnjsub" if row[1] == "p" and row[0].endswith(" que") else KINDS[row[1]]


class Lexicon:
    """Entries by lemma, by form where the analyser does not know a word, and by the words of a phrase."""

    def __init__(self, entries: Sequence[Entry] | None = None) -> None:
        """`entries` are the data's where none are given."""
        self._single: dict[tuple[str, str], str] = {}
        self._forms: dict[str, tuple[Entry, tuple[str, ...]]] = {}
        self.names: dict[str, str] = {}
        given = (*read(), *_function_phrases()) if entries is None else entries
        written = [replace(e, fr=e.fr.replace("œ", "oe")) for e in given]  # as the analyser writes it
        self.phrases = Phrases(e for e in written if e.kind != "name")
        for entry in written:
            if entry.kind == "name":
                self.names[entry.fr] = entry.en
            if len(words_of(entry.fr)) > 1:
                continue
            self._single.setdefault((entry.fr, entry.kind), entry.en)
            for form, tags in inflected(entry.fr, entry.kind):
                self._forms.setdefault(form, (entry, tags))

    def word(self, lemma: str, pos: str) -> str:
        """The English of a lemma, "" where there is none."""
        low = lemma.lower()
        found = self._single.get((low, pos)) or self._single.get((low, "phrase"), "")
        if not found and lemma[:1].isupper():
            found = self._single.get((lemma, "name"), "")
        return found

    def form(self, surface: str) -> tuple[Entry, tuple[str, ...]] | None:
        """Entry and tags of a word in the text that the analyser does not know."""
        return self._forms.get(surface) or self._forms.get(surface.lower())


def _function_phrases() -> Iterator[Entry]:
    """The function words of several words: "afin de", "tandis que"."""
    table = function_words()
    for name, kind in _TABLES.items():
        for fr, en in table[name].items():
            if " " in fr:
                yield Entry(fr, kind, en)


@cache
def function_words() -> dict[str, Any]:
    """Prepositions, determiners, pronouns and the like.

    Raises:
        DataFileError: the data is missing.
    """
    found: dict[str, Any] = load_yaml("gist_function_words.yaml")
    return found
