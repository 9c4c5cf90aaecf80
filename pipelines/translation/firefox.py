"""Firefox Translations fr→en on this machine, through `fxtranslate`. Nothing leaves the machine."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from pipelines.errors import EngineUnavailableError
from pipelines.translation.base import Translation
from pipelines.translation.download import MODEL_FILES, check_bytes, model_directory

NAME = "firefox"
VERSION = f"fr-en {MODEL_FILES[0].sha256[:8]}"
HOW_TO_INSTALL = "run `visavis engines install firefox` (26 MB, once)"
# The model cuts off silently what is beyond its context, about 128 pieces of words.
_MOST_WORDS = 75
_CLAUSE_END = re.compile(r"(?<=[;:,—–])\s+")


class Translator(Protocol):
    """What is used of `fxtranslate.Translator`; it may be touched by one thread only."""

    def translate(self, text: str) -> str:
        """One sentence in English."""
        ...


def load_translator(directory: Path) -> Translator:
    """The translator, built from files whose size and SHA-256 have been verified.

    The bytes that are verified are the bytes that are loaded.

    Raises:
        EngineUnavailableError: a file is missing or damaged, or fxtranslate refuses it.
    """
    content: list[bytes] = []
    for file in MODEL_FILES:
        path = directory / file.name
        data = path.read_bytes() if path.is_file() else b""
        if problem := check_bytes(file, data):
            raise EngineUnavailableError(
                f"The Firefox model cannot be used: {problem} To fetch it: {HOW_TO_INSTALL}."
            )
        content.append(data)
    model, lexicon, vocabulary = content
    from fxtranslate import Translator as FxTranslator  # noqa: PLC0415 - native code, loaded only when used

    try:
        # The languages share one vocabulary: both arguments are the same bytes, as fxtranslate asks.
        return FxTranslator(model, vocabulary, vocabulary, lexicon)
    except ValueError as error:
        raise EngineUnavailableError(f"The Firefox model cannot be used: {error}.") from error


class TranslatorThread:
    """The one thread that builds, uses and drops a translator."""

    def __init__(self, load: Callable[[], Translator]) -> None:
        self._load = load
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="firefox-translations")
        self._owned = threading.local()  # dropped with the thread, in the thread

    def translate(self, text: str) -> str:
        """One sentence, translated in the owning thread; the caller waits.

        Raises:
            EngineUnavailableError: the translator cannot be built.
        """
        return self._executor.submit(self._run, text).result()

    def _run(self, text: str) -> str:
        if not hasattr(self._owned, "translator"):
            self._owned.translator = self._load()
        translator: Translator = self._owned.translator
        return translator.translate(text)

    def close(self) -> None:
        """Let the thread, and the translator with it, go."""
        self._executor.shutdown(wait=False, cancel_futures=True)


@cache
def _shared_thread(process: int, directory: Path) -> TranslatorThread:
    return TranslatorThread(lambda: load_translator(directory))


class FirefoxEngine:
    """The Firefox engine; any number of objects and callers share one translator per process."""

    name = NAME
    version = VERSION
    kind = "local"

    def __init__(self, directory: Path | None = None, thread: TranslatorThread | None = None) -> None:
        self._directory = directory
        self._thread = thread

    def available(self) -> str:
        """'' when fxtranslate and the model's files are here. Their hashes are verified when they are loaded."""
        if self._thread is not None:
            return ""
        if find_spec("fxtranslate") is None:
            return "The fxtranslate package is not installed on this machine."
        directory = self._directory or model_directory()
        for file in MODEL_FILES:
            path = directory / file.name
            if not path.is_file():
                return f"The Firefox model is not on this machine: {HOW_TO_INSTALL}."
            if path.stat().st_size != file.size:
                return f"The Firefox model is incomplete ({file.name}): {HOW_TO_INSTALL}."
        return ""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """One translation per sentence; a sentence the model fails on gets an error, the others their English."""
        if reason := self.available():
            return [Translation("", NAME, VERSION, error=reason) for _ in sentences]
        thread = self._thread or _shared_thread(os.getpid(), self._directory or model_directory())
        return [self._translate_one(thread, sentence) for sentence in sentences]

    def _translate_one(self, thread: TranslatorThread, sentence: str) -> Translation:
        try:
            english = " ".join(thread.translate(piece).strip() for piece in pieces(sentence)).strip()
        except EngineUnavailableError as error:
            return Translation("", NAME, VERSION, error=str(error))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            return Translation(
                "",
                NAME,
                VERSION,
                error=f"The Firefox engine failed on this sentence ({type(error).__name__}).",
            )
        error_text = (
            "" if english or not sentence.strip() else "The Firefox engine gave no English for this sentence."
        )
        return Translation(english, NAME, VERSION, error=error_text)


def pieces(sentence: str) -> Iterator[str]:
    """The sentence, cut at clause ends into stretches the model's context holds; whole when it is short enough."""
    if len(sentence.split()) <= _MOST_WORDS:
        yield sentence
        return
    words: list[str] = []
    for clause in _CLAUSE_END.split(sentence):
        clause_words = clause.split()
        if words and len(words) + len(clause_words) > _MOST_WORDS:
            yield " ".join(words)
            words = []
        words.extend(clause_words)
        while len(words) > _MOST_WORDS:
            yield " ".join(words[:_MOST_WORDS])
            words = words[_MOST_WORDS:]
    if words:
        yield " ".join(words)
