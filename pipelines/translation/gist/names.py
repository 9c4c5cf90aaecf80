"""Names held out of a sentence before it is analysed: what has a capital inside a sentence is a name, and stays.

French writes few common words with a capital; those that make up names of institutions are translated.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines import paths
from pipelines.lexicon import load_yaml
from pipelines.translation.gist.lexicon import Lexicon, function_words, read
from pipelines.translation.glossary import Glossary, Term, lexicon_terms
from pipelines.translation.held import GivenName
from pipelines.translation.known_names import name_words, place_names
from pipelines.translation.wording import fold

_LETTERS = "bcdfghjklmnpqrstvwxz"
_TOKEN = re.compile(
    r"(?:(?<![^\W_])(?:[dlnsjmtcDLNSJMTC]|[qQ]u)')?([^\W_]+(?:(?:[-.&]|'(?=[^\W_]))[^\W_]+)*\.?(?<!\.))"
)
_OPENING = re.compile(r"(?:^|[.!?:…;]|[«“\"(\[–—-])\s*(?:[dlnsjmtc]'|qu')?$", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"Zn[a-z]{2}x")
_ADDRESSED = frozenset({"M", "Mme", "MM", "Mmes", "Mlle"})
_ONE_NAME = re.compile(r" [^\W\d_a-zàâçéèêëîïôûùüœ]\w")
_TWO_NAMES = re.compile(r" [^\W\d_a-zàâçéèêëîïôûùüœ]\w+ [^\W\d_a-zàâçéèêëîïôûùüœ]\w")
_NAMED = re.compile(r"\.? [^\W\d_a-zàâçéèêëîïôûùüœ]")
_ENGLISH_ARTICLE = re.compile(r"the ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Held:
    """A name held out of a sentence.

    Attributes:
        english: what is put back.
        place: it is the name of a place.
        gender: "m" or "f" of a person whose first name tells it, "?" of one whose first name does not, else "".
    """

    english: str
    place: bool = False
    gender: str = ""


@cache
def _first_names() -> dict[str, str]:
    listed = load_yaml("first_names.yaml")
    return {name: gender for gender in ("both", "m", "f") for name in listed[gender].split()}


@cache
def _glossary() -> Glossary:
    own = [Term(entry.fr, entry.en) for entry in read() if entry.kind == "name"]
    return Glossary([*own, *lexicon_terms()])


@cache
def peoples() -> dict[str, str]:
    """French names of inhabitants and adjectives of nationality with their English."""
    english = {}
    with (paths.DATA / "lexicon" / "demonyms_en.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            english[row["iso"]] = [part.strip() for part in row["en"].split(";")]
    found: dict[str, str] = {}
    with (paths.DATA / "lexicon" / "demonyms.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            forms = english.get(row["iso"])
            if not forms:
                continue
            for column, form in row.items():
                if column != "iso" and form:
                    many = column == "inhabitants" and len(forms) > 1
                    found.setdefault(form, forms[1] if many else forms[0])
    return found


def _placeholder(index: int) -> str:
    return f"Zn{_LETTERS[index // 20 % 20]}{_LETTERS[index % 20]}x"


def _small(word: str) -> bool:
    low = word.lower()
    words = function_words()
    return any(low in words[part] for part in ("prepositions", "conjunctions", "relatives", "determiners", "adverbs", "subjects", "objects")) or low in _STARTS  # fmt: skip


_STARTS = frozenset(["le", "la", "les", "l", "un", "une", "des", "du", "de", "au", "aux", "ce", "cet", "cette", "ces", "il", "elle", "ils", "elles", "on", "nous", "vous", "je", "mes", "ses", "leurs", "son", "sa", "mon", "ma", "notre", "votre", "tout", "toute", "tous", "toutes", "aucune", "certains", "certaines", "quelques", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "m", "mme"])  # fmt: skip


def hold(sentence: str, lexicon: Lexicon, given: Sequence[GivenName] = ()) -> tuple[str, dict[str, Held]]:
    """The sentence with a word of no language for each name, and what to put back for each.

    Args:
        sentence: the French.
        lexicon: of the words that are no names.
        given: names that are known to stand in it, with their English.
    """
    names: dict[str, Held] = {}
    spans = [(name.start, name.end, _told(name)) for name in given]
    told = [(a, b) for a, b, _ in spans]
    spans += [
        (h.start, h.end, _known(h.term))
        for h in _glossary().find(sentence)
        if not any(a < h.end and h.start < b for a, b in told)
    ]
    taken = [(a, b) for a, b, _ in spans]
    run: tuple[int, int] | None = None
    for match in _TOKEN.finditer(sentence):
        start, end = match.span(1)
        word = match[1]
        inside = any(a < end and start < b for a, b in taken)
        joined = (
            run is not None and sentence[run[1] : match.start()] in {" ", ". "} and match.start() == start
        )
        keep = not inside and (
            _is_name(word, sentence[: match.start()], sentence[end:], lexicon)
            or (joined and word[0].isupper() and word not in _ADDRESSED)
        )
        if keep and joined and run:
            run = (run[0], end)
        elif keep:
            if run:
                spans.append((*run, _english(sentence[run[0] : run[1]], lexicon)))
            run = (start, end)
        elif run:
            spans.append((*run, _english(sentence[run[0] : run[1]], lexicon)))
            run = None
    if run:
        spans.append((*run, _english(sentence[run[0] : run[1]], lexicon)))
    for start, end, english in sorted(spans, reverse=True):
        word = _placeholder(len(names))
        names[word] = english
        sentence = sentence[:start] + word + sentence[end:]
    return sentence, names


def put_back(english: str, names: Mapping[str, Held]) -> str:
    """English with the names in it that came out as the words that held their places, joined to other words."""
    return _PLACEHOLDER.sub(lambda found: names[found[0]].english if found[0] in names else found[0], english)


def _told(name: GivenName) -> Held:
    gender = _gender(name.english)  # of a place, too, that the reader took for one
    place = name.kind == "LOC" and gender not in {"m", "f"}
    return Held(name.english, place, gender or ("?" if name.kind == "PER" else ""))


def _known(term: Term) -> Held:
    english = term.fr if _part(term.fr, term.en) else term.en
    return Held(english, fold(term.fr) in place_names(), _gender(term.en))


def _part(french: str, english: str) -> bool:
    """Whether a French short form is a part of the English name: "Macron" of "Emmanuel Macron"."""
    return " " in english and " " not in french and fold(french) in fold(english).split()


def _english(name: str, lexicon: Lexicon) -> Held:
    if name in function_words()["honorifics"]:
        return Held(function_words()["honorifics"][name])
    honorific, _, rest = name.partition(" ")
    if rest and (short := function_words()["honorifics"].get(honorific)):
        return Held(f"{short} {rest}", gender="f" if honorific.startswith(("Mme", "Mlle", "Mad")) else "m")
    english = lexicon.names.get(name) or peoples().get(name) or name
    return Held(english, fold(name) in place_names(), _gender(name))


def _gender(name: str) -> str:
    first, _, rest = name.partition(" ")
    told = _first_names().get(first) if rest else None
    return "" if told is None else told if told in {"m", "f"} else "?"


def _is_name(word: str, before: str, after: str, lexicon: Lexicon) -> bool:
    if not word[0].isupper() or re.fullmatch(r"Z[nqh][a-z]{2}x", word):
        return False
    if word in lexicon.names or word in peoples():
        return True
    if word.rstrip(".") in _ADDRESSED and _NAMED.match(after):
        return True
    if _OPENING.search(before) and not (len(word) > 1 and word.isupper()):
        # The first word of a sentence: a name only when another follows and it is no small word.
        if _small(word) or _common(word):
            return False
        return bool(_TWO_NAMES.match(after)) or (bool(_ONE_NAME.match(after)) and not lexicon.form(word))
    return not _common(word)


def _common(word: str) -> bool:
    return fold(word) in name_words() or word in _ADDRESSED
