"""Who does what to whom, coded in PLOVER: the events layer.

Triggers are looked up by form (`lexicon`), their arguments read from the clause (`clauses`), turned into
names (`arguments`), the roles a clause leaves open inferred (`roles`), and each event gets a status
(`status`) and the date it hangs on (`dates`).
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipelines.language.events.arguments import Cast, Participant
from pipelines.language.events.context import JOINT, NAME_BEFORE, Parties, add_outcome, complete_parties
from pipelines.language.events.dates import DateFinder
from pipelines.language.events.heads import TIMES, Slots
from pipelines.language.events.lexicon import EventLexicon, build_lexicon, participant_words, plain
from pipelines.language.events.matching import (
    NEAR,
    Match,
    Matcher,
    asked_to_act,
    hidden_addressees,
    hidden_objects,
    inverted_cues,
)
from pipelines.language.events.phrases import is_determined, noun_phrase
from pipelines.language.events.roles import fill_roles
from pipelines.language.events.scene import Scene
from pipelines.language.events.status import ALLEGED, event_status
from pipelines.language.events.tree import children_of, sentence_start
from pipelines.language.extensions import set_spans
from pipelines.language.morphology import INFINITIVE
from pipelines.language.offsets import text_of
from pipelines.language.records import Event

FACTORY = "visavis_events"
# Acts of someone the sentence has usually just named, where neither tree nor order gave a subject.
_DECLARED = {
    "ACCUSE", "CONSULT", "SANCTION", "AGREE", "CONCEDE", "MOBILIZE", "AID", "REJECT", "THREATEN", "REQUEST", "SUPPORT", "COOPERATE",
}  # fmt: skip
_WISHED_FOR = {"AID", "SUPPORT", "CONCEDE", "AGREE"}
_OF_WHO_ACTS = {"subj", "par"}
_OWN_SIDE = {"notre", "nos", "mon", "ma", "mes"}
_RESUMING = {"le", "ce", "cet", "cette", "ces"}
# An infinitive of these types under a trigger of that type is its content, told already by the mode.
_SWALLOWS = {
    "REJECT": {"SUPPORT", "CONSULT", "AGREE", "COOPERATE", "CONCEDE", "AID", "RETREAT", "REQUEST"},
    "REQUEST": {"CONSULT", "REQUEST", "COOPERATE"},
}


@Language.factory(
    FACTORY,
    assigns=["doc._.events"],
    requires=[
        "token.pos",
        "token.morph",
        "token.dep",
        "token.head",
        "doc._.actors",
        "doc._.mentions",
        "doc._.dates",
        "doc._.quotes",
        "doc._.referents",
    ],
)
def create_events(nlp: Language, name: str) -> Events:
    """The spaCy component that fills `doc._.events` and `doc.spans["events"]`."""
    return Events(nlp)


class Events:
    """Finds the events of a Doc whose other layers are filled."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._lexicon: EventLexicon | None = None

    @property
    def lexicon(self) -> EventLexicon:
        """The trigger lexicon, read when first needed."""
        if self._lexicon is None:
            tokenizer = self._nlp.make_doc
            self._lexicon = build_lexicon(lambda text: [token.text for token in tokenizer(text)])
        return self._lexicon

    def __call__(self, doc: Doc) -> Doc:
        """Fill the events of `doc`; linear in its length."""
        scene = self.scene(doc)
        dates = DateFinder(doc, scene.matches)
        fill_roles(scene)
        matches, parties = scene.matches, scene.parties
        statuses = self.statuses(doc, matches)
        events = [self._event(*each, dates) for each in zip(matches, parties, statuses, strict=True)]
        doc._.events = events
        set_spans(doc, "events", (((event.start, event.end), event.type) for event in events))
        return doc

    def scene(self, doc: Doc) -> Scene:
        """The triggers of `doc` with what their clauses say of who takes part."""
        cast = Cast(doc)
        matcher = Matcher(self.lexicon, cast, inverted_cues(doc))
        matches: list[Match] = []
        outcomes: dict[int, Match] = {}
        for sentence in doc.sents:
            found = list(matcher.matches(doc, sentence.start, sentence.end))
            matches.extend(_without_outcomes(found, outcomes))
        parties = [_parties(match, cast) for match in matches]
        for match, told in zip(matches, parties, strict=True):
            if match.first.i in outcomes:
                add_outcome(told, _parties(outcomes[match.first.i], cast))
        _link_contents(matches, parties)
        complete_parties(parties)
        return Scene(doc, cast, matches, parties)

    def statuses(self, doc: Doc, matches: Sequence[Match]) -> list[tuple[str, str]]:
        """The status of each event, and the sign that decided."""
        accused = self._accusations(doc)
        found = []
        for match in matches:
            status, sign = event_status(match.first, match.last, match.entry, match.group, self.lexicon)
            k = bisect_right(accused, (match.first.idx, sys.maxsize)) - 1
            if not sign and k >= 0 and match.first.idx < accused[k][1]:
                status, sign = ALLEGED, "quoted as an accusation"
            found.append((status, sign))
        return found

    def _accusations(self, doc: Doc) -> list[tuple[int, int]]:
        """Spans of what is quoted under a verb of accusing, in text order."""
        spans: list[tuple[int, int]] = []
        text = text_of(doc)
        for quote in doc._.quotes:
            words = text[slice(*quote.cue)].lower().split() if quote.cue else []
            if any("alleged_verbs" in self.lexicon.governors.get(word, frozenset()) for word in words):
                spans.extend(quote.parts)
        return sorted(spans)

    def _event(self, match: Match, parties: Parties, told: tuple[str, str], dates: DateFinder) -> Event:
        entry, (status, sign) = match.entry, told
        date, note, why = dates.date_of(match, status)
        reasons = [f"{entry.name} ({match.construction})", *parties.sources]
        if sign:
            reasons.append(f"{status}: {sign}")
        if why:
            reasons.append(f"date: {why}")
        return Event(
            match.first.idx,
            match.last.idx + len(match.last),
            entry.type,
            entry.mode,
            status,
            tuple(each.name for each in parties.actors),
            tuple(each.actor_id for each in parties.actors),
            tuple(each.name for each in parties.recipients),
            tuple(each.actor_id for each in parties.recipients),
            date,
            note,
            "; ".join(reasons),
        )


