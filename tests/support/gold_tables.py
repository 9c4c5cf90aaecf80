"""Gold annotations (data/gold/FORMAT.md) as a whole corpus: pages are tested without running a model."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from pipelines.edtf import iso_days
from pipelines.model import Tables, dump_list, frame

Item = Mapping[str, Any]
_FILLED = ("articles", "sentences", "translations", "actors", "mentions", "quotes", "dates", "events")


def gold_tables(path: Path, *, english: Mapping[str, str] | None = None) -> Tables:
    """Every article of a gold file as rows of the pandas model, keyed by its gold id.

    Args:
        path: one article a line, as in data/gold/FORMAT.md.
        english: French sentence → English; sentences that are not in it have no translation.

    Returns:
        Validated tables. What gold does not annotate (countries, stances, roles) is empty; `method` and
        `rule` say "gold".
    """
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _FILLED}
    for item in items:
        numbers = _SentenceNumbers(item)
        rows["articles"].append(_article(item))
        rows["sentences"] += _sentences(item)
        rows["translations"] += _translations(item, english or {})
        rows["mentions"] += [_mention(item, numbers, e) for e in item["entities"]]
        rows["quotes"] += [_quote(item, numbers, q) for q in item["quotes"]]
        rows["dates"] += [_date(item, numbers, d) for d in item["dates"]]
        rows["events"] += [_event(item, numbers, n, e) for n, e in enumerate(item["events"], 1)]
    rows["actors"] = _actors(items)
    return Tables(**{name: frame(name, found) for name, found in rows.items()})


def actor_key(kind: str, name: str) -> str:
    """A stable id from type and name: "per:aviv-kochavi"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{kind.lower()}:{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')}"


def _ids(item: Item) -> dict[str, str]:
    return {e["actor"]: actor_key(e["type"], e["actor"]) for e in reversed(item["entities"])}


def _days(edtf: str) -> tuple[str, str]:
    start, end = iso_days(edtf)
    return str(start or ""), str(end or "")


class _SentenceNumbers:
    def __init__(self, item: Item) -> None:
        self._starts = [start for start, _ in item["sentences"]]

    def __call__(self, offset: int) -> int:
        return max(1, bisect_right(self._starts, offset))


def _article(item: Item) -> dict[str, Any]:
    start, end = _days(item["published"])
    return {
        "article_id": item["id"], "title": item["title"], "title_en": "", "title_engine": "", "title_flags": "[]", "source": "", "author": "",
        "published": item["published"], "published_start": start, "published_end": end,
        "file_name": f"{item['id']}.txt", "n_words": len(item["text"].split()), "story_id": item["id"],
        "loaded_at": "2026-01-01T00:00:00+00:00", "warnings": "[]", "text": item["text"],
    }  # fmt: skip


def _sentences(item: Item) -> list[dict[str, Any]]:
    rows, paragraph, last = [], 1, 0
    for number, (start, end) in enumerate(item["sentences"], 1):
        paragraph += number > 1 and "\n\n" in item["text"][last:start]
        rows.append({"article_id": item["id"], "sentence": number, "paragraph": paragraph,
                     "start": start, "end": end, "text": item["text"][start:end]})  # fmt: skip
        last = end
    return rows


def _translations(item: Item, english: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"article_id": item["id"], "sentence": number, "text_en": english[item["text"][start:end]],
         "engine": "memory", "engine_version": "reference", "edited_by": "", "flags": "[]"}
        for number, (start, end) in enumerate(item["sentences"], 1)
        if item["text"][start:end] in english
    ]  # fmt: skip


def _actors(items: Iterable[Item]) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    surfaces: dict[str, dict[str, None]] = {}
    for item in items:
        ids = _ids(item)
        for e in item["entities"]:
            key = ids[e["actor"]]
            rows.setdefault(key, {"actor_id": key, "name": e["actor"], "name_en": e["actor"],
                                  "type": e["type"], "country": "", "aliases": "[]"})  # fmt: skip
            if e["surface"] != rows[key]["name"]:
                surfaces.setdefault(key, {})[e["surface"]] = None
    for key, written in surfaces.items():
        rows[key]["aliases"] = dump_list(written)
    return list(rows.values())


def _mention(item: Item, numbers: _SentenceNumbers, e: Item) -> dict[str, Any]:
    return {"article_id": item["id"], "sentence": numbers(e["start"]), "start": e["start"], "end": e["end"],
            "surface": e["surface"], "type": e["type"], "actor_id": _ids(item)[e["actor"]],
            "method": "gold"}  # fmt: skip


def _quote(item: Item, numbers: _SentenceNumbers, q: Item) -> dict[str, Any]:
    speaker, cue = q["speaker"] or {}, q["cue"] or {}
    return {
        "article_id": item["id"], "quote_id": q["id"], "sentence": numbers(q["parts"][0]["start"]),
        "parts": dump_list(q["parts"]), "text": " […] ".join(part["surface"] for part in q["parts"]),
        "kind": q["kind"], "speaker": speaker.get("surface", ""), "speaker_start": speaker.get("start"),
        "speaker_end": speaker.get("end"), "speaker_name": q["speaker_actor"],
        "speaker_id": _ids(item).get(q["speaker_actor"], ""),
        "speaker_inferred": not speaker and bool(q["speaker_actor"]),
        "cue": cue.get("surface", ""), "cue_start": cue.get("start"), "cue_end": cue.get("end"),
        "stance": "", "method": "gold",
    }  # fmt: skip


def _date(item: Item, numbers: _SentenceNumbers, d: Item) -> dict[str, Any]:
    start, end = _days(d["value"])
    return {"article_id": item["id"], "sentence": numbers(d["start"]), "start": d["start"], "end": d["end"],
            "surface": d["surface"], "edtf": d["value"], "start_day": start, "end_day": end,
            "precision": _precision(d["value"]), "note": "", "rule": "gold"}  # fmt: skip


def _precision(edtf: str) -> str:
    if "/" in edtf:
        return "open" if ".." in edtf else "interval"
    parts = edtf.rstrip("~").split("-")
    if len(parts) == 2 and parts[1] > "12":
        return "season"
    return ("year", "month", "day")[len(parts) - 1]


def _event(item: Item, numbers: _SentenceNumbers, n: int, e: Item) -> dict[str, Any]:
    ids = _ids(item)
    start, end = _days(e["date"])
    return {
        "article_id": item["id"], "event_id": f"e{n}", "sentence": numbers(e["start"]),
        "start": e["start"], "end": e["end"], "trigger": e["surface"], "type": e["type"], "mode": e["mode"],
        "status": e["status"], "actors": dump_list(e["actor"]),
        "actor_ids": dump_list(ids.get(name, "") for name in e["actor"]),
        "recipients": dump_list(e["recipient"]),
        "recipient_ids": dump_list(ids.get(name, "") for name in e["recipient"]),
        "edtf": e["date"], "start_day": start, "end_day": end, "date_surface": "", "date_note": "",
        "rule": "gold",
    }  # fmt: skip


def one_article(tables: Tables, article_id: str) -> Tables:
    """The rows of one article, its actors included."""
    mentions = tables.mentions[tables.mentions["article_id"] == article_id]
    named = set(mentions["actor_id"])

    def part(rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["article_id"] == article_id].reset_index(drop=True)

    return Tables(
        articles=part(tables.articles), sentences=part(tables.sentences),
        translations=part(tables.translations), mentions=part(tables.mentions), quotes=part(tables.quotes),
        dates=part(tables.dates), events=part(tables.events),
        actors=tables.actors[tables.actors["actor_id"].isin(named)].reset_index(drop=True),
    )  # fmt: skip
