"""French sentences → English: the engines, in the person's order, each sentence labelled with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.errors import TranslationError
from pipelines.translation.answers import answered
from pipelines.translation.apertium import ApertiumEngine
from pipelines.translation.base import Engine, Translation
from pipelines.translation.firefox import FirefoxEngine
from pipelines.translation.memory import MemoryEngine, Suggestion, shipped_units
from pipelines.translation.online import SERVICES, OnlineEngine
from pipelines.translation.tmx import Unit
from pipelines.translation.wording import match_key

__all__ = [
    "DEFAULT_ORDER", "ONLINE", "Engine", "EngineStatus", "Translation",
    "engine", "engines", "status", "suggest", "translate",
]  # fmt: skip

DEFAULT_ORDER = ("memory", "firefox", "apertium")
ONLINE = tuple(SERVICES)
NO_ENGINE = "No translation engine is usable here; `visavis engines` says how to get one."


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """A line of `visavis engines`: `reason` says why an engine is not usable, "" when it is."""

    name: str
    version: str
    kind: str
    usable: bool
    reason: str


@cache
def _shipped() -> MemoryEngine:
    return MemoryEngine(shipped_units())


@cache
def _local(name: str) -> Engine:
    """The engines that need no key, one object per process: they own threads and programs."""
    if name == "memory":
        return _shipped()
    return FirefoxEngine() if name == "firefox" else ApertiumEngine()


def engine(name: str, keys: Mapping[str, str] | None = None) -> Engine:
    """The engine called `name`; `keys` for online services, where the environment has none.

    Raises:
        TranslationError: there is no engine of that name.
    """
    if name in DEFAULT_ORDER:
        return _local(name)
    if name in SERVICES:
        return OnlineEngine(name, keys)
    raise TranslationError(f"There is no engine “{name}”; there are {', '.join((*DEFAULT_ORDER, *ONLINE))}.")


def engines(names: Sequence[str] = DEFAULT_ORDER, keys: Mapping[str, str] | None = None) -> list[Engine]:
    """Engines in the order named. Online services are used only when named: the text leaves the machine."""
    return [engine(name, keys) for name in names]


def status(keys: Mapping[str, str] | None = None) -> list[EngineStatus]:
    """Every engine, local ones first, and whether it is usable here. Asks nothing of the network."""
    lines = []
    for each in engines((*DEFAULT_ORDER, *ONLINE), keys):
        reason = each.available()
        lines.append(EngineStatus(each.name, each.version, each.kind, not reason, reason))
    return lines


def translate(
    sentences: Sequence[str],
    order: Sequence[str | Engine] = DEFAULT_ORDER,
    memory: Iterable[Unit] = (),
    keys: Mapping[str, str] | None = None,
) -> list[Translation]:
    """One Translation per sentence: the first engine of `order` that gives English for it.

    `memory` holds the person's own units; they win over every engine. A sentence that no engine translated
    carries the last usable engine's reason in `error`. Equal sentences are translated once.

    Raises:
        TranslationError: `order` names an engine that does not exist.
    """
    chain: list[Engine] = [engine(e, keys) if isinstance(e, str) else e for e in order]
    own = MemoryEngine(memory)
    if len(own):
        chain.insert(0, own)
    results: dict[str, Translation] = {}
    open_sentences = list(dict.fromkeys(sentences))
    for each in chain:
        if not open_sentences:
            break
        if each.available():
            continue
        made = each.translate(open_sentences) if each.kind == "memory" else answered(each, open_sentences)
        for sentence, found in zip(open_sentences, made, strict=True):
            if found.text_en or not (sentence in results and each.kind == "memory"):
                results[sentence] = found
        open_sentences = [s for s in open_sentences if not results[s].text_en]
    nothing = Translation("", "", "", error=NO_ENGINE)
    if not any(e.kind != "memory" and not e.available() for e in chain):
        # A memory that lacks a sentence is no reason a person can act on; the missing engine is.
        results = {s: r if r.text_en else nothing for s, r in results.items()}
    return [results.get(sentence, nothing) for sentence in sentences]


def suggest(sentence: str, own: MemoryEngine, limit: int = 3) -> list[Suggestion]:
    """Sentences like this one in the person's memory (`own`) and in the one shipped, the most alike first.

    They are for a person to look at: no engine uses them.
    """
    found = [*own.suggest(sentence, limit), *_shipped().suggest(sentence, limit)]
    best: dict[str, Suggestion] = {}
    for each in sorted(found, key=lambda suggestion: -suggestion.score):
        best.setdefault(match_key(each.unit.fr), each)
    return list(best.values())[:limit]
