"""The one way to the lexicons of `data/lexicon`."""

from __future__ import annotations

from typing import Any

import yaml

from pipelines.errors import DataFileError
from pipelines.paths import DATA

# The C parser reads the same YAML about ten times faster; wheels without it fall back.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(name: str) -> Any:
    """The content of `data/lexicon/NAME`, plain Python values.

    Raises:
        DataFileError: the file is missing or is not YAML; the sentence names it.
    """
    path = DATA / "lexicon" / name
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    except OSError as error:
        raise DataFileError(f"The lexicon {path} cannot be read: {error.strerror}.") from error
    except yaml.YAMLError as error:
        raise DataFileError(f"The lexicon {path} is not valid YAML: {error}.") from error
