"""Translation memories as files: TMX 1.4b in and out, streaming, with XML's dangerous parts switched off."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from lxml import etree

from pipelines.errors import DataFileError
from pipelines.translation.tmx_units import LABEL, PERSON, PLACE, XML_LANG, Skipped, Unit, local_name, unit_of

__all__ = ["Skipped", "Unit", "read_tmx", "write_tmx"]

_SAFELY: dict[str, Any] = {
    "resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TU = re.compile(r"<tu(?=[\s>]).*?(?:</tu\s*>|(?=<tu[\s>])|(?=</body)|\Z)", re.DOTALL)
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)""")
_MADE_BY_OMEGAT = re.compile(r"""<header[^>]*creationtool\s*=\s*["']OmegaT""")


def read_tmx(
    source: Path | IO[bytes], name: str = "", skipped: list[Skipped] | None = None
) -> Iterator[Unit]:
    """The French–English units of a TMX file, one at a time.

    Entities are never expanded, no DTD is loaded, nothing is fetched.

    Args:
        source: the file; one that is open must be able to go back to its beginning.
        name: what it is called in messages.
        skipped: what is not taken is added to it, with its number: a unit without both languages, or one that is
            not well-formed.

    Raises:
        DataFileError: the file cannot be read, is not TMX, or no unit of it is well-formed; the sentence says where.
    """
    name = name or (source.name if isinstance(source, Path) else "translation memory")
    skipped = [] if skipped is None else skipped
    number = 0
    try:
        for number, found in _streamed(source, name):
            if isinstance(found, Unit):
                yield found
            else:
                skipped.append(Skipped(number, found))
    except etree.XMLSyntaxError as error:
        rest = list(_one_by_one(source, number))
        if not number and not any(isinstance(found, Unit) for _, found in rest):
            raise DataFileError(f"{name} is not well-formed TMX: {error.msg}.") from error
        for number, found in rest:
            if isinstance(found, Unit):
                yield found
            else:
                skipped.append(Skipped(number, found))
    except OSError as error:
        raise DataFileError(f"{name} cannot be read: {error.strerror or 'not a readable file'}.") from error


def _streamed(source: Path | IO[bytes], name: str) -> Iterator[tuple[int, Unit | str]]:
    """Number and unit, or why there is none, of each `<tu>`, up to the first that is not well-formed."""
    given = str(source) if isinstance(source, Path) else source
    number, root_checked, omegat = 0, False, False
    for event, element in etree.iterparse(given, events=("start", "end"), **_SAFELY):
        tag = local_name(element)
        if not root_checked:
            root_checked = True
            if tag != "tmx":
                raise DataFileError(f"{name} is not a TMX file: its root element is <{tag}>.")
        if event == "start" and tag == "header":
            omegat = element.get("creationtool", "").startswith("OmegaT")
        if event == "end" and tag == "tu":
            number += 1
            found = unit_of(element, omegat=omegat)
            _release(element)
            yield number, found


def _one_by_one(source: Path | IO[bytes], done: int) -> Iterator[tuple[int, Unit | str]]:
    """The units after the first `done`, each read alone, so that one that is not well-formed costs only itself."""
    if isinstance(source, Path):
        raw = source.read_bytes()
    else:
        source.seek(0)
        raw = source.read()
    text = _COMMENT.sub("", _decoded(raw))
    omegat = bool(_MADE_BY_OMEGAT.search(text))
    for number, found in enumerate(_TU.finditer(text), 1):
        if number <= done:
            continue
        try:
            tree = etree.parse(BytesIO(found[0].encode("utf-8", "replace")), etree.XMLParser(**_SAFELY))
            yield number, unit_of(tree.getroot(), omegat=omegat)
        except etree.XMLSyntaxError as error:
            yield number, f"it is not well-formed ({(error.msg or 'unknown fault').partition(', line')[0]})"


def _decoded(raw: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    declared = _DECLARED.match(raw)
    try:
        return raw.decode(declared[1].decode() if declared else "utf-8", "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def write_tmx(units: Iterable[Unit], target: Path | IO[bytes], version: str = "1") -> int:
    """Write units as TMX 1.4b, UTF-8; returns how many were written.

    Characters XML does not allow are left out.
    """
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    count = 0
    with etree.xmlfile(str(target) if isinstance(target, Path) else target, encoding="utf-8") as out:
        out.write_declaration()
        with out.element("tmx", version="1.4"):
            header = {
                "creationtool": "vis-a-vis", "creationtoolversion": version, "segtype": "sentence",
                "o-tmf": "vis-a-vis", "adminlang": "en", "srclang": "fr", "datatype": "plaintext",
                "creationdate": now,
            }  # fmt: skip
            out.write("\n")
            out.write(etree.Element("header", header))
            out.write("\n")
            with out.element("body"):
                for unit in units:
                    out.write("\n")
                    out.write(_element(unit))
                    count += 1
                out.write("\n")
    return count


def _release(element: Any) -> None:
    """Free what has been read, so that memory does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]


def _element(unit: Unit) -> Any:
    tu = etree.Element("tu")
    stated = {LABEL: unit.label or None, PERSON: unit.edited_by or None}
    stated |= {kind: getattr(unit, kind) for kind in PLACE}
    for kind, value in stated.items():
        if value is not None:
            etree.SubElement(tu, "prop", type=kind).text = _NOT_XML.sub("", value)
    for language, text in (("fr", unit.fr), ("en", unit.en)):
        tuv = etree.SubElement(tu, "tuv", {XML_LANG: language})
        if language == "en":  # where OmegaT looks for who and when
            if unit.changed:
                tuv.set("changedate", unit.changed)
            if unit.edited_by:
                tuv.set("changeid", _NOT_XML.sub("", unit.edited_by))
        etree.SubElement(tuv, "seg").text = _NOT_XML.sub("", text)
    return tu
