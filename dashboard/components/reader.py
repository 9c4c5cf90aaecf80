"""The bitext reader: what it is given, and what it reports back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.components import assets
from dashboard.components.actor_card import actor_cards
from dashboard.components.english_marks import english_marks
from dashboard.components.reader_rows import ArticleRows
from dashboard.components.titles import titles
from dashboard.display import STATUS_WORDS, count, edtf_words, french_spaces
from pipelines.english_rows import is_left_in_french
from pipelines.model import Tables, load_list
from pipelines.translation import memory
from pipelines.translation.base import quality_of
from pipelines.wording.makers import check_text

_SCRIPTS = (
    "reader_rows.js", "reader_card.js", "reader_words.js", "reader_grid.js", "reader_edit.js", "reader.js",
)  # fmt: skip
_KINDS = {memory.NAME: "translation memory", "machine": "machine translation", "gist": "gist"}
TRIGGERS = (
    "edit_sentence", "undo_sentence", "suggest", "compare", "filter_actor", "open_network", "open_event",
    "open_sentence", "correct", "review_article",
)  # fmt: skip


def reader(data: Mapping[str, Any], *, key: str, callbacks: Mapping[str, Callable[[], None]]) -> Any:
    """Draw the reader.

    Args:
        data: what `reader_data` made, and `theme` ("light", "dark"), `focus` (number of the sentence to scroll
            to, 0 for none), `focus_token` (scrolls again when it changes) and `suggested` (what the last "suggest"
            found: `article`, `sentence`, and `found` as `suggestion_rows` makes it; None before the first), and
            `compare` (whether two engines can be asked) and `reviewed` (who found all of the article right, "" for nobody).
        key: its widget key; `st.session_state[key]` holds the trigger values inside a callback.
        callbacks: trigger name → what to run; see `TRIGGERS`.

    Returns:
        The component's result; a trigger is an attribute that is None unless it was just fired.
    """
    handlers = {f"on_{name}_change": callbacks.get(name, _nothing) for name in TRIGGERS}
    return assets.component("visavis_reader", ("reader.css",), _SCRIPTS)(
        data=dict(data), key=key, height="content", **handlers
    )


def _nothing() -> None:
    """A trigger that the page reads after the run needs no callback."""


def reader_data(
    tables: Tables,
    article_id: str,
    *,
    matching: set[int] | None = None,
    machine: Mapping[int, str] | None = None,
    substitutions: Mapping[int, Sequence[str]] | None = None,
    selected: str = "",
) -> dict[str, Any]:
    """Everything the reader draws for one article, as plain JSON values.

    Args:
        tables: the whole corpus.
        article_id: the article to read; must be in `tables.articles`.
        matching: numbers of the sentences that pass the filters, None when no filter is set.
        machine: sentence number → the machine's English under a person's edit.
        substitutions: sentence number → what the glossary put into its English.
        selected: actor whose card is open, "" for none.
    """
    rows = ArticleRows(tables, article_id, matching)
    drawn = rows.rows(english_marks(rows), machine or {}, substitutions or {})
    article = next(tables.articles[tables.articles["article_id"] == article_id].itertuples())
    here = tables.mentions.loc[tables.mentions["article_id"] == article_id, "actor_id"]
    speakers = tables.quotes.loc[tables.quotes["article_id"] == article_id, "speaker_id"]
    marks = {segment.get("k") for row in drawn for segment in row["fr"]}
    statuses = {event["status"] for row in drawn for event in row["events"]}
    return {
        "article": article_id,
        "head": _head(tables, article, drawn),
        "rows": drawn,
        "actors": actor_cards(tables, {*here, *speakers} - {""}, article_id=article_id),
        "english_word": _english_word(drawn),
        "mixed": len({row["engine"] for row in drawn if row["engine"] and not row["edited"]}) > 1,
        "has_other": "x" in marks,
        "has_negated": "negated" in statuses,
        "status": STATUS_WORDS,
        "selected": selected,
    }


def _head(tables: Tables, article: Any, rows: list[dict[str, Any]]) -> dict[str, Any]:
    in_story = int((tables.articles["story_id"] == article.story_id).sum())
    title = titles(tables, [article.article_id])[article.article_id]
    return {
        "title": french_spaces(title.fr),
        "title_en": title.en,
        "title_by": title.by_version,
        "title_checks": [
            check_text(flag) for flag in load_list(article.title_flags) if not is_left_in_french(flag)
        ],
        "count": f"1 story / {count(in_story, 'article')}",
        "facts": [
            ["Source", article.source or "not stated"],
            *([["Author", article.author]] if article.author else []),
            ["Published", edtf_words(article.published, "not stated")],
            ["English", _engines(rows)],
            ["Title", "as stated" if article.title else "from the first sentence"],
        ],
        "warnings": [str(warning) for warning in load_list(article.warnings)],
        "notice": _notice(rows),
    }


def _engines(rows: list[dict[str, Any]]) -> str:
    """Who made the English, most used first: "memory (reference), 1 sentence edited"."""
    counts = Counter(row["engine"] for row in rows if row["engine"] and not row["edited"])
    edited = sum(row["edited"] for row in rows)
    parts = [name for name, _ in counts.most_common()]
    if edited:
        parts.append(f"{count(edited, 'sentence')} edited")
    return ", ".join(parts) or "none yet"


def _english_word(rows: list[dict[str, Any]]) -> str:
    """What stands beside the column's heading: the kinds of English in it, the most trusted first."""
    kinds = {_kind(row["engine"].split(" ")[0]) for row in rows if row["engine"] and not row["edited"]}
    if not kinds:
        return "by hand" if any(row["edited"] for row in rows) else ""
    return ", ".join(word for kind, word in _KINDS.items() if kind in kinds)


def _kind(engine: str) -> str:
    return engine if engine == memory.NAME else quality_of(engine)


def _notice(rows: list[dict[str, Any]]) -> str:
    """One line on sentences without English and how to get it, "" when all have it."""
    without = sum(not row["text"] for row in rows)
    if not without:
        return ""
    which = (
        "No English yet"
        if without == len(rows)
        else f"No English yet for {without} of {count(len(rows), 'sentence')}"
    )
    return (
        f"{which}. “Translation” in the sidebar and “visavis engines” say which engines work here and how to get one; "
        "or press E on a sentence to write it yourself."
    )
