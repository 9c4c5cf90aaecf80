"""Folders of texts with what their names and a table beside them state.

TXM keeps a table `metadata.csv` beside the texts, one row a text, its first column the file's name without suffix.
The archive CAMille names its pages institution, shelf mark, day, edition and page: `KB_JB838_1928-09-04_01-00003.txt`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from pathlib import PurePosixPath

from pipelines.errors import ReadingError
from pipelines.reading.decoding import decode
from pipelines.reading.fields import stated_fields
from pipelines.reading.limits import MAX_FILE_BYTES
from pipelines.reading.published import to_edtf

_METADATA = {"metadata.csv", "metadata.tsv", "metadonnees.csv", "métadonnées.csv"}
_OTHER_METADATA = {"metadata.xlsx", "metadata.xls", "metadata.ods"}
_NOTES = re.compile(
    r"_*(?:readme|read-me|lisez[-_ ]?moi)(?:[^/]{0,40}\.(?:txt|md|rtf|pdf|docx|html?))?", re.IGNORECASE
)
_PAGE_NAME = re.compile(
    r"[A-Z][A-Za-z]{1,9}_[A-Za-z0-9][A-Za-z0-9.-]{0,30}_(?P<day>\d{4}-\d\d-\d\d)_\d{1,3}(?:[-_]\d{1,6})*(?:_[A-Za-z0-9.-]{1,20})?"
)
_DELIMITERS = ",;\t"
_TEXT_SUFFIXES = {".txt", ".xml", ".docx", ".odt", ".rtf", ".html"}
_ARTICLE = 300  # characters; a longer cell is an article and no metadata
_SHOWN = 5
NOTES = "Notes on the files of this folder, no article, so it was left out."
NOT_CSV = "Titles, dates and sources of the texts are read from a CSV: save this table as metadata.csv (UTF-8) beside the texts."
UNMATCHED = (
    "The table of metadata and the texts beside it differ: {what}. The other texts have their metadata."
)


def describe(
    names: Sequence[str],
    content: Callable[[str], bytes],
    left_out: MutableMapping[str, str],
    stated: MutableMapping[str, Mapping[str, str]],
) -> None:
    """Adds what is known of the files `names` (paths with "/") to `left_out` and `stated`.

    Args:
        names: the files of a folder and the folders in it.
        content: gives a file's bytes.
        left_out: file → why it is no article, "" where nobody would miss it.
        stated: file → title, published, source, author.
    """
    folders: defaultdict[PurePosixPath, list[str]] = defaultdict(list)
    for name in names:
        folders[PurePosixPath(name).parent].append(name)
    for inside in folders.values():
        by_name = {name: known for name in inside if (known := stated_by_name(name))}
        stated.update(by_name)
        described = _described(inside, content, left_out, stated)
        if by_name or described:
            left_out.update({name: NOTES for name in inside if _NOTES.fullmatch(PurePosixPath(name).name)})


def stated_by_name(name: str) -> dict[str, str]:
    """What a file's name alone states: the day of an issue in CAMille's names, {} for other names."""
    match = _PAGE_NAME.fullmatch(PurePosixPath(name.replace("\\", "/")).stem)
    return {"published": match["day"]} if match and to_edtf(match["day"]) else {}


def _described(
    names: Sequence[str],
    content: Callable[[str], bytes],
    left_out: MutableMapping[str, str],
    stated: MutableMapping[str, Mapping[str, str]],
) -> bool:
    """Takes what a table of metadata among `names` states of the others; whether there is one."""
    texts = {_folded(PurePosixPath(name).stem): name for name in names if not _is_metadata(name)}
    for name in names:
        simple = _folded(PurePosixPath(name).name)
        if simple in _OTHER_METADATA and len(texts) > 1:
            left_out[name] = NOT_CSV
        if simple not in _METADATA:
            continue
        rows = _rows(name, content, texts)
        if not rows:
            continue
        for key, row in rows.items():
            if key in texts:
                stated[texts[key]] = {**stated.get(texts[key], {}), **row}
        left_out[name] = _differences(rows, texts)
        return True
    return False


def _is_metadata(name: str) -> bool:
    simple = PurePosixPath(name).name
    return _folded(simple) in _METADATA | _OTHER_METADATA or bool(_NOTES.fullmatch(simple))


def _rows(name: str, content: Callable[[str], bytes], texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Key of a text → what its row states; {} where the table does not speak of the texts beside it."""
    try:
        table, _ = decode(name, content(name))
    except ReadingError:
        return {}
    csv.field_size_limit(MAX_FILE_BYTES + 1)
    best: dict[str, dict[str, str]] = {}
    for delimiter in _DELIMITERS:
        found = _keyed(table.lstrip("\ufeff"), delimiter)
        if sum(key in texts for key in found) > sum(key in texts for key in best):
            best = found
    return best


def _keyed(table: str, delimiter: str) -> dict[str, dict[str, str]]:
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter)
    try:
        header = next(reader, [])
        rows = [row for row in reader if any(row)]
    except csv.Error:
        return {}
    if len(header) < 2 or any(len(cell) > _ARTICLE for row in rows for cell in row):
        return {}
    keyed: dict[str, dict[str, str]] = {}
    for row in rows:
        fields = stated_fields(dict(zip(header[1:], row[1:], strict=False)))
        fields.pop("text", None)
        keyed[_key(row[0])] = fields
    return keyed


def _key(cell: str) -> str:
    """A text's key from the first cell of its row, which may hold the file's suffix or folder."""
    name = PurePosixPath(cell.strip().replace("\\", "/"))
    return _folded(name.stem if name.suffix.lower() in _TEXT_SUFFIXES else name.name)


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold()


def _differences(rows: Mapping[str, object], texts: Mapping[str, str]) -> str:
    """A sentence about rows without a text and texts without a row, "" where there are none."""
    without_text = sorted(rows.keys() - texts.keys())
    without_row = sorted(texts[key] for key in texts.keys() - rows.keys())
    said = [
        f"{len(each)} {what} ({', '.join(each[:_SHOWN])}{', …' if len(each) > _SHOWN else ''})"
        for each, what in ((without_text, "row(s) without a text"), (without_row, "text(s) without a row"))
        if each
    ]
    return UNMATCHED.format(what=" and ".join(said)) if said else ""
