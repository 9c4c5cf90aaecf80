"""The function that an article tells of a person: "Corinne Aebischer, cheffe des sanctions" → "cheffe des sanctions".

Only what stands directly before or after the name is taken, and only where every word of it can belong to a function:
a phrase that may hold a verb or another person is left out rather than guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pipelines.language.gazetteer import Word, demonyms, titles, words_of
from pipelines.model import Tables

_LONGEST = 14  # words
_WINDOW = 160  # characters that hold as many words
_OF = frozenset({"de", "d", "du", "des"})
_ARTICLES = frozenset({"la", "le", "les", "l"})
_LINKS = _OF | {"à", "au", "aux", "en", "pour", "charge", "chargee"}
_DETERMINERS = _ARTICLES | {"un", "une"}
_POSSESSIVES = frozenset({"son", "sa", "ses", "leur", "leurs", "mon", "ma", "mes", "notre", "votre"})
_BEFORE_IT = frozenset({"ancien", "ancienne", "ex", "nouveau", "nouvelle", "actuel", "actuelle"})
_HONORIFIC = re.compile(r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Me|Dr|Pr|Mgr)\.?|\b(?:Monsieur|Madame|Maître))\s+$")
_CLOSES = re.compile(r"[.,;:!?«»“”()\[\]\n—–]")
_INNER = re.compile(r"['’\-\s]*")


def functions_told(tables: Tables, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Article and actor → the function that the article tells of the person, in French as it stands there.

    Args:
        tables: with the articles' texts, mentions and sentences.
        wanted: article and actor; those of whom no function is told are left out of what is returned.
    """
    sought = set(wanted)
    articles = {article for article, _ in sought}
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    people = tables.mentions[
        (tables.mentions["type"] == "PER") & tables.mentions["article_id"].isin(articles)
    ].sort_values("start")
    here: dict[str, list[Any]] = defaultdict(list)
    for mention in people.itertuples(index=False):
        here[mention.article_id].append(mention)
    found: dict[tuple[str, str], str] = {}
    for article, mentions in here.items():
        text, starts = str(texts.get(article, "")), [m.start for m in mentions]
        for mention in mentions:
            key = (article, mention.actor_id)
            if key in sought and key not in found:
                told = _before(text, mention, mentions, starts) or _after(text, mention.end)
                if told:
                    found[key] = told
    return found


def _before(text: str, mention: Any, mentions: list[Any], starts: list[int]) -> str:
    """ "le [chef d'état-major israélien] Aviv Kochavi"."""
    floor = max(0, mention.start - _WINDOW)
    at = bisect_left(starts, mention.start)
    if at:
        floor = max(floor, mentions[at - 1].end)  # a function does not reach over another person
    stretch = _HONORIFIC.sub("", text[floor : mention.start]).rstrip().removesuffix(",").rstrip()
    begin = max((found.end() for found in _CLOSES.finditer(stretch)), default=0)
    words = words_of(stretch[begin:])[-_LONGEST:]
    whole = stretch[begin:]
    for at, _ in enumerate(words):
        size = _function_at(words, at)
        if size and _completes(words[at + size :]):
            first = at
            while first and words[first - 1].key in _BEFORE_IT:
                first -= 1
            # "son homologue X", "sa nièce X" say what someone is to another, not a function.
            is_kin = bool(first) and words[first - 1].key in _POSSESSIVES
            return "" if is_kin else whole[words[first].start :].strip()
    return ""


def _after(text: str, end: int) -> str:
    """ "Corinne Aebischer, [cheffe des sanctions], …"."""
    opening = re.match(r"\s*[,(]\s*", text[end : end + 4])
    if not opening:
        return ""
    rest = text[end + opening.end() : end + opening.end() + _WINDOW]
    stop = _CLOSES.search(rest)
    if not stop:
        return ""
    words = words_of(rest[: stop.start()])
    first = 0
    while first < len(words) and words[first].key in _DETERMINERS:
        first += 1
    begin = first
    while first < len(words) and words[first].key in _BEFORE_IT:
        first += 1
    size = _function_at(words, first)
    if not size or len(words) > _LONGEST or not _completes(words[first + size :]):
        return ""
    return rest[words[begin].start : stop.start()].strip()


def _function_at(words: list[Word], first: int) -> int:
    """How many words from `first` on are one function of the lexicon, the longest; 0 when none are."""
    for size in (4, 3, 2, 1):
        phrase = " ".join(word.key for word in words[first : first + size])
        if first + size <= len(words) and phrase in titles() and words[first].text[0].islower():
            return size
        if first + size <= len(words) and size > 1 and phrase in titles():
            return size
    return 0


def _completes(words: list[Word]) -> bool:
    """Whether these words can follow a function and still be part of it."""
    before = ""
    for word in words:
        key = word.key.strip("'’")
        if word.text.lower() == "à":  # folded, it would be the verb of "le ministre a rencontré"
            key = "à"
        links = key in _LINKS or (key in _ARTICLES and before in _LINKS)  # "juge la maire" has a verb
        is_noun_of = before in _LINKS | _ARTICLES and key not in _LINKS | _ARTICLES
        known = links or key in demonyms() or key in titles() or word.text[0].isupper()
        if before == "et" and key not in _OF:
            return False
        if not (known or is_noun_of or key == "et" or word.text[0].isdigit()):
            return False
        before = key
    return before not in _LINKS | _ARTICLES and before != "et"
