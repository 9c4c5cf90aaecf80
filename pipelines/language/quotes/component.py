"""Quotes: who said what. Marked words, reported clauses and their speakers, as one spaCy component."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from pipelines.language import extensions
from pipelines.language.offsets import text_of
from pipelines.language.quotes.attributions import Attributions
from pipelines.language.quotes.clauses import Clauses, Found
from pipelines.language.quotes.quotation_marks import MarkedSpan, pair_marks
from pipelines.language.quotes.speakers import UNKNOWN, Speaker, Speakers
from pipelines.language.quotes.utterances import Utterances
from pipelines.language.records import Quote, Span
from pipelines.language.reference.referents import of_name
from pipelines.language.reporting import find_cues
from pipelines.language.surface import Surface

FACTORY = "visavis_quotes"
_TURN = re.compile(r"(?:(?<=\n\n)|\A|(?<=[.!?…»”] ))[—–] ?(?=[^\s—–])")
_EXCLAMATION = re.compile(r"[^.!?…]{2,60}[!?]+(?= [A-ZÀÂÇÉÈÊËÎÏÔÙÛÜ]|\Z)")
_PARAGRAPH_END = re.compile(r"\n\n|\Z")
_OWN = {"mon": "le", "ma": "la", "mes": "les"}
_INHERITS_OVER = 1  # paragraphs back


@Language.factory(
    FACTORY,
    assigns=["doc._.quotes", "doc._.referents"],
    requires=["token.pos", "token.morph", "token.dep", "token.head", "doc._.actors", "doc._.mentions"],
)
def create_quotes(nlp: Language, name: str) -> Quotes:
    """The component, for `nlp.add_pipe("visavis_quotes")` after `visavis_actors`."""
    return Quotes()


class Quotes:
    """Fills `doc._.quotes` and `doc.spans["quotes"]`."""

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc in place."""
        doc._.quotes = read_quotes(doc)
        spans = ((part, quote.kind) for quote in doc._.quotes for part in quote.parts)
        extensions.set_spans(doc, "quotes", spans)
        return doc


def read_quotes(doc: Doc) -> tuple[Quote, ...]:
    """Every quote of a Doc, by the place of its first part.

    Needs tags, a parse and sentence starts; uses `doc._.mentions` and `doc._.actors` where they are set.
    """
    if not len(doc):
        return ()
    surface = Surface(doc, tuple(doc._.mentions))
    text = text_of(doc)
    every = pair_marks(text)
    outermost = _with_turns(text, [mark for mark in every if mark.depth == 0])
    nested = [mark for mark in every if mark.depth > 0]
    speakers = Speakers(surface, doc._.actors)
    cues = find_cues(surface)
    clauses = Attributions(surface, cues, outermost, speakers)
    ended = [_ended(number, clauses) for number in range(len(outermost))]
    if ended != outermost:
        outermost = ended
        clauses = Attributions(surface, cues, outermost, speakers)
    found = _decide(clauses, nested)
    speakers.quoted = [(mark.start, mark.end) for mark in outermost]
    doc._.referents = speakers
    return tuple(_resolve(found, surface, speakers))


def _with_turns(text: str, marks: list[MarkedSpan]) -> list[MarkedSpan]:
    """The marks, and the turns of a dialogue that open with a dash, where no mark covers them."""
    turns: list[MarkedSpan] = []
    openings = list(_TURN.finditer(text))
    k = 0
    stop_at = 0
    for position, match in enumerate(openings):
        if stop_at < match.end():
            end = _PARAGRAPH_END.search(text, match.end())
            stop_at = end.start() if end else len(text)
        stop = stop_at
        if position + 1 < len(openings):
            stop = min(stop, openings[position + 1].start())
        exclaimed = _EXCLAMATION.match(text, match.end(), stop)
        if exclaimed and text[match.start() - 1 : match.start()] == " ":
            stop = exclaimed.end()
        while k < len(marks) and marks[k].outer_end <= match.start():
            k += 1
        if k < len(marks) and marks[k].outer_start < stop:
            continue
        words = text[match.end() : stop].rstrip()
        if words:
            stop = match.end() + len(words)
            turns.append(MarkedSpan(match.start(), stop, match.end(), stop, "dash", 0))
    return sorted([*marks, *turns], key=lambda mark: mark.outer_start)


def _ended(number: int, clauses: Attributions) -> MarkedSpan:
    """A span whose closing mark is missing, up to the end of the sentence that its first incise cuts.

    So ends a turn within a paragraph too. Where the incise ends its sentence, the lost mark stood before it.
    """
    mark = clauses.marks[number]
    text, surface = clauses.surface.text, clauses.surface
    if mark.kind == "dash":
        if (
            not mark.start
            or "\n" in text[max(mark.outer_start - 2, 0) : mark.outer_start]
            or not mark.outer_start
        ):
            return mark
    elif mark.closed or (number + 1 < len(clauses.marks) and clauses.marks[number + 1].resumes):
        return mark
    first, stop = surface.tokens_of(mark.start, mark.end)
    for i in range(first + 1, stop):
        cue = clauses.by_left.get(i)
        if cue is None or not (cue.takes("direct") or cue.takes("incise")) or clauses.incise(cue) is None:
            continue
        end = surface.end[surface.last[i] - 1]
        span = surface.trim(mark.start, surface.start[i])
        after = clauses.incise_stop(cue)
        if (
            span is not None
            and mark.kind != "dash"
            and after < stop
            and surface.low[after] in (".", "!", "?")
        ):
            end = span[1]
        return replace(mark, outer_end=min(end, mark.end), end=min(end, mark.end))
    return mark


