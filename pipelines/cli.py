"""`visavis`: the whole job from a terminal, without the dashboard."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.command_line import CorpusOption
from pipelines.command_line import speaking as _speaking
from pipelines.correction_commands import corrections_app
from pipelines.errors import VisavisError
from pipelines.gold_commands import gold_app
from pipelines.lexicon_commands import lexicon_app
from pipelines.paths import DATA, corpus_path, located
from pipelines.report_commands import report
from pipelines.translation_commands import translate_app

if TYPE_CHECKING:
    from pipelines.loading.outcomes import LoadReport

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Read the French-language press beside its English.",
    pretty_exceptions_enable=False,
)
engines_app = typer.Typer(
    no_args_is_help=False, help="Which translation engines are usable here, and how to get one."
)
memory_app = typer.Typer(no_args_is_help=True, help="Your translation memory as a TMX file: in and out.")
app.add_typer(engines_app, name="engines")
app.add_typer(memory_app, name="memory")
app.add_typer(translate_app, name="translate")
app.add_typer(corrections_app, name="corrections")
app.add_typer(gold_app, name="gold")
app.add_typer(lexicon_app, name="lexicon")
app.command()(report)


@app.command()
def annotate(
    source: Annotated[
        typer.FileText,
        typer.Argument(
            metavar="IN.jsonl", help="Lines {id, published, text[, title]}; - for standard input."
        ),
    ],
) -> None:
    """Print one JSON line per article: sentences, entities, quotes, dates, events, in the shape of data/gold/FORMAT.md."""
    from pipelines.annotation import annotate_lines

    with _speaking():
        for line in annotate_lines(source):
            typer.echo(line)


@app.command()
def evaluate(
    gold: Annotated[
        Path,
        typer.Option(
            "--gold", help="Gold articles, one a line (data/gold/FORMAT.md).", exists=True, dir_okay=False
        ),
    ] = DATA / "gold" / "dev.jsonl",
    halves: Annotated[
        bool,
        typer.Option(
            help="Also score the two halves: rules are tuned on even articles, confirmed on odd ones."
        ),
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Score the reader against gold annotations."""
    from pipelines import evaluate as scoring

    with _speaking():
        articles = scoring.read_gold(gold)
        predicted = scoring.predict(articles)
        runs = {"all": scoring.evaluate(articles, predicted)}
        if halves:
            runs |= {
                name: scoring.evaluate(scoring.half(articles, name), predicted) for name in scoring.HALVES
            }
        typer.echo(json.dumps(runs, ensure_ascii=False, indent=2) if as_json else scoring.side_by_side(runs))


@app.command()
def ingest(
    files: Annotated[list[Path], typer.Argument(help="Files to load; folders are searched.")],
    corpus: CorpusOption = "",
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
    dask: Annotated[str, typer.Option(help="Address of a Dask scheduler (needs the extra “cluster”).")] = "",
    published: Annotated[str, typer.Option(help="Publication date of all of them, such as 2022-11-14.")] = "",
    source: Annotated[str, typer.Option(help="Newspaper or agency of all of them.")] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option(help="Which column of a table holds what, as text=Corps or date=Parution; repeat it."),
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first", help="How to read 08/11/2022 where no row of the column says."
        ),
    ] = None,
) -> None:
    """Load files into the corpus and say what became of each. Ctrl-C stops after the articles being read."""
    from pipelines.batch import ingest_paths, stopped_by_signal
    from pipelines.edtf import is_publication_date
    from pipelines.ingest import DATE_FORMS
    from pipelines.reading.answers import Answers, columns_from

    given = {"published": published.strip(), "source": source.strip()}
    line = _ProgressLine()
    with _speaking(), stopped_by_signal(line.stopping) as stop:
        if not is_publication_date(given["published"]):
            raise VisavisError(f"“{given['published']}” is no date for --published. {DATE_FORMS}")
        try:
            answers = Answers(columns_from(columns or []), day_first)
        except ValueError as error:
            raise VisavisError(str(error)) from error
        report = ingest_paths(
            corpus or corpus_path(), files, workers=workers, dask=dask, given=given, answers=answers, stop=stop,
            on_progress=lambda progress: line.show(progress.line()),
        )  # fmt: skip
        line.clear()
        _account_for(report)


