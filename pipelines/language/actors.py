"""Names → actors: who or what each name of an article refers to."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.language import extensions
from pipelines.language.gazetteer import Known, fold, slug, words_of
from pipelines.language.names import Name
from pipelines.language.records import Actor, Mention

FACTORY = "visavis_actors"


@Language.factory(FACTORY)
def create_actors(nlp: Language, name: str) -> Actors:
    """The component, for `nlp.add_pipe("visavis_actors")` after `visavis_names`."""
    return Actors()


class Actors:
    """Fills `doc._.actors`, `doc._.mentions` and `doc.spans["mentions"]`."""

    def __call__(self, doc: Doc) -> Doc:
        actors, mentions = resolve(doc.text, doc._.names)
        doc._.actors, doc._.mentions = tuple(actors), tuple(mentions)
        extensions.set_spans(doc, "mentions", (((m.start, m.end), m.type) for m in mentions))
        return doc


def resolve(text: str, names: tuple[Name, ...]) -> tuple[list[Actor], list[Mention]]:
    """Actors and mentions of one article; each mention's `method` says why it has its actor."""
    full: dict[str, str] = {}
    for name in names:
        surface = text[name.start : name.end]
        parts = words_of(surface)
        if name.type == "PER" and len(parts) > 1:
            full.setdefault(parts[-1].key, surface)
    actors: dict[str, Actor] = {}
    mentions: list[Mention] = []
    for name in names:
        surface, method = text[name.start : name.end], name.method
        if name.known:
            actor = _known_actor(name.known)
        else:
            if name.type == "PER" and (person := full.get(fold(surface))):
                surface, method = person, f"surname of {person}"
            actor = Actor(f"{name.type.lower()}:{slug(surface)}", surface, surface, name.type)
        actors.setdefault(actor.actor_id, actor)
        mentions.append(Mention(name.start, name.end, name.type, actor.actor_id, method))
    return list(actors.values()), mentions


def _known_actor(known: Known) -> Actor:
    return Actor(known.actor_id, known.name, known.name_en, known.type, known.country)
