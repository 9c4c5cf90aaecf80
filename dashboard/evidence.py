"""The sentences behind a chart's mark: French with its marks, English beneath or beside, a way into the Reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from dashboard.components.segments import EVENT, Mark, segments
from dashboard.components.titles import title_link, titles
from dashboard.display import french_spaces
from dashboard.typeset import Node, link, node
from pipelines.model import Tables

MOST = 12  # sentences shown; the rest is counted
_SELECTED = "sel"


def sentence_pick(article_id: str, sentence: int) -> str:
    """What a link to a sentence hands back; `parse_sentence_pick` reads it."""
    return f"sentence:{sentence}:{article_id}"


def parse_sentence_pick(picked: str | None) -> tuple[str, int] | None:
    """(article_id, sentence) when a sentence's link was chosen."""
    kind, _, rest = (picked or "").partition(":")
    number, _, article_id = rest.partition(":")
    return (article_id, int(number)) if kind == "sentence" and number.isdigit() else None


def pairs(tables: Tables, rows: pd.DataFrame, selected: Iterable[str] = ()) -> list[Node]:
    """One block per row of `rows` (of `sentences`): its number as a link, French, English.

    Where there are several articles, the first of an article's sentences names it.
    """
    shown = rows.head(MOST)
    named = titles(tables, set(shown["article_id"])) if len(tables.articles) > 1 else {}
    blocks = []
    for row, french, english in marked(tables, shown, selected):
        pick = sentence_pick(row.article_id, row.sentence)
        title = named.pop(row.article_id, None)
        if title:
            number = node("span", *title_link(title, row.sentence, pick), cls="no")
        else:
            number = node("span", link(f"Sentence {row.sentence}", pick), cls="no")
        blocks.append(node("div", number, node("p", *french, lang="fr"), english_node(english), cls="pair"))
    if len(rows) > MOST:
        blocks.append(node("p", f"{MOST} of {len(rows):,} sentences shown.", cls="note"))
    return blocks


def english_node(english: list[Node], cls: str = "") -> Node:
    """The English of a sentence, or the words that it has none."""
    return (
        node("p", *english, lang="en", cls=cls)
        if english
        else node("p", "not translated yet", cls=f"hint {cls}")
    )


def marked(
    tables: Tables, rows: pd.DataFrame, selected: Iterable[str] = ()
) -> Iterator[tuple[Any, list[Node], list[Node]]]:
    """For each row of `rows` (of `sentences`): the row, its French and its English as marked nodes."""
    chosen = set(selected)
    by = ["article_id", "sentence"]
    keys = rows[by]
    found = {
        name: dict(tuple(getattr(tables, name).merge(keys, on=by).groupby(by)))
        for name in ("mentions", "dates", "events", "translations")
    }
    empty = pd.DataFrame()
    actors = tables.actors.set_index("actor_id")
    for row in rows.itertuples(index=False):
        key = (row.article_id, row.sentence)
        mentions = found["mentions"].get(key, empty)
        french = _french(
            row, mentions, found["dates"].get(key, empty), found["events"].get(key, empty), chosen
        )
        translation = found["translations"].get(key, empty)
        english = "" if translation.empty else str(translation.iloc[0]["text_en"])
        yield row, french, _english(english, mentions, actors, chosen) if english else []


def _french(
    row: Any, mentions: pd.DataFrame, dates: pd.DataFrame, events: pd.DataFrame, chosen: set[str]
) -> list[Node]:
    marks = [Mark(m.start - row.start, m.end - row.start, m.type, m.actor_id) for m in mentions.itertuples()]
    marks += [Mark(d.start - row.start, d.end - row.start, "date", "") for d in dates.itertuples()]
    marks += [Mark(e.start - row.start, e.end - row.start, EVENT, e.event_id) for e in events.itertuples()]
    made: list[Node] = []
    for segment in segments(row.text, marks):
        pieces: list[Node] = [
            node("span", french_spaces(piece.text), cls="ev") if piece.event else french_spaces(piece.text)
            for piece in segment.pieces
        ]
        cls = f"{segment.kind} {_SELECTED if segment.ref in chosen else ''}".strip()
        made += [node("span", *pieces, cls=cls)] if segment.kind else pieces
    return made


def _english(text: str, mentions: pd.DataFrame, actors: pd.DataFrame, chosen: set[str]) -> list[Node]:
    """English with the names that are written as in French, or as the actor's English name."""
    written: dict[str, tuple[str, str]] = {}
    for mention in mentions.itertuples():
        names = {mention.surface}
        if mention.actor_id in actors.index:
            actor = actors.loc[mention.actor_id]
            names |= {actor["name"], actor["name_en"]}
        written |= {name: (mention.type, mention.actor_id) for name in names if name}
    if not written:
        return [text]
    longest_first = sorted(written, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    made: list[Node] = []
    at = 0
    for match in pattern.finditer(text):
        kind, actor_id = written[match.group()]
        cls = f"{kind} {_SELECTED if actor_id in chosen else ''}".strip()
        made += [text[at : match.start()], node("span", match.group(), cls=cls)]
        at = match.end()
    return [piece for piece in (*made, text[at:]) if piece]
