"""Corpus: load articles, see what became of each file, correct what is known about an article."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import plain, state, warm
from dashboard.components import corpus_notes, pasting, rereading_panel, table_questions
from dashboard.components.load_lines import load_nodes
from dashboard.components.titles import Title, english_title, titles
from dashboard.display import count, edtf_words
from dashboard.loading import Load
from dashboard.telling import told
from dashboard.translating import translating
from dashboard.typeset import Node, link, node, show, table
from dashboard.wish import granted, wished
from pipelines import ingest
from pipelines.analysis.filters import Filters, fold
from pipelines.corpus.english_log import TITLE
from pipelines.edtf import is_publication_date
from pipelines.english_rows import is_left_in_french
from pipelines.errors import VisavisError
from pipelines.export.csv import csv_bytes
from pipelines.export.manifest import manifest, zip_bytes
from pipelines.export.titles import handed_on
from pipelines.model import Tables, load_list
from pipelines.paths import SEEDS

LOAD, UPLOADS, EDITING = "load", "upload_number", "corpus_editing"
_SAMPLE, _SAVE = "open_sample", "edit_save"
HELD, TAKEN, NOTE, NARROWED, ASKED = (
    "held_files",
    "taken_files",
    "load_note",
    "corpus_narrowed",
    "table_asked",
)
PER_PAGE = 50
MISSING = {"title": "title", "published": "date", "source": "source"}  # column → what it is called
DATE_HELP = "2022-11-14, 2022-11 or 2022; empty when not known"
PRIVACY = "Files stay on this machine. If you choose an online translator, the page says so before anything is sent."


def render() -> None:
    """Draw the page, then get ready for what is loaded on it."""
    _page()
    warm.start()


def _page() -> None:
    tables = state.tables()
    if tables.is_empty and LOAD not in st.session_state:
        _welcome()
        return
    _head(tables)
    corpus_notes.whole()
    _drop_zone()
    _before_loading()
    pasting.form(date_problem)
    _files()
    if not tables.is_empty:
        rereading_panel.draw(tables)
        _articles(tables)
    _rejected(tables)
    st.caption(PRIVACY)
    if EDITING in st.session_state:
        _edit_dialog()


def _welcome() -> None:
    """The first visit: one sentence, the drop zone, the sample."""
    with st.container(key="welcome"):
        st.title("Read the French press beside its English", anchor=False)
        st.markdown(
            "Load one article or many. Each is split into sentences, translated, and marked with who is named, "
            "who said what, and when it happened."
        )
        _drop_zone()
        with st.container(key="sample", horizontal=True, vertical_alignment="center", gap="xxsmall"):
            wanted = wished("Or open the sample article", _SAMPLE, type="tertiary")
            st.markdown(
                "the United States and Israel discuss a joint exercise, November 2022.", width="content"
            )
        pasting.form(date_problem)
        st.caption(PRIVACY)
    if wanted:
        _open_sample()


def _open_sample() -> None:
    ids: list[str] = []
    try:
        with st.spinner("Reading the sample article"):
            for path in sorted(SEEDS.glob("*.txt")):
                ids += warm.worker().load(path.name, path.read_bytes()).article_ids
    except VisavisError as error:
        granted(_SAMPLE)
        st.error(plain.markdown(str(error)))
        return
    granted(_SAMPLE)
    if ids:
        state.open_sentence(ids[0], 1)
    st.error("The sample article is not in this installation. Load a file instead.")


def _head(tables: Tables) -> None:
    with st.container(key="page_head", horizontal=True, horizontal_alignment="distribute"):
        with st.container(width="stretch"):
            st.title("Corpus", anchor=False)
            stories = count(tables.articles["story_id"].nunique(), "story", "stories")
            articles, sentences = (
                count(len(tables.articles), "article"),
                count(len(tables.sentences), "sentence"),
            )
            st.caption(plain.markdown(f"{stories} / {articles}, {sentences}."))
        st.download_button(
            "Download tables (CSV)", lambda: _all_tables(tables), "corpus-tables.zip", "application/zip",
            on_click="ignore", disabled=tables.is_empty,
        )  # fmt: skip


def _all_tables(tables: Tables) -> bytes:
    files = {f"{name}.csv": csv_bytes(frame) for name, frame in handed_on(tables)}
    return zip_bytes(files, manifest(tables, Filters(), files))


def _drop_zone() -> None:
    key = f"upload:{st.session_state.get(UPLOADS, 0)}"
    # Any file may be dropped: one that is not read is listed with its reason, and not kept out without a word.
    st.file_uploader(
        "Drop French articles here", accept_multiple_files=True, key=key, on_change=_take, args=(key,),
        label_visibility="collapsed",
    )  # fmt: skip


def _take(key: str) -> None:
    """Hand the dropped files on, once each, and empty the drop zone for the next ones.

    Streamlit 1.67 calls this again for a zone that is gone, with the files it held, when a message that the browser had
    sent before it knew comes late: its session forgets a removed widget's value and keeps its callback.
    """
    taken: set[str] = st.session_state.setdefault(TAKEN, set())
    new = [upload for upload in st.session_state[key] or [] if upload.file_id not in taken]
    taken.update(upload.file_id for upload in new)
    files = [(upload.name, upload.getvalue()) for upload in new]
    if files:
        st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1
        st.session_state[HELD] = [*st.session_state.get(HELD, []), *files]
        _load_held()


def _load_held() -> None:
    """Load what was dropped, once the date written for it is one; nothing that was dropped is thrown away."""
    held = st.session_state.get(HELD, [])
    if not held:
        return
    given = {name: st.session_state.get(f"given_{name}", "").strip() for name in MISSING}
    problem = date_problem(given["published"])
    if problem:
        waiting = count(len(held), "file waits", "files wait")
        st.session_state[NOTE] = f"{problem} {waiting} until the date below is one, or empty."
        return
    st.session_state.pop(NOTE, None)
    del st.session_state[HELD]
    _current_load().add(held, {name: value for name, value in given.items() if value})


def _current_load() -> Load:
    """The load under way, else a new one: files dropped while others load are put behind them."""
    load: Load | None = st.session_state.get(LOAD)
    if load is None or not load.running:
        load = st.session_state[LOAD] = Load(warm.worker())
    return load


def date_problem(published: str) -> str:
    """'' when `published` is empty or a date this corpus understands, else the sentence for the person."""
    text = published.strip()
    return (
        "" if is_publication_date(text) else f"“{text}” is not a date this page can read. {ingest.DATE_FORMS}"
    )


def _before_loading() -> None:
    with st.expander("Set date or source for the files you load next"):
        st.caption("What you write here wins over what the files say about themselves.")
        columns = st.columns(3)
        columns[0].text_input("Title", key="given_title", help="Use it when you load a single article.")
        columns[1].text_input("Published", key="given_published", placeholder=DATE_HELP, on_change=_load_held)
        columns[2].text_input("Source", key="given_source", placeholder="e.g. Le Monde")
        problem = date_problem(st.session_state.get("given_published", ""))
        if problem:
            st.error(plain.markdown(problem))
    note = st.session_state.get(NOTE)
    if note:
        st.error(plain.markdown(note))


def _files() -> None:
    load: Load | None = st.session_state.get(LOAD)
    if load is None:
        return
    asked = st.session_state.get(ASKED)
    if asked is not None and asked < len(load.lines) and load.lines[asked].question:
        table_questions.ask_about(load, load.lines[asked], ASKED)
    if load.running:
        _running_files()
    else:
        _follow(load, show(load_nodes(load), "files_done"))


@st.fragment(run_every=0.7)
@told()
def _running_files() -> None:
    load: Load = st.session_state[LOAD]
    if not load.running:
        st.rerun(scope="app")
    _follow(load, show(load_nodes(load), "files_running"))


def _follow(load: Load, picked: str | None) -> None:
    """Do what a link in the lines of a load says."""
    kind, _, value = (picked or "").partition(":")
    if kind == "stop":
        load.stop()
    elif kind == "open":
        state.open_sentence(value, 1)
    elif kind == "ask":
        st.session_state[ASKED] = int(value)
        st.rerun(scope="app")
    elif kind == "list":
        line = load.lines[int(value)]
        st.session_state[NARROWED] = f"Articles of {line.name}", line.article_ids
        st.rerun(scope="app")


def _articles(tables: Tables) -> None:
    heading, rows = narrowed(article_rows(tables), st.session_state.get(NARROWED))
    st.header(plain.markdown(heading), anchor=False)
    is_narrowed = NARROWED in st.session_state
    nodes: list[Node] = [_not_stated(tables.articles, is_narrowed)]
    if len(rows) > PER_PAGE:
        rows = _page_of(rows)
    nodes += [_article_table(rows), node(
        "p", "A failed check is a number, name, date or quote mark that one language has and the other lacks. "
        "Open the article to see it beside the sentence.", cls="note",
    )]  # fmt: skip
    picked = show([each for each in nodes if each], "articles")
    kind, _, value = (picked or "").partition(":")
    if kind == "open":
        state.open_sentence(value, 1)
    if kind == "edit":
        st.session_state[EDITING] = value
    if kind == "missing":
        st.session_state[NARROWED] = f"Articles without a {MISSING[value]}", value
        st.rerun()
    if kind == "all":
        st.session_state.pop(NARROWED, None)
        st.rerun()


def narrowed(rows: pd.DataFrame, to: tuple[str, str | tuple[str, ...]] | None) -> tuple[str, pd.DataFrame]:
    """The heading of the list and its rows: all, those of one file, or those where a column is empty."""
    if to is None:
        return "Articles", rows
    heading, which = to
    if isinstance(which, str):
        return heading, rows[rows[which] == ""]
    return heading, rows[rows["article_id"].isin(which)]


def _not_stated(articles: pd.DataFrame, is_narrowed: bool) -> Node:
    """One line that counts what files did not state, each count a way to the articles that lack it."""
    parts: list[Node] = []
    for column, word in MISSING.items():
        number = int((articles[column] == "").sum())
        if number:
            parts += [", " if parts else "Not stated: ", link(count(number, word), f"missing:{column}")]
    if is_narrowed:
        parts += [" / " if parts else "", link("Show all articles", "all")]
    return node("p", *parts, cls="note missing") if parts else ""


def _page_of(rows: pd.DataFrame) -> pd.DataFrame:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input("Find an article", placeholder="title or source", key="find_article")
        if wanted.strip():
            texts = (rows["title"] + " " + rows["title_en"] + " " + rows["source"]).map(fold)
            rows = rows[texts.str.contains(fold(wanted.strip()), regex=False)]
        pages = max(1, -(-len(rows) // PER_PAGE))
        page = st.number_input(f"Page, of {pages:,}", 1, pages, 1, key=f"articles_page:{pages}", width=120)
    return rows.iloc[(page - 1) * PER_PAGE : page * PER_PAGE]


def article_rows(tables: Tables) -> pd.DataFrame:
    """One row per article, newest first, with what the page's table shows."""
    by = "article_id"
    translated = tables.translations[tables.translations["text_en"] != ""]
    failed = translated["flags"].map(
        lambda cell: any(each for each in load_list(cell) if not is_left_in_french(each))
    )
    flagged = translated[failed.astype(bool)]
    engines = translated.groupby(by)["engine"].agg(lambda s: ", ".join(s.value_counts().index))
    columns = {
        "sentences": tables.sentences.groupby(by).size(),
        "translated": translated.groupby(by).size(),
        "checks": flagged.groupby(by).size(),
        "actors": tables.mentions.groupby(by)["actor_id"].nunique(),
        "quotes": tables.quotes.groupby(by).size(),
    }
    rows = tables.articles.sort_values(["loaded_at", by], ascending=[False, True])
    named = titles(tables)
    rows["shown_title"] = [named[article_id] for article_id in rows[by]]
    rows["engines"] = [engines.get(article_id, "") for article_id in rows[by]]
    for name, values in columns.items():
        rows[name] = rows[by].map(values)
        rows[name] = rows[name].fillna(0).astype(int)
    return rows


