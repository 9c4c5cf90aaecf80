"""Words selected on a page → the span of the stored text: what is drawn has other spaces and other signs than it."""

from __future__ import annotations

from typing import NamedTuple

from dashboard import plain


class Sign(NamedTuple):
    """A sign that a person sees: the `number`-th that is no space, counted from where its piece begins in the text."""

    piece: int
    number: int


def chosen_span(text: str, first: Sign, last: Sign) -> tuple[int, int] | None:
    """Start and end, in code points of the stored text, of what reaches from one sign to another, both included.

    Spaces are not counted, since a page sets French spaces of its own; a run of hidden signs is drawn, and counted, as
    one. None where there are no such signs, such as in a text that changed meanwhile.

    >>> chosen_span("« Paris\\u00a0» dit-il", Sign(0, 1), Sign(0, 5))
    (2, 7)
    """
    start, end = _place(text, first), _place(text, last)
    return None if start is None or end is None or end[1] <= start[0] else (start[0], end[1])


def _place(text: str, sign: Sign) -> tuple[int, int] | None:
    if not 0 <= sign.piece <= len(text) or sign.number < 0:
        return None
    left = sign.number
    for start, end in plain.signs(text, sign.piece):
        if text[start:end].isspace():
            continue
        if not left:
            return start, end
        left -= 1
    return None
