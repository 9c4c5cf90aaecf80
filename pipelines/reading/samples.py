"""What is looked at to tell a file's kind: its name, its first bytes, the parts of a ZIP container."""

from __future__ import annotations

import codecs
import io
import zipfile
from functools import cached_property
from pathlib import PurePosixPath

HEAD_BYTES = 1 << 16
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Sample:
    """A file as the tests of its kind see it; each view is made when it is first asked for."""

    def __init__(self, file_name: str, data: bytes) -> None:
        self.file_name = file_name
        self.data = data
        self.suffix = suffix_of(file_name)

    @cached_property
    def head(self) -> str:
        """The first 64 KB as text, byte order mark undone; undeclared bytes as Latin-1, so that nothing fails."""
        for mark, encoding in _MARKS:
            if self.data.startswith(mark):
                return self.data[len(mark) : HEAD_BYTES].decode(encoding, "replace")
        return self.data[:HEAD_BYTES].decode("latin-1")

    @cached_property
    def parts(self) -> frozenset[str]:
        """The names in a ZIP container; none where it is no container or a damaged one."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as container:
                return frozenset(container.namelist())
        except Exception:
            return frozenset()

    @cached_property
    def mimetype(self) -> str:
        """What a container says of itself in its part `mimetype` (OpenDocument, EPUB), "" where it says nothing."""
        if "mimetype" not in self.parts:
            return ""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as container, container.open("mimetype") as part:
                return part.read(200).decode("ascii", "replace").strip()
        except Exception:
            return ""

    @property
    def is_zip(self) -> bool:
        """Whether it begins as ZIP files do."""
        return self.data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def suffix_of(file_name: str) -> str:
    """The lower-case suffix with its dot, "" when there is none."""
    return PurePosixPath(file_name.replace("\\", "/")).suffix.lower()


def markup_start(head: str) -> str:
    """The first tag of a page or XML document, lower case ("<!doctype html", "<rss"), "" when it begins otherwise.

    Declarations, processing instructions and comments before it are stepped over, each once: linear in `head`.
    """
    at = 0
    while True:
        while head[at : at + 1].isspace():
            at += 1
        if head.startswith("<!--", at):
            end = head.find("-->", at + 4)
            if end < 0:
                return ""
            at = end + 3
        elif head.startswith("<?", at):
            end = head.find("?>", at + 2)
            if end < 0:
                return ""
            at = end + 2
        else:
            break
    if not head.startswith("<", at):
        return ""
    words = head[at : at + 200].replace(">", " ").replace("/", " ").lower().split()
    if not words:
        return ""
    return " ".join(words[:2]) if words[0] == "<!doctype" else words[0]
