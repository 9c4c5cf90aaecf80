"""Names → actors: who or what each name of an article refers to.

A lexicon entry joins its aliases; a surname joins the one full name of the article that bears it; an acronym joins
its expansion; a capital that stands for its government joins the state. Names are never joined because they look
alike. Each mention's `method` says why it has its actor.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.language import extensions
from pipelines.language.actors.capitals import governments
from pipelines.language.actors.portraits import (
    Portrait,
    country_of,
    first_name_gender,
    look_around,
    place_gender,
)
from pipelines.language.gazetteer import Known, phrase_key, slug, words_of
from pipelines.language.names.acronyms import ACRONYM, EXPANSION
from pipelines.language.names.reading import Name
from pipelines.language.names.shorts import SHORT
from pipelines.language.offsets import text_of
from pipelines.language.records import Actor, Mention

FACTORY = "visavis_actors"
# Methods of names that were found as an acronym beside its expansion
_INTRODUCED = frozenset({EXPANSION, ACRONYM})
_ELIDED = frozenset({"le", "la", "les", "l"})


@Language.factory(FACTORY, assigns=["doc._.actors", "doc._.mentions"], requires=["doc._.names"])
def create_actors(nlp: Language, name: str) -> Actors:
    """The component, for `nlp.add_pipe("visavis_actors")` after `visavis_names`."""
    return Actors()


class Actors:
    """Fills `doc._.actors`, `doc._.mentions` and `doc.spans["mentions"]`."""

    def __call__(self, doc: Doc) -> Doc:
        """Resolve `doc._.names` and write the results on `doc`."""
        actors, mentions = resolve(doc, doc._.names)
        doc._.actors, doc._.mentions = tuple(actors), tuple(mentions)
        extensions.set_spans(doc, "mentions", (((m.start, m.end), m.type) for m in mentions))
        return doc


@dataclass(slots=True)
class _Cluster:
    """All mentions of one actor while an article is read."""

    actor_id: str
    type: str
    known: Known | None = None
    surfaces: list[str] = field(default_factory=list)
    portrait: Portrait = field(default_factory=Portrait)


def resolve(doc: Doc, names: tuple[Name, ...]) -> tuple[list[Actor], list[Mention]]:
    """Actors in order of first mention, and every name as a mention of one of them."""
    text = text_of(doc)
    people = _People(text, names)
    capitals = governments(doc, text, names)
    expansions = _acronyms(text, names)
    clusters: dict[str, _Cluster] = {}
    mentions: list[Mention] = []
    for name in names:
        surface = text[name.start : name.end]
        if (state := capitals.get(name.start)) is not None:
            cluster, method = _known(clusters, state), f"capital for the government: {state.name_en}"
        elif name.type == "PER" and name.known is None:
            cluster, method = _person(clusters, people, doc, name, surface)
        else:
            cluster, method = _thing(clusters, name, surface, expansions)
        if state is None:
            # "l'Alliance" is no name in full
            if name.method != SHORT:
                cluster.surfaces.append(surface)
            look_around(doc, name, cluster.portrait)
        mentions.append(Mention(name.start, name.end, name.type, cluster.actor_id, method))
    return [_actor(cluster) for cluster in clusters.values()], mentions


def _known(clusters: dict[str, _Cluster], known: Known) -> _Cluster:
    return clusters.setdefault(known.actor_id, _Cluster(known.actor_id, known.type, known))


def _thing(
    clusters: dict[str, _Cluster], name: Name, surface: str, expansions: dict[str, tuple[str, Known | None]]
) -> tuple[_Cluster, str]:
    """The cluster of an organisation, a place or a work."""
    if name.known is not None:
        return _known(clusters, name.known), "lexicon"
    key = phrase_key(surface)
    method = name.method
    if key in expansions:
        full, known = expansions[key]
        if known is not None:
            return _known(clusters, known), f"acronym of {full}"
        if key != phrase_key(full):
            method = f"acronym of {full}"
        surface = full
    actor_id = f"{name.type.lower()}:{slug(_without_article(surface))}"
    return clusters.setdefault(actor_id, _Cluster(actor_id, name.type)), method


def _person(
    clusters: dict[str, _Cluster], people: _People, doc: Doc, name: Name, surface: str
) -> tuple[_Cluster, str]:
    full, how = people.full_name(doc, name, surface)
    actor_id = f"per:{slug(full)}"
    method = how if full != surface and how else name.method
    return clusters.setdefault(actor_id, _Cluster(actor_id, "PER")), method


class _People:
    """The full names of an article, by every part that may stand for them."""

    def __init__(self, text: str, names: tuple[Name, ...]) -> None:
        self._by_end: dict[str, list[str]] = defaultdict(list)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        self._recent: dict[str, int] = {}  # full name → offset of its last mention
        self._spelling: dict[str, str] = {}
        for name in names:
            if name.type != "PER" or name.known is not None:
                continue
            surface = text[name.start : name.end]
            parts = words_of(surface)
            key = " ".join(p.key for p in parts)
            if len(parts) < 2 or key in self._spelling:
                continue
            self._spelling[key] = surface
            for size in range(1, len(parts)):
                self._by_end[" ".join(p.key for p in parts[size:])].append(surface)
            self._by_start[parts[0].key].append(surface)

    def full_name(self, doc: Doc, name: Name, surface: str) -> tuple[str, str]:
        """The fullest name for this mention and how it was found."""
        key = phrase_key(surface)
        ends, starts = self._by_end.get(key, ()), self._by_start.get(key, ())
        if ends:
            full, how = self._choose(doc, name, ends), "surname of"
        elif key in self._spelling:
            full, how = self._spelling[key], "same name as"
        elif len(starts) == 1:
            full, how = starts[0], "first part of the name of"
        else:
            return surface, ""
        self._recent[full] = name.start
        return full, f"{how} {full}"

    def _choose(self, doc: Doc, name: Name, candidates: list[str] | tuple[str, ...]) -> str:
        """Of several bearers of a surname, the one whose gender fits the title; else the one named last."""
        if len(candidates) == 1:
            return candidates[0]
        portrait = Portrait()
        look_around(doc, name, portrait)
        gender = portrait.most_likely_gender()
        fitting = [c for c in candidates if not gender or first_name_gender(c) in (gender, "")] or candidates
        return max(fitting, key=lambda c: self._recent.get(c, -1))


def _acronyms(text: str, names: tuple[Name, ...]) -> dict[str, tuple[str, Known | None]]:
    """Key of an acronym introduced as "Expansion (ACRO)" or the reverse → expansion and its lexicon entry."""
    found: dict[str, tuple[str, Known | None]] = {}
    for one, two in pairwise(names):
        if {one.type, two.type} & {"PER", "LOC"} or text[one.end : two.start] not in (" (", "(", " - ", ", "):
            continue
        if "(" not in text[one.end : two.start] or text[two.end : two.end + 1] != ")":
            continue
        first, second = text[one.start : one.end], text[two.start : two.end]
        short, full, entry = (
            (second, first, one.known) if len(second) < len(first) else (first, second, two.known)
        )
        if " " in short or not (two.method in _INTRODUCED or _abbreviates(short, full)):
            continue
        known = entry or (two.known if short == second else one.known)
        found[phrase_key(short)] = found[phrase_key(full)] = (full, known)
    return found


def _abbreviates(short: str, full: str) -> bool:
    """True when the acronym opens with the expansion's first letter and is written as one."""
    letters, words = words_of(short), words_of(full)
    return (
        len(letters) == 1
        and len(words) > 1
        and sum(c.isupper() for c in short) >= 1
        and letters[0].key[0] in {w.key[0] for w in words[:2]}
    )


