"""Apertium: rule-based gist translation on this machine, French to English through a related language.

With the Spanish pairs installed, Apertium analyses the French and its dictionaries give the words; rules and a lexicon
of our own (`gist`) make the English. With the Catalan pairs alone both are chained. Either in a process of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

from pipelines.translation.apertium_chain import SENTENCE_TIMEOUT, mode_commands
from pipelines.translation.base import Translation
from pipelines.translation.gist.lexicon import fingerprint
from pipelines.translation.held import GivenName, bare, marked
from pipelines.translation.outside.engine import OutsideEngine

NAME = "apertium"
# In order of quality as measured on the first 300 lines of NTREX-128 and FLORES dev (see README).
PAIRS: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = (
    (("fr-es", "spa-eng"), ("apertium-fr-es", "apertium-eng-spa")),
    (("fra-cat", "cat-eng"), ("apertium-fra-cat", "apertium-eng-cat")),
)
_DIRECT = PAIRS[0][0]  # the pair whose analyser and dictionaries serve the rules of `gist`
# Moves when the same sentence may come out otherwise: English of an earlier one is not used again.
_REVISION = "r4"
_WORKERS = (
    "pipelines.translation.apertium_chain:ApertiumChain",
    "pipelines.translation.gist.chain:GistChain",
)
_MODES = Path(os.environ.get("APERTIUM_DATADIR", "/usr/share/apertium")) / "modes"


class ApertiumEngine(OutsideEngine):
    """The Apertium engine; thread-safe, one chain of programs per engine object."""

    name = NAME
    title = "Apertium"
    worker = _WORKERS[False]
    batch = 16
    seconds = 90.0  # the chain has deadlines of its own; this is for a child that no longer minds them

    def __init__(
        self, pair: int | None = None, modes: Path = _MODES, timeout: float = SENTENCE_TIMEOUT
    ) -> None:
        """`pair` is an index into `PAIRS`; None takes the best pair installed."""
        super().__init__()
        self._modes = modes
        self._timeout = timeout
        self._wanted = range(len(PAIRS)) if pair is None else (pair,)
        self.version = ""  # the chained modes, "fr-es+spa-eng r2"; "" when none is installed
        self._installed()

    def _installed(self) -> tuple[str, str] | None:
        for index in self._wanted:
            modes = PAIRS[index][0]
            if all((self._modes / f"{m}.mode").is_file() for m in modes):
                direct = modes == _DIRECT
                self.version = f"{'+'.join(modes)} {_REVISION}" + (f" {fingerprint()}" if direct else "")
                self.worker = _WORKERS[direct]
                return modes
        self.version = ""
        return None

    def absent(self) -> str:
        """'' when all programs and pairs are installed, else what to install."""
        packages = " ".join(PAIRS[self._wanted[0]][1])
        how = f"on Debian or Ubuntu: apt install {packages}"
        if os.name == "nt":
            return "Apertium is not available on Windows; use the Firefox engine."
        pair = self._installed()
        if pair is None:
            return f"Apertium's French language pairs are not installed ({how})."
        missing = {
            c[0] for m in pair for c in mode_commands(self._modes / f"{m}.mode") if not shutil.which(c[0])
        }
        return (
            f"Apertium's programs are not installed: {', '.join(sorted(missing))} ({how})." if missing else ""
        )

    @property
    def keeps_names(self) -> bool:
        """Whether the pair installed is the one whose rules can be told the names of a sentence."""
        return self._installed() == _DIRECT

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """As every engine does."""
        return super().translate([bare(sentence) for sentence in sentences])

    def translate_named(
        self, sentences: Sequence[str], names: Sequence[Sequence[GivenName]]
    ) -> list[Translation]:
        """One translation per sentence, with its names kept as they are given; only where `keeps_names`."""
        texts = [marked(sentence, given) for sentence, given in zip(sentences, names, strict=True)]
        return super().translate(texts)

    def opening(self) -> dict[str, Any]:
        """The mode files to chain."""
        pair = self._installed() or ()
        return {"modes": [str(self._modes / f"{mode}.mode") for mode in pair], "seconds": self._timeout}

    def signature(self) -> Hashable:
        """Which modes are chained."""
        return self._installed()
