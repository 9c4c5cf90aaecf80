"""Predicates: modals, futures and pasts made with another verb, inverted subjects, object pronouns."""

from __future__ import annotations

from pipelines.translation.gist import denials, government, persons, verbs
from pipelines.translation.gist.inflect import verb
from pipelines.translation.gist.lexicon import function_words
from pipelines.translation.gist.special_verbs import SpecialVerbs, retense
from pipelines.translation.gist.units import Unit

_GERUND_AFTER = frozenset(
    {"sans", "sans pour autant", "après", "avant de", "avant", "au lieu de", "loin de", "plutôt que de"}
)
_TO = frozenset({"de", "à", "pour", "afin de"})
_OPERATORS = frozenset({"is", "are", "was", "were", "am", "has", "have", "had", "will", "would", "can", "could", "must", "should", "did", "does", "do"})  # fmt: skip
_FULL_VERBS = frozenset(
    {"has", "have", "had", "do", "does", "did"}
)  # operators that are verbs of their own too
_IMPERSONAL_OPINION = frozenset({"estimer", "penser", "croire", "savoir", "ignorer", "considérer", "prévoir", "supposer", "affirmer", "rapporter"})  # fmt: skip
_ASKING = frozenset({"why", "when", "how", "where", "what", "who", "how many", "how much"})
_SELVES = {(1, "sg"): "myself", (1, "pl"): "ourselves", (2, "sg"): "yourself", (2, "pl"): "yourselves", (3, "pl"): "themselves"}  # fmt: skip
_OWN = {"myself": "my", "ourselves": "our", "yourself": "your", "yourselves": "your", "themselves": "their", "himself": "his", "herself": "her", "itself": "its"}  # fmt: skip
_TOLD = frozenset({"lui", "leur", "me", "te", "nous", "vous"})
_TELL = {"say": "tell", "says": "tells", "said": "told", "saying": "telling"}


