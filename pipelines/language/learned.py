"""Logistic models over readable signs, as small JSON files under data/learned that a person can read and a command remakes."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from pipelines.errors import DataFileError
from pipelines.paths import DATA

FOLDER = DATA / "learned"


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression over signs that are there or not.

    Attributes:
        bias: the log-odds where no sign speaks.
        weights: sign → context → weight in log-odds; the context "" counts always, any other only in that context.
    """

    bias: float
    weights: Mapping[str, Mapping[str, float]]
    # The weights of each sign in contexts asked for before: there are few, and every candidate of a text asks.
    _in_contexts: dict[tuple[str, ...], dict[str, float]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def probability(self, signs: Iterable[str], contexts: tuple[str, ...] = ()) -> float:
        """How likely the thing is that shows these signs in these contexts, 0 to 1."""
        told = self._in_contexts.get(contexts)
        if told is None:
            told = self._in_contexts[contexts] = {
                sign: sum(known[context] for context in ("", *contexts) if context in known)
                for sign, known in self.weights.items()
            }
        weight = told.get
        total = self.bias + sum([weight(sign, 0.0) for sign in signs])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def strongest(self, signs: Iterable[str], contexts: tuple[str, ...] = ()) -> str:
        """The sign that speaks most for it, "" where none does."""
        found = {
            sign: sum(self.weights[sign].get(context, 0.0) for context in ("", *contexts))
            for sign in signs
            if sign in self.weights
        }
        best = max(found, key=lambda sign: (found[sign], sign), default="")
        return best if best and found[best] > 0 else ""


@cache
def model(name: str, part: str) -> Model:
    """One model of data/learned/`name`.json.

    Raises:
        DataFileError: the file is missing or malformed.
    """
    path = FOLDER / f"{name}.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))[part]
        return Model(float(content["bias"]), content["weights"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataFileError(f"{path}: the learned model cannot be read ({error}).") from error
