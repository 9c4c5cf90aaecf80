"""Who said what, one row a quote: the quotes table joined with its English, its subjects and its date."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import Any

import pandas as pd

from pipelines.analysis.functions import functions_told
from pipelines.analysis.verb_classes import verb_class
from pipelines.model import QUOTE_ROWS, Tables, dump_list, load_list, span_of
from pipelines.translation.projection import QUOTE, Source, project
from pipelines.wording.dates import date_words
from pipelines.wording.makers import check_text, engine_label
from pipelines.wording.verbs import verb_english

COLUMNS = tuple(QUOTE_ROWS.columns)
_NO_DAY = "9999-99-99"  # articles whose day is not known come last
STATED, INFERRED, UNKNOWN = "stated", "inferred", "not stated"


def quote_rows(tables: Tables) -> pd.DataFrame:
    """The quotes as evidence, one row each, with the columns of `model.QUOTE_ROWS`, ordered by day, article and place.

    `speaker` is as told there ("l’économiste Karim Tabet", "il"); `speaker_function` is what the article tells of the
    person beside the name ("porte-parole du gouvernement"), "" where it tells none.

    `about` and `about_ids` are JSON lists of the actors named inside the quoted words, the speaker left out.
    `date` is the first date of the sentence that lies outside the quoted words, in words; "" without one.
    `text_en` is the quoted words where the English marks them too, else the sentences that hold them;
    `text_en_is` says which: "quotation", "sentence", or "" without English.
    """
    return with_english(french_rows(tables), tables)


def french_rows(tables: Tables) -> pd.DataFrame:
    """`quote_rows` with no English in it: what stays as it is while sentences are being translated."""
    context = _Context(tables)
    none = {"text_en": "", "text_en_is": "", "engine": "", "edited": False, "checks": "[]"}
    rows = [
        {**quote._asdict(), **context.added(quote), **none}
        for quote in in_order(tables).itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def in_order(tables: Tables) -> pd.DataFrame:
    """The quotes by day of publication, article (in the order of loading) and place in it."""
    quotes, articles = tables.quotes, tables.articles
    day = dict(zip(articles["article_id"], articles["published_start"], strict=True))
    number = {article: n for n, article in enumerate(articles["article_id"])}
    order = quotes.assign(
        _day=quotes["article_id"].map(day).replace("", _NO_DAY).fillna(_NO_DAY),
        _article=quotes["article_id"].map(number).fillna(len(number)),
        _place=[span_of({"parts": parts})[0] for parts in quotes["parts"]],
    ).sort_values(["_day", "_article", "_place"], kind="stable")
    return order[list(quotes.columns)]


def with_english(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """These rows of `french_rows` with the English of `tables`; it costs what these rows cost, not the corpus."""
    articles = set(rows["article_id"])
    sentences = tables.sentences[tables.sentences["article_id"].isin(articles)]
    translations = tables.translations[tables.translations["article_id"].isin(articles)]
    english = _English(sentences, translations)
    found = rows.copy()
    made = [english.of(quote) for quote in rows.itertuples(index=False)]
    for name in ("text_en", "text_en_is", "engine", "edited", "checks"):
        found[name] = pd.Series([each[name] for each in made], index=rows.index, dtype=rows[name].dtype)
    titled = tables.articles[tables.articles["article_id"].isin(articles)].set_index("article_id")
    for name in ("title_en", "title_engine"):
        found[name] = found["article_id"].map(titled[name]).fillna("")
    return found


def speaker_kind(row: Any) -> str:
    """Whether a quote's speaker is stated, inferred, or not stated at all."""
    if not row.speaker_name and not row.speaker:
        return UNKNOWN
    return INFERRED if row.speaker_inferred else STATED


