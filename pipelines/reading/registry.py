"""Every kind of file that is read: how it is told, which parser reads it, how it is called.

A new format is one `Format` here and one module with `read_x(file_name, data) -> Iterable[Item]`. Parsers are named,
not imported: the child process that runs them loads only what it needs. The order is the order of asking, so that a
special shape (an export of a press database in HTML) stands before the general one (a web page).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from pipelines.reading import content_tests
from pipelines.reading.answers import Answers, Question
from pipelines.reading.items import Item
from pipelines.reading.press.references import is_references
from pipelines.reading.press.ris import is_ris
from pipelines.reading.samples import Sample, markup_start
from pipelines.reading.tables.telling import is_table

_LINES = ("Gallica", "Nexis", "Europresse", "Factiva", "PressReader")  # those of `press.lines`
_HTML_STARTS = frozenset({"<!doctype html", "<html", "<head", "<body"})


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Attributes:
        kind: the short name that code and tests use: "docx".
        label: as a sentence calls it: "a Word document".
        title: as the list of formats calls it: "Word".
        suffixes: those that name it, with their dot; the first is shown.
        parser: "module:function" of its parser.
        told_by: whether the content is of this kind; None where the suffix alone decides.
        binary: no text; a file of this suffix whose content is not of this kind is damaged.
        asks: its parser takes a person's answers about columns and dates as a third argument.
        exports: the databases and programs whose exports its parser tells by their content and reads article by article.
    """

    kind: str
    label: str
    title: str
    suffixes: tuple[str, ...]
    parser: str
    told_by: Callable[[Sample], bool] | None = None
    binary: bool = False
    asks: bool = False
    exports: tuple[str, ...] = ()

    def read(self, file_name: str, data: bytes) -> Iterable[Item]:
        """What the format's parser finds, in the file's order; nobody is asked anything.

        Raises:
            ReadingError: the parser refuses the file.
        """
        return (item for item in self.ask(file_name, data, Answers()) if not isinstance(item, Question))

    def ask(self, file_name: str, data: bytes, answers: Answers) -> Iterable[Item | Question]:
        """As `read`, with what a person said of a table, or with the questions that come first.

        Raises:
            ReadingError: the parser refuses the file.
        """
        module, function = self.parser.split(":")
        parser = getattr(import_module(module), function)
        found: Iterable[Item | Question] = (
            parser(file_name, data, answers) if self.asks else parser(file_name, data)
        )
        return found


def _is_pdf(sample: Sample) -> bool:
    if sample.data.startswith(b"%PDF-"):
        return True
    # Mail programs and servers put lines before the mark; a text may speak of it.
    return sample.suffix in {"", ".pdf"} and b"%PDF-" in sample.data[:1024]


def _has_part(part: str, *suffixes: str) -> Callable[[Sample], bool]:
    def told(sample: Sample) -> bool:
        # A container too damaged to be listed goes to the parser that its name asks for, which says so.
        return sample.is_zip and (part in sample.parts or sample.suffix in suffixes)

    return told


def _is_page(sample: Sample) -> bool:
    return sample.suffix not in {".md", ".markdown"} and markup_start(sample.head) in _HTML_STARTS


