"""Corpus: load articles, see what became of each file, correct what is known about an article."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import plain, state, warm
from dashboard.components import pasting
from dashboard.components.reader import article_title
from dashboard.display import count, edtf_words
from dashboard.loading import FileLine, Load
from dashboard.translating import translating
from dashboard.typeset import Node, glyph, link, node, show, table
from pipelines import ingest
from pipelines.analysis.filters import Filters, fold
from pipelines.edtf import edtf_days
from pipelines.errors import VisavisError
from pipelines.export.csv import csv_bytes
from pipelines.export.manifest import manifest, zip_bytes
from pipelines.model import Tables

LOAD, UPLOADS, EDITING = "load", "upload_number", "corpus_editing"
PER_PAGE = 50
TYPES = ["txt", "md", "html", "htm", "docx", "pdf", "csv", "tsv", "xlsx", "json", "jsonl", "parquet", "zip"]
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
    _drop_zone()
    _before_loading()
    pasting.form(date_problem)
    _files()
    if not tables.is_empty:
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
            wanted = st.button("Or open the sample article", type="tertiary", key="open_sample")
            st.markdown(
                "the United States and Israel discuss a joint exercise, November 2022.", width="content"
            )
        pasting.form(date_problem)
        st.caption(PRIVACY)
    if wanted:
        _open_sample()


def _open_sample() -> None:
    with st.spinner("Reading the sample article"):
        report = ingest.load_sample(state.store())
    ids = [article_id for each in report.files for article_id in each.article_ids]
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
    files = {f"{name}.csv": csv_bytes(frame) for name, frame in tables.items()}
    return zip_bytes(files, manifest(tables, Filters(), files))


def _drop_zone() -> None:
    key = f"upload:{st.session_state.get(UPLOADS, 0)}"
    st.file_uploader(
        "Drop French articles here", TYPES, accept_multiple_files=True, key=key, on_change=_start_load, args=(key,),
        label_visibility="collapsed",
    )  # fmt: skip


def _start_load(key: str) -> None:
    """Hand the dropped files to a thread, and empty the drop zone for the next ones."""
    files = [(upload.name, upload.getvalue()) for upload in st.session_state[key] or []]
    if not files:
        return
    running = st.session_state.get(LOAD)
    if running is not None and running.running:
        st.session_state["load_note"] = "Files are still being loaded; drop the next ones when they are done."
        return
    given = {
        name: st.session_state.get(f"given_{name}", "").strip() for name in ("title", "published", "source")
    }
    problem = date_problem(given["published"])
    if problem:
        st.session_state["load_note"] = problem
        return
    st.session_state.pop("load_note", None)
    st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1
    st.session_state[LOAD] = Load(
        state.store(), files, {name: value for name, value in given.items() if value}
    )
    st.session_state[LOAD].start()


def date_problem(published: str) -> str:
    """'' when `published` is empty or a date this corpus understands, else the sentence for the person."""
    text = published.strip()
    try:
        known = not text or any(edtf_days(text))
    except ValueError:
        known = False
    return "" if known else f"“{text}” is not a date this page can read. Write 2022-11-14, 2022-11 or 2022."


def _before_loading() -> None:
    with st.expander("Set date or source for the files you load next"):
        st.caption("What you write here wins over what the files say about themselves.")
        columns = st.columns(3)
        columns[0].text_input("Title", key="given_title", help="Use it when you load a single article.")
        columns[1].text_input("Published", key="given_published", placeholder=DATE_HELP)
        columns[2].text_input("Source", key="given_source", placeholder="e.g. Le Monde")
        problem = date_problem(st.session_state.get("given_published", ""))
        if problem:
            st.error(plain.markdown(problem))
    note = st.session_state.get("load_note")
    if note:
        st.error(plain.markdown(note))


def _files() -> None:
    load: Load | None = st.session_state.get(LOAD)
    if load is None:
        return
    if load.running:
        _running_files()
    else:
        show(file_nodes(load), "files_done")


@st.fragment(run_every=0.7)
def _running_files() -> None:
    load: Load = st.session_state[LOAD]
    if not load.running:
        st.rerun(scope="app")
    if show(file_nodes(load), "files_running") == "stop":
        load.stop()


def file_nodes(load: Load) -> list[Node]:
    """The lines of a load and the reconciliation under them."""
    found = load.reconcile()
    numbers = [(found.loaded, "loaded"), (found.duplicates, "duplicate" if found.duplicates == 1 else "duplicates"),
               (found.rejected, "rejected")]  # fmt: skip
    numbers += [(n, words) for n, words in ((found.to_do, "still to do"), (found.stopped, "stopped")) if n]
    terms: list[Node] = [node("span", node("b", f"{found.found:,}"), "found")]
    for position, (number, words) in enumerate(numbers):
        terms += [
            node("span", "+" if position else "=", cls="op"),
            node("span", node("b", f"{number:,}"), words),
        ]
    if load.running:
        terms.append("Stopping" if load.stopping else link("Stop after this article", "stop"))
    return [
        node("ul", *map(_file_line, load.lines), cls="prog", label="Files in this upload", live="polite"),
        node("div", *terms, cls="recon", role="status"),
    ]


def _file_line(line: FileLine) -> Node:
    bar: Node = node("span")
    if line.stage == "annotating":
        share = 100 * line.done // line.total if line.total else 0
        bar = node("div", node("i", width=str(max(4, share))), cls="pb", label=f"{share} %")
    mark = [glyph("flag", "Rejected"), " "] if line.is_bad else []
    return node(
        "li", node("span", line.name, cls="fn", title=line.name), bar,
        node("span", *mark, line.words, cls="st bad" if line.is_bad else "st"),
    )  # fmt: skip


def _articles(tables: Tables) -> None:
    st.header("Articles", anchor=False)
    rows = article_rows(tables)
    if len(rows) > PER_PAGE:
        rows = _page_of(rows)
    picked = show([_article_table(rows), node(
        "p", "A failed check is a number, name, date or quote mark that one language has and the other lacks. "
        "Open the article to see it beside the sentence.", cls="note",
    )], "articles")  # fmt: skip
    kind, _, article_id = (picked or "").partition(":")
    if kind == "open":
        state.open_sentence(article_id, 1)
    if kind == "edit":
        st.session_state[EDITING] = article_id


def _page_of(rows: pd.DataFrame) -> pd.DataFrame:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input("Find an article", placeholder="title or source", key="find_article")
        if wanted.strip():
            texts = (rows["title"] + " " + rows["source"]).map(fold)
            rows = rows[texts.str.contains(fold(wanted.strip()), regex=False)]
        pages = max(1, -(-len(rows) // PER_PAGE))
        page = st.number_input(f"Page, of {pages:,}", 1, pages, 1, key=f"articles_page:{pages}", width=120)
    return rows.iloc[(page - 1) * PER_PAGE : page * PER_PAGE]


def article_rows(tables: Tables) -> pd.DataFrame:
    """One row per article, newest first, with what the page's table shows."""
    by = "article_id"
    translated = tables.translations[tables.translations["text_en"] != ""]
    flagged = translated[~translated["flags"].isin(["", "[]"])]
    engines = translated.groupby(by)["engine"].agg(lambda s: ", ".join(s.value_counts().index))
    columns = {
        "sentences": tables.sentences.groupby(by).size(),
        "translated": translated.groupby(by).size(),
        "checks": flagged.groupby(by).size(),
        "actors": tables.mentions.groupby(by)["actor_id"].nunique(),
        "quotes": tables.quotes.groupby(by).size(),
    }
    rows = tables.articles.sort_values(["loaded_at", by], ascending=[False, True])
    first = tables.sentences.drop_duplicates(by).set_index(by)["text"]
    rows["shown_title"] = [
        article_title(title, first.get(article_id, ""))
        for title, article_id in zip(rows["title"], rows[by], strict=True)
    ]
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
            link(row.shown_title or row.file_name or "untitled", f"open:{row.article_id}", lang="fr"),
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
    st.session_state.pop(EDITING, None)


