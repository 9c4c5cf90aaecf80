"""The quotes table as it is drawn: serif text over lines, dashes under inferred speakers, links to sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.components import assets
from dashboard.components.titles import NARROW, Title
from dashboard.display import TYPE_LETTERS, edtf_words, french_spaces, quoted, shorten
from pipelines.analysis.speaking import speaker_shown
from pipelines.model import load_list, span_of

_LONGEST = 280


def quotes_table(
    rows: pd.DataFrame,
    types: dict[str, str],
    *,
    key: str,
    total: int,
    theme: str,
    named: Mapping[str, Title],
    groups: Mapping[str, int] | None = None,
) -> dict[str, Any] | None:
    """Draw one page of quotes.

    Args:
        rows: from `quote_rows`, those of this page.
        types: actor_id → type, for the glyphs.
        key: its widget key.
        total: rows on all pages, for assistive technology.
        theme: "light" or "dark".
        named: article → its title.
        groups: speaker, as `speaker_shown` names it → quotes on all pages; a heading then stands over each. None for none.

    Returns:
        {"article", "sentence"} when a sentence was just chosen, with "start" of the quote where it is to be corrected;
        {"cite"} with the row's place among `rows` when its citation was asked for; else None.
    """
    drawn = [
        _drawn(row, types, named.get(row.article_id, Title(""))) | {"place": place}
        for place, row in enumerate(rows.itertuples(index=False))
    ]
    if groups is not None:
        _head_groups(drawn, [speaker_shown(row) for row in rows.itertuples(index=False)], groups)
    data = {
        "rows": drawn,
        "total": total,
        "theme": theme,
    }
    result = assets.component("visavis_quotes", ("quotes.css",), ("quotes.js",))(
        data=data,
        key=key,
        height="content",
        on_open_sentence_change=_nothing,
        on_correct_change=_nothing,
        on_cite_change=_nothing,
    )
    chosen = result.open_sentence or result.correct or result.cite
    return dict(chosen) if chosen else None


def _nothing() -> None:
    """The page reads the trigger after the run."""


def _head_groups(drawn: list[dict[str, Any]], speakers: list[str], groups: Mapping[str, int]) -> None:
    """Give the first row of each speaker the heading of the group."""
    before: str | None = None
    for row, speaker in zip(drawn, speakers, strict=True):
        if speaker != before:
            row["group"] = {"name": speaker, "n": groups.get(speaker, 0)}
        before = speaker


def _drawn(row: Any, types: dict[str, str], title: Title) -> dict[str, Any]:
    return {
        "speaker": {
            "name": shorten(speaker_shown(row), 60),
            "function": shorten(row.speaker_function, 80),
            "k": TYPE_LETTERS.get(row.speaker_type, ""),
            "lang": "en" if row.speaker_en else "fr",
            "inferred": bool(row.speaker_inferred),
        },
        "verb": {"fr": row.cue, "en": row.cue_en, "stance": row.stance},
        "fr": quoted(french_spaces(row.text), row.kind, _LONGEST),
        "en": quoted(row.text_en, "direct" if row.text_en_is == "quotation" else "", _LONGEST),
        "checks": load_list(row.checks),
        "by": row.engine if row.text_en else "",
        "about": [
            {"k": TYPE_LETTERS.get(types.get(actor_id, ""), "x"), "name": name}
            for actor_id, name in zip(load_list(row.about_ids), load_list(row.about), strict=True)
        ],
        "told": row.date,
        "source": row.source,
        "published": edtf_words(row.published, ""),
        "article": row.article_id,
        "start": span_of({"parts": row.parts})[0],
        "n": int(row.sentence),
        "title": shorten(title.en or title.fr, NARROW),
        "title_by": title.by,
        "title_lang": "en" if title.en else "fr",
        "title_fr": title.fr if title.en else "",
    }
