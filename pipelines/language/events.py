"""Who does what to whom, coded in PLOVER: the events layer.

Triggers are looked up by form (`event_lexicon`), their arguments read from the clause (`event_clauses`), turned into
names (`event_arguments`), and each event gets a status (`event_status`) and the date it hangs on (`event_dates`).
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipelines.language.event_arguments import Cast, Participant
from pipelines.language.event_clauses import (
    Slots,
    VerbGroup,
    noun_slots,
    phrase_heads,
    read_group,
    verb_slots,
)
from pipelines.language.event_context import Parties, add_outcome, complete_parties
from pipelines.language.event_dates import DateFinder
from pipelines.language.event_forms import INFINITIVE, PARTICIPLE
from pipelines.language.event_lexicon import EventLexicon, Trigger, build_lexicon, matches_word, plain
from pipelines.language.event_status import ALLEGED, event_status
from pipelines.language.event_tree import sentence_end, sentence_start
from pipelines.language.extensions import set_spans
from pipelines.language.records import Event

FACTORY = "visavis_events"
_GAP = 3
# Acts of someone the sentence has usually just named, where neither tree nor order gave a subject.
_DECLARED = {
    "ACCUSE", "CONSULT", "SANCTION", "AGREE", "CONCEDE", "MOBILIZE", "AID", "REJECT", "THREATEN", "REQUEST", "SUPPORT", "COOPERATE",
}  # fmt: skip
_RESUMING = {"le", "ce", "cet", "cette", "ces"}
_ANY = {"tout", "toute", "tous", "toutes", "chaque", "moindre"}
_NEAR = 8
# An infinitive of these types under a trigger of that type is its content, told already by the mode.
_SWALLOWS = {
    "REJECT": {"SUPPORT", "CONSULT", "AGREE", "COOPERATE", "CONCEDE", "AID", "RETREAT", "REQUEST"},
    "REQUEST": {"CONSULT", "REQUEST", "COOPERATE"},
}
_SUBJECT_PRONOUNS = {"il", "elle", "ils", "elles", "on", "ne", "n'", "se", "s'", "qui", "nous", "je", "j'"}
_DETERMINERS = {
    "le",
    "la",
    "les",
    "l'",
    "un",
    "une",
    "des",
    "du",
    "ce",
    "cet",
    "cette",
    "ces",
    "son",
    "sa",
    "ses",
    "leur",
    "leurs",
    "aucun",
    "aucune",
    "au",
    "aux",
}
_TO_INFINITIVE = {"de", "d'", "à", "pour", "sans", "ne", "se", "s'", "pas"}


@Language.factory(FACTORY)
def create_events(nlp: Language, name: str) -> Events:
    """The spaCy component that fills `doc._.events` and `doc.spans["events"]`."""
    return Events(nlp)


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found in the text, from token `first` to token `last`, inclusive."""

    entry: Trigger
    first: Token
    last: Token
    group: VerbGroup | None
    slots: Slots = field(hash=False)


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
        cast, dates = Cast(doc), DateFinder(doc)
        cues = _inverted_cues(doc)
        matches: list[Match] = []
        outcomes: dict[int, Match] = {}
        for sentence in doc.sents:
            found = list(self._matches(sentence.start, sentence.end, doc, cast, cues))
            matches.extend(_without_outcomes(found, outcomes))
        parties = [_parties(match, cast) for match in matches]
        for match, told in zip(matches, parties, strict=True):
            if match.first.i in outcomes:
                add_outcome(told, _parties(outcomes[match.first.i], cast))
        _link_contents(matches, parties)
        complete_parties(parties)
        accused = self._accusations(doc)
        events = [self._event(*pair, dates, accused) for pair in zip(matches, parties, strict=True)]
        doc._.events = events
        set_spans(doc, "events", (((event.start, event.end), event.type) for event in events))
        return doc

    def _matches(self, start: int, end: int, doc: Doc, cast: Cast, cues: dict[int, Token]) -> Iterator[Match]:
        free = start
        for i in range(start, end):
            if i < free:
                continue
            match = self._match_at(doc[i], end, cast, cues)
            if match is not None:
                free = match.last.i + 1
                yield match

    def _match_at(self, token: Token, end: int, cast: Cast, cues: dict[int, Token]) -> Match | None:
        word = token.lower_
        mention = cast.mention_at(token)
        if mention is not None and mention.type != "MISC" and token.text[:1].isupper():
            return None
        verbs, nouns = self.lexicon.verbs.get(word, ()), self.lexicon.nouns.get(word, ())
        if (
            verbs
            and (not nouns or not _is_noun(token) or _is_mistaken_noun(token))
            and _is_verb(token, verbs[0][1])
        ):
            return self._verb_match(token, verbs, end, cast, cues)
        if nouns and _is_noun(token) and mention is None:
            return self._noun_match(token, nouns, end, cast)
        return None

    def _verb_match(
        self,
        token: Token,
        entries: tuple[tuple[Trigger, frozenset[str]], ...],
        end: int,
        cast: Cast,
        cues: dict[int, Token],
    ) -> Match | None:
        infinitives = self.lexicon.forms[token.lower_]
        groups: dict[frozenset[str], tuple[VerbGroup, Slots]] = {}
        for entry, tenses in entries:
            last = _rest_matches(token, entry.rest, end, _GAP)
            if last is None and not (len(entry.rest) == 1 and PARTICIPLE in tenses):
                continue
            if tenses not in groups:
                group = read_group(token, tenses, infinitives)
                slots = verb_slots(group, self.lexicon)
                if token.i in cues:
                    slots["incise"] = [token]
                    slots["subj"], slots["obj"] = [cues[token.i]], []
                groups[tenses] = group, slots
            group, slots = groups[tenses]
            if last is None:
                # "plainte a été déposée": in the passive the noun of the phrase comes first.
                if not group.passive or not any(
                    matches_word(plain(head.lower_), entry.rest[0]) for head in slots["obj"]
                ):
                    continue
                last = token
            if (group.reflexive or entry.reflexive) and group.reflexive != entry.reflexive:
                continue
            if _holds(entry, slots, token, last, group, cast):
                return Match(entry, token, last, group, slots)
        return None

    def _noun_match(self, token: Token, entries: tuple[Trigger, ...], end: int, cast: Cast) -> Match | None:
        for entry in entries:
            last = _rest_matches(token, entry.rest, end, 0)
            if last is None:
                continue
            slots, group = noun_slots(token, last, self.lexicon)
            if any(head.lower_ in _ANY for head in slots["det"]):
                return None
            if _holds(entry, slots, token, last, group, cast, self.lexicon):
                return Match(entry, token, last, group, slots)
        return None

    def _accusations(self, doc: Doc) -> list[tuple[int, int]]:
        """Spans of what is quoted under a verb of accusing, in text order."""
        spans: list[tuple[int, int]] = []
        text = doc.text
        for quote in doc._.quotes:
            words = text[slice(*quote.cue)].lower().split() if quote.cue else []
            if any("alleged_verbs" in self.lexicon.governors.get(word, frozenset()) for word in words):
                spans.extend(quote.parts)
        return sorted(spans)

    def _event(
        self, match: Match, parties: Parties, dates: DateFinder, accused: list[tuple[int, int]]
    ) -> Event:
        entry = match.entry
        status, sign = event_status(match.first, match.last, entry, match.group, self.lexicon)
        k = bisect_right(accused, (match.first.idx, sys.maxsize)) - 1
        if not sign and k >= 0 and match.first.idx < accused[k][1]:
            status, sign = ALLEGED, "quoted as an accusation"
        date, note = dates.date_of(match.first, match.group)
        passive = entry.part == "verb" and match.group is not None and match.group.passive
        reasons = [f"{entry.name} ({'passive' if passive else entry.part})", *parties.sources]
        if sign:
            reasons.append(f"{status}: {sign}")
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
    actors, actor_slot = _fill(entry.actor, slots, cast)
    recipients, recipient_slot = _fill(entry.recipient, slots, cast)
    if not recipients and slots["patient"]:
        recipients, recipient_slot = cast.resolve_all(slots["patient"]), "who receives"
    if not actors and entry.type in _DECLARED and not (match.group and match.group.passive):
        named = cast.named_before(match.first if match.group is None else match.first.doc[match.group.first])
        if named is not None and named not in recipients:
            actors, actor_slot = (named,), "the name before"
    names = {actor.name for actor in actors}
    recipients = tuple(each for each in recipients if each.name not in names)
    sources = [f"actor: {actor_slot}"] if actor_slot else []
    sources += [f"recipient: {recipient_slot}"] if recipient_slot and recipients else []
    resumes = entry.part == "noun" and any(plain(head.lower_) in _RESUMING for head in slots["det"])
    return Parties(entry.type, entry.mode, entry.part == "noun", resumes, None, actors, recipients, sources)


