"""Apertium's programs as the direct engine uses them: the French analyser, and both bilingual dictionaries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pipelines.translation.apertium_chain import (
    SENTENCE_TIMEOUT,
    ApertiumChain,
    Pipeline,
    PipelineError,
    mode_commands,
)
from pipelines.translation.gist import names, transfer
from pipelines.translation.gist.lexicon import Lexicon, function_words
from pipelines.translation.gist.marks import marked
from pipelines.translation.gist.units import Unit, parse, tagged

_SENTINEL_UNIT = re.compile(r"(?:(?<!\s)\s+)?\^\*(Zqk\d+x)(?:/[^$]*)?\$\.?(?:\^\.(?:<[^$]*)?\$)?\s*$")
_ANY = re.compile(r"\^\*Zqk\d+x", re.IGNORECASE)
_HELD = re.compile(r"Z[nqh][a-z]{2}x")
_INFLECTION = re.compile(
    r"<(?:sg|pl|sp|ND|GD|m|f|mf|nt|pri|p1|p2|p3|pii|ifi|fti|cni|prs|pis|imp|inf|ger|pp|ppres)>"
)


def analyser(modes: Sequence[Path]) -> list[list[str]]:
    """The first mode's programs up to the bilingual dictionary's choice of a sense."""
    commands = mode_commands(modes[0])
    return commands[: next(n for n, c in enumerate(commands) if c[0] == "apertium-transfer")]


def dictionary(modes: Sequence[Path]) -> list[list[str]]:
    """The second mode's bilingual dictionary alone."""
    return [next(c for c in mode_commands(modes[1]) if c[0] == "lt-proc" and "-b" in c)]


