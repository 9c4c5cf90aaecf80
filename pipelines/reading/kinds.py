"""What a file is: its content decides, its suffix only where content leaves room."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from pipelines.errors import ReadingError

_BY_SUFFIX = {
    ".txt": "text", ".text": "text", ".asc": "text", "": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".csv": "table", ".tsv": "table", ".tab": "table",
    ".json": "json", ".jsonl": "json_lines", ".ndjson": "json_lines",
    ".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".parquet": "parquet", ".zip": "zip",
}  # fmt: skip
_BINARY_KINDS = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "xlsx": "an Excel workbook",
    "parquet": "a Parquet table",
    "zip": "a ZIP archive",
}
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
    (
        b"\xd0\xcf\x11\xe0",
        "an old or password-protected Office file; save it without password as .docx or .xlsx",
    ),
    (b"{\\rtf", "an RTF document; save it as .docx or .txt"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
_OFFICE_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML_SUFFIXES = {".xml", ".tei"}


def suffix_of(file_name: str) -> str:
    """The lower-case suffix with its dot, "" when there is none."""
    return PurePosixPath(file_name.replace("\\", "/")).suffix.lower()


def kind_of(file_name: str, data: bytes) -> str:
    """One of text, markdown, html, table, json, json_lines, pdf, docx, xlsx, parquet, zip.

    Raises:
        ReadingError: the content is of a kind that is not read; the sentence names it.
    """
    by_suffix = _BY_SUFFIX.get(suffix_of(file_name), "")
    if kind := _by_content(file_name, data, by_suffix):
        return kind
    if by_suffix in _BINARY_KINDS:
        raise ReadingError(
            file_name,
            f"The name says {_BINARY_KINDS[by_suffix]}, but the content is something else or damaged; "
            "open it in its program and save it again.",
        )
    if suffix_of(file_name) in _XML_SUFFIXES:
        raise ReadingError(file_name, "XML files are not read; export the articles as text, CSV or HTML.")
    return by_suffix or "text"


def _by_content(file_name: str, data: bytes, by_suffix: str) -> str:
    for signature, description in _SIGNATURES:
        if data.startswith(signature):
            raise ReadingError(file_name, f"This is not text: it is {description}.")
    if b"%PDF-" in data[:1024] and by_suffix in {"", "pdf", "text"}:
        return "pdf"
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zip_kind(file_name, data, by_suffix)
    if data.startswith(b"PAR1"):
        return "parquet"
    if by_suffix != "markdown" and _HTML.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    return ""


def _zip_kind(file_name: str, data: bytes, by_suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except Exception:
        return by_suffix if by_suffix in {"docx", "xlsx"} else "zip"
    for part, kind in _OFFICE_PARTS:
        if part in names:
            return kind
    if b"opendocument" in mimetype or b"epub" in mimetype:
        raise ReadingError(
            file_name, "OpenDocument and EPUB files are not read; save it as .docx, .html or .txt."
        )
    if by_suffix in {"docx", "xlsx"}:
        return by_suffix
    return "zip"
