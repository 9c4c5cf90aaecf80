"""An actor split by choosing mentions: the chosen ones are another actor's, each in its article."""

from __future__ import annotations

from dataclasses import replace

from pipelines.corrections.entries import Entry


def as_assignments(entry: Entry) -> list[Entry]:
    """The mentions that a split chose, as one entry each, which stands or falls with it."""
    new = entry.new if isinstance(entry.new, dict) else {}
    ref = {"actor_id": new.get("to"), "name": new.get("name")}
    found = []
    for place in new.get("mentions") or []:
        article_id, start, end = place
        found.append(
            replace(
                entry,
                what="mention.actor",
                article_id=str(article_id),
                start=int(start),
                end=int(end),
                new=ref,
            )
        )
    return found
