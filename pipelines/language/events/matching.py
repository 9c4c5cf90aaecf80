"""From a token to the lexicon entry it triggers, if its part of speech, its phrase and its slots allow it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc, Token

from pipelines.language.events.arguments import Cast
from pipelines.language.events.clauses import OBJECT_CLITICS, verb_slots
from pipelines.language.events.groups import SUBJECTS, VerbGroup, auxiliaries, is_past_infinitive, read_group
from pipelines.language.events.heads import TIMES, Slots, first_noun, phrase_heads
from pipelines.language.events.lexicon import EventLexicon, Trigger, matches_word, plain
from pipelines.language.events.nouns import noun_slots
from pipelines.language.events.tree import children_of, sentence_end, sentence_start, tree_of, verb_form
from pipelines.language.morphology import CONDITIONAL, FUTURE, INFINITIVE, PARTICIPLE
from pipelines.language.offsets import token_starts

_GAP = 3
_ANY = {"tout", "toute", "tous", "toutes", "chaque", "moindre"}
NEAR = 8
_SUBJECT_PRONOUNS = {"il", "elle", "ils", "elles", "on", "ne", "n'", "se", "s'", "qui", "nous", "je", "j'"}
_DETERMINERS = {
    "le", "la", "les", "l'", "un", "une", "des", "du", "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs",
    "aucun", "aucune", "au", "aux",
}  # fmt: skip
# Words a date, a place and a delay can put between a verb and its object.
_HIDDEN = 14
_JOINTS = {"et", "ou", ",", "puis", "mais"}
_CLAUSE_MARKS = {";", ":", "(", "qui", "que", "qu'", "dont", "où"}
_QUANTITIES = {
    "million", "millions", "milliard", "milliards", "millier", "milliers", "autant", "plus", "moins", "essentiel", "partie",
    "majorité", "moitié", "tiers", "quart", "totalité", "ensemble", "reste", "nombre", "série", "beaucoup", "tonnes", "groupe",
    "train", "paquet", "équivalent", "flot",
}  # fmt: skip
_DATIVES = {"lui", "leur", "nous", "vous", "m'", "me", "t'", "te"}
_VERB_CLITICS = {"se", "s'", "ne", "n'"}  # "la ministre s'attaque au dossier": no noun stands behind these
_TO_INFINITIVE = {"de", "d'", "à", "pour", "sans", "ne", "se", "s'", "pas"}


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found in the text, from token `first` to token `last`, inclusive."""

    entry: Trigger
    first: Token
    last: Token
    group: VerbGroup | None
    slots: Slots = field(hash=False)

    @property
    def construction(self) -> str:
        """ "noun", "verb", or "passive" for a verb in the passive."""
        is_passive = self.entry.part == "verb" and self.group is not None and self.group.passive
        return "passive" if is_passive else self.entry.part


