"""Apertium's programs as the child process holds them: one chain from French to English, and what is sent through it.

Starting the programs takes about a second, so they are started once and kept: every program of both modes runs in
null-flush mode (`-z`) and the sentences travel through one long pipe, a NUL after each.

Every message ends in a sentinel, a word with the message's number that no dictionary knows. What comes out is taken
for a sentence's English only when it ends in that sentence's sentinel and holds no other: a boundary that was swallowed
by a reserved sign, or a message more or less, is seen at once. The blank before the sentinel also keeps the last word
and mark of the sentence away from the message's end, where the programs drop them.
"""

from __future__ import annotations

import os
import re
import selectors
import shlex
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.errors import EngineUnavailableError
from pipelines.translation.held import read
from pipelines.translation.hyphenated import came_through, kept_whole, put_back
from pipelines.translation.wording import english_typography, plain

SENTENCE_TIMEOUT = 8.0  # seconds of silence before the programs are taken for hung
_PADDING = 4  # lttoolbox 3.7 holds a message back until the next one comes: empty messages push it out
_RESERVED = re.compile(r"([\[\]{}^$@\\/<>~])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNGENERATED = re.compile(r"(?<!\\)\^[#@*]?([^<$^]*)(?:<[^$]*)?\$|(?<!\\)<[a-z0-9_]+>")
_SENTINEL = re.compile(r"\[\n\n\](Zqk\d+x)\.\[\]$")
_ANY_SENTINEL = re.compile(r"Zqk\d+x", re.IGNORECASE)
_TAG = re.compile(r"<[a-z0-9_]+>")
_FINAL = re.compile(r"(?<![.!?…:;])[.!?…:;]+[\s»”\"')\]]*$")


class PipelineError(Exception):
    """The chain of programs died, went silent, or answered out of step."""


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
    own: Callable[[str, str], str] | None = None  # what of an output is a message's, as `own` below
    escaping: bool = True  # False: the messages are lexical units already
    _processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _buffer: bytes = b""
    _sent: int = 0  # messages sent in all, for the sentinels
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
            PipelineError: a program died, nothing came for `timeout` seconds, or what came is out of step.
        """
        if not self.running:
            self.start()
        sentinels = [f"Zqk{self._sent + n}x" for n in range(len(texts))]
        self._sent += len(texts)
        message = "{}[][\n\n]{}.[]\0" if self.escaping else "{}^{}<np>$\0"
        written = [escape(t) for t in texts] if self.escaping else texts
        messages = [message.format(t, s) for t, s in zip(written, sentinels, strict=True)]
        payload = "".join(messages).encode() + b"\0" * _PADDING
        threading.Thread(target=self._write, args=(payload,), daemon=True).start()
        try:
            outputs = self._read(self._stale + len(texts))
            wanted = [o.decode("utf-8", "replace") for o in outputs[self._stale : self._stale + len(texts)]]
            found = [
                (self.own or own)(output, sentinel)
                for output, sentinel in zip(wanted, sentinels, strict=True)
            ]
        except PipelineError:
            self.stop()
            raise
        self._stale += len(texts) + _PADDING - len(outputs)
        return found

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


def own(output: str, sentinel: str) -> str:
    """The English of a message that ends in its own sentinel and holds no other.

    Raises:
        PipelineError: it does not; what came may be another sentence's.
    """
    match = _SENTINEL.search(output)
    if not match or match[1] != sentinel or len(_ANY_SENTINEL.findall(output)) != 1:
        raise PipelineError("its answers are out of step")
    return unescape(output[: match.start()].replace("[]", ""))


class ApertiumChain:
    """A worker for `outside.serve`."""

    def __init__(self, modes: Sequence[str], seconds: float = SENTENCE_TIMEOUT) -> None:
        """`modes` are the mode files to chain.

        Raises:
            EngineUnavailableError: a mode file cannot be read.
        """
        try:
            commands = [command for mode in modes for command in mode_commands(Path(mode))]
        except (OSError, ValueError) as error:
            raise EngineUnavailableError(f"Apertium's modes cannot be read ({error}).") from error
        self._pipeline = Pipeline(commands, seconds)

    def translate(self, texts: Sequence[str]) -> list[tuple[str, str]]:
        """English and error of each sentence. One that breaks the programs twice gets an error, the others do not."""
        plain_texts = [_ANY_SENTINEL.sub(" ", text) for text in texts]
        held = [kept_whole(text) for text in plain_texts]
        outputs = self._translate([text for text, _ in held])
        harmed = [
            n
            for n, (english, error) in enumerate(outputs)
            if not error and not came_through(english, held[n][1])
        ]
        for n, output in zip(harmed, self._translate([plain_texts[n] for n in harmed]), strict=True):
            outputs[n] = output
        return [
            (_finished(read(french)[0], english, names), error)
            for french, (_, names), (english, error) in zip(texts, held, outputs, strict=True)
        ]

    def _translate(self, texts: Sequence[str]) -> list[tuple[str, str]]:
        if not texts:
            return []
        try:
            return [(english, "") for english in self._pipeline.run(texts)]
        except (PipelineError, OSError) as error:
            if len(texts) == 1:
                return [self._last_try(texts[0], error)]
            # One bad sentence must not cost its neighbours: halve until it is alone.
            middle = len(texts) // 2
            return [*self._translate(texts[:middle]), *self._translate(texts[middle:])]

    def _last_try(self, text: str, error: Exception) -> tuple[str, str]:
        if "silent" in str(error):  # once is long enough
            return "", _stopped(error)
        try:
            return self._pipeline.run([text])[0], ""
        except (PipelineError, OSError) as again:
            return "", _stopped(again)


def _stopped(error: Exception) -> str:
    return f"Apertium stopped on this sentence ({error}); the others are not affected."


def _finished(french: str, english: str, names: Mapping[str, str]) -> str:
    if "#" not in french:
        english = english.replace("#", "")  # the mark of a form the dictionary cannot make
    if "<" not in french:
        english = _TAG.sub(
            "", english
        )  # a word that the first pair could not make, seen as text by the second
    return english_typography(keep_ending(french, put_back(english, names)))
