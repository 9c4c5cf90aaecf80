"""`visavis gold`: annotated articles of one's own."""

from __future__ import annotations

import typer

from pipelines.command_line import CorpusOption, speaking
from pipelines.paths import corpus_path

gold_app = typer.Typer(
    no_args_is_help=True, help="Annotated articles of your own, to measure the reader with."
)


@gold_app.callback()
def gold() -> None:
    """Annotated articles of your own, to measure the reader with."""


@gold_app.command("export")
def write_out(corpus: CorpusOption = "") -> None:
    """Print the articles that were reviewed, one a line, for `visavis evaluate --gold FILE`."""
    from pipelines.corpus import Corpus
    from pipelines.export.gold import gold_lines

    with speaking():
        tables = Corpus(corpus or corpus_path()).tables()
        lines = list(gold_lines(tables))
        number = len(lines)
        for line in lines:
            typer.echo(line)
        typer.echo(
            f"{number:,} of {len(tables.articles):,} articles are reviewed and were written.", err=True
        )
        if not number:
            typer.echo(
                "An article is reviewed once each of its names, quotes, dates and events is right.", err=True
            )
