"""A word in its sentence, as the rules that choose its reading see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from pipelines.lexicon import load_yaml
from pipelines.translation.gist.readings import Reading, Token

NOMINAL = frozenset({"noun", "adjective", "name", "number"})
EDGE = Token("", "", [Reading((("", ("sent",)),))])
_CLITICS_BEFORE_VERB = frozenset({"ne", "n'", "y", "se", "s'", "me", "m'", "te", "t'"})
SUBJECTS = frozenset({"je", "j'", "tu", "il", "elle", "on", "ils", "elles", "qui", "ça", "cela", "ceci", "celui-ci", "celle-ci", "ceux-ci", "celles-ci"})  # fmt: skip
_PARTICIPLE_MAKERS = frozenset({"avoir", "être"})


class Place:
    """A word in its sentence, its neighbours at hand."""

    def __init__(self, tokens: Sequence[Token], at: int) -> None:
        self.tokens, self.at = tokens, at
        self.token = tokens[at]
        self.low = self.token.low
        self.kinds = self.token.kinds

    def before(self, steps: int = 1) -> Token:
        """The word so many places before it, the edge of the sentence where there is none."""
        return self.tokens[self.at - steps] if self.at >= steps else EDGE

    def after(self, steps: int = 1) -> Token:
        """The word so many places after it."""
        return self.tokens[self.at + steps] if self.at + steps < len(self.tokens) else EDGE

    def auxiliary(self) -> str:
        """ "avoir" or "être" before it, with nothing but adverbs and pronouns between; "" where there is none."""
        for steps in range(1, 5):
            token = self.before(steps)
            if not token.readings:
                return ""
            reading = token.readings[0]
            if reading.lemma.lower() in _PARTICIPLE_MAKERS and reading.kind != "noun":
                return reading.lemma.lower()
            if reading.kind not in {"adverb", "pronoun", "clitic"}:
                return ""
        return ""

    def verbal(self) -> bool:
        """Whether what stands before calls for a verb in a person: a subject pronoun, "ne", an object pronoun."""
        before = self.before()
        if before.low in _CLITICS_BEFORE_VERB or before.low in SUBJECTS:
            return True
        if not before.readings:
            return False
        chosen = before.readings[0]
        return chosen.kind == "clitic" or (chosen.kind == "pronoun" and chosen.lemma.lower() in {"nous", "vous", "il", "je", "tu", "on"})  # fmt: skip

    def kind_before(self) -> str:
        """The kind chosen for the word before."""
        before = self.before()
        return before.readings[0].kind if before.readings else "name"

    def determined(self) -> bool:
        """Whether a determiner, or a number or adjective that has one, stands before."""
        kind = self.kind_before()
        if kind == "determiner" or (self.before().readings[:1] and self.before().readings[0].parts[-1][1][:1] == ("det",)):  # fmt: skip
            return True
        return kind in {"adjective", "number"} and self._has_determiner()

    def _has_determiner(self) -> bool:
        for steps in (2, 3):
            token = self.before(steps)
            chosen = token.readings[0] if token.readings else None
            if chosen is None:
                return False
            if chosen.parts[-1][1][:1] == ("det",):
                return True
            if chosen.kind not in {"adjective", "number", "adverb"}:
                return False
        return False


Rule = Callable[[Place], set[str] | None]


@cache
def words() -> dict[str, dict[str, str]]:
    """Words whose reading is the same in nearly every text of the press.

    Raises:
        DataFileError: the data is missing.
    """
    found: dict[str, dict[str, str]] = load_yaml("gist_readings.yaml")
    return found
