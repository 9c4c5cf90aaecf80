"""From the phrase that fills a slot to the name of who is meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipelines.language.events.heads import (
    LAST_OR_ORDINAL,
    TIMES,
    Slots,
    antecedent,
    phrase_heads,
    preposition,
)
from pipelines.language.events.lexicon import participant_words, participants
from pipelines.language.events.pairs import Pairs
from pipelines.language.events.phrases import (
    LINKS,
    MAX_NAME,
    is_determined,
    noun_phrase,
)
from pipelines.language.events.tree import children_of, sentence_start, tree_of, verb_form
from pipelines.language.gazetteer import demonyms, fold, state_of
from pipelines.language.offsets import text_of, tokens_at
from pipelines.language.phrases import words
from pipelines.language.records import Actor, Mention
from pipelines.language.reference.prominence import Speaker
from pipelines.language.reference.referents import DEFINITE, PERSONAL, POSSESSIVES

_FIRST_PERSON = {"je", "j'", "me", "m'", "moi"}
_OWN_SLOTS = {"surface", "subj", "candidates", "poss", "det"}
_LOOK_BACK = 12
_PARTIES = {"belligérants", "protagonistes", "parties"}
# Of which one may be a state, the other a movement; they are two without being counted.
_SIDES = {*_PARTIES, "camps", "rivaux", "rivales", "adversaires", "ennemis"}
_PAIRS_OF_STATES = {
    "pays", "capitales", "voisins", "états", "puissances", "gouvernements", "nations", "diplomaties", "alliés", "armées",
}  # fmt: skip
# What stands between two names of a list ("à Paris, à Londres et à Berlin"), the last pair joined by a word.
_LIST = re.compile(
    r"(?:\s\([^()]{1,20}\))?(?:,|(?P<last>,?\s(?:et|ou|ni|ainsi\sque|comme)))\s(?:(?:à|de|avec|contre|entre|par|pour)\s|d['’])?"
    r"(?:(?:le|la|les|du|des|au|aux)\s|l['’])?(?:(?P<origin>\w+),\s)?"
)
_PAIRS_OF_PEOPLE = {
    "hommes": "m", "femmes": "f", "dirigeants": "", "dirigeantes": "f", "chefs": "", "présidents": "", "présidentes": "f",
    "ministres": "", "responsables": "", "candidats": "", "candidates": "f", "leaders": "", "diplomates": "",
}  # fmt: skip
_PAIRS_OF_BODIES = {
    "organisations", "syndicats", "partis", "groupes", "clubs", "entreprises", "sociétés", "mouvements", "formations", "banques",
    "constructeurs", "équipes",
}  # fmt: skip
_OF_PEOPLE = {"homologue", "interlocuteur", "interlocutrice"}
_COUNTERPARTS = {*_OF_PEOPLE, "rival", "rivale", "adversaire", "voisin", "voisine", "vis-à-vis", "ennemi"}
_PAIRS_OF_ANY = {"rivaux", "rivales", "adversaires", "partenaires", "intéressés", "prétendants"}
_PAIRED = {
    *_SIDES,
    *_PAIRS_OF_ANY,
    *_PAIRS_OF_STATES,
    *_PAIRS_OF_PEOPLE,
    *_PAIRS_OF_BODIES,
    "frères",
    "délégations",
}
# "au sein de", "au cours de": nobody acts here.
_LOCUTIONS = {
    "sein", "cours", "nom", "large", "profit", "lieu", "terme", "moment", "titre", "cœur", "sud", "nord", "est", "ouest", "cadre",
    "suite", "issue", "occasion", "côté", "faveur", "cause", "fin", "début", "centre", "bord", "travers", "égard", "cas", "sujet",
}  # fmt: skip
_INTRODUCING = {
    "un", "une", "plusieurs", "quelques", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
}  # fmt: skip
_INSURGENTS = {
    "rébellion", "guérilla", "insurrection", "rebelles", "insurgés", "guérilleros", "maquisards", "miliciens", "milice",
}  # fmt: skip
_OF_STATES = (
    "armee ", "forces armees", "marine ", "police", "gendarmerie", "garde", "ministere", "gouvernement", "etat-major", "parlement",
    "union", "communaute", "onu", "o.n.u.", "nations unies", "organisation des", "organisation du", "ligue arabe", "mission", "otan",
    "conseil de securite", "cour ", "tribunal", "assemblee", "senat", "agence",
)  # fmt: skip
_COMPLEMENTS = {"nmod", "amod", "acl", "acl:relcl", "appos", "flat:name", "conj"}
_DEPTH = 3
_SOON = 60  # tokens from "les deux hommes" to "le premier"


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event: a name or a noun phrase, and the actor's id, "" where unnamed."""

    name: str
    actor_id: str


