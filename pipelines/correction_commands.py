"""`visavis corrections`: the ledger from a terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.command_line import CorpusOption, speaking
from pipelines.paths import corpus_path

corrections_app = typer.Typer(
    no_args_is_help=True, help="What people put right: list, undo, redo, carry to a colleague."
)
_Number = Annotated[
    int | None, typer.Argument(metavar="[ID]", help="A correction's number; the last one without.")
]


@corrections_app.command("list")
def show(corpus: CorpusOption = "") -> None:
    """Print every correction: number, when, who, what, where, old and new value, and what became of it."""
    from pipelines.corpus import Corpus
    from pipelines.corrections import replayed
    from pipelines.corrections.values import said

    with speaking():
        store = Corpus(corpus or corpus_path())
        entries = store.ledger()
        outcomes = replayed(store.machine_tables(), entries).outcomes if entries else {}
        for entry in entries:
            place = f"{entry.article_id} {entry.start}–{entry.end}" if entry.article_id else "everywhere"
            what = f"{entry.what} {entry.undoes}" if entry.undoes is not None else entry.what
            became = outcomes[entry.id]
            told = f"{became.state}: {became.reason}" if became.reason else became.state
            columns = (
                str(entry.id),
                entry.when,
                entry.who,
                what,
                place,
                f"{said(entry.old)} → {said(entry.new)}",
                told,
            )
            typer.echo("\t".join(columns))


@corrections_app.command()
def undo(number: _Number = None, corpus: CorpusOption = "") -> None:
    """Take a correction back; that is an entry of its own."""
    from pipelines.corpus import Corpus
    from pipelines.corrections.who import who_am_i

    with speaking():
        (entry,) = Corpus(corpus or corpus_path()).undo(number, who_am_i())
        typer.echo(f"Correction {entry.undoes} is undone (entry {entry.id}).")


@corrections_app.command()
def redo(number: _Number = None, corpus: CorpusOption = "") -> None:
    """Bring a correction back that was undone."""
    from pipelines.corpus import Corpus
    from pipelines.corrections.who import who_am_i

    with speaking():
        (entry,) = Corpus(corpus or corpus_path()).redo(number, who_am_i())
        typer.echo(f"Correction {entry.undoes} stands again (entry {entry.id}).")


@corrections_app.command("export")
def write_out(corpus: CorpusOption = "") -> None:
    """Print the corrections that stand, one JSON object a line."""
    from pipelines.corpus import Corpus
    from pipelines.corrections.exchange import lines_of

    with speaking():
        for line in lines_of(Corpus(corpus or corpus_path()).ledger()):
            typer.echo(line)


@corrections_app.command("import")
def take_in(
    source: Annotated[
        typer.FileText, typer.Argument(metavar="FILE.jsonl", help="Corrections; - for standard input.")
    ],
    corpus: CorpusOption = "",
) -> None:
    """Take a colleague's corrections in; each line is applied, already there, waiting, or refused with its reason."""
    from pipelines.corpus import Corpus
    from pipelines.corrections.exchange import read_lines
    from pipelines.corrections.who import who_am_i
    from pipelines.errors import VisavisError

    with speaking():
        try:
            lines = list(read_lines(source))
        except UnicodeDecodeError as error:
            raise VisavisError(
                f"{source.name} is not UTF-8 text; export it again with “visavis corrections export”."
            ) from error
        report = Corpus(corpus or corpus_path()).take_in(lines, who_am_i())
        typer.echo(report.words())
        for label, told in (("waiting", report.waiting), ("refused", report.refused)):
            for number, reason in told:
                typer.echo(f"line {number}, {label}: {reason}")
