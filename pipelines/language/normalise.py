"""Text as given → text as stored → text as the model sees it.

`normalise` runs once, when an article is read; everything downstream refers to its result. It keeps a map
back to the text as given, so that `visavis annotate` can speak in the caller's offsets. `model_view` is an
equal-length substitution: offsets hold between the stored text and the Doc.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_DROPPED = {
    "\u00ad",  # soft hyphen
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff",  # zero-width
    "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",  # direction marks
}  # fmt: skip
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# U+00A0 and U+202F are French typography and stay; odd spaces become plain ones.
_PLAIN_SPACES = dict.fromkeys("\t\v\f\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000", " ")
_PARAGRAPH = re.compile(r"\n[ \u00a0\u202f]*(?:\n[ \u00a0\u202f]*)+")
# Latin letters and press typography: no control, invisible or combining character, no ligature, no odd space.
_UNCHANGED = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f\u2030-\u205e\u20ac]+")
_MODEL_VIEW = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Normalised:
    """A stored text and, for each of its code points, where it began in the text as given.

    Attributes:
        text: the stored text, n code points.
        origin: n + 1 offsets into the given text, not decreasing; the last is the given text's length.
    """

    text: str
    origin: tuple[int, ...]

    def to_given(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that became `text[start:end]`."""
        if start == end:
            return self.origin[start], self.origin[start]
        last = self.origin[end - 1]
        # The given span ends where the next code point that has its own origin begins.
        after = bisect_right(self.origin, last)
        return self.origin[start], self.origin[after] if end == len(self.text) else min(self.origin[after], self.origin[end])


def normalise(given: str) -> Normalised:
    """NFC, ligatures opened, invisible characters dropped, one kind of line break, paragraphs by a blank line.

    A single line break inside a paragraph stays: whether it is layout or meaning is for the reader of each
    format to decide (`pipelines.reading`). Leading and trailing white space goes.
    """
    characters: list[str] = []
    origin: list[int] = []
    i, n = 0, len(given)
    while i < n:
        if (run := _plain_run(given, i)) > i:
            characters.append(given[i:run])
            origin.extend(range(i, run))
            i = run
            continue
        j = i + 1
        while j < n and unicodedata.combining(given[j]):
            j += 1
        cluster = given[i:j]
        if cluster[0] == "\r":
            out = "" if given[j : j + 1] == "\n" else "\n"
        elif cluster[0] in "\u2028\u0085":
            out = "\n"
        elif cluster[0] == "\u2029":
            out = "\n\n"
        elif len(cluster) == 1:
            out = "" if cluster in _DROPPED else _LIGATURES.get(cluster) or _PLAIN_SPACES.get(cluster, cluster)
            if out != "\n" and unicodedata.category(cluster) == "Cc" and out == cluster:
                out = ""
        else:
            out = unicodedata.normalize("NFC", cluster)
        characters.extend(out)
        origin.extend([i] * len(out))
        i = j
    return _tidy("".join(characters), origin, n)


def _plain_run(given: str, start: int) -> int:
    """The end of the stretch from `start` that stays as it is; most of a text is such stretches."""
    match = _UNCHANGED.match(given, start)
    if not match:
        return start
    # A combining mark belongs to the character before it.
    end = match.end()
    return end - 1 if end < len(given) and unicodedata.combining(given[end]) else end


def _tidy(text: str, origin: list[int], given_length: int) -> Normalised:
    keep: list[int] = []
    pieces: list[str] = []
    position = 0
    for match in _PARAGRAPH.finditer(text):
        pieces.append(text[position : match.start()] + "\n\n")
        keep.extend(range(position, match.start()))
        keep.extend([match.start(), match.end() - 1])
        position = match.end()
    pieces.append(text[position:])
    keep.extend(range(position, len(text)))
    joined = "".join(pieces)
    lead = len(joined) - len(joined.lstrip())
    trail = len(joined.rstrip())
    stored = joined[lead:trail] if trail > lead else ""
    kept = keep[lead : lead + len(stored)]
    return Normalised(stored, (*map(origin.__getitem__, kept), given_length if not kept else _end_of(origin, kept[-1], given_length)))


def _end_of(origin: list[int], last: int, given_length: int) -> int:
    for following in origin[last + 1 :]:
        if following > origin[last]:
            return following
    return given_length


def model_view(stored: str) -> str:
    """The stored text as the model sees it: one apostrophe, one space, one hyphen; same length."""
    return stored.translate(_MODEL_VIEW)
