"""What the actor card says: totals, company, words, events, spellings and why they count as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.display import STATUS_WORDS, TYPE_LETTERS, TYPE_WORDS, country_name, french_spaces, quoted
from pipelines.model import Tables, load_list
from pipelines.wording.verbs import verb_english

Card = dict[str, Any]
_COMPANY, _QUOTES, _EVENTS, _SPELLINGS, _REASONS = 6, 2, 6, 8, 6
_LONGEST = 90  # characters of a quote


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


class _Named:
    """Where one actor is named, and how."""

    def __init__(self) -> None:
        self.places: set[tuple[str, int]] = set()
        self.surfaces: Counter[str] = Counter()
        self.reasons: Counter[tuple[str, str]] = Counter()

    def first_in(self, article_id: str) -> int:
        """Number of the first sentence of the article that names the actor, 0 without one."""
        return min((n for article, n in self.places if article == article_id), default=0)


class _Facts:
    def __init__(self, tables: Tables, wanted: set[str]) -> None:
        self._names = dict(zip(tables.actors["actor_id"], tables.actors["name_en"], strict=True))
        self._types = dict(zip(tables.actors["actor_id"], tables.actors["type"], strict=True))
        self._named = _named(tables.mentions[tables.mentions["actor_id"].isin(wanted)])
        self._company = _company(tables.mentions, self._named)
        quotes = tables.quotes[tables.quotes["speaker_id"].isin(wanted)]
        self._quotes: dict[str, list[Any]] = {}
        for quote in quotes.itertuples():
            self._quotes.setdefault(quote.speaker_id, []).append(quote)
        self._events = _events_of(tables.events, wanted)

    def card(self, actor: Any, article_id: str) -> Card:
        named = self._named.get(actor.actor_id, _Named())
        quotes = self._quotes.get(actor.actor_id, [])
        together = self._company.get(actor.actor_id, Counter())
        company = sorted(together.items(), key=lambda item: (-item[1], self._names.get(item[0], "")))[
            :_COMPANY
        ]
        name = actor.name_en or actor.name
        return {
            "id": actor.actor_id,
            "name": name,
            "french": actor.name if actor.name != actor.name_en else "",
            "k": TYPE_LETTERS[actor.type],
            "type": TYPE_WORDS[actor.type].capitalize(),
            "role": country_name(actor.country),
            "first": named.first_in(article_id),
            "totals": [len(named.places), len(quotes), len({article for article, _ in named.places})],
            "with": [self._companion(other, n) for other, n in company],
            "said": [self._said(quote, article_id) for quote in quotes[:_QUOTES]],
            "more_said": max(0, len(quotes) - _QUOTES),
            "events": _event_counts(self._events.get(actor.actor_id, [])),
            "written": [f"{s} ({n})" for s, n in named.surfaces.most_common() if s != name][:_SPELLINGS],
            "why": [f"“{s}”: {how} ({n})" for (s, how), n in named.reasons.most_common(_REASONS) if how],
        }

    def _companion(self, actor_id: str, n: int) -> Card:
        return {
            "id": actor_id,
            "name": self._names.get(actor_id, actor_id),
            "k": TYPE_LETTERS.get(self._types.get(actor_id, ""), "x"),
            "n": n,
        }

    def _said(self, quote: Any, article_id: str) -> Card:
        verb = " · ".join(filter(None, [quote.cue, verb_english(quote.cue)]))
        return {
            "verb": verb or "no verb",
            "inferred": bool(quote.speaker_inferred),
            "article": quote.article_id,
            "n": int(quote.sentence),
            "here": quote.article_id == article_id,
            "text": quoted(french_spaces(quote.text), quote.kind, _LONGEST),
        }


def _named(mentions: pd.DataFrame) -> dict[str, _Named]:
    found: dict[str, _Named] = {}
    columns = (mentions[name] for name in ("actor_id", "article_id", "sentence", "surface", "method"))
    for actor_id, article_id, sentence, surface, method in zip(*columns, strict=True):
        named = found.setdefault(actor_id, _Named())
        named.places.add((article_id, int(sentence)))
        named.surfaces[surface] += 1
        named.reasons[surface, method] += 1
    return found


def _company(mentions: pd.DataFrame, named: Mapping[str, _Named]) -> dict[str, Counter[str]]:
    """Actors named in the same sentences, with the number of sentences shared."""
    places = {place for each in named.values() for place in each.places}
    near = mentions[mentions["article_id"].isin({article for article, _ in places})]
    together: dict[tuple[str, int], set[str]] = {}
    for article_id, sentence, actor_id in zip(
        near["article_id"], near["sentence"], near["actor_id"], strict=True
    ):
        if (article_id, sentence) in places:
            together.setdefault((article_id, sentence), set()).add(actor_id)
    return {
        actor_id: Counter(
            other for place in each.places for other in sorted(together[place]) if other != actor_id
        )
        for actor_id, each in named.items()
    }


def _events_of(events: pd.DataFrame, wanted: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Type and status of the events that each actor takes part in."""
    found: dict[str, list[tuple[str, str]]] = {}
    parties = zip(events["actor_ids"], events["recipient_ids"], events["type"], events["status"], strict=True)
    known: dict[tuple[str, str], set[str]] = {}  # the same few take part in most events
    for actors, recipients, kind, status in parties:
        pair = actors, recipients
        if pair not in known:
            known[pair] = {*load_list(actors), *load_list(recipients)} & wanted
        for actor_id in known[pair]:
            found.setdefault(actor_id, []).append((kind, status))
    return found


def _event_counts(events: Iterable[tuple[str, str]]) -> list[Card]:
    counts = Counter(events)
    return [
        {"type": kind, "status": status, "word": "" if status == "actual" else STATUS_WORDS[status], "n": n}
        for (kind, status), n in counts.most_common(_EVENTS)
    ]
