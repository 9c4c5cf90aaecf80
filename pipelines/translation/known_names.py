"""French names and the English ones they go by, from the project's lexicons and CLDR."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from pipelines import paths
from pipelines.errors import DataFileError
from pipelines.lexicon import load_yaml
from pipelines.translation.wording import fold, plain

_DETERMINER = re.compile(r"^(?:l'|le |la |les |d')")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name with its English.

    Attributes:
        fr: a French form.
        en: the English forms it may take, the usual one first.
        gloss: how a translation may put it where the plain name does not speak ("the IDF (Tsahal)"), "" mostly.
        common: the French form is also an everyday word.
        french: French forms that English may keep ("Agence France-Presse").
        person: it is the name of a person.
        kept: English keeps the French name, whatever else it is called: papers, and parties of French-speaking countries.
    """

    fr: str
    en: tuple[str, ...]
    gloss: str = ""
    common: bool = False
    french: tuple[str, ...] = ()
    kept: bool = False
    person: bool = False

    @property
    def usual(self) -> str:
        """The English to put where only the name stands."""
        return self.gloss or (self.fr if self.kept else self.en[0])


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    path = paths.DATA / "lexicon" / file_name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataFileError(f"The lexicon {path} cannot be read: {error.strerror}.") from error
    yield from csv.DictReader(line for line in lines if line and not line.startswith("#"))