def _account_for(report: LoadReport) -> None:
    """Print what became of each file; exit code 1 when nothing was loaded or it broke off, 130 when it was stopped."""
    for each in report.files:
        typer.echo(
            f"{each.file_name}: {_sum(each.found, each.loaded, each.duplicates, each.rejected, each.stopped)}"
        )
        for message in each.messages:
            typer.echo(f"    {message}")
    counts = [report.total(name) for name in ("found", "loaded", "duplicates", "rejected", "stopped")]
    typer.echo(_sum(*counts))
    if report.problem:
        raise VisavisError(report.problem)
    if report.not_opened or counts[-1]:
        typer.echo(
            f"Stopped; {report.not_opened:,} files were not opened. Run the same command again to go on.",
            err=True,
        )
        raise typer.Exit(130)
    if counts[3] and not counts[1] and not counts[2]:
        raise typer.Exit(1)


def _sum(found: int, loaded: int, duplicates: int, rejected: int, stopped: int) -> str:
    words = f"{found} found = {loaded} loaded + {duplicates} duplicates + {rejected} rejected"
    return f"{words} + {stopped} stopped" if stopped else words


class _ProgressLine:
    """One line on standard error that is written over; without a terminal, a new one now and then."""

    _PAUSE = 30.0  # seconds between two lines of a log

    def __init__(self) -> None:
        self._last = 0.0
        self._width = 0

    def show(self, text: str) -> None:
        """Write the line as it is now."""
        import time

        if sys.stderr.isatty():
            sys.stderr.write(f"\r{text:<{self._width}}")
            self._width = len(text)
        elif time.monotonic() - self._last > self._PAUSE:
            self._last = time.monotonic()
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that the report stands alone."""
        if sys.stderr.isatty() and self._width:
            sys.stderr.write(f"\r{'':<{self._width}}\r")
            sys.stderr.flush()

    def stopping(self) -> None:
        """Say that a stop was heard."""
        self.clear()
        os.write(2, b"Stopping after the articles being read. Ctrl-C again stops at once.\n")


@app.command()
def demo(corpus: CorpusOption = "") -> None:
    """Load the demo corpus: forty invented articles, labelled so."""
    from pipelines.corpus import Corpus
    from pipelines.ingest import load_demo

    with _speaking():
        report = load_demo(Corpus(corpus or corpus_path()))
        typer.echo(
            f"{report.total('loaded')} invented articles loaded, {report.total('duplicates')} were there already."
        )


@app.command("export")
def export_tables(
    table: Annotated[str, typer.Argument(help="A table name, or all.")],
    out: Annotated[Path, typer.Option("--out", help="File (one table) or folder (all).")],
    corpus: CorpusOption = "",
) -> None:
    """Write a table, or every table as a data package, as CSV; rows that speak of an article name it."""
    from pipelines.analysis.filters import Filters
    from pipelines.corpus import Corpus
    from pipelines.export.bundle import folder_files
    from pipelines.export.csv import csv_bytes
    from pipelines.export.english_left import english_left
    from pipelines.export.files import write_file, write_files
    from pipelines.export.titles import as_file
    from pipelines.model import TABLE_NAMES

    with _speaking():
        if table != "all" and table not in TABLE_NAMES:
            raise VisavisError(f"There is no table “{table}”. The tables are: {', '.join(TABLE_NAMES)}.")
        tables = Corpus(corpus or corpus_path()).tables()
        if table == "all":
            write_files(out, folder_files(tables, Filters()))
        else:
            write_file(out, csv_bytes(as_file(tables, table)))
        if left := english_left(tables):
            typer.echo(f"{left.words()} “visavis translate corpus” translates them.", err=True)


@memory_app.command("import")
def import_memory(
    source: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="Translation memory, TMX.")],
    corpus: CorpusOption = "",
) -> None:
    """Take a translation memory into the corpus; its wordings come before every engine's."""
    from pipelines import ingest as conductor
    from pipelines.corpus import Corpus

    with _speaking():
        done = conductor.import_memory(Corpus(corpus or corpus_path()), source, source.name)
        typer.echo(done.words(str(source)))


