"""Whether a correction can be written, and in which words: before it is, and in the transaction that writes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pipelines.corrections.aliases import Aliases, aliases_of
from pipelines.corrections.editor import Editor
from pipelines.corrections.entries import (
    APPLIED,
    OF_ACTORS,
    REVIEWS,
    TABLES,
    UNSEEN,
    WRITTEN,
    Draft,
    Entry,
    Outcome,
)
from pipelines.corrections.new_values import NewValues, refuse
from pipelines.corrections.placing import moved, placings
from pipelines.corrections.replay import Ledger, ledger_of
from pipelines.corrections.roles import ROLES
from pipelines.corrections.rows import Rows, Thing
from pipelines.corrections.sentences import ARTICLE, LAYERS, table_of
from pipelines.corrections.splits import as_assignments
from pipelines.corrections.values import is_same, said, value_of
from pipelines.errors import ConflictError, NothingChangesError
from pipelines.model import Tables

_LONGEST = 10_000  # signs of an entry's values together
GONE = "The article of this correction is no longer in the corpus; reload the page. Nothing was written."
Lookup = Callable[[str], tuple[str, str] | None]


class Desk:
    """Some articles as they stand, at which corrections are looked at one after the other.

    Args:
        tables: machine rows of the articles that the drafts are about.
        entries: the ledger's entries about these articles and about actors, in order.
        lookup: actor → name and type as the reader has them, None for one that no article names.
        exactly: a thing must stand exactly where the draft says. False for an import: what is not there waits.

    Attributes:
        outcomes: entry → what became of it, for those accepted.
    """

    def __init__(
        self, tables: Tables, entries: Sequence[Entry], lookup: Lookup, *, exactly: bool = True
    ) -> None:
        self.ledger: Ledger = ledger_of(entries)
        self.aliases: Aliases = aliases_of(self.ledger.of_actors)[0]
        self.editor = Editor(tables, self.ledger.taken_back, self.ledger.unmade)
        self.exactly = exactly
        self._lookup = lookup
        for article in tables.articles["article_id"]:
            for entry in self.ledger.of_article.get(str(article), ()):
                self.editor.apply(entry)
        self.outcomes: dict[int, Outcome] = {}
        self._values = NewValues(self)

    def standing(self) -> list[Entry]:
        """The entries that stand; one that a person placed anew, both as it was written and as it is placed."""
        standing = [entry for entry in self.ledger.entries if entry.id not in self.ledger.undone]
        placed = placings(standing, ())
        anew = (moved(entry, placed) for entry in standing)
        return [*standing, *(now for now, entry in zip(anew, standing, strict=True) if now is not entry)]

    def accept(self, draft: Draft, entry_id: int, when: str, who: str) -> Entry:
        """The entry for a draft; the desk then stands as after it.

        Raises:
            CorrectionError: it cannot be written; the sentence says why.
            ConflictError: what stands there is not what the person saw.
            NothingChangesError: it is so already.
        """
        if draft.what not in WRITTEN:
            refuse(
                f"“{str(draft.what)[:40]}” is no kind of correction. There are {', '.join(sorted(WRITTEN))}."
            )
        if len(json.dumps([draft.new], ensure_ascii=False, default=str)) > _LONGEST:
            refuse(f"More than {_LONGEST:,} signs are too many for one correction; shorten it.")
        entry = Entry(
            entry_id, when, who, draft.what, draft.article_id, draft.start, draft.end, None, draft.new
        )
        if draft.what in OF_ACTORS:
            entry = replace(entry, article_id="", start=None, end=None)
            return self._of_actor(entry, draft)
        if not draft.article_id or (self.exactly and not self.editor.has(draft.article_id)):
            refuse(GONE)
        if entry.span is None:
            refuse("A correction names the place that it is about: start and end in the stored text.")
        start, end = self._values.span(entry.article_id, entry.span)
        entry = replace(entry, start=start, end=end)
        return self._of_thing(entry, draft)

    def name_of(self, actor_id: str) -> tuple[str, str] | None:
        """Name and type of an actor as shown, None for one that is not there."""
        root = self.aliases.root(actor_id)
        stated = self.aliases.said.get(root, {})
        row = self.ledger.made.get(root) or self.aliases.known.get(root)
        found = self._lookup(root) or ((row["name"], row["type"]) if row else None)
        if found is None:
            return None
        return stated.get("name") or found[0], stated.get("type") or found[1]

    # -- things of an article --------------------------------------------------------------------------

    def _of_thing(self, entry: Entry, draft: Draft) -> Entry:
        if entry.what in REVIEWS:
            layer = entry.new.get("layer") if isinstance(entry.new, dict) else None
            if layer == ARTICLE:
                return entry
            if layer not in LAYERS:
                refuse(f"A review says which layer it is of: {', '.join((*LAYERS, ARTICLE))}.")
            table = table_of(layer)
        else:
            table = TABLES[entry.thing]
        rows = self.editor.rows[table]
        there = rows.things(entry.article_id).get(entry.span or (0, 0))
        present = self._present(entry, rows, there)
        if there is None and entry.change != "add" and self.exactly:
            self._not_there(entry, table)
        if draft.old is not UNSEEN and there is not None and not is_same(present, draft.old):
            self._other_value(entry, rows, there, present)
        if entry.what in REVIEWS:
            return replace(entry, old=present)
        entry = replace(entry, old=present, new=self._values.checked(entry, rows, there))
        if self._changes_nothing(entry, there, present):
            raise NothingChangesError(f"Nothing changes: it is {said(present)} already.")
        self.outcomes[entry.id] = outcome = self.editor.apply(entry)
        if self.exactly and outcome.state != APPLIED:
            refuse(outcome.reason)
        return entry

    def _present(self, entry: Entry, rows: Rows, there: Thing | None) -> Any:
        if there is None:
            return None
        row = rows.row(there)
        if rows.name == "mentions":
            row["actor_id"] = self.aliases.root(row["actor_id"])
        if rows.name == "quotes" and row["speaker_id"]:
            row |= self._shown(row["speaker_id"], row["speaker_name"], "speaker_id", "speaker_name")
        value = value_of(entry.what, row)
        if entry.thing == "event" and entry.change in ROLES:
            return [
                {**each, **self._shown(each["actor_id"], each["name"], "actor_id", "name")} for each in value
            ]
        return value

    def _shown(self, actor_id: str, name: str, id_key: str, name_key: str) -> dict[str, str]:
        if not actor_id or actor_id not in self.aliases.touched():
            return {id_key: actor_id, name_key: name}
        found = self.name_of(actor_id)
        return {id_key: self.aliases.root(actor_id), name_key: found[0] if found else name}

    def _not_there(self, entry: Entry, table: str) -> None:
        by = self.editor.taken_out_by(entry.article_id, table, entry.span or (0, 0))
        if by is not None:
            raise ConflictError(
                f"{by.who} took this out meanwhile, at {by.when}; undo that first.", None, by.who
            )
        raise ConflictError(
            f"No {entry.thing if entry.what not in REVIEWS else 'reading'} stands at signs {entry.start} to {entry.end} "
            "any more: somebody changed it, or the article was read again. Reload the page.",
            None,
            "",
        )

    def _other_value(self, entry: Entry, rows: Rows, there: Thing, present: Any) -> None:
        who = str(rows.get(there, "corrected_by")) if rows.name != "sentences" else ""
        when = str(rows.get(there, "corrected_at")) if who else ""
        told = (
            f"{who} has changed this to {said(present)} at {when}" if who else f"This is now {said(present)}"
        )
        raise ConflictError(f"{told}. Look at it again and decide; nothing was written.", present, who)

    def _changes_nothing(self, entry: Entry, there: Thing | None, present: Any) -> bool:
        if entry.change in ("delete", "not_text"):
            by = self.editor.taken_out_by(entry.article_id, TABLES[entry.thing], entry.span or (0, 0))
            return there is None and by is not None
        if entry.change == "add":
            return there is not None
        return is_same(present, entry.new)

    # -- actors ----------------------------------------------------------------------------------------

    def _of_actor(self, entry: Entry, draft: Draft) -> Entry:
        new = dict(entry.new) if isinstance(entry.new, dict) else {}
        actor = self._known(new.get("actor_id"))
        if entry.change == "merge":
            entry = self._merge(entry, new, actor)
        elif entry.change == "distinct":
            self._known(new.get("other"))
        elif entry.change == "split":
            entry = self._split(entry, new, actor)
        else:
            entry = replace(
                entry, new=self._values.of_actor(entry.change, new), old=self._stated(entry, actor)
            )
            root = {"actor_id": self.aliases.root(actor["actor_id"])}
            entry = replace(entry, new={**entry.new, **root})
            changed = {key: value for key, value in entry.new.items() if key != "actor_id"}
            seen = self.aliases.said.get(root["actor_id"], {})
            if draft.old is not UNSEEN and not _agree(draft.old, entry.old):
                by = self.aliases.by.get(root["actor_id"])
                who = f"{by.who} has changed this at {by.when}: it" if by else "It"
                raise ConflictError(
                    f"{who} is now {said(next(iter(entry.old.values()), ''))}. Look at it again and decide.",
                    entry.old,
                    by.who if by else "",
                )
            if changed and all(seen.get(key) == value for key, value in changed.items()):
                raise NothingChangesError(
                    "Nothing changes: the actor is called so, and of that kind, already."
                )
        self.aliases.add(entry)
        return entry

    def _stated(self, entry: Entry, actor: dict[str, str]) -> dict[str, str]:
        """What the page showed of an actor, as far as the ledger knows: name and type."""
        seen = self.aliases.said.get(self.aliases.root(actor["actor_id"]), {})
        fields = {"rename": ("name", "name_en"), "country": ("country",), "type": ("type",)}[entry.change]
        return {
            field: seen.get(field) or actor.get(field, "")
            for field in fields
            if seen.get(field) or field in actor
        }

    def _known(self, actor_id: Any) -> dict[str, str]:
        found = self.name_of(str(actor_id or ""))
        if not actor_id or (found is None and self.exactly):
            refuse(
                f"No article names the actor “{str(actor_id or '')[:60]}”; reload the page. Nothing was written."
            )
        name, kind = found or (str(actor_id), "MISC")
        return {"actor_id": str(actor_id), "name": name, "type": kind}

    def _merge(self, entry: Entry, new: dict[str, Any], actor: dict[str, str]) -> Entry:
        into = self._known(new.get("into"))
        if actor["actor_id"] == into["actor_id"]:
            refuse(f"“{actor['name']}” cannot be merged into itself.")
        if self.aliases.is_one(actor["actor_id"], into["actor_id"]):
            names = [(self._lookup(each["actor_id"]) or (each["name"],))[0] for each in (actor, into)]
            raise NothingChangesError(
                f"“{names[0]}” and “{names[1]}” are one actor already; merging again would go round in a ring."
            )
        source, target = (self.aliases.root(each["actor_id"]) for each in (actor, into))
        told = {"name": actor["name"], "into_name": into["name"], "type": into["type"]}
        return replace(entry, new={**told, "actor_id": source, "into": target}, old=actor["name"])

    def _split(self, entry: Entry, new: dict[str, Any], actor: dict[str, str]) -> Entry:
        chosen = new.get("mentions")
        if not isinstance(chosen, list) or not chosen:
            refuse("Choose the mentions that are another actor's; a split of none changes nothing.")
        checked = self._values.split(new, actor)
        entry = replace(entry, new=checked, old=actor["name"])
        for each in as_assignments(entry):
            if not self.editor.has(each.article_id):
                if self.exactly:
                    refuse(GONE)
                continue
            rows = self.editor.rows["mentions"]
            there = rows.things(each.article_id).get(each.span or (0, 0))
            if there is None:
                if self.exactly:
                    self._not_there(each, "mentions")
            elif not self.aliases.is_one(str(rows.get(there, "actor_id")), actor["actor_id"]):
                held = self.name_of(str(rows.get(there, "actor_id")))
                raise ConflictError(
                    f"“{rows.get(there, 'surface')}” at signs {each.start} to {each.end} is not {actor['name']}'s any "
                    f"more but {held[0] if held else 'nobody'}'s. Look at it again and decide.",
                    held,
                    str(rows.get(there, "corrected_by")),
                )
            self.editor.apply(each)
        return entry


def articles_of(drafts: Sequence[Draft]) -> list[str]:
    """The articles that drafts are about, those of the mentions of a split among them."""
    found = dict.fromkeys(str(draft.article_id) for draft in drafts if draft.article_id)
    for draft in drafts:
        mentions = (
            draft.new.get("mentions") if draft.what == "actor.split" and isinstance(draft.new, dict) else None
        )
        for place in mentions if isinstance(mentions, list) else ():
            if isinstance(place, list | tuple) and len(place) == 3:
                found[str(place[0])] = None
    return list(found)


def _agree(seen: Any, present: dict[str, str]) -> bool:
    """Whether what the person saw of an actor is what the ledger says of it; what it does not know is not compared."""
    if not isinstance(seen, dict):
        return len(present) != 1 or seen in present.values()
    return all(seen[key] == value for key, value in present.items() if key in seen)
