"""Names in a text: what the words around give away, the lexicon, the model, then repair over the whole document.

Strict spans: the name alone, without article, title or function. Longer finds win over the shorter ones inside
them; of the same words the surer source wins. Types are settled by all occurrences of a name in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.language import extensions
from pipelines.language.gazetteer import (
    Gazetteer,
    Known,
    Match,
    demonyms,
    family_names_first,
    first_names,
    gazetteer,
    local_adjectives,
    titles,
    words_of,
)
from pipelines.language.names.acronyms import ACRONYM, acronyms, sigla
from pipelines.language.names.model import BEARINGS, model_names
from pipelines.language.names.patterns import cue_names, places
from pipelines.language.names.people import people
from pipelines.language.names.reading import DETERMINERS, PARTICLES, Name, Reading, run_end
from pipelines.language.names.shorts import short_mentions
from pipelines.language.names.types import settle_types

FACTORY = "visavis_names"
__all__ = ["FACTORY", "Name", "Names", "find_names"]

# "le camp Seck" is where Seck's supporters stand, when the article names a Seck
_SIDES = frozenset({"camp", "clan"})
_SMALL_WORDS = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PRON", "AUX"})


@Language.factory(FACTORY, assigns=["doc._.names"], requires=["token.pos", "doc.ents"])
def create_names(nlp: Language, name: str) -> Names:
    """The component, for `nlp.add_pipe("visavis_names")` after the model's `ner`."""
    return Names()


class Names:
    """Fills `doc._.names` (records) and `doc.spans["names"]` (spans labelled by type)."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of `doc` and write them on it."""
        found = find_names(doc)
        doc._.names = tuple(found)
        extensions.set_spans(doc, "names", (((n.start, n.end), n.type) for n in found))
        return doc


def find_names(doc: Doc) -> list[Name]:
    """Every name of `doc`, in text order, without overlap."""
    reading = Reading(doc)
    certain = _by_length(_certain(reading))
    chart = _Chart(len(reading.text))
    for name in certain:
        chart.add(name)
    for name in model_names(reading):
        chart.add(name)
    found = settle_types(reading, chart.names())
    return _spread(reading, found)