class Matcher:
    """Finds the triggers of one article.

    Args:
        lexicon: the triggers.
        cast: the article's actors.
        cues: tokens that present a quotation before their subject, and that subject's head.
    """

    def __init__(self, lexicon: EventLexicon, cast: Cast, cues: Mapping[int, Token]) -> None:
        self._lexicon, self._cast, self._cues = lexicon, cast, cues

    def matches(self, doc: Doc, start: int, end: int) -> Iterator[Match]:
        """Triggers of the sentence at tokens `start` to `end` (exclusive), in order, without overlap."""
        verbs, nouns, words = self._lexicon.verbs, self._lexicon.nouns, tree_of(doc).words
        free = start
        for i in range(start, end):
            if i < free or (words[i] not in verbs and words[i] not in nouns):
                continue
            match = self._match_at(doc[i], end)
            if match is not None:
                free = match.last.i + 1
                yield match

    def _match_at(self, token: Token, end: int) -> Match | None:
        word = token.lower_
        verbs, nouns = self._lexicon.verbs.get(word, ()), self._lexicon.nouns.get(word, ())
        mention = self._cast.mention_at(token)
        if mention is not None and mention.type != "MISC" and token.text[:1].isupper():
            return None
        as_noun = bool(nouns) and _is_noun(token) and not (verbs and _is_mistaken_noun(token))
        if as_noun:
            return self._noun_match(token, nouns, end) if mention is None else None
        return self._verb_match(token, verbs, end) if verbs and _is_verb(token, verbs[0][1]) else None

    def _verb_match(
        self, token: Token, entries: tuple[tuple[Trigger, frozenset[str]], ...], end: int
    ) -> Match | None:
        groups: dict[frozenset[str], VerbGroup] = {}
        slots: dict[frozenset[str], Slots] = {}
        for entry, tenses in entries:
            last = _rest_matches(token, entry.rest, end, _GAP)
            if last is None and not (len(entry.rest) == 1 and PARTICIPLE in tenses):
                continue
            if tenses not in groups:
                groups[tenses] = read_group(token, tenses, self._lexicon.forms[token.lower_])
            group = groups[tenses]
            # The group alone rules out many entries; only what is left is worth reading the clause for.
            if group.reflexive != entry.reflexive or not (last or (group.passive and group.compound)):
                continue
            if tenses not in slots:
                slots[tenses] = self._verb_slots(token, group)
            if last is None and not _is_subject(entry.rest[0], slots[tenses]):
                continue
            last = last or token
            if _Place(token, last, group, slots[tenses], self._cast, self._lexicon).holds(entry):
                return Match(entry, token, last, group, slots[tenses])
        return None

    def _verb_slots(self, token: Token, group: VerbGroup) -> Slots:
        slots = verb_slots(group, self._lexicon)
        if token.i in self._cues:
            slots["incise"] = [token]
            slots["subj"], slots["obj"] = [self._cues[token.i]], []
        return slots

    def _noun_match(self, token: Token, entries: tuple[Trigger, ...], end: int) -> Match | None:
        for entry in entries:
            last = _rest_matches(token, entry.rest, end, 0)
            if last is None:
                continue
            slots, group = noun_slots(token, last, self._lexicon)
            if any(head.lower_ in _ANY for head in slots["det"]):
                return None
            if _Place(token, last, group, slots, self._cast, self._lexicon).holds(entry):
                return Match(entry, token, last, group, slots)
        return None


def _is_subject(word: str, slots: Slots) -> bool:
    """ "plainte a été déposée": in the passive the noun of a phrase comes first."""
    return any(matches_word(plain(head.lower_), word) for head in slots["obj"])


def _is_verb(token: Token, tenses: frozenset[str]) -> bool:  # noqa: PLR0911
    doc, start = token.doc, sentence_start(token)
    before = doc[token.i - 1].lower_ if token.i > start else ""
    if tenses == {PARTICIPLE} and before in _DETERMINERS - {"au", "aux", "leur"}:
        return False  # "l'accusé"
    if token.pos_ in {"VERB", "AUX"} or (token.pos_ in {"PROPN", "X"} and token.text.islower()):
        return True
    if tenses <= {FUTURE, CONDITIONAL} or (tenses == {PARTICIPLE} and _follows_auxiliary(token)):
        return True
    if _is_mistaken_noun(token):
        return True
    if token.pos_ == "ADJ" or token.dep_ == "acl":
        return (PARTICIPLE in tenses and token.text.islower()) or before in _SUBJECT_PRONOUNS
    if before in _VERB_CLITICS:
        return True
    if INFINITIVE in tenses:
        if before in {"le", "la", "les", "l'", "leur"} and token.i - 1 > start:
            before = doc[token.i - 2].lower_  # "de les ravitailler": before a noun the two would be one word
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


def _follows_auxiliary(token: Token) -> bool:
    """ "n'y a pas consenti": an auxiliary, with nothing but adverbs between."""
    doc, i = token.doc, token.i - 1
    while (
        i > sentence_start(token) and token.i - i <= _GAP and (doc[i].pos_ == "ADV" or doc[i].lower_ == "pas")
    ):
        i -= 1
    return i < token.i - 1 and doc[i].lower_ in auxiliaries()


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
    if before.lower_ in {"et", "ou"} and token.dep_ == "conj" and token.head.pos_ == "VERB":
        return token.head.i < i  # a bare noun is never coordinated with a verb
    if doc[i + 1].lower_ in {"de", "d'"} and i + 2 < len(doc):
        return verb_form(doc[i + 2]) == "Inf"
    if doc[i + 1].pos_ != "DET":
        return False
    if before.lower_ in {"lui", "elle", "leur", "ne", "n'"}:
        return True
    return (before.lower_ in {",", "et"} or before.pos_ == "PROPN") and doc[i + 1].lower_ not in {"du", "des"}


