"""Who speaks about whom: speakers × the actors named in their words, with how often they deny and accuse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from pipelines.analysis.verb_classes import ACCUSATION, DENIAL
from pipelines.model import SPEAKING, load_list


def speaking(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per speaker and actor named in the speaker's quotes, most quotes first; columns of `model.SPEAKING`.

    Args:
        rows: quotes as evidence, with the columns of `model.QUOTE_ROWS`.

    A quote that names three actors counts once for each. `share_denials` and `share_accusations` are of `quotes`.
    Quotes of nobody have the speaker ""; those that name nobody are in no row.
    """
    counts = Counter[tuple[str, str, str, str]]()
    by_class = {kind: Counter[tuple[str, str, str, str]]() for kind in (DENIAL, ACCUSATION)}
    for key, kind in _pairs(rows):
        counts[key] += 1
        if kind:
            by_class[kind][key] += 1
    found = [
        (*key, number, by_class[DENIAL][key], by_class[ACCUSATION][key],
         by_class[DENIAL][key] / number, by_class[ACCUSATION][key] / number)
        for key, number in counts.items()
    ]  # fmt: skip
    table = pd.DataFrame(found, columns=list(SPEAKING.columns))
    ordered = table.sort_values(["quotes", "speaker", "named"], ascending=[False, True, True], kind="stable")
    return SPEAKING.validate(ordered.reset_index(drop=True))


def _pairs(rows: pd.DataFrame) -> Iterator[tuple[tuple[str, str, str, str], str]]:
    """Speaker, its id, named, its id; and the verb's class."""
    for row in rows.itertuples(index=False):
        for name, actor_id in zip(load_list(row.about), load_list(row.about_ids), strict=True):
            yield (speaker_shown(row), row.speaker_id, name, actor_id), row.verb_class


def speaker_shown(row: Any) -> str:
    """The name that a quote's speaker goes by; "" when nobody is named."""
    name = str(row.speaker_en or row.speaker_name or row.speaker)
    return name[:1].upper() + name[1:]


def speakers(rows: pd.DataFrame, table: pd.DataFrame) -> list[tuple[str, int]]:
    """The speakers of the matrix with all of their quotes, those that name nobody, too; most first, "" last."""
    numbers = Counter(map(speaker_shown, rows.itertuples(index=False)))
    return _most_first((name, numbers[name]) for name in set(table["speaker"]))


def named(table: pd.DataFrame) -> list[tuple[str, int]]:
    """The actors named, with the quotes that name them; most first."""
    numbers = table.groupby("named")["quotes"].sum()
    return _most_first((str(name), int(number)) for name, number in numbers.items())


def _most_first(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(pairs, key=lambda pair: (pair[0] == "", -pair[1], pair[0]))
