"""What lies beside a page and belongs to it: the folder a browser saves with it ("page_fichiers/"), a WACZ's indexes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

_PAGES = (".html", ".htm", ".xhtml", ".mhtml")
_FOLDERS = (
    "_files", "_fichiers", "-files", "-fichiers", ".files", ".fichiers", " files", "_bestanden", "_dateien", "-dateien",
    "_archivos", "_arquivos", "_ficheiros", "_file", "_data", "_soubory", "_pliki", "_elemei", "_datoteke",
)  # fmt: skip


def parts_of_saved_pages(names: Sequence[str]) -> set[str]:
    """The files of `names` (paths with "/") that lie in the folder a browser made for a page among them.

    "a.html" with "a_fichiers/main.css" → {"a_fichiers/main.css"}. Style sheets, scripts, pictures and frames of a
    page are shown on it and are nothing of their own; a folder without its page is read file by file.
    """
    stems = {str(PurePosixPath(name).with_suffix("")) for name in names if name.lower().endswith(_PAGES)}
    folders = {stem + ending for stem in stems for ending in _FOLDERS}
    return {name for name in names if any(str(parent) in folders for parent in PurePosixPath(name).parents)}


def parts_of_packed_archives(names: Sequence[str]) -> set[str]:
    """The indexes and notes in a packed web archive (WACZ), in which only `archive/*.warc.gz` holds pages."""
    archives = {name for name in names if _is_warc(name)}
    if not archives or "datapackage.json" not in names:
        return set()
    return set(names) - archives


def _is_warc(name: str) -> bool:
    return name.lower().startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))
