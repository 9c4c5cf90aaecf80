"""Logistic regression over signs, written as the JSON that `language.learned` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipelines.language.learned import Model

SMALLEST = 0.01  # log-odds; weights below change no decision and are left out of the file


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate: its signs, the contexts they stand in, and whether it is the right one."""

    signs: tuple[str, ...]
    contexts: tuple[str, ...]
    right: bool


def fit(examples: Sequence[Example], strength: float) -> Model:
    """A model of the examples.

    Args:
        strength: inverse of the L2 penalty (scikit-learn's C); smaller is smoother.
    """
    vectorizer = DictVectorizer()
    features = vectorizer.fit_transform(dict.fromkeys(_keys(each), 1.0) for each in examples)
    regression = LogisticRegression(C=strength, max_iter=5000, random_state=0)
    regression.fit(features, [each.right for each in examples])
    weights: dict[str, dict[str, float]] = {}
    for key, weight in zip(vectorizer.get_feature_names_out(), regression.coef_[0], strict=True):
        context, _, sign = key.partition("|")
        if abs(weight) >= SMALLEST:
            weights.setdefault(sign, {})[context] = round(float(weight), 3)
    return Model(round(float(regression.intercept_[0]), 3), weights)


def _keys(example: Example) -> Iterable[str]:
    for sign in example.signs:
        yield f"|{sign}"
        for context in example.contexts:
            yield f"{context}|{sign}"


def write(path: Path, models: dict[str, Model], about: str) -> None:
    """Write models as one JSON file, signs in alphabetical order, with a line on where they come from."""
    content: dict[str, Any] = {"about": about}
    for name, model in models.items():
        content[name] = {
            "bias": model.bias,
            "weights": {sign: dict(sorted(model.weights[sign].items())) for sign in sorted(model.weights)},
        }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
