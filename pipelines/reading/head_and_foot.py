"""Lines above and below an article → its metadata: "Publié le…", "Par Jeanne Roy", "© AFP" are no sentences.

A line is taken only when all of it is understood and it stands apart from the sentences around it; whatever is in
doubt stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipelines.reading.datelines import agency_tail, dateline
from pipelines.reading.head_lines import is_issue_line, read_line
from pipelines.reading.items import Draft
from pipelines.reading.page_lines import foot_line, page_line
from pipelines.reading.press_words import is_section, names_in
from pipelines.reading.told import Told

LEFT_OUT = "{n} left out, being no part of the article: {lines}."
CUT = "The page the text was taken from shows only its beginning (“{line}”): the article is not whole."
_HEAD_LINES = 12  # lines in which metadata above the text is looked for
_FOOT_LINES = 8
_LONGEST_HEAD = 1_500  # characters above the last of those lines
_LONGEST_TITLE = 200
_ANNOUNCE = ("lire aussi", "lire également", "voir aussi", "sur le même sujet")
_SHOWN = 60
_ENDS = re.compile(r"[.!?…:;,][»”\"’'\s)\]]*$")
_STARTS_ANEW = re.compile(r"[«“\"'’(\[–—\-•>#*]*\s*[^\W_]", re.UNICODE)


def split_head_and_foot(draft: Draft, hints: Iterable[str] = ()) -> Draft:
    """`draft` with the lines above and below its text moved into the fields it does not state itself.

    Args:
        draft: text as lines; blank lines part its paragraphs.
        hints: lines that stood outside the text (running heads), which may name the paper and the date.
    """
    page = _Page(draft)
    page.take_foot()
    page.take_head()
    page.take_between()
    page.take_dateline()
    for hint in hints:
        if told := read_line(hint):
            page.add(told)
    return page.result()


def stands_alone(line: str) -> bool:
    """Is a line of a typeset page metadata, and so never joined to the lines around it?"""
    told = read_line(line) if len(line) < 200 else None
    return (told is not None and told.firm) or page_line(line) is not None or foot_line(line) is not None


@dataclass(slots=True)
class _Found:
    published: str = ""
    modified: str = ""
    source: str = ""
    author: str = ""
    title: str = ""
    left_out: list[str] = field(default_factory=list)
    cut: str = ""


class _Page:
    """The lines of a text while metadata is taken from it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._lines = draft.text.split("\n")
        self._gone: set[int] = set()
        self._found = _Found()
        self._below: list[Told] = []
        self._written = [i for i, line in enumerate(self._lines) if line.strip()]

    def add(self, told: Told) -> None:
        """Keep what a line tells where nothing told it before."""
        for name in ("published", "modified", "source", "author"):
            if not getattr(self._found, name):
                setattr(self._found, name, getattr(told, name))

    def _take(self, i: int, told: Told, *, of_page: bool = False) -> None:
        self._gone.add(i)
        self.add(told)
        line = self._lines[i].strip()
        if told.cut:
            self._found.cut = self._found.cut or line
        elif of_page:
            self._found.left_out.append(line)

    def take_head(self) -> None:
        written = self._written[:_HEAD_LINES]
        sentences = 0
        before = 0
        told_at: list[int] = []
        for place, i in enumerate(written):
            if i in self._gone:
                continue
            line = self._lines[i].strip()
            if before > _LONGEST_HEAD:
                break
            told = read_line(line)
            if told and (told.firm or not sentences) and self._stands_apart(i, firm=told.firm):
                self._take(i, told)
                told_at.append(place)
            elif (page := page_line(line)) and self._stands_apart(i, firm=True):
                self._take_page(i, page)
                told_at.append(place)
            else:
                sentences += bool(_ENDS.search(line)) and len(line) > 60
                before += len(line)
        self._take_names(written, told_at)
        self._take_title(written, told_at)

    def _take_names(self, written: list[int], told_at: list[int]) -> None:
        """A bare name beside a line that was understood is the author's: "Jeanne Roy" under "Publié le…"."""
        if self._found.author or self._draft.author:
            return
        for place, i in enumerate(written[: max(told_at, default=-1) + 3]):
            if i not in self._gone and place and {place - 2, place - 1, place + 1} & set(told_at):
                line = self._lines[i].strip()
                if (name := names_in(line)) and self._stands_apart(i, firm=False):
                    self._take(i, Told(author=name))
                    return

    def _take_title(self, written: list[int], told_at: list[int]) -> None:
        left = [(place, i) for place, i in enumerate(written) if i not in self._gone]
        if told_at and len(left) > 2 and is_section(self._lines[left[0][1]]):
            self._gone.add(left.pop(0)[1])  # "International" above the title
        # The issue's number among lines of metadata.
        while (
            len(left) > 1 and is_issue_line(self._lines[left[0][1]].strip()) and _beside(left[0][0], told_at)
        ):
            self._gone.add(left.pop(0)[1])
        if len(left) < 2 and len(written) < 2:
            return
        place, i = left[0] if left else (0, 0)
        line = self._lines[i].strip() if left else ""
        if not line or len(line) > _LONGEST_TITLE:
            return
        if self._draft.title:
            if _same(line, self._draft.title) and len(self._written) > 1:
                self._gone.add(i)
            return
        following = [each for each in self._written if each > i]
        near = any(abs(other - place) <= 2 for other in told_at) or (
            bool(following) and dateline(self._lines[following[0]].strip()) is not None
        )
        # A title has no full stop, stands apart, and text follows it.
        last = following and not re.search(r"[.,;:][»”\"’'\s)\]]*$", line)
        if near and last and any(i2 not in self._gone and len(self._lines[i2]) > 40 for i2 in following):
            apart = (
                following[0] - i > 1
                or following[0] in self._gone
                or len(line) < 0.8 * len(self._lines[following[0]])
            )
            if apart:
                self._gone.add(i)
                self._found.title = line

    def take_foot(self) -> None:
        body = [i for i in self._written if i not in self._gone]
        for i in reversed(body[-_FOOT_LINES:]):
            line = self._lines[i].strip()
            if i == body[0]:
                break
            page = page_line(line)
            told = foot_line(line) or page or read_line(line)
            if told is None and self._signs(body, i) and (name := names_in(line)):
                told = Told(author=name, firm=False)
            if told is None or not (told.firm or told.source or told.author):
                break  # a bare date may close a letter
            if not self._stands_apart(i, firm=told.firm):
                break
            self._take(i, Told(cut=told.cut), of_page=told is page)
            self._below.append(told)

    def _signs(self, body: list[int], i: int) -> bool:
        """Can a bare name at this line be a signature: does a sentence end above it?"""
        above = next((self._lines[j].strip() for j in reversed(body) if j < i), "")
        return len(above) > 40 and re.search(r"[.!?…»”\")]$", above) is not None

    def take_between(self) -> None:
        """Ways to other articles and the till, wherever they interrupt the text."""
        body = [i for i in self._written if i not in self._gone]
        for i in body:
            line = self._lines[i].strip()
            if i in self._gone or len(line) > 440:
                continue
            if (told := page_line(line)) and self._stands_apart(i, firm=False):
                self._take_page(i, told)

    def _take_page(self, i: int, told: Told) -> None:
        """Take a line of the page, and the title that a bare "Lire aussi" announces under it."""
        self._take(i, told, of_page=True)
        if not self._lines[i].casefold().strip(" :.>»→").endswith(_ANNOUNCE):
            return
        following = next((j for j in self._written if j > i), None)
        if following is None or following in self._gone or not self._is_paragraph(following):
            return
        line = self._lines[following].strip()
        if not _ENDS.search(line) and len(line) < _LONGEST_TITLE:
            self._take(following, Told(), of_page=True)

    def take_dateline(self) -> None:
        body = [i for i in self._written if i not in self._gone]
        for i in body[:3]:
            line = self._lines[i]
            start = len(line) - len(line.lstrip())
            if found := dateline(line[start:]):
                told, end = found
                if told.names_something and line[start + end :].strip():
                    self.add(told)
                    self._lines[i] = line[start + end :]
                break
        if body and (tail := agency_tail(self._lines[body[-1]].rstrip())):
            told, end = tail
            self.add(told)
            self._lines[body[-1]] = self._lines[body[-1]][:end].rstrip()

    def _is_paragraph(self, i: int) -> bool:
        lines = self._lines
        return (i == 0 or not lines[i - 1].strip()) and (i + 1 >= len(lines) or not lines[i + 1].strip())

    def _stands_apart(self, i: int, *, firm: bool) -> bool:
        """Is the line no piece of a sentence that is only broken over lines?"""
        if not firm and self._lines[i].rstrip().endswith("."):
            return False
        above = self._neighbour(i, -1)
        below = self._neighbour(i, 1)
        ends = above is None or (above == "" or bool(_ENDS.search(above)) or firm or len(above) < 60)
        begins = (
            below is None
            or below == ""
            or bool(_STARTS_ANEW.match(below) and not below.lstrip()[:1].islower())
        )
        return ends and begins

    def _neighbour(self, i: int, step: int) -> str | None:
        """The line next to one, None at the edge or where that line is metadata itself."""
        other = i + step
        if not 0 <= other < len(self._lines) or other in self._gone:
            return None
        line = self._lines[other].strip()
        return None if line and read_line(line) else line

    def result(self) -> Draft:
        """The draft without the lines taken; as it was where nothing would be left of its text."""
        text = "\n".join(line for i, line in enumerate(self._lines) if i not in self._gone)
        text = re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", text).strip("\n")
        for told in self._below:
            self.add(told)
        found = self._found
        if not re.search(r"[^\W\d_]", text):
            return self._draft
        draft = replace(self._draft, text=text, warnings=(*self._draft.warnings, *self._warnings()))
        published = found.published or found.modified
        source, author = found.source, found.author
        if not author and self._draft.source and source and not _same(source, self._draft.source):
            author = source  # the agency whose dispatch a paper prints
        return draft.with_defaults(title=found.title, published=published, source=source, author=author)

    def _warnings(self) -> list[str]:
        warnings: list[str] = []
        if self._found.cut:
            warnings.append(CUT.format(line=_short(self._found.cut)))
        if left := self._found.left_out:
            shown = ", ".join(f"“{_short(line)}”" for line in left[:4]) + (", …" if len(left) > 4 else "")
            count = "1 line was" if len(left) == 1 else f"{len(left)} lines were"
            warnings.append(LEFT_OUT.format(n=count, lines=shown))
        return warnings


def _beside(place: int, told_at: list[int]) -> bool:
    return any(abs(other - place) == 1 for other in told_at)


def _short(line: str) -> str:
    return line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + "…"


def _same(one: str, other: str) -> bool:
    return re.sub(r"[\W_]+", "", one).casefold() == re.sub(r"[\W_]+", "", other).casefold()
