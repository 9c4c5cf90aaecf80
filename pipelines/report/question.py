"""Filters as a person reads them: the question that a report answers."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from pipelines.analysis.cooccurrence import names_en
from pipelines.analysis.filters import QUERY_KEYS, Filters, from_query, to_query
from pipelines.errors import VisavisError
from pipelines.model import Tables
from pipelines.wording.dates import edtf_words
from pipelines.wording.typography import listing


def filter_lines(filters: Filters, tables: Tables) -> list[tuple[str, str]]:
    """Label and value of each filter that is set; one line that says so where none is.

    >>> filter_lines(Filters(words="paix"), Tables())
    [('Words', '“paix”')]
    """
    label = names_en(tables)
    days = [edtf_words(day) for day in (filters.start_day, filters.end_day) if day]
    span = f"{'from' if filters.start_day else 'until'} {days[0]}" if len(days) == 1 else " to ".join(days)
    lines = [
        ("Actors", " or ".join(label.get(actor, actor) for actor in filters.actor_ids)),
        ("Days", span),
        ("Papers", " or ".join(source or "not stated" for source in filters.sources)),
        ("Event types", " or ".join(kind.capitalize() for kind in filters.event_types)),
        ("Words", f"“{filters.words.strip()}”" if filters.words.strip() else ""),
    ]
    return [(name, value) for name, value in lines if value] or [("Corpus", "all articles, no filter set")]


def filters_of(address: str, tables: Tables) -> Filters:
    """The filters of a page's address, or of the part of it after "?"; page settings in it are left alone.

    Raises:
        VisavisError: it names an actor, paper, day or event type that is not there; the sentence says which.
    """
    query = parse_qs(urlsplit(address).query if "?" in address else address, keep_blank_values=True)
    asked = {name: values for name, values in query.items() if name in QUERY_KEYS}
    found = from_query(asked, tables)
    kept = to_query(found)
    lost = [
        f"{_KINDS[name]} “{value}”"
        for name, values in asked.items()
        for value in values
        if value not in kept.get(name, []) and name in _KINDS and value
    ]
    if lost:
        raise VisavisError(
            f"The corpus cannot be asked for {listing(lost)}: not known here. Copy the address from the page again."
        )
    return found


_KINDS = {
    "actor": "the actor", "from": "the day", "to": "the day", "source": "the paper", "type": "the event type",
}  # fmt: skip
