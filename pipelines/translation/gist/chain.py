"""Apertium's programs as the direct engine uses them: the French analyser, and both bilingual dictionaries."""

from __future__ import annotations

import itertools
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
from pipelines.translation.gist import (
    choice,
    degrees,
    inflect,
    names,
    place,
    readings,
    senses,
    transfer,
    writing,
)
from pipelines.translation.gist import units as units_of
from pipelines.translation.gist.foreign import foreign
from pipelines.translation.gist.french_text import cut, lowered, restored, written
from pipelines.translation.gist.lexicon import Lexicon, function_words
from pipelines.translation.gist.marks import marked
from pipelines.translation.gist.phrases import FIXED, Entry
from pipelines.translation.gist.readings import Reading, Token
from pipelines.translation.gist.units import Unit
from pipelines.translation.held import placed, read, split

_SENTINEL_UNIT = re.compile(r"(?:(?<!\s)\s+)?\^(Zqk\d+x)/[^$]*\$\.?(?:\^\./[^$]*\$)?\s*$")
_ANY = re.compile(r"\^Zqk\d+x", re.IGNORECASE)
_QUOTED = re.compile(r"[«“\"(:–—-]\s*$")
_ARTICLED = re.compile(r"(?:Le|La|Les) |L['’]")  # names that have their article
_ARTICLED_NOUN = re.compile(r"(?:[Ll]es? |[Ll]a |[Ll]')[a-zà-ÿ]")
_HELD = re.compile(r"Z[nqh][a-z]{2}x")


def analyser(modes: Sequence[Path]) -> list[list[str]]:
    """The first mode's programs that say what each word may be, the tagger's choice first."""
    commands = mode_commands(modes[0])
    tagger = next(n for n, c in enumerate(commands) if c[0] == "apertium-tagger")
    return [*commands[:tagger], [*commands[tagger][:2], "-f", *commands[tagger][2:]]]


def dictionary(modes: Sequence[Path], mode: int) -> list[list[str]]:
    """A mode's bilingual dictionary alone: French to Spanish (0) or Spanish to English (1)."""
    return [next(c for c in mode_commands(modes[mode]) if c[0] == "lt-proc" and "-b" in c)]


