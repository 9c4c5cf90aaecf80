"""Readings that a person looks at one after the other, and how right the reader is by what they said of them.

Two ways in: the least certain first, to mend what is likely wrong; or a random sample, to learn how right the rest is.
Only a random sample says anything of the whole, so `scores` counts the verdicts of samples alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import pandas as pd

from pipelines.corrections.certainty import certainty
from pipelines.corrections.entries import REVIEWS, Draft, Entry, undone
from pipelines.corrections.sentences import ARTICLE, LAYERS, table_of
from pipelines.corrections.values import value_of
from pipelines.model import Tables, span_of

COLUMNS = ("layer", "article_id", "sentence", "start", "end", "surface", "value", "method", "certainty")
_VALUES = {
    "name": "mention.type",
    "actor": "mention.actor",
    "quote": "quote.delete",
    "speaker": "quote.speaker",
    "date": "date.value",
    "event": "event.type",
    "roles": "event.actors",
}
_Z = 1.959963984540054  # of the normal distribution, for 95 %
_UNMEASURED = -1.0  # comes first: nobody knows how right it is
Place = tuple[str, str, int, int]  # layer, article, start, end


@dataclass(frozen=True, slots=True)
class Score:
    """How right a layer is by a random sample.

    Attributes:
        layer: one of `LAYERS`.
        right, reviewed: how many readings of the samples.
        low, high: the 95 % interval of Wilson (1927) for the share that is right, 0 to 1; 0 and 1 without any review.
    """

    layer: str
    right: int
    reviewed: int
    low: float
    high: float


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of Wilson for a share, 0 to 1.

    Raises:
        ValueError: more are right than there are.
    """
    if not 0 <= right <= of:
        raise ValueError(f"{right} of {of} cannot be right.")
    if not of:
        return 0.0, 1.0
    share, square = right / of, _Z * _Z
    middle = share + square / (2 * of)
    spread = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, (middle - spread) / (1 + square / of)), min(1.0, (middle + spread) / (1 + square / of))


def readings(tables: Tables, layers: Iterable[str] = LAYERS) -> pd.DataFrame:
    """What can be reviewed, with `COLUMNS`: each name, actor, quote, speaker, date, event and its roles.

    A name that a person put in or corrected is not there. `certainty` is 0 to 1, or not known.

    Args:
        tables: as they are shown, and as they pass the filters.
        layers: some of `LAYERS`.
    """
    found = [_readings(tables, layer) for layer in layers]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(COLUMNS))


def _readings(tables: Tables, layer: str) -> pd.DataFrame:
    name = table_of(layer)
    rows = getattr(tables, name)
    rows = rows[rows["reviewed"] != "corrected"]
    if layer == "speaker":
        rows = rows[rows["speaker_name"] != ""]
    if layer == "roles":
        rows = rows[(rows["actors"] != "[]") | (rows["recipients"] != "[]")]
    if name == "quotes":
        spans = [span_of({"parts": parts}) for parts in rows["parts"]]
        rows = rows.assign(
            start=[start for start, _ in spans], end=[end for _, end in spans], surface=rows["text"]
        )
    elif name == "events":
        rows = rows.assign(surface=rows["trigger"])
    how = "method" if "method" in rows else "rule"
    told = rows.to_dict("records")
    what = _VALUES[layer]
    sure = [certainty(layer, row) for row in told]
    columns = {
        "layer": layer,
        "value": pd.Series([value_of(what, row) for row in told], index=rows.index, dtype=object),
        "method": rows[how],
        "certainty": pd.Series(sure, index=rows.index, dtype="Float64"),
    }
    return rows.assign(**columns)[list(COLUMNS)]


def queue(
    tables: Tables, entries: Sequence[Entry], layers: Iterable[str] = LAYERS, most: int = 50
) -> pd.DataFrame:
    """The readings to look at next, the least certain first; those with a verdict, or skipped, are not among them."""
    rows = not_yet(readings(tables, layers), entries)
    order = rows["certainty"].astype("Float64").fillna(_UNMEASURED)
    return rows.loc[order.sort_values(kind="stable").index].head(most).reset_index(drop=True)


def sample(
    tables: Tables, entries: Sequence[Entry], layers: Iterable[str], size: int, seed: str = ""
) -> pd.DataFrame:
    """A random sample of readings without those that were looked at; the same for the same corpus, size and seed.

    A review of one says so: its `new` holds {"layer": …, "sample": seed or another name that is not empty}.
    """
    rows = not_yet(readings(tables, layers), entries)
    places = random.Random(seed).sample(range(len(rows)), min(size, len(rows)))  # noqa: S311 - no secret
    return rows.iloc[places].reset_index(drop=True)


def verdict(reading: pd.Series, verdict: str, sample: str = "") -> Draft:
    """The entry to write when a person says of a reading that it is "right", "wrong", or "skip" of it."""
    new = {"layer": reading["layer"], "method": str(reading["method"]), "sample": sample}
    place = str(reading["article_id"]), int(reading["start"]), int(reading["end"])
    return Draft(f"review.{verdict}", *place, new)


def whole_article(article: pd.Series) -> Draft:
    """The entry to write when a person has looked at all of an article, and it is right as it is shown."""
    place = str(article["article_id"]), 0, len(str(article["text"]))
    return Draft("review.right", *place, {"layer": ARTICLE})


def reviewed_whole(entries: Iterable[Entry]) -> Entry | None:
    """The last of an article's entries that stand by which a person found all of it right; None where nobody did."""
    found = [
        entry
        for entry in entries
        if entry.what == "review.right" and isinstance(entry.new, dict) and entry.new.get("layer") == ARTICLE
    ]
    return found[-1] if found else None


def scores(entries: Sequence[Entry]) -> list[Score]:
    """How right each layer is, by the last verdict on each reading of a random sample; layers without any are left out."""
    found: dict[str, list[bool]] = {}
    for (layer, *_), entry in _verdicts(entries).items():
        if entry.what != "review.skip" and isinstance(entry.new, dict) and entry.new.get("sample"):
            found.setdefault(layer, []).append(entry.what == "review.right")
    return [
        Score(layer, sum(found[layer]), len(found[layer]), *wilson(sum(found[layer]), len(found[layer])))
        for layer in LAYERS
        if layer in found
    ]


def scores_frame(entries: Sequence[Entry]) -> pd.DataFrame:
    """`scores` as a table to export: layer, right, reviewed, share, low, high."""
    rows = [(s.layer, s.right, s.reviewed, s.right / s.reviewed, s.low, s.high) for s in scores(entries)]
    return pd.DataFrame(rows, columns=["layer", "right", "reviewed", "share", "low", "high"])


def not_yet(rows: pd.DataFrame, entries: Sequence[Entry]) -> pd.DataFrame:
    """Those of `rows`, readings, without a verdict that stands, in their order."""
    done = set(_verdicts(entries))
    places = zip(rows["layer"], rows["article_id"], rows["start"], rows["end"], strict=True)
    return rows[[place not in done for place in places]].reset_index(drop=True)


def _verdicts(entries: Sequence[Entry]) -> dict[Place, Entry]:
    """The last verdict on each reading."""
    out = undone(entries)
    found: dict[Place, Entry] = {}
    for entry in entries:
        if entry.what in REVIEWS and entry.id not in out and entry.span and isinstance(entry.new, dict):
            found[str(entry.new.get("layer")), entry.article_id, *entry.span] = entry
    return found
