"""Forms of French words from their dictionary form, with Apertium's tags: for words that its analyser does not know."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.language.conjugation import conjugate

_FEMININES = (("eux", "euse"), ("eur", "euse"), ("teur", "trice"), ("er", "ère"), ("f", "ve"), ("el", "elle"), ("en", "enne"), ("on", "onne"), ("et", "ète"), ("et", "ette"))  # fmt: skip


def feminine(word: str) -> set[str]:
    """What the feminine of a French adjective or noun may be."""
    if word.endswith("e"):
        return {word}
    forms = {word + "e"}
    for ending, other in _FEMININES:
        if word.endswith(ending):
            forms.add(word.removesuffix(ending) + other)
    return forms


def plural(word: str) -> str:
    """The plural of a French adjective or noun."""
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al") and word not in {"bal", "carnaval", "festival", "récital", "régal", "naval", "fatal", "final", "natal"}:  # fmt: skip
        return word[:-2] + "aux"
    return word + ("x" if word.endswith(("eau", "eu")) and word != "bleu" else "s")


def inflected(fr: str, kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every form of a word with its tags: "élu" → élu, élus, élue, élues."""
    if kind == "n":
        yield fr, ("n", "m", "sg")
        yield plural(fr), ("n", "m", "pl")
        if fr.endswith(("eur", "ien", "éen", "ant", "ent", "er", "ais", "ois", "in", "é")):
            for form in feminine(fr):
                yield form, ("n", "f", "sg")
                yield plural(form), ("n", "f", "pl")
    elif kind == "adj":
        yield fr, ("adj", "m", "sg")
        yield plural(fr), ("adj", "m", "pl")
        for form in feminine(fr):
            yield form, ("adj", "f", "sg")
            yield plural(form), ("adj", "f", "pl")
    elif kind == "vblex":
        yield from _verb_forms(fr)
    else:
        yield fr, (kind,)


def _verb_forms(infinitive: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    try:
        forms = conjugate(infinitive)
    except ValueError:
        return
    yield infinitive, ("vblex", "inf")
    yield forms.present_participle, ("vblex", "ger")
    for form in forms.past_participles:
        stem = form.rstrip("s")
        yield form, ("vblex", "pp", "f" if stem.endswith("e") else "m", "pl" if form != stem else "sg")
    for form in forms.finite:
        yield form, ("vblex", *_finite(form))


_ENDINGS = (
    ("raient", "cni p3 pl"), ("rait", "cni p3 sg"), ("ront", "fti p3 pl"), ("rez", "fti p2 pl"), ("rons", "fti p1 pl"),
    ("aient", "pii p3 pl"), ("ait", "pii p3 sg"), ("ais", "pii p1 sg"), ("èrent", "ifi p3 pl"), ("irent", "ifi p3 pl"),
    ("urent", "ifi p3 pl"), ("era", "fti p3 sg"), ("ira", "fti p3 sg"), ("dra", "fti p3 sg"), ("a", "ifi p3 sg"),
    ("ent", "pri p3 pl"), ("ons", "pri p1 pl"), ("ez", "pri p2 pl"), ("ai", "ifi p1 sg"),
)  # fmt: skip


def _finite(form: str) -> tuple[str, ...]:
    for ending, tags in _ENDINGS:
        if form.endswith(ending):
            return tuple(tags.split())
    return ("pri", "p3", "sg")
