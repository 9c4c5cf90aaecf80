"""Words of Spanish or Catalan that a bilingual dictionary gives for English: they are never shown."""

from __future__ import annotations

from functools import cache

from pipelines.translation.gist.lexicon import function_words


@cache
def foreign(word: str) -> bool:
    """Whether a word in small letters is Spanish or Catalan: "municipio", "también"; the French is shown instead."""
    told = function_words()["not_english"]
    return word.islower() and any(
        part in told["words"] or part.endswith(tuple(told["endings"])) or "ñ" in part for part in word.split()
    )