class _Chart:
    """Names that do not overlap; the first to come keeps its place."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)
        self._names: list[Name] = []

    def add(self, name: Name) -> bool:
        if name.start >= name.end or 1 in self._taken[name.start : name.end]:
            return False
        self._taken[name.start : name.end] = b"\x01" * (name.end - name.start)
        self._names.append(name)
        return True

    def names(self) -> list[Name]:
        return sorted(self._names, key=lambda n: n.start)


def _by_length(names: Iterable[Name]) -> list[Name]:
    """Longest first; of the same length in the order they were found."""
    return sorted(names, key=lambda n: n.start - n.end)


def _certain(reading: Reading) -> Iterator[Name]:
    """Names that need no model: lexicon, acronyms with their expansion, cues, people."""
    introduced = list(acronyms(reading))
    namesakes = frozenset(
        reading.text[acronym.start : acronym.end]
        for expansion, acronym in introduced
        if _is_namesake(reading.text, expansion, acronym)
    )
    for name in _from_lexicon(reading):
        # "Parti nationaliste du Bangladesh (BNP)" is no bank, here and further on
        stranger = name.known is not None and reading.text[name.start : name.end] in namesakes
        yield replace(name, type="ORG", known=None, method=ACRONYM) if stranger else name
    for pair in introduced:
        yield from pair
    yield from cue_names(reading)
    yield from people(reading)
    yield from places(reading)
    yield from sigla(reading)


def _is_namesake(text: str, expansion: Name, acronym: Name) -> bool:
    """True when the lexicon knows the acronym for another actor: its name shares no word with the expansion."""
    known = gazetteer().get(text[acronym.start : acronym.end])
    full = text[expansion.start : expansion.end]
    if known is None or gazetteer().get(full) is not None:
        return False
    named = {w.key for w in words_of(known.name)} - {"de", "du", "des", "la", "le", "les", "l", "d", "et"}
    # a lexicon name that is itself the acronym tells nothing
    return len(named) > 1 and not named & {w.key for w in words_of(full)}


def _from_lexicon(reading: Reading) -> Iterator[Name]:
    """Lexicon names; an everyday word only where the model or the words around it see a name."""
    seen = {(ent.start_char, ent.end_char) for ent in reading.doc.ents}
    for match in gazetteer().find(reading.words, reading.text):
        i, j, known = match.first, match.last, match.known
        name = reading.name(i, j, known.type, "lexicon", known)
        if known.common and not _confirmed(reading, name, i, j, seen):
            continue
        if j - i == 1 and not known.common and not reading.shouting[i] and _inside_longer(reading, i, j):
            continue
        if _is_hyphenated(reading, name, j):
            yield reading.name(i, run_end(reading, j), known.type, "lexicon name and more")
        if _is_section(reading, name, j):
            # "UDC vaudoise"
            yield reading.name(i, j + 1, "ORG", "section of a party or union")
        yield name


def _is_hyphenated(reading: Reading, name: Name, j: int) -> bool:
    """True when a hyphen adds to a club or a country: "FC Sochaux-Montbéliard", "Liban-Sud"."""
    if reading.gap(j) != "-" or not reading.capital(j):
        return False
    return (name.type == "ORG" and " " in reading.text[name.start : name.end]) or (
        name.type == "LOC" and reading.key(j) in BEARINGS
    )


def _is_section(reading: Reading, name: Name, j: int) -> bool:
    """True when an adjective of a region, not of a state, follows the acronym of an organisation."""
    key = reading.key(j)
    acronym = name.type == "ORG" and reading.words[j - 1].text.isupper() and reading.gap(j) == " "
    return acronym and not reading.capital(j) and key in local_adjectives() and key not in demonyms()


def _confirmed(reading: Reading, name: Name, i: int, j: int, seen: set[tuple[int, int]]) -> bool:
    """Evidence that an everyday word is used as a name here."""
    if reading.shouting[i]:
        return False
    if j - i == 1 and len(reading.words[i].text) == 1:
        return reading.key(i - 1) == "sur" and not reading.capital(j)  # the network X
    if reading.gap(i).endswith("(") and reading.text[name.end : name.end + 1] == ")":
        return True
    if j - i > 1:
        return reading.capital(i) and not reading.first[i]
    return not reading.first[i] and (name.start, name.end) in seen


def _inside_longer(reading: Reading, i: int, j: int) -> bool:
    """True when a lone lexicon word is part of a longer capitalised name ("Israel Katz", "Air Sénégal")."""
    if i > 0 and reading.gap(i) == "-" and reading.capital(i - 1):
        return True
    before = i > 0 and reading.gap(i) in (" ", "-") and reading.capital(i - 1) and not reading.first[i]
    before = (
        before
        and (not reading.first[i - 1] or reading.key(i - 1) in first_names())
        and reading.key(i - 1) not in titles()
    )
    after = (
        reading.gap(j) in (" ", "-")
        and j < len(reading.words)
        and reading.capital(j)
        and not reading.first[j]
    )
    after = after and reading.key(j) not in first_names()
    after = (
        after
        and reading.words[j].text.lower() not in ("est", "ouest", "nord", "sud")
        and not reading.shouting[i]
    )
    return bool(before or after)


def _spread(reading: Reading, names: list[Name]) -> list[Name]:
    """Every other capitalised occurrence of a name found, and of a person's surname, is that name too."""
    entries, surnames = _short_forms(reading, names)
    chart = _Chart(len(reading.text))
    for short in short_mentions(reading, names):
        chart.add(short)
    for name in names:
        parts = words_of(reading.text[name.start : name.end])
        if (
            len(parts) > 1
            and parts[0].key in _SIDES
            and (side := surnames.get(" ".join(p.key for p in parts[1:])))
        ):
            known = side if side.actor_id else None
            chart.add(Name(name.start + parts[1].start, name.end, "PER", "surname", known))
            continue
        bearer = surnames.get(" ".join(p.key for p in parts))
        if bearer is not None and _is_bearer(name, bearer, len(parts)):
            known = bearer if bearer.actor_id else None
            chart.add(replace(name, type="PER", method="surname", known=known))
        else:
            chart.add(name)
    for match in Gazetteer(entries).find(reading.words, reading.text):
        if repeated := _repeated(reading, match, surnames):
            chart.add(repeated)
    return chart.names()


def _short_forms(reading: Reading, names: list[Name]) -> tuple[list[tuple[str, Known]], dict[str, Known]]:
    """The forms under which the names may recur, and the folded surnames with their bearers."""
    entries: list[tuple[str, Known]] = []
    surnames: dict[str, Known] = {}
    for name in names:
        surface = reading.text[name.start : name.end]
        parts = words_of(surface)
        entry = name.known or Known("", name.type, surface, "")
        if name.known is None:
            entries.append((surface, entry))
        if name.type != "PER" or len(parts) < 2:
            continue
        for size in range(1, len(parts)):
            # "Tour" alone is not M. de La Tour: a surname keeps its particles.
            if parts[size - 1].key not in PARTICLES and (
                parts[size].text[0].isupper() or size == len(parts) - 1
            ):
                surnames.setdefault(" ".join(p.key for p in parts[size:]), entry)
                entries.append((surface[parts[size].start :], entry))
        if parts[0].key in family_names_first():
            surnames.setdefault(parts[0].key, entry)
            entries.append((parts[0].text, entry))
    return entries, surnames


def _is_bearer(name: Name, bearer: Known, size: int) -> bool:
    """True when a name that is a surname of the article must be its bearer's: "Hollande", "Renault" as people."""
    if name.known is None:
        return name.type != "PER"
    return size == 1 and name.known != bearer and name.method == "lexicon" and not name.known.capital


def _repeated(reading: Reading, match: Match, surnames: dict[str, Known]) -> Name | None:
    """The name that recurs at these words, None where they are something else."""
    i, j = match.first, match.last
    if not reading.capital(i) or _inside_longer(reading, i, j):
        return None
    surname = reading.phrase(i, j) in surnames
    if reading.first[i] and j - i == 1:
        small = reading.key(i) in DETERMINERS if surname else reading.pos(i) in _SMALL_WORDS
        if small:
            return None
    known = match.known if match.known.actor_id else None
    return reading.name(
        i, j, match.known.type, "surname" if surname else "named elsewhere in the article", known
    )
