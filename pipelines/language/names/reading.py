"""A document as the name patterns read it: words, capitals, and the runs of capitalised words."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from pipelines.language.gazetteer import Known, Word, demonyms, first_names, gazetteer, titles, words_of
from pipelines.language.offsets import text_of, token_starts

# Particles inside a person's name; "de" and "du" only right after a first name.
PARTICLES = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "ben",
        "bin",
        "ibn",
        "ould",
        "el",
        "al",
        "abou",
        "abu",
        "bou",
        "di",
        "da",
        "dos",
        "das",
        "del",
        "della",
        "dalla",
        "y",
        "zu",
        "zum",
        "st",
    ]
)
_NOBLE = frozenset({"de", "du", "d", "des"})
# What may hang on a verb by a hyphen; never part of a name.
CLITICS = frozenset(
    [
        "vous",
        "nous",
        "moi",
        "toi",
        "je",
        "tu",
        "il",
        "elle",
        "on",
        "ils",
        "elles",
        "le",
        "la",
        "les",
        "lui",
        "leur",
        "ce",
        "ci",
        "là",
        "la",
        "en",
        "y",
        "t",
    ]
)
LINKS = frozenset({"de", "du", "des", "d"})
ARTICLES = frozenset({"la", "le", "l", "les"})
DETERMINERS = frozenset(
    {"le", "la", "les", "l", "un", "une", "des", "ces", "ce", "cette", "aux", "deux", "trois"}
)
_LONG_GAP = 40  # characters without a word: a table, a rule, a scrap
LONGEST_NAME = 12  # words; longer runs of capitals are headlines or lists


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: offsets are code points, `known` is its lexicon entry, if any."""

    start: int
    end: int
    type: str
    method: str
    known: Known | None = None


