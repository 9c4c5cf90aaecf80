"""Where the project's data files and a person's own files live."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

_APP = "vis-a-vis"
_PACKAGE = Path(__file__).resolve().parent
# A wheel has the files inside the package (setup.py), a checkout at its top.
_SHIPPED = _PACKAGE / "shipped" if (_PACKAGE / "shipped").is_dir() else _PACKAGE.parent
DATA = Path(os.environ.get("VISAVIS_DATA", _SHIPPED / "data"))
SEEDS = _SHIPPED / "seeds"
SETTINGS = _SHIPPED / ".streamlit" / "config.toml"
"""The dashboard's look and server settings, as Streamlit reads them."""


def corpus_path() -> str:
    """The corpus a person works in: `VISAVIS_CORPUS` (a path or a database URL), else the user's data folder."""
    return os.environ.get("VISAVIS_CORPUS") or str(user_data_path(_APP) / "corpus.db")


def located(corpus: str) -> str:
    """A corpus as every program finds it, wherever that one is started: a whole path; a database URL as it is."""
    return corpus if "://" in corpus else str(Path(corpus).expanduser().absolute())


def preferences_path() -> Path:
    """The folder for what a person chose once and need not choose again, such as the columns of their tables."""
    return Path(os.environ.get("VISAVIS_PREFERENCES") or user_data_path(_APP))


def cache_path() -> Path:
    """The folder for what can be fetched again, such as translation models."""
    return Path(os.environ.get("VISAVIS_CACHE") or user_cache_path(_APP))