class Predicates(SpecialVerbs):
    """What the pass over a sentence does at its verbs; the rest is in `transfer`."""

    def _put(self, blank: str, *words: str) -> None:
        kept = [w for w in words if w]
        for n, word in enumerate(kept):
            self._out.append((blank if n == 0 else " ", word))
        if not kept and blank.strip():
            self._out.append((blank, ""))

    def _verb(self, index: int) -> int:
        """Put the verb group that begins at a unit, a preposition before an infinitive or gerund included."""
        before = self._units[index]
        to, start = "", index
        if before.pos == "pr" and (group := verbs.read(self._units, index + 1)) and group.verbs[0].tense in {"inf", "ger", "ppres"}:  # fmt: skip
            to = _before_verb(before, infinitive=group.verbs[0].tense == "inf")
            if not to:
                return 0
            start = index + 1
        found = verbs.read(self._units, start)
        if not found:
            return 0
        after_verb = (
            self._verb_at == index and _last_word(self._verb_english) in function_words()["gerund_verbs"]
        )
        if to in {"", "to"} and found.verbs[0].tense == "inf" and after_verb:
            retense(found.verbs[0], "ger")
            to = ""
        elif not to and found.verbs[0].tense == "inf" and index and _gerund_after(self._units[index - 1]):
            retense(found.verbs[0], "ger")
        return self._group(found, start, before.blank, to)

    def _group(self, group: verbs.Group, start: int, blank: str, to: str) -> int:
        head = group.verbs[0]
        self._agree(group, start)
        if group.negation == "no longer" and denials.no_more_than(self._units, group.end):
            group.negation = ""
        denied = denials.denied(self._units, start)
        only = group.ne and not group.negation and not denied and self._restriction(group.end)
        later = denials.once(self._units, group, start)
        opened, self._open = self._open, ""
        if head.tense == "inf" and not to:
            if opened == "done":
                retense(head, "pp")
            elif not opened and not head.extra.get("bare"):
                to = "to"
        words, to = self._worded(group, start, to)
        if to == "to" and words and words[0] == "not":
            words = ["not", "to", *words[1:]]
        elif to:
            words = [to, *words]
        if group.subject:
            words = self._inverted(group, start, words)
        if only and group.verbs[-1].low == "faire" and self._open == "bare":
            words[-1] = words[-1].replace("make", "do") + " nothing but"
        elif only:
            words.append("only")
        if later:
            words.append(later)
        self._put(blank, *self._with_objects(words, group, start))
        government.mark(self._units, group.verbs[-1], group.end)
        self._verb_at, self._verb_english = group.end, group.verbs[-1].english
        self._verb_low = group.verbs[-1].low
        return group.end

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

    # -- subjects after the verb --------------------------------------------------------------------------

    def _inverted(self, group: verbs.Group, start: int, words: list[str]) -> list[str]:
        """A pronoun after the verb: "a-t-il dit" → "he said"; in a question the auxiliary goes before the subject."""
        subject = self._subject(group.subject)
        if subject == "he" and self._impersonal(start):
            subject = "it"
        asked = self._question and not any(b.strip().startswith(("»", ",")) for b, _ in self._out[-2:])
        named = start > 0 and self._noun_ends_at(start)
        if not asked:
            return words if named else [subject, *words]
        operator, rest = _operated(words, group.verbs[-1].english)
        if named:
            self._ask(operator)
            return rest
        return [operator, subject, *rest]

    def _ask(self, operator: str) -> None:
        """Put the auxiliary of a question before its subject, after "why", "when" and the like."""
        at = min(self._clause_at, len(self._out))
        while at < len(self._out) and self._out[at][1].lower() in _ASKING:
            at += 1
        blank = " " if at > self._clause_at else self._out[at][0]
        if at < len(self._out) and at == self._clause_at:
            self._out[at] = (" ", self._out[at][1])
        self._out.insert(at, (blank, operator))

    def _noun_ends_at(self, start: int) -> bool:
        """Whether a noun or name right before the verb is its subject: "Le ministre a-t-il …?"."""
        before = self._units[start - 1]
        first = self._units[start].blank
        return (
            not first.strip()
            and (before.pos in {"n", "adj", "np"} or before.name)
            and self._clause_at < len(self._out)
        )

    def _impersonal(self, at: int) -> bool:
        group = verbs.read(self._units, at)
        if group and group.verbs[-1].low in {"pouvoir", "devoir", "sembler"}:
            group = verbs.read(self._units, group.end) or group  # "il pourrait s'agir de"
        if not group:
            return False
        if group.verbs[-1].low in function_words()["impersonal"]:
            return True
        if group.verbs[-1].low == "être" and self._clock(group.end):
            return True
        after = self._at(group.end)
        if after is None or group.verbs[0].low != "être":
            return False
        if after.low in {"de", "que"} and group.verbs[-1].tense == "pp":
            return True
        rest = self._units[group.end + 1 : group.end + 3]
        kind = after.pos in {"adj", "adv"} or after.low in function_words()["impersonal_nouns"]
        return group.verbs[-1].low == "être" and kind and any(u.low in {"de", "que"} for u in rest)

    def _clock(self, at: int) -> bool:
        """Whether a time of the day follows: "20 h 30", "huit heures"."""
        number, hours = self._at(at), self._at(at + 1)
        if number is None:
            return False
        return number.english.endswith(":00") or (
            number.pos == "num" and hours is not None and hours.low in {"h", "heure"}
        )

    def _subject(self, unit: Unit | None) -> str:
        if unit is None:
            return ""
        table = function_words()["subjects"]
        low = unit.low
        if low in {"il", "elle"}:
            if unit.plural:
                return "they"
            return "she" if unit.feminine or low == "elle" else "he"
        return str(table.get(low + " pl", table.get(low, unit.english or low)) if unit.plural else table.get(low, unit.english or low))  # fmt: skip

    def _one_thinks(self, index: int) -> int:
        """ "on estime que" is "it is estimated that"."""
        unit = self._units[index]
        group = verbs.read(self._units, index + 1) if unit.low == "on" else None
        if not group or group.clitics or group.verbs[-1].low not in _IMPERSONAL_OPINION or not (self._next_is(group.end, "que") or self._next_is(group.end, "si")):  # fmt: skip
            return 0
        self._put(unit.blank, "it", *verbs.passive(group, group.verbs[-1].english))
        return group.end

    # -- object pronouns ----------------------------------------------------------------------------------

    def _with_objects(self, words: list[str], group: verbs.Group, start: int) -> list[str]:
        """Object pronouns after the verb, before the preposition that it ends in: "accuse him of"."""
        main = group.verbs[-1]
        if main.low in {"dire", "déclarer", "indiquer"} and any(c.low in _TOLD for c in group.clitics):
            words = [_TELL.get(w, w) for w in words]
        if words and "oneself" in words[-1]:
            words = [*words[:-1], words[-1].replace("oneself", self._self(group, start))]
        if words and "one's" in words[-1]:
            words = [*words[:-1], words[-1].replace("one's", _OWN[self._self(group, start)])]
        objects = [o for o in (self._object(c, main) for c in group.clitics) if o]
        if not objects or not words:
            return [*words, *objects]
        own = words[-1].split(" ")
        if len(own) > 1 and own[-1] in function_words()["particles"]:
            return [*words[:-1], " ".join(own[:-1]), *objects, own[-1]]
        return [*words, *objects]

    def _self(self, group: verbs.Group, start: int) -> str:
        head = group.verbs[0]
        if head.tense in {"inf", "ger", "ppres", "pp"}:
            told = next((u for u in reversed(self._units[:start]) if u.pos in {"n", "np"} or u.name or (u.pos == "prn" and "tn" in u.tags)), None)  # fmt: skip
            if told is not None and told.plural:
                return "themselves"
        else:
            person, number = verbs.agreement(head)
            if (person, number) in _SELVES:
                return _SELVES[person, number]
        return {"his": "himself", "her": "herself"}.get(persons.possessor(self._units, start), "itself")

    def _object(self, clitic: Unit, verb_unit: Unit | None = None) -> str:
        table = function_words()["objects"]
        low = clitic.low
        if low == "le":
            if clitic.plural:
                return str(table["le pl"])
            human = verb_unit is not None and verb_unit.low in function_words()["human_objects"]
            if human:
                return "her" if clitic.feminine else "him"
            return str(table["le nt"])
        if low in {"lui", "leur"} and verb_unit is not None and not verb_unit.english.endswith(_GIVEN):
            return "to " + str(table[low])
        return str(table.get(low, ""))


