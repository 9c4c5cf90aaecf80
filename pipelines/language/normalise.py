"""Text as given → text as stored → text as the model sees it.

`normalise` runs once, when an article is read; everything downstream refers to its result. It keeps a map
back to the text as given, so that `visavis annotate` can speak in the caller's offsets. `model_view` is an
equal-length substitution: offsets hold between the stored text and the Doc.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_DROPPED = {
    "\u00ad",  # soft hyphen
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff",  # zero-width
    "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",  # direction marks
}  # fmt: skip
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# U+00A0 and U+202F are French typography and stay; odd spaces become plain ones.
_PLAIN_SPACES = dict.fromkeys(
    "\t\v\f\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000", " "
)
_BREAKS = {"\r": "\n", "\u2028": "\n", "\u0085": "\n", "\u2029": "\n\n"}
_REPLACED = {**dict.fromkeys(_DROPPED, ""), **_LIGATURES, **_PLAIN_SPACES, **_BREAKS}
_PARAGRAPH = re.compile(r"\n[ \u00a0\u202f]*(?:\n[ \u00a0\u202f]*)+")
# Latin letters and press typography: no control, invisible or combining character, no ligature, no odd space.
_UNCHANGED = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f\u2030-\u205e\u20ac]+")
_MODEL_VIEW = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Normalised:
    """A stored text and, for each of its code points, the stretch of the given text that it came from.

    Attributes:
        text: the stored text, n code points.
        origin: n + 1 offsets into the given text, not decreasing: where each code point's stretch begins, then
            where the last one ends.
        ends: n offsets into the given text, not decreasing: where each code point's stretch ends.
    """

    text: str
    origin: tuple[int, ...]
    ends: tuple[int, ...]

    def to_given(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that became `text[start:end]`."""
        if start == end:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.ends[end - 1]


@dataclass(slots=True)
class _Draft:
    """Code points on their way, each with the stretch of the given text that it came from."""

    characters: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, text: str, start: int, end: int) -> None:
        """All of `text` came from `start` to `end`."""
        self.characters.extend(text)
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))

    def add_unchanged(self, text: str, start: int) -> None:
        """`text` stands in the given text at `start`."""
        self.characters.extend(text)
        self.starts.extend(range(start, start + len(text)))
        self.ends.extend(range(start + 1, start + len(text) + 1))


def normalise(given: str) -> Normalised:
    """NFC, ligatures opened, invisible characters dropped, one kind of line break, paragraphs by a blank line.

    A single line break inside a paragraph stays: whether it is layout or meaning is for the reader of each
    format to decide (`pipelines.reading`). Leading and trailing white space goes. Idempotent, linear.
    """
    draft = _compose(_clean(given))
    text = "".join(draft.characters)
    kept: list[int] = []
    position = 0
    for match in _PARAGRAPH.finditer(text):
        kept.extend(range(position, match.start()))
        kept.extend((match.start(), match.end() - 1))
        position = match.end()
    kept.extend(range(position, len(text)))
    joined = _PARAGRAPH.sub("\n\n", text)
    lead = len(joined) - len(joined.lstrip())
    stored = joined.strip()
    kept = kept[lead : lead + len(stored)]
    ends = tuple(map(draft.ends.__getitem__, kept))
    return Normalised(stored, (*map(draft.starts.__getitem__, kept), ends[-1] if ends else len(given)), ends)


def _clean(given: str) -> _Draft:
    """Code points kept, opened or replaced; most of a text is long stretches that stay as they are."""
    draft = _Draft()
    i = 0
    while i < len(given):
        if run := _UNCHANGED.match(given, i):
            draft.add_unchanged(run.group(), i)
            i = run.end()
            continue
        character, after = given[i], i + 1
        if character == "\r" and given[after : after + 1] == "\n":
            after += 1
        if character in _REPLACED:
            draft.add(_REPLACED[character], i, after)
        elif unicodedata.category(character) != "Cc":
            draft.add(character, i, after)
        i = after
    return draft


def _compose(draft: _Draft) -> _Draft:
    """Canonical composition (NFC), an accent taken together with its letter."""
    characters = draft.characters
    if unicodedata.is_normalized("NFC", "".join(characters)):
        return draft
    composed = _Draft()
    i = 0
    while i < len(characters):
        j = i + 1
        # Below U+0300 nothing combines with what stands before it.
        while j < len(characters) and characters[j] >= "\u0300" and _joins(characters[j - 1], characters[j]):
            j += 1
        composed.add(
            unicodedata.normalize("NFC", "".join(characters[i:j])), draft.starts[i], draft.ends[j - 1]
        )
        i = j
    return composed


def _joins(before: str, character: str) -> bool:
    return unicodedata.combining(character) != 0 or not unicodedata.is_normalized("NFC", before + character)


def model_view(stored: str) -> str:
    """The stored text as the model sees it: one apostrophe, one space, one hyphen; same length."""
    return stored.translate(_MODEL_VIEW)