def _link_contents(matches: list[Match], parties: list[Parties]) -> None:
    """Mark the infinitives that are the content of a threat, promise or request just before them."""
    for number in range(1, len(matches)):
        match, frame = matches[number], matches[number - 1]
        if match.group is None or match.group.tense != INFINITIVE or match.entry.part != "verb":
            continue
        if (
            sentence_start(frame.first) == sentence_start(match.first)
            and match.first.i - frame.last.i <= _NEAR
        ):
            parties[number].content_of = number - 1


def _is_verb(token: Token, tenses: frozenset[str]) -> bool:
    if token.pos_ in {"VERB", "AUX"} or (token.pos_ in {"PROPN", "X"} and token.text.islower()):
        return True
    before = token.doc[token.i - 1].lower_ if token.i > sentence_start(token) else ""
    if token.pos_ == "ADJ" or token.dep_ == "acl":
        return (PARTICIPLE in tenses and token.text.islower()) or before in _SUBJECT_PRONOUNS
    if _is_mistaken_noun(token):
        return True
    if INFINITIVE in tenses:
        return before in _TO_INFINITIVE or (token.pos_ == "NOUN" and before not in _DETERMINERS)
    if before in _SUBJECT_PRONOUNS or before in {
        "a",
        "ont",
        "été",
        "avait",
        "avaient",
        "avoir",
        "est",
        "sont",
    }:
        return True
    return (
        PARTICIPLE in tenses
        and token.pos_ == "NOUN"
        and token.dep_ in {"acl", "amod", "ROOT", "conj"}
        and before not in _DETERMINERS
    )


