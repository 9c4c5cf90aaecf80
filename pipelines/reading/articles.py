"""Draft → Article: the one place where text is normalised, dates become EDTF and doubts become warnings."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.model import Article, Rejection
from pipelines.reading.items import EMPTY_TEXT, Draft, Refusal
from pipelines.reading.published import to_edtf
from pipelines.reading.wire_dates import wire_date

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LETTER = re.compile(r"[^\W\d_]")
_REMOVED = re.compile(
    r"\s*\[\s?(?:removed|deleted|withdrawn|supprimé|retiré|indisponible)\s?\]\s*", re.IGNORECASE
)
REMOVED = "The service took this article back and left “{words}” in its place, so there is nothing to read."
_BYLINE = re.compile(r"^(?:par|by)\s+(?=\w)", re.IGNORECASE)  # "Par Jeanne Roy"
_MAX_FIELD = 500
_LANGUAGES = {
    "fr": "French", "en": "English", "es": "Spanish", "it": "Italian", "de": "German", "pt": "Portuguese",
    "nl": "Dutch", "ca": "Catalan", "ro": "Romanian", "pl": "Polish", "ru": "Russian", "ar": "Arabic",
    "he": "Hebrew", "tr": "Turkish", "el": "Greek", "fa": "Persian", "zh": "Chinese", "ja": "Japanese",
}  # fmt: skip
_LETTERS_TO_JUDGE = 150  # below this the guess is wrong too often to trouble a person with it
_SAMPLE = 3_000
_SURE = 0.9
_SLICE, _PLAIN = (
    200,
    0.99,
)  # characters of the beginning, middle and end, and how sure they must be to say enough


def to_article(file_name: str, item: Draft | Refusal) -> Article | Rejection:
    """The article a draft makes, or the rejection of one that was refused or has no words."""
    if isinstance(item, Refusal):
        return Rejection(file_name, item.where, item.reason)
    text = _normalised(item.text)
    if not _LETTER.search(text):
        return Rejection(file_name, item.where or item.place.lstrip("/"), EMPTY_TEXT)
    if _REMOVED.fullmatch(text):
        return Rejection(file_name, item.where or item.place.lstrip("/"), REMOVED.format(words=text.strip()))
    published = to_edtf(wire_date(item.published))
    warnings = list(item.warnings)
    if item.published.strip() and not published:
        warnings.append(
            f"The date “{_line(item.published)[:60]}” is not a day, month or year of the calendar, so the "
            "publication date is unknown; set it on the Corpus page."
        )
    if language := _other_language(text):
        warnings.append(f"This text does not look French but {language}; it was loaded all the same.")
    return Article(
        text=text,
        title=_line(item.title),
        published=published,
        source=_line(item.source),
        author=_BYLINE.sub("", _line(item.author)),
        file_name=file_name + item.place,
        warnings=tuple(warnings),
    )


def _normalised(text: str) -> str:
    # Imported late: the language package brings spaCy, which nothing else here needs.
    from pipelines.language.normalise import normalise  # noqa: PLC0415

    return normalise(_clean(text)).text


def _clean(text: str) -> str:
    """Without half surrogate pairs, which no database stores; JSON can hold them."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _line(text: str) -> str:
    return " ".join(_normalised(text[: _MAX_FIELD * 2]).split(None))[:_MAX_FIELD]


def _other_language(text: str) -> str:
    """The English name of the language of `text` where it is surely not French, else ""."""
    sample = text[:_SAMPLE]
    if len(_LETTER.findall(sample)) < _LETTERS_TO_JUDGE:
        return ""
    if len(sample) > 3 * _SLICE:
        # Most texts are French from end to end, and a fifth of the sample shows it.
        middle = (len(sample) - _SLICE) // 2
        slices = (sample[:_SLICE], sample[middle : middle + _SLICE], sample[-_SLICE:])
        code, probability = _identifier().classify(" ".join(slices))
        if code == "fr" and probability >= _PLAIN:
            return ""
    code, probability = _identifier().classify(sample)
    return "" if code == "fr" or probability < _SURE else _LANGUAGES[code]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - a tenth of a second, only when needed

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_LANGUAGES))
    return identifier
