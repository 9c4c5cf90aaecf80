"""Articles read again: each correction is placed at its span, at what overlaps it most, or waits; none is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.hand import check_invariants, check_same, drafts, turned, written
from support.quick_reader import quick
from test_any_sequence import machine

from pipelines.batch import Stop
from pipelines.corpus import Corpus
from pipelines.corrections import Entry, replayed
from pipelines.corrections.entries import undone
from pipelines.errors import VisavisError
from pipelines.loading.loader import Loader
from pipelines.model import Tables
from pipelines.reader_version import reader_version
from pipelines.rereading.article import changes, reread_article
from pipelines.rereading.corpus import reread

TEXT = "Le maire de la ville {n} a parlé. La réunion aura lieu demain."


def read_otherwise(tables: Tables, data: st.DataObject) -> Tables:
    """As another reader might have it: some names and dates gone, others a sign shorter."""
    made = {}
    for name in ("mentions", "dates", "events"):
        rows = getattr(tables, name)
        stays = [data.draw(st.integers(0, 5)) > 0 for _ in range(len(rows))]
        rows = rows[stays].reset_index(drop=True)
        shorter = [
            data.draw(st.booleans()) and end - start > 3
            for start, end in zip(rows["start"], rows["end"], strict=True)
        ]
        word = "trigger" if name == "events" else "surface"
        rows = rows.assign(end=rows["end"] - pd.Series(shorter, dtype="int64"))
        rows[word] = [w[:-1] if cut else w for w, cut in zip(rows[word], shorter, strict=True)]
        made[name] = rows
    return replace(tables, **made)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_rereading_keeps_every_correction_and_undoing_all_gives_the_new_reading(data: st.DataObject) -> None:
    entries: list[Entry] = []
    state = replayed(machine(), [])
    for _ in range(data.draw(st.integers(1, 6))):
        entry = written(machine(), entries, data.draw(drafts(state.tables)), len(entries) + 1)
        if entry is not None:
            entries.append(entry)
            state = state.with_entries([entry])
    again = read_otherwise(machine(), data)
    state = replayed(again, entries)
    check_invariants(state.tables)
    assert set(state.outcomes) == {entry.id for entry in entries}
    back = [
        turned(e, len(entries) + n, back=True)
        for n, e in enumerate(entries, 1)
        if e.id not in undone(entries)
    ]
    check_same(state.with_entries(back).tables, again)


def with_mention(tables: Tables, start: int, end: int) -> Tables:
    """The tables with one name in the first article, there."""
    article = tables.articles.iloc[0]
    sentence = tables.sentences.query("article_id == @article.article_id and start <= @start < end").iloc[0]
    row = {
        **tables.mentions.iloc[0].to_dict(),
        "start": start,
        "end": end,
        "surface": article["text"][start:end],
    }
    row |= {"sentence": sentence["sentence"], "article_id": article["article_id"]}
    return replace(tables, mentions=pd.DataFrame([row]).astype(tables.mentions.dtypes.to_dict()))


@pytest.mark.parametrize(
    ("span", "state"),
    [
        ((4, 12), "applied"),
        ((4, 10), "applied"),
        ((8, 16), "applied"),
        ((9, 17), "waiting"),
        ((20, 28), "waiting"),
    ],
)
def test_correction_is_placed_at_what_overlaps_it_by_half_in_its_sentence(
    span: tuple[int, int], state: str
) -> None:
    now = with_mention(machine(), *span)
    key = now.articles["article_id"].iloc[0]
    entry = Entry(1, "2026-01-01T00:00:00+00:00", "Ana", "mention.type", key, 4, 12, "PER", "MISC")
    done = replayed(now, [entry])
    assert done.outcomes[1].state == state
    assert (done.tables.mentions["type"].iloc[0] == "MISC") == (state == "applied")


class Reader:
    """A loading process in this one, with the quick reader; one article breaks it."""

    def __init__(self, where: str, *, stop: Stop | None = None) -> None:
        self._corpus, self._stop = Corpus(where), stop
        self._done = 0

    def reread(self, key: str) -> dict[str, dict[str, int]]:
        self._done += 1
        if self._stop and self._done == 2:
            self._stop.gently.set()
        article = self._corpus.article(key)
        if article and "ville 3 " in article["text"]:
            raise VisavisError("The reader fails on it.")
        return reread_article(self._corpus, key)

    def close(self, _patience: float = 5.0) -> None:
        self._corpus.close()


def test_rereading_stops_goes_on_and_says_what_became_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from support.quick_reader import annotated

    monkeypatch.setattr("pipelines.rereading.article.annotated", annotated)
    where = str(tmp_path / "c.db")
    corpus = Corpus(where)
    with quick():
        for n in range(5):
            Loader(corpus).load(f"{n}.txt", TEXT.format(n=n).encode())
    assert corpus.older_articles(reader_version()) == []
    stop = Stop()
    first = reread(where, "all", stop=stop, make=lambda at: Reader(at, stop=stop))  # type: ignore[arg-type,return-value]
    assert (first.found, first.reread + len(first.failed), first.left) == (5, 2, 3)
    second = reread(where, make=Reader)  # type: ignore[arg-type]
    assert second.reread + len(second.failed) == second.found
    assert [*first.failed.values(), *second.failed.values()][-1] == "The reader fails on it."
    third = reread(where, make=Reader)  # type: ignore[arg-type]
    assert (third.found, third.reread) == (1, 0)
    assert "5 articles = " in first.words()[0]
    assert not any(sum(counted.values()) for counted in second.tables.values())


def test_what_a_rereading_changed_is_counted_by_place() -> None:
    before, after = with_mention(machine(), 4, 12), with_mention(machine(), 5, 12)
    assert changes(before, before)["mentions"] == Counter(new=0, gone=0, changed=0)
    assert changes(before, after)["mentions"] == Counter(new=1, gone=1, changed=0)
