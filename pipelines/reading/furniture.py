"""Lines that stand around an article and are no part of it: what they are is told in `data/lexicon/press_lines.yaml`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache

from pipelines.lexicon import load_yaml
from pipelines.reading.page.words import page_words, straight

_MAX_WORDS = 40
_ACCENTS = dict.fromkeys(each for each in range(0x0300, 0x0370) if unicodedata.combining(chr(each)))


def folded(line: str) -> str:
    """A line as the lexicon writes it: lower case, no accents, straight apostrophes, single spaces, no marks before."""
    if line.isascii():
        plain = line.casefold()
    else:
        plain = unicodedata.normalize("NFKD", line.replace("’", "'")).casefold()
        plain = plain.translate(_ACCENTS)
    return " ".join(plain.split()).lstrip("[(>•*-–—|→►▶#+ ")


def leads_elsewhere(line: str) -> bool:
    """Whether a line invites to another page: "Lire aussi : Le maire de Nice réclame une loi"."""
    if len(line.split()) > _MAX_WORDS:
        return False
    beginnings, only_with = _elsewhere()
    plain = folded(line)
    for beginning in beginnings:
        if plain.startswith(beginning):
            needed = only_with.get(beginning)
            if needed is None or any(each in plain for each in needed):
                return True
    return False


def without_invitations(text: str) -> str:
    """`text` without the lines that invite to another page."""
    return _without(text, leads_elsewhere)


def without_furniture(text: str) -> str:
    """The text of a web page's body without the lines beside its article: invitations, credits, offers."""
    return _without(text, lambda line: leads_elsewhere(line) or _is_beside(line))


def _is_beside(line: str) -> bool:
    return len(line.split()) <= _MAX_WORDS and page_words().beside.match(straight(line)) is not None


def _without(text: str, unwanted: Callable[[str], bool]) -> str:
    paragraphs = (
        "\n".join(line for line in paragraph.split("\n") if not unwanted(line))
        for paragraph in text.split("\n\n")
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


def without_title(text: str, title: str) -> str:
    """`text` without a first paragraph that only repeats the title."""
    first, _, rest = text.partition("\n\n")
    return rest if title and rest and folded(first) == folded(title) else text


@cache
def _elsewhere() -> tuple[tuple[str, ...], dict[str, list[str]]]:
    words = load_yaml("press_lines.yaml")
    return tuple(words["elsewhere"]), words["elsewhere_only_with"]
