"""What an export states of its articles → drafts, with a warning for what it does not state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.reading.items import EMPTY_TEXT, Draft, Item, Refusal

_STATED = ("title", "source", "published")
_CALLED = {"title": "title", "source": "newspaper", "published": "date"}
NOT_STATED = "The export does not state the {what} of this article; set it on the Corpus page."
COUNT_DIFFERS = (
    "The export says that it holds {stated} articles, but {found} were found in it; "
    "compare them with the database, and export the missing ones again."
)


def drafts(
    articles: Sequence[Mapping[str, str]],
    warnings: tuple[str, ...] = (),
    count: int | None = None,
    without_warning: frozenset[str] = frozenset(),
) -> list[Item]:
    """The items that the fields of an export's articles make.

    Args:
        articles: for each, what the export states: text, title, published, source, author.
        warnings: what was found on the way; they go to every article.
        count: how many articles the export says that it holds.
        without_warning: fields that this kind of export never states.
    """
    items: list[Item] = []
    for number, stated in enumerate(articles, start=1):
        where = f"article {number}" if len(articles) > 1 else ""
        if not stated.get("text", "").strip():
            items.append(Refusal(where or "article 1", EMPTY_TEXT))
            continue
        missing = [
            _CALLED[name]
            for name in _STATED
            if name not in without_warning and not stated.get(name, "").strip()
        ]
        doubts = (NOT_STATED.format(what=" and the ".join(missing)),) if missing else ()
        fields = {name: value.strip() for name, value in stated.items()}
        items.append(
            Draft(
                fields.pop("text"), place=f"#{number}" if len(articles) > 1 else "", where=where,
                warnings=(*warnings, *doubts), **fields,
            )
        )  # fmt: skip
    return _with_count(items, count)


def _with_count(items: list[Item], count: int | None) -> list[Item]:
    if count is None or count == len(items) or not items:
        return items
    warning = COUNT_DIFFERS.format(stated=count, found=len(items))
    for number, item in enumerate(items):
        if isinstance(item, Draft):
            items[number] = replace(item, warnings=(*item.warnings, warning))
            return items
    return items