@dataclass(slots=True)
class Reading:
    """A document with its words, runs of capitalised words and the few token facts the patterns ask for."""

    doc: Doc
    text: str = ""
    words: list[Word] = field(default_factory=list)
    token: list[int] = field(default_factory=list)  # token index of each word
    first: list[bool] = field(default_factory=list)  # word i begins a sentence, a quotation or a line
    shouting: list[bool] = field(default_factory=list)  # word i stands in an all-capitals line
    gaps: list[str] = field(default_factory=list)  # what stands before word i, "" before the first
    capitals: list[bool] = field(default_factory=list)  # word i begins with a capital
    keys: list[str] = field(default_factory=list)  # word i in its look-up form

    def __post_init__(self) -> None:
        self.text = text_of(self.doc)
        self.words = words_of(self.text)
        self.keys = [word.key for word in self.words]
        self.capitals = [word.text[0].isupper() for word in self.words]
        self._align()
        self._mark_lines()

    def _align(self) -> None:
        starts = [sent.start_char for sent in self.doc.sents]
        i, n, previous, sentence = 0, len(self.doc), 0, 0
        # words begin in no white space: behind the end of a token is from the start of the next
        after = token_starts(self.doc)[1:]
        for word in self.words:
            while i < n - 1 and after[i] <= word.start:
                i += 1
            self.token.append(i)
            while sentence < len(starts) and starts[sentence] < previous:
                sentence += 1
            gap = self.text[previous : word.start]
            self.gaps.append(gap)
            opening = sentence < len(starts) and starts[sentence] <= word.start
            if not opening and gap != " ":
                opening = (
                    not previous
                    or len(gap) >= _LONG_GAP
                    or gap in (" - ", " – ", " — ")
                    or any(c in '«“‹":\n•' for c in gap)
                )
            self.first.append(opening)
            previous = word.end
        if self.gaps:
            self.gaps[0] = ""

    def _mark_lines(self) -> None:
        self.shouting = [False] * len(self.words)
        begin = 0
        for i in range(1, len(self.words) + 1):
            if i < len(self.words) and "\n" not in self.gaps[i]:
                continue
            line = [w.text for w in self.words[begin:i] if w.text.isalpha()]
            if len(line) > 2 and sum(t.isupper() for t in line) > 0.8 * len(line):
                self.shouting[begin:i] = [True] * (i - begin)
            begin = i

    def gap(self, i: int) -> str:
        """What stands between word i - 1 and word i, "" at the edges of the text."""
        return self.gaps[i] if 0 < i < len(self.gaps) else ""

    def capital(self, i: int) -> bool:
        """True when word i exists and begins with a capital."""
        return i < len(self.capitals) and self.capitals[i]

    def key(self, i: int) -> str:
        """Folded word i, "" outside the text."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""

    def pos(self, i: int) -> str:
        """Part of speech of word i as the model sees it."""
        return self.doc[self.token[i]].pos_ if 0 <= i < len(self.words) else ""

    def name(self, i: int, j: int, kind: str, method: str, known: Known | None = None) -> Name:
        """The name made of words i to j (exclusive)."""
        return Name(self.words[i].start, self.words[j - 1].end, kind, method, known)

    def phrase(self, i: int, j: int) -> str:
        """Folded words i to j, joined by spaces."""
        return " ".join(self.keys[i:j])


def run_end(reading: Reading, i: int) -> int:
    """End of the run of capitalised words that begins at word i: "Marijke Van der Elst", "Al-Massirah"."""
    j = i + 1
    while j < min(len(reading.words), i + LONGEST_NAME):
        gap = reading.gap(j)
        initial = gap == ". " and len(reading.words[j - 1].text) == 1 and reading.key(j) not in titles()
        apart = gap not in (" ", "-", "'", "\n") or (gap == "\n" and reading.first[j])
        if apart and not initial:
            break
        if reading.capital(j) and not reading.first[j]:
            j += 1
            continue
        step = _hyphen_step(reading, j) or _particle_step(reading, i, j)
        if not step:
            break
        j = step
    return j


def _hyphen_step(reading: Reading, j: int) -> int:
    """Past a lower-case part after a hyphen ("Kim Sung-ho", "Aix-en-Provence"), 0 when it is a clitic."""
    if reading.gap(j) == "'":
        before = reading.words[j - 1]
        # "Prud'homme"; "Jusqu'ici" is no name
        return (
            j + 1
            if len(before.text) > 3 and before.text[0].isupper() and not before.key.endswith("qu")
            else 0
        )
    if reading.gap(j) != "-" or reading.key(j) in CLITICS or not reading.words[j].text.isalpha():
        return 0
    if reading.gap(j + 1) == "-":
        connectors = j + 1
        while reading.gap(connectors) == "-" and not reading.capital(connectors) and connectors - j < 3:
            connectors += 1
        return connectors + 1 if reading.gap(connectors) == "-" and reading.capital(connectors) else 0
    return j + 1 if len(reading.key(j)) <= 5 else 0


def _particle_step(reading: Reading, i: int, j: int) -> int:
    """Past the particles at word j and the capitalised word after them, 0 when there are none."""
    k = j
    while i < j - 1 and reading.key(i) in titles():
        i += 1
    noble = reading.phrase(i, j) in first_names()
    while k < len(reading.words) and k - j < 3:
        key = reading.key(k)
        if not (key in PARTICLES or (key in _NOBLE and noble) or (k > j and key in ("la", "le", "l"))):
            break
        if reading.words[k].text[0].isupper():
            break
        k += 1
        if reading.gap(k) not in (" ", "-", "'"):
            return 0
    if k == j or not reading.capital(k) or reading.first[k]:
        return 0
    if noble and reading.key(j) in _NOBLE and gazetteer().get(reading.words[k].text):
        return 0
    return k + 1


def is_proper(reading: Reading, i: int) -> bool:
    """True for a capitalised word that begins nothing and is no inhabitant."""
    return reading.capital(i) and not reading.first[i] and reading.key(i) not in demonyms()


def follows(reading: Reading, k: int, pos: str) -> bool:
    """True when word k is in lower case, of that part of speech, and a space away from the word before."""
    return (
        k < len(reading.words) and reading.gap(k) == " " and reading.pos(k) == pos and not reading.capital(k)
    )