@memory_app.command("export")
def export_memory(
    target: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="File to write.")],
    corpus: CorpusOption = "",
) -> None:
    """Write everything translated in the corpus, and every unit imported, as TMX 1.4b."""
    from pipelines.corpus import Corpus
    from pipelines.export.files import write_file
    from pipelines.export.tmx import memory_bytes

    with _speaking():
        content, number = memory_bytes(Corpus(corpus or corpus_path()))
        write_file(target, content)
        typer.echo(f"{number:,} units written to {target}.")


@app.command()
def reread(
    everything: Annotated[
        bool, typer.Option("--all/--older", help="All articles, or those that another reader read.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
    corpus: CorpusOption = "",
) -> None:
    """Read articles again with the reader of today; corrections are kept. Ctrl-C stops, --older goes on."""
    from pipelines.batch import stopped_by_signal
    from pipelines.rereading.corpus import ALL, OLDER
    from pipelines.rereading.corpus import reread as run

    line = _ProgressLine()
    with _speaking(), stopped_by_signal(line.stopping) as stop:
        summary = run(
            corpus or corpus_path(), ALL if everything else OLDER, workers=workers, stop=stop,
            on_progress=lambda done, of: line.show(f"{done:,} of {of:,} articles read again"),
        )  # fmt: skip
        line.clear()
        for told in summary.words():
            typer.echo(told)
        if summary.left:
            typer.echo("Stopped. “visavis reread --older” goes on.", err=True)
            raise typer.Exit(130)


@app.command("backup")
def back_up(
    target: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="File to write, or a folder, where it is named by the time."),
    ],
    corpus: CorpusOption = "",
) -> None:
    """Keep the corpus, as it is now, in one file; the dashboard may be at work meanwhile."""
    from pipelines.corpus import care

    with _speaking():
        typer.echo(f"Kept in {care.back_up(corpus or corpus_path(), target)}.")


@app.command()
def restore(
    kept: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    corpus: CorpusOption = "",
) -> None:
    """Put a backup in the place of the corpus, in one step; what was there is kept beside it."""
    from pipelines.corpus import care
    from pipelines.corpus.place import shown

    with _speaking():
        where = corpus or corpus_path()
        before = care.restore(where, kept)
        typer.echo(f"{shown(where)} is again as it was in {kept}.")
        if before:
            typer.echo(f"What was there is kept in {before}.")


@app.command()
def doctor(
    file: Annotated[
        str, typer.Argument(metavar="CORPUS", help="The corpus to look at.", show_default=False)
    ] = "",
    corpus: CorpusOption = "",
    restore_last: Annotated[bool, typer.Option("--restore", help="Bring its last backup back.")] = False,
    save_to: Annotated[
        Path | None,
        typer.Option("--save-to", metavar="FILE", help="Write what can be read into a new corpus."),
    ] = None,
) -> None:
    """Look at the health of a corpus: its file, its rows, its backups; exit code 1 when something is wrong."""
    from pipelines.corpus import care, health_report

    with _speaking():
        where = file or corpus or corpus_path()
        if save_to:
            saved = care.save_what_can_be(where, save_to)
            typer.echo(f"{saved['articles']:,} articles and {sum(saved.values()):,} rows saved in {save_to}.")
            return
        health = care.examine(where)
        typer.echo(health_report.told(health))
        if restore_last:
            if health.last_backup is None:
                raise VisavisError(
                    "No backup lies beside the corpus. “visavis restore FILE” takes one from elsewhere."
                )
            before = care.restore(where, health.last_backup.path)
            typer.echo(f"The last backup is back; what was there is kept in {before}.")
        elif not health.is_sound:
            raise typer.Exit(1)


