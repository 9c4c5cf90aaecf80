"""Who a quote is attributed to: the phrase in the text, and the person or institution behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.language.phrases import WHEN, phrase_end, phrase_start, subject_after, words
from pipelines.language.records import Actor, Span
from pipelines.language.reporting import Cue
from pipelines.language.surface import MARKS, SUBJECT_PRONOUNS, Surface

_FEMININE = frozenset({"la", "une", "cette", "sa", "ma", "cette", "mme", "mlle", "madame"})
_MASCULINE = frozenset({"le", "un", "ce", "cet", "du", "au", "son", "mon", "m.", "monsieur", "mgr"})
_THIRD_PERSONS = {
    "il": ("m", "s"), "elle": ("f", "s"), "ils": ("m", "p"), "elles": ("f", "p"), "lui": ("", "s"), "eux": ("m", "p"),
    "celui-ci": ("m", "s"), "celle-ci": ("f", "s"), "ceux-ci": ("m", "p"), "celles-ci": ("f", "p"),
}  # fmt: skip
_POSSESSIVES = frozenset({"son", "sa", "ses", "leur", "leurs"})
_DEFINITE = frozenset({"le", "la", "l'", "les", "ce", "cet", "cette", "ces", "du", "au", "aux", "des"})
_KIN = frozenset({
    "mère", "père", "frère", "sœur", "soeur", "fils", "fille", "épouse", "époux", "mari", "femme", "compagne", "compagnon",
    "avocat", "avocate", "avocats", "famille", "proches", "voisin", "voisine", "oncle", "tante", "veuve", "cousin",
})  # fmt: skip
_CIRCLES = frozenset({"entourage", "cabinet", "bureau", "proches", "famille", "camp", "équipe", "services"})
_CLAUSE_EDGES = frozenset({".", ";", ":", "!", "?", "…"})
_WINDOW = 60  # mentions looked back over for a pronoun: more would cost time and find nobody


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as found and as understood.

    Attributes:
        span: the phrase in the text, None when nobody is named.
        name: the referent's fullest name, the noun phrase where unnamed, "" when unknown.
        actor_id: "" when unnamed or unknown.
        gender, number: of the phrase, for the pronouns after it.
    """

    span: Span | None
    name: str
    actor_id: str = ""
    gender: str = ""
    number: str = "s"


UNKNOWN = Speaker(None, "")


