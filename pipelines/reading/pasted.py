"""Text from the clipboard → one article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipelines.reading.articles import to_article
from pipelines.reading.results import ReadResult
from pipelines.reading.text import draft_of_text

PASTED = "pasted text"


def read_pasted(text: str, title: str = "", published: str = "", source: str = "") -> ReadResult:
    """The article in a pasted text; what the person states wins over a header in the text.

    Args:
        text: as pasted; a header as in text files is understood.
        title, source: "" when not stated.
        published: a date in any form that files may use, "" when not known.
    """
    draft = draft_of_text(text)
    stated: dict[str, Any] = {
        "title": title.strip(),
        "published": published.strip(),
        "source": source.strip(),
    }
    draft = replace(draft, **{key: value for key, value in stated.items() if value})
    return ReadResult.of([to_article(PASTED, draft)])
