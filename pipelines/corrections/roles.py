"""Who fills the roles of an event: names and ids in two aligned lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipelines.corrections.editor import Editor
from pipelines.model import dump_list, load_list

ROLES = {"actors": "actor_ids", "recipients": "recipient_ids"}
_SINGULAR = {"actors": "actor", "recipients": "recipient"}


def role_cells(editor: Editor, role: str, refs: Iterable[Any]) -> dict[str, str]:
    """The two cells of a role for the actors that a person named."""
    filled = [editor.actor(ref) for ref in refs]
    return {role: dump_list(name for _, name in filled), ROLES[role]: dump_list(actor for actor, _ in filled)}


def replace_in_roles(editor: Editor, article_id: str, sentence: int, old: str, new: str, name: str) -> None:
    """In the events of a sentence, put one actor in another's place; where `new` is "" the words stay, unnamed."""
    events = editor.rows["events"]
    for event in events.things(article_id).values():
        if events.get(event, "sentence") != sentence:
            continue
        for role, column in ROLES.items():
            ids = load_list(events.get(event, column))
            if old not in ids:
                continue
            names = load_list(events.get(event, role))
            names = [name if name and given == old else said for said, given in zip(names, ids, strict=False)]
            events.put(
                event, **{role: dump_list(names), column: dump_list(new if i == old else i for i in ids)}
            )


def without_reasons(rule: str, role: str) -> str:
    """A rule without what it says of how a role was found: it is no longer true."""
    mine = (f"{_SINGULAR.get(role, role)}: ", "parties: ")
    return "; ".join(reason for reason in rule.split("; ") if not reason.startswith(mine))
