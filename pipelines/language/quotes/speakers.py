"""Who a quote is attributed to: the phrase in the text, and the person or institution behind it."""

from __future__ import annotations

from bisect import bisect_left

from pipelines.language.phrases import WHEN, begins_phrase, phrase_end, phrase_start, words
from pipelines.language.quotes.inversion import is_when, subject_after
from pipelines.language.records import Span
from pipelines.language.reference.prominence import UNKNOWN, Speaker
from pipelines.language.reference.referents import Referents
from pipelines.language.reporting import Cue
from pipelines.language.surface import CLITICS, MARKS, SUBJECT_PRONOUNS

_ATTRIBUTING = frozenset({"selon", "après", "pour", "de", "d'", "du", "des", "croire", "aux", "yeux"})

_FARTHEST_SUBJECT = 16  # tokens of an adjunct before a subject

__all__ = ["UNKNOWN", "Speaker", "Speakers"]


class Speakers(Referents):
    """Finds and resolves the speakers of one text."""

    def __reduce__(self) -> tuple[type[None], tuple[()]]:
        """It belongs to one living Doc: a pickled Doc has None in its place, as a saved one (`packing`)."""
        return type(None), ()

    def apposed(self, first: int, stop: int) -> int:
        """The mention of a person in ", X," after the phrase; the subject after "selon le ministre, X a …" is none."""
        number = super().apposed(first, stop)
        surface = self.surface
        if number >= 0 and first and surface.low[first - 1] in _ATTRIBUTING:
            j = self.last_token[number]
            if j < len(surface) and (surface.finite[j] or surface.low[j] in CLITICS):
                return -1
        return number

    def after(self, cue: Cue) -> Speaker | None:
        """The speaker that follows the verb: an inverted pronoun or noun phrase. None when nobody follows."""
        surface = self.surface
        if cue.entry.verb == "apprendre" and (source := self._learned_from(cue)) is not None:
            return source
        if cue.pronoun >= 0:
            return self._pronoun(cue.pronoun, cue)
        found = subject_after(surface, cue.stop)
        return self.of_phrase(*found) if found else None

    def _learned_from(self, cue: Cue) -> Speaker | None:
        """ "A appris l'AFP auprès de la préfecture": who told it."""
        surface, low = self.surface, self.surface.low
        for j in range(cue.stop, min(surface.last[cue.verb], cue.stop + 12) - 2):
            if low[j] == "auprès" and low[j + 1] in ("de", "d'", "du", "des"):
                first = j + 2
                return self.of_phrase(first, phrase_end(surface, first))
            if surface.finite[j] or low[j] in (";", ":"):
                return None
        return None

    def before(self, cue: Cue) -> Speaker | None:  # noqa: PLR0911, PLR0912
        """The speaker that precedes the verb, or that the clause above it gives; None when there is none."""
        surface = self.surface
        if cue.pronoun >= 0:
            return self._pronoun(cue.pronoun, cue)
        following = self.following_subject(cue)
        if following is not None:
            return following
        left = cue.left
        if left > surface.first[left] and surface.low[left - 1] in SUBJECT_PRONOUNS:
            return self._pronoun(left - 1, cue)
        if cue.mood in ("gerund", "infinitive"):
            same = self._spoke_in_sentence(cue)
            if same is not None:
                return same
        if cue.mood == "finite" and surface.low[left - 1] in ("et", "puis", "mais") and self._goes_on(cue):
            return self.said[-1][1]
        if cue.mood == "participle" and surface.low[left - 1] == ",":
            # "il y a jeté treize employés, accusés de former « … »": the accusers are the subject
            accuser = self._first_of_clause(cue)
            if accuser is not None:
                return accuser
        adjacent = self._adjacent(cue)
        if adjacent is not None:
            return adjacent
        subject = self._parsed_subject(cue)
        if cue.mood == "gerund" and surface.dep[cue.verb] != "advcl":
            first = self._first_of_clause(cue)
            if first is not None:
                return first
        if subject < 0 or (cue.mood == "gerund" and ";" in surface.low[subject : cue.left]):
            return self._first_of_clause(cue)
        if surface.low[subject] in ("qui", "lequel", "laquelle"):
            antecedent = subject - 1
            while antecedent > surface.first[subject] and surface.low[antecedent] == ",":
                antecedent -= 1
            bearer = self._before_apposition(antecedent) if antecedent < subject - 1 else None
            return bearer or self.ending_at(antecedent)
        if surface.low[subject] == "-t":  # "a-t-il dit, ajoutant"
            subject += 1
        if (
            surface.low[subject] in SUBJECT_PRONOUNS
            or surface.low[subject].lstrip("-t").lstrip("-") in SUBJECT_PRONOUNS
        ):
            return self._pronoun(subject, cue)
        if (
            self._is_absolute(phrase_start(surface, subject), subject)
            and surface.low[phrase_start(surface, subject) - 1] == ","
        ):
            return self._first_of_clause(cue)
        return self.ending_at(subject)

    def following_subject(self, cue: Cue) -> Speaker | None:
        """ "Saluant « … », X a", "pour avoir dénoncé « … », X a": the subject that an opening gerund or infinitive waits for."""
        surface, low = self.surface, self.surface.low
        first = surface.first[cue.left]
        opens = cue.mood == "gerund" and (cue.left == first or low[first] in ("en", "tout"))
        if not (opens or low[first] in ("pour", "après", "avant", "afin", "sans")) or any(
            surface.finite[first : cue.verb]
        ):
            return None
        for j in range(cue.stop, surface.last[first] - 1):
            if low[j] == "," and not self.in_quotation(surface.start[j]):
                if low[j + 1] in SUBJECT_PRONOUNS and surface.pos[j + 1] == "PRON":
                    return self._pronoun(j + 1, None)
                if begins_phrase(surface, j + 1):
                    end = phrase_end(surface, j + 1)
                    if self.verb_follows(self.past_apposition(end)):
                        return self.of_phrase(j + 1, end)
        return None

    def _described(self, first: int, stop: int, span: Span) -> Speaker:
        """Also "X, dont l'avocat": what someone is to the one before the relative."""
        surface, low = self.surface, self.surface.low
        before = first - 2 - (low[first - 2] == ",") if first > 2 and low[first - 1] == "dont" else -1
        if before >= surface.first[first]:
            owner = self.ending_at(before)
            if owner.name:
                text = surface.text[span[0] : span[1]]
                return Speaker(span, f"{text} {self._of_speaker(owner)}", "", *self._agreement(first, stop))
        return super()._described(first, stop, span)

    def _adjacent(self, cue: Cue) -> Speaker | None:  # noqa: PLR0911
        """The noun phrase that ends right before the verb, if it hangs on nothing."""
        surface, low = self.surface, self.surface.low
        head = cue.left - 1
        if cue.mood != "finite" or head < surface.first[cue.left]:
            return None
        last_named = low[head] in ("dernier", "dernière") and low[head - 1] in ("ce", "cette")
        if not last_named and (
            not (surface.is_mention(head) or surface.pos[head] in ("NOUN", "PROPN")) or low[head] in WHEN
        ):
            return None
        start = phrase_start(surface, head)
        if start > surface.first[head] and low[start - 1] not in (
            "que", "qu'", "dont", "où", ",", "et", "mais", ":", ";", ")", "car", "or", "si", "quand", "lorsque",
        ):  # fmt: skip
            return None
        if is_when(surface, start, head + 1):
            return None
        if (
            start > 1
            and low[start - 1] in (",", "et")
            and surface.pos[start] not in ("DET", "PROPN")
            and not surface.is_mention(start)
        ):
            return None
        if start > 1 and low[start - 1] == "," and self._is_absolute(start, head):
            return None
        return self.of_phrase(start, cue.left)

    def _goes_on(self, cue: Cue) -> bool:
        """Whether the verb is coordinated with the last reporting verb, over its clause: "a assuré que … et s'en est pris à"."""
        surface = self.surface
        if not self.said or not self.said[-1][1].name or cue.left < 2:
            return False
        there = min(surface.token_at(self.said[-1][0]), len(surface) - 1)
        return (
            surface.first[there] == surface.first[cue.left]
            and there < cue.left
            and any(word in ("que", "qu'") for word in surface.low[there : cue.left])
            and self._tense_from(there) == self._tense_from(cue.first)
        )

    def _tense_from(self, i: int) -> str:
        """The tense of the verb group that begins at i, its clitics skipped."""
        last = self.surface.last[i]
        return next((self.surface.tense(j) for j in range(i, min(i + 4, last)) if self.surface.finite[j]), "")

    def _is_absolute(self, start: int, head: int) -> bool:
        """Whether ", la main bandée," rather than an apposition ends before the verb: it names nobody."""
        surface, low = self.surface, self.surface.low
        return low[start] in ("le", "la", "l'", "les") and not any(
            surface.is_mention(j) or low[j] in words().sources or words().is_person(low[j])
            for j in range(start, head + 1)
        )

    def _spoke_in_sentence(self, cue: Cue) -> Speaker | None:
        """Who spoke earlier in this sentence: "a déclaré X, ajoutant que", "a dit X, avant d'ajouter"."""
        surface = self.surface
        if not self.said or (cue.mood == "infinitive" and surface.low[surface.first[cue.left]] == "et"):
            return None
        place, speaker = self.said[-1]
        if ";" in surface.low[surface.token_at(place) : cue.left]:
            return None
        token = min(surface.token_at(place), len(surface) - 1)
        before_sentence = surface.first[cue.left]
        while (
            before_sentence > 0
            and surface.start[before_sentence] > place
            and surface.first[token] < before_sentence
        ):
            return None
        return speaker if speaker.name or speaker.span else None

    def presented_before(self, i: int, said: int) -> Speaker | None:
        """The person that the sentence right before token i is about: "Gayané n'a plus de vitres. « … »".

        Args:
            i: first token of a quote without a speaker of its own.
            said: offset of the last words with a speaker; a sentence that holds them presents nobody new.
        """
        surface, low = self.surface, self.surface.low
        stop = surface.first[i]
        if (
            i - stop > 1
            or not stop
            or surface.paragraph[stop - 1] != surface.paragraph[i]
            or "\n\n" in low[stop - 1]
        ):
            return None
        first = surface.first[stop - 1]
        if said >= surface.start[first] or any(low[j] in MARKS for j in range(first, stop)):
            return None
        j = first
        if low[j] in SUBJECT_PRONOUNS:
            return self._pronoun(j, None) if low[j] in ("il", "elle", "ils", "elles") else None
        if not (surface.is_mention(j) or surface.pos[j] in ("DET", "PROPN", "NOUN", "NUM")):
            j = self._subject_within(first, stop)
            if j < 0:
                return None
        end = min(phrase_end(surface, j), stop)
        if not (
            self._is_aged(j)
            or surface.is_mention(j, "PER")
            or any(words().is_person(low[k]) for k in range(j, end))
        ):
            return None
        found = self.of_phrase(j, end)
        return found if found.name else None

    def _subject_within(self, first: int, stop: int) -> int:
        """Where the subject of a sentence that opens with an adjunct begins; -1 if none is sure."""
        surface = self.surface
        for k in range(first, stop):
            if self._is_aged(k):
                return k
            if surface.dep[k].startswith("nsubj"):
                return -1 if surface.low[k] in SUBJECT_PRONOUNS else phrase_start(surface, k)
        return -1

    def _is_aged(self, j: int) -> bool:
        """A name that an age follows: "Gayané, 71 ans,"."""
        low = self.surface.low
        return (
            self.surface.pos[j] == "PROPN" and low[j + 1 : j + 2] == [","] and low[j + 3 : j + 4] == ["ans"]
        )

    def opening_after(self, offset: int) -> Speaker | None:
        """The person whose name opens the sentence after a quote: "« … » Pierre Durand ne décolère pas."."""
        surface = self.surface
        i = surface.token_at(offset)
        limit = min(i + 4, len(surface))
        while i < limit and (surface.low[i] in MARKS or surface.low[i] in (".", ",")):
            i += 1
        if i >= limit or "\n\n" in surface.low[i]:
            return None
        number = self._subject_named(i)
        if number < 0:
            return None
        return self._named(number, surface.span(self.first_token[number], self.last_token[number]))

    def _subject_named(self, i: int) -> int:
        """The person who is the subject of the sentence at token i, an adjunct before aside; -1 if none."""
        surface = self.surface
        if surface.is_mention(i, "PER"):
            return surface.mention[i]
        if surface.low[i] in SUBJECT_PRONOUNS:
            return -1
        for j in range(i, min(surface.last[i], i + _FARTHEST_SUBJECT)):
            if surface.finite[j] or surface.low[j] in (":", ";") or surface.low[j] in MARKS:
                return -1
            if surface.is_mention(j, "PER"):
                number = surface.mention[j]
                return number if self.mention_roles[number] == "subject" else -1
        return -1

    def told_of_before(self, i: int) -> Speaker | None:
        """The person whom the paragraph up to token i is about: the last who was a subject in it."""
        surface = self.surface
        floor = i
        while floor > 0 and surface.paragraph[floor - 1] == surface.paragraph[i]:
            floor = surface.first[floor - 1] if surface.first[floor - 1] < floor else floor - 1
        place = bisect_left(self.first_token, i)
        for number in range(place - 1, -1, -1):
            mention = surface.mentions[number]
            if self.first_token[number] < floor:
                return None
            if (
                mention.type == "PER"
                and self.mention_roles[number] == "subject"
                and not self.in_quotation(mention.start)
            ):
                return self._named(number, (mention.start, mention.end))
        return None

    def of_phrase(self, first: int, stop: int) -> Speaker:
        """Also a person without a name whom the next sentence names: "répète la vieille dame. Halima Osman, 78 ans, dort"."""
        found = super().of_phrase(first, stop)
        surface = self.surface
        if found.actor_id or stop - first > 3 or surface.low[first] not in ("le", "la", "l'"):
            return found
        if not words().is_person(surface.low[stop - 1]):
            return found
        following = surface.last[first]
        while (
            following < len(surface)
            and surface.low[following].isspace()
            and "\n\n" not in surface.low[following]
        ):
            following += 1
        if following >= len(surface) or "\n\n" in surface.low[following]:
            return found
        number = self._subject_named(following)
        if number < 0 or any(
            mention.actor_id == surface.mentions[number].actor_id for mention in surface.mentions[:number]
        ):
            return found
        person = self._named(number, (0, 1))
        if person.gender and found.gender and person.gender != found.gender:
            return found
        return self._at(found.span, person) if found.span else found

    def ending_at(self, head: int) -> Speaker:
        """The noun phrase whose last noun is at `head`, such as the antecedent of a relative."""
        surface = self.surface
        start = phrase_start(surface, head)
        if (
            start > surface.first[head] + 1
            and surface.low[start - 1] == ","
            and surface.pos[start] == "NOUN"
            and not surface.is_mention(start)
            and surface.is_mention(start - 2)
        ):
            # "le général X, chef de l'armée, qui parle": the name before its bare apposition
            return self.ending_at(start - 2)
        return self.of_phrase(start, max(phrase_end(self.surface, start), head + 1))

    def _before_apposition(self, antecedent: int) -> Speaker | None:
        """ "X, cheffe de file du Front, qui accuse": the person whose function, between commas, ends at the antecedent."""
        surface, low = self.surface, self.surface.low
        floor = surface.first[antecedent]
        comma = next((j for j in range(antecedent, floor, -1) if low[j] == "," or surface.finite[j]), -1)
        if comma <= floor or low[comma] != "," or not surface.is_mention(comma - 1, "PER"):
            return None
        head = comma + 1 + (low[comma + 1] in ("ancien", "ancienne", "nouveau", "nouvelle", "le", "la", "l'"))
        if head > antecedent or not words().is_person(low[head]) or surface.is_mention(head):
            return None
        number = surface.mention[comma - 1]
        return self._named(number, surface.span(self.first_token[number], self.last_token[number]))

    def _parsed_subject(self, cue: Cue) -> int:
        surface = self.surface
        verb = cue.verb
        for _ in range(5):
            subjects = [s for s in surface.subjects.get(verb, ()) if s < cue.left]
            if subjects:
                return subjects[0]
            above = surface.head[verb]
            if above == verb or surface.dep[verb] not in (
                "conj",
                "xcomp",
                "advcl",
                "acl",
                "ccomp",
                "aux:tense",
                "cop",
                "fixed",
                "obl:arg",
                "parataxis",
            ):
                return -1
            if surface.dep[verb] == "acl" and surface.pos[above] in ("NOUN", "PROPN"):
                return above if above < cue.left else -1
            verb = above
        return -1

    def _first_of_clause(self, cue: Cue) -> Speaker | None:
        """The first noun phrase of the clause that hangs on no preposition."""
        surface, low = self.surface, self.surface.low
        floor = surface.first[cue.left]
        j = cue.left - 1
        while j >= floor and low[j] not in (";", ":") and not (low[j] in ("»", "”") and j < cue.left - 1):
            j -= 1
        j += 1
        while j < cue.left:
            if surface.pos[j] == "ADP":
                j += 1
                while j < cue.left and low[j] != "," and not surface.finite[j]:
                    j = max(phrase_end(surface, j, adjunct=True), j + 1)
                    if j < cue.left and surface.pos[j] != "ADP":
                        break
            elif low[j] in SUBJECT_PRONOUNS:
                return self._pronoun(j, cue)
            elif low[j] == "le" and low[j + 1][:1].isdigit() and low[min(j + 2, cue.left)] in WHEN:
                j += 3
            elif low[j] in WHEN or (low[j] in ("le", "ce", "la") and low[j + 1] in WHEN):
                j += 1
            elif (
                surface.is_mention(j)
                or surface.pos[j] in ("DET", "NOUN", "PROPN", "NUM")
                or low[j] == "quelque"
            ):
                return self.of_phrase(j, min(phrase_end(surface, j), cue.left))
            else:
                j += 1
        return None
