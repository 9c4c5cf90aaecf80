"""The one way to the lexicons of `data/lexicon`. Mappings know the lines they were written on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from pipelines.errors import DataFileError
from pipelines.paths import DATA

# The C parser reads the same YAML about ten times faster; wheels without it fall back.
_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(dict[Any, Any]):
    """A mapping of a lexicon; `lines` has the line of the file that each key stands on, from 1."""

    lines: Mapping[Any, int]


class _Loader(_SAFE):
    pass


def _located(loader: Any, node: yaml.MappingNode) -> Iterator[Located]:
    found = Located()
    yield found
    found.lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
    if len(found.lines) < len(node.value):
        twice = next(
            key for n, (key, _) in enumerate(node.value) if key.value in {k.value for k, _ in node.value[:n]}
        )
        raise yaml.constructor.ConstructorError(None, None, f"“{twice.value}” stands twice", twice.start_mark)
    found.update(loader.construct_mapping(node))


_Loader.add_constructor("tag:yaml.org,2002:map", _located)


def load_yaml(name: str) -> Any:
    """The content of `data/lexicon/NAME`: plain Python values, mappings as `Located`.

    Raises:
        DataFileError: the file is missing, is not YAML or has a key twice; the sentence names it and the line.
    """
    path = DATA / "lexicon" / name
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except OSError as error:
        raise DataFileError(f"The lexicon {path} cannot be read: {error.strerror}.") from error
    except yaml.YAMLError as error:
        raise DataFileError(f"The lexicon {path} is not valid YAML: {error}.") from error
