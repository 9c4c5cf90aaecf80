"""What makes an article itself: its text, and the paper and day where a text is printed more than once."""

from __future__ import annotations

import hashlib

TEXT_DIGITS = 32  # 128 bits of the SHA-256: no collision at any corpus size, and short enough for a link
_PRINTING_DIGITS = 12


def article_id(text: str, source: str = "", published: str = "") -> str:
    """The identity of an article: the first 32 hex digits of the SHA-256 of its stored text.

    The same text in a second paper, or on a second day, is a second article: `source` and `published` add 12 digits
    of their own, so that all printings of a text begin alike.
    """
    key = hashlib.sha256(text.encode()).hexdigest()[:TEXT_DIGITS]
    if source or published:
        key += hashlib.sha256(f"{source}\n{published}".encode()).hexdigest()[:_PRINTING_DIGITS]
    return key
