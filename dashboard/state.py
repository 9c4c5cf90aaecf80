"""What pages share: the corpus, its tables, the filters and moving between pages."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import NoReturn

import streamlit as st

from dashboard import address, rereading
from dashboard.live import Held, LiveTables
from pipelines.analysis import filters as analysis
from pipelines.analysis.filters import Counts, Filters
from pipelines.corpus import Corpus
from pipelines.errors import CorpusError
from pipelines.model import Tables
from pipelines.paths import corpus_path

_GOING = "going"
_CLOCKS_STOP = 0.1  # seconds in which a browser hears that a run has begun, and stops its clocks
# Not "pages": Streamlit takes a folder of that name for its older scheme and runs a page without the app around it.
PAGES = "views"
READER, CORPUS, NETWORK, TIMELINE, REVIEW = (
    f"{PAGES}/{name}.py" for name in ("reader", "corpus", "network", "timeline", "review")
)


@st.cache_resource
def _open(path: str) -> Corpus:
    return Corpus(path)


def store() -> Corpus:
    """The corpus this dashboard works in, opened once per server.

    Raises:
        CorpusError: it cannot be opened; the sentence says why.
    """
    return _open(corpus_path())


@st.cache_resource(max_entries=2, show_spinner=False)
def _live(_store: Corpus, path: str) -> LiveTables:
    return LiveTables(_store, lambda: rereading.desk(_store.where).running)


def held() -> Held:
    """The corpus as it stands, and what its parts depend on, for caching what is worked out of them."""
    live = _live(store(), corpus_path())
    if live.is_behind():
        with st.spinner("Reading the corpus"):
            return live.now()
    return live.now()


def look_again() -> None:
    """Have the next `held` show what was just written, even while articles are read again."""
    _live(store(), corpus_path()).look_again()


def tables() -> Tables:
    """All tables of the corpus, read again only when something was written; of English, only what is new."""
    return held().tables


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Filters: repr})
def _filtered(_tables_: Tables, path: str, version: tuple[int, int], english: int, chosen: Filters) -> Tables:
    return analysis.apply(_tables_, chosen)


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Filters: repr})
def _counts(_tables_: Tables, path: str, version: tuple[int, int], english: int, chosen: Filters) -> Counts:
    return analysis.counts(_tables_, chosen)


def _passing_depends_on(here: Held, chosen: Filters) -> int:
    """Only words are looked for in English, too: other filters pass the same rows whatever has been translated."""
    return here.english if chosen.words.strip() else 0


def filtered() -> Tables:
    """The tables that pass the filters of the sidebar; share them, do not write into them."""
    here, chosen = held(), filters()
    english = _passing_depends_on(here, chosen)
    found = _filtered(here.tables, corpus_path(), here.french, english, chosen)
    return here.with_english(found) if chosen else here.tables


def key() -> tuple[str, int, str]:
    """What the French of `filtered()` depends on, for caching what is worked out of it. English is not part of it."""
    here, chosen = held(), filters()
    english = _passing_depends_on(here, chosen)
    return corpus_path(), here.version, f"{chosen!r} {english} {here.corrections}"


def live_counts() -> Counts:
    """What each filter option would leave, see `pipelines.analysis.filters.counts`."""
    here, chosen = held(), filters()
    return _counts(here.tables, corpus_path(), here.french, _passing_depends_on(here, chosen), chosen)


def filters() -> Filters:
    """The filters set in the sidebar, of what the corpus holds."""
    chosen: Filters = st.session_state.get(address.FILTERS, Filters())
    try:
        return analysis.known(chosen, tables())
    except (
        CorpusError
    ):  # a widget's callback asks, too, where no message can be shown; the page then says why
        return chosen


def set_filters(chosen: Filters) -> None:
    """Replace the filters; the sidebar and the URL follow on the next run."""
    st.session_state[address.FILTERS] = chosen


def set_actor_filter(actor_id: str) -> None:
    """Filter every page to one actor, keeping the other filters."""
    set_filters(replace(filters(), actor_ids=(actor_id,)))


def go(page: str, **also: str) -> NoReturn:
    """Go to another page, by its file in `PAGES`, under the same filters and as it was left; not from a callback.

    A page with a clock (`st.fragment(run_every=…)`) may ask for news after the switch and before the browser has heard
    of it. Streamlit then takes the browser back for a moment and leaves the new page empty. So the switch takes two
    runs: with the first the browser stops its clocks, and `arrive` does the rest.
    """
    st.session_state[_GOING] = page, address.query_of(title_of(page), **also)
    st.rerun(scope="app")


def title_of(page: str) -> str:
    """A page's title: "Reader" for its file."""
    return page.rpartition("/")[2].removesuffix(".py").capitalize()


def arrive() -> None:
    """Finish a `go`; the app calls it once it knows its pages and before it draws anything."""
    going = st.session_state.pop(_GOING, None)
    if going is None:
        return
    time.sleep(_CLOCKS_STOP)
    page, query = going
    st.switch_page(page, query_params=query)


def open_sentence(article_id: str, sentence: int) -> NoReturn:
    """Go to a sentence in the Reader, filters kept; its URL can be shared."""
    go(READER, article=article_id, sentence=str(sentence))


def no_articles() -> None:
    """What a page shows while the corpus is empty."""
    st.write("No articles yet.")
    st.page_link(CORPUS, label="Load articles, or open the sample")


def nothing_left() -> None:
    """What a page shows when the filters leave no row."""
    st.write("Nothing in the corpus passes the filters.")
    if st.button("Clear filters", key="clear_from_page"):
        set_filters(Filters())
        st.rerun()
