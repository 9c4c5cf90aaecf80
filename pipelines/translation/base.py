"""The protocol every engine keeps, and the record it gives back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pipelines.translation.held import GivenName

_GIST = frozenset({"apertium"})  # enough to know what a sentence is about, not to quote it


def quality_of(engine: str) -> str:
    """How far a program's English can be trusted: "gist" or "machine"."""
    return "gist" if engine in _GIST else "machine"


def source_name(engine: str) -> str:
    """An engine's name as it stands beside its English: "firefox", "apertium gist"."""
    return f"{engine} gist" if engine in _GIST else engine


class AbandonedError(Exception):
    """A translation under way was given up because a person stopped it; nothing is wrong, and it can be asked again."""


@dataclass(frozen=True, slots=True)
class Translation:
    """One sentence in English.

    Attributes:
        text_en: the English, "" when the engine gave none.
        engine, version: who made it, shown beside the sentence.
        quality: "reference", "machine", "gist" or "person".
        error: the sentence for the person when `text_en` is "", else "".
        substitutions: what the glossary put in, each as "Tsahal → the IDF (Tsahal)".
    """

    text_en: str
    engine: str
    version: str
    quality: str = "machine"
    error: str = ""
    substitutions: tuple[str, ...] = ()


def abandon(engine: object) -> None:
    """Ask an engine to give up the translation under way, if it is one that can."""
    give_up = getattr(engine, "abandon", None)
    if give_up is not None:
        give_up()


@runtime_checkable
class Engine(Protocol):
    """A way from French sentences to English ones."""

    name: str  # "memory", "firefox", "apertium", "google", …
    version: str
    kind: str  # "memory", "local" or "online"

    def available(self) -> str:
        """'' when usable here, else one sentence: why not, and how to get it."""
        ...

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One Translation per sentence, in order; failures are records with `error`, not exceptions."""
        ...


@runtime_checkable
class KeepsNames(Protocol):
    """An engine that can be told the names of a sentence, and gives each the English that it is told."""

    @property
    def keeps_names(self) -> bool:
        """Whether it can here."""
        ...

    def translate_named(
        self, sentences: Sequence[str], names: Sequence[Sequence[GivenName]]
    ) -> list[Translation]:
        """One Translation per sentence, in order; `names` are those of each, in order, none overlapping."""
        ...