def _is_noun(token: Token) -> bool:
    before = token.doc[token.i - 1].lower_ if token.i > sentence_start(token) else ""
    if token.pos_ in {"NOUN", "PROPN"}:
        return before not in _VERB_CLITICS
    return (
        token.pos_ in {"ADJ", "VERB", "X", "ADV"} and before in _DETERMINERS - {"l'", "le", "la", "les"}
    ) or (token.i == sentence_start(token) and token.text[:1].isupper() and token.pos_ in {"ADJ", "X"})


def _rest_matches(token: Token, rest: tuple[str, ...], end: int, gap: int) -> Token | None:
    """The token that ends the trigger when the words of `rest` follow, each after at most `gap` others."""
    if not rest:
        return token
    tree = tree_of(token.doc)
    i, skipped = token.i + 1, 0
    for word in rest:
        while i < end and not matches_word(plain(tree.words[i]), word):
            other = tree.tokens[i]
            if other.is_quote and gap:
                i += 1
                continue
            if skipped >= gap or other.is_punct or other.pos_ in {"VERB", "AUX", "SCONJ"}:
                return None
            skipped += 1
            i += 1
        if i >= end:
            return None
        i, skipped = i + 1, 0
    return tree.tokens[i - 1]


@dataclass(frozen=True, slots=True)
class _Place:
    """What a condition of the lexicon is asked about."""

    first: Token
    last: Token
    group: VerbGroup | None
    slots: Slots
    cast: Cast
    lexicon: EventLexicon

    def holds(self, entry: Trigger) -> bool:
        """True when every need of `entry` is met and no block applies."""
        needed = all(self.needs(*item) for item in entry.needs.items())
        return needed and not any(self.blocks(*item) for item in entry.blocks.items())

    def met(self, name: str, wanted: Any) -> bool:
        """True when one condition of the lexicon is met; see the head of events.yaml."""
        special = _CONDITIONS.get(name)
        if special is not None:
            return special(self, wanted)
        heads = self.slots[name]
        if not isinstance(wanted, frozenset):
            return bool(heads) == bool(wanted)
        return any(_is_word(head, wanted) for filler in heads for head in phrase_heads(filler))

    def blocks(self, name: str, wanted: Any) -> bool:
        """`met`, also by a hidden object where the parser found none."""
        return self.met(name, wanted) or (
            name == "obj"
            and isinstance(wanted, frozenset)
            and not self.slots["obj"]
            and any(_is_word(noun, wanted) for noun in _hidden_objects(self))
        )

    def needs(self, name: str, wanted: Any) -> bool:
        """`met`, also by an object that a date, a place or a quantity hides from the parser."""
        if self.met(name, wanted):
            return True
        if name == "human" and wanted:
            return not self.slots["obj"] and any(map(self.cast.resolve, _hidden_objects(self)))
        if name != "obj" or wanted is False:
            return False
        if isinstance(wanted, frozenset):
            return any(_is_word(noun, wanted) for noun in _hidden_objects(self))
        return _has_clitic_object(self) or any(_hidden_objects(self))


def hidden_objects(match: Match) -> Iterator[Token]:
    """What may be the object of a verb where the parser found none and no pronoun is it, nearest first."""
    if match.entry.part != "verb" or match.slots["obj"] or _has_clitic_object(match):
        return
    doc = match.first.doc
    joint = next(
        (i for i in range(match.last.i, sentence_end(match.last)) if doc[i].lower_ in _JOINTS), len(doc)
    )
    after = _after_insertion(match.last)
    if after is not None:
        yield after
    for noun in _hidden_objects(match):
        if noun.i < joint and not _is_complement(noun, match.last):
            yield noun


def _after_insertion(verb: Token) -> Token | None:
    """The object behind what commas set off: "a bombardé, dans la nuit de lundi à mardi, le marché de Minbya"."""
    tree, i = tree_of(verb.doc), verb.i + 1
    end, commas, opens = min(tree.ends[verb.i], verb.i + 2 * _HIDDEN), 0, True
    while i < end:
        token, word = tree.tokens[i], tree.words[i]
        if word == ",":
            commas, opens = commas + 1, True
        elif word in _CLAUSE_MARKS or word in {"et", "ou"} or _is_finite_verb(token):
            return None
        elif opens:
            # Each part between commas has to be an adverbial: a preposition, an adverb or a day leads it.
            if commas and (token.pos_ in {"DET", "NUM"} or word == "des") and word not in TIMES:
                closed = commas > 1 or _leads_adverbial(tree.tokens[verb.i + 1])
                return _no_time(first_noun(verb.doc, i, end)) if closed else None
            if not _leads_adverbial(token):
                return None
            opens = False
        i += 1
    return None


