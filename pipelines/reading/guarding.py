"""Files of many articles: one that fails must not cost those after it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator

from pipelines.errors import ReadingError
from pipelines.reading.items import Item, Refusal

_LOG = logging.getLogger(__name__)
UNEXPECTED = (
    "This part could not be read because of an unexpected fault ({kind}); save it apart and load that file."
)


def guarded(items: Iterable[Item], where: str) -> Iterator[Item]:
    """`items` up to a failure, which becomes a refusal at `where`; a lack of memory or of a package goes on up."""
    try:
        yield from items
    except ReadingError as error:
        yield Refusal(", ".join(filter(None, (where, error.where))), error.reason)
    except (MemoryError, ImportError):
        raise
    except Exception as error:
        _LOG.exception("Reading a part failed")
        yield Refusal(where, UNEXPECTED.format(kind=type(error).__name__))
