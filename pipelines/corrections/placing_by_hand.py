"""The entry that places a waiting correction at another thing, checked by replaying what its article's ledger then is."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.corrections.checking import GONE, Desk
from pipelines.corrections.editor import Editor
from pipelines.corrections.entries import APPLIED, PLACE, UNDONE, WAITING, Entry, Outcome
from pipelines.corrections.new_values import refuse
from pipelines.corrections.placing import Anchor
from pipelines.corrections.replay import ledger_of
from pipelines.corrections.rows import Span
from pipelines.corrections.splits import as_assignments


def placing(desk: Desk, waits: Entry, anchor: Anchor, to: Span, entry_id: int, when: str, who: str) -> Entry:
    """The entry by which `waits` is about the thing at `to`, and no longer about the one at `anchor`.

    Raises:
        CorrectionError: it does not wait for a place there, or nothing of its kind stands at `to`.
    """
    article, start, end = anchor
    if not desk.editor.has(article):
        refuse(GONE)
    edges = [int(edge) for edge in to]
    text = desk.editor.text(article)
    if not 0 <= edges[0] < edges[1] <= len(text):
        refuse(f"The text has {len(text):,} signs; there are no words from {edges[0]} to {edges[1]}.")
    before = _outcome(desk, desk.ledger.entries, waits, anchor)
    if before.state != WAITING:
        refuse(
            f"Correction {waits.id} waits for no place: it is {before.state}. Reload the page; nothing was written."
        )
    entry = Entry(entry_id, when, who, PLACE, article, start, end, None, edges, waits.id)
    after = _outcome(desk, (*desk.ledger.entries, entry), waits, anchor)
    if after.state != APPLIED:
        refuse(f"It cannot be placed at “{text[edges[0] : edges[1]][:60]}”. {after.reason}")
    return entry


def _outcome(desk: Desk, entries: Sequence[Entry], waits: Entry, anchor: Anchor) -> Outcome:
    """What becomes of a correction, at one of its places, by a ledger."""
    ledger = ledger_of(entries)
    editor = Editor(desk.editor.tables, ledger.taken_back, ledger.unmade)
    article, *span = anchor
    applied = [(entry.id, editor.apply(entry)) for entry in ledger.of_article.get(article, ())]
    mine = [outcome for number, outcome in applied if number == waits.id]
    given = as_assignments(waits) if waits.what == "actor.split" else [waits]
    places = [each.span for each in given if each.article_id == article]
    if tuple(span) not in places:
        refuse(
            f"Correction {waits.id} was not written for signs {span[0]} to {span[1]} of this article; reload the page."
        )
    if not mine:
        return Outcome(UNDONE)
    return mine[places.index((span[0], span[1]))]
