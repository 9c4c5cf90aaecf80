"""Every reader and every layer of the language needs time in proportion to the text, on shapes made to slow them.

Times are processor time, compared with each other in one run: what is bounded is how they grow, not how long they are.
"""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from html import escape

import docx
import pytest

from benchmarks.linear_time import TEXTS
from pipelines.language import annotate
from pipelines.model import Article
from pipelines.reading.parsing import parse

_SHORT = 8_000  # characters; the long text is four times as long
_TIMES = 4
_MOST = 9.0  # of four times the text; a quadratic reader takes sixteen
_SLOW = 0.25  # seconds, below which a long text is not looked at again
PIECES = (
    "« ", "» ", "— ", ", ", "A ", "1 ", "de la ", "…", "[", "](", "<b>", "a<br>", "<li>a", "<p>a", "&nbsp;", "<a href=x>a</a> ", "a: b\n", "a\tb\n", "|a|b|\n", "* a\n", "--\n", "12/04/2024 ", "\x0c", "\r\n", "<table><tr><td>", "<!-- ", "</p>", "> ", '"',
    '"";', "&", "\n", "\n\n", " \n", "| ", "# ", "=\n", "=E9", "{\\b ", "\\'e9", ";", "a", "lundi 3 ", "http://x/ ",
    "\N{NO-BREAK SPACE}", "é", "-\n", "From a\n", "Re: ", "TY  - JOUR\n", "De : a@b.fr\n", "Publié le 3 ", "Page 1 / 2\n",
    "**a ", " _a", "`a ", "![a](", "- ", "http://x", "Par A, ", "(AFP) - ", "1. ", "@a ", "#a ", "L’", "\x92", "Ã©", "{", "\\'",
)  # fmt: skip


def _word(text: str) -> bytes:
    document = docx.Document()
    for line in text.replace("\x0c", " ").split("\n")[:400]:
        document.add_paragraph(line)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _odt(text: str) -> bytes:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        + "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
        + "</office:text></office:body></office:document-content>"
    )
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        made.writestr("content.xml", content)
    return saved.getvalue()


CARRIERS: dict[str, Callable[[str], bytes | str]] = {
    "a.txt": lambda text: f"Le maire a parlé.\n{text}",
    "a.md": lambda text: f"# Le titre\n\n{text}",
    "a.html": lambda text: (
        f"<html><body><article><h1>Le titre</h1><p>Le maire a parlé. {text}</p></article></body></html>"
    ),
    "b.html": lambda text: (
        f"<html><head><meta name='author' content='{escape(text)}'></head><body><p>Le maire.</p></body></html>"
    ),
    "a.rtf": lambda text: "{\\rtf1\\ansi Le maire a parl\\'e9. " + text + "}",
    "a.eml": lambda text: (
        f"From: a@b.fr\nSubject: Le titre\nContent-Type: text/plain; charset=utf-8\n\nLe maire.\n{text}"
    ),
    "b.eml": lambda text: (
        f"From: a@b.fr\nSubject: Le titre\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>{text}"
    ),
    "a.mbox": lambda text: (
        f"From a@b.fr Thu Apr  4 07:00:00 2024\nFrom: a@b.fr\nSubject: Le titre\n\nLe maire.\n{text}\n"
    ),
    "a.rss": lambda text: (
        f"<rss version='2.0'><channel><item><title>Titre</title><description>{escape(text)}</description></item></channel></rss>"
    ),
    "a.nitf": lambda text: f"<nitf><body><body.content><p>{escape(text)}</p></body.content></body></nitf>",
    "a.json": lambda text: json.dumps({"title": "Titre", "text": text}),
    "a.jsonl": lambda text: json.dumps({"title": text, "text": "Le maire a parlé."}),
    "a.csv": lambda text: f"titre,texte,date\nUn,{text}\nDeux,Le maire,2024-01-01\n",
    "b.csv": lambda text: 'titre;texte\n"Un";"' + text.replace('"', '""') + '"\n',
    "a.ris": lambda text: f"TY  - JOUR\nTI  - Titre\nAB  - {text}\nER  - \n",
    "a.docx": _word,
    "a.odt": _odt,
}


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
        if best < _SLOW / _MOST:
            break
    return best


def _reading(name: str, piece: str, size: int) -> Callable[[], object]:
    made = CARRIERS[name](piece * (size // len(piece) + 1))
    data = made.encode() if isinstance(made, str) else made
    return lambda: list(parse(name, data))


def growth(short: Callable[[], object], long: Callable[[], object]) -> float:
    """How many times as long the long work takes; 0 where it is quick."""
    taken = _seconds(long)
    return taken / max(_seconds(short), 0.005) if taken > _SLOW else 0.0


@pytest.mark.parametrize("name", CARRIERS)
def test_every_reader_is_linear(name: str) -> None:
    _reading(name, "Le maire. ", 1_000)()
    grown = {
        piece: round(times, 1)
        for piece in PIECES
        if (times := growth(_reading(name, piece, _SHORT), _reading(name, piece, _TIMES * _SHORT))) > _MOST
    }
    assert grown == {}


@pytest.mark.parametrize("shape", TEXTS)
def test_every_layer_of_the_language_is_linear(shape: str) -> None:
    make = TEXTS[shape]
    annotate(Article("Le maire a parlé."))
    short, long = (Article(make(size)) for size in (1_500, 6_000))
    assert growth(lambda: annotate(short), lambda: annotate(long)) <= _MOST


def test_work_that_grows_with_the_square_is_seen() -> None:
    def work(size: int) -> Callable[[], object]:
        return lambda: sum(1 for a in range(size) for b in range(size) if a > b)

    assert growth(work(1_000), work(4_000)) > _MOST
    assert growth(lambda: sum(range(10**6)), lambda: sum(range(4 * 10**6))) <= _MOST