def _no_time(noun: Token | None) -> Token | None:
    return None if noun is None or noun.lower_ in TIMES else noun


def _leads_adverbial(token: Token) -> bool:
    return token.pos_ in {"ADP", "ADV"} or token.lower_ in TIMES or token.text == ","


def _is_complement(noun: Token, last: Token) -> bool:
    """ "des" behind a noun is a complement's ("la commission des élections"), behind the trigger an object's."""
    doc = noun.doc
    if doc[noun.i - 1].lower_ != "des" or noun.i - 2 <= last.i:
        return False
    return doc[noun.i - 2].pos_ in {"NOUN", "PROPN", "ADJ"}


def asked_to_act(match: Match) -> list[Token]:
    """The subject of the clause that a request governs: "exige que [Paris] retire ses troupes"."""
    verb = next((verb for verb in match.slots["que"] if verb.i > match.last.i), None)
    if verb is not None:
        return [child for child in children_of(verb) if child.dep_ in SUBJECTS and child.i < verb.i]
    tree, begin = tree_of(match.last.doc), match.last.i + 1
    for i in range(begin, min(tree.ends[match.last.i], begin + _GAP)):
        if match.slots["que"] and tree.words[i] in {"que", "qu'"}:
            noun = _no_time(first_noun(match.last.doc, i + 1, tree.ends[match.last.i]))
            return [noun] if noun is not None else []
    return []


def hidden_addressees(match: Match) -> Iterator[Token]:
    """Nouns that "à" introduces after a trigger, in its clause, wherever the parser hung them."""
    doc, lo = match.first.doc, match.last.i + 1
    for i in range(lo, min(sentence_end(match.last), lo + _HIDDEN)):
        token = doc[i]
        if token.text in _CLAUSE_MARKS or _is_finite_verb(token):
            return
        if token.lower_ in {"à", "au", "aux"} and i + 1 < len(doc):
            yield from _phrase_after(token)


def _phrase_after(link: Token) -> Iterator[Token]:
    """The noun that a preposition introduces, past determiners, numbers and adjectives."""
    doc = link.doc
    for i in range(link.i + 1, min(sentence_end(link), link.i + _GAP + 2)):
        if doc[i].pos_ in {"NOUN", "PROPN"}:
            yield doc[i]
            return
        if doc[i].pos_ not in {"DET", "NUM", "ADJ"}:
            return


def _hidden_objects(place: _Place | Match) -> Iterator[Token]:
    """Nouns after an active verb (before a passive one) that no preposition introduces.

    "a réuni lundi à Luanda les délégations", "accepte de dépêcher autant de soldats".
    """
    group = place.group
    if group is None or (group.passive and not group.compound):
        return
    doc = place.first.doc
    if group.passive:
        lo, hi = max(sentence_start(place.first), group.first - _HIDDEN), group.first
    else:
        lo, hi = place.last.i + 1, min(sentence_end(place.last), place.last.i + 1 + _HIDDEN)
    found = False
    for i in range(lo, hi):
        token = doc[i]
        if not group.passive and (
            token.text in _CLAUSE_MARKS or _is_finite_verb(token) or (found and token.text == ",")
        ):
            return
        if token.pos_ in {"NOUN", "PROPN"} and token.lower_ not in TIMES and not _is_introduced(token, lo):
            found = True
            yield token


def _has_clitic_object(place: _Place | Match) -> bool:
    """ "les a exclus": a pronoun before the verb, whatever the parser made of it."""
    group, doc = place.group, place.first.doc
    return group is not None and any(
        doc[i].lower_ in OBJECT_CLITICS and doc[i].pos_ != "DET" for i in range(group.first, group.verb.i)
    )


