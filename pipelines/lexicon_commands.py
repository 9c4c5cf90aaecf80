"""Check the words and rules of the reader, and try them on a sentence.

python -m pipelines.lexicon_commands check
python -m pipelines.lexicon_commands try "Le Pérou a fermé son ambassade au Mexique."
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pipelines.command_line import speaking

lexicon_app = typer.Typer(
    no_args_is_help=True, help="The words and rules of the reader: check them, try them."
)


@lexicon_app.callback()
def lexicon() -> None:
    """The words and rules of the reader: check them, try them."""


@lexicon_app.command()
def check(
    examples: Annotated[
        bool, typer.Option(help="Read the examples beside the rules with the whole reader, too.")
    ] = True,
) -> None:
    """List what is wrong in the lexicons, with file, line and key; then read every example beside a rule."""
    from pipelines.language.rules_schema import all_faults

    with speaking():
        number, found = all_faults()
        typer.echo(f"{number} files read.")
        if not found and examples:
            from pipelines.rule_examples import failing_examples, number_of_examples

            typer.echo(f"{number_of_examples()} examples read.")
            found = list(failing_examples())
        for fault in found:
            typer.echo(str(fault))
        if found:
            typer.echo(f"{len(found)} to mend.", err=True)
            raise typer.Exit(1)
        typer.echo("Nothing to mend.")


@lexicon_app.command("try")
def try_sentence(
    sentence: Annotated[str, typer.Argument(help="A French sentence.")],
) -> None:
    """Print what the rules make of a sentence, and why others whose words stand in it do not hold."""
    from pipelines.language import pipeline
    from pipelines.language.events.tried import tried
    from pipelines.rule_examples import read

    with speaking():
        doc = read(sentence)
        for event in doc._.events:
            code = f"{event.type}/{event.mode}".rstrip("/")
            sides = f"{', '.join(event.actors) or 'nobody'} > {', '.join(event.recipients) or 'nobody'}"
            typer.echo(
                f"event  {code}  {event.status}  “{doc.text[event.start : event.end]}”  {sides}\n       {event.rule}"
            )
        for quote in doc._.quotes:
            said = " … ".join(doc.text[start:end] for start, end in quote.parts)
            typer.echo(
                f"quote  {quote.kind}  {quote.speaker_name or 'nobody'}: “{said}”\n       {quote.method}"
            )
        for date in doc._.dates:
            typer.echo(
                f"date   {date.edtf or 'not resolved'}  “{doc.text[date.start : date.end]}”\n       {date.rule}"
            )
        if not (doc._.events or doc._.quotes or doc._.dates):
            typer.echo("No event, quote or date is found.")
        component: Any = pipeline().get_pipe("visavis_events")
        taken: set[int] = set()
        for each in tried(doc, component.lexicon):
            why = each.why_not or ("holds, but an earlier one does" if each.at in taken else "taken")
            if not each.why_not:
                taken.add(each.at)
            code = f"{each.entry.type}/{each.entry.mode}".rstrip("/")
            typer.echo(f"rule   {code}  “{each.entry.name}” at “{each.word}”: {why}")


if __name__ == "__main__":
    lexicon_app()