def _split(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def _actors() -> Iterator[KnownName]:
    for entry in load_yaml("actors.yaml") or []:
        fr, en, aliases = str(entry["fr"]), str(entry["en"]), [str(a) for a in entry.get("aliases", [])]
        # An acronym that is the same in English ("Unesco", "OSCE") answers for the name as well.
        acronyms = tuple(a for a in (fr, *aliases) if " " not in a)
        forms = tuple(dict.fromkeys((en, *acronyms, initials(en)))) if " " in en else (en, *acronyms)
        for name in (fr, *aliases):
            yield KnownName(
                name,
                tuple(f for f in forms if f),
                str(entry.get("gloss", "")),
                bool(entry.get("common")),
                (fr, *aliases),
                bool(entry.get("kept")) or en == fr or (" " in fr and fold(en) == fold(fr)),
                entry["type"] == "PER",
            )


def _states() -> Iterator[KnownName]:
    french, english, peoples = Locale("fr").territories, Locale("en").territories, _peoples()
    for row in _rows("states.csv"):
        iso = row["iso"]
        fr = row["fr"] or french.get(iso, "")
        en = row["en"] or english.get(iso, "")
        for name in dict.fromkeys((fr, french.get(iso, ""), *_split(row["other_names"]))):
            if name and en:
                short = (
                    initials(en) if en.count(" ") > 1 else ""
                )  # "PNG"; of two letters only those given below
                forms = (en, english.get(iso, en), short, *_OTHER_FORMS.get(iso, ()), *peoples.get(iso, ()))
                yield KnownName(name, tuple(f for f in dict.fromkeys(forms) if f))


@cache
def _peoples() -> dict[str, tuple[str, ...]]:
    return {row["iso"]: tuple(_split(row["en"])) for row in _rows("demonyms_en.csv")}


@cache
def people_words() -> frozenset[str]:
    """English adjectives of nationality and names of inhabitants."""
    return frozenset(word for words in _peoples().values() for word in words)


# English forms CLDR does not give.
_OTHER_FORMS = {
    "US": ("US", "U.S.", "USA", "America"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain"),
    "AE": ("UAE", "Emirates"),
    "CD": ("DRC", "Congo", "Democratic Republic of Congo"),
    "TR": ("Turkey",),
    "CZ": ("Czech Republic",),
    "CI": ("Ivory Coast",),
    "NL": ("Holland",),
    "VA": ("Vatican", "Holy See"),
}


def _places() -> Iterator[KnownName]:
    for row in _rows("glossary.csv"):
        yield KnownName(row["fr"], (row["en"], *_split(row["others"])))


@cache
def place_names() -> frozenset[str]:
    """Folded French names of states, of their capitals and of the places of the glossary.

    Raises:
        DataFileError: a lexicon is missing or malformed.
    """
    capitals = {fold(capital) for row in _rows("states.csv") for capital in _split(row["capitals"])}
    return frozenset({fold(name.fr) for name in (*_states(), *_places())} | capitals)


@cache
def known_names() -> dict[str, KnownName]:
    """Folded French name → its English. Where lexicons disagree all English forms are kept.

    Raises:
        DataFileError: a lexicon is missing or malformed.
    """
    names: dict[str, KnownName] = {}
    for name in (*_actors(), *_states(), *_places()):
        key = fold(name.fr)
        if known := names.get(key):
            english = tuple(dict.fromkeys((*known.en, *name.en)))
            french = (*known.french, *name.french)
            common, kept = known.common and name.common, known.kept or name.kept
            person = known.person and name.person
            gloss = known.gloss or name.gloss
            names[key] = KnownName(known.fr, english, gloss, common, french, kept, person)
        else:
            names[key] = name
    return names


def known_name(french: str) -> KnownName | None:
    """The lexicons' entry of a French name, None without one. A leading determiner is ignored."""
    known = known_names()
    return known.get(fold(french)) or known.get(_DETERMINER.sub("", fold(french)))


def english_forms(french: str) -> tuple[str, ...]:
    """What a French name may be in English, () when the lexicons do not have it. A leading determiner is ignored."""
    found = known_name(french)
    return tuple(dict.fromkeys((*found.en, *found.french))) if found else ()


@cache
def seats_of_power() -> dict[str, tuple[str, ...]]:
    """Folded French capital → English forms of the state whose government it may stand for ("Moscou affirme")."""
    english = Locale("en").territories
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("states.csv"):
        state = row["en"] or english.get(row["iso"], "")
        for capital in _split(row["capitals"]):
            found[fold(capital)] = (state, *_OTHER_FORMS.get(row["iso"], ()), *_peoples().get(row["iso"], ()))
    return found


@cache
def name_words() -> dict[str, frozenset[str]]:
    """Folded French word that names of institutions are made of → folded English ones; "" as in `english_of_words`."""
    found: dict[str, frozenset[str]] = {}
    for row in _rows("name_words.csv"):
        found[row["fr"]] = found.get(row["fr"], frozenset()) | {*_split(row["en"])}
    return found


@cache
def english_of_words() -> dict[str, frozenset[str]]:
    """Folded French word that is no name → folded English words with a capital that may answer to it.

    Adjectives of nationality, languages, and the words that names of institutions are made of; under "" those that
    English writes with a capital whatever the French says.
    """
    found = {fr: set(en) for fr, en in name_words().items()}
    english = Locale("en")
    for row in _rows("demonyms.csv"):
        state = (english.territories.get(row["iso"], ""), *_OTHER_FORMS.get(row["iso"], ()))
        words = {w for form in (*state, *_peoples().get(row["iso"], ())) for w in fold(form).split()}
        for column, form in row.items():
            if column != "iso" and form:
                found.setdefault(fold(form), set()).update(words)
    for code, name in Locale("fr").languages.items():
        if " " not in name and code in english.languages:
            found.setdefault(fold(name), set()).update(fold(english.languages[code]).split())
    return {fr: frozenset(en) for fr, en in found.items()}


@cache
def name_evidence() -> dict[str, frozenset[str]]:
    """Folded words beside a name that is also an everyday word: "verbs" it is the subject of, "determiners" it has not.

    Raises:
        DataFileError: the lexicon is missing.
    """
    return {kind: frozenset(map(fold, words)) for kind, words in load_yaml("name_evidence.yaml").items()}


@cache
def generic_words() -> frozenset[str]:
    """Folded French words that name a kind of thing, from the lexicon.

    Raises:
        DataFileError: the lexicon is missing.
    """
    return _words("generic_names.txt")


@cache
def english_words() -> frozenset[str]:
    """Everyday English words, in lower case.

    Raises:
        DataFileError: the lexicon is missing.
    """
    return _words("english_words.txt")


def _words(file_name: str) -> frozenset[str]:
    path = paths.DATA / "lexicon" / file_name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataFileError(f"The lexicon {path} cannot be read: {error.strerror}.") from error
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def initials(name: str) -> str:
    """The acronym a name would have ("World Health Organization" → "WHO"), "" for fewer than two capitals."""
    letters = "".join(word[0] for word in plain(name).replace("-", " ").split() if word[0].isupper())
    return letters if len(letters) > 1 else ""
