"""Files that hold no article, told by their content: parts of web pages, other XML, old Office files, archives."""

from __future__ import annotations

import re

from pipelines.reading.content_tests import root_name
from pipelines.reading.samples import Sample

_PARTS_OF_PAGES = {
    ".css",
    ".js",
    ".mjs",
    ".cjs",
    ".map",
    ".ts",
    ".jsx",
    ".scss",
    ".less",
    ".php",
    ".asp",
    ".aspx",
    ".py",
    ".sh",
}
_READ_OTHERWISE = {".md", ".markdown", ".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson"}
_SCRIPT_WORDS = re.compile(
    r"\b(?:function|var|let|const|return|window|document|typeof|module|import|export|prototype)\b|=>"
)
_STYLE_RULE = re.compile(r"[\w.#:@*\])-]\s{0,5}\{\s{0,20}(?:[\w.#:@*-]{1,60}\s{0,3}[:{(]|\})")
_PROSE_WORD = re.compile(
    r"(?<![\w.#-])(?:le|la|les|des|une|est|dans|pour|que|qui|sur|avec)(?![\w.(:-])", re.IGNORECASE
)
_SAMPLE = 20_000
_XML_ROOTS = {
    "svg": "It is a drawing (SVG) and holds no article.",
    "opml": "It is a list of feeds (OPML); open the feeds in it and load their entries.",
    "urlset": "It is a site map, a list of addresses; save the pages themselves and load them.",
    "sitemapindex": "It is a site map, a list of addresses; save the pages themselves and load them.",
    "kml": "It is a map (KML) and holds no article.",
    "gpx": "It is a track (GPX) and holds no article.",
    "plist": "It is a property list and no page saved by Safari; save the page as a web archive.",
    "tei": "TEI is not read; export the articles as text, or make one text file of each.",
    "teicorpus": "TEI is not read; export the articles as text, or make one text file of each.",
    "alto": "ALTO holds recognised words with their places; export the pages as text.",
    "mets": "METS describes scans; export the pages as text.",
    "pcgts": "PAGE XML holds recognised words with their places; export the pages as text.",
    "worddocument": "It is a Word document of 2003 (XML); save it as .docx.",
    "workbook": "It is an Excel workbook of 2003 (XML); save it as .xlsx.",
    "package": "It is an Office document as flat XML; save it as .docx.",
    "xliff": "It is a translation file (XLIFF) and holds no article.",
    "tmx": "It is a translation memory; bring it in with “visavis memory import”.",
}  # fmt: skip
XML_UNKNOWN = (
    "It is XML of a kind that is not read (its root is “{root}”); RSS, Atom, NITF and NewsML are. Export the articles "
    "as text, CSV or HTML."
)
SCRIPT = "It is a script of a web page and holds no article."
STYLE = "It is a style sheet of a web page and holds no article."
FONT = "It is a font and holds no article."
PICTURE = "It is a picture and holds no article; run text recognition (OCR) on it if it shows one."
VIDEO = "It is a sound or video file and holds no article; write down what is said in it."
ZSTANDARD = "It is packed with Zstandard; unpack it first (unzstd)."
_BY_START = (
    (b"wOFF", FONT), (b"wOF2", FONT), (b"OTTO", FONT), (b"\x00\x01\x00\x00", FONT),
    (b"\x1aE\xdf\xa3", VIDEO), (b"fLaC", VIDEO), (b"\xff\xfb", VIDEO), (b"\xff\xf3", VIDEO),
    (b"\x00\x00\x01\x00", PICTURE), (b"\x28\xb5\x2f\xfd", ZSTANDARD),
)  # fmt: skip
_STILL = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}
_OLE = (
    ("WordDocument", "It is a Word document of before 2007 (.doc); open it in Word or LibreOffice and save it as .docx."),
    ("Workbook", "It is an Excel workbook of before 2007 (.xls); open it in Excel or LibreOffice and save it as .xlsx."),
    ("Book", "It is an old Excel workbook (.xls); open it in Excel or LibreOffice and save it as .xlsx."),
    ("PowerPoint Document", "It is a presentation of before 2007 (.ppt); export its text."),
    ("EncryptedPackage", "It is an Office file with a password; open it and save it without one."),
    ("__properties_version1.0", "It is a mail of Outlook (.msg); save it as .eml, .mht or text."),
)  # fmt: skip
OLE_UNKNOWN = "It is an old or password-protected Office file; save it without password as .docx or .xlsx."
PRESENTATION = "It is a presentation; export its text as .docx, .odt or .txt."
OTHER_ZIP = "It is an app or program package and holds no article."


def no_article(sample: Sample) -> str:
    """Why a file that no format tells holds no article, one sentence; "" where it may be text."""
    return _binary(sample) or _xml(sample) or _container(sample) or _code(sample)


def _binary(sample: Sample) -> str:
    data = sample.data
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return next((why for stream, why in _OLE if stream.encode("utf-16-le") in data), OLE_UNKNOWN)
    if data[4:8] == b"ftyp":
        return PICTURE if data[8:12] in _STILL else VIDEO
    if data[:4] == b"RIFF":
        return PICTURE if data[8:12] == b"WEBP" else VIDEO
    if data[:2] == b"BM" and sample.suffix == ".bmp":
        return PICTURE
    return next((why for start, why in _BY_START if data.startswith(start)), "")


def _xml(sample: Sample) -> str:
    root = root_name(sample)
    if not root or sample.suffix in _READ_OTHERWISE:
        return ""
    if reason := _XML_ROOTS.get(root):
        return reason
    declared = sample.head.lstrip("\ufeff \r\n\t").startswith("<?xml")
    return XML_UNKNOWN.format(root=root[:40]) if declared or sample.suffix in {".xml", ".tei"} else ""


def _container(sample: Sample) -> str:
    if not sample.is_zip:
        return ""
    if "presentation" in sample.mimetype or "ppt/presentation.xml" in sample.parts:
        return PRESENTATION
    if "opendocument" in sample.mimetype:
        return "It is an OpenDocument file without text or tables; export its text."
    return (
        OTHER_ZIP if "META-INF/MANIFEST.MF" in sample.parts or "AndroidManifest.xml" in sample.parts else ""
    )


def _code(sample: Sample) -> str:
    """Scripts and style sheets, by what they are made of: braces and signs, few small words of a language."""
    if sample.suffix in _READ_OTHERWISE or sample.is_zip:
        return ""
    text = sample.head[:_SAMPLE]
    braces = text.count("{") + text.count("}")
    signs = braces + sum(text.count(sign) for sign in ";=()[]")
    is_part = sample.suffix in _PARTS_OF_PAGES
    if braces < 2 or signs < len(text) * (0.015 if is_part else 0.04):
        return ""
    if len(_PROSE_WORD.findall(text)) * 12 > len(text.split()):  # a page's text with a script pasted along
        return ""
    rules, words = len(_STYLE_RULE.findall(text)), len(_SCRIPT_WORDS.findall(text))
    if words >= 2 and words >= rules:
        return SCRIPT
    if rules:
        return STYLE
    return SCRIPT if is_part else ""
