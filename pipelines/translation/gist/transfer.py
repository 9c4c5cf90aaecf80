"""From French units with their English lemmas to an English sentence."""

from __future__ import annotations

import itertools

from pipelines.translation.gist import (
    articles,
    causatives,
    clauses,
    compounds,
    degrees,
    denials,
    government,
    nouns,
    persons,
    questions,
    verbs,
)
from pipelines.translation.gist.inflect import plural
from pipelines.translation.gist.lexicon import Lexicon, function_words
from pipelines.translation.gist.nouns import close
from pipelines.translation.gist.predicates import Predicates
from pipelines.translation.gist.units import Unit

_TIME = frozenset(
    {"an", "année", "jour", "mois", "semaine", "heure", "minute", "siècle", "décennie", "seconde"}
)
_SPEAKERS = {"je": ("p1", "sg"), "tu": ("p2", "pl"), "nous": ("p1", "pl"), "vous": ("p2", "pl"), "on": ("p1", "pl")}  # fmt: skip


def sentence(units: list[Unit], lexicon: Lexicon) -> list[tuple[str, str]]:
    """(blank, English) of each unit of a sentence, in English order."""
    units = questions.asked(units)
    clauses.last_week(units)
    clauses.spans_of_time(units)
    units = clauses.numbered(units)
    units = persons.titled(degrees.compare(units))
    units = clauses.subjects_first(denials.everything(units))
    units = causatives.caused(nouns.ages(nouns.adjectives_first(nouns.such(units))))
    government.nouns(units)
    clauses.up_to(units)
    clauses.tolls(units)
    units = compounds.compounds(units)
    for before, unit in itertools.pairwise(units):
        if unit.tense == "pp" and (
            before.low == "avoir" or before.low in verbs.NEGATIONS or before.pos == "adv"
        ):
            unit.extra["active"] = "1"
    units = articles.articles(units)
    return _Sentence(units, lexicon).words()


