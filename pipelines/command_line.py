"""What the commands of `visavis` share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from pipelines.errors import VisavisError

CorpusOption = Annotated[
    str, typer.Option("--corpus", help="Path or database URL of the corpus.", show_default=False)
]


@contextmanager
def speaking() -> Iterator[None]:
    """An error meant for a person becomes one line on stderr and exit code 1."""
    try:
        yield
    except VisavisError as error:
        typer.echo(f"visavis: {error}", err=True)
        raise typer.Exit(1) from error
