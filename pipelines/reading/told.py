"""What a line around an article tells of it."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """What a line says.

    Attributes:
        published, modified: EDTF, "" when not told.
        source, author: "" when not told.
        firm: no sentence of a text could look like it; else its place must speak for it.
        cut: it says that the text above it is not the whole.
    """

    published: str = ""
    modified: str = ""
    source: str = ""
    author: str = ""
    firm: bool = True
    cut: bool = False

    @property
    def names_something(self) -> bool:
        """Does it give metadata?"""
        return bool(self.published or self.modified or self.source or self.author)