def _parties(match: Match, cast: Cast) -> Parties:
    """Who the clause itself names."""
    entry, slots = match.entry, match.slots
    for name, heads in slots.items():
        slots[name] = [head for head in heads if not match.first.i < head.i <= match.last.i]
    cast.keep_apart(slots)
    actors, actor_slot = _fill(entry.actor, slots, cast)
    if actor_slot == "de":  # "le sommet d'Accra", "le retrait des villes": where, not who
        actors = tuple(each for each in actors if not cast.is_place(each))
        if not actors:  # "a prévu un rassemblement place de la Nation"
            others = tuple(alternative for alternative in entry.actor if alternative != ("de",))
            actors, actor_slot = _fill(others, slots, cast)
    recipients, recipient_slot = _fill(entry.recipient, slots, cast)
    if not recipients:  # "subir des frappes", "obtenir une aide"; who demands an inquiry does not undergo it
        receivers = slots["patient"] or (slots["asker"] if entry.type in _WISHED_FOR else [])
        recipients, recipient_slot = cast.resolve_all(receivers), "who receives"
    if not recipients and entry.type == "REQUEST":
        recipients, recipient_slot = cast.resolve_all(asked_to_act(match)), "who is to act"
    if not recipients:
        recipients, recipient_slot = _hidden_recipients(match, cast)
    taken = not actors and (_has_own_subject(match) or bool(slots["asker"]))
    if not actors and entry.type in _DECLARED and not (match.group and match.group.passive) and not taken:
        named = cast.named_before(match.first if match.group is None else match.first.doc[match.group.first])
        if named is not None and named not in recipients and not cast.is_place(named):
            actors, actor_slot = (named,), NAME_BEFORE
    names = {actor.name for actor in actors}
    recipients = tuple(each for each in recipients if each.name not in names)
    cast.remember(actors, recipients, match.first.i)
    sources = [f"actor: {actor_slot}"] if actor_slot else []
    sources += [f"recipient: {recipient_slot}"] if recipient_slot and recipients else []
    # "la réunion" takes up talks told before; "la réunion des chefs d'état-major" names its own parties.
    resumes = (
        entry.part == "noun"
        and any(plain(head.lower_) in _RESUMING for head in slots["det"])
        and not any(child.dep_ == "nmod" for child in children_of(match.last))
    )
    unnamed = not recipients and (not actors or actor_slot == NAME_BEFORE)
    ask = unnamed and entry.part == "noun" and entry.type in JOINT
    return Parties(
        type=entry.type,
        mode=entry.mode,
        noun=entry.part == "noun",
        resumes=resumes,
        content_of=None,
        sentence=sentence_start(match.first),
        taken=taken,
        sides=cast.two_sides(match.first) if ask else (),
        actors=actors,
        recipients=recipients,
        sources=sources,
    )