def _article_table(rows: pd.DataFrame) -> Node:
    head = [
        "Title",
        "Source",
        "Published",
        "Sentences",
        "English by",
        "Checks failed",
        "Actors",
        "Quotes",
        "",
    ]
    body = [
        [
            _title(row.shown_title, row.file_name, row.article_id),
            row.source or "not stated",
            edtf_words(row.published),
            f"{row.sentences:,}",
            _english_by(row.engines, row.translated, row.sentences),
            node("span", f"{row.checks:,}", cls="bad" if row.checks else ""),
            f"{row.actors:,}",
            f"{row.quotes:,}",
            link("Edit", f"edit:{row.article_id}"),
        ]
        for row in rows.itertuples(index=False)
    ]
    return node("div", table(head, body, numeric=[3, 5, 6, 7]), cls="articles")


def _title(title: Title, file_name: str, article_id: str) -> Node:
    french = link(title.fr or file_name or "untitled", f"open:{article_id}", lang="fr")
    return node("div", french, english_title(title))


def _english_by(engines: str, translated: int, sentences: int) -> str:
    if not translated:
        return "not translated"
    return engines if translated >= sentences else f"{engines}, {translated:,} of {sentences:,}"


def _rejected(tables: Tables) -> None:
    rows = tables.rejections
    if rows.empty:
        return
    with st.expander(f"Rejected so far, {len(rows):,}"):
        body: list[list[Node]] = [
            [row.file_name, row.where, node("span", row.reason, cls="soft")]
            for row in rows.tail(PER_PAGE).iloc[::-1].itertuples(index=False)
        ]
        show([table(["File", "Place", "Why, and what to do"], body)], "rejections")


