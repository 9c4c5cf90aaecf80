"""Records of the layers as plain values: what a saved Doc keeps of them.

`Doc.to_bytes` and `DocBin` pack user data with srsly, which finds these two functions by entry points (pyproject.toml),
so a saved Doc can be loaded where nothing of this package was imported before. Only the records named here are made
from bytes, whatever the bytes say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from importlib import import_module
from typing import Any

_RECORDS = {
    **dict.fromkeys(("Actor", "Mention", "CalendarDate", "Quote", "Event"), "pipelines.language.records"),
    "Name": "pipelines.language.names.reading",
    "Known": "pipelines.language.gazetteer",
}
# A conversation with one living Doc, not a result: saved as nothing.
_LIVING = {"Speakers": "pipelines.language.quotes.speakers"}
_KEY = "visavis_record"
_Chain = Callable[[Any], Any] | None


def encode(value: Any, chain: _Chain = None) -> Any:
    """A record as a dictionary that names it; other values as `chain` has them."""
    kind = type(value)
    if kind.__module__ == _LIVING.get(kind.__name__):
        return None
    if kind.__module__ == _RECORDS.get(kind.__name__):
        return {_KEY: kind.__name__, **{each.name: getattr(value, each.name) for each in fields(value)}}
    return chain(value) if chain else value


def decode(value: Any, chain: _Chain = None) -> Any:
    """The record that a dictionary of `encode` names; other values as `chain` has them.

    Raises:
        TypeError: the record was saved by another version, with other fields.
    """
    name = value.get(_KEY) if isinstance(value, dict) else None
    if name not in _RECORDS:
        return chain(value) if chain else value
    record = getattr(import_module(_RECORDS[name]), name)
    return record(**{key: _frozen(each) for key, each in value.items() if key != _KEY})


def _frozen(value: Any) -> Any:
    """Lists as the tuples they were."""
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value
