"""Any sequence of corrections, undos and redos: sound tables, and undoing all gives the machine's."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.gold_tables import gold_tables
from support.hand import check_invariants, check_same, drafts, turned, written

from pipelines.corrections import Entry, Replayed, replayed
from pipelines.corrections.entries import undone
from pipelines.model import Tables
from pipelines.paths import DATA


@cache
def machine() -> Tables:
    """Three articles as the reader might have read them."""
    whole = gold_tables(DATA / "gold" / "dev.jsonl")
    keys = list(whole.articles["article_id"][:3])
    part = {
        name: rows[rows["article_id"].isin(keys)].reset_index(drop=True) if "article_id" in rows else rows
        for name, rows in whole.items()
    }
    named = set(part["mentions"]["actor_id"])
    part["actors"] = whole.actors[whole.actors["actor_id"].isin(named)].reset_index(drop=True)
    part["quotes"].loc[~part["quotes"]["speaker_id"].isin(named), "speaker_id"] = ""
    part["articles"] = part["articles"].reset_index(drop=True)
    return Tables(**part)


def _step(data: st.DataObject, state: Replayed, entries: list[Entry]) -> Entry | None:
    number = len(entries) + 1
    out = undone(entries)
    standing = [e for e in entries if e.undoes is None and e.id not in out]
    gone = [e for e in entries if e.id in out]
    choice = data.draw(st.sampled_from(["correct", "correct", "correct", "undo", "redo"]))
    if choice == "undo" and standing:
        return turned(data.draw(st.sampled_from(standing)), number, back=True)
    if choice == "redo" and gone:
        return turned(data.draw(st.sampled_from(gone)), number, back=False)
    return written(machine(), entries, data.draw(drafts(state.tables)), number)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_sequence_is_sound_and_can_be_undone(data: st.DataObject) -> None:
    state, entries = replayed(machine(), []), list[Entry]()
    for _ in range(data.draw(st.integers(1, 10))):
        entry = _step(data, state, entries)
        if entry is not None:
            entries.append(entry)
            state = state.with_entries([entry])
    check_invariants(state.tables)
    whole = replayed(machine(), entries)
    check_same(state.tables, whole.tables)
    assert state.outcomes == whole.outcomes
    back = [turned(e, len(entries) + n, back=True) for n, e in enumerate(entries, 1) if e.undoes is None]
    back = [e for e in back if e.undoes not in undone(entries)]
    check_same(state.with_entries(back).tables, machine())
    check_same(replayed(machine(), [*entries, *back]).tables, machine())
