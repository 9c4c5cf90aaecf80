"""A Doc as flat arrays: the words, tags and edges the quote rules look at, read from spaCy once.

Rules about quotes go by surface order more than by the parse, which inverted subjects and cut sentences
mislead; flat arrays keep their cost small beside the model's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from spacy.tokens import Doc, Token

from pipelines.language.offsets import column, heads_of, text_of, token_starts, tokens_of
from pipelines.language.records import Mention, Span

OPENING = frozenset({"«", "“", "„", "‟", "‹", "<<", "``"})
CLOSING = frozenset({"»", "”", "›", ">>"})
MARKS = OPENING | CLOSING | {'"', "''"}
CLITICS = frozenset({
    "me", "m'", "te", "t'", "se", "s'", "nous", "vous", "le", "la", "l'", "les", "lui", "leur", "en", "y", "ne", "n'",
})  # fmt: skip
SUBJECT_PRONOUNS = frozenset({"il", "elle", "on", "ils", "elles", "je", "j'", "nous", "vous", "l'on"})
AVOIR = frozenset({
    "ai", "as", "a", "avons", "avez", "ont", "avais", "avait", "avions", "avaient", "aura", "aurait", "auraient", "auront",
    "eut", "eurent", "ayant", "avoir", "ait", "aient", "eu",
})  # fmt: skip
ETRE = frozenset({
    "suis", "es", "est", "sommes", "êtes", "sont", "étais", "était", "étions", "étaient", "sera", "serait", "seraient",
    "seront", "fut", "furent", "étant", "être", "soit", "soient", "été",
})  # fmt: skip

_LONGEST_SENTENCE = 400  # tokens; longer ones are cut, so that looking around a verb has a bound
_CUT_ELISIONS = frozenset({"qu", "d", "l", "n", "s", "j", "c", "m", "lorsqu", "puisqu", "jusqu"})
_ENDINGS = (
    ("conditional", ("rait", "raient", "rais")),
    ("imperfect", ("ait", "aient")),
    ("future", ("ra", "ront", "rai", "rez", "rons")),
)
_DEMONSTRATIVES = frozenset(
    pronoun + ending for pronoun in ("celui", "celle", "ceux", "celles") for ending in ("-", "-ci", "-là")
) | {"état-", "état-major", "états-", "états-majors"}  # fmt: skip
_PIECE = re.compile(r"\w+'|\"|[^\"']+|'")
_PIECE_TAGS = {
    "d'": "ADP",
    "l'": "DET",
    "qu'": "SCONJ",
    "n'": "ADV",
    "s'": "PRON",
    "c'": "PRON",
    "j'": "PRON",
    '"': "PUNCT",
}


class Surface:
    """Token arrays of one Doc, all of the same length, and its sentences and paragraphs.

    Attributes:
        low: the words in lower case; pos, dep: spaCy's tags; head: token index of the head.
        start, end: code point offsets of each token.
        finite: True for a finite verb or auxiliary.
        first, last: token index of the sentence's first token, and one past its last, for every token.
        paragraph: index of the paragraph of each token.
        mention: index into `mentions` of the mention that covers the token, -1 for none.
        subjects: left and right nominal subjects of each verb, by token index.
    """

    def __init__(self, doc: Doc, mentions: tuple[Mention, ...] = ()) -> None:
        self.text = text_of(doc)
        self.mentions = mentions
        self.low: list[str] = []
        self.pos: list[str] = []
        self.dep: list[str] = []
        self.head: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.token: list[Token] = []
        self.finite: list[bool] = []
        self.infinitive: list[bool] = []
        places: list[int] = []  # of each spaCy token
        heads: list[int] = []
        told = zip(column(doc, "LOWER"), column(doc, "POS"), column(doc, "DEP"), strict=True)
        for token, start, head, (low, pos, dep) in zip(
            tokens_of(doc), token_starts(doc), heads_of(doc), told, strict=True
        ):
            self._take(token, start, low, pos, dep, places)
            heads.extend([head] * (len(self.low) - len(heads)))
        self.head = [places[head] for head in heads]
        self.subjects: dict[int, list[int]] = {}
        for i, dep in enumerate(self.dep):
            if dep.startswith("nsubj"):
                self.subjects.setdefault(self.head[i], []).append(i)
        n = len(self.low)
        self._lay_out(n)
        self.mention = [-1] * n
        for number, mention in enumerate(mentions):
            for i in range(*self.tokens_of(mention.start, mention.end)):
                self.mention[i] = number
                self.finite[i] = False  # md tags parts of names as verbs

    def _take(self, token: Token, start: int, low: str, pos: str, dep: str, places: list[int]) -> None:
        """Add a spaCy token; what it glues or cuts at an apostrophe beside a mark is mended first."""
        if low == "'" and self.low and self.low[-1] in _CUT_ELISIONS and self.end[-1] == start:
            self.low[-1] += "'"
            self.end[-1] += 1
            places.append(len(self.low) - 1)
            return
        if self.low and self.end[-1] == start and self.low[-1] + low in _DEMONSTRATIVES:
            self.low[-1] += low
            self.end[-1] += len(low)
            places.append(len(self.low) - 1)
            return
        places.append(len(self.low))
        if '"' in low and len(low) > 1:
            for match in _PIECE.finditer(low):
                self._add(token, match.group(), start + match.start(), pos, dep)
            places[-1] = len(self.low) - 1
            return
        self._add(token, low, start, pos, dep)

    def _add(self, token: Token, low: str, start: int, told: str, dep: str) -> None:
        """Add a word, all or a piece of a token that the model told the part of speech `told` and the edge `dep`."""
        whole = len(low) == len(token)
        pos = told if whole else _PIECE_TAGS.get(low, told)
        self.low.append(low)
        self.pos.append(pos)
        self.dep.append(dep if whole or pos == told else "")
        self.start.append(start)
        self.end.append(start + len(low))
        self.token.append(token)
        verb = pos in ("VERB", "AUX")
        morph = str(token.morph) if verb else ""
        # "interrompra" tagged as an infinitive: an infinitive ends in -r or -re
        infinitive = "VerbForm=Inf" in morph and low.endswith(("r", "re"))
        self.finite.append(verb and not infinitive and "VerbForm=Part" not in morph)
        # A verb glued to a mark is tagged as a noun; its ending tells.
        glued = not whole and pos == told and low.endswith(("er", "ir", "re"))
        self.infinitive.append(infinitive or glued)

    def _lay_out(self, n: int) -> None:
        self.first = [0] * n
        self.last = [n] * n
        self.paragraph = [0] * n
        starts: list[int] = []
        paragraph = 0
        fresh = True
        for i in range(n):
            self.paragraph[i] = paragraph
            if "\n\n" in self.low[i]:
                paragraph += 1
                fresh = True
                continue
            if (
                fresh
                or i - starts[-1] >= _LONGEST_SENTENCE
                or (self.token[i].is_sent_start and (not i or self.token[i - 1] is not self.token[i]))
            ):
                starts.append(i)
            fresh = False
        for here, following in pairwise([*starts, n]):
            stop = following
            while stop > here + 1 and self.low[stop - 1].isspace():
                stop -= 1
            for i in range(here, following):
                self.first[i] = here
                self.last[i] = stop

    def __len__(self) -> int:
        return len(self.low)

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """First token that ends after `start`, and one past the last that starts before `end`."""
        return bisect_right(self.end, start), bisect_left(self.start, end)

    def token_at(self, offset: int) -> int:
        """The first token that ends after `offset`; the number of tokens if none."""
        return bisect_right(self.end, offset)

    def is_mention(self, i: int, *types: str) -> bool:
        """Whether token i belongs to a mention, of one of `types` when given."""
        if not 0 <= i < len(self.low) or self.mention[i] < 0:
            return False
        return not types or self.mentions[self.mention[i]].type in types

    def mention_end(self, i: int) -> int:
        """One past the last token of the mention that covers token i."""
        number, j = self.mention[i], i
        while j < len(self.low) and self.mention[j] == number:
            j += 1
        return j

    def tense(self, i: int) -> str:
        """The tense of the finite verb or auxiliary at i, by its ending where that tells."""
        word = self.low[i]
        for tense, endings in _ENDINGS:
            if word.endswith(endings):
                return tense
        if word in ("a", "ont", "est", "sont", "ai", "avons") and self.dep[i].startswith("aux"):
            return "perfect"
        morph = self.token[i].morph
        return " ".join([*morph.get("Mood", []), *morph.get("Tense", [])])

    def span(self, first: int, stop: int) -> Span:
        """The offsets of tokens first … stop - 1."""
        return self.start[first], self.end[stop - 1]

    def trim(self, start: int, end: int) -> Span | None:
        """The span without white space and punctuation at its edges that does not belong to its words."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in ",;:.–—"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—"):
            end -= 1
        return (start, end) if start < end else None