class Speakers:
    """Finds and resolves the speakers of one text."""

    def __init__(self, surface: Surface, actors: Sequence[Actor]) -> None:
        self.surface = surface
        self.actors = {actor.actor_id: actor for actor in actors}
        self.quoted: list[Span] = []  # outermost words between marks: who is named there is not in the story
        self.said: list[tuple[int, Speaker]] = []  # where and by whom, as decided so far
        mentions = surface.mentions
        self.first_token = [surface.tokens_of(m.start, m.end)[0] for m in mentions]
        self.last_token = [surface.tokens_of(m.start, m.end)[1] for m in mentions]
        self.gender: dict[str, str] = {}
        self.described: set[str] = set()  # people whose function the text tells
        self.issuers: dict[str, Speaker] = {}  # document → who issued it, as told so far
        self.roles: dict[str, list[tuple[int, int]]] = {}  # word of function → (token, mention) by text order
        for number in range(len(mentions)):
            self._read_roles(number)

    def note(self, place: int, cue: Span | None, speaker: Speaker) -> None:
        """Remember who spoke at `place`, and in which document ("a déclaré X dans un communiqué")."""
        if not speaker.name:
            return
        self.said.append((place, speaker))
        surface = self.surface
        spans = [span for span in (cue, speaker.span) if span]
        for start, end in spans:
            first = surface.token_at(start)
            stop = min(surface.last[min(first, len(surface) - 1)], surface.token_at(end) + 14)
            for j in range(first, stop):
                if surface.low[j] in words().documents and (
                    j == 0 or surface.low[j - 1] not in _DEFINITE or start != (cue or (0, 0))[0]
                ):
                    self.issuers[surface.low[j]] = speaker

    # ---- who the words around a name say it is

    def _read_roles(self, number: int) -> None:
        surface, low = self.surface, self.surface.low
        mention = surface.mentions[number]
        first, stop = self.first_token[number], self.last_token[number]
        actor = self.actors.get(mention.actor_id)
        if actor and actor.gender:
            self.gender[mention.actor_id] = actor.gender
        before = first - 1
        if before >= 0 and low[before] == "," and mention.type == "PER" and before > surface.first[first]:
            before -= 1  # "le maire de Plouzané, Yannick Le Goaziou"
        bare = before
        while bare >= 0 and low[bare] in ("le", "la", "l'", "les", "m.", "mme"):
            bare -= 1
        hangs = bare >= 0 and before == first - 1 and surface.pos[bare] == "ADP"  # "la mère de Karim"
        if before >= surface.first[first] and not hangs:
            self._note_roles(number, self._title_start(before), first)
        elif hangs:
            self._note_roles(number, bare + 1, first)
        if mention.type == "PER" and stop + 1 < len(low) and low[stop] == ",":
            # "Corinne Aebischer, cheffe des sanctions"
            end = min(phrase_end(surface, stop + 1), stop + 8)
            if low[stop + 1] in words().people or low[min(stop + 2, len(low) - 1)] in words().people:
                self._note_roles(number, stop + 1, end)
        if mention.type != "PER":
            head = low[first]
            if head in words().institutions:
                self.roles.setdefault(head, []).append((first, number))

    def _title_start(self, i: int) -> int:
        """Where the phrase that ends at token i begins, with the complements of its noun."""
        surface = self.surface
        j, floor = i, max(surface.first[i], i - 14)
        while (
            j > floor
            and surface.low[j - 1] not in _CLAUSE_EDGES
            and surface.low[j - 1] != ","
            and not surface.finite[j - 1]
        ):
            if surface.pos[j - 1] == "ADP" and surface.low[j - 1] not in (
                "de",
                "d'",
                "du",
                "des",
                "à",
                "aux",
                "au",
                "en",
            ):
                break
            j -= 1
        return j

    def _note_roles(self, number: int, first: int, stop: int) -> None:
        surface, low = self.surface, self.surface.low
        mention = surface.mentions[number]
        people = words().people
        for j in range(first, stop):
            if low[j] in ("m.", "mme", "mlle"):
                self._note_gender(mention.actor_id, "m" if low[j] == "m." else "f")
            if surface.mention[j] >= 0 or low[j] not in people:
                continue
            if mention.type == "PER":
                self.roles.setdefault(low[j], []).append((j, number))
                self.described.add(mention.actor_id)
                determiner = low[j - 1] if j else ""
                if determiner in _FEMININE or low[j].endswith(
                    ("ère", "trice", "euse", "ente", "ée", "cheffe")
                ):
                    self._note_gender(mention.actor_id, "f")
                elif determiner in ("le", "un", "ce", "du", "au"):
                    self._note_gender(mention.actor_id, "m")
        if mention.type != "PER" and stop > first:
            determiner = low[stop - 1]
            if determiner in ("la", "une", "le", "un"):
                self._note_gender(mention.actor_id, "f" if determiner in ("la", "une") else "m")

    def _note_gender(self, actor_id: str, gender: str) -> None:
        self.gender.setdefault(actor_id, gender)

    # ---- the phrase

    def after(self, cue: Cue) -> Speaker | None:
        """The speaker that follows the verb: an inverted pronoun or noun phrase. None when nobody follows."""
        surface = self.surface
        if cue.pronoun >= 0:
            return self._pronoun(cue.pronoun, cue)
        found = subject_after(surface, cue.stop)
        return self.of_phrase(*found) if found else None

    def before(self, cue: Cue) -> Speaker | None:
        """The speaker that precedes the verb, or that the clause above it gives; None when there is none."""
        surface = self.surface
        if cue.pronoun >= 0:
            return self._pronoun(cue.pronoun, cue)
        left = cue.left
        if left > surface.first[left] and surface.low[left - 1] in SUBJECT_PRONOUNS:
            return self._pronoun(left - 1, cue)
        if cue.mood in ("gerund", "infinitive"):
            same = self._spoke_in_sentence(cue)
            if same is not None:
                return same
        adjacent = self._adjacent(cue)
        if adjacent is not None:
            return adjacent
        subject = self._parsed_subject(cue)
        if cue.mood == "gerund" and surface.dep[cue.verb] != "advcl":
            first = self._first_of_clause(cue)
            if first is not None:
                return first
        if subject < 0:
            return self._first_of_clause(cue)
        if surface.low[subject] in ("qui", "lequel", "laquelle"):
            antecedent = subject - 1
            while antecedent > surface.first[subject] and surface.low[antecedent] == ",":
                antecedent -= 1
            return self._ending_at(antecedent)
        if (
            surface.low[subject] in SUBJECT_PRONOUNS
            or surface.low[subject].lstrip("-t").lstrip("-") in SUBJECT_PRONOUNS
        ):
            return self._pronoun(subject, cue)
        return self._ending_at(subject)

    def _adjacent(self, cue: Cue) -> Speaker | None:
        """The noun phrase that ends right before the verb, if it hangs on nothing."""
        surface, low = self.surface, self.surface.low
        head = cue.left - 1
        if cue.mood != "finite" or head < surface.first[cue.left]:
            return None
        if not (surface.is_mention(head) or surface.pos[head] in ("NOUN", "PROPN")) or low[head] in WHEN:
            return None
        start = phrase_start(surface, head)
        if start > surface.first[head] and low[start - 1] not in (
            "que", "qu'", "dont", "où", ",", "et", "mais", ":", ";", ")", "car", "or", "si", "quand", "lorsque",
        ):  # fmt: skip
            return None
        if low[start] in ("le", "la", "l'", "les") and start + 1 <= head and low[start + 1] in WHEN:
            return None
        if (
            start > 1
            and low[start - 1] in (",", "et")
            and surface.pos[start] not in ("DET", "PROPN")
            and not surface.is_mention(start)
        ):
            return None
        return self.of_phrase(start, cue.left)

    def _spoke_in_sentence(self, cue: Cue) -> Speaker | None:
        """Who spoke earlier in this sentence: "a déclaré X, ajoutant que", "a dit X, avant d'ajouter"."""
        surface = self.surface
        if not self.said or (cue.mood == "infinitive" and surface.low[surface.first[cue.left]] == "et"):
            return None
        place, speaker = self.said[-1]
        token = min(surface.token_at(place), len(surface) - 1)
        before_sentence = surface.first[cue.left]
        while (
            before_sentence > 0
            and surface.start[before_sentence] > place
            and surface.first[token] < before_sentence
        ):
            return None
        return speaker if speaker.name else None

    def opening_after(self, offset: int) -> Speaker | None:
        """The person whose name opens the sentence after a quote: "« … » Pierre Durand ne décolère pas."."""
        surface = self.surface
        i = surface.token_at(offset)
        limit = min(i + 4, len(surface))
        while i < limit and (surface.low[i] in MARKS or surface.low[i] in (".", ",")):
            i += 1
        if i >= limit or "\n\n" in surface.low[i] or not surface.is_mention(i, "PER"):
            return None
        return self._named(surface.mention[i], surface.span(i, surface.mention_end(i)))

    def _ending_at(self, head: int) -> Speaker:
        start = phrase_start(self.surface, head)
        return self.of_phrase(start, max(phrase_end(self.surface, start), head + 1))

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
            elif low[j] in WHEN or (low[j] in ("le", "ce", "la") and low[j + 1] in WHEN):
                j += 1
            elif surface.is_mention(j) or surface.pos[j] in ("DET", "NOUN", "PROPN", "NUM"):
                return self.of_phrase(j, min(phrase_end(surface, j), cue.left))
            else:
                j += 1
        return None

    # ---- the referent

    def of_phrase(self, first: int, stop: int) -> Speaker:
        """The speaker that the phrase in tokens first … stop - 1 names; an apposition set off by commas wins."""
        surface, low = self.surface, self.surface.low
        if low[first] in _THIRD_PERSONS or low[first] == "on":
            return self._pronoun(first, None)
        apposed = self.apposed(first, stop)
        if apposed >= 0:
            around = self._around(first, stop, apposed)
            if around is not None:
                return around
            return self._named(apposed, surface.span(self.first_token[apposed], self.last_token[apposed]))
        span = surface.span(first, stop)
        if (
            low[first] in ("un", "une", "le", "la", "l'")
            and first > surface.first[first] + 1
            and low[first - 1] == ","
        ):
            explained = surface.mention[first - 2]  # "Kim Sung-ho, un porte-parole de l'armée,"
            if (
                explained >= 0
                and surface.mentions[explained].type == "PER"
                and stop < len(low)
                and low[stop] in (",", "a", "(")
                and (not any(surface.is_mention(j, "PER") for j in range(first, stop)))
            ):
                return self._named(
                    explained, surface.span(self.first_token[explained], self.last_token[explained])
                )
        number = self._head_mention(first, stop)
        if number >= 0 and not self._is_common(number):
            return self._named(number, span)
        return self._described(first, stop, span)

    def _is_common(self, number: int) -> bool:
        """ "ONG" read as a name is still a common noun."""
        mention = self.surface.mentions[number]
        return self.surface.text[mention.start : mention.end].lower() in words().general_institutions

    def _around(self, first: int, stop: int, person: int) -> Speaker | None:
        """ "L'entourage de la ministre, X": those around a person, not the person."""
        surface, low = self.surface, self.surface.low
        head = next((j for j in range(first, stop) if surface.pos[j] == "NOUN"), -1)
        if (
            head < 0
            or low[head] not in _CIRCLES
            or head + 1 >= stop
            or low[head + 1] not in ("de", "d'", "du", "des")
        ):
            return None
        name = self._named(person, (0, 1)).name
        link = "d'" if name[:1].lower() in "aeéèêiouyâîô" else "de "
        start = surface.start[first]
        return Speaker(surface.span(first, stop), f"{surface.text[start : surface.end[head]]} {link}{name}")

    def apposed(self, first: int, stop: int) -> int:
        """The mention of a person in ", X," right after the phrase; -1 if none."""
        surface, low = self.surface, self.surface.low
        if any(
            surface.is_mention(j, "PER") for j in range(first, stop) if low[j - 1] not in ("de", "d'", "du")
        ):
            return -1
        j = stop
        if j < len(low) and low[j] == "(":
            while j < len(low) and low[j] != ")" and j < stop + 8:
                j += 1
            j += 1
        if j + 1 >= len(low) or low[j] != ",":
            return -1
        j += 1
        limit = min(surface.last[first], j + 8)
        while (
            j < limit
            and not surface.is_mention(j, "PER")
            and (
                surface.pos[j] in ("DET", "ADJ", "NOUN")
                or low[j] in ("m.", "mme", "me", "dr", "pr", "mgr", "le", "la", "l'", "général")
            )
        ):
            j += 1
        return surface.mention[j] if j < limit and surface.is_mention(j, "PER") else -1

    def _head_mention(self, first: int, stop: int) -> int:
        """The mention that is the head of the phrase, or stands in apposition to it; -1 if none."""
        surface, low = self.surface, self.surface.low
        best = -1
        j = first
        while j < stop:
            number = surface.mention[j]
            if number < 0:
                j += 1
                continue
            linked = j > first and self._is_complement(first, j)
            if not linked:
                if surface.mentions[number].type == "PER":
                    return number
                best = number if best < 0 else best
            elif best < 0 and self._issuer(first, j):
                best = number
            j = surface.mention_end(j)
        return best

    def _is_complement(self, first: int, j: int) -> bool:
        """Whether the mention at j hangs on a preposition of the phrase."""
        low = self.surface.low
        k = j - 1
        while k > first and low[k] in ("l'", "la", "le", "les"):
            k -= 1
        return low[k] in ("de", "d'", "du", "des", "à", "au", "aux", "en", "pour", "sur", "et")

    def _issuer(self, first: int, j: int) -> bool:
        """Whether the mention at j issued the document that the phrase names."""
        low = self.surface.low
        documents = words().documents
        return any(low[k] in documents for k in range(first, j))

    def _named(self, number: int, span: Span) -> Speaker:
        mention = self.surface.mentions[number]
        actor = self.actors.get(mention.actor_id)
        name = actor.name if actor else self.surface.text[mention.start : mention.end]
        plural = actor.number if actor else "s"
        return Speaker(span, name, mention.actor_id, self.gender.get(mention.actor_id, ""), plural)

    def _described(self, first: int, stop: int, span: Span) -> Speaker:
        """A phrase without a name of its own: a function already named, a possessive, or nobody in particular."""
        surface, low = self.surface, self.surface.low
        gender, plural = self._agreement(first, stop)
        head = next(
            (j for j in range(first, stop) if surface.pos[j] == "NOUN" or low[j] in words().sources), first
        )
        text = surface.text[span[0] : span[1]]
        if (
            low[first] == "ce"
            and low[head] in ("dernier", "derniers")
            or low[first : first + 2] in (["cette", "dernière"], ["ces", "derniers"])
        ):
            return self._at(span, self._recent(first, gender, plural))
        if stop - first == 2 and low[head] in (
            "premier",
            "première",
            "second",
            "seconde",
            "dernier",
            "dernière",
        ):
            return self._at(span, self._of_two(first, low[head]))
        if low[first : first + 2] == ["ce", "dernier"]:
            return self._at(span, self._last_named(first, gender))
        if low[head] in ("intéressé", "intéressée"):
            return self._at(span, self._recent(first, gender, "s"))
        if "même" in low[first:stop] or "mêmes" in low[first:stop]:
            earlier = self._same_words(low[head], first)
            if earlier is not None:
                return self._at(span, earlier)
        definite = low[first] in _DEFINITE or (first > 0 and low[first - 1] in ("du", "au", "des", "aux"))
        if definite:
            known = self._by_function(low[head], first)
            if known >= 0:
                return self._named(known, span)
            varied = self._varied(low[head], first, gender) if plural == "s" else None
            if varied is not None:
                return self._at(span, varied)
            if low[head] in words().general and stop - first == 2 and plural == "s":
                recent = self._recent(first, gender, "s", people=True, paragraphs=1)
                if recent.name:
                    return self._at(span, recent)
            if low[head] in words().documents:
                return (
                    self._at(span, self._issuer_before(first))
                    if self._issuer_before(first).name
                    else Speaker(span, text, "", gender, plural)
                )
            if low[head] in words().general_institutions and (
                stop - first <= 3 and not any(low[j] in ("de", "d'", "du", "des") for j in range(first, stop))
            ):
                return (
                    self._at(span, self._institution(first, gender))
                    if self._institution(first, gender).name
                    else Speaker(span, text, "", gender, plural)
                )
        first_name = self._first_name(stop)
        if first_name is not None:
            return first_name
        if low[first] in _POSSESSIVES and low[head] in words().relations:
            return self._possessed(first, stop, span, gender, plural)
        return Speaker(span, _lower_first(text), "", gender, plural)

    def _varied(self, noun: str, before: int, gender: str) -> Speaker | None:
        """The person just quoted in this paragraph, when a function of no other person takes up the thread."""
        surface = self.surface
        if not words().is_person(noun):
            return None
        speaker = self._recent(before, gender, "s", people=True, paragraphs=0)
        if not speaker.actor_id or not self._is_here(speaker, before):
            return None
        if speaker.actor_id in self.described or (gender and speaker.gender and gender != speaker.gender):
            return None
        return speaker

    def _is_here(self, speaker: Speaker, before: int) -> bool:
        """Whether the person is named or quoted in the paragraph of token `before`, outside its sentence."""
        surface = self.surface
        if speaker.span is None:
            return False
        token = min(surface.token_at(speaker.span[0]), len(surface) - 1)
        same = surface.paragraph[token] == surface.paragraph[before]
        return same and (surface.first[token] != surface.first[before] or token < before - 1)

    def _first_name(self, j: int) -> Speaker | None:
        """A name in ", Nadia," that no layer knows, right after the phrase."""
        surface = self.surface
        if j + 2 >= len(surface) or surface.low[j] != "," or surface.low[j + 2] not in (",", "(", "."):
            return None
        if surface.pos[j + 1] != "PROPN" or not surface.text[surface.start[j + 1]].isupper():
            return None
        span = surface.span(j + 1, j + 2)
        return Speaker(span, surface.text[span[0] : span[1]])

    def _last_named(self, before: int, gender: str) -> Speaker:
        """The person named last, else the institution or country named last."""
        surface = self.surface
        place = bisect_left(self.first_token, before)
        numbers = range(place - 1, max(place - 1 - _WINDOW, -1), -1)
        fitting = [
            number
            for number in numbers
            if surface.paragraph[before] - surface.paragraph[self.first_token[number]] <= 1
            and self.gender.get(surface.mentions[number].actor_id, gender) in (gender, "")
        ]
        people = [number for number in fitting if surface.mentions[number].type == "PER"]
        chosen = next(iter(people or fitting), -1)
        if chosen < 0:
            return UNKNOWN
        return self._named(chosen, (surface.mentions[chosen].start, surface.mentions[chosen].end))

    def _of_two(self, before: int, word: str) -> Speaker:
        """ "Le premier", "la seconde": one of the last two people named, in the order they came."""
        surface = self.surface
        place = bisect_left(self.first_token, before)
        pair: list[int] = []
        for number in range(place - 1, max(place - 1 - _WINDOW, -1), -1):
            mention = surface.mentions[number]
            known = [surface.mentions[other].actor_id for other in pair]
            if mention.type == "PER" and mention.actor_id not in known:
                pair.append(number)
            if len(pair) == 2:
                break
        if not pair:
            return UNKNOWN
        chosen = pair[-1] if word.startswith("premi") else pair[0]
        return self._named(chosen, (surface.mentions[chosen].start, surface.mentions[chosen].end))

    def _possessed(self, first: int, stop: int, span: Span, gender: str, plural: str) -> Speaker:
        surface = self.surface
        kin = surface.low[first + 1] in _KIN if first + 1 < stop else False
        owner = self._recent(first, "", "p" if surface.low[first].startswith("leur") else "s", people=kin)
        text = surface.text[span[0] : span[1]]
        if not owner.name:
            return Speaker(span, text, "", gender, plural)
        rest = text.split(" ", 1)[-1]
        article = (
            "les"
            if plural == "p"
            else "l'"
            if rest[0].lower() in "aeéèêiouyhâîô"
            else "la"
            if gender == "f"
            else "le"
        )
        link = "d'" if owner.name[0].lower() in "aeéèêiouyâîô" else "de "
        name = f"{article}{'' if article == chr(108) + chr(39) else ' '}{rest} {link}{owner.name}"
        return Speaker(span, name, "", gender, plural)

    def _agreement(self, first: int, stop: int) -> tuple[str, str]:
        low = self.surface.low
        number = (
            "p"
            if low[first]
            in ("les", "des", "ces", "ses", "leurs", "deux", "trois", "plusieurs", "certains", "quelques")
            else "s"
        )
        if low[first] in _FEMININE:
            return "f", number
        if low[first] in _MASCULINE and not (low[first] == "son" and low[first + 1][0] in "aeiouéh"):
            return "m", number
        for j in range(first, stop):
            gender = self.surface.token[j].morph.get("Gender")
            if gender and self.surface.pos[j] == "NOUN":
                return ("f" if gender[0] == "Fem" else "m"), number
        return "", number

    def _by_function(self, noun: str, before: int) -> int:
        """The last mention whose function is `noun`, before token `before`; else the first after it; -1 if none."""
        known = self.roles.get(noun)
        if not known:
            return -1
        place = bisect_left(known, (before, -1))
        if place:
            return known[place - 1][1]
        surface = self.surface
        token, number = known[0]
        return number if surface.paragraph[token] - surface.paragraph[before] <= 2 else -1

    def _issuer_before(self, before: int) -> Speaker:
        """Who issued "le communiqué": who spoke in one before, else the last to have spoken."""
        offset = self.surface.start[before]
        if self.surface.low[before + 1] in self.issuers:
            return self.issuers[self.surface.low[before + 1]]
        for place, speaker in reversed(self.said[-8:]):
            if place <= offset and speaker.name:
                return speaker
        return UNKNOWN

    def _institution(self, before: int, gender: str) -> Speaker:
        """The last institution named, agreeing in gender where it is known."""
        surface = self.surface
        place = bisect_left(self.first_token, before)
        for number in range(place - 1, max(place - 1 - _WINDOW, -1), -1):
            mention = surface.mentions[number]
            known = self.gender.get(mention.actor_id, "")
            if mention.type == "ORG" and (not known or not gender or known == gender):
                return self._named(number, (mention.start, mention.end))
        return UNKNOWN

    def _same_words(self, noun: str, before: int) -> Speaker | None:
        offset = self.surface.start[before]
        for place, speaker in reversed(self.said[-8:]):
            if place < offset and noun in speaker.name.lower():
                return speaker
        return self.said[-1][1] if self.said else None

    @staticmethod
    def _at(span: Span, speaker: Speaker) -> Speaker:
        return Speaker(span, speaker.name, speaker.actor_id, speaker.gender, speaker.number)

    # ---- pronouns

    def _pronoun(self, i: int, cue: Cue | None) -> Speaker:
        surface = self.surface
        word = surface.low[i].removeprefix("-t").lstrip("-")
        start = surface.end[i] - len(word)
        span = (start, surface.end[i])
        if word in ("on", "l'on"):
            return self._impersonal(i, span, cue)
        if word in ("je", "j'", "nous", "vous"):
            return Speaker(span, word)
        gender, number = _THIRD_PERSONS.get(word, ("", "s"))
        return self._at(span, self._recent(i, gender, number))

    def _impersonal(self, i: int, span: Span, cue: Cue | None) -> Speaker:
        """Who stands behind "on": "auprès de X", "au ministère", "dans son entourage", "à Bruxelles, on"."""
        surface, low = self.surface, self.surface.low
        j = max(i + 1, cue.stop if cue else i + 1)
        stop = min(surface.last[i], j + 14)
        while j < stop and low[j] not in (",", ".", ";", "»", "”"):
            if low[j] in (
                "auprès",
                "côté",
                "chez",
                "source",
                "sources",
                "dans",
                "au",
                "à",
                "aux",
                "l'entourage",
            ):
                k = j if low[j] in ("source", "sources", "l'entourage") else j + 1
                while k < stop and low[k] in ("de", "d'", "du", "des"):
                    k += 1
                if k < stop and (
                    k == j or surface.pos[k] in ("DET", "NOUN", "PROPN", "ADJ") or surface.is_mention(k)
                ):
                    found = self.of_phrase(k, phrase_end(surface, k))
                    if self.surface.mention[k] >= 0 or found.actor_id or k == j or low[j] != "à":
                        return found
            j += 1
        floor = surface.first[i]
        if i - floor >= 2 and low[floor] in ("à", "a", "au", "chez", "dans", "côté", "en"):
            return self.of_phrase(floor + 1, max(phrase_end(surface, floor + 1), floor + 2))
        return Speaker(span, "on")

    def _recent(
        self, before: int, gender: str, number: str, *, people: bool = False, paragraphs: int = 99
    ) -> Speaker:
        """The most prominent person or thing named before token `before` that agrees with a pronoun."""
        surface = self.surface
        here = surface.first[before]
        best, best_score = UNKNOWN, float("-inf")
        place = bisect_left(self.first_token, before)
        for index in range(place - 1, max(place - 1 - _WINDOW, -1), -1):
            first = self.first_token[index]
            mention = surface.mentions[index]
            if people and mention.type != "PER":
                continue
            if surface.paragraph[before] - surface.paragraph[first] > paragraphs:
                break
            if self._is_quoted(mention.start, surface.start[before]):
                continue
            known = self.gender.get(mention.actor_id, "")
            if gender and known and known != gender:
                continue
            actor = self.actors.get(mention.actor_id)
            if actor and actor.number != number and mention.type == "PER":
                continue
            score = self._prominence(index, first, here, before)
            if gender and known == gender:
                score += 1
            if number == "p" and mention.type != "ORG":
                score -= 4
            if score > best_score:
                best, best_score = self._named(index, (mention.start, mention.end)), score
        offset = surface.start[before]
        for distance, (place_said, speaker) in enumerate(reversed(self.said[-6:])):
            agrees = not gender or not speaker.gender or speaker.gender == gender
            if not speaker.name or not agrees or speaker.number != number or place_said > offset:
                continue
            if people and not speaker.actor_id.startswith("per:"):
                continue
            away = (
                surface.paragraph[before]
                - surface.paragraph[min(surface.token_at(place_said), len(surface) - 1)]
            )
            score = 3.5 - 1.5 * distance - 2.5 * away + (1 if gender and speaker.gender == gender else 0)
            if score > best_score:
                best, best_score = speaker, score
        return best if best_score > -9 else UNKNOWN

    def _prominence(self, index: int, first: int, here: int, before: int) -> float:
        surface = self.surface
        mention = surface.mentions[index]
        distance = surface.paragraph[before] - surface.paragraph[first]
        score = -2.0 * distance - 0.02 * min(before - first, 100)
        score += {"PER": 2.5, "ORG": 0.5}.get(mention.type, -1.5)
        if surface.first[first] == here:
            score += 0.5
        start = phrase_start(surface, first)
        is_subject = self._is_subject(first) or surface.dep[self.last_token[index] - 1].startswith("nsubj")
        preposed = start > 0 and surface.pos[start - 1] == "ADP"
        if is_subject or start == surface.first[first]:
            score += 1.5
        elif preposed:
            score -= 1.0
        return score

    def _is_subject(self, first: int) -> bool:
        """Whether the token is a subject, or apposed to one."""
        surface = self.surface
        above = surface.head[first]
        apposed = surface.dep[first] in ("appos", "flat:name") and surface.dep[above].startswith("nsubj")
        return apposed or surface.dep[first].startswith("nsubj")

    def _is_quoted(self, offset: int, before: int) -> bool:
        place = bisect_left(self.quoted, (offset + 1, -1)) - 1
        return (
            place >= 0
            and self.quoted[place][0] <= offset < self.quoted[place][1]
            and not (self.quoted[place][0] <= before < self.quoted[place][1])
        )


def _lower_first(text: str) -> str:
    head, _, rest = text.partition(" ")
    return (
        f"{head.lower()} {rest}"
        if rest
        and head.lower()
        in (
            "le",
            "la",
            "les",
            "un",
            "une",
            "des",
            "deux",
            "trois",
            "plusieurs",
            "certains",
            "son",
            "sa",
            "ses",
        )
        else text
    )
