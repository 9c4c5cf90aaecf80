"""A person's hand for tests: corrections of whatever is shown, chosen by hypothesis, and what must hold after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from hypothesis import strategies as st

from pipelines.corrections.checking import Desk
from pipelines.corrections.entries import REDO, TABLES, UNDO, Draft, Entry
from pipelines.corrections.values import value_of
from pipelines.errors import CorrectionError
from pipelines.model import SCHEMAS, Tables, load_list

_WORDS = {"mentions": "surface", "dates": "surface", "events": "trigger", "sentences": "text"}
_SHAPES = {
    "mention.type": st.sampled_from(["PER", "ORG", "LOC", "MISC"]),
    "quote.kind": st.sampled_from(["direct", "indirect", "mixed"]),
    "date.value": st.sampled_from(
        ["2022-11-14", "2022-11", "2022-11-14/2022-11-20", "2022-10-15~", "2022-11-15/.."]
    ),
    "event.type": st.sampled_from(["ACCUSE", "CONSULT", "ASSAULT"]),
    "event.mode": st.sampled_from(["", "meet"]),
    "event.status": st.sampled_from(["actual", "alleged", "planned"]),
    "event.date": st.sampled_from(["", "2022-11-14"]),
}
_REFS = ("mention.actor", "quote.speaker")
_SPANS = ("mention.extent", "date.extent", "event.extent", "quote.verb")
_DELETIONS = ("mention.delete", "quote.delete", "date.delete", "event.delete", "sentence.not_text")
_ADDS = ("mention.add", "quote.add", "date.add", "event.add")
_ROLES = ("event.actors", "event.recipients")
_ACTORS = ("actor.merge", "actor.rename", "actor.type", "actor.split")
KINDS = (*_SHAPES, *_REFS, *_SPANS, "quote.extent", *_DELETIONS, *_ADDS, *_ROLES, *_ACTORS)


@st.composite
def drafts(draw: st.DrawFn, shown: Tables) -> Draft:
    """A correction of something that is shown; it may still be refused."""
    what = draw(st.sampled_from(KINDS))
    article = shown.articles.iloc[draw(st.integers(0, len(shown.articles) - 1))]
    key, text = str(article["article_id"]), str(article["text"])
    start = draw(st.integers(0, len(text) - 2))
    span = [start, draw(st.integers(start + 1, min(start + 40, len(text))))]
    ids = [str(each) for each in shown.actors["actor_id"]]
    ref: dict[str, str] = {"name": "Zoé Inconnue", "type": "PER"}
    if ids and draw(st.booleans()):
        ref = {"actor_id": draw(st.sampled_from(ids))}
    if what in _ACTORS:
        return draw(_of_actor(what, ids, shown)) if ids else Draft("actor.merge", new={})
    if what in _ADDS:
        new = {
            "mention.add": {"type": "PER", "actor": ref},
            "quote.add": {"kind": "direct", "speaker": ref},
            "date.add": "2022-11-14",
            "event.add": {"type": "ACCUSE", "actors": [ref]},
        }[what]
        return Draft(what, key, *span, new)
    rows = getattr(shown, TABLES[what.partition(".")[0]])
    if not len(rows):
        return Draft(what, key, *span, None)
    row = rows.iloc[draw(st.integers(0, len(rows) - 1))].to_dict()
    first = load_list(row["parts"])[0] if "parts" in row else row
    new = None
    if what in _SHAPES:
        new = draw(_SHAPES[what])
    elif what in _REFS:
        new = ref
    elif what in _SPANS:
        new = span
    elif what == "quote.extent":
        new = [span]
    elif what in _ROLES:
        new = [ref]
    return Draft(
        what, str(row["article_id"]), int(first["start"]), int(first["end"]), new, value_of(what, row)
    )


@st.composite
def _of_actor(draw: st.DrawFn, what: str, ids: list[str], shown: Tables) -> Draft:
    actor, other = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
    if what == "actor.merge":
        return Draft(what, new={"actor_id": actor, "into": other})
    if what == "actor.rename":
        return Draft(
            what, new={"actor_id": actor, "name": draw(st.sampled_from(["Un", "Deux"])), "name_en": "One"}
        )
    if what == "actor.type":
        return Draft(what, new={"actor_id": actor, "type": "ORG"})
    mine = shown.mentions[shown.mentions["actor_id"] == actor].head(2)
    places = [
        [a, int(s), int(e)] for a, s, e in zip(mine["article_id"], mine["start"], mine["end"], strict=True)
    ]
    return Draft(what, new={"actor_id": actor, "mentions": places, "name": "Autre Personne", "type": "PER"})


def written(machine: Tables, entries: Sequence[Entry], draft: Draft, number: int) -> Entry | None:
    """The entry that the corpus would write for a draft; None where it would refuse it."""
    actors = machine.actors.set_index("actor_id")

    def lookup(actor_id: str) -> tuple[str, str] | None:
        known = actor_id in actors.index
        return (str(actors.at[actor_id, "name"]), str(actors.at[actor_id, "type"])) if known else None

    try:
        return Desk(machine, entries, lookup).accept(
            draft, number, f"2026-01-01T00:00:{number % 60:02}+00:00", "Ana"
        )
    except CorrectionError:
        return None


def turned(entry: Entry, number: int, *, back: bool) -> Entry:
    """An entry that undoes another, or brings it back."""
    return replace(entry, id=number, what=UNDO if back else REDO, old=None, new=None, undoes=entry.id)


def check_invariants(tables: Tables) -> None:
    """Schemas, and words that are what the text has at their place."""
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    for name, rows in tables.items():
        if name != "rejections":
            SCHEMAS[name].validate(rows)
    for name, column in _WORDS.items():
        for row in getattr(tables, name).to_dict("records"):
            assert texts[row["article_id"]][row["start"] : row["end"]] == row[column], (name, row)
    for quote in tables.quotes.to_dict("records"):
        for part in load_list(quote["parts"]):
            assert texts[quote["article_id"]][part["start"] : part["end"]] == part["surface"]
    ids = set(tables.actors["actor_id"])
    assert set(tables.mentions["actor_id"]) - {""} <= ids
    assert set(tables.quotes["speaker_id"]) - {""} <= ids
    assert not tables.events.duplicated(["article_id", "event_id"]).any()


def check_same(tables: Tables, others: Tables, *, but: Sequence[str] = ("corrections",)) -> None:
    """Row for row the same."""
    for (name, rows), (_, expected) in zip(tables.items(), others.items(), strict=True):
        if name not in but:
            pd.testing.assert_frame_equal(rows, expected, check_index_type=False, obj=name)
