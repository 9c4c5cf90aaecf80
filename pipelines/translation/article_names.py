"""The names that the reader found in an article, with the English that stands for each, the same wherever it is named.

Papers, and parties of French-speaking countries, keep their French names. A place has its English name. A person's
name stays, in the English spelling where the lexicon has one ("Poutine", "Putin"). A name that is made of French words
and has no English in the data ("Haute Autorité de santé") is left to the engine, which translates it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipelines.translation.checks.capitals import english_of_word
from pipelines.translation.glossary import Hit, Term
from pipelines.translation.known_names import KnownName, generic_words, known_name, known_names, name_words
from pipelines.translation.wording import fold, plain

_WORD = re.compile(r"[^\W_]+")
_WHOLE_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NAME = re.compile(r"[^\W_](?:[\w .'&-]*\w)?\.?")
_NUMERAL = re.compile(r"[IVXLC]+e?(?:r|me)?")
_COMPASS = {"nord", "sud", "est", "ouest", "centre"}
# Small words inside names that are the same in English.
_SMALL = frozenset([
    "de", "du", "d", "la", "van", "von", "der", "den", "ter", "zu", "af", "ben", "bin", "ibn", "abou", "abu", "ould", "al", "el", "di",
    "da", "dos", "del", "della", "do", "y", "e", "s",
])  # fmt: skip
# What stands right beside a word that is but a part of an address, a file name or a compound.
_JOINED_BEFORE, _JOINED_AFTER = re.compile(r"(?:[\w@/]|\w[-.])$"), re.compile(r"[\w@/]|[-.]\w")
_OPENING = re.compile(r"[\s«“\"'‘’(\[–—-]*")
_ARTICLE = re.compile(r"\b(?:(l)['’]|(?:(le|la|les|au|aux|du|des) ))$", re.IGNORECASE)
_WITH_ARTICLE = {
    "l": ("l'",), "le": ("le ",), "la": ("la ",), "les": ("les ",),
    "au": ("le ",), "du": ("le ",), "aux": ("les ",), "des": ("les ",),
}  # fmt: skip
# A word that opens a sentence and that only the statistical model takes for a name is none in "Ayez à …", "Courroux de …".
_VERB = re.compile(r"[^\W_]+(?:ez|ons)")
_GOES_ON = re.compile(r" (?:à|au|aux|de|des|du|d['’]|en|pour|sur|avec|votre|vos|nos)\b| ?[!?]")
_GUESSED = "model"  # how the mentions that no rule or lexicon confirms were found
_TITLES = frozenset({"ORG", "MISC"})


class MentionIn(NamedTuple):
    """A mention in a sentence.

    Attributes:
        start, end: its span in the sentence, in code points.
        surface: as it stands there.
        type: PER, ORG, LOC or MISC.
        actor_id, name, name_en: whom it names, "" where that is not known.
        method: how it was found.
    """

    start: int
    end: int
    surface: str
    type: str
    actor_id: str
    name: str
    name_en: str
    method: str


def names_of(sentence: str, mentions: Sequence[MentionIn]) -> list[Hit]:
    """The names of a sentence that an engine is to keep, in order, each with its English.

    Args:
        sentence: the French.
        mentions: what the reader found in it.
    """
    found: list[Hit] = []
    for mention in sorted(mentions):
        if found and mention.start < found[-1].end:
            continue
        if hit := _hit(sentence, mention):
            found.append(hit)
    return found


def names_in_title(title: str, mentions: Mapping[int, Sequence[MentionIn]]) -> list[MentionIn]:
    """The article's mentions that stand in its title as well, the longest where several begin at one place."""
    surfaces = {m.surface: m for here in mentions.values() for m in here}
    found: list[MentionIn] = []
    for surface, mention in sorted(surfaces.items(), key=lambda each: -len(each[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", title):
            start, end = match.span()
            if not any(m.start < end and start < m.end for m in found):
                found.append(mention._replace(start=start, end=end))
    return sorted(found)


def _hit(sentence: str, mention: MentionIn) -> Hit | None:
    before = sentence[: mention.start]
    if _JOINED_BEFORE.search(before) or _JOINED_AFTER.match(sentence, mention.end):
        return None
    known = known_name(mention.surface) or _articled(before, mention)
    english = _english(mention, known)
    if not english or (not known and _is_doubtful(sentence, mention)):
        return None
    start = mention.start - _doubled(before, english)
    surface = plain(sentence[start : mention.end])
    accepted = known.en if known else ()
    return Hit(
        start, mention.end, Term(surface, english, accepted, kind=mention.type, firm=known is not None)
    )


def _articled(before: str, mention: MentionIn) -> KnownName | None:
    """The paper or party that is called by its name with the article before it: "l'Humanité", "au Monde"."""
    article = _ARTICLE.search(before)
    if not article or mention.type not in _TITLES:
        return None
    for whole in _WITH_ARTICLE[fold(article[1] or article[2])]:
        known = known_names().get(fold(whole + mention.surface))
        # "les Républicains" are the party's members, those of another country as well.
        if known and known.kept and not (known.common and whole == "les "):
            return known
    return None


def _english(mention: MentionIn, known: KnownName | None) -> str:
    """What stands for a mention; "" where the engine is to translate it."""
    surface = plain(mention.surface)
    if known:
        if known.person:
            return _surname(surface, known)
        return surface if known.kept and fold(surface) == fold(known.usual) else known.usual
    if mention.name_en and mention.name_en != mention.name and fold(surface) == fold(mention.name):
        return mention.name_en
    return surface if _stays(mention) else ""


def _surname(surface: str, known: KnownName) -> str:
    """A person's English name, no longer than the French has it: "Macron" stays, "Poutine" is "Putin"."""
    english = known.usual
    if " " in surface or surface.isupper() or " " not in english:
        return english
    return surface if fold(surface) in fold(english).split() else english.split()[-1]


def _stays(mention: MentionIn) -> bool:
    """Whether a name that the lexicons do not have is the same in English: it has no word that English would translate."""
    surface = plain(mention.surface)
    if not _NAME.fullmatch(surface):
        return False
    words = [word for word in _WHOLE_WORD.findall(surface) if word not in _SMALL]
    if not all(word[0].isupper() or word[0].isdigit() for word in words) or any(
        map(_NUMERAL.fullmatch, words)
    ):
        return False
    if mention.type == "PER":
        return bool(words)
    kinds = {*generic_words(), *(name_words() if mention.type in _TITLES else ())}
    folded = [fold(word) for word in words]
    if not words or (len(words) == 1 and english_of_word(folded[0])):
        return False
    return not any(
        word in kinds or not _COMPASS.isdisjoint(word.split("-")) or _has_english(word) for word in folded
    )


def _has_english(word: str) -> bool:
    """Whether a word of a name is a name with an English of its own: "Rapid Bucarest"."""
    known = known_names().get(word)
    return known is not None and not known.common and fold(known.usual) != word


def _is_doubtful(sentence: str, mention: MentionIn) -> bool:
    """Whether the capital may be but a sentence's first."""
    if not mention.method.startswith(_GUESSED) or not _WORD.fullmatch(mention.surface):
        return False
    if not _OPENING.fullmatch(sentence[: mention.start]):
        return False
    return bool(_VERB.fullmatch(mention.surface) or _GOES_ON.match(sentence, mention.end))


def _doubled(before: str, english: str) -> int:
    """How many characters before a name are an article that its English has as well: "l'" before "L'Humanité"."""
    article = _ARTICLE.search(before)
    return len(article.group()) if article and fold(english).startswith(fold(article.group())) else 0
