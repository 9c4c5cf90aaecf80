"""Institutions called by their first noun once they have been named: "l'Alliance", "le Conseil"."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.language.gazetteer import Known, cues, short_names, slug
from pipelines.language.names.reading import Name, Reading

SHORT = "short for an institution named before"
_ARTICLES = frozenset({"le", "la", "l", "du", "au", "les", "des", "aux"})
_LINKS = frozenset({"de", "du", "des", "d", "pour"})


def short_mentions(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """A capitalised noun with its article that stands for the institution last named by a name that begins with it."""
    bearers: dict[str, Known] = {}
    waiting = iter(names)
    name = next(waiting, None)
    for i, word in enumerate(reading.words):
        while name is not None and name.end <= word.start:
            _learn(reading, name, bearers)
            name = next(waiting, None)
        inside = (
            name is not None and name.start <= word.start and (name.start, name.end) != (word.start, word.end)
        )
        if not inside and word.key in bearers and _stands_alone(reading, i):
            yield reading.name(i, i + 1, "ORG", SHORT, bearers[word.key])


def _learn(reading: Reading, name: Name, bearers: dict[str, Known]) -> None:
    if name.type != "ORG":
        return
    surface = reading.text[name.start : name.end]
    known = name.known or Known(f"org:{slug(surface)}", "ORG", surface, surface)
    head = surface.split(" ", 1)[0]
    table, key = cues(), (slug(head),)
    institution = key in table["org_with_complement"] or key in table["org_with_complement_in_capitals"]
    if " " in surface and head[0].isupper() and institution:
        bearers[key[0]] = known
    for short in short_names().get(known.actor_id, ()):
        bearers[slug(short)] = known


def _stands_alone(reading: Reading, i: int) -> bool:
    """True for a capitalised noun after an article that no adjective, complement or name follows."""
    if not reading.capital(i) or reading.first[i] or reading.shouting[i]:
        return False
    if reading.key(i - 1) not in _ARTICLES or reading.gap(i) not in (" ", "'"):
        return False
    if reading.gap(i + 1) not in (" ", "-", "'"):
        return True
    follows = reading.key(i + 1)
    return not (
        reading.gap(i + 1) != " "
        or reading.capital(i + 1)
        or follows in _LINKS
        or reading.pos(i + 1) == "ADJ"
    )