def _has_own_subject(match: Match) -> bool:
    """True of a verb whose clause has a noun for its subject, whoever that is: no other actor may stand in for it.

    So too of "qui viserait à former": what "qui" stands for is the subject.
    """
    if match.entry.part != "verb":
        return False
    own = (head for head in match.slots["subj"] if head.head.i == match.first.i)
    above = children_of(match.first.head) if match.group and match.group.tense == INFINITIVE else ()
    return any(head.pos_ in {"NOUN", "PROPN"} for head in own) or any(
        child.lower_ == "qui" and child.i < match.first.head.i for child in above
    )


def _hidden_recipients(match: Match, cast: Cast) -> tuple[tuple[Participant, ...], str]:
    """The object or addressee that a date, a quantity or a long phrase hides from the parser."""
    first = match.entry.recipient[0] if match.entry.recipient else ()
    if any("obj" in alternative for alternative in match.entry.recipient):
        for head in hidden_objects(match):
            found = cast.resolve_all([head])
            if found:
                return found, "obj, in surface order"
    if "à" in first:
        for head in hidden_addressees(match):
            found = cast.resolve_all([head])
            # "au Mali" is more often where it happens than to whom, save where something is given.
            place = cast.type_of(head) in {"LOC", "MISC"} and match.entry.type != "AID"
            if found and not place and not cast.is_place(found[0]) and head.lower_ not in TIMES:
                return found, "à, in surface order"
    return (), ""


def _link_contents(matches: list[Match], parties: list[Parties]) -> None:
    """Mark the infinitives that are the content of a threat, promise or request just before them."""
    for number in range(1, len(matches)):
        match, frame = matches[number], matches[number - 1]
        if match.group is None or match.group.tense != INFINITIVE or match.entry.part != "verb":
            continue
        if (
            sentence_start(frame.first) == sentence_start(match.first)
            and match.first.i - frame.last.i <= NEAR
        ):
            parties[number].content_of = number - 1


def _fill(
    alternatives: tuple[tuple[str, ...], ...], slots: Slots, cast: Cast
) -> tuple[tuple[Participant, ...], str]:
    """Participants from the first alternative that gives any, and the slots they came from."""
    for alternative in alternatives:
        found: dict[str, Participant] = {}
        for slot in alternative:
            for each in _fill_slot(slot, slots, cast):
                found.setdefault(each.name.lower(), each)
        if found:
            return tuple(found.values()), "+".join(alternative)
    return (), ""


def _fill_slot(slot: str, slots: Slots, cast: Cast) -> tuple[Participant, ...]:
    heads = slots[slot]
    if slots["candidates"] and heads[:1] == slots["candidates"][:1]:
        found = (cast.resolve_all([head]) for head in slots["candidates"])
        return next((each for each in found if each), ())
    if slot == "poss":
        if any(head.lower_ in {"leur", "leurs"} for head in heads):
            several = cast.resolve_all(slots["subj"])  # "Lima et Bogota ont repris leurs discussions"
            if len(several) > 1:
                return several
        return tuple(each for each in map(cast.owner, heads) if each is not None)
    if slot == "adj":
        return tuple(each for each in map(cast.nationality, heads) if each is not None)
    return cast.resolve_all(heads) or (_acting(heads) if slot in _OF_WHO_ACTS else ())


def _acting(heads: Sequence[Token]) -> tuple[Participant, ...]:
    """Bodies and places that are parties only where they act: "la région a versé", not "frapper la région"."""
    bodies = participant_words()["acting"]
    return tuple(
        Participant(noun_phrase(head), "")
        for head in heads
        if head.lower_ in bodies
        and is_determined(head)
        and not any(child.lower_ in _OWN_SIDE for child in children_of(head))
    )


def _without_outcomes(matches: list[Match], outcomes: dict[int, Match]) -> list[Match]:
    """Drop what another event of the sentence already says: "tué" beside the attack, what is refused or asked for."""
    kept: list[Match] = []
    refusals = {match.first.i: match.entry.type for match in matches if match.entry.type in _SWALLOWS}
    for number, match in enumerate(matches):
        if match.entry.minor:
            main = _main_of(match, matches[max(0, number - 4) : number + 5])
            if main is not None:
                outcomes[main.first.i] = match
                continue
        if match.group is not None and match.entry.part == "verb" and match.group.tense == INFINITIVE:
            head = match.first.head.i
            if match.entry.type in _SWALLOWS.get(refusals.get(head, ""), ()):
                continue
        kept.append(match)
    return kept


def _main_of(match: Match, others: list[Match]) -> Match | None:
    """The event of the same clause that `match` only tells the outcome of."""
    doc = match.first.doc
    for other in others:
        if other is match or other.entry.type != match.entry.type or other.entry.minor:
            continue
        lo, hi = sorted((other.first.i, match.first.i))
        if all(doc[i].text != ";" for i in range(lo, hi)):
            return other
    return None
