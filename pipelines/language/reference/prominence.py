"""Who is in the reader's mind at a point of a text: functions, genders, who was named and who spoke."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.language.actors.portraits import first_name_gender
from pipelines.language.phrases import phrase_end, words
from pipelines.language.records import Actor, Span
from pipelines.language.surface import Surface

_FEMININE = frozenset({"la", "une", "cette", "sa", "ma", "mme", "mlle", "madame"})
_DEFINITE = frozenset({"le", "la", "l'", "les", "ce", "cet", "cette", "ces", "du", "au", "aux", "des"})
HONORIFICS = frozenset(
    {"m.", "m", "mm.", "mme", "mmes", "mlle", "me", "dr", "pr", "mgr", "maître", "monsieur", "madame"}
)
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


class Prominence:
    """The people and institutions of one text, and which of them a pronoun or a description takes up."""

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

    def _read_roles(self, number: int) -> None:  # noqa: PLR0912
        surface, low = self.surface, self.surface.low
        mention = surface.mentions[number]
        first, stop = self.first_token[number], self.last_token[number]
        actor = self.actors.get(mention.actor_id)
        if actor and mention.actor_id not in self.gender:
            told = (first_name_gender(actor.name) if actor.type == "PER" else "") or actor.gender
            if told:
                self.gender[mention.actor_id] = told
        before = first - 1
        honoured = before
        while honoured > surface.first[first] and low[honoured] in HONORIFICS:
            honoured -= 1
        if low[honoured] == ",":
            before = honoured  # "l'évêque de Kolda, Mgr X"
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
            for j in range(first, stop):
                if low[j] in words().told_in_names:
                    self.roles.setdefault(low[j], []).append((j, number))
            if stop + 1 < len(low) and low[stop] == "," and mention.type == "ORG":
                # "Helvor, banque privée de Genève,", "Oxnal, le géant de l'acier,"
                k = stop + 1 + (low[stop + 1] in ("le", "la", "l'", "un", "une"))
                end = min(phrase_end(surface, k), len(low) - 1) if k < len(low) else k
                if k < end and low[end] == "," and low[k] in words().general_institutions:
                    self.roles.setdefault(low[k], []).append((k, number))

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
            if surface.mention[j] >= 0:
                continue
            if mention.type == "ORG" and low[j] in words().institutions | words().general_institutions:
                self.roles.setdefault(low[j], []).append((j, number))  # "la banque privée Helvor"
            if low[j] not in people:
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

    def _named(self, number: int, span: Span) -> Speaker:
        mention = self.surface.mentions[number]
        actor = self.actors.get(mention.actor_id)
        name = actor.name if actor else self.surface.text[mention.start : mention.end]
        plural = actor.number if actor else "s"
        return Speaker(span, name, mention.actor_id, self.gender.get(mention.actor_id, ""), plural)

    @staticmethod
    def _at(span: Span, speaker: Speaker) -> Speaker:
        return Speaker(span, speaker.name, speaker.actor_id, speaker.gender, speaker.number)

    def _issuer_before(self, before: int) -> Speaker:
        """Who issued "le communiqué": who spoke in one before, else the last to have spoken."""
        offset = self.surface.start[before]
        if self.surface.low[before + 1] in self.issuers:
            return self.issuers[self.surface.low[before + 1]]
        for place, speaker in reversed(self.said[-8:]):
            if place <= offset and speaker.name:
                return speaker
        return UNKNOWN

    def _same_words(self, noun: str, before: int) -> Speaker | None:
        offset = self.surface.start[before]
        for place, speaker in reversed(self.said[-8:]):
            if place < offset and noun in speaker.name.lower():
                return speaker
        return self.said[-1][1] if self.said else None

    def _of_two(self, before: int, word: str) -> Speaker:
        """ "Le premier", "la seconde": one of the two that a sentence named last, people before institutions, in their order."""
        surface, mentions = self.surface, self.surface.mentions
        place = bisect_left(self.first_token, before)
        gender = "f" if word.endswith(("ère", "e")) else "m"
        pairs: dict[str, list[int]] = {}
        sentence = -1
        for number in range(place - 1, max(place - 1 - _WINDOW, -1), -1):
            mention = mentions[number]
            first = surface.first[self.first_token[number]]
            if first != sentence and any(len(pair) > 1 for pair in pairs.values()):
                break
            sentence = first
            pair = pairs.setdefault(mention.type, [])
            if self.gender.get(mention.actor_id, gender) != gender and mention.type != "PER":
                continue
            if len(pair) < 2 and mention.actor_id not in [mentions[other].actor_id for other in pair]:
                pair.append(number)
        pair = next((pairs[kind] for kind in ("PER", "ORG", "LOC") if len(pairs.get(kind, ())) > 1), [])
        pair = pair or pairs.get("PER", [])
        if not pair:
            return UNKNOWN
        chosen = pair[-1] if word.startswith("premi") else pair[0]
        return self._named(chosen, (mentions[chosen].start, mentions[chosen].end))

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
