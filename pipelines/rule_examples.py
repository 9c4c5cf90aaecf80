"""The examples beside the rules of a lexicon, read with the whole reader: does each rule find what it says it finds?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from spacy.tokens import Doc

from pipelines.language import annotate
from pipelines.language.morphology import conjugate
from pipelines.language.rules_schema import EVENTS, SPEECH, Fault
from pipelines.lexicon import load_yaml
from pipelines.model import Article

PUBLISHED = "2022-11-16"
"""The day on which every example is said to have been published, a Wednesday."""

_WANTED = {EVENTS: {"fr", "actor", "recipient"}, SPEECH: {"fr", "speaker"}}


def failing_examples() -> Iterator[Fault]:
    """Every example that its rule does not find, and every counter-example that it finds, with file and line."""
    for file in (EVENTS, SPEECH):
        for entry in _entries(file):
            line = entry.lines.get("examples", 0), entry.lines.get("not", 0)
            for example in entry.get("examples", ()):
                wanted = {"fr": example} if isinstance(example, str) else dict(example)
                if wanted.keys() - _WANTED[file] or "fr" not in wanted:
                    yield Fault(
                        file, line[0], "examples", f"An example has {', '.join(sorted(_WANTED[file]))}."
                    )
                    continue
                for what in _failures(file, entry, wanted):
                    yield Fault(file, line[0], "examples", f"“{wanted['fr']}” {what}")
            for sentence in entry.get("not", ()):
                if list(_found(file, entry, read(sentence))):
                    yield Fault(file, line[1], "not", f"“{sentence}” is found, and should not be.")


def number_of_examples() -> int:
    """How many examples and counter-examples there are."""
    return sum(
        len(each.get(key, ())) for file in _WANTED for each in _entries(file) for key in ("examples", "not")
    )


def read(sentence: str) -> Doc:
    """A sentence as the whole reader reads it."""
    return annotate(Article(text=sentence, published=PUBLISHED))


def _entries(file: str) -> Iterator[Any]:
    content = load_yaml(file)
    for part in ("verbs", "nouns") if file == EVENTS else ("groups", "phrases"):
        yield from content[part]


def _failures(file: str, entry: Mapping[str, Any], wanted: Mapping[str, str]) -> Iterator[str]:
    doc = read(wanted["fr"])
    found = list(_found(file, entry, doc))
    if not found:
        others = ", ".join(event.rule for event in doc._.events) if file == EVENTS else ""
        yield f"is not found by this entry{f'; there is {others}' if others else ''}."
        return
    for key in wanted.keys() - {"fr"}:
        names = [name for each in found for name in _names(each, key)]
        if wanted[key] not in names:
            yield f"has {key} {' and '.join(names) or 'nobody'}, not {wanted[key]}."


def _names(found: Any, key: str) -> tuple[str, ...]:
    return (found.speaker_name,) if key == "speaker" else getattr(found, f"{key}s")


def _found(file: str, entry: Mapping[str, Any], doc: Doc) -> Iterator[Any]:
    """The events or quotes of `doc` that `entry` made."""
    if file == EVENTS:
        terms = {term.strip() for term in entry["lemmas"].split(",")}
        for event in doc._.events:
            if (
                f"{event.type}/{event.mode}".rstrip("/") == entry["code"]
                and event.rule.split(" (")[0] in terms
            ):
                yield event
        return
    verbs = entry["verbs"] if "verbs" in entry else [entry["verb"]]
    forms = {form for verb in verbs for form in conjugate(verb.removeprefix("se ").removeprefix("s'"))}
    for quote in doc._.quotes:
        if quote.cue is not None and forms & set(
            doc.text[slice(*quote.cue)].lower().replace("-", " ").split()
        ):
            yield quote
