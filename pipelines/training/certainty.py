"""Measures how often each method of the reader is right on annotated articles: `python -m pipelines.training.certainty`.

Only the confirmation halves of data/gold are read: rules were tuned on the others, where they look better than they are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.corrections.certainty import PLACE, family
from pipelines.edtf import edtf_days
from pipelines.evaluate import half, read_gold
from pipelines.evaluation.layers import DATE_OVERLAP, QUOTE_OVERLAP
from pipelines.evaluation.matching import name_key, overlap, pair_off, quoted_characters, span_overlap, trim
from pipelines.model import Article, Tables, load_list
from pipelines.tables import article_tables
from pipelines.training.examples import GOLD, readings

Row = dict[str, Any]
Verdict = tuple[str, Row, bool]  # layer, row, whether it is right


def measured(articles: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, list[int]]]:
    """Layer → family of methods → how many readings were right, and of how many; "" is all of a layer."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for reading in readings([dict(article) for article in articles]):
        if reading.normalised.text != reading.gold["text"]:
            continue  # offsets would have to be carried over; no gold article needs it
        tables = article_tables(Article(reading.gold["text"]), reading.doc)
        for layer, row, is_right in _verdicts(tables, reading.gold):
            for name in dict.fromkeys((family(layer, row), "")):
                found[layer][name][0] += is_right
                found[layer][name][1] += 1
    return {layer: dict(sorted(names.items())) for layer, names in sorted(found.items())}


def _verdicts(tables: Tables, gold: Mapping[str, Any]) -> Iterator[Verdict]:
    yield from _names(tables, gold)
    yield from _quotes(tables, gold)
    yield from _dates(tables, gold)
    yield from _events(tables, gold)


def _names(tables: Tables, gold: Mapping[str, Any]) -> Iterator[Verdict]:
    text = gold["text"]
    called = dict(zip(tables.actors["actor_id"], tables.actors["name"], strict=True))
    there = {trim(text, each["start"], each["end"]): each for each in gold["entities"]}
    for row in _records(tables.mentions):
        found = there.get(trim(text, row["start"], row["end"]))
        yield "name", row, found is not None and found["type"] == row["type"]
        if found is not None:
            yield "actor", row, name_key(found["actor"]) == name_key(called.get(row["actor_id"], ""))


def _quotes(tables: Tables, gold: Mapping[str, Any]) -> Iterator[Verdict]:
    rows = [{**row, "parts": load_list(row["parts"])} for row in _records(tables.quotes)]
    covered = [quoted_characters(gold["text"], quote) for quote in gold["quotes"]]
    mine = [quoted_characters(gold["text"], row) for row in rows]
    pairs = {j: i for i, j in pair_off(covered, mine, overlap, QUOTE_OVERLAP)}
    for number, row in enumerate(rows):
        yield "quote", row, number in pairs
        if number in pairs and row["speaker_name"]:
            said = gold["quotes"][pairs[number]]["speaker_actor"]
            yield "speaker", row, name_key(said) == name_key(row["speaker_name"])


def _dates(tables: Tables, gold: Mapping[str, Any]) -> Iterator[Verdict]:
    rows = _records(tables.dates)
    pairs = {j: i for i, j in pair_off(gold["dates"], rows, span_overlap, DATE_OVERLAP)}
    for number, row in enumerate(rows):
        value = gold["dates"][pairs[number]]["value"] if number in pairs else None
        yield "date", row, value is not None and edtf_days(value) == edtf_days(row["edtf"])


def _events(tables: Tables, gold: Mapping[str, Any]) -> Iterator[Verdict]:
    rows = _records(tables.events)
    pairs = {j: i for i, j in pair_off(gold["events"], rows, span_overlap, 0.0)}
    for number, row in enumerate(rows):
        found = gold["events"][pairs[number]] if number in pairs else None
        yield (
            "event",
            row,
            found is not None and found["type"] == row["type"] and found["status"] == row["status"],
        )
        filled = load_list(row["actors"]) or load_list(row["recipients"])
        if found is not None and filled:
            yield (
                "roles",
                row,
                _same(found["actor"], row["actors"]) and _same(found["recipient"], row["recipients"]),
            )


def _same(names: Sequence[str], cell: str) -> bool:
    return {name_key(name) for name in names} == {name_key(name) for name in load_list(cell)}


def _records(rows: Any) -> list[Row]:
    return [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]


def main() -> None:
    """Write the figures."""
    articles = [article for path in GOLD for article in half(read_gold(path), "confirm")]
    layers = measured(articles)
    made = {
        "from": "the confirmation halves of data/gold/dev.jsonl and press.jsonl; python -m pipelines.training.certainty",
        "articles": len(articles),
        "layers": layers,
    }
    PLACE.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for layer, names in layers.items():
        right, of = names[""]
        print(f"{layer}: {right} of {of} right")


if __name__ == "__main__":
    main()