class Direct:
    """What stands in `ApertiumChain` for its pipeline: French sentences in, English ones out."""

    def __init__(self, modes: Sequence[Path], timeout: float = SENTENCE_TIMEOUT) -> None:
        self._analyser = Pipeline(analyser(modes), timeout, own=_analysis)
        self._dictionary = Pipeline(dictionary(modes), timeout, own=_looked_up, escaping=False)
        self._lexicon = Lexicon()
        self._known: dict[str, str] = {}  # Spanish unit → English lemma

    def stop(self) -> None:
        """End the programs."""
        self._analyser.stop()
        self._dictionary.stop()

    def run(self, texts: Sequence[str]) -> list[str]:
        """As `Pipeline.run`."""
        held = [names.hold(_lowered(_written(text)), self._lexicon) for text in texts]
        analysed = [parse(stream) for stream in self._analyser.run([text for text, _ in held])]
        for (units, _), (_, kept) in zip(analysed, held, strict=True):
            self._named(units, kept)
        self._look_up([u for units, _ in analysed for u in units])
        results = []
        for (units, tail), text in zip(analysed, texts, strict=True):
            self._mended(units)
            self._english(units)
            merged = self._phrases(units)
            words = transfer.sentence(merged, self._lexicon)
            results.append(_capital(transfer.joined(words, tail), text))
        return results

    def _named(self, units: Sequence[Unit], kept: dict[str, str]) -> None:
        for unit in units:
            if unit.tags:
                continue
            word = unit.lemma
            if word in kept:
                unit.name, unit.english = True, kept[word]
                if not re.match(r"the ", unit.english) and _alone(unit.english):
                    unit.extra["bare"] = "1"
                unit.extra["place"] = "1"
            elif _HELD.fullmatch(word) or not word[:1].islower():
                unit.name, unit.english = True, word
            elif found := self._lexicon.form(word):
                unit.lemma, unit.tags, unit.english = found[0].fr, found[1], found[0].en
            else:
                unit.english, unit.french = word, word.isalpha()

    def _look_up(self, units: Sequence[Unit]) -> None:
        wanted = sorted(
            {_key(u.other) for u in units if u.other and not u.other.startswith("*")} - set(self._known)
        )
        if not wanted:
            return
        if len(self._known) > 60000:
            self._known.clear()
        answers = self._dictionary.run(
            ["".join(f"^{w}$ " for w in wanted[n : n + 40]) for n in range(0, len(wanted), 40)]
        )
        found = [unit for stream in answers for unit in parse(stream)[0]]
        if len(found) != len(wanted):
            raise PipelineError("its dictionary's answers are out of step")
        for word, unit in zip(wanted, found, strict=True):
            self._known[word] = tagged(unit.other)[0] if unit.other else ""

    def _english(self, units: Sequence[Unit]) -> None:
        words = function_words()
        closed = {"pr": "prepositions", "cnjcoo": "conjunctions", "cnjsub": "conjunctions", "cnjadv": "conjunctions", "adv": "adverbs", "preadv": "adverbs"}  # fmt: skip
        for unit in units:
            if unit.english or not unit.tags:
                continue
            if (
                unit.pos == "np"
                and not unit.has("np", "loc")
                and re.search(r"(?:^| )(?!Le |La |Les )\w*[A-ZÉÈÀÂÎÔÇ]", unit.lemma)
            ):
                unit.name, unit.english = True, unit.lemma
                continue
            own = words[closed[unit.pos]].get(unit.low) if unit.pos in closed else None
            pos = "vblex" if unit.verb else unit.pos
            english = own if own is not None else self._lexicon.word(unit.lemma, pos)
            if own is None and not english:
                english = self._known.get(_key(unit.other), "") if unit.other else ""
            if unit.low in {"être"}:
                english = "be"
            elif unit.low == "avoir":
                english = "have"
            if not english and own is None:
                letters = any(c.isalpha() for c in unit.lemma)
                english = unit.lemma
                unit.french = (
                    letters
                    and unit.pos not in {"num", "np", "sent", "cm", "prn", "det", "rel"}
                    and unit.lemma.islower()
                )
            if unit.lemma[:1].isupper() and unit.pos != "np" and english and unit.extra.get("inner"):
                english = english[0].upper() + english[1:]
            unit.english = english

    def _mended(self, units: Sequence[Unit]) -> None:
        """What the French tagger takes for a pronoun: "en" before a noun is a preposition, "le" one an article."""
        for number, unit in enumerate(units):
            following = units[number + 1] if number + 1 < len(units) else Unit("", "", ("sent",))
            before = units[number - 1] if number else None
            if (
                unit.low in {"lui", "leur"}
                and unit.pos == "prn"
                and (following.verb or following.low in {"en", "y"})
            ):
                unit.tags = ("prn", "pro", "p3", "mf", "pl" if unit.low == "leur" else "sg")
            _retagged(unit, before, units[number - 2] if number > 1 else None, following)
            if (
                unit.pos == "adj"
                and before is not None
                and before.pos == "det"
                and following.pos not in {"n", "adj", "np"}
                and not following.name
            ):
                noun = self._lexicon.word(unit.lemma, "n")
                if noun:
                    unit.tags, unit.english = ("n", *unit.tags[1:]), noun
            if (
                unit.pos == "prn"
                and following.pos in {"n", "adj", "num", "np", "det", "ij", ""}
                and not following.verb
            ):
                if unit.low == "en":
                    unit.tags, unit.english = ("pr",), "in"
                elif unit.low == "le" and "pro" in unit.tags and following.pos in {"n", "adj", "num", ""}:
                    unit.tags = ("det", "def", *unit.tags[2:])

    def _phrases(self, units: Sequence[Unit]) -> list[Unit]:
        out: list[Unit] = []
        index = 0
        while index < len(units):
            found = self._lexicon.phrase(units, index)
            if not found:
                unit = units[index]
                if unit.french:
                    unit.english = marked(unit.english)
                    unit.fixed = not unit.verb
                out.append(unit)
                index += 1
                continue
            length, entry = found
            head = units[index]
            if entry.kind in {"phrase", "name"}:
                merged = Unit(head.blank, entry.fr, ("phrase",), english=entry.en, fixed=True)
            else:
                tags = (
                    head.tags
                    if head.verb and entry.kind == "vblex"
                    else _noun_tags(units[index : index + length], entry.kind)
                )
                lemma = head.lemma if entry.kind == "vblex" else entry.fr
                merged = Unit(head.blank, lemma, tags, english=entry.en)
                merged.extra["phrase"] = "1"
            out.append(merged)
            index += length
        return out