class _Sentence(Predicates):
    """One pass over the units, left to right."""

    def words(self) -> list[tuple[str, str]]:
        index = 0
        while index < len(self._units):
            unit = self._units[index]
            if unit.pos in {"cm", "sent", "cnjcoo", "cnjsub", "cnjadv"} or unit.blank.strip(" -"):
                self._clause_at = len(self._out) + (unit.pos in {"cm", "sent", "cnjcoo", "cnjsub", "cnjadv"})
            index = (
                self._there_is(index) or self._one_thinks(index) or self._verb(index) or self._other(index)
            )
        return self._out

    def _there_is(self, index: int) -> int:
        unit = self._units[index]
        if unit.low != "il" or not verbs.is_subject(unit):
            return 0
        group = verbs.read(self._units, index + 1)
        if not group:
            return 0
        exists = group.verbs[-1].low in {"exister", "rester"} and self._impersonal_existence(group)
        if not exists and group.verbs[-1].low != "y avoir" and (group.verbs[0].low != "avoir" or not any(c.low == "y" for c in group.clitics)):  # fmt: skip
            return 0
        number, noun = self._at(group.end), self._at(group.end + 1)
        if number and noun and len(group.verbs) == 1 and number.pos in {"num", "det"} and noun.low in _TIME and not exists:  # fmt: skip
            self._put(unit.blank, _determined(number, noun), self._noun(noun, number), "ago")
            return group.end + 2
        return self._there(unit, group)

    def _there(self, unit: Unit, group: verbs.Group) -> int:
        following = next((u for u in self._units[group.end : group.end + 4] if u.pos == "n"), None)
        head = group.verbs[0]
        many = following is not None and following.plural
        head.tags = (*(t for t in head.tags if t not in {"sg", "pl"}), "pl" if many else "sg")
        of = self._at(group.end)
        if group.negation and of is not None and of.low == "de" and of.pos == "pr":
            of.english, of.fixed = "any", True
        only = group.ne and not group.negation and self._restriction(group.end)
        words = verbs.render(group, "remain" if group.verbs[-1].low == "rester" else "be")
        words = [words[0], "there", *words[1:]] if unit.extra.get("asked") else ["there", *words]
        self._put(unit.blank, *words, "only" if only else "")
        return group.end

    def _impersonal_existence(self, group: verbs.Group) -> bool:
        after = self._at(group.end)
        return after is not None and (
            after.pos in {"det", "num", "adj", "n", "adv"} or after.low in {"de", "que"}
        )

    def _other(self, index: int) -> int:
        unit = self._units[index]
        table = function_words()
        word = unit.english
        if unit.fixed or unit.name or unit.pos == "adj":
            pass
        elif unit.pos == "n":
            word = self._noun(unit, self._at(index - 1))
        elif unit.pos in {"det", "predet", "detnt"}:
            word = persons.possessor(self._units, index) if unit.low == "son" else _determined(unit, self._at(index + 1))  # fmt: skip
        elif (verbs.is_subject(unit) and "tn" in unit.tags) or unit.low == "on":
            word = self._pronoun(index)
        elif unit.pos == "prn":
            word = self._subject(unit) if "tn" in unit.tags else self._object(unit) or ""
        elif unit.pos == "pr":
            word = self._preposition(index)
        elif unit.pos == "rel":
            word = self._who(index) if unit.low == "qui" else table["relatives"].get(unit.low, unit.english)
        self._put(unit.blank, self._particular(index, word))
        return index + 1

    def _particular(self, index: int, word: str) -> str:
        """The English of words whose sense hangs on what else is said: "ni", "comme", "dont", "jamais", "tout"."""
        unit = self._units[index]
        if unit.low == "tout" and word == "every" and self._refused(index):
            word = "any"
        if unit.low == "ni" and not unit.fixed:
            later = self._units[index + 1 : index + 12]
            word = "neither" if any(u.low == "ni" for u in later) and "neither" not in [w for _, w in self._out[-12:]] else "nor"  # fmt: skip
        if unit.low == "comme" and not unit.fixed:
            word = clauses.like(self._units, index)
        if unit.low == "ce qui" and index and self._units[index - 1].pos != "cm" and close(unit):
            word = "what"
        if unit.low == "dont" and clauses.including(self._units, index):
            word = "including"
        if unit.low == "jamais" and not clauses.denied_near(self._units, index):
            word = "ever"
        return word

    def _refused(self, index: int) -> bool:
        """Whether "tout" means any: "refuse toute aide", "sans tout"."""
        before = self._at(index - 1)
        if before is None or before.low in {"sans", "avant", "contre"}:
            return before is not None
        return self._verb_at >= index - 1 and self._verb_low in function_words()["refusing"]

    def _pronoun(self, index: int) -> str:
        unit = self._units[index]
        word = self._subject(unit)
        if word in {"he", "she"} and ((word == "he" and self._impersonal(index + 1)) or persons.thing(self._units, index)):  # fmt: skip
            word = "it"
            unit.extra["thing"] = "1"
        self._subject_at = (index, _SPEAKERS.get(unit.low, unit.tags))
        return word

    def _who(self, index: int) -> str:
        """ "who" after a person, "which" after a comma, else "that"; "who" where nothing tells."""
        unit = self._units[index]
        before = next(
            (u for u in reversed(self._units[:index]) if u.pos in {"n", "np", "prn"} or u.name), None
        )
        if before is None or index == 0:
            return "who"
        if persons.is_person(before) or (before.pos == "prn" and not before.extra.get("thing")):
            return "who"
        if before.name and not before.extra.get("place") and not before.extra.get("bare"):
            return "who"
        return "which" if unit.blank.strip() or self._units[index - 1].pos in {"cm", "pr"} else "that"

    def _preposition(self, index: int) -> str:
        unit, following = self._units[index], self._at(index + 1)
        if following is None:
            return unit.english
        if unit.low == "à":
            return self._to(index, following)
        many = following.plural or (following.pos == "det" and "pl" in following.tags)
        heads = {u.low.partition(" ")[0] for u in self._units[index + 1 : index + 4]}
        instead = {
            "devant": ("before", not heads.isdisjoint(function_words()["courts"])),
            "chez": ("among", many),
            "vers": ("around", following.pos == "num"),
            "de": ("from", following.low == "ici"),
        }
        word, holds = instead.get(unit.low, ("", False))
        return word if holds else unit.english

    def _to(self, index: int, following: Unit) -> str:  # noqa: PLR0911 - one kind of place a line
        """ "à Paris" is "in Paris", "aller à Paris" "go to Paris", "à la gare" "at the station"."""
        before = self._at(index - 1)
        if before is not None and before.english == "happen" and (following.name or following.pos == "np"):
            return "in"
        if before is not None and before.low == "arriver":
            return "in" if following.name else "at"
        named = following.name or following.pos == "np"
        if before is not None and named and before.low in function_words()["staying"]:
            return "in"
        if before is not None and before.low in function_words()["motion"] and before.english != "carry out":
            return "to"
        if following.pos == "num":
            return "at"
        if following.has("np", "loc") or following.extra.get("place"):
            return "in"
        if following.name and not following.extra.get("gender"):
            given = before is not None and (before.verb or before.pos == "prn" or before.name)
            return "to" if given else "in"
        noun = next((u for u in self._units[index + 1 : index + 4] if u.pos == "n"), None)
        if noun is not None and noun.low in function_words()["in_nouns"]:
            return "in"
        if noun is not None and noun.low in function_words()["at_nouns"]:
            return "at"
        return self._units[index].english

    def _noun(self, unit: Unit, before: Unit | None) -> str:
        if unit.fixed or not unit.english or unit.low in nouns.MONTHS:
            return unit.english
        if unit.plural and before is not None and before.pos == "num" and unit.low in {"million", "milliard"}:
            return unit.english
        if unit.plural:
            return plural(unit.english)
        if "sp" in unit.tags and self._many(unit, before):
            return plural(unit.english)
        return unit.english

    def _many(self, unit: Unit, before: Unit | None) -> bool:
        """Whether a noun that is the same in singular and plural is plural here, told by the words before it."""
        at = next(n for n, u in enumerate(self._units) if u is unit)
        for near in reversed(self._units[max(0, at - 4) : at]):
            if near.plural or near.low == "les deux" or near.low.endswith((" de", " nombreux")):
                return True
            if near.pos == "num":
                return near.low not in {"un", "une", "1"}
            if near.pos == "det" or "sg" in near.tags or near.pos not in {"adj", "adv"}:
                return False
        return False


def _determined(unit: Unit, following: Unit | None) -> str:
    low = unit.low
    if unit.has("det", "def"):
        return "the"
    if unit.has("det", "ind") and low == "un":
        return "a"
    if unit.has("det", "dem"):
        return "these" if unit.plural else "this"
    if low == "tout":
        if following is not None and nouns.is_definite(following):
            return "all"
        return "all" if unit.plural else "every"
    return str(function_words()["determiners"].get(low, unit.english))
