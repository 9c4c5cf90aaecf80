"""How good and how fast an engine is, on a French and an English file of the same lines."""

from __future__ import annotations

import time
from collections.abc import Sequence

from pipelines.errors import TranslationError
from pipelines.translation.base import Engine
from pipelines.translation.gist.marks import unmarked

NEEDS_SACREBLEU = "Measuring needs sacrebleu, which is not installed: pip install sacrebleu."


def evaluate_engine(french: Sequence[str], english: Sequence[str], engine: Engine) -> dict[str, float]:
    """BLEU and chrF (sacrebleu's defaults, 0–100), French words per second once warm, and sentences that failed.

    Args:
        french, english: n sentences and their n references.

    Raises:
        TranslationError: sacrebleu is missing, the engine is not usable, or the files do not match.
    """
    try:
        import sacrebleu  # noqa: PLC0415 - a development dependency
    except ImportError as error:
        raise TranslationError(NEEDS_SACREBLEU) from error
    if len(french) != len(english) or not french:
        raise TranslationError(
            f"The two files must have the same lines; there are {len(french)} French and {len(english)} English ones."
        )
    if reason := engine.available():
        raise TranslationError(reason)
    engine.translate(["Bonjour."])  # the first call starts programs or loads a model
    start = time.perf_counter()
    results = engine.translate(french)
    seconds = time.perf_counter() - start
    output = [unmarked(r.text_en) for r in results]  # the sign of a French word is no part of the English
    return {
        "bleu": sacrebleu.corpus_bleu(output, [list(english)]).score,
        "chrf": sacrebleu.corpus_chrf(output, [list(english)]).score,
        "words_per_s": sum(len(line.split()) for line in french) / max(seconds, 1e-9),
        "sentences": float(len(french)),
        "failed": float(sum(not text for text in output)),
    }
