"""Every engine's answer is looked at before it is kept: what cannot be the English of its sentence is refused.

An answer that is refused leaves its sentence without English, and says why. `answered` is how engines are asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipelines.translation.base import Engine, Translation
from pipelines.translation.shifts import shifted
from pipelines.translation.wording import english_typography, fold

COPIED = "copied"
BLANK = "The sentence is blank."
_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>\n]{0,200}>|&(?:#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|<0x[0-9A-Fa-f]{2}>|\^[\w ]+<|\bZ[qh][b-z]{2}x\b|[▁⁇]"
)
_FORMAT_KEPT = frozenset("\u200c\u200d\u00ad\u200b\ufe0f")  # joiners and soft hyphens do no harm
_WORD = re.compile(r"[^\W\d_]+")
# Common words of French that English has not, for an answer that is still French.
_FRENCH = frozenset([
    "le", "les", "des", "du", "une", "est", "dans", "pour", "que", "qui", "sur", "aux", "avec", "cette", "ont", "ete",
    "pas", "par", "sont", "mais", "elle", "nous", "vous", "ils", "leur", "ses", "etait", "ces", "au", "un", "la", "et",
])  # fmt: skip
_ENDS = re.compile(r"[.!?…][\s»”\"’')\]]*$")
_SHORT = 20  # characters below which lengths say little
_LONGEST_PERIOD, _LETTERS_PERIOD, _LETTERS_RUN = 8, 4, 24


def answered(engine: Engine, sentences: Sequence[str]) -> list[Translation]:
    """What `engine` makes of the sentences, each looked at; blank ones and those of signs alone are not sent.

    A batch in which sentences seem to have the English of the one beside them is thrown away and asked anew, sentence
    by sentence in another order; those that still seem so have no English. Errors of the engine are its own.
    """
    results = [_unsent(sentence) for sentence in sentences]
    sent = [index for index, done in enumerate(results) if done is None]
    french = [sentences[index] for index in sent]
    for index, made in zip(sent, _in_step(engine, french), strict=True):
        results[index] = looked_at(sentences[index], made)
    return [made for made in results if made is not None]


def _unsent(sentence: str) -> Translation | None:
    if not sentence.strip():
        return Translation("", "", "", error=BLANK)
    if any(map(str.isalnum, sentence)):
        return None
    return Translation(english_typography(sentence), COPIED, "", "reference")


def _in_step(engine: Engine, sentences: Sequence[str]) -> list[Translation]:
    if not sentences:
        return []
    made = engine.translate(sentences)
    if len(made) == len(sentences) and not _out_of_step(sentences, made):
        return made
    again = [_alone(engine, sentence) for sentence in reversed(sentences)][::-1]
    if [each.text_en for each in again] == [each.text_en for each in made]:
        return again  # what comes out alone and in any order is the sentence's own
    found = _out_of_step(sentences, again)
    wrong = range(found[0], found[-1] + 1) if found else ()  # those between have no names to tell them by
    return [
        replace(each, text_en="", error=f"{_who(each)} gave English that fits the sentence beside it.")
        if number in wrong
        else each
        for number, each in enumerate(again)
    ]


def _alone(engine: Engine, sentence: str) -> Translation:
    made = engine.translate([sentence])
    if len(made) == 1:
        return made[0]
    return Translation(
        "", engine.name, engine.version, error=f"{engine.name} gave {len(made)} answers for one sentence."
    )


def _out_of_step(sentences: Sequence[str], made: Sequence[Translation]) -> list[int]:
    return shifted(sentences, [each.text_en for each in made])


def looked_at(french: str, made: Translation) -> Translation:
    """The answer with its spaces put right, or without its English and with the reason when it is refused."""
    if not made.text_en:
        return made if made.error else replace(made, error=f"{_who(made)} gave no English for this sentence.")
    english = " ".join(made.text_en.split())
    reason = refusal(french, english)
    if reason:
        return replace(made, text_en="", error=f"{_who(made)} {reason}.", substitutions=())
    return made if english == made.text_en else replace(made, text_en=english)


def _who(made: Translation) -> str:
    return f"The engine {made.engine}" if made.engine else "The engine"


def refusal(french: str, english: str) -> str:
    """Why `english` cannot be the English of `french`, "" when it can: "gave the French back"."""
    for reason, holds in _REASONS:
        if holds(french, english):
            return reason
    return ""


def _is_empty(_french: str, english: str) -> bool:
    return not any(map(str.isalnum, english))


def _holds_signs(french: str, english: str) -> bool:
    if english.isascii() and english.isprintable():
        return False
    return any(_is_control(sign) and sign not in french for sign in set(english))


def _is_control(sign: str) -> bool:
    if sign == "\ufffd":
        return True
    kind = unicodedata.category(sign)
    return kind in {"Cc", "Co", "Cs"} or (kind == "Cf" and sign not in _FORMAT_KEPT)


def _holds_markup(french: str, english: str) -> bool:
    return any(found not in french for found in _MARKUP.findall(english))


def _is_echo(french: str, english: str) -> bool:
    words = [fold(w) for w in _WORD.findall(french) if w.islower()]
    common = [word for word in words if word in _FRENCH]
    if len(words) >= 3 and common and _letters(french) == _letters(english):
        return True
    kept = sum(word in _FRENCH for word in map(fold, _WORD.findall(english)))
    return kept >= 5 and kept >= 0.7 * len(common)


def _letters(text: str) -> str:
    return "".join(map(fold, _WORD.findall(text)))


def _is_too_long(french: str, english: str) -> bool:
    return len(english) > 3 * max(len(french), _SHORT) + _SHORT


def _is_too_short(french: str, english: str) -> bool:
    return len(french) > 2 * _SHORT and len(english) < 0.25 * len(french)


def _is_cut(french: str, english: str) -> bool:
    """An engine that ran until it was stopped: much longer, and without the end that the French has."""
    longer = len(english) > 200 and len(english) > 1.7 * len(french)
    return longer and bool(_ENDS.search(french)) and not _ENDS.search(english)


def _repeats(french: str, english: str) -> bool:
    """Whether words or letters come again and again, more often than in the French."""
    words, source = fold(english).split(), fold(french).split()
    for period in range(1, _LONGEST_PERIOD + 1):
        if _longest_run(words, period) >= max(4 if period > 1 else 5, 1 + _longest_run(source, period)):
            return True
    return any(
        _longest_run(english, period) * period >= max(_LETTERS_RUN, 1 + period * _longest_run(french, period))
        for period in range(1, _LETTERS_PERIOD + 1)
    )


def _longest_run(items: Sequence[str], period: int) -> int:
    """How often a stretch of `period` items comes one after the other, at most. Linear."""
    best = same = 0
    for now, before in zip(items[period:], items, strict=False):
        same = same + 1 if now == before else 0
        best = max(best, same)
    return best // period + 1


_Check = Callable[[str, str], bool]
_REASONS: tuple[tuple[str, _Check], ...] = (
    ("gave no words", _is_empty),
    ("gave control signs that the French has not", _holds_signs),
    ("gave markup that the French has not", _holds_markup),
    ("said the same again and again", _repeats),
    ("gave the French back", _is_echo),
    ("gave far more than the French says", _is_too_long),
    ("gave far less than the French says", _is_too_short),
    ("went on until it was cut off", _is_cut),
)


def kinds() -> Iterator[str]:
    """The reasons for which an answer is refused."""
    return (reason for reason, _ in _REASONS)