def _decide(clauses: Attributions, nested: list[MarkedSpan]) -> list[Found]:
    utterances = Utterances(clauses, nested)
    utterances.after_words()
    utterances.incises_inside()
    reported = [*clauses.reported(), *clauses.sources()]
    for each in reported:
        if any(
            number in utterances.taken and not _inside(clauses.marks[number], each.parts)
            for number in each.marks
        ):
            continue
        utterances.taken.update(each.marks)
    utterances.before_words()
    utterances.dialogue()
    found = [*utterances.found, *reported]
    found = _without_repeats(found)
    found.sort(key=lambda each: (each.parts[0][0], -each.parts[-1][1]))
    found = _joined(found, clauses)
    return [*found, *utterances.inner()]


def _inside(mark: MarkedSpan, parts: list[Span]) -> bool:
    return any(start <= mark.start and mark.end <= end for start, end in parts)


def _without_repeats(found: list[Found]) -> list[Found]:
    """One quote per stretch of words: of two with the same span, the one decided first."""
    seen: set[Span] = set()
    kept = []
    for each in found:
        span = (each.parts[0][0], each.parts[-1][1])
        if span not in seen:
            seen.add(span)
            kept.append(each)
    return kept


def _joined(found: list[Found], clauses: Clauses) -> list[Found]:
    """Quotes with what continues them: after an incise in the paragraph, or over the paragraph's end."""
    joined: list[Found] = []
    last: Found | None = None  # the last direct quote
    for each in found:
        if each.kind != "direct":
            joined.append(each)
            continue
        if last is not None and _continues(each, last, clauses):
            if last.inherits and not each.inherits:
                last.find, last.cue, last.stance, last.method = each.find, each.cue, each.stance, each.method
                last.inherits = False
            last.parts.extend(each.parts)
            last.marks.extend(each.marks)
            continue
        joined.append(each)
        last = each
    return joined


def _continues(each: Found, last: Found, clauses: Clauses) -> bool:
    if not each.marks or not last.marks:
        return False
    text = clauses.surface.text
    mark, before = clauses.marks[each.marks[0]], clauses.marks[last.marks[-1]]
    between = text[before.outer_end : mark.outer_start]
    if mark.kind == "dash" or before.kind == "dash":
        return False
    if mark.resumes and not between.strip():
        return True
    if "\n\n" in between:
        return each.inherits and not between.strip() and mark.kind == before.kind
    if not each.inherits or last.cue is None or last.cue[0] < before.outer_end:
        return each.inherits and not between.strip(" .,") and "\n" not in between
    # Only the incise stands between: one sentence, which may end with a stop before the mark.
    incise = between.strip()
    return len(incise) < 400 and not any(stop in incise[:-1] for stop in (". ", "! ", "? "))


def _resolve(found: list[Found], surface: Surface, speakers: Speakers) -> list[Quote]:
    """Quotes with their speakers, looked up in text order so that pronouns know who spoke before."""
    quotes: list[Quote] = []
    for each in sorted(found, key=lambda one: one.place):
        speaker = each.find() if each.find else None
        inferred = speaker is None
        if speaker is None and each.method == "dialogue":
            speaker = UNKNOWN
        if speaker is None:
            speaker = _inherited(each, surface, speakers)
        speakers.note(each.place, each.cue, speaker)
        quotes.append(Quote(
            tuple(each.parts), each.kind, speaker.span if not inferred else None, speaker.name, speaker.actor_id,
            inferred and bool(speaker.name), each.cue, each.stance, each.method,
        ))  # fmt: skip
    quotes = [_of_relative(quote, quotes) for quote in quotes]
    return sorted(quotes, key=lambda quote: (quote.parts[0][0], -quote.parts[-1][1]))


def _of_relative(quote: Quote, quotes: list[Quote]) -> Quote:
    """ "« Ma fille m'a dit : “…” », raconte X": the daughter of X."""
    article = _OWN.get(quote.speaker_name.split(" ", 1)[0].lower())
    if article is None or quote.speaker is None or " " not in quote.speaker_name:
        return quote
    start = quote.parts[0][0]
    outer = next(
        (other for other in quotes if other is not quote and any(a <= start < b for a, b in other.parts)),
        None,
    )
    if outer is None or not outer.speaker_name or outer.speaker_name.split(" ", 1)[0].lower() in _OWN:
        return quote
    noun = quote.speaker_name.split(" ", 1)[1]
    if noun[0].lower() in "aeéèêiouhâîô" and article != "les":
        article = "l'"
    joined = f"{article}{'' if article.endswith(chr(39)) else ' '}{noun}"
    return replace(quote, speaker_name=f"{joined} {of_name(outer.speaker_name)}")


def _inherited(each: Found, surface: Surface, speakers: Speakers) -> Speaker:
    """The speaker of the quote before, in this paragraph or the one before it."""
    here = min(surface.token_at(each.place), len(surface) - 1)
    following = speakers.opening_after(each.parts[-1][1])
    place, speaker = speakers.said[-1] if speakers.said else (-1, UNKNOWN)
    presented = speakers.presented_before(here, place)
    if presented is not None:
        return presented
    there = min(surface.token_at(place), len(surface) - 1) if place >= 0 else 0
    away = surface.paragraph[here] - surface.paragraph[there] if place >= 0 else _INHERITS_OVER + 1
    if away == 0:
        return speaker
    return (
        following or (speaker if away <= _INHERITS_OVER else None) or speakers.told_of_before(here) or UNKNOWN
    )
