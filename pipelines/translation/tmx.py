"""Translation memories as files: TMX 1.4b in and out, streaming, with XML's dangerous parts switched off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from lxml import etree

from pipelines.errors import DataFileError

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Content of these inline elements is another program's markup; text after them belongs to the sentence.
_CODES = {"bpt", "ept", "ph", "it", "ut"}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LABEL = "x-label"
_PERSON = "x-edited-by"


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence and its English.

    Attributes:
        fr, en: the two sentences.
        label: where the English comes from, shown beside it ("reference, shipped with the sample").
        edited_by: the person who worded it, "" when nobody did by hand.
    """

    fr: str
    en: str
    label: str = ""
    edited_by: str = ""


def read_tmx(source: Path | IO[bytes], name: str = "") -> Iterator[Unit]:
    """The French–English units of a TMX file, one at a time; units without both languages are passed over.

    Entities are never expanded, no DTD is loaded, nothing is fetched.

    Raises:
        DataFileError: the file cannot be read or is not TMX; the sentence says where.
    """
    name = name or (source.name if isinstance(source, Path) else "translation memory")
    try:
        events = etree.iterparse(
            str(source) if isinstance(source, Path) else source,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root_checked = False
        for event, element in events:
            if not root_checked:
                root_checked = True
                if _local(element) != "tmx":
                    raise DataFileError(f"{name} is not a TMX file: its root element is <{_local(element)}>.")
            if event == "end" and _local(element) == "tu":
                unit = _unit(element)
                _release(element)
                if unit:
                    yield unit
    except etree.XMLSyntaxError as error:
        raise DataFileError(f"{name} is not well-formed TMX: {error.msg}.") from error
    except OSError as error:
        raise DataFileError(f"{name} cannot be read: {error.strerror or 'not a readable file'}.") from error


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


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _release(element: Any) -> None:
    """Free what has been read, so that memory does not grow with the file."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]


def _unit(element: Any) -> Unit | None:
    texts: dict[str, str] = {}
    properties: dict[str, str] = {}
    for child in element:
        tag = _local(child)
        if tag == "prop":
            properties[child.get("type", "")] = (child.text or "").strip()
        elif tag == "tuv":
            language = (child.get(_XML_LANG) or child.get("lang") or "").lower()[:2]
            for segment in child:
                if _local(segment) == "seg" and language in {"fr", "en"}:
                    texts.setdefault(language, _segment_text(segment))
    if not texts.get("fr") or not texts.get("en"):
        return None
    return Unit(texts["fr"], texts["en"], properties.get(_LABEL, ""), properties.get(_PERSON, ""))


def _segment_text(segment: Any) -> str:
    pieces = [segment.text or ""]
    for child in segment:
        if isinstance(child.tag, str) and _local(child) not in _CODES:
            pieces.append(_segment_text(child))
        elif not isinstance(child.tag, str):
            pieces.append(child.text or "")  # an entity reference, kept as written
        pieces.append(child.tail or "")
    return "".join(pieces).strip()


def _element(unit: Unit) -> Any:
    tu = etree.Element("tu")
    for kind, value in ((_LABEL, unit.label), (_PERSON, unit.edited_by)):
        if value:
            etree.SubElement(tu, "prop", type=kind).text = _NOT_XML.sub("", value)
    for language, text in (("fr", unit.fr), ("en", unit.en)):
        tuv = etree.SubElement(tu, "tuv", {_XML_LANG: language})
        etree.SubElement(tuv, "seg").text = _NOT_XML.sub("", text)
    return tu