def _stop_editing() -> None:
    granted(_SAVE)
    st.session_state.pop(EDITING, None)


@st.dialog("Article", on_dismiss=_stop_editing)
@told()
def _edit_dialog() -> None:
    article_id = st.session_state.get(EDITING, "")
    article = state.store().article(article_id)
    if article is None:
        st.write("This article is no longer in the corpus.")
        return
    title = st.text_input("Title", article["title"], key=f"edit_title:{article_id}")
    title_en = st.text_input("Title in English", article["title_en"], key=f"edit_title_en:{article_id}")
    published = st.text_input(
        "Published", article["published"], key=f"edit_published:{article_id}", placeholder=DATE_HELP
    )
    source = st.text_input("Source", article["source"], key=f"edit_source:{article_id}")
    author = st.text_input("Author", article["author"], key=f"edit_author:{article_id}")
    problem = date_problem(published)
    if problem:
        st.error(plain.markdown(problem))
    if wished("Save", _SAVE, type="primary", disabled=bool(problem)):
        _save(
            article_id,
            title=title.strip(),
            title_en=title_en.strip(),
            published=published.strip(),
            source=source.strip(),
            author=author.strip(),
        )
    sure = st.checkbox("Delete this article and everything read out of it", key=f"edit_sure:{article_id}")
    if st.button("Delete", key="edit_delete", disabled=not sure):
        state.store().delete(article_id)
        translating(state.store()).forget(article_id)
        state.look_again()
        _stop_editing()
        st.rerun()


def _save(article_id: str, **changes: str) -> None:
    try:
        with st.spinner("Saving, and reading the dates again if the date changed"):
            _change(article_id, **changes)
            state.look_again()
            _stop_editing()
    except VisavisError as error:
        granted(_SAVE)
        st.error(plain.markdown(str(error)))
        return
    st.rerun()


def _change(article_id: str, **changes: str) -> None:
    """A new date has the article read again, which the loading process does: no page waits for it."""
    before = state.store().article(article_id)
    if before is not None and before["published"] != changes["published"]:
        warm.worker().edit(article_id, **changes)
    else:
        ingest.edit_article(state.store(), article_id, **changes)
    if before is not None and before["title_en"] and not changes["title_en"]:  # an engine is to word it again
        translating(state.store()).again([(article_id, TITLE)])


render()
