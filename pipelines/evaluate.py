"""Scores against gold annotations: `visavis evaluate --gold FILE`, `python -m pipelines.evaluate`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.errors import DataFileError, VisavisError
from pipelines.evaluation.layers import (
    ArticlePair,
    Scores,
    score_actors,
    score_dates,
    score_entities,
    score_events,
    score_quotes,
    score_sentences,
)
from pipelines.evaluation.report import errors, figures, raised, side_by_side, table
from pipelines.paths import DATA

__all__ = ["HALVES", "evaluate", "figures", "half", "predict", "raised", "read_gold", "side_by_side", "table"]

HALVES = ("tune", "confirm")
_SCORERS = {
    "sentences": score_sentences,
    "entities": score_entities,
    "actors": score_actors,
    "quotes": score_quotes,
    "dates": score_dates,
    "events": score_events,
}


def evaluate(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> Scores:
    """Every metric of data/gold/FORMAT.md, in per cent, by layer.

    Args:
        gold: articles as in data/gold/FORMAT.md.
        predicted: the same articles as `visavis annotate` prints them, in any order; paired by id.

    Raises:
        VisavisError: a gold article was not annotated.
    """
    articles = pair_articles(gold, predicted)
    return {layer: score(articles) for layer, score in _SCORERS.items()}


def pair_articles(gold: Iterable[dict[str, Any]], predicted: Iterable[dict[str, Any]]) -> list[ArticlePair]:
    """Gold and predicted articles paired by id, in the order of `gold`.

    Raises:
        VisavisError: a gold article was not annotated.
    """
    by_id = {article["id"]: article for article in predicted}
    gold = list(gold)
    missing = [article["id"] for article in gold if article["id"] not in by_id]
    if missing:
        raise VisavisError(f"These gold articles were not annotated: {', '.join(missing)}.")
    return [(article, by_id[article["id"]]) for article in gold]


def half(gold: Sequence[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """The articles one may tune on ("tune", even places) or only confirm with ("confirm", odd places)."""
    return list(gold[HALVES.index(name) :: 2])


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Gold articles, one a line.

    Raises:
        DataFileError: the file is missing, or a line is not an annotated article.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # a text may hold other ends of lines
    except OSError as error:
        raise DataFileError(f"The gold file {path} cannot be read: {error.strerror}.") from error
    articles = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            article = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataFileError(f"{path}, line {number} is not valid JSON: {error.msg}.") from error
        absent = [] if isinstance(article, dict) else ["id"]
        absent = absent or [key for key in ("id", "text", "sentences", *_LISTS) if key not in article]
        if absent:
            raise DataFileError(f"{path}, line {number} is not an annotated article: no {', '.join(absent)}.")
        articles.append(article)
    return articles


_LISTS = ("entities", "quotes", "dates", "events")


def predict(gold: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the reader finds in the texts of gold articles, in the same shape."""
    from pipelines.annotation import annotate_records  # noqa: PLC0415 - it loads the model

    return list(annotate_records((article, article["text"]) for article in gold))


def floor_name(gold: Path, name: str) -> str:
    """What the floors of one half of a gold file are kept under: "confirm", "press confirm"."""
    return name if gold.stem == "dev" else f"{gold.stem} {name}"


def _raise_floors(path: Path, gold: Path, scores: Mapping[str, Scores]) -> None:
    runs = {floor_name(gold, name): each for name, each in scores.items()}
    floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps(floors | raised(floors, runs), indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores of both halves, of one half, or the errors of one layer."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.evaluate", description=__doc__)
    parser.add_argument("--gold", type=Path, default=DATA / "gold" / "dev.jsonl")
    parser.add_argument("--half", choices=HALVES, help="score one half only")
    parser.add_argument("--layer", choices=list(_SCORERS), help="show one layer only")
    parser.add_argument(
        "--errors", action="store_true", help="list what the layer missed, made up or got wrong"
    )
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    parser.add_argument(
        "--raise-floors", type=Path, metavar="FILE", help="lift the floors of the quality gate"
    )
    options = parser.parse_args(arguments)
    gold = read_gold(options.gold)
    halves = [options.half] if options.half else list(HALVES)
    predicted = predict(article for name in halves for article in half(gold, name))
    runs = {name: evaluate(half(gold, name), predicted) for name in halves}
    if options.raise_floors:
        _raise_floors(options.raise_floors, options.gold, runs)
    if options.layer:
        runs = {name: {options.layer: scores[options.layer]} for name, scores in runs.items()}
    print(json.dumps(runs, indent=2) if options.json else side_by_side(runs))
    if options.errors:
        layer = "entities" if options.layer == "actors" else options.layer or "quotes"
        for name in halves:
            print("\n".join(errors(pair_articles(half(gold, name), predicted), layer)))


if __name__ == "__main__":
    try:
        main()
    except VisavisError as error:
        sys.exit(str(error))