def _is_mistaken_noun(token: Token) -> bool:
    """A present taken for a noun: "et menace de lancer", "… de l'année, presse ses partenaires"."""
    doc, i = token.doc, token.i
    before = doc[i - 1] if i > sentence_start(token) else None
    if (
        token.pos_ != "NOUN"
        or before is None
        or i + 1 >= len(doc)
        or before.pos_ in {"DET", "ADJ", "ADP", "NUM"}
    ):
        return False
    if doc[i + 1].lower_ in {"de", "d'"} and i + 2 < len(doc):
        return doc[i + 2].morph.get("VerbForm", []) == ["Inf"]
    return (
        before.lower_ in {",", "et", "lui", "elle"}
        and doc[i + 1].pos_ == "DET"
        and doc[i + 1].lower_ not in {"du", "des"}
    )


def _is_noun(token: Token) -> bool:
    if token.pos_ in {"NOUN", "PROPN"}:
        return True
    before = token.doc[token.i - 1].lower_ if token.i > sentence_start(token) else ""
    return (
        token.pos_ in {"ADJ", "VERB", "X", "ADV"} and before in _DETERMINERS - {"l'", "le", "la", "les"}
    ) or (token.i == sentence_start(token) and token.text[:1].isupper() and token.pos_ in {"ADJ", "X"})


