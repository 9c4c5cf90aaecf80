"""Scores as a table for the terminal, and the errors of one layer with their context."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipelines.evaluation.layers import (
    Article,
    ArticlePair,
    date_pairs,
    days_of,
    entity_pairs,
    event_pairs,
    names_of,
    quote_pairs,
    same_speaker,
)
from pipelines.evaluation.matching import Item, Pair, name_key, pair_equal

_CONTEXT = 60


def table(scores: Mapping[str, Any]) -> str:
    """Scores of one run as a table; with a mapping of several runs, see `side_by_side`."""
    return side_by_side({"": scores})


def side_by_side(runs: Mapping[str, Mapping[str, Any]]) -> str:
    """Scores of named runs (such as the two halves) as one table: a row a metric."""
    columns = {name: dict(_rows(scores)) for name, scores in runs.items()}
    labels = list(next(iter(columns.values()), {}))
    width = max((len(label) for label in labels), default=0)
    lines = []
    if any(runs):
        lines.append(" " * width + "".join(f"  {name:^26}" for name in runs))
    lines.append(" " * width + "  {:>6}{:>7}{:>7}{:>6}".format("P", "R", "F or %", "n") * len(runs))
    lines += [
        f"{label:<{width}}" + "".join(f"  {column[label]}" for column in columns.values()) for label in labels
    ]
    return "\n".join(line.rstrip() for line in lines)


def _rows(scores: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    if "f" in scores:
        yield path, "{precision:6.1f}{recall:7.1f}{f:7.1f}{gold:6d}".format(**scores)
        return
    for name, value in scores.items():
        label = f"{path} {name.replace('_', ' ')}".strip()
        if isinstance(value, Mapping):
            yield from _rows(value, label)
        elif isinstance(value, float):
            yield label, f"{'':13}{value:7.1f}{scores.get('matched', 0):6d}"


def figures(scores: Mapping[str, Any], path: str = "") -> dict[str, float]:
    """The one figure of each metric, F or a share in per cent, by its name in the table."""
    if "f" in scores:
        return {path: scores["f"]}
    found: dict[str, float] = {}
    for name, value in scores.items():
        label = f"{path} {name.replace('_', ' ')}".strip()
        if isinstance(value, Mapping):
            found |= figures(value, label)
        elif isinstance(value, float):
            found[label] = value
    return found


def raised(
    floors: Mapping[str, Mapping[str, float]], runs: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, float]]:
    """The floors of each run lifted to half a point under what it reaches; no floor is ever lowered."""
    return {
        name: {
            metric: max(floors.get(name, {}).get(metric, 0.0), int(2 * value) / 2 - 0.5, 0.0)
            for metric, value in figures(scores).items()
        }
        for name, scores in runs.items()
    }


def errors(articles: Iterable[ArticlePair], layer: str) -> Iterator[str]:
    """Lines that show what a layer missed (-), made up (+) or got wrong (~), each with its context.

    Args:
        articles: pairs of gold and predicted article.
        layer: sentences, entities, quotes, dates or events.
    """
    pairing, describe, differs = _LAYERS[layer]
    for gold, predicted in articles:
        expected, found = _items(gold, layer), _items(predicted, layer)
        pairs = pairing(gold, predicted)
        matched_gold, matched_found = {i for i, _ in pairs}, {j for _, j in pairs}
        rows = [(_start(e), "-", e, "") for i, e in enumerate(expected) if i not in matched_gold]
        rows += [(_start(f), "+", f, "") for j, f in enumerate(found) if j not in matched_found]
        for i, j in pairs:
            if differs(expected[i], found[j]):
                rows.append((_start(expected[i]), "~", expected[i], f"   found: {describe(found[j])}"))
        if rows:
            yield f"{gold['id']} ({gold.get('published', '')})"
        for _, sign, item, extra in sorted(rows, key=lambda row: row[0]):
            yield f"  {sign} {describe(item)}{extra}\n        {_context(gold['text'], item)}"


def _items(article: Article, layer: str) -> Sequence[Item]:
    if layer == "sentences":
        return [{"start": start, "end": end} for start, end in article["sentences"]]
    items: Sequence[Item] = article[layer]
    return items


def _start(item: Item) -> int:
    start: int = item["parts"][0]["start"] if "parts" in item else item["start"]
    return start


def _context(text: str, item: Item) -> str:
    spans = item.get("parts") or [item]
    start, end = spans[0]["start"], spans[-1]["end"]
    inside = "".join(
        ("" if n == 0 else text[spans[n - 1]["end"] : span["start"]])
        + f"[{text[span['start'] : span['end']]}]"
        for n, span in enumerate(spans)
    )
    shown = text[max(0, start - _CONTEXT) : start] + inside + text[end : end + _CONTEXT]
    return shown.replace("\n", "¶")


def _sentence_pairs(gold: Article, predicted: Article) -> list[Pair]:
    return pair_equal([tuple(s) for s in gold["sentences"]], [tuple(s) for s in predicted["sentences"]])


def _describe_quote(quote: Item) -> str:
    speaker = quote["speaker"]["surface"] if quote["speaker"] else "?"
    cue = quote["cue"]["surface"] if quote["cue"] else ""
    return f"{quote['kind']} by “{quote['speaker_actor']}” (speaker: {speaker}; cue: {cue})"


def _describe_event(event: Item) -> str:
    roles = f"{', '.join(event['actor'])} → {', '.join(event['recipient'])}"
    return f"{event['type']} {event['mode']} {event['status']}: {roles} [{event['date']}]"


def _event_differs(a: Item, b: Item) -> bool:
    return a["status"] != b["status"] or any(
        names_of(a, role) != names_of(b, role) for role in ("actor", "recipient")
    )


def _quote_differs(a: Item, b: Item) -> bool:
    return a["kind"] != b["kind"] or not same_speaker(a, b)


_LAYERS: dict[
    str, tuple[Callable[[Article, Article], list[Pair]], Callable[[Item], str], Callable[[Item, Item], bool]]
] = {
    "sentences": (_sentence_pairs, lambda item: f"{item['start']}–{item['end']}", lambda a, b: False),
    "entities": (
        entity_pairs,
        lambda item: f"{item['type']} “{item['surface']}” = {item['actor']}",
        lambda a, b: name_key(a["actor"]) != name_key(b["actor"]),
    ),
    "quotes": (
        lambda g, p: quote_pairs(g["text"], g["quotes"], p["quotes"]),
        _describe_quote,
        _quote_differs,
    ),
    "dates": (
        lambda g, p: date_pairs(g["dates"], p["dates"]),
        lambda item: f"“{item['surface']}” = {item['value'] or 'unresolved'}",
        lambda a, b: days_of(a["value"]) != days_of(b["value"]),
    ),
    "events": (lambda g, p: event_pairs(g["events"], p["events"]), _describe_event, _event_differs),
}
