"""From French units with their English lemmas to an English sentence."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipelines.translation.gist import clauses, degrees, nouns, persons, verbs
from pipelines.translation.gist.inflect import plural, verb
from pipelines.translation.gist.lexicon import Lexicon, function_words
from pipelines.translation.gist.units import Unit

_GERUND_AFTER = frozenset({"sans", "après", "avant de", "avant", "au lieu de", "loin de", "afin"})
_TIME = frozenset(
    {"an", "année", "jour", "mois", "semaine", "heure", "minute", "siècle", "décennie", "seconde"}
)
_SPEAKERS = {
    "je": ("p1", "sg"),
    "tu": ("p2", "pl"),
    "nous": ("p1", "pl"),
    "vous": ("p2", "pl"),
    "on": ("p1", "pl"),
}
_MANY = frozenset(
    {
        "these",
        "those",
        "several",
        "many",
        "all",
        "few",
        "both",
        "some",
        "other",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        *map(str, range(2, 1000)),
    }
)
_MOTION = frozenset(
    {"aller", "arriver", "venir", "partir", "envoyer", "retourner", "rendre", "donner", "dire"}
)


def sentence(units: list[Unit], lexicon: Lexicon) -> list[tuple[str, str]]:
    """(blank, English) of each unit of a sentence, in English order."""
    clauses.last_week(units)
    clauses.spans_of_time(units)
    units = persons.titled(degrees.compare(units))
    units = clauses.subjects_first(units)
    units = nouns.ages(nouns.adjectives_first(units))
    units = nouns.compounds(units)
    for before, unit in itertools.pairwise(units):
        if unit.tense == "pp" and (
            before.low == "avoir" or before.low in verbs.NEGATIONS or before.pos == "adv"
        ):
            unit.extra["active"] = "1"
    units = nouns.articles(units)
    return _Sentence(units, lexicon).words()


class _Sentence:
    """One pass over the units, left to right."""

    def __init__(self, units: Sequence[Unit], lexicon: Lexicon) -> None:
        self._units = units
        self._lexicon = lexicon
        self._out: list[tuple[str, str]] = []
        self._question = any("?" in u.lemma for u in units[-3:])
        self._subject_at: tuple[int, tuple[str, ...]] = (
            -1,
            (),
        )  # where a subject pronoun stood last, and its tags

    def words(self) -> list[tuple[str, str]]:
        index = 0
        while index < len(self._units):
            index = self._there_is(index) or self._modal_or_verb(index) or self._other(index)
        return self._out

    def _put(self, blank: str, *words: str) -> None:
        kept = [w for w in words if w]
        for n, word in enumerate(kept):
            self._out.append((blank if n == 0 else " ", word))
        if not kept and blank.strip():
            self._out.append((blank, ""))

    def _at(self, index: int) -> Unit | None:
        return self._units[index] if 0 <= index < len(self._units) else None

    # -- verbs -----------------------------------------------------------------------------------------

    def _there_is(self, index: int) -> int:
        unit = self._units[index]
        if unit.low != "il" or not verbs.is_subject(unit):
            return 0
        group = verbs.read(self._units, index + 1)
        if not group:
            return 0
        merged = group.verbs[-1].low == "y avoir"
        if not merged and (group.verbs[0].low != "avoir" or not any(c.low == "y" for c in group.clitics)):
            return 0
        number, noun = self._at(group.end), self._at(group.end + 1)
        if number and noun and len(group.verbs) == 1 and (number.pos in {"num", "det"}) and noun.low in _TIME:  # fmt: skip
            self._put(unit.blank, _determined(number, noun), self._noun(noun), "ago")
            return group.end + 2
        following = next((u for u in self._units[group.end : group.end + 3] if u.pos == "n"), None)
        head = group.verbs[0]
        many = following is not None and following.plural
        head.tags = (*(t for t in head.tags if t not in {"sg", "pl"}), "pl" if many else "sg")
        if (
            group.verbs[-1].low == "avoir"
            and group.negation
            and (of := self._at(group.end))
            and of.low == "de"
        ):
            of.english, of.fixed = "any", True
        self._put(unit.blank, "there", *verbs.render(group, "be"))
        return group.end

    def _modal_or_verb(self, index: int) -> int:
        before = self._at(index)
        if before is None:
            return 0
        to, start = "", index
        if before.pos == "pr" and (group := verbs.read(self._units, index + 1)) and group.verbs[0].tense in {"inf", "ger", "ppres"}:  # fmt: skip
            low = before.low
            if low in _GERUND_AFTER:
                to, start = before.english, index + 1
            elif group.verbs[0].tense == "inf" and low in {"de", "à", "pour", "afin de"}:
                to, start = "to", index + 1
            elif low == "en":
                to, start = "by", index + 1
            else:
                return 0
        found = verbs.read(self._units, start)
        if not found:
            return 0
        if not to and found.verbs[0].tense == "inf" and index and self._governs(self._units[index - 1]):
            found.verbs[0].tags = tuple("ger" if t == "inf" else t for t in found.verbs[0].tags)
        return self._group(found, start, before.blank, to)

    def _governs(self, before: Unit) -> bool:
        """Whether a verb after it is a gerund, as after "accuse of": its English ends in a preposition."""
        last = before.english.rpartition(" ")[2]
        return (
            " " in before.english
            and last != "to"
            and last in function_words()["particles"]
            and (before.verb or before.pos in {"adj", "n", "pr"})
        )

    def _agree(self, group: verbs.Group, start: int) -> None:
        """Person and number of a pronoun that stands before or after the verb: the forms of many persons look alike."""
        at, tags = self._subject_at
        if group.subject:
            tags = group.subject.tags
        elif at != start - 1:
            return
        told = tuple(t for t in tags if t in {"p1", "p2", "p3", "sg", "pl"})
        head = group.verbs[0]
        if told and head.tense not in {"inf", "ger", "ppres", "pp"}:
            head.tags = (*(t for t in head.tags if t not in {"p1", "p2", "p3", "sg", "pl"}), *told)

    def _group(self, group: verbs.Group, start: int, blank: str, to: str) -> int:
        main = group.verbs[-1]
        head = group.verbs[0]
        self._agree(group, start)
        lemma = main.english or main.lemma
        after = self._at(group.end)
        only = group.ne and not group.negation and self._restriction(group.end)
        if head.tense == "inf" and not to and not self._out_modal():
            to = "to"
        gerund = to not in {"", "to"} or (head.tense in {"ger", "ppres"})
        words: list[str]
        following = (
            verbs.read(self._units, group.end) if after is not None and not after.blank.strip() else None
        )
        infinitive = following is not None and following.verbs[0].tense == "inf"
        if main.low in {"pouvoir", "devoir"} and infinitive:
            words = self._modal(group, main.low, gerund=gerund)
            self._modal_open = True
        elif main.low == "aller" and len(group.verbs) == 1 and infinitive and head.tense in {"pri", "pii"}:
            past = head.tense == "pii"
            words = ["were" if past and head.plural else "was", "going", "to"] if past else ["will"]
            if group.negation:
                words.insert(1, group.negation)
            self._modal_open = True
        elif main.low == "falloir" and infinitive:
            words = verbs.render(group, "be necessary to")
            self._modal_open = True
        else:
            if (
                len(group.verbs) == 1
                and main.low != "être"
                and not to
                and (adverb := clauses.adverb_before(list(self._units), group.end))
            ):
                group.adverbs.append(adverb)
                group.end += 1
            if (
                head.tense == "pri"
                and len(group.verbs) == 1
                and clauses.since_then(list(self._units), group.end)
            ):
                head.tags = tuple("since" if t == "pri" else t for t in head.tags)
            words = verbs.render(group, lemma, gerund=gerund, base_only=False)
            self._modal_open = main.low in {"laisser"}
        subject = self._subject(group.subject) if group.subject else ""
        if to == "to" and words and words[0] == "not":
            words = ["not", "to", *words[1:]]
        elif to:
            words = [to, *words]
        if subject:
            words = self._inverted(group, words, subject, lemma)
        if only:
            words.append("only")
        self._put(blank, *self._with_objects(words, group))
        return group.end

    def _with_objects(self, words: list[str], group: verbs.Group) -> list[str]:
        """Object pronouns after the verb, before the preposition that it ends in: "accuse him of"."""
        main = group.verbs[-1]
        if main.low in {"dire", "déclarer"} and any(
            c.low in {"lui", "leur", "me", "te", "nous", "vous"} for c in group.clitics
        ):
            tell = {"say": "tell", "says": "tells", "said": "told", "saying": "telling"}
            words = [tell.get(w, w) for w in words]
        objects = [o for o in (self._object(c, main) for c in group.clitics) if o]
        if not objects or not words:
            return [*words, *objects]
        verb_words = words[-1].split(" ")
        if len(verb_words) > 1 and verb_words[-1] in function_words()["particles"]:
            return [*words[:-1], " ".join(verb_words[:-1]), *objects, verb_words[-1]]
        return [*words, *objects]

    _modal_open = False

    def _out_modal(self) -> bool:
        opened, self._modal_open = self._modal_open, False
        return opened

    def _restriction(self, at: int) -> bool:
        for index in range(at, min(at + 4, len(self._units))):
            unit = self._units[index]
            if unit.low == "que" and not unit.blank.strip():
                unit.english, unit.fixed, unit.tags = "", True, ("only",)
                return True
            if unit.pos not in {"adv", "pr", "det", "n", "adj"}:
                return False
        return False

    def _modal(self, group: verbs.Group, lemma: str, *, gerund: bool) -> list[str]:
        table = function_words()["modals"]
        tense = group.verbs[0].tense
        key = "pc" if len(group.verbs) > 1 else tense
        word = table.get(f"{lemma} {key}", table[f"{lemma} inf"])
        words = str(word).split()
        if gerund:
            words = ["being", "able", "to"] if lemma == "pouvoir" else ["having", "to"]
        if group.negation:
            if words[0] == "had":
                words = ["did", group.negation, "have", "to"]
            else:
                words = [words[0], group.negation, *words[1:]]
            if words[:2] == ["can", "not"]:
                words = ["cannot"]
        if group.verbs[0].plural and words[0] == "was":
            words[0] = "were"
        middle = [a.english for a in group.adverbs if a.english]
        return [*words, *middle]

    def _inverted(self, group: verbs.Group, words: list[str], subject: str, lemma: str) -> list[str]:
        if not self._question or any(b.strip().startswith(("»", ",")) for b, _ in self._out[-2:]):
            return [subject, *words]
        operators = {"is", "are", "was", "were", "am", "has", "have", "had", "will", "would", "can", "could", "must", "should", "did", "does", "do"}  # fmt: skip
        if (words and words[0] in operators and len(words) > 1) or (
            words and words[0] in {"is", "are", "was", "were"}
        ):
            return [words[0], subject, *words[1:]]
        forms = verb(lemma)
        if words and words[0] == forms.past:
            return ["did", subject, forms.base, *words[1:]]
        does = "does" if words and words[0] == forms.present and forms.present != forms.base else "do"
        return [does, subject, forms.base, *words[1:]]

    def _object(self, clitic: Unit, verb_unit: Unit | None = None) -> str:
        table = function_words()["objects"]
        low = clitic.low
        if low == "le":
            human = verb_unit is not None and verb_unit.low in function_words()["human_objects"]
            if clitic.plural:
                return str(table["le pl"])
            if (human and "nt" not in clitic.tags) or (human and not clitic.feminine):
                return "her" if clitic.feminine else "him"
            return str(table["le nt"])
        return str(table.get(low, ""))

    def _subject(self, unit: Unit | None) -> str:
        if unit is None:
            return ""
        table = function_words()["subjects"]
        low = unit.low
        if low in {"il", "elle"}:
            feminine = unit.feminine or low == "elle"
            if unit.plural:
                return "they"
            return "she" if feminine else "he"
        return str(table.get(low + " pl", table.get(low, unit.english or low)) if unit.plural else table.get(low, unit.english or low))  # fmt: skip

    # -- the rest --------------------------------------------------------------------------------------

    def _other(self, index: int) -> int:
        unit = self._units[index]
        table = function_words()
        if unit.fixed or unit.name:
            word = unit.english
        elif unit.pos == "n":
            word = self._noun(unit)
        elif unit.pos == "adj":
            word = unit.english
        elif unit.pos in {"det", "predet", "detnt"}:
            following = self._at(index + 1)
            word = (
                persons.possessor(self._units, index) if unit.low == "son" else _determined(unit, following)
            )
        elif (verbs.is_subject(unit) and "tn" in unit.tags) or unit.low == "on":
            word = self._subject(unit)
            if word in {"he", "she"} and (
                (word == "he" and self._impersonal(index + 1)) or persons.thing(self._units, index)
            ):
                word = "it"
                unit.extra["thing"] = "1"
            self._subject_at = (index, _SPEAKERS.get(unit.low, unit.tags))
        elif unit.pos == "prn":
            word = self._subject(unit) if "tn" in unit.tags else self._object(unit) or ""
        elif unit.pos == "pr":
            word = self._preposition(index)
        elif unit.pos == "rel":
            word = table["relatives"].get(unit.low, unit.english)
            if unit.low == "qui" and index and self._units[index - 1].pos == "n":
                word = "that"
        else:
            word = unit.english
        self._put(unit.blank, word)
        return index + 1

    def _impersonal(self, at: int) -> bool:
        group = verbs.read(self._units, at)
        if not group:
            return False
        if group.verbs[-1].low in function_words()["impersonal"]:
            return True
        after = self._at(group.end)
        rest = self._units[group.end + 1 : group.end + 3]
        if (
            after is not None
            and after.low in {"de", "que"}
            and group.verbs[0].low == "être"
            and group.verbs[-1].tense == "pp"
        ):
            return True
        return group.verbs[-1].low == "être" and after is not None and after.pos in {"adj", "adv"} and any(u.low in {"de", "que"} for u in rest)  # fmt: skip

    def _preposition(self, index: int) -> str:
        unit, following = self._units[index], self._at(index + 1)
        if following is None:
            return unit.english
        if unit.low == "à":
            return self._to(index, following)
        if unit.low == "de" and following.low == "ici":
            return "from"
        if unit.low in {"en", "dans"} and following.low in {"lundi", "mardi"}:
            return "on"
        return unit.english

    def _to(self, index: int, following: Unit) -> str:
        """ "à Paris" is "in Paris", "aller à Paris" "go to Paris", "à la gare" "at the station"."""
        before = self._at(index - 1)
        moves = before is not None and (before.low in _MOTION or before.low in function_words()["motion"])
        if moves:
            return "to"
        if following.pos == "num":
            return "at"
        if following.has("np", "loc") or following.extra.get("place"):
            return "in"
        noun = next((u for u in self._units[index + 1 : index + 4] if u.pos == "n"), None)
        if noun is not None and noun.low in function_words()["at_nouns"]:
            return "at"
        return self._units[index].english

    def _noun(self, unit: Unit) -> str:
        if unit.fixed or not unit.english:
            return unit.english
        before = self._out[-1][1].lower() if self._out else ""
        many = unit.plural or ("sp" in unit.tags and before in _MANY)
        return plural(unit.english) if many else unit.english


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