def _without_article(surface: str) -> str:
    parts = words_of(surface)
    return surface[parts[1].start :] if len(parts) > 1 and parts[0].key in _ELIDED else surface


def _actor(cluster: _Cluster) -> Actor:
    name = _fullest(cluster)
    known, portrait = cluster.known, cluster.portrait
    country = known.country if known else portrait.country or country_of(name)
    gender = portrait.most_likely_gender()
    if cluster.type == "PER":
        gender = gender or first_name_gender(name)
    elif cluster.type == "LOC":
        gender = gender or place_gender(name)
    return Actor(
        actor_id=cluster.actor_id,
        name=name,
        name_en=known.name_en if known else name,
        type=cluster.type,
        country=country,
        gender=gender,
        number="p" if portrait.plural else "s",
        role=portrait.role,
    )


def _fullest(cluster: _Cluster) -> str:
    """The article's longest name for the actor; the lexicon's where only a capital names it or all is in capitals."""
    shouted = cluster.type in ("PER", "LOC")
    spelled = [s for s in cluster.surfaces if not (shouted and s.isupper() and len(s) > 5 and "." not in s)]
    if not spelled:
        if cluster.known:
            return cluster.known.name
        return max((s.title() for s in cluster.surfaces), key=len)
    return max(spelled, key=lambda s: (len(words_of(s)), len(s)))
