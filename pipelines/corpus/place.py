"""Where a corpus lies, a file or a PostgreSQL database, and how that is said without a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from pipelines.errors import CorpusError

_HIDDEN = "…"
# A scheme alone is enough when it is a database's: "postgres:/ada:secret@host" is a slip, and holds a password too.
_ADDRESS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.\-]{0,40}):(?://|(?<=sql:)|(?<=postgres:)|(?<=sqlite:)|(?<=psycopg:)|(?<=mariadb:))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_HOW = "Write postgresql://name:password@host:5432/database; in a name or a password, write @ as %40, / as %2F, : as %3A."


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a corpus: exactly one of `path` and `url` is set.

    Attributes:
        where: the same place as a string, a path made absolute; it may hold a password, and is never shown.
        path: the file.
        url: the PostgreSQL database, with its driver.
    """

    where: str
    path: Path | None = None
    url: sa.URL | None = None

    def __repr__(self) -> str:
        return f"Place({shown(self.where)!r})"


def locate(where: str | Path) -> Place:
    """Read a path or a database URL.

    Raises:
        CorpusError: it is neither, or a database that holds no corpus.
    """
    text = str(where)
    address = _ADDRESS.fullmatch(text.strip())
    if address is None:
        return _file(text)
    scheme, rest = address["scheme"].lower(), address["rest"]
    dialect, _, driver = scheme.partition("+")
    if dialect == "sqlite":
        return _file_of_url(text)
    if dialect not in {"postgres", "postgresql"}:
        raise CorpusError(
            f"A corpus lies in a file or in a PostgreSQL database; {shown(text)} is neither. "
            "Give a path, or a URL that begins with postgresql://."
        )
    if "://" not in text or rest.count("@") > 1:
        raise CorpusError(f"The database URL {shown(text)} cannot be read. {_HOW}")
    return Place(text, url=_url(f"postgresql+{driver or 'psycopg'}://{rest}", text))


def absolute(where: str | Path) -> str:
    """The place as a string that means the same in every folder; a URL stays as it is.

    Raises:
        CorpusError: it is neither a path nor a database URL.
    """
    return locate(where).where


def shown(where: str | Path) -> str:
    """The place as it may be shown, logged or put into a message: without user, password and options.

    >>> shown("postgresql://ada:secret@db.example:5432/presse?sslmode=require")
    'postgresql://…@db.example:5432/presse'
    """
    text = str(where).encode("utf-8", "backslashreplace").decode()
    address = _ADDRESS.fullmatch(text.strip())
    if address is None:
        return text
    before, at, after = address["rest"].rpartition("@")
    if at and "?" in before:  # a password with ? in it, or an option with @ in it: which, cannot be told
        return f"{address['scheme']}://{_HIDDEN}"
    host = after.partition("?")[0]
    return f"{address['scheme']}://{_HIDDEN + at if at else ''}{host}"


def without_secrets(message: str, where: str | Path) -> str:
    """A message of other software in which the place's password, in any spelling, is hidden.

    Args:
        message: what a driver or a library said.
        where: the place it speaks of.
    """
    text = str(where)
    message = message.replace(text, shown(text))
    for secret in _secrets(text):
        # a short one could be a part of any word
        pattern = re.escape(secret) if len(secret) > 3 else rf"(?<!\w){re.escape(secret)}(?!\w)"
        message = re.sub(pattern, _HIDDEN, message)
    return message


def has_secrets(where: str | Path) -> bool:
    """Whether the place is told with a password, or may be."""
    return bool(_secrets(str(where)))


def _secrets(text: str) -> list[str]:
    address = _ADDRESS.fullmatch(text.strip())
    if address is None:
        return []
    user_info = address["rest"].rpartition("@")[0]
    options = re.findall(r"[?&][^=&]*(?:pass|key|token|secret)[^=&]*=([^&]*)", address["rest"], re.IGNORECASE)
    raw = [user_info.partition(":")[2], *options]
    found = {spelling for secret in raw for spelling in (secret, unquote(secret)) if spelling}
    return sorted(found, key=len, reverse=True)


def _file(text: str) -> Place:
    try:
        path = Path(text).expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise CorpusError(f"“{shown(text)}” is no path of a file ({error}). Name another.") from None
    return Place(str(path), path=path)


def _file_of_url(text: str) -> Place:
    name = _url(text, text).database
    if not name or name == ":memory:":
        raise CorpusError("A corpus needs a file; give its path.")
    return _file(name)


def _url(text: str, told: str) -> sa.URL:
    try:
        return sa.make_url(text)
    except (ArgumentError, ValueError):
        raise CorpusError(f"The database URL {shown(told)} cannot be read. {_HOW}") from None
