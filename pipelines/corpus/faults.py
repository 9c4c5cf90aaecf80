"""What a database says when it fails, as one sentence for the person: what, where, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from pipelines.corpus.place import has_secrets, shown, without_secrets
from pipelines.errors import CorpusError

BUSY_SECONDS = 30
_BUSY, _READ_ONLY, _FULL, _DAMAGED = {5, 6}, {8}, {10, 13}, {11, 26}
_SENTENCES = {
    "busy": "Another program has been writing to the corpus at {place} for {seconds} seconds. Nothing was changed "
    "by you; wait until it has finished, or end it, and try again.",
    "read-only": "The corpus at {place} can be read but not written ({reason}). Nothing was changed. To work in it, "
    "copy it to a folder of yours and name the copy with --corpus or VISAVIS_CORPUS.",
    "full": "The disk of the corpus at {place} took no more ({reason}). What was stored before is whole, the last "
    "step was taken back. Make room, and try again.",
    "damaged": "The file of the corpus at {place} is damaged ({reason}). Nothing was changed. "
    "“visavis doctor --corpus FILE” says what can be saved, and restores the last backup.",
    "gone": "The file of the corpus at {place} is not there any more: it was moved, renamed or deleted while it was "
    "open. Nothing was written since. Put it back, or start Vis-à-vis again to begin a new one.",
    "server": "The database at {place} cannot be used ({reason}). Check that the server runs and lets you in, "
    "or name another corpus with --corpus or VISAVIS_CORPUS.",
    "driver": "PostgreSQL needs a driver that is not installed ({reason}). Install it: pip install 'psycopg[binary]', "
    "and let the URL begin with postgresql:// alone.",
    "": "The corpus at {place} cannot be used ({reason}). "
    "Check that the folder exists and can be written, or name another with --corpus or VISAVIS_CORPUS.",
}


@contextmanager
def speaking(where: str | Path) -> Iterator[None]:
    """Turn what the database or the system raises inside into a `CorpusError`; `IntegrityError` passes.

    Raises:
        CorpusError: with a sentence that holds no password; nor does its traceback.
    """
    try:
        yield
    except IntegrityError:
        raise
    except (SQLAlchemyError, sqlite3.Error, OSError, ImportError, UnicodeError) as error:
        told = corpus_error(error, where)
        # the driver's own words may hold the password
        raise told from (None if has_secrets(where) else error)


def busy(where: str | Path) -> CorpusError:
    """The sentence for another program that holds the corpus for too long."""
    return CorpusError(_SENTENCES["busy"].format(place=shown(where), seconds=BUSY_SECONDS))


def gone(where: str | Path) -> CorpusError:
    """The sentence for a file that was there and is not any more."""
    return CorpusError(_SENTENCES["gone"].format(place=shown(where)))


def is_damage(cause: BaseException) -> bool:
    """Whether a driver's error says that the file is damaged."""
    return isinstance(cause, sqlite3.Error) and _kind_of_file_error(cause) == "damaged"


def corpus_error(error: BaseException, where: str | Path) -> CorpusError:
    """The sentence for what went wrong at a place."""
    cause = getattr(error, "orig", None) or error
    reason = " ".join(without_secrets(str(cause), where).split()) or type(cause).__name__
    return CorpusError(
        _SENTENCES[_kind(error, cause)].format(place=shown(where), reason=reason, seconds=BUSY_SECONDS)
    )


def _kind(error: BaseException, cause: BaseException) -> str:
    if isinstance(error, ImportError):
        return "driver"
    if isinstance(error, PoolTimeoutError):
        return "busy"
    if isinstance(cause, sqlite3.Error | UnicodeDecodeError):
        return _kind_of_file_error(cause)
    state = getattr(cause, "sqlstate", None)
    if state in {"55P03", "40P01", "57014"}:  # lock not available, deadlock, cancelled
        return "busy"
    return "server" if isinstance(error, DBAPIError) else ""


def _kind_of_file_error(cause: sqlite3.Error | UnicodeDecodeError) -> str:
    if isinstance(cause, UnicodeDecodeError) or "decode to UTF-8" in str(cause):
        return "damaged"  # SQLite quotes what it found in place of a text
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    kinds = (("busy", _BUSY), ("read-only", _READ_ONLY), ("full", _FULL), ("damaged", _DAMAGED))
    return next((kind for kind, codes in kinds if code in codes), "")
