"""The Firefox model as the child process holds it: files verified, made to fit, loaded, and used by one thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from pipelines.errors import EngineUnavailableError
from pipelines.translation import processor
from pipelines.translation.download import check_bytes
from pipelines.translation.firefox_files import misfit
from pipelines.translation.model_registry import ModelFile
from pipelines.translation.outside.serve import reason_of

HOW_TO_INSTALL = "run `visavis engines install firefox` (26 MB, once)"
# The engine stops after 256 pieces of words, and the model is sure of itself to about half of that. Prose has 1.3
# pieces a word, lists of names have five: so both are counted.
MOST_WORDS, MOST_CHARACTERS = 75, 350
_CLAUSE_END = re.compile(r"(?<=[;:,—–])\s+")
_BYTES = re.compile(r"(?:<0x[0-9A-Fa-f]{2}>)+")


class Translator(Protocol):
    """What is used of `fxtranslate.Translator`; it may be touched by one thread only."""

    def translate(self, text: str) -> str:
        """One sentence in English."""
        ...


def load_translator(directory: Path, files: Sequence[ModelFile]) -> Translator:
    """The translator, built from files whose size and SHA-256 have been verified; for the child process alone.

    The bytes that are verified are the bytes that are loaded.

    Args:
        directory: where the files are.
        files: model, shortlist and vocabulary, in this order.

    Raises:
        EngineUnavailableError: the processor cannot run it, a file is missing or damaged, the files do not fit
            together, or fxtranslate refuses them.
    """
    if lacking := processor.lacks():
        raise EngineUnavailableError(lacking)
    content: list[bytes] = []
    for file in files:
        path = directory / file.name
        data = path.read_bytes() if path.is_file() else b""
        if problem := check_bytes(file, data):
            raise EngineUnavailableError(
                f"The Firefox model cannot be used: {problem} To fetch it: {HOW_TO_INSTALL}."
            )
        content.append(data)
    model, lexicon, vocabulary = content
    if problem := misfit(model, vocabulary, lexicon):
        raise EngineUnavailableError(
            f"The Firefox model cannot be used: {problem} To fetch it: {HOW_TO_INSTALL}."
        )
    from fxtranslate import Translator as FxTranslator  # noqa: PLC0415 - native code, loaded only when used

    try:
        # The languages share one vocabulary: both arguments are the same bytes, as fxtranslate asks.
        translator: Translator = FxTranslator(model, vocabulary, vocabulary, lexicon)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the native code is no Exception
        raise EngineUnavailableError(f"The Firefox model cannot be used: {reason_of(error)}.") from error
    return translator


class FirefoxModel:
    """A worker for `outside.serve`."""

    def __init__(self, directory: str, files: Sequence[Mapping[str, Any]]) -> None:
        """`files` are `ModelFile`s as they go into JSON.

        Raises:
            EngineUnavailableError: see `load_translator`.
        """
        self._translator = load_translator(Path(directory), [ModelFile(**file) for file in files])

    def translate(self, texts: Sequence[str]) -> list[tuple[str, str]]:
        """English and error of each sentence."""
        return [translated(self._translator, text) for text in texts]


def translated(translator: Translator, text: str) -> tuple[str, str]:
    """English and error of one sentence: cut, translated piece by piece, byte pieces put together."""
    try:
        english = " ".join(translator.translate(piece).strip() for piece in pieces(text) if piece)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        return "", f"The Firefox engine failed on this sentence ({type(error).__name__})."
    return put_together(english).strip(), ""


def put_together(english: str) -> str:
    """English with the characters that the model said byte by byte: "20 <0xE2><0x82><0xAC>" is "20 €".

    Bytes that are no UTF-8 stay, for the check of answers to refuse.
    """
    return _BYTES.sub(_character, english) if "<0" in english else english


def _character(match: re.Match[str]) -> str:
    try:
        return bytes(int(code, 16) for code in re.findall(r"0x(..)", match.group())).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def pieces(sentence: str) -> Iterator[str]:
    """The sentence, cut at clause ends into stretches the model can hold; whole when it is short enough."""
    if _fits(sentence):
        yield sentence
        return
    held = ""
    for part in _parts(sentence):
        longer = f"{held} {part}" if held else part
        if held and not _fits(longer):
            yield held
            longer = part
        held = longer
    if held:
        yield held


def _fits(text: str) -> bool:
    return len(text) <= MOST_CHARACTERS and len(text.split()) <= MOST_WORDS


def _parts(sentence: str) -> Iterator[str]:
    """Clauses; of one that is too long, its words; of one of these, its halves and so on."""
    for clause in _CLAUSE_END.split(sentence):
        if _fits(clause):
            yield clause
            continue
        for word in clause.split():
            for begin in range(0, len(word), MOST_CHARACTERS):
                yield word[begin : begin + MOST_CHARACTERS]
