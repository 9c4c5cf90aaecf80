"""Actors that are likely one: named alike, of one type, and seen with the same others.

Likeness alone never suffices. Two actors that the lexicon knows are two (Iran and Irak, the two Koreas); so are two of
different countries, two whose names differ by a word that tells apart (data/lexicon/tell_apart.yaml), and two that a
person said are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from itertools import combinations

import pandas as pd
from rapidfuzz import fuzz

from pipelines.language.gazetteer import fold, words_of
from pipelines.lexicon import load_yaml
from pipelines.model import Tables

COLUMNS = ("actor_id", "other", "name", "other_name", "type", "score", "shared")
_ALIKE, _ALONE = 75, 88  # of 100: two words that may be one, spelt differently; two that are all of a name
_LETTERS = 5  # words that are shorter must be the same
_CROWD = 60  # actors with one word in common: it tells nothing, as "Paris"
_PREFIX = 3
_SMALL = frozenset(
    {
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "d",
        "l",
        "et",
        "en",
        "a",
        "au",
        "aux",
        "of",
        "the",
        "al",
        "el",
        "ben",
    }
)
Words = tuple[str, ...]


def likely_duplicates(
    tables: Tables, distinct: Collection[tuple[str, str]] = (), most: int = 50
) -> pd.DataFrame:
    """Pairs of actors that a person should look at, the likeliest first.

    Args:
        tables: as they are shown.
        distinct: pairs that a person said are two, in alphabetical order (`Replayed.aliases.distinct`).
        most: how many.

    Returns:
        A frame with `COLUMNS`: the one named less often first, so that it is merged into the other; `score` 0 to 100 is
        how alike their names are, `shared` how many others they are both seen with.
    """
    rows = tables.actors.set_index("actor_id")
    seen_with, often = _company(tables.mentions)
    names = {
        actor: words for actor, name in zip(rows.index, rows["name"], strict=True) if (words := _words(name))
    }
    found = []
    for one, other in _candidates(names):
        if (min(one, other), max(one, other)) in distinct or not _may_be_one(rows, one, other):
            continue
        score = _likeness(names[one], names[other], str(rows.at[one, "type"]))
        shared = len((seen_with.get(one, set()) & seen_with.get(other, set())) - {one, other})
        if score and shared:
            less, more = sorted((one, other), key=lambda actor: (often.get(actor, 0), actor))
            told = (
                less,
                more,
                rows.at[less, "name"],
                rows.at[more, "name"],
                rows.at[less, "type"],
                score,
                shared,
            )
            found.append(told)
    pairs = pd.DataFrame(found, columns=list(COLUMNS))
    return pairs.sort_values(["score", "shared"], ascending=False, kind="stable", ignore_index=True).head(
        most
    )


def _may_be_one(rows: pd.DataFrame, one: str, other: str) -> bool:
    if rows.at[one, "type"] != rows.at[other, "type"]:
        return False
    if not (_is_of_words(one) or _is_of_words(other)):
        return False  # the lexicon knows both
    countries = {rows.at[one, "country"], rows.at[other, "country"]} - {""}
    return len(countries) < 2


def _is_of_words(actor_id: str) -> bool:
    """Whether the reader made the actor of the words of a text, and no lexicon knows it."""
    return ":" in actor_id


def _words(name: str) -> Words:
    return tuple(word.key for word in words_of(name) if word.key not in _SMALL)


def _candidates(names: dict[str, Words]) -> Iterable[tuple[str, str]]:
    """Pairs with the beginning of a word in common, or of which one may be the other's initials."""
    by_key: dict[str, set[str]] = defaultdict(set)
    for actor, words in names.items():
        for word in words:
            if len(word) > _PREFIX:
                by_key[word[:_PREFIX]].add(actor)
        by_key["".join(word[0] for word in words) if len(words) > 1 else words[0]].add(actor)
    found: set[tuple[str, str]] = set()
    for actors in by_key.values():
        if 1 < len(actors) <= _CROWD:
            found.update(combinations(sorted(actors), 2))
    return sorted(found)


def _likeness(one: Words, other: Words, kind: str) -> float:
    """0 where two names are not alike: each word of the shorter must be one of the longer, or its initial.

    Only a person's name may leave words out: another place, or another body, has a longer name of the same words.
    """
    short, long = sorted((one, other), key=len)
    if _tells_apart(short, long):
        return 0.0
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long):
        return 90.0
    if len(short) < len(long) and kind != "PER":
        return 0.0
    wanted = _ALIKE if len(long) > 1 else _ALONE
    left, scores = list(long), list[float]()
    for word in short:
        score, best = max(((_word_likeness(word, each, wanted), each) for each in left), default=(0.0, ""))
        if not score:
            return 0.0
        left.remove(best)
        scores.append(score)
    whole = any(len(word) > _PREFIX for word in short)
    return round(sum(scores) / len(scores) - len(left), 1) if whole else 0.0


def _word_likeness(one: str, other: str, wanted: float) -> float:
    if one == other:
        return 100.0
    if len(one) == 1 or len(other) == 1:
        return 90.0 if one[0] == other[0] else 0.0
    if min(len(one), len(other)) < _LETTERS:
        return 0.0
    score = float(fuzz.ratio(one, other))
    return score if score >= wanted else 0.0


def _tells_apart(one: Words, other: Words) -> bool:
    different = set(one) ^ set(other)
    return any(word in _telling() or any(sign.isdigit() for sign in word) for word in different)


@cache
def _telling() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in load_yaml("tell_apart.yaml")["words"])


def _company(mentions: pd.DataFrame) -> tuple[dict[str, set[str]], dict[str, int]]:
    """Actor → those named in the same articles, and → how often it is named."""
    here: dict[str, set[str]] = defaultdict(set)
    where: dict[str, set[str]] = defaultdict(set)
    often: dict[str, int] = defaultdict(int)
    for article, actor in zip(mentions["article_id"], mentions["actor_id"], strict=True):
        if actor:
            here[article].add(actor)
            where[actor].add(article)
            often[actor] += 1
    return {
        actor: set().union(*(here[article] for article in articles)) for actor, articles in where.items()
    }, often
