"""`visavis translate`: sentences, a whole corpus, or an engine's measure."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.command_line import CorpusOption, speaking
from pipelines.errors import VisavisError
from pipelines.paths import corpus_path

if TYPE_CHECKING:
    from pipelines.translation.jobs import Progress

translate_app = typer.Typer(
    no_args_is_help=False,
    help="Translate French sentences, one a line; a whole corpus; or measure an engine.",
)
EnginesOption = Annotated[
    list[str] | None, typer.Option("--engine", help="Engine to use; repeat for an order of preference.")
]
OnlineOption = Annotated[
    bool, typer.Option("--send-text-online", help="Confirm that an online engine may be sent the text.")
]


@translate_app.callback(invoke_without_command=True)
def translate(
    context: typer.Context, engine: EnginesOption = None, send_text_online: OnlineOption = False
) -> None:
    """Translate French sentences from standard input, one a line: ENGLISH<tab>ENGINE."""
    if context.invoked_subcommand:
        return
    from pipelines import translation
    from pipelines.translation.base import source_name

    with speaking():
        order = _agreed(engine, send_text_online=send_text_online)
        sentences = [line.rstrip("\n") for line in sys.stdin]
        for made in translation.translate(sentences, order=order):
            typer.echo(
                f"{made.text_en}\t{source_name(made.engine)} {made.version}".rstrip()
                if made.text_en
                else f"\t{made.error}"
            )


@translate_app.command("corpus")
def translate_everything(
    corpus: CorpusOption = "", engine: EnginesOption = None, send_text_online: OnlineOption = False
) -> None:
    """Translate every sentence and title of the corpus that has no English. Ctrl-C stops; what is done is kept."""
    from pipelines.corpus import Corpus
    from pipelines.corpus_english import translate_corpus

    with speaking():
        order = _agreed(engine, send_text_online=send_text_online)
        try:
            done = translate_corpus(Corpus(corpus or corpus_path()), order, _progress_line)
        except KeyboardInterrupt:
            typer.echo("\nStopped; the English made so far is kept.", err=True)
            raise typer.Exit(130) from None
        typer.echo(f"{done.done - done.failed:,} of {done.total:,} sentences and titles have English now.")
        if done.failed:
            typer.echo(f"{done.failed:,} have none. {done.message}", err=True)
            raise typer.Exit(1)


@translate_app.command("evaluate")
def evaluate_translation(
    fr: Annotated[Path, typer.Option("--fr", exists=True, dir_okay=False)],
    en: Annotated[Path, typer.Option("--en", exists=True, dir_okay=False)],
    engine: Annotated[str, typer.Option("--engine")],
    limit: Annotated[int, typer.Option(help="Only the first N lines; 0 for all.")] = 0,
) -> None:
    """Print BLEU, chrF (sacrebleu) and words per second of an engine on a bitext, one sentence a line."""
    from pipelines import translation
    from pipelines.translation.evaluation import evaluate_engine

    with speaking():
        lines = [path.read_text(encoding="utf-8").splitlines()[: limit or None] for path in (fr, en)]
        if len(lines[0]) != len(lines[1]):
            raise VisavisError(
                f"{fr} has {len(lines[0])} lines and {en} {len(lines[1])}; a bitext has one sentence a line in both."
            )
        for name, value in evaluate_engine(lines[0], lines[1], translation.engine(engine)).items():
            typer.echo(f"{name}\t{value:.1f}" if isinstance(value, float) else f"{name}\t{value}")


def _agreed(engine: list[str] | None, *, send_text_online: bool) -> list[str]:
    """The order of engines; online ones only where the person agreed to them."""
    from pipelines import translation
    from pipelines.translation.online import OnlineEngine

    order = engine or list(translation.DEFAULT_ORDER)
    online = [name for name in order if name in translation.ONLINE]
    if online and not send_text_online:
        where = "; ".join(f"{name} to {OnlineEngine(name).address}" for name in online)
        raise VisavisError(
            f"The text would be sent to a service on the internet: {where}. Add --send-text-online to agree."
        )
    return order


def _progress_line(progress: Progress) -> None:
    if sys.stderr.isatty():
        end = "\n" if progress.done >= progress.total else ""
        sys.stderr.write(f"\r{progress.done:,} of {progress.total:,} sentences{end}")
        sys.stderr.flush()
