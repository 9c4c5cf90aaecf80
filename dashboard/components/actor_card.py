"""What the actor card says: totals, company, words, events, spellings and why they count as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.components.speech import verb_english
from dashboard.display import STATUS_WORDS, TYPE_WORDS, country_name, shorten
from pipelines.model import Tables, load_list

Card = dict[str, Any]
_COMPANY, _QUOTES, _EVENTS, _SPELLINGS, _REASONS = 6, 2, 6, 8, 6
_LETTERS = {"PER": "p", "ORG": "o", "LOC": "l", "MISC": "x"}


def actor_cards(tables: Tables, actor_ids: Iterable[str], *, article_id: str = "") -> dict[str, Card]:
    """A card for each actor, counted over `tables`.

    Args:
        tables: the corpus, or the part of it that the filters leave.
        actor_ids: whose cards; ids that are not in `tables.actors` are left out.
        article_id: the article being read; sentence numbers link inside it.
    """
    wanted = set(actor_ids)
    actors = tables.actors[tables.actors["actor_id"].isin(wanted)]
    facts = _Facts(tables, wanted)
    return {actor.actor_id: facts.card(actor, article_id) for actor in actors.itertuples()}


class _Facts:
    def __init__(self, tables: Tables, wanted: set[str]) -> None:
        self._names = dict(zip(tables.actors["actor_id"], tables.actors["name_en"], strict=True))
        self._types = dict(zip(tables.actors["actor_id"], tables.actors["type"], strict=True))
        mentions = tables.mentions
        mine = mentions[mentions["actor_id"].isin(wanted)]
        self._mentions = dict(iter(mine.groupby("actor_id")))
        self._company = _company(mentions, mine)
        quotes = tables.quotes[tables.quotes["speaker_id"].isin(wanted)]
        self._quotes = dict(iter(quotes.groupby("speaker_id")))
        self._english = _english_of(tables, quotes)
        self._events = _events_of(tables.events, wanted)

    def card(self, actor: Any, article_id: str) -> Card:
        mentions = self._mentions.get(actor.actor_id)
        quotes = self._quotes.get(actor.actor_id)
        return {
            "id": actor.actor_id,
            "name": actor.name_en or actor.name,
            "french": actor.name if actor.name != actor.name_en else "",
            "k": _LETTERS[actor.type],
            "type": TYPE_WORDS[actor.type].capitalize(),
            "role": country_name(actor.country),
            "first": _first_sentence(mentions, article_id),
            "totals": [_sentences(mentions), 0 if quotes is None else len(quotes), _articles(mentions)],
            "with": [self._companion(other, n) for other, n in self._company.get(actor.actor_id, Counter()).most_common(_COMPANY)],
            "said": [] if quotes is None else [self._said(q, article_id) for q in quotes.head(_QUOTES).itertuples()],
            "more_said": 0 if quotes is None else max(0, len(quotes) - _QUOTES),
            "events": _event_counts(self._events.get(actor.actor_id, [])),
            "written": _spellings(mentions, actor.name_en or actor.name),
            "why": _reasons(mentions),
        }  # fmt: skip

    def _companion(self, actor_id: str, n: int) -> Card:
        return {
            "id": actor_id,
            "name": self._names.get(actor_id, actor_id),
            "k": _LETTERS.get(self._types.get(actor_id, ""), "x"),
            "n": n,
        }

    def _said(self, quote: Any, article_id: str) -> Card:
        english = self._english.get((quote.article_id, quote.sentence), "")
        verb = " · ".join(filter(None, [quote.cue, verb_english(quote.cue)]))
        return {
            "verb": verb or "no verb",
            "inferred": bool(quote.speaker_inferred),
            "article": quote.article_id,
            "n": int(quote.sentence),
            "here": quote.article_id == article_id,
            "text": shorten(quote.text, 90),
            "english": shorten(english, 90),
        }


def _company(mentions: pd.DataFrame, mine: pd.DataFrame) -> dict[str, Counter[str]]:
    """Actors named in the same sentences, with the number of sentences shared."""
    place = ["article_id", "sentence"]
    pairs = mine[[*place, "actor_id"]].drop_duplicates().merge(
        mentions[[*place, "actor_id"]].drop_duplicates(), on=place, suffixes=("", "_other")
    )  # fmt: skip
    pairs = pairs[pairs["actor_id"] != pairs["actor_id_other"]]
    found: dict[str, Counter[str]] = {}
    for row in (
        pairs.groupby(["actor_id", "actor_id_other"], sort=False).size().reset_index(name="n").itertuples()
    ):
        found.setdefault(row.actor_id, Counter())[row.actor_id_other] = int(row.n)
    return found


def _english_of(tables: Tables, quotes: pd.DataFrame) -> dict[tuple[str, int], str]:
    texts = tables.translations[tables.translations["article_id"].isin(set(quotes["article_id"]))]
    return {(row.article_id, row.sentence): row.text_en for row in texts.itertuples()}


def _events_of(events: pd.DataFrame, wanted: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Type and status of the events that each actor takes part in."""
    found: dict[str, list[tuple[str, str]]] = {}
    parties = zip(events["actor_ids"], events["recipient_ids"], events["type"], events["status"], strict=True)
    for actors, recipients, kind, status in parties:
        if actors == recipients == "[]":
            continue
        for actor_id in {*load_list(actors), *load_list(recipients)} & wanted:
            found.setdefault(actor_id, []).append((kind, status))
    return found


def _event_counts(events: Iterable[tuple[str, str]]) -> list[Card]:
    counts = Counter(events)
    return [
        {"type": kind, "status": status, "word": "" if status == "actual" else STATUS_WORDS[status], "n": n}
        for (kind, status), n in counts.most_common(_EVENTS)
    ]


def _spellings(mentions: pd.DataFrame | None, name: str) -> list[str]:
    if mentions is None:
        return []
    counts = mentions["surface"].value_counts()
    return [f"{surface} ({n})" for surface, n in counts.items() if surface != name][:_SPELLINGS]


def _reasons(mentions: pd.DataFrame | None) -> list[str]:
    if mentions is None:
        return []
    counts = mentions.groupby(["surface", "method"], sort=False).size().sort_values(ascending=False)
    return [
        f"“{surface}”: {method} ({n})" for (surface, method), n in counts.head(_REASONS).items() if method
    ]


def _sentences(mentions: pd.DataFrame | None) -> int:
    return 0 if mentions is None else len(mentions[["article_id", "sentence"]].drop_duplicates())


def _articles(mentions: pd.DataFrame | None) -> int:
    return 0 if mentions is None else int(mentions["article_id"].nunique())


def _first_sentence(mentions: pd.DataFrame | None, article_id: str) -> int:
    """Number of the first sentence of the article that names the actor, 0 without one."""
    if mentions is None:
        return 0
    here = mentions.loc[mentions["article_id"] == article_id, "sentence"]
    return 0 if here.empty else int(here.min())