class Direct:
    """What stands in `ApertiumChain` for its pipeline: French sentences in, English ones out."""

    def __init__(self, modes: Sequence[Path], timeout: float = SENTENCE_TIMEOUT) -> None:
        self._analyser = Pipeline(analyser(modes), timeout, own=_analysis)
        self._words = Pipeline(analyser(modes)[:1], timeout, own=_analysis)
        self._dictionaries = [
            Pipeline(dictionary(modes, n), timeout, own=_looked_up, escaping=False) for n in (0, 1)
        ]
        self._lexicon = Lexicon()
        self._parts: dict[str, list[Reading]] = {}  # a word of a phrase that the analyser takes for one
        self._known: dict[str, str] = {}  # French unit → English lemma

    def stop(self) -> None:
        """End the programs."""
        for pipeline in (self._analyser, self._words, *self._dictionaries):
            pipeline.stop()

    def run(self, texts: Sequence[str]) -> list[str]:
        """As `Pipeline.run`; a text may have its names marked."""
        held = [self._held(text) for text in texts]
        analysed = [readings.parse(stream) for stream in self._analyser.run([text for text, _ in held])]
        sentences = self._units([tokens for tokens, _ in analysed], [kept for _, kept in held])
        self._look_up([u for units in sentences for u in units])
        results = []
        for units, (_, tail), text, (_, kept) in zip(sentences, analysed, texts, held, strict=True):
            self._mended(units)
            self._english(units)
            merged = self._phrases(units)
            senses.choose(merged)
            words = transfer.sentence(merged, self._lexicon)
            french = read(text)[0]
            english = restored(names.put_back(writing.joined(words, tail), kept), french)
            results.append(writing.capitals(english, french))
        return results

    def _held(self, text: str) -> tuple[str, dict[str, names.Held]]:
        french, told = split(text)
        sentence, given = placed(lowered(written(french)), told)
        return names.hold(sentence, self._lexicon, given)

    def _units(
        self, sentences: Sequence[list[Token]], held: Sequence[dict[str, names.Held]]
    ) -> list[list[Unit]]:
        self._learn_parts([t for tokens in sentences for t in tokens])
        found = []
        for tokens, kept in zip(sentences, held, strict=True):
            single = [part for token in tokens for part in self._split(token)]
            for token in single:
                self._own_readings(token)
            choice.choose(single)
            units = readings.units(single)
            self._named(units, kept)
            found.append(units)
        return found

    def _learn_parts(self, tokens: Sequence[Token]) -> None:
        words = sorted({w for t in tokens if self._divided(t) for w in cut(t.surface)} - set(self._parts))
        if not words:
            return
        for word, stream in zip(words, self._words.run(words), strict=True):
            parsed, _ = readings.parse(stream)
            self._parts[word] = parsed[0].readings if len(parsed) == 1 else []

    def _divided(self, token: Token) -> bool:
        """Whether a phrase that the analyser knows is read word by word: our lexicon's phrases stand for it."""
        if not token.readings:
            return False
        first = token.readings[0]
        if not first.lemma.lower().startswith("d'autre") and " " not in token.surface:
            return False
        if first.kind == "name" and _ARTICLED_NOUN.match(token.surface):
            return True  # "les gouvernements" is no name
        return (
            first.kind != "name"
            and not any(p[0] == "y avoir" for p in first.parts)
            and first.kind != "number"
        )

    def _split(self, token: Token) -> list[Token]:
        if not self._divided(token):
            return [token]
        words = cut(token.surface)
        blanks = [token.blank, *("" if w.endswith("'") else " " for w in words[:-1])]
        return [Token(b, w, list(self._parts[w])) for b, w in zip(blanks, words, strict=True)]

    def _own_readings(self, token: Token) -> None:
        """What the lexicon says a word may be, where the analyser does not know it so."""
        found = self._lexicon.form(token.surface) if token.surface[:1].islower() or token.readings else None
        if not found:
            return
        reading = Reading(((found[0].fr, found[1]),), found[0].en)
        if not token.readings or (reading.kind in {"noun", "adjective"} and reading.kind not in token.kinds):
            token.readings.append(reading)

    def _named(self, units: Sequence[Unit], kept: dict[str, names.Held]) -> None:
        for unit in units:
            if unit.tags:
                continue
            word = unit.lemma
            if word in kept:
                held = kept[word]
                unit.name, unit.english = True, held.english
                if _ARTICLED.match(unit.english) or _alone(unit.english):
                    unit.extra["bare"] = "1"
                if held.place:
                    unit.extra["place"] = "1"
                if held.gender:
                    unit.extra["gender"] = held.gender
            elif _HELD.fullmatch(word) or not word[:1].islower():
                unit.name, unit.english = True, word
            else:
                unit.english, unit.french = word, word.isalpha()

    def _look_up(self, units: Sequence[Unit]) -> None:
        wanted = sorted({_key(u) for u in units if u.tags} - set(self._known))
        if not wanted:
            return
        if len(self._known) > 60000:
            self._known.clear()
        spanish = self._in_dictionary(0, wanted)
        english = self._in_dictionary(1, [word or "^x<n>$" for word in spanish])
        for word, other, found in zip(wanted, spanish, english, strict=True):
            lemma = units_of.tagged(found)[0] if other and found else ""
            self._known[word] = "" if foreign(lemma) else lemma

    def _in_dictionary(self, number: int, wanted: Sequence[str]) -> list[str]:
        """What a bilingual dictionary has for units, "" where it has nothing."""
        lines = ["".join(f"^{w}$ " for w in wanted[n : n + 40]) for n in range(0, len(wanted), 40)]
        answers = self._dictionaries[number].run(lines)
        found = [unit.other for stream in answers for unit in units_of.parse(stream)[0]]
        if len(found) != len(wanted):
            raise PipelineError("its dictionary's answers are out of step")
        return found

    def _english(self, units: Sequence[Unit]) -> None:
        for before, unit in itertools.pairwise(units):
            if (
                unit.lemma[:1].isupper()
                and before.pos not in {"sent", "lquest", ""}
                and not _QUOTED.search(unit.blank)
            ):
                unit.extra["inner"] = "1"
        words = function_words()
        closed = {"pr": "prepositions", "cnjcoo": "conjunctions", "cnjsub": "conjunctions", "cnjadv": "conjunctions", "adv": "adverbs", "preadv": "adverbs"}  # fmt: skip
        for unit in units:
            if unit.english and unit.extra.get("inner") and unit.pos != "np" and not unit.name:
                unit.english = unit.english[0].upper() + unit.english[1:]
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
                english = self._known.get(_key(unit), "")
            if unit.low in {"être"}:
                english = "be"
            elif unit.low == "avoir":
                english = "have"
            if not english and own is None:
                english = self._otherwise(unit)
            if not english and own is None:
                letters = any(c.isalpha() for c in unit.lemma)
                english = unit.extra.get("surface", unit.lemma)
                unit.french = (
                    letters
                    and unit.pos not in {"num", "np", "sent", "cm", "prn", "det", "rel"}
                    and unit.lemma.islower()
                )
            if unit.lemma[:1].isupper() and unit.pos != "np" and english and unit.extra.get("inner"):
                english = english[0].upper() + english[1:]
            unit.english = english

    def _otherwise(self, unit: Unit) -> str:
        """The English of a word that the lexicon knows as another part of speech: "accusé", "pakistanais"."""
        if unit.pos not in {"n", "adj"}:
            return ""
        low = unit.low
        found = self._lexicon.word(low, "adj" if unit.pos == "n" else "n")
        if not found and low.endswith("é") and (said := self._lexicon.word(low[:-1] + "er", "vblex")):
            found = inflect.verb(said).participle
        return found or names.peoples().get(unit.extra.get("surface", low).lower(), "")

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
            if renamed := place.words()["renamed"].get(unit.low):
                unit.lemma = renamed
            if forced := place.words()["tags"].get(unit.low):
                unit.tags = tuple(forced)
            _retagged(unit, before, units[number - 2] if number > 1 else None, following)
            if unit.extra.get("surface") == "soit" and before is not None and before.pos == "cm" and following.pos in {"num", "det"}:  # fmt: skip
                unit.lemma, unit.tags, unit.english = "soit", ("cnjcoo",), "or"
            if unit.low == "nul" and following.low == "ne":
                unit.tags, unit.english = ("prn", "tn", "m", "sg"), "no one"
            if unit.low in {"quel", "tel"} and unit.pos == "adj":
                unit.tags, unit.english = (
                    ("det", "itg", *unit.tags[-2:]),
                    "what" if unit.low == "quel" else "such",
                )
            if (
                unit.pos == "adj"
                and before is not None
                and (before.pos == "det" or unit.low == "autre")
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
            found = self._lexicon.phrases.find(units, index)
            if not found or not _fits(units, out, found):
                unit = units[index]
                if unit.french:
                    unit.english = marked(unit.extra.get("surface", unit.english))
                    unit.fixed = True
                out.append(unit)
                index += 1
                continue
            places, entry = found
            out.append(_merged([units[n] for n in places], entry))
            between = [units[n] for n in range(index, places[-1]) if n not in places]
            out += self._phrases(between) if between else []  # "pas", adverbs
            index = places[-1] + 1
        return out


def _fits(units: Sequence[Unit], before: Sequence[Unit], found: tuple[list[int], Entry]) -> bool:
    """Whether a phrase is meant: not "plus de" after "ne", nor "de plus" before another "de"."""
    places, entry = found
    words = function_words()
    surfaces = [units[n].extra.get("surface", "").lower() for n in places]
    meant_otherwise = (
        entry.fr.startswith("plus") and degrees.denied(before),
        entry.fr in {"l'un", "l'autre"} and surfaces[-1].endswith("s"),
        "au " in entry.fr and "aux" in surfaces,  # "aux secours" is no "au secours"
        entry.fr == "pas encore" and any(u.low == "ne" for u in before[-5:]),
        entry.fr == "à savoir" and before and before[-1].pos != "cm" and not units[places[0]].blank.strip(),
        before and before[-1].low in words["unless_after"].get(entry.fr, ()),
    )
    if any(meant_otherwise):
        return False
    unless = words["unless_before"].get(entry.fr, ())
    following = units[places[-1] + 1] if places[-1] + 1 < len(units) else None
    return following is None or (following.low not in unless and following.pos not in unless)


def _merged(units: Sequence[Unit], entry: Entry) -> Unit:
    """One unit for the words of a phrase."""
    head = units[0]
    if entry.kind in FIXED:
        return Unit(head.blank, entry.fr, (entry.kind,), english=entry.en, fixed=True)
    if entry.kind == "vblex":
        tags, lemma = (head.tags if head.verb else units[0].tags), head.lemma
    else:
        tags, lemma = _noun_tags(units, entry.kind), entry.fr
    return Unit(head.blank, lemma, tags, english=entry.en, extra={"phrase": entry.fr})


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
    if unit.low == "fond" and unit.plural:
        unit.lemma = "fonds"
    if unit.low == "fil" and unit.plural and (before is None or not before.plural):
        unit.lemma, unit.tags, unit.english = "fils", ("n", "m", "sg"), "son"


def _noun_tags(units: Sequence[Unit], kind: str) -> tuple[str, ...]:
    tags = next((u.tags for u in units if u.pos in {"n", "adj"}), units[0].tags)
    number = next((t for t in tags if t in {"sg", "pl"}), "sp")
    gender = next((t for t in tags if t in {"m", "f"}), "mf")
    return kind, gender, number


def _key(unit: Unit) -> str:
    """A unit as the dictionaries are asked for it: of a verb, its infinitive alone."""
    tags = (unit.pos, "inf") if unit.verb else unit.tags
    lemma = re.sub(r"([\[\]{}^$@\\/<>~])", r"\\\1", unit.lemma)
    return lemma + "".join(f"<{t}>" for t in tags).replace("<GD>", "<m>").replace("<ND>", "<sg>")


def _alone(english: str) -> bool:
    return (english.istitle() and " " not in english and not english.endswith("s")) or english in {
        "France",
        "Paris",
    }


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