_GIVEN = ("give", "tell", "say", "offer", "send", "ask", "allow", "show", "promise", "teach", "grant", "pay", "owe", "answer", "help", "advise", "enable", "lend", "accuse", "succeed", "of", "for", "from", "with", "to", "on", "in")  # fmt: skip


def _before_verb(before: Unit, *, infinitive: bool) -> str:
    """What stands before an infinitive or gerund for a French preposition, "" where it is none of the verb's."""
    last = before.english.rpartition(" ")[2]
    if before.low in _GERUND_AFTER or (before.extra.get("governed") and before.english not in {"to", ""}):
        return before.english
    if infinitive and before.low in _TO and before.english in {"of", "to", "for", "in order to", ""}:
        return "to"
    if infinitive and " " in before.english and last in {"to", *function_words()["particles"]}:
        return before.english
    return "by" if before.low == "en" else ""


def _gerund_after(before: Unit) -> bool:
    """Whether a verb after it is a gerund, as after "accuse of": its English ends in a preposition."""
    last = before.english.rpartition(" ")[2]
    return " " in before.english and last != "to" and last in function_words()["particles"] and (before.verb or before.pos in {"adj", "n", "pr"})  # fmt: skip


def _last_word(english: str) -> str:
    return english.rpartition(" ")[2]


def _operated(words: list[str], lemma: str) -> tuple[str, list[str]]:
    """The auxiliary of a question and the rest: "said" → "did", "say"."""
    words = " ".join(words).split(" ")
    first = words[0] if words else ""
    if first in _OPERATORS and (len(words) > 1 or first not in _FULL_VERBS):
        return first, words[1:]
    forms = verb(lemma.partition(" ")[0])
    for at, word in enumerate(words):
        if word == forms.past:
            return "did", [*words[:at], forms.base, *words[at + 1 :]]
        if word == forms.present and forms.present != forms.base:
            return "does", [*words[:at], forms.base, *words[at + 1 :]]
    return "do", words