@app.command("open")
def open_dashboard(
    corpus: CorpusOption = "",
    sample: Annotated[
        bool, typer.Option("--sample", help="Load the sample article first when the corpus is empty.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8501,
    host: Annotated[
        str,
        typer.Option(
            help="Address of this machine at which others may connect; asks for sign-in (docs/sign-in.md)."
        ),
    ] = "",
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Open the dashboard on 127.0.0.1, for this machine alone."""
    where = located(corpus or corpus_path())
    server = Path(__file__).resolve().parent.parent / "dashboard" / "serve.py"
    with _speaking():
        if sample:
            _load_sample(where)
        arguments = ["--port", str(port), *(["--host", host] if host else [])]
        if browser and not host:
            threading.Thread(target=_show_when_ready, args=(f"http://127.0.0.1:{port}",), daemon=True).start()
        try:
            code = subprocess.call(  # noqa: S603 - our own interpreter and script
                [sys.executable, str(server), *arguments], env={**os.environ, "VISAVIS_CORPUS": where}
            )
        except KeyboardInterrupt:
            code = 0
    raise typer.Exit(code)


def _show_when_ready(url: str) -> None:
    """Open the page in the person's browser once the server answers; give up quietly after a minute."""
    import time
    import urllib.request
    import webbrowser

    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310 - our own server
                webbrowser.open(url)
                return
        except OSError:
            time.sleep(0.5)


def _load_sample(where: str) -> None:
    from pipelines.corpus import Corpus
    from pipelines.ingest import load_sample

    corpus = Corpus(where)
    if corpus.is_empty():
        report = load_sample(corpus)
        typer.echo(f"Sample article loaded: {report.total('sentences')} sentences.")


@engines_app.callback(invoke_without_command=True)
def engines(context: typer.Context) -> None:
    """List the engines: usable here, or why not and how to get them."""
    if context.invoked_subcommand:
        return
    from pipelines import translation
    from pipelines.translation.base import quality_of

    for each in translation.status():
        kind = f"{each.kind}, gist" if quality_of(each.name) == "gist" else each.kind
        state = f"usable      {each.version}" if each.usable else f"not usable  {each.reason}"
        typer.echo(f"{each.name:<10} {kind:<12} {state}")


@engines_app.command("install")
def install_engine(
    name: Annotated[str, typer.Argument(help="firefox")],
    from_dir: Annotated[
        Path | None, typer.Option("--from", help="Folder that already holds the model files.")
    ] = None,
) -> None:
    """Fetch an engine's model once, verified, into the user's cache folder."""
    from pipelines.translation import download

    with _speaking():
        if name != "firefox":
            raise VisavisError(
                f"“{name}” needs no model here. Only firefox has one to install; see visavis engines."
            )
        try:
            where = (
                download.install_from(from_dir) if from_dir else download.download(progress=_progress_line)
            )
        except download.ModelMovedError as moved:
            typer.echo(f"{moved} It is being fetched.", err=True)
            where = download.download(progress=_progress_line, release=moved.release)
        typer.echo(f"The Firefox Translations model is installed and verified in {where}.")


@engines_app.command("test")
def test_engines(
    name: Annotated[
        str | None, typer.Argument(help="One engine on this machine; all usable ones else.")
    ] = None,
) -> None:
    """Translate five sentences with each engine on this machine, and print what came; nothing leaves the machine."""
    from pipelines import translation

    with _speaking():
        if name and name not in translation.DEFAULT_ORDER:
            raise VisavisError(
                f"“{name}” is no engine on this machine; there are {', '.join(translation.DEFAULT_ORDER)}."
            )
        names = [name] if name else [each for each in translation.DEFAULT_ORDER if each != "memory"]
        worked = False
        for each in names:
            engine = translation.engine(each)
            if reason := engine.available():
                typer.echo(f"{each}: {reason}")
                continue
            typer.echo(f"{each} {engine.version}")
            for french, made in zip(_TRIAL, engine.translate(_TRIAL), strict=True):
                worked = worked or bool(made.text_en)
                typer.echo(f"  {french}\n  → {made.text_en or made.error}")
        if not worked:
            raise typer.Exit(1)


# What engines stumble over: a name, a figure, a negation, an inverted incise, a name with a hyphen at the end.
_TRIAL = (
    "Le ministre de l’Intérieur a rencontré son homologue allemand mardi à Berlin.",
    "L’inflation a atteint 5,2 % en octobre, contre 18,4 % un an plus tôt.",
    "Le gouvernement ne négociera pas avec les preneurs d’otages.",
    "« Nous ne céderons rien », a-t-elle déclaré devant la presse.",
    "Des centaines de manifestants se sont réunis à Saint-Denis.",
)


def _progress_line(done: int, total: int, file_name: str) -> None:
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{file_name}: {done / 1e6:.1f} of {total / 1e6:.1f} MB{end}")
        sys.stderr.flush()


if __name__ == "__main__":
    app()