def _is_finite_verb(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and verb_form(token) != "Part"


def _is_introduced(noun: Token, lo: int) -> bool:
    """True behind a preposition, unless it only counts the noun ("une vingtaine de policiers")."""
    doc, i = noun.doc, noun.i - 1
    while i >= lo and doc[i].pos_ in {"ADJ", "NUM", "DET"} and doc[i].lower_ not in {"au", "aux", "du"}:
        i -= 1
    if i < lo or doc[i].lower_ in {"des", ","}:
        return False
    if doc[i].lower_ in {"de", "d'", "du"}:
        return i <= lo or not _is_quantity(doc[i - 1])
    is_bare = i == noun.i - 1 and doc[i].pos_ in {"NOUN", "PROPN"}
    return is_bare or doc[i].pos_ == "ADP" or doc[i].lower_ in {"au", "aux"}


def _is_quantity(token: Token) -> bool:
    return token.lower_ in _QUANTITIES or token.lower_.rstrip("s").endswith("aine") or token.pos_ == "NUM"


def _near(place: _Place, wanted: frozenset[str]) -> bool:
    doc, first, last = place.first.doc, place.first.i, place.last.i
    lo = max(sentence_start(place.first), first - NEAR)
    hi = min(sentence_end(place.first), last + NEAR + 1)
    words = tree_of(doc).words
    around = (*words[lo:first], *words[last + 1 : hi])
    return not wanted.isdisjoint(around) or any(_is_word(head, wanted) for head in place.slots["obj"])


def _before(place: _Place, wanted: frozenset[str]) -> bool:
    token = place.first
    word = token.doc[token.i - 1].lower_ if token.i > sentence_start(token) else ""
    return word in wanted or (word == "d'" and "de" in wanted)


def _led(place: _Place, wanted: frozenset[str]) -> bool:
    """The preposition before the noun, its determiner and an adjective ("à l'appel de")."""
    token, start = place.first, sentence_start(place.first)
    i = token.i - 1
    while i >= start and token.i - i < _GAP and token.doc[i].lower_ in _DETERMINERS - {"au", "aux", "du"}:
        i -= 1
    return i >= start and plain(token.doc[i].lower_) in wanted


def _dative(place: _Place, wanted: bool) -> bool:
    group, doc = place.group, place.first.doc
    if group is None:
        return not wanted
    found = any(doc[i].lower_ in _DATIVES and doc[i].pos_ != "DET" for i in range(group.first, group.verb.i))
    return (found or bool(place.slots["à"])) == wanted


def _next(place: _Place, wanted: frozenset[str]) -> bool:
    doc, i = place.last.doc, place.last.i + 1
    return i < len(doc) and doc[i].lower_ in wanted


def _carried(place: _Place, wanted: frozenset[str]) -> bool:
    forms = place.lexicon.forms
    return any(forms.get(head.lower_, frozenset()) & wanted for head in place.slots["gov"])


def _names_in(slot: str) -> Callable[[_Place, Any], bool]:
    """A condition on the types of the actors a slot names."""
    return lambda place, wanted: any(place.cast.type_of(head).lower() in wanted for head in place.slots[slot])


_CONDITIONS: dict[str, Callable[[_Place, Any], bool]] = {
    "passive": lambda place, wanted: place.group is not None and place.group.passive == wanted,
    "refl": lambda place, wanted: place.group is not None and place.group.reflexive == wanted,
    "mention": _names_in("obj"),
    "agent": _names_in("subj"),
    "human": lambda place, wanted: any(map(place.cast.resolve, place.slots["obj"])) == wanted,
    "prep": _before,
    "led": _led,
    "dative": _dative,
    "adjectival": lambda place, wanted: (
        (place.group is not None and place.group.passive and not place.group.compound) == wanted
    ),
    "tense": lambda place, wanted: (
        place.group is not None and place.group.tense in wanted and not is_past_infinitive(place.group)
    ),
    "head": lambda place, wanted: place.first.head.i < place.first.i and _is_word(place.first.head, wanted),
    "near": _near,
    "next": _next,
    "gov": _carried,
}


def _is_word(head: Token, wanted: frozenset[str]) -> bool:
    word = head.lower_
    return (
        word in wanted
        or plain(word) in wanted
        or word.rstrip("sx") in wanted
        or head.lemma_.lower() in wanted
    )


def inverted_cues(doc: Doc) -> dict[int, Token]:
    """Verbs that present a quotation with their subject behind them, and the head of that subject."""
    starts = token_starts(doc)
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