def _retagged(unit: Unit, before: Unit | None, earlier: Unit | None, following: Unit) -> None:
    """Three slips of the French tagger: "a ajouté" as an adjective, "elle lui a dit" as two subjects, "le fils"."""
    auxiliary = before if before is None or before.low == "avoir" else earlier
    between = before is auxiliary or (before is not None and before.pos in {"prn", "adv"})
    if (
        unit.pos == "adj"
        and unit.low.endswith("é")
        and auxiliary is not None
        and auxiliary.low == "avoir"
        and between
    ):
        unit.lemma, unit.tags, unit.english = unit.lemma[:-1] + "er", ("vblex", "pp", *unit.tags[1:]), ""
    if (
        unit.low == "il"
        and unit.has("tn", "sg")
        and before is not None
        and before.has("prn", "tn")
        and following.verb
        and unit.blank == " "
    ):
        unit.lemma, unit.tags = "lui", ("prn", "pro", "p3", "mf", "sg")
    if unit.low == "fil" and unit.plural and (before is None or not before.plural):
        unit.lemma, unit.tags, unit.english = "fils", ("n", "m", "sg"), "son"


def _noun_tags(units: Sequence[Unit], kind: str) -> tuple[str, ...]:
    tags = next((u.tags for u in units if u.pos in {"n", "adj"}), units[0].tags)
    number = next((t for t in tags if t in {"sg", "pl"}), "sp")
    gender = next((t for t in tags if t in {"m", "f"}), "mf")
    return kind, gender, number


def _key(other: str) -> str:
    return other.replace("<GD>", "<m>").replace("<ND>", "<sg>")


def _alone(english: str) -> bool:
    return (english.istitle() and " " not in english and not english.endswith("s")) or english in {
        "France",
        "Paris",
    }


def _lowered(text: str) -> str:
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 12 and sum(c.isupper() for c in letters) > 0.7 * len(letters):
        return text[:1] + text[1:].lower()
    return text


def _written(text: str) -> str:
    """Figures and ordinals as the analyser takes them for one word."""
    text = text.replace("’", "'").replace("\u202f", " ").replace("\xa0", " ")
    text = re.sub(r"\b([Cc])'(?=é|est\b)", r"\1ela ", text)  # the analyser drops the pronoun of "c'est"
    return re.sub(r"\b1er\b", "1", text)


def _capital(english: str, french: str) -> str:
    first = re.search(r"[^\W\d_]", french)
    if not first or not first[0].isupper():
        return english
    at = re.search(r"[^\W_]", english)
    return english if not at else english[: at.start()] + at[0].upper() + english[at.end() :]


def _analysis(output: str, sentinel: str) -> str:
    match = _SENTINEL_UNIT.search(output.replace("[]", ""))
    found = _ANY.findall(output)
    if not match or match[1] != sentinel or len(found) != 1:
        raise PipelineError("its answers are out of step")
    return output.replace("[]", "")[: match.start()].removesuffix("[\n\n]")


def _looked_up(output: str, sentinel: str) -> str:
    found = re.search(rf"\^{sentinel}<np>/", output)
    if not found or len(re.findall(r"\^Zqk\d+x<np>/", output)) != 1:
        raise PipelineError("its answers are out of step")
    return output[: found.start()]


class GistChain(ApertiumChain):
    """A worker for `outside.serve`: the direct engine."""

    def __init__(self, modes: Sequence[str], seconds: float = SENTENCE_TIMEOUT) -> None:
        """`modes` are the mode files, French to Spanish and Spanish to English."""
        super().__init__(modes, seconds)
        self._pipeline = Direct([Path(mode) for mode in modes], seconds)  # type: ignore[assignment]
