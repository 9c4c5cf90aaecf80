"""JSON of programs and services → the objects in it that may be articles, whatever they are wrapped in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.reading.fields import columns_by_field, stated_field
from pipelines.reading.json_linked import linked_articles

_LISTS = (
    "articles", "items", "posts", "entries", "stories", "results", "documents", "docs", "hits", "data", "records", "nodes",
    "rows", "values", "value", "response", "responses", "_embedded", "feed", "collection", "output", "newsitems", "contents", "db",
)  # fmt: skip
_WRAPPERS = (
    "_source", "article", "post", "story", "node", "attributes", "document", "doc", "item", "data", "fields", "content",
    "metadata", "payload",
)  # fmt: skip
_BULK = {"index", "create", "update", "delete"}
_DEEPEST = 6
_SOLR = ("_txt_fr", "_txt_en", "_txt", "_str", "_tdt", "_dts", "_dt", "_ss", "_s", "_t")


def objects_in(loaded: Any, depth: int = 0) -> Iterator[Any] | None:
    """The articles in `loaded` one by one, None when it is itself one.

    Known are lists, lists under a usual key ("articles", "items", "response": {"docs": …}), answers of
    Elasticsearch and Solr, graphs of JSON-LD, and the four layouts in which pandas writes a table.
    """
    if isinstance(loaded, list):
        return _flat(loaded, depth)
    if not isinstance(loaded, dict) or depth > _DEEPEST:
        return None
    if linked := linked_articles(loaded):
        return iter(linked)
    if _is_bulk(loaded):
        return iter(())
    if rows := _pandas_rows(loaded):
        return iter(rows)
    return None if has_text(loaded) else _listed(loaded, depth)


def has_text(loaded: Mapping[Any, Any]) -> bool:
    """Whether an object has a key for the text of an article that holds one."""
    return bool(stated_field(loaded, "text"))


def _listed(loaded: Mapping[str, Any], depth: int) -> Iterator[Any] | None:
    for key in _LISTS:
        inner = loaded.get(key)
        if isinstance(inner, list) and (not inner or isinstance(inner[0], dict | list | str)):
            return _flat(inner, depth)
        # An object under "fields" or "data" may be the one article itself.
        if isinstance(inner, dict) and (found := objects_in(inner, depth + 1)) is not None:
            return found
    return None


def _flat(items: list[Any], depth: int) -> Iterator[Any]:
    for item in items:
        inner = objects_in(item, depth + 1) if isinstance(item, dict) else None
        if inner is None:
            yield item
        else:
            yield from inner


def _is_bulk(loaded: Mapping[str, Any]) -> bool:
    """A line that says what to do with the next one, in files for Elasticsearch's bulk interface."""
    return len(loaded) == 1 and next(iter(loaded)) in _BULK and isinstance(next(iter(loaded.values())), dict)


def _is_columns(loaded: Mapping[str, Any]) -> bool:
    values = list(loaded.values())
    return len(values) > 1 and all(isinstance(value, dict) and value for value in values) and len(
        {tuple(value) for value in values}
    ) == 1  # fmt: skip


def _pandas_rows(loaded: Mapping[str, Any]) -> list[Any]:
    if _is_columns(loaded) and "text" in columns_by_field(loaded):
        keys = list(next(iter(loaded.values())))
        return [{name: cells.get(key) for name, cells in loaded.items()} for key in keys]
    names, data = loaded.get("columns"), loaded.get("data")
    if isinstance(names, list) and isinstance(data, list) and "text" in columns_by_field(names):
        return [dict(zip(names, row, strict=False)) for row in data if isinstance(row, list)]
    values = list(loaded.values())
    by_key = len(values) > 1 or (bool(values) and next(iter(loaded)) not in _WRAPPERS)
    return values if by_key and all(isinstance(each, dict) and has_text(each) for each in values) else []


def unwrapped(loaded: dict[str, Any]) -> dict[str, Any]:
    """An article object without what it is wrapped in: Elasticsearch's `_source`, `{"article": {…}}`, Solr's endings."""
    for _ in range(_DEEPEST):
        own = {key: value for key, value in loaded.items() if not isinstance(value, dict)}
        if has_text(own) and "_source" not in loaded:
            break
        key = next(
            (key for key in _WRAPPERS if isinstance(loaded.get(key), dict) and _holds_article(loaded[key])),
            None,
        )
        if key is None:
            break
        loaded = {**{name: value for name, value in loaded.items() if name != key}, **loaded[key]}
    if not has_text(loaded):
        plain = {_without_ending(key): value for key, value in loaded.items()}
        if has_text(plain):
            return plain
    return loaded


def _holds_article(inner: Mapping[str, Any]) -> bool:
    return has_text({_without_ending(key): value for key, value in inner.items()}) or any(
        isinstance(inner.get(key), dict) for key in _WRAPPERS
    )


def _without_ending(key: str) -> str:
    return next((key[: -len(ending)] for ending in _SOLR if key.endswith(ending)), key)
