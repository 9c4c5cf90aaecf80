"""What it costs to turn files into stored text: beside annotating that text, and beside the format's library alone.

The texts of data/gold are written as files of each format. In each round they are annotated, and every format's files are read as a person's
are (`read`: told, parsed in the child process, normalised), parsed in this process, and parsed by the library that the
field uses for the format. Each counts by its best round, so that a busy machine slows none of them alone.

    python -m benchmarks.reading_files --articles 60

Says where a target is missed: storing costs at most 5 % of annotating, and no parser takes more than twice its
library's time.
"""

from __future__ import annotations

import argparse
import html
import io
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from benchmarks.reading_speed import articles_of
from pipelines.language import annotate_many
from pipelines.model import Article
from pipelines.reading import read
from pipelines.reading.registry import BY_KIND

MOST_OF_ANNOTATING = 0.05
MOST_OF_LIBRARY = 2.0


class Side(NamedTuple):
    """A format measured.

    Attributes:
        kind: of the registry of formats.
        suffix: of its files.
        write: an article as a file of that format.
        library: what the field uses for the format, given a file.
    """

    kind: str
    suffix: str
    write: Callable[[Article], bytes]
    library: Callable[[bytes], object]


def as_text(article: Article) -> bytes:
    return article.text.encode()


def as_page(article: Article) -> bytes:
    """The article as a site sets it, among navigation, boxes and teasers."""
    paragraphs = "".join(
        f'<p class="article__paragraph">{html.escape(each)}</p>' for each in article.text.split("\n\n")
    )
    teasers = "".join(
        f'<article class="teaser"><h3><a href="/{i}">Une autre nouvelle du jour, numéro {i}</a></h3><p>Son résumé en une phrase.</p></article>'
        for i in range(30)
    )
    menu = "".join(f'<li class="nav__item"><a href="/{i}">Rubrique {i}</a></li>' for i in range(60))
    page = (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{html.escape(article.title)} - Le Journal</title>'
        '<meta property="article:published_time" content="2022-11-09T07:00:00+01:00"><meta name="author" content="Jeanne Roy">'
        f"<style>{'.a{color:red}' * 300}</style><script>{'var a = 1;' * 500}</script></head><body><nav><ul>{menu}</ul></nav><main>"
        f'<article><h1>{html.escape(article.title or "Nouvelle")}</h1><p class="chapo">Un chapeau pour cet article, en une seule phrase.</p>'
        f'<div class="share"><a href="#">Partager</a></div><div class="article__content">{paragraphs}</div></article></main>'
        f"<aside>{teasers}</aside><footer>Mentions légales</footer></body></html>"
    )
    return page.encode()


def as_word(article: Article) -> bytes:
    import docx  # noqa: PLC0415 - the other formats do not need it

    document = docx.Document()
    for paragraph in article.text.split("\n\n"):
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_trafilatura(data: bytes) -> object:
    import trafilatura  # noqa: PLC0415

    return trafilatura.bare_extraction(data.decode(), with_metadata=True, include_comments=False)


def with_python_docx(data: bytes) -> object:
    import docx  # noqa: PLC0415

    document: Any = docx.Document(io.BytesIO(data))
    return [paragraph.text for paragraph in document.paragraphs]


SIDES = (
    Side("text", ".txt", as_text, lambda data: data.decode()),
    Side("html", ".html", as_page, with_trafilatura),
    Side("docx", ".docx", as_word, with_python_docx),
)


def seconds(work: Callable[[], Iterable[object]]) -> float:
    """The clock time of `work` to the last of its results."""
    began = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - began


def works_of(side: Side, articles: list[Article]) -> dict[str, Callable[[], Iterable[object]]]:
    """What is timed for a format: storing, parsing, and its library alone."""
    files = [(f"{i}{side.suffix}", side.write(article)) for i, article in enumerate(articles)]
    form = BY_KIND[side.kind]
    return {
        f"{side.kind} stored": lambda: (read(name, data) for name, data in files),
        f"{side.kind} parsed": lambda: (list(form.read(name, data)) for name, data in files),
        f"{side.kind} library": lambda: (side.library(data) for _, data in files),
    }


def measure(articles: list[Article], rounds: int) -> dict[str, float]:
    """The best time of each work, in seconds: what another program on the machine takes is in the others."""
    works: dict[str, Callable[[], Iterable[object]]] = {"annotated": lambda: annotate_many(articles)}
    for side in SIDES:
        works |= works_of(side, articles)
    best: dict[str, float] = {}
    for number in range(rounds + 1):
        names = list(works) if number % 2 else list(reversed(works))
        for name in names:
            taken = seconds(works[name])
            if number:  # the first round warms up: imports, the child process, lexicons
                best[name] = min(taken, best.get(name, taken))
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    articles = articles_of(10**9 if options.articles > 500 else options.articles * 400)[: options.articles]
    words = sum(len(each.text.split()) for each in articles)
    best = measure(articles, options.rounds)
    annotating = best["annotated"]
    print(f"{words:,} words in {len(articles)} articles; annotating them takes {annotating:.2f} s")
    print(f"{'format':8} {'stored':>12} {'of annotating':>14} {'parsed':>12} {'of library':>11}")
    missed: list[str] = []
    for side in SIDES:
        stored, parsed, library = (best[f"{side.kind} {each}"] for each in ("stored", "parsed", "library"))
        share, ratio = stored / annotating, parsed / library
        # Decoding bytes is no library: a text's parser is held to the first target alone.
        if share > MOST_OF_ANNOTATING:
            missed.append(f"storing {side.kind}")
        if ratio > MOST_OF_LIBRARY and side.kind != "text":
            missed.append(f"parsing {side.kind}")
        shown = "" if side.kind == "text" else f"{ratio:10.2f}x"
        print(
            f"{side.kind:8} {stored / len(articles) * 1e3:9.2f} ms {share:13.2%} {parsed / len(articles) * 1e3:9.2f} ms {shown:>11}"
        )
    print(
        f"targets: stored at most {MOST_OF_ANNOTATING:.0%} of annotating, parsed at most {MOST_OF_LIBRARY:.0f}x the library;"
        f" missed: {', '.join(missed) or 'none'}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
