"""Verbs that make tenses and moods of others: "pouvoir", "aller", "venir de", "falloir", "avoir 20 ans"."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.translation.gist import clauses, senses, verbs
from pipelines.translation.gist.inflect import verb
from pipelines.translation.gist.lexicon import Lexicon, function_words
from pipelines.translation.gist.nouns import close
from pipelines.translation.gist.units import Unit


class SpecialVerbs:
    """The words of a verb group, and what the next infinitive has to be."""

    def __init__(self, units: Sequence[Unit], lexicon: Lexicon) -> None:
        self._units = list(units)
        self._lexicon = lexicon
        self._out: list[tuple[str, str]] = []
        self._question = any("?" in u.lemma for u in units[-3:])
        self._subject_at: tuple[int, tuple[str, ...]] = (-1, ())  # where a subject pronoun stood, its tags
        self._verb_at, self._verb_english = -1, ""  # where the last verb group ended, and its English
        self._verb_low = ""
        self._clause_at = 0  # where in the English the clause begins
        self._open = (
            ""  # what the next infinitive is: "bare" after a modal, "done" after "could have", else ""
        )

    def _at(self, index: int) -> Unit | None:
        return self._units[index] if 0 <= index < len(self._units) else None

    def _next_is(self, at: int, word: str) -> bool:
        unit = self._at(at)
        return unit is not None and unit.low == word

    def _worded(self, group: verbs.Group, start: int, to: str) -> tuple[list[str], str]:
        """The group's words, and the word before them."""
        main, head = group.verbs[-1], group.verbs[0]
        if main.low in {"pouvoir", "devoir", "aller"}:
            self._adverbs_inside(group)
        gerund = (to != "" and not to.endswith("to")) or head.tense in {"ger", "ppres"}
        infinitive = self._infinitive_follows(group.end) or (
            group.ne and self._next_is(group.end, "que") and self._infinitive_follows(group.end + 1)
        )
        if main.low in {"pouvoir", "devoir"} and infinitive:
            if gerund and not to:
                self._open = "bare"
                return ["that", "can" if main.low == "pouvoir" else "must"], ""
            return self._modal(group, main.low, gerund=gerund), to
        if main.low == "aller" and len(group.verbs) == 1 and infinitive and head.tense in {"pri", "pii"}:
            self._open = "bare"
            words = ["were" if head.plural else "was", "going", "to"] if head.tense == "pii" else ["will"]
            return ([*words[:1], group.negation, *words[1:]] if group.negation else words), to
        if main.low == "falloir":
            return self._needed(group, infinitive=infinitive), to
        return self._just(group) or self._plain(group, start, to, gerund=gerund, infinitive=infinitive), to

    def _adverbs_inside(self, group: verbs.Group) -> None:
        """Take the adverbs between a modal and its infinitive into the group: "peut également servir"."""
        at = group.end
        while (
            at < len(self._units)
            and self._units[at].pos in {"adv", "preadv", "cnjadv"}
            and close(self._units[at])
        ):
            at += 1
        if at > group.end and self._infinitive_follows(at):
            group.adverbs += self._units[group.end : at]
            group.end = at

    def _infinitive_follows(self, at: int) -> bool:
        while at < len(self._units) and close(self._units[at]) and self._units[at].pos in {"adv", "preadv"}:
            at += 1
        if at >= len(self._units) or self._units[at].blank.strip():
            return False
        following = verbs.read(self._units, at)
        return following is not None and following.verbs[0].tense == "inf"

    def _needed(self, group: verbs.Group, *, infinitive: bool) -> list[str]:
        """ "il faut agir" is "it is necessary to act", "il faut trois jours" "it takes three days"."""
        if infinitive:
            self._open = "bare"
        elif not self._next_is(group.end, "que"):
            return verbs.render(group, "take")
        return verbs.render(group, "be necessary to" if infinitive else "be necessary")

    def _plain(self, group: verbs.Group, start: int, to: str, *, gerund: bool, infinitive: bool) -> list[str]:
        main, head = group.verbs[-1], group.verbs[0]
        if (main.low == "faire" and infinitive) or main.low == "laisser":  # "fait croire que"
            self._open = "bare"
        simple = len(group.verbs) == 1
        if (
            simple
            and main.low != "être"
            and not to
            and (adverb := clauses.adverb_before(self._units, group.end))
        ):
            group.adverbs.append(adverb)
            group.end += 1
        if head.tense == "pri" and clauses.since_then(self._units, group.end):
            group.since = True
            if simple:
                retense(head, "since")
        lemma = senses.of_verb(self._units, group, infinitive=infinitive, spoken=self._spoken(start))
        if main.low == "avoir" and self._years(group):
            lemma = "be"
        if idiom := senses.with_it(group):
            lemma = idiom
        main.english = lemma
        return verbs.render(group, lemma, gerund=gerund)

    def _just(self, group: verbs.Group) -> list[str]:
        """ "vient d'annoncer" is "has just announced"."""
        head, of = group.verbs[0], self._at(group.end)
        if head.low != "venir" or len(group.verbs) > 1 or group.clitics or head.tense not in {"pri", "pii"}:
            return []
        done = verbs.read(self._units, group.end + 1)
        if of is None or of.low != "de" or of.blank.strip() or not done or done.verbs[0].tense != "inf":
            return []
        have = "had" if head.tense == "pii" else "have" if head.plural or "p1" in head.tags else "has"
        passive = len(done.verbs) > 1 and done.verbs[0].low == "être"
        last = done.verbs[-1]
        group.verbs, group.end, group.clitics = [head, last], done.end, done.clitics
        return [have, "just", *(["been"] if passive else []), verb(last.english or last.lemma).participle]

    def _spoken(self, start: int) -> bool:
        """Whether the verb tells who said the quotation before it."""
        marks = self._units[start].blank + (self._units[start - 1].blank if start and self._units[start - 1].pos == "cm" else "")  # fmt: skip
        return "»" in marks or "”" in marks or self._incise(start)

    def _incise(self, start: int) -> bool:
        """Whether a verb after a comma has its subject after it: "Trop tard, estiment les associations."."""
        if not start or self._units[start - 1].pos != "cm":
            return False
        group = verbs.read(self._units, start)
        after = self._at(group.end) if group else None
        finite = group is not None and group.verbs[0].tense not in {"inf", "pp", "ger", "ppres"}
        return (
            finite
            and after is not None
            and close(after)
            and (after.pos in {"det", "np", "n", "num"} or after.name)
        )

    def _years(self, group: verbs.Group) -> bool:
        """ "il a 20 ans", "il n'avait que 20 ans": "he is 20", "he was only 20"; the word for years is taken away."""
        at = group.end
        only = self._at(at)
        if only is not None and (only.low == "que" or only.tags == ("only",)):
            at += 1
        number, years, after = self._at(at), self._at(at + 1), self._at(at + 2)
        if number is None or years is None or number.pos != "num" or years.low != "an":
            return False
        if after is not None and after.low == "de":
            return False
        years.english, years.fixed = "", True
        return True

    def _restriction(self, at: int) -> bool:
        for index in range(at, min(at + 5, len(self._units))):
            unit = self._units[index]
            if unit.low == "que" and not unit.blank.strip():
                unit.english, unit.fixed, unit.tags = "", True, ("only",)
                return True
            if unit.pos not in {"adv", "pr", "det", "n", "adj"} and unit.tense != "pp":
                return False
        return False

    def _modal(self, group: verbs.Group, lemma: str, *, gerund: bool) -> list[str]:
        table = function_words()["modals"]
        tense = group.verbs[0].tense
        done = len(group.verbs) > 1
        self._open = "bare"
        if done and tense == "cni":
            self._open = "done"
        key = f"pc {tense}" if done and tense == "cni" else "pc" if done else tense
        words = str(table.get(f"{lemma} {key}", table[f"{lemma} inf"])).split()
        if gerund:
            words = ["being", "able", "to"] if lemma == "pouvoir" else ["having", "to"]
        if group.negation:
            words = (
                ["did", group.negation, "have", "to"]
                if words[0] == "had"
                else [words[0], group.negation, *words[1:]]
            )
            if words[:2] == ["can", "not"]:
                words = ["cannot", *words[2:]]
        if group.verbs[0].plural and words[0] == "was":
            words[0] = "were"
        middle = [a.english for a in group.adverbs if a.english]
        return [words[0], *middle, *words[1:]] if words[0] != "be" else [*words, *middle]


def retense(head: Unit, tense: str) -> None:
    """Give a verb another tense."""
    head.tags = (head.tags[0], tense, *head.tags[2:])
