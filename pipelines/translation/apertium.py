"""Apertium: rule-based gist translation on this machine, French to English through a related language.

Two language pairs are chained (French → Spanish → English, or French → Catalan → English). Starting the
programs takes about a second, so they are started once and kept: every program of both modes runs in
null-flush mode (`-z`) and the sentences travel through one long pipe, a NUL after each.
"""

from __future__ import annotations

import atexit
import os
import re
import selectors
import shlex
import shutil
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.translation.base import Translation
from pipelines.translation.wording import english_typography, plain

NAME = "apertium"
# In order of quality as measured on the first 300 lines of NTREX-128 and FLORES dev (see README).
PAIRS: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = (
    (("fr-es", "spa-eng"), ("apertium-fr-es", "apertium-eng-spa")),
    (("fra-cat", "cat-eng"), ("apertium-fra-cat", "apertium-eng-cat")),
)
SENTENCE_TIMEOUT = 20.0  # seconds of silence before the programs are taken for hung
_MODES = Path(os.environ.get("APERTIUM_DATADIR", "/usr/share/apertium")) / "modes"
_PADDING = 4  # lttoolbox 3.7 holds a message back until the next one comes: empty messages push it out
_BATCH = 64
_RESERVED = re.compile(r"([\[\]{}^$@\\/<>~])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNGENERATED = re.compile(r"(?<!\\)\^[#@*]?([^<$^]*)(?:<[^$]*)?\$|(?<!\\)<[a-z0-9_]+>")
_FINAL = re.compile(r"[.!?…:;]+[\s»”\"')\]]*$")


class PipelineError(Exception):
    """The chain of programs died or went silent."""


def mode_commands(mode: Path) -> list[list[str]]:
    """The programs of a mode file as argument lists, in null-flush mode, unknown words unmarked."""
    commands = []
    for part in mode.read_text(encoding="utf-8").strip().split("|"):
        program, *arguments = shlex.split(part)
        # $1 is the generation mode: -n leaves unknown words as they are, accents kept and no asterisk.
        commands.append([program, "-z", *("-n" if a == "$1" else a for a in arguments if a != "$2")])
    return commands


@dataclass
class Pipeline:
    """One chain of running programs, from French text to English text.

    Not thread-safe: the engine serialises calls. After a `PipelineError` the chain is stopped; the next call
    starts a new one.
    """

    commands: Sequence[Sequence[str]]
    timeout: float = SENTENCE_TIMEOUT
    _processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _buffer: bytes = b""
    _stale: int = 0  # padding messages sent and not yet seen

    @property
    def running(self) -> bool:
        """True when every program of the chain is alive."""
        return bool(self._processes) and all(p.poll() is None for p in self._processes)

    def start(self) -> None:
        """Start the programs, each reading what the one before writes."""
        self.stop()
        source: int | object = subprocess.PIPE
        for command in self.commands:
            process = subprocess.Popen(  # noqa: S603 - argument lists from Apertium's own mode files
                list(command),
                stdin=source,  # type: ignore[arg-type]
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            if self._processes and (previous := self._processes[-1].stdout):
                previous.close()  # so that a program that dies is noticed by the one before it
            self._processes.append(process)
            source = process.stdout or subprocess.PIPE
        self._buffer, self._stale = b"", 0

    def stop(self) -> None:
        """End every program of the chain."""
        for process in self._processes:
            if process.poll() is None:
                process.kill()
            for stream in (process.stdin, process.stdout):
                if stream and not stream.closed:
                    try:
                        stream.close()
                    except OSError:
                        continue  # what was still unsent is lost with the program
            process.wait()
        self._processes = []

    def run(self, texts: Sequence[str]) -> list[str]:
        """One output per text, in order.

        Raises:
            PipelineError: a program died, or nothing came for `timeout` seconds.
        """
        if not self.running:
            self.start()
        payload = b"".join(escape(t).encode() + b"\0" for t in texts) + b"\0" * _PADDING
        threading.Thread(target=self._write, args=(payload,), daemon=True).start()
        try:
            outputs = self._read(self._stale + len(texts))
        except PipelineError:
            self.stop()
            raise
        wanted = outputs[self._stale : self._stale + len(texts)]
        self._stale += len(texts) + _PADDING - len(outputs)
        return [unescape(o.decode("utf-8", "replace")) for o in wanted]

    def _write(self, payload: bytes) -> None:
        stream = self._processes[0].stdin
        try:
            if stream:
                stream.write(payload)
                stream.flush()
        except (OSError, ValueError):
            return  # the reader sees the end of the stream and reports it

    def _read(self, needed: int) -> list[bytes]:
        """At least `needed` messages; padding that has come through already may follow them."""
        stream = self._processes[-1].stdout
        outputs: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            if stream is None or not selector.register(stream, selectors.EVENT_READ):
                raise PipelineError("no output stream")
            last = time.monotonic()
            while len(outputs) < needed:
                if not selector.select(timeout=min(0.5, self.timeout)):
                    if time.monotonic() - last > self.timeout:
                        raise PipelineError(f"silent for {self.timeout:.0f} s")
                    continue
                chunk = os.read(stream.fileno(), 1 << 16)
                if not chunk:
                    raise PipelineError("a program ended")
                last = time.monotonic()
                *done, self._buffer = (self._buffer + chunk).split(b"\0")
                outputs.extend(done)
        return outputs


def escape(text: str) -> str:
    """The text as Apertium's stream wants it: plain apostrophes and spaces, reserved characters escaped."""
    return _RESERVED.sub(r"\\\1", " ".join(plain(text).replace("\0", " ").split()))


def unescape(output: str) -> str:
    """The text of a stream message; of a word that could not be inflected, its lemma."""
    return _ESCAPED.sub(r"\1", _UNGENERATED.sub(lambda m: m[1] or "", output)).strip()


def keep_ending(french: str, english: str) -> str:
    """English with the French sentence's final punctuation, which the pipeline drops before a message's end."""
    ending = _FINAL.search(plain(french))
    if not english or not ending or _FINAL.search(english):
        return english
    mark = "".join(ending.group().split())
    closing = mark.lstrip(".!?…:;")
    # A closing quotation mark that did survive must not be doubled.
    stem = english[: -len(closing)].rstrip() if closing and english.endswith(closing) else english
    return stem + mark


class ApertiumEngine:
    """The Apertium engine; thread-safe, one chain of programs per engine object."""

    name = NAME
    kind = "local"

    def __init__(
        self, pair: int | None = None, modes: Path = _MODES, timeout: float = SENTENCE_TIMEOUT
    ) -> None:
        """`pair` is an index into `PAIRS`; None takes the best pair installed."""
        self._modes = modes
        self._timeout = timeout
        self._wanted = range(len(PAIRS)) if pair is None else (pair,)
        self._pipeline: Pipeline | None = None
        self._lock = threading.Lock()
        self.version = ""  # the chained modes, "fr-es+spa-eng"; "" when none is installed
        self._installed()
        atexit.register(self.close)

    def _installed(self) -> tuple[str, str] | None:
        for index in self._wanted:
            modes = PAIRS[index][0]
            if all((self._modes / f"{m}.mode").is_file() for m in modes):
                self.version = "+".join(modes)
                return modes
        self.version = ""
        return None

    def available(self) -> str:
        """'' when usable here, else what to install."""
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

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One gist translation per sentence; a sentence that breaks the programs twice gets an error."""
        if reason := self.available():
            return [Translation("", NAME, self.version, "gist", reason) for _ in sentences]
        results: list[Translation] = []
        with self._lock:
            for first in range(0, len(sentences), _BATCH):
                results.extend(self._translate_batch(sentences[first : first + _BATCH]))
        return results

    def _translate_batch(self, sentences: Sequence[str]) -> list[Translation]:
        try:
            outputs = self._chain().run(sentences)
        except (PipelineError, OSError) as error:
            if len(sentences) == 1:
                return self._last_try(sentences[0], error)
            # One bad sentence must not cost its neighbours: halve until it is alone.
            middle = len(sentences) // 2
            return [*self._translate_batch(sentences[:middle]), *self._translate_batch(sentences[middle:])]
        return [self._record(fr, en) for fr, en in zip(sentences, outputs, strict=True)]

    def _last_try(self, sentence: str, error: Exception) -> list[Translation]:
        try:
            return [self._record(sentence, self._chain().run([sentence])[0])]
        except (PipelineError, OSError):
            reason = f"Apertium stopped on this sentence ({error}); the others are not affected."
            return [Translation("", NAME, self.version, "gist", reason)]

    def _record(self, french: str, english: str) -> Translation:
        if "#" not in french:
            english = english.replace("#", "")  # the mark of a form the dictionary cannot make
        english = english_typography(keep_ending(french, english))
        error = "" if english else "Apertium gave no English for this sentence."
        return Translation(english, NAME, self.version, "gist", error)

    def _chain(self) -> Pipeline:
        if self._pipeline is None:
            pair = self._installed()
            if pair is None:
                raise PipelineError("not installed")
            commands = [c for mode in pair for c in mode_commands(self._modes / f"{mode}.mode")]
            self._pipeline = Pipeline(commands, self._timeout)
        return self._pipeline

    def close(self) -> None:
        """End the programs; the next translation starts them again."""
        if self._pipeline is not None:
            self._pipeline.stop()
            self._pipeline = None