FORMATS: tuple[Format, ...] = (
    Format("pdf", "a PDF", "PDF", (".pdf",), "pipelines.reading.pdf:read_pdf", _is_pdf, binary=True, exports=_LINES),
    Format(
        "docx", "a Word document", "Word", (".docx", ".docm"), "pipelines.reading.docx:read_docx",
        _has_part("word/document.xml", ".docx", ".docm"), binary=True, exports=_LINES,
    ),
    Format(
        "xlsx", "an Excel workbook", "Excel", (".xlsx", ".xlsm"), "pipelines.reading.tables.files:read_excel",
        _has_part("xl/workbook.xml", ".xlsx", ".xlsm"), binary=True, asks=True,
    ),
    Format(
        "parquet", "a Parquet table", "Parquet", (".parquet",), "pipelines.reading.tables.files:read_parquet",
        lambda sample: sample.data.startswith(b"PAR1"), binary=True, asks=True,
    ),
    Format(
        "html", "a web page", "Web page", (".html", ".htm", ".xhtml"), "pipelines.reading.html:read_html",
        _is_page, exports=("Europresse", "Factiva", "Nexis", "Gallica"),
    ),
    Format(
        "rtf", "a Rich Text document", "Rich Text", (".rtf",), "pipelines.reading.rtf:read_rtf",
        lambda sample: sample.head.lstrip().startswith("{\\rtf"), binary=True, exports=_LINES,
    ),
    Format(
        "ris", "a file of references", "RIS", (".ris",), "pipelines.reading.press.ris:read_ris",
        lambda sample: is_ris(sample.head), exports=("Zotero", "EndNote"),
    ),
    Format(
        "odt", "an OpenDocument text", "OpenDocument text", (".odt", ".fodt", ".ott"), "pipelines.reading.odt:read_odt",
        content_tests.is_open_document("text", ".odt", ".ott"), binary=True, exports=_LINES,
    ),
    Format(
        "ods", "an OpenDocument workbook", "OpenDocument workbook", (".ods", ".fods", ".ots"), "pipelines.reading.ods:read_ods",
        content_tests.is_open_document("spreadsheet", ".ods", ".ots"), binary=True, asks=True,
    ),
    Format(
        "epub", "an EPUB", "EPUB", (".epub",), "pipelines.reading.epub:read_epub", content_tests.is_epub, binary=True,
    ),
    Format(
        "mhtml", "a saved page (MHTML)", "Saved page (MHTML)", (".mhtml", ".mht"), "pipelines.reading.mhtml:read_mhtml",
        content_tests.is_mhtml,
    ),
    Format(
        "webarchive", "a web archive of Safari", "Saved page (Safari)", (".webarchive",),
        "pipelines.reading.webarchive:read_webarchive", content_tests.is_webarchive, binary=True,
    ),
    Format(
        "warc", "a web archive", "Web archive (WARC)", (".warc", ".warc.gz"), "pipelines.reading.warc:read_warc",
        content_tests.is_warc, binary=True,
    ),
    Format(
        "mbox", "a mailbox", "Mailbox", (".mbox", ".mbx"), "pipelines.reading.mbox:read_mbox", content_tests.is_mbox,
    ),
    Format("mail", "a mail", "Mail", (".eml", ".emlx"), "pipelines.reading.mail:read_mail", content_tests.is_mail),
    Format(
        "feed", "a feed", "RSS, Atom", (".rss", ".atom", ".rdf", ".xml"), "pipelines.reading.feeds:read_feed",
        content_tests.is_feed,
    ),
    Format(
        "nitf", "a dispatch in NITF", "NITF", (".nitf", ".xml"), "pipelines.reading.nitf:read_nitf",
        content_tests.has_root("nitf"),
    ),
    Format(
        "newsml", "NewsML", "NewsML", (".newsml", ".xml"), "pipelines.reading.newsml:read_newsml",
        content_tests.has_root("newsml", "newsitem", "newsmessage", "packageitem", "newsitems"),
    ),
    Format("markdown", "Markdown", "Markdown", (".md", ".markdown"), "pipelines.reading.markdown:read_markdown"),
    Format(
        "json_lines", "JSON Lines", "JSON Lines", (".jsonl", ".ndjson"),
        "pipelines.reading.json_lines:read_json_lines",
    ),
    Format(
        "json", "JSON", "JSON", (".json",), "pipelines.reading.json_lines:read_json",
        exports=(
            "WordPress", "JSON-LD", "ninjs", "Elasticsearch", "Solr", "news-please", "newspaper", "trafilatura", "MediaCloud",
            "minet", "wallabag", "JSON Feed",
        ),
    ),
    Format(
        "table", "a table", "CSV, TSV", (".csv", ".tsv", ".tab"), "pipelines.reading.tables.files:read_delimited",
        is_table, asks=True,
    ),
    # Below the general one for the suffix that both have; its content is asked first all the same.
    Format(
        "references", "a table of references", "Table of references", (".csv", ".tsv"),
        "pipelines.reading.press.references:read_references", lambda sample: is_references(sample.head),
        exports=("Zotero", "GarganText"),
    ),
    Format(
        "text", "a text", "Plain text", (".txt", ".text", ".asc", ""), "pipelines.reading.text:read_text",
        exports=(*_LINES, "IRaMuTeQ"),
    ),
)  # fmt: skip
BY_KIND = {each.kind: each for each in FORMATS}