class _Context:
    """What quotes are joined with, indexed once."""

    def __init__(self, tables: Tables) -> None:
        self._actors = {actor.actor_id: actor for actor in tables.actors.itertuples()}
        self._articles = {article.article_id: article for article in tables.articles.itertuples()}
        here = set(tables.quotes["article_id"])
        dates, mentions = (each[each["article_id"].isin(here)] for each in (tables.dates, tables.mentions))
        self._dates = _grouped(dates, "article_id", "sentence")
        self._mentions = _grouped(mentions.sort_values("start"), "article_id")
        spoken = tables.quotes[tables.quotes["speaker_id"] != ""]
        self._functions = functions_told(
            tables, set(zip(spoken["article_id"], spoken["speaker_id"], strict=True))
        )
        self._starts = {key: [m.start for m in mentions] for key, mentions in self._mentions.items()}

    def added(self, quote: Any) -> dict[str, Any]:
        parts = [(part["start"], part["end"]) for part in load_list(quote.parts)]
        about = self._about(quote, parts)
        date = self._date(quote, parts)
        article = self._articles.get(quote.article_id)
        actor = self._actors.get(quote.speaker_id)
        return {
            "speaker_en": actor.name_en if actor else "",
            "speaker_function": self._functions.get((quote.article_id, quote.speaker_id), ""),
            "speaker_type": actor.type if actor else "",
            "cue_en": verb_english(quote.cue),
            "verb_class": verb_class(quote.cue),
            "about": dump_list(self._name(actor_id) for actor_id in about),
            "about_ids": dump_list(about),
            "date": _words_of(date) if date else "",
            "edtf": date.edtf if date else "",
            "title": article.title if article else "",
            "title_en": "",
            "title_engine": "",
            "source": article.source if article else "",
            "published": article.published if article else "",
        }

    def _name(self, actor_id: str) -> str:
        actor = self._actors.get(actor_id)
        return (actor.name_en or actor.name) if actor else actor_id

    def _about(self, quote: Any, parts: list[tuple[int, int]]) -> list[str]:
        mentions, starts = (
            self._mentions.get((quote.article_id,), []),
            self._starts.get((quote.article_id,), []),
        )
        found: dict[str, None] = {}
        for start, end in parts:
            for mention in mentions[bisect_left(starts, start) : bisect_left(starts, end)]:
                if mention.end <= end and mention.actor_id not in ("", quote.speaker_id):
                    found[mention.actor_id] = None
        return list(found)

    def _date(self, quote: Any, parts: list[tuple[int, int]]) -> Any | None:
        dates = self._dates.get((quote.article_id, quote.sentence), [])
        outside = [d for d in dates if not any(start <= d.start < end for start, end in parts)]
        return next((d for d in outside if d.edtf), None)


class _English:
    """The English of quotes, over the sentences and translations of their articles, indexed once."""

    def __init__(self, sentences: pd.DataFrame, translations: pd.DataFrame) -> None:
        self._english = {(t.article_id, t.sentence): t for t in translations.itertuples()}
        self._sentences = _grouped(sentences.sort_values("start"), "article_id")
        self._ends = {key: [s.end for s in found] for key, found in self._sentences.items()}
        self._numbered = {(s.article_id, s.sentence): s for s in sentences.itertuples()}

    def of(self, quote: Any) -> dict[str, Any]:
        """The columns that a quote has from its English."""
        parts = [(part["start"], part["end"]) for part in load_list(quote.parts)]
        english = self._translations(quote, parts)
        said = self._quoted(parts, english) if quote.kind == "direct" else ""
        return {
            "text_en": said or " ".join(t.text_en for t in english),
            "text_en_is": "quotation" if said else "sentence" if english else "",
            "engine": ", ".join(dict.fromkeys(filter(None, map(engine_label, english)))),
            "edited": any(t.edited_by for t in english),
            "checks": dump_list(check_text(flag) for t in english for flag in load_list(t.flags)),
        }

    def _translations(self, quote: Any, parts: list[tuple[int, int]]) -> list[Any]:
        """English rows of the sentences that the quote reaches into, in order."""
        sentences = self._sentences.get((quote.article_id,), [])
        numbers: dict[int, None] = {}
        for start, end in parts:
            at = bisect_left(self._ends.get((quote.article_id,), []), start + 1)
            while at < len(sentences) and sentences[at].start < end:
                numbers[sentences[at].sentence] = None
                at += 1
        found = (self._english.get((quote.article_id, n)) for n in numbers or {quote.sentence: None})
        return [t for t in found if t is not None and t.text_en]

    def _quoted(self, parts: list[tuple[int, int]], english: list[Any]) -> str:
        """The English of directly quoted words, "" where it cannot be told apart."""
        found: list[str] = []
        for translation in english:
            sentence = self._numbered[translation.article_id, translation.sentence]
            inside = [(s, e) for s, e in parts if s < sentence.end and e > sentence.start]
            sources = [Source(max(s, sentence.start) - sentence.start, min(e, sentence.end) - sentence.start, QUOTE)
                       for s, e in inside]  # fmt: skip
            for span in project(sentence.text, translation.text_en, sources):
                if span is None:
                    return ""
                found.append(translation.text_en[slice(*span)])
        return " […] ".join(found)


def _words_of(date: Any) -> str:
    # A note such as "a Monday in Nov 2022" is shorter than the days it can mean, and as exact.
    return (
        date.note if date.note.startswith(("a ", "an ", "one ")) else date_words(date.edtf, date.note, "")[0]
    )


def _grouped(frame: pd.DataFrame, *columns: str) -> dict[tuple[Any, ...], list[Any]]:
    found: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in frame.itertuples(index=False):
        found[tuple(getattr(row, column) for column in columns)].append(row)
    return found
