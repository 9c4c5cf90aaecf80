"""Counting stories rather than articles: ten papers that print one dispatch tell one story.

The corpus gives near-duplicates a shared `story_id` when they are loaded; here they are counted and thinned.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pipelines.model import Tables

_OF_ARTICLES = ("articles", "sentences", "translations", "mentions", "quotes", "dates", "events")


def stories(articles: pd.DataFrame) -> pd.DataFrame:
    """One row per story: story_id, title, title_en, n_articles, n_sources, first_published, sources; largest first.

    The title is the earliest article's; articles without a date come last.
    """
    ordered = _earliest_first(articles)
    grouped = ordered.groupby("story_id", sort=False)
    table = pd.DataFrame({
        "title": grouped["title"].first(),
        "title_en": grouped["title_en"].first(),
        "n_articles": grouped.size(),
        "n_sources": grouped["source"].agg(lambda s: s[s != ""].nunique()),
        "first_published": grouped["published"].first(),
        "sources": grouped["source"].agg(lambda s: ", ".join(sorted(set(s) - {""}))),
    })  # fmt: skip
    return table.sort_values(["n_articles"], ascending=False, kind="stable").reset_index()


def one_per_story(tables: Tables) -> Tables:
    """`tables` with only the earliest article of each story, so that a count counts stories."""
    kept = _earliest_first(tables.articles).drop_duplicates("story_id")["article_id"]
    if len(kept) == len(tables.articles):
        return tables
    by_article = {
        name: table[table["article_id"].isin(kept)] for name, table in tables.items() if name in _OF_ARTICLES
    }
    present = set(by_article["mentions"]["actor_id"]) | set(by_article["quotes"]["speaker_id"])
    return replace(tables, **by_article, actors=tables.actors[tables.actors["actor_id"].isin(present)])


def _earliest_first(articles: pd.DataFrame) -> pd.DataFrame:
    day = articles["published_start"].where(articles["published_start"] != "", "9999-99-99")
    return articles.assign(_day=day).sort_values(["_day", "article_id"]).drop(columns="_day")
