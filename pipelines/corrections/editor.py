"""The tables of some articles while a ledger is applied to them: where things are, and what is done to them.

Entries are given in the order of the ledger. Each is anchored by article and span: the thing that stands exactly there;
else, in articles that were read again, the one that overlaps most, by at least half of the longer, in the same sentence;
else the entry waits. What a person had put in or moved there and took back is not looked for elsewhere: a conflict.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from pipelines.corrections.entries import APPLIED, CONFLICT, TABLES, WAITING, Entry, Outcome
from pipelines.corrections.rows import Rows, Span, Thing
from pipelines.model import Tables, columns_of

EDITED = ("sentences", "mentions", "quotes", "dates", "events")
CORRECTED, RIGHT, WRONG = "corrected", "right", "wrong"
_HOW = {"mentions": "method", "quotes": "method", "dates": "rule", "events": "rule"}


class Unplaced(Exception):  # noqa: N818 - no fault: it carries an outcome to `Editor.apply`
    """The entry cannot be applied; its outcome says why."""

    def __init__(self, state: str, reason: str) -> None:
        super().__init__(reason)
        self.outcome = Outcome(state, reason)


class Editor:
    """Tables to which entries are applied.

    Args:
        tables: machine rows of one article or of many.
        taken_back: undone entries that had put something in or moved it: article, thing and span → entry.
        made: actors that entries which stand have made; `unmade`: those of undone entries alone, id → entry.

    Attributes:
        lost: article → ids of actors that may be named no longer.
        without: article → numbers of its sentences that are no text.
    """

    def __init__(
        self,
        tables: Tables,
        taken_back: Mapping[tuple[str, str, Span], Entry] | None = None,
        unmade: Mapping[str, Entry] | None = None,
    ) -> None:
        self.tables = tables
        self.rows = {name: Rows(name, getattr(tables, name)) for name in EDITED}
        self.taken_back = taken_back or {}
        self.unmade = unmade or {}
        self.lost: dict[str, set[str]] = defaultdict(set)
        self.without: dict[str, set[int]] = defaultdict(set)
        self._out: dict[tuple[str, str, Span], Entry] = {}
        articles = tables.articles
        self._texts = dict(zip(articles["article_id"], articles["text"], strict=True))
        self._sentences: dict[str, tuple[list[int], list[int]]] = {}

    def has(self, article_id: str) -> bool:
        """Whether the article is among these."""
        return article_id in self._texts

    def text(self, article_id: str) -> str:
        """The stored text of an article."""
        return str(self._texts[article_id])

    def sentence(self, article_id: str, offset: int) -> int:
        """The number of the sentence in which an offset lies, as the reader numbered them."""
        starts, numbers = self.sentence_starts(article_id)
        return numbers[max(0, bisect_right(starts, offset) - 1)] if numbers else 1

    def sentence_starts(self, article_id: str) -> tuple[list[int], list[int]]:
        """Starts of the sentences of an article, those taken out as well, and their numbers."""
        found = self._sentences.get(article_id)
        if found is None:
            rows = self.rows["sentences"]
            pairs = sorted(
                (span[0], int(rows.get(thing, "sentence"))) for span, thing in rows.things(article_id).items()
            )
            found = self._sentences[article_id] = [start for start, _ in pairs], [n for _, n in pairs]
        return found

    def apply(self, entry: Entry) -> Outcome:
        """Apply an entry about a thing, or a review of one."""
        if not self.has(entry.article_id):
            return Outcome(WAITING, "Its article is not in this corpus.")
        work = _WORK.get(entry.what)
        if work is None:
            return Outcome(APPLIED)
        try:
            work(self, entry)
        except Unplaced as unplaced:
            return unplaced.outcome
        except (KeyError, TypeError, ValueError, IndexError):
            return Outcome(WAITING, f"Its new value, {str(entry.new)[:80]}, is none for “{entry.what}”.")
        return Outcome(APPLIED)

    # -- for the kinds of changes ----------------------------------------------------------------------

    def find(self, entry: Entry) -> tuple[Rows, Thing]:
        """The thing an entry is about.

        Raises:
            Unplaced: it is not there.
        """
        return self.find_at(entry, TABLES[entry.thing])

    def find_at(self, entry: Entry, table: str) -> tuple[Rows, Thing]:
        """The thing of a table at the entry's span; see the module.

        Raises:
            Unplaced: it is not there.
        """
        rows, span = self.rows[table], entry.span
        if span is None:
            raise Unplaced(WAITING, "It names no place in the text.")
        things = rows.things(entry.article_id)
        if span in things:
            return rows, things[span]
        key = (entry.article_id, table, span)
        if key in self._out:
            other = self._out[key]
            raise Unplaced(CONFLICT, f"What it changes was taken out by {other.who} (entry {other.id}).")
        if key in self.taken_back:
            other = self.taken_back[key]
            raise Unplaced(CONFLICT, f"It builds on entry {other.id} of {other.who}, which was undone.")
        return rows, self._nearest(entry.article_id, things, span)

    def _nearest(self, article_id: str, things: Mapping[Span, Thing], span: Span) -> Thing:
        number = self.sentence(article_id, span[0])
        best: list[tuple[int, Thing]] = []
        for there, thing in things.items():
            common = min(there[1], span[1]) - max(there[0], span[0])
            longer = max(there[1] - there[0], span[1] - span[0])
            if common * 2 >= longer and self.sentence(article_id, there[0]) == number:
                best.append((common, thing))
        most = max((common for common, _ in best), default=0)
        found = [thing for common, thing in best if common == most]
        if len(found) != 1:
            raise Unplaced(
                WAITING, "Nothing that the reader finds today stands there; say what it belongs to."
            )
        return found[0]

    def take_out(self, rows: Rows, article_id: str, thing: Thing, entry: Entry) -> None:
        """Take a thing out, and remember by which entry."""
        self._out[article_id, rows.name, rows.span(thing)] = entry
        rows.take_out(article_id, thing)

    def taken_out_by(self, article_id: str, table: str, span: Span) -> Entry | None:
        """The entry that took out what stood there, None where there was nothing."""
        return self._out.get((article_id, table, span))

    def cut(self, article_id: str, span: Any) -> tuple[int, int, str]:
        """Start, end and words of a span of the text.

        Raises:
            Unplaced: the text does not reach there.
        """
        start, end = (int(edge) for edge in span)
        text = self.text(article_id)
        if not 0 <= start < end <= len(text):
            raise Unplaced(WAITING, f"The text has {len(text):,} signs and no words from {start} to {end}.")
        return start, end, text[start:end]

    def place(self, article_id: str, span: Any, words: str = "surface") -> dict[str, Any]:
        """The cells that say where a thing of one span stands; `words` is the column of its words.

        Raises:
            Unplaced: the text does not reach there.
        """
        start, end, cut = self.cut(article_id, span)
        return {"start": start, "end": end, words: cut, "sentence": self.sentence(article_id, start)}

    def actor(self, ref: Any) -> tuple[str, str]:
        """Id and name of the actor that a value names; ("", "") for none.

        Raises:
            Unplaced: only an undone entry made that actor.
        """
        if not ref:
            return "", ""
        actor_id, name = str(ref.get("actor_id") or ""), str(ref.get("name") or "")
        if actor_id in self.unmade:
            other = self.unmade[actor_id]
            raise Unplaced(
                CONFLICT, f"It names an actor that entry {other.id} of {other.who} made, which was undone."
            )
        return actor_id, name

    def sign(self, rows: Rows, thing: Thing, entry: Entry) -> None:
        """Say in the row that a person corrected it, and what of it."""
        how = _HOW[rows.name]
        before = str(rows.get(thing, how))
        said, _, rest = before.partition("; ") if before.startswith(CORRECTED) else ("", "", before)
        changes = [change for change in said.removeprefix(f"{CORRECTED}: ").split(", ") if change]
        if entry.change not in changes:
            changes.append(entry.change)
        told = f"{CORRECTED}: {', '.join(changes)}"
        rows.put(
            thing,
            **{how: "; ".join(part for part in (told, rest) if part)},
            corrected_by=entry.who,
            corrected_at=entry.when,
            reviewed=CORRECTED,
        )

    def new_row(self, table: str, entry: Entry, **cells: Any) -> dict[str, Any]:
        """A row that a person puts in; what is not given is empty."""
        how = {_HOW[table]: f"{CORRECTED}: {entry.change}"}
        empty: dict[str, Any] = dict.fromkeys(columns_of(table), "")
        signed = {"corrected_by": entry.who, "corrected_at": entry.when, "reviewed": CORRECTED}
        return {**empty, "article_id": entry.article_id, **how, **signed, **cells}


Work = Callable[[Editor, Entry], None]
_WORK: dict[str, Work] = {}


def does(what: str) -> Callable[[Work], Work]:
    """Make a function the one that applies entries of a kind."""

    def register(work: Work) -> Work:
        _WORK[what] = work
        return work

    return register