def _rest_matches(token: Token, rest: tuple[str, ...], end: int, gap: int) -> Token | None:
    """The token that ends the trigger when the words of `rest` follow, each after at most `gap` others."""
    i, last, skipped = token.i + 1, token, 0
    for word in rest:
        while i < end and not matches_word(plain(token.doc[i].lower_), word):
            if token.doc[i].is_punct or skipped >= gap:
                return None
            skipped += 1
            i += 1
        if i >= end:
            return None
        last = token.doc[i]
        i, skipped = i + 1, 0
    return last


def _holds(
    entry: Trigger,
    slots: Slots,
    token: Token,
    last: Token,
    group: VerbGroup | None,
    cast: Cast,
    lexicon: EventLexicon | None = None,
) -> bool:
    """True when every need of `entry` is met and no block applies."""

    def met(name: str, wanted: object) -> bool:
        return _condition(name, wanted, slots, token, last, group, cast, lexicon)

    return all(met(*item) for item in entry.needs.items()) and not any(
        met(*item) for item in entry.blocks.items()
    )


def _condition(
    name: str,
    wanted: object,
    slots: Slots,
    token: Token,
    last: Token,
    group: VerbGroup | None,
    cast: Cast,
    lexicon: EventLexicon | None,
) -> bool:
    doc = token.doc
    if name == "passive":
        return group is not None and group.passive == wanted
    if name in {"se", "refl"}:
        return group is not None and group.reflexive == wanted
    if name == "mention":
        return isinstance(wanted, frozenset) and any(
            cast.type_of(head).lower() in wanted for head in slots["obj"]
        )
    if name == "human":
        return any(cast.resolve(head) is not None for head in slots["obj"]) == wanted
    if name == "agent":
        return isinstance(wanted, frozenset) and any(
            cast.type_of(head).lower() in wanted for head in slots["subj"]
        )
    if name == "prep":
        before = doc[token.i - 1].lower_ if token.i > sentence_start(token) else ""
        return isinstance(wanted, frozenset) and (before in wanted or (before == "d'" and "de" in wanted))
    if not isinstance(wanted, frozenset):
        return bool(slots[name]) == bool(wanted)
    if name == "near":
        lo, hi = max(sentence_start(token), token.i - _NEAR), min(sentence_end(token), last.i + _NEAR + 1)
        around = (doc[i].lower_ for i in range(lo, hi) if not token.i <= i <= last.i)
        return any(word in wanted for word in around) or any(_is_word(head, wanted) for head in slots["obj"])
    if name == "next":
        return last.i + 1 < len(doc) and doc[last.i + 1].lower_ in wanted
    if name == "head":
        return token.head.i < token.i and _is_word(token.head, wanted)
    if name == "gov" and lexicon is not None:
        return any(lexicon.forms.get(head.lower_, frozenset()) & wanted for head in slots["gov"])
    return any(_is_word(head, wanted) for filler in slots[name] for head in phrase_heads(filler))


def _is_word(head: Token, wanted: frozenset[str]) -> bool:
    word = head.lower_
    return (
        word in wanted
        or plain(word) in wanted
        or word.rstrip("sx") in wanted
        or head.lemma_.lower() in wanted
    )


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
        return tuple(each for each in map(cast.owner, heads) if each is not None)
    if slot == "adj":
        return tuple(each for each in map(cast.nationality, heads) if each is not None)
    return cast.resolve_all(heads)


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


def _inverted_cues(doc: Doc) -> dict[int, Token]:
    """Verbs that present a quotation with their subject behind them, and the head of that subject."""
    starts = [token.idx for token in doc]
    cues: dict[int, Token] = {}
    for quote in doc._.quotes:
        if quote.cue is None or quote.speaker is None or quote.speaker[0] < quote.cue[1]:
            continue
        speaker = doc.char_span(quote.speaker[0], quote.speaker[1], alignment_mode="expand")
        if speaker is None:
            continue
        for i in range(
            max(0, bisect_right(starts, quote.cue[0]) - 1), bisect_right(starts, quote.cue[1] - 1)
        ):
            cues[i] = speaker.root
    return cues
