"""What a file is: its content decides, its suffix only where content leaves room."""

from __future__ import annotations

import re

from pipelines.errors import ReadingError
from pipelines.reading.not_articles import no_article
from pipelines.reading.registry import BY_KIND, FORMATS, Format
from pipelines.reading.samples import Sample

_ARCHIVES = (".zip",)
# What is refused by its first bytes, and as what.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"\x00\x00\x00\x20ftyp", "a video"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first, or use ZIP"),
    (b"Rar!", "a RAR archive; unpack it first, or use ZIP"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
_FRAME = re.compile(r"saved_resource(?:\(\d{1,4}\))?\.html?", re.IGNORECASE)
FRAME = "It is a frame that a browser saved beside a page, such as an advertisement; load the page itself."


def is_archive(sample: Sample) -> bool:
    """Whether it is a ZIP archive of files, and no document that uses ZIP as its container."""
    return sample.is_zip and format_by_content(sample) is None and not no_article(sample)


def format_of(file_name: str, data: bytes) -> Format | None:
    """The format that reads this file; None for a ZIP archive of files.

    Raises:
        ReadingError: the content is of a kind that is not read; the sentence names it.
    """
    sample = Sample(file_name, data)
    if _FRAME.fullmatch(file_name.replace("\\", "/").rpartition("/")[2]):
        raise ReadingError(file_name, FRAME)
    if found := format_by_content(sample):
        return found
    if reason := no_article(sample):
        raise ReadingError(file_name, reason)
    for signature, description in _SIGNATURES:
        if data.startswith(signature):
            raise ReadingError(file_name, f"This is not text: it is {description}.")
    if sample.is_zip:
        return None
    by_suffix = next((each for each in FORMATS if sample.suffix in each.suffixes), None)
    if sample.suffix in _ARCHIVES or (by_suffix and by_suffix.binary):
        label = by_suffix.label if by_suffix else "a ZIP archive"
        raise ReadingError(
            file_name,
            f"The name says {label}, but the content is something else or damaged; "
            "open it in its program and save it again.",
        )
    if sample.suffix == ".xml":
        raise ReadingError(file_name, "The name says XML, but no XML is in it; export it again.")
    return by_suffix or BY_KIND["text"]


def format_by_content(sample: Sample) -> Format | None:
    """The first format that tells the file by its content, None when none does."""
    return next((each for each in FORMATS if each.told_by and each.told_by(sample)), None)
