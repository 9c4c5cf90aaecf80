"""`visavis report`: the filtered view as one document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.command_line import CorpusOption, speaking
from pipelines.paths import corpus_path


def report(
    out: Annotated[Path, typer.Option("--out", metavar="FILE.html|FILE.docx", help="File to write.")],
    filters: Annotated[
        str, typer.Option("--filters", metavar="URL", help="The address of a page, with its filters.")
    ] = "",
    corpus: CorpusOption = "",
) -> None:
    """Write a report on the filtered view: question, figures, quotes, timeline, network, articles, method."""
    from pipelines.corpus import Corpus
    from pipelines.export.files import write_file
    from pipelines.report import gather, writer_for
    from pipelines.report.question import filters_of

    with speaking():
        write = writer_for(out)
        tables = Corpus(corpus or corpus_path()).tables()
        chosen = filters_of(filters, tables)
        if filters and not chosen:
            typer.echo("This address sets no filter; the report is on the whole corpus.", err=True)
        made = gather(tables, chosen)
        write_file(out, write(made))
        typer.echo(f"{made.title} written to {out}.")
        if made.left:
            typer.echo(f"{made.left.words()} “visavis translate corpus” translates them.", err=True)
