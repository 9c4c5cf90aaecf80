"""Articles that a person has reviewed, as annotations in the shape of data/gold/FORMAT.md.

With them `visavis evaluate --gold FILE` measures the reader on a person's own press.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from pipelines.model import Tables, load_list

READINGS = ("mentions", "quotes", "dates", "events")
Record = dict[str, Any]


def reviewed_articles(tables: Tables) -> list[str]:
    """The articles of which each name, quote, date and event was found right, or put right; in order.

    One that is told wrong and was not mended, or was not looked at, keeps its article out. So does a text in which
    nothing is read: nobody can have reviewed it.

    Args:
        tables: as they are shown.
    """
    open_, looked = set[str](), set[str]()
    for name in READINGS:
        rows = getattr(tables, name)
        done = rows["reviewed"].isin(["right", "corrected"])
        open_ |= set(rows.loc[~done, "article_id"])
        looked |= set(rows.loc[done, "article_id"])
    return [str(key) for key in tables.articles["article_id"] if key in looked and key not in open_]


def gold_lines(tables: Tables) -> Iterator[str]:
    """The reviewed articles, one JSON object a line."""
    wanted = reviewed_articles(tables)
    part = {name: _grouped(getattr(tables, name), wanted) for name in ("sentences", *READINGS)}
    called = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    articles = tables.articles.set_index("article_id")
    for key in wanted:
        yield json.dumps(_record(key, articles.loc[key], part, called), ensure_ascii=False)


def _grouped(rows: pd.DataFrame, wanted: list[str]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {key: [] for key in wanted}
    for row in rows[rows["article_id"].isin(wanted)].to_dict("records"):
        found[row["article_id"]].append({str(name): cell for name, cell in row.items()})
    return found


def _record(
    key: str, article: pd.Series, part: Mapping[str, Mapping[str, list[Record]]], called: Mapping[str, str]
) -> Record:
    text = str(article["text"])

    def span(start: Any, end: Any) -> Record | None:
        if pd.isna(start) or pd.isna(end):
            return None
        return {"start": int(start), "end": int(end), "surface": text[int(start) : int(end)]}

    return {
        "id": key,
        "title": str(article["title"]),
        "published": str(article["published"]),
        "text": text,
        "sentences": [[int(row["start"]), int(row["end"])] for row in part["sentences"][key]],
        "entities": [
            {
                **(span(row["start"], row["end"]) or {}),
                "type": row["type"],
                "actor": called.get(row["actor_id"], ""),
            }
            for row in _in_order(part["mentions"][key])
        ],
        "quotes": [
            {
                "id": row["quote_id"],
                "kind": row["kind"],
                "parts": load_list(row["parts"]),
                "speaker": span(row["speaker_start"], row["speaker_end"]),
                "speaker_actor": row["speaker_name"],
                "cue": span(row["cue_start"], row["cue_end"]),
            }
            for row in part["quotes"][key]
        ],
        "dates": [
            {**(span(row["start"], row["end"]) or {}), "value": row["edtf"]}
            for row in _in_order(part["dates"][key])
        ],
        "events": [
            {
                **(span(row["start"], row["end"]) or {}),
                "type": row["type"],
                "mode": row["mode"],
                "status": row["status"],
                "actor": load_list(row["actors"]),
                "recipient": load_list(row["recipients"]),
                "date": row["edtf"],
            }
            for row in _in_order(part["events"][key])
        ],
    }


def _in_order(rows: list[Record]) -> list[Record]:
    return sorted(rows, key=lambda row: (row["start"], row["end"]))
