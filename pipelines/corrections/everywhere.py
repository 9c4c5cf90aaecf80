"""What else a correction of a name would change, were it made everywhere: shown with its sentence before it is done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from pipelines.corrections.entries import UNSEEN, Draft
from pipelines.language.gazetteer import fold
from pipelines.model import Tables

COLUMNS = ("article_id", "sentence", "start", "end", "surface", "text")
_OF_A_NAME = ("mention.delete", "mention.type", "mention.actor")
_OF_ALL_MENTIONS = ("actor.merge", "actor.rename", "actor.country", "actor.type")


def elsewhere(tables: Tables, draft: Draft) -> pd.DataFrame:
    """The other places that the same correction would change, in the order of the corpus.

    Of a name's correction, these are the mentions spelt alike (without case and accents) that are the same actor's; of
    a name that was missed, the same words wherever no name stands; of an actor's, all its mentions.

    Args:
        tables: as they are shown.
        draft: the correction of the one place, or of the actor.

    Returns:
        A frame with `COLUMNS`; `text` is the sentence. Empty for other kinds: they hold for their place alone.
    """
    if draft.what in _OF_ALL_MENTIONS and isinstance(draft.new, dict):
        mentions = tables.mentions
        return _told(tables, mentions[mentions["actor_id"] == draft.new.get("actor_id")])
    if draft.what in _OF_A_NAME:
        return _told(tables, _alike(tables.mentions, draft))
    return _missed(tables, draft) if draft.what == "mention.add" else pd.DataFrame(columns=list(COLUMNS))


def drafts_for(draft: Draft, places: pd.DataFrame) -> list[Draft]:
    """The corrections that do the same at these places, rows of `elsewhere`; none for an actor, which needs only one."""
    if draft.what in _OF_ALL_MENTIONS:
        return []
    return [
        replace(draft, article_id=str(article), start=int(start), end=int(end), old=UNSEEN)
        for article, start, end in zip(places["article_id"], places["start"], places["end"], strict=True)
    ]


def _alike(mentions: pd.DataFrame, draft: Draft) -> pd.DataFrame:
    here = (mentions["article_id"] == draft.article_id) & (mentions["start"] == draft.start)
    own = mentions[here & (mentions["end"] == draft.end)]
    if own.empty:
        return own
    same = mentions[(mentions["actor_id"] == own["actor_id"].iloc[0]) & ~here]
    wanted = fold(str(own["surface"].iloc[0]))
    return same[[fold(str(surface)) == wanted for surface in same["surface"]]]


def _missed(tables: Tables, draft: Draft) -> pd.DataFrame:
    """The words of the draft in every sentence, where no name stands on them."""
    article = tables.articles.loc[tables.articles["article_id"] == draft.article_id, "text"]
    words = str(article.iloc[0])[draft.start : draft.end] if len(article) else ""
    if not words.strip():
        return pd.DataFrame(columns=list(COLUMNS))
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    near = tables.sentences[tables.sentences["text"].str.contains(words, regex=False)]
    taken = _spans(tables.mentions[tables.mentions["article_id"].isin(near["article_id"])])
    found = []
    for row in near.itertuples():
        for match in pattern.finditer(str(row.text)):
            start, end = row.start + match.start(), row.start + match.end()
            if row.article_id == draft.article_id and start == draft.start:
                continue
            if not any(start < last and first < end for first, last in taken.get(row.article_id, ())):
                found.append((row.article_id, row.sentence, start, end, words, row.text))
    return pd.DataFrame(found, columns=list(COLUMNS))


def _spans(mentions: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in zip(mentions["article_id"], mentions["start"], mentions["end"], strict=True):
        spans.setdefault(article, []).append((start, end))
    return spans


def _told(tables: Tables, mentions: pd.DataFrame) -> pd.DataFrame:
    columns: Iterable[str] = ["article_id", "sentence", "text"]
    rows = mentions.merge(tables.sentences[list(columns)], on=["article_id", "sentence"], how="left")
    return rows[list(COLUMNS)].reset_index(drop=True)