@st.dialog("Article", on_dismiss=_stop_editing)
def _edit_dialog() -> None:
    article_id = st.session_state.get(EDITING, "")
    article = state.store().article(article_id)
    if article is None:
        st.write("This article is no longer in the corpus.")
        return
    title = st.text_input("Title", article["title"], key=f"edit_title:{article_id}")
    published = st.text_input(
        "Published", article["published"], key=f"edit_published:{article_id}", placeholder=DATE_HELP
    )
    source = st.text_input("Source", article["source"], key=f"edit_source:{article_id}")
    author = st.text_input("Author", article["author"], key=f"edit_author:{article_id}")
    problem = date_problem(published)
    if problem:
        st.error(plain.markdown(problem))
    if st.button("Save", type="primary", key="edit_save", disabled=bool(problem)):
        _save(
            article_id,
            title=title.strip(),
            published=published.strip(),
            source=source.strip(),
            author=author.strip(),
        )
    sure = st.checkbox("Delete this article and everything read out of it", key=f"edit_sure:{article_id}")
    if st.button("Delete", key="edit_delete", disabled=not sure):
        state.store().delete(article_id)
        translating(state.store()).forget(article_id)
        _stop_editing()
        st.rerun()


def _save(article_id: str, **changes: str) -> None:
    try:
        with st.spinner("Saving, and reading the dates again if the date changed"):
            ingest.edit_article(state.store(), article_id, **changes)
    except VisavisError as error:
        st.error(plain.markdown(str(error)))
        return
    _stop_editing()
    st.rerun()


render()