class Cast:
    """The actors of one article, ready to be found under a token or behind a pronoun."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._text = text_of(doc)
        self._actors: dict[str, Actor] = {actor.actor_id: actor for actor in doc._.actors}
        self._by_token: dict[int, Mention] = {}
        self._taken_up: dict[int, Participant | None] = {}
        self._apart: dict[int, list[Token]] = {}
        self._two_told: tuple[int, tuple[Participant, ...]] = (-1, ())  # whom "les deux hommes" took up last
        # Noun → where a number or article introduces it first.
        self._introductions: dict[str, int] | None = None
        self._starts: list[int] = []
        self._mentions: list[Mention] = []
        for mention in sorted(doc._.mentions, key=lambda mention: mention.start):
            first, stop = tokens_at(doc, mention.start, mention.end)
            if first >= stop:
                continue
            self._starts.append(first)
            self._mentions.append(mention)
            self._by_token.update(dict.fromkeys(range(first, stop), mention))
        self._pairs = Pairs(self._text, doc._.title, self._actors, self._mentions, self._starts)
        places = zip(reversed(self._mentions), reversed(self._starts), strict=True)
        self._first_named = defaultdict(int, {mention.actor_id: first for mention, first in places})
        self._quoted = sorted(
            (start, end, quote.speaker_id, quote.speaker_name)
            for quote in doc._.quotes
            for start, end in quote.parts
        )
        self._speakers: dict[int, tuple[str, str]] = {}
        for quote in doc._.quotes:
            if quote.speaker is not None and quote.speaker_name:
                self._speakers[quote.speaker[0]] = (quote.speaker_name, quote.speaker_id)

    def places(self) -> Iterator[tuple[int, Mention]]:
        """Every mention in text order, with the index of its first token."""
        return zip(self._starts, self._mentions, strict=True)

    def actor(self, actor_id: str) -> Actor | None:
        """The actor with this id."""
        return self._actors.get(actor_id)

    def participant(self, actor_id: str) -> Participant:
        """An actor of the article as a participant."""
        return Participant(self._actors[actor_id].name, actor_id)

    def speaker_at(self, offset: int) -> str | None:
        """actor_id of who speaks the quote that covers an offset ("" where unnamed), None outside quotes."""
        speaker = self._speaker(offset)
        return speaker.actor_id if speaker else None

    def _speaker(self, offset: int) -> Participant | None:
        k = bisect_left(self._quoted, (offset + 1,)) - 1
        if k < 0 or offset >= self._quoted[k][1]:
            return None
        _, _, actor_id, name = self._quoted[k]
        return Participant(name, actor_id)

    def mention_at(self, token: Token) -> Mention | None:
        """The mention a token belongs to."""
        return self._by_token.get(token.i)

    def type_of(self, token: Token) -> str:
        """Type of the actor a phrase names ("PER"), "" where it names none."""
        mention = self._named(token)
        return mention.type if mention else ""

    def resolve_all(self, heads: Iterable[Token]) -> tuple[Participant, ...]:
        """Who the phrases headed by `heads`, and those coordinated with them, stand for."""
        found: dict[str, Participant] = {}
        for head in heads:
            joined = self._joined(head)
            for each in (*self._listed_before(head, joined), *joined):
                mention = self.mention_at(each)
                if each.i > head.i and mention is not None and self._begins_clause(mention):
                    continue  # "condamne Lima et Bogota a protesté": the parser joined two clauses
                # A second member must itself be someone: "à la Guinée et le gel des avoirs" joins two objects.
                depth = 0 if each.i == head.i else _DEPTH
                for one in self.both(each) or (self.resolve(each, depth=depth),):
                    if one is not None:
                        found.setdefault(one.name.lower(), one)
                        for other in self._listed_after(each, one):
                            found.setdefault(other.name.lower(), other)
        return tuple(found.values())

    def _listed_after(self, head: Token, first: Participant) -> list[Participant]:
        """Names that go on the list a phrase begins, wherever the parser hung them ("les délégations de la RDC et du Rwanda")."""
        if not first.actor_id:
            return []
        k = bisect_left(self._starts, head.i)
        if k and self._by_token.get(head.i) is self._mentions[k - 1]:
            k -= 1
        stop = min(tree_of(self.doc).ends[head.i], head.i + MAX_NAME)
        while k < len(self._mentions) and self._starts[k] < stop:
            if self._mentions[k].actor_id == first.actor_id:
                return self._rest_of_list(k)
            k += 1
        return []

    def _rest_of_list(self, k: int) -> list[Participant]:
        """The members after mention `k` of a list that a word closes ("Paris, Londres et Berlin"); [] where none does."""
        found: list[Participant] = []
        one = self._mentions[k]
        for other in self._mentions[k + 1 : k + 1 + _LOOK_BACK]:
            link = _LIST.fullmatch(self._text[one.end : other.start])
            if link is None or (one.type == "PER") != (other.type == "PER"):
                break
            if link["origin"] and fold(link["origin"]) not in demonyms():
                break
            found.append(self._participant(other))
            if link["last"]:
                return [] if self._begins_clause(other) else found
            one = other
        return []

    def _begins_clause(self, mention: Mention) -> bool:
        """Whether a verb in the singular follows a name ("a appelé Paris et Londres a refusé"): then no list ends with it."""
        _, i = tokens_at(self.doc, mention.start, mention.end)
        while i < len(self.doc) and self.doc[i].pos_ in {"PRON", "ADV"}:
            i += 1
        if i >= len(self.doc) or self.doc[i].pos_ not in {"VERB", "AUX"}:
            return False
        return "Sing" in self.doc[i].morph.get("Number", []) and verb_form(self.doc[i]) == "Fin"

    def _joined(self, head: Token) -> list[Token]:
        """The phrase and those coordinated with it, also where the parser hung them on the name behind a title."""
        joined = phrase_heads(head)
        mention = self._named(head) if len(joined) == 1 else None
        if mention is None:
            return joined
        tree = tree_of(self.doc)
        end = tree.ends[head.i]
        reach = range(head.i + 1, min(end, head.i + MAX_NAME))
        link = 1 + max((i for i in reach if self._by_token.get(i) is mention), default=head.i)
        if link <= head.i + 1 or link >= end or tree.words[link] != "et":
            return joined
        other = self.doc[link].head
        if other.i > link and other.dep_ == "conj" and head.i < other.head.i < link:
            joined.extend(phrase_heads(other))
        return joined

    def both(self, head: Token) -> tuple[Participant, ...]:
        """The two that "les deux pays", "les belligérants" take up; () for any other phrase, and where no two stand out."""
        word = head.lower_
        if word not in _PAIRED:
            return ()
        around = {child.lower_ for child in children_of(head)}
        if around.isdisjoint({"les", "ces", "aux", "des"}):
            return ()
        if (
            "deux" not in around
            and word not in _SIDES - {"camps"}
            and not (word == "frères" and "ennemis" in around)
        ):
            return ()
        subjects = self._apart.get(head.i, [])
        without: set[str] = set()
        for found in filter(None, map(self._subject, subjects)):
            without |= {found.actor_id, self._pairs.side(found.actor_id)}
        told = self._two(word, head, without)
        if told:
            self._two_told = head.i, told
        return told

    def two_sides(self, token: Token) -> tuple[Participant, ...]:
        """The two states or bodies that the story is about up to a token; () where no two stand out."""
        return self._two("camps", token, set())

    def _two(self, word: str, token: Token, without: set[str]) -> tuple[Participant, ...]:
        """The two of the kind of a plural that the story is about at a token, the one named first first."""
        fits = self._kind_of_pair(word)
        pair = self._pairs.choose(fits, token.i, self._sentence_before(token), without)
        return tuple(map(self.participant, sorted(pair or (), key=self._first_named.__getitem__)))

    def _sentence_before(self, token: Token) -> int:
        """First token of the sentence before a token's own."""
        return tree_of(self.doc).starts[max(0, sentence_start(token) - 1)]

    def _subject(self, head: Token) -> Participant | None:
        """Who acts in a clause, where a name tells it."""
        mention = self._named(head)
        return self._participant(mention) if mention else None

    def _kind_of_pair(self, word: str) -> Callable[[Actor], bool]:
        """What two a plural can mean: people, organisations, states, or sides of any of these but people and towns."""
        if word in _PAIRS_OF_PEOPLE:
            gender = _PAIRS_OF_PEOPLE[word]
            return lambda actor: actor.type == "PER" and (not gender or actor.gender in {"", gender})
        if word in _PAIRS_OF_BODIES:
            return lambda actor: actor.type == "ORG"
        if word in _PAIRS_OF_STATES:
            return lambda actor: actor.type == "LOC" and not self._is_town(actor)
        people = word in _PAIRS_OF_ANY
        return lambda actor: (
            actor.type == "ORG"
            or (people and actor.type == "PER")
            or (actor.type == "LOC" and not self._is_town(actor))
        )

    def _listed_before(self, head: Token, joined: list[Token]) -> list[Token]:
        """Names of a list that the parser left outside ("Paris, Londres et Berlin")."""
        found: list[Token] = []
        i = head.i
        while (
            len(joined) > 1
            and self.mention_at(head)
            and i - 2 >= sentence_start(head)
            and len(found) < _DEPTH
        ):
            if self.doc[i - 1].text != "," or self.mention_at(self.doc[i - 2]) is None:
                break
            i -= 2
            found.append(self.doc[i])
        return found[::-1]

    def resolve(self, head: Token, *, depth: int = 0) -> Participant | None:
        """Who one phrase stands for; None where nothing tells, or where no one can be meant."""
        head = _counted(antecedent(head))
        named = self.mention_at(head) is not None
        if head.lower_ in PERSONAL or _is_ordinal(head) or (head.pos_ in {"PRON", "DET"} and not named):
            return self._pronoun(head)
        if head.lower_ in TIMES or _is_nobody(head) or _is_everybody(head):
            return None
        mention = self._named(head)
        if mention is not None:
            return self._participant(mention)
        if head.lower_ in _LOCUTIONS or head.pos_ in {"VERB", "AUX", "ADV", "PUNCT", "NUM"}:
            return None
        if head.idx in self._speakers:
            return Participant(*self._speakers[head.idx])
        return next((found for found in self._readings(head, depth) if found is not None), None)

    def _readings(self, head: Token, depth: int) -> Iterator[Participant | None]:
        """What an unnamed phrase may stand for, in order of trust."""
        words, word = participant_words(), head.lower_
        if word in _COUNTERPARTS:
            yield self._counterpart(head)
        if word in words["parts"] and (depth < _DEPTH or word in words["people"]):
            whole = self._whole(head, depth)
            yield whole if whole and (whole.actor_id or word not in words["people"]) else None
        if word in words["members"]:
            yield self._body_of(head, depth)
        if word in words["things_of_states"]:
            yield self._state_of(head)
        yield self._definite(head)
        if self._is_inhabitant(head) or (word in words["people"] and is_determined(head)):
            yield Participant(noun_phrase(self._introduced(head) or head), "")
        if depth < _DEPTH:
            yield self._whole(head, depth)

    def _counterpart(self, head: Token) -> Participant | None:
        """Whom "son homologue", "sa rivale" means beside a clause's subject: the one the story pairs him with."""
        before = self.doc[head.i - 1].lower_ if head.i else ""
        subjects = self._apart.get(head.i, [])
        owner = self.resolve(subjects[0]) if subjects and subjects[0].i < head.i else None
        if before not in {"son", "sa", "leur"} or owner is None or not owner.actor_id:
            return None
        kind = self._actors[owner.actor_id].type
        if kind != "PER" and head.lower_ in _OF_PEOPLE:
            return None

        def fits(actor: Actor) -> bool:
            return actor.type == kind and (kind != "LOC" or not self._is_town(actor))

        other = self._pairs.partner(owner.actor_id, fits, head.i, self._sentence_before(head))
        return self.participant(other) if other else None

    def _introduced(self, head: Token) -> Token | None:
        """Where a text first tells of those whom a bare "les journalistes" takes up: "neuf journalistes turcs"."""
        tree, i = tree_of(self.doc), head.i
        if (
            i == 0
            or tree.words[i - 1] not in DEFINITE
            or any(child.i > i and child.dep_ in _COMPLEMENTS for child in children_of(head))
        ):
            return None
        if self._introductions is None:
            self._introductions = {}
            for k in range(1, len(tree.words)):
                if tree.tokens[k].pos_ == "NOUN" and _introduces(tree.tokens[k - 1]):
                    self._introductions.setdefault(tree.words[k], k)
        first = self._introductions.get(tree.words[i], i)
        return tree.tokens[first] if first < i else None

    def named_before(self, token: Token) -> Participant | None:
        """The nearest actor named before a token in its sentence."""
        for first, mention in self._before(token.i):
            if first < sentence_start(token):
                break
            if mention.type in {"PER", "ORG", "LOC"}:
                return self._participant(mention)
        return None

    def owner(self, determiner: Token) -> Participant | None:
        """Who a possessive determiner ("son", "leurs") refers to."""
        return self.taken_up(determiner) if determiner.lower_ in POSSESSIVES else None

    def nationality(self, adjective: Token) -> Participant | None:
        """The state an adjective of nationality names."""
        iso = demonyms().get(fold(adjective.text))
        state = state_of(iso) if iso else None
        if state is None:
            return None
        actor = self._actors.get(state.actor_id)
        return Participant(actor.name if actor else state.name, state.actor_id)

    def _participant(self, mention: Mention) -> Participant:
        actor = self._actors.get(mention.actor_id)
        name = actor.name if actor else self._text[mention.start : mention.end]
        return Participant(name, mention.actor_id)

    def _named(self, head: Token) -> Mention | None:
        """The mention that is the phrase, or the name a title or function stands before."""
        mention = self.mention_at(head)
        if mention is not None:
            return mention
        for child in children_of(head):
            if child.i <= head.i or child.dep_ not in {
                "appos",
                "flat:name",
                "amod",
                "nmod",
                "flat:foreign",
                "flat",
            }:
                continue
            found = self.mention_at(child)
            if found is not None and not preposition(child) and (found.type == "PER" or child.dep_ != "amod"):
                return found
            if child.dep_ == "appos" and found is None:
                inner = [
                    self.mention_at(each)
                    for each in children_of(child)
                    if each.dep_ in {"appos", "flat:name", "nmod"}
                ]
                person = next((each for each in inner if each is not None and each.type == "PER"), None)
                if person is not None:
                    return person
        following = self._by_token.get(self._end_of_title(head))
        return following if following is not None and following.type == "PER" else None

    def _end_of_title(self, head: Token) -> int:
        """Index of the word after a function and its complements ("le ministre de la Défense, Yoram Shalev")."""
        tree, i = tree_of(self.doc), head.i + 1
        stop = min(tree.ends[head.i], head.i + MAX_NAME)
        while i < stop:
            mention = self._by_token.get(i)
            if mention is not None and mention.type == "PER":
                return i
            word, pos = tree.words[i], tree.tokens[i].pos_
            inside = (
                pos in {"ADJ", "ADP", "DET", "NOUN", "PROPN"}
                or word in {"et", "'", "-"}
                or mention is not None
            )
            if word == ",":
                return self._set_off(i + 1, stop)
            if not inside or (pos == "ADP" and word not in LINKS):
                return -1
            i += 1
        return -1

    def _set_off(self, i: int, stop: int) -> int:
        """Index of a name set off by commas, bare or behind a title of its own (", le général Mark Milley,")."""
        first = i
        while (
            i < stop
            and i < first + _DEPTH
            and i not in self._by_token
            and self.doc[i].pos_ in {"DET", "NOUN", "ADJ"}
        ):
            i += 1
        if i == first:
            return i if i < stop else -1
        mention, end = self._by_token.get(i), i
        while mention is not None and self._by_token.get(end) is mention:
            end += 1
        closed = end < len(self.doc) and self.doc[end].is_punct
        return i if closed else -1  # "le maire, le préfet X et …" are two

    def _whole(self, head: Token, depth: int) -> Participant | None:
        """What a part belongs to: the complement in "de", the owner, or the state of its adjective."""
        return self._complement(head, depth) or self._following_name(head) or self._state_of(head)

    def _body_of(self, head: Token, depth: int) -> Participant | None:
        """The body whose members a phrase tells of ("les inspecteurs de l'AIEA"); a town has none."""
        body = self._complement(head, depth) or self._following_name(head)
        return None if body is None or self.is_place(body) else body

    def _complement(self, head: Token, depth: int) -> Participant | None:
        for child in children_of(head):
            if child.dep_ in {"nmod", "obl:arg", "obl:mod"} and preposition(child) == "de":
                found = self.resolve(child, depth=depth + 1)
                if found is not None:
                    return found
        return None

    def _following_name(self, head: Token) -> Participant | None:
        """The organisation named right behind "de", whatever the parser hung it on ("des agents de l'ANR")."""
        words, i = tree_of(self.doc).words, head.i + 1
        if i < len(words) and self.doc[i].pos_ == "ADJ":
            i += 1
        if i >= len(words) or words[i] not in {"de", "d'", "du", "des"}:
            return None
        i += 2 if words[i] == "de" and i + 1 < len(words) and words[i + 1] in {"la", "l'"} else 1
        mention = self._by_token.get(i)
        return self._participant(mention) if mention is not None and mention.type == "ORG" else None

    def is_place(self, who: Participant) -> bool:
        """Whether a participant is a town or region and no state."""
        actor = self._actors.get(who.actor_id)
        return actor is not None and self._is_town(actor)

    @staticmethod
    def _is_town(actor: Actor) -> bool:
        if actor.type != "LOC":
            return False
        state = state_of(actor.country) if actor.country else None
        return state is None or state.actor_id != actor.actor_id

    def _state_of(self, head: Token) -> Participant | None:
        for child in children_of(head):
            if child.pos_ in {"ADJ", "NOUN", "PROPN"} and (state := self.nationality(child)) is not None:
                return state
        return None

    def _is_inhabitant(self, head: Token) -> bool:
        if not head.text[:1].isupper() or head.i == sentence_start(head):
            return False
        return fold(head.text) in demonyms() or (head.text.endswith("s") and is_determined(head))

    def _definite(self, head: Token) -> Participant | None:
        """A definite phrase that takes up someone named or quoted before ("l'organisation", "le colonel")."""
        word = head.lower_
        known = word in participants() or word in words().institutions or word in words().countries
        return self.taken_up(head) if known else None

    def taken_up(self, head: Token) -> Participant | None:
        """Who the phrase of a token takes up, as the article's referents tell; each is asked once."""
        if head.i not in self._taken_up:
            self._taken_up[head.i] = None  # while it is asked, it tells nothing of itself
            self._taken_up[head.i] = self._ask(head)
        return self._taken_up[head.i]

    def _ask(self, head: Token) -> Participant | None:
        referents = self.doc._.referents
        if referents is None:
            return None
        first, stop = referents.phrase_at(head.idx)
        if _is_ordinal(head) and head.lower_.startswith(("premi", "second")):
            at, two = self._two_told
            if two and sentence_start(head) - _SOON <= at < head.i:
                return two[head.lower_.startswith("second")]
            told = referents.taken_up(first, stop) if stop - first == 2 else None
            return Participant(told.name, told.actor_id) if told and told.actor_id else None
        anaphor = referents.anaphor(first, stop)
        speaker = referents.choose(anaphor, self._rules_out(head)) if anaphor else None
        return self._cited(speaker, head) if speaker else None

    def _cited(self, speaker: Speaker, anaphor: Token) -> Participant:
        """Somebody taken up, called as where the text introduces him: "les ambassadeurs du G7" are the G7."""
        if not speaker.actor_id and speaker.span is not None:
            told = self._head_in(*speaker.span)
            found = self.resolve(told) if told is not None and told.i < anaphor.i else None
            if found is not None and not self.is_place(found):
                return found
        return Participant(speaker.name, speaker.actor_id)

    def _head_in(self, start: int, end: int) -> Token | None:
        """The first noun of the words from start to end."""
        first, stop = tokens_at(self.doc, start, end)
        tokens = tree_of(self.doc).tokens
        return next((tokens[i] for i in range(first, stop) if tokens[i].pos_ == "NOUN"), None)

    def remember(self, actors: Iterable[Participant], recipients: Iterable[Participant], token: int) -> None:
        """Take note of who deals with whom, for whom "les deux camps" will take up."""
        self._pairs.remember(
            (each.actor_id for each in actors), (each.actor_id for each in recipients), token
        )

    def keep_apart(self, slots: Slots) -> None:
        """Remember beside whose act a pronoun stands: "il lui a promis", "elle a rompu avec lui" tell of two, never of one."""
        subjects = slots["surface"] or slots["subj"]
        for slot, heads in slots.items():
            if slot in _OWN_SLOTS:
                continue
            self._apart.update(
                (each.i, subjects)
                for each in heads
                if each.lower_ in PERSONAL or each.lower_ in _PAIRED or each.lower_ in _COUNTERPARTS
            )

    def _rules_out(self, token: Token) -> Callable[[Speaker], bool] | None:
        """Tells those a pronoun cannot stand for: the subject of its verb, and who speaks the words it stands in."""
        if token.lower_ in _INSURGENTS:
            return self._is_of_a_state
        subjects = self._apart.get(token.i)
        if subjects is None:
            return None
        names = {each.name.lower() for each in map(self.resolve, subjects) if each is not None}
        speaker = self._speaker(token.idx)
        if speaker is not None:
            names.add(speaker.name.lower())
        places = [each.idx for each in subjects]

        def is_other(one: Speaker) -> bool:
            span = one.span if not one.actor_id else None
            return one.name.lower() in names or (
                span is not None and any(span[0] <= place < span[1] for place in places)
            )

        return is_other

    def _is_of_a_state(self, one: Speaker) -> bool:
        """Whether somebody is no insurgent: a state, a league of states, an army or ministry, a person."""
        actor = self._actors.get(one.actor_id)
        return actor is not None and (actor.type != "ORG" or fold(actor.name).startswith(_OF_STATES))

    def _pronoun(self, token: Token) -> Participant | None:
        if token.lower_ in _FIRST_PERSON:
            speaker = self._speaker(token.idx)
            return speaker if speaker and speaker.name else None
        if token.idx in self._speakers:
            return Participant(*self._speakers[token.idx])
        return self.taken_up(token) if token.lower_ in PERSONAL or _is_ordinal(token) else None

    def _before(self, index: int) -> Iterator[tuple[int, Mention]]:
        """The mentions before a token with the index of their first token, nearest first, a bounded number."""
        last = bisect_left(self._starts, index)
        for k in range(last - 1, max(-1, last - 1 - _LOOK_BACK), -1):
            yield self._starts[k], self._mentions[k]


def _counted(head: Token) -> Token:
    """The people in "deux cents soldats", where the parser made the number the head."""
    if head.lower_ not in {"cent", "cents", "mille"} or head.i + 1 >= len(head.doc):
        return head
    following = head.doc[head.i + 1]
    return following if following.head.i == head.i and following.lower_ in participants() else head


def _is_ordinal(head: Token) -> bool:
    """ "ce dernier", "la seconde": an adjective that stands for somebody."""
    before = LAST_OR_ORDINAL.get(head.lower_)
    return before is not None and head.i > 0 and head.doc[head.i - 1].lower_ in before


def _introduces(word: Token) -> bool:
    """Whether a word before a noun brings someone new into a text ("neuf", "un", "plusieurs")."""
    return word.pos_ == "NUM" or word.lower_ in _INTRODUCING


def _is_everybody(head: Token) -> bool:
    """ "toutes les parties", "tous les camps" name nobody."""
    return head.lower_ in _PARTIES and any(child.lower_ in {"tous", "toutes"} for child in children_of(head))


def _is_nobody(head: Token) -> bool:
    """ "personne" as a pronoun: no determiner, no number."""
    return head.lower_ == "personne" and not any(child.pos_ in {"DET", "NUM"} for child in children_of(head))
