"""Compare: two engines' English beside the French, what differs marked, either to be taken as the wording."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from dashboard import plain
from dashboard.comparing import Comparing
from dashboard.components.compare_rows import ComparedSentence, compare_rows
from dashboard.display import count
from dashboard.engines import title
from dashboard.telling import told
from pipelines.translation.base import Translation
from pipelines.translation.checks import Name
from pipelines.translation.comparing import disagreements

_ALL = 0
_REFRESH_SECONDS = 1.5
_PAGE = 20  # sentences drawn before "Show more"
_OPEN, _ASKED, _SHOWN, _PAIR = "compare_open", "compare_asked", "compare_shown", "compare_pair"
Take = Callable[[str, int, str], None]


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared.

    Attributes:
        work: asks the engines in the background.
        article_id: the article.
        sentences: sentence number → French.
        names: gives sentence number → the names in it.
        take: called with article, sentence and English when a person takes a wording.
    """

    work: Comparing
    article_id: str
    sentences: Mapping[int, str]
    names: Callable[[], Mapping[int, Sequence[Name]]]
    take: Take


@dataclass(frozen=True, slots=True)
class _Choice:
    engines: tuple[str, str]
    sentences: Mapping[int, str]
    whole: bool

    def answers(self, on: Compared) -> tuple[int, int]:
        """Answers given and asked for."""
        both = [on.work.answers(engine, on.article_id) for engine in self.engines]
        return sum(done for done, _ in both), sum(asked for _, asked in both)


def open_at(article_id: str, sentence: int) -> None:
    """Have the dialog drawn, at this sentence, from the next run on; for a callback."""
    st.session_state[_OPEN] = article_id, sentence
    st.session_state.pop(_ASKED, None)


def is_open(article_id: str) -> bool:
    """Whether a person has asked to compare engines on this article, and not closed the dialog."""
    return bool(st.session_state.get(_OPEN, ("", 0))[0] == article_id)


def _close() -> None:
    st.session_state.pop(_OPEN, None)


@st.dialog("Compare two engines", width="large", on_dismiss=_close)
@told()
def compare(on: Compared, engines: Sequence[str]) -> None:
    """Draw the dialog; what it shows is asked for at once, and again whenever a person chooses otherwise.

    Args:
        on: the article, and how to ask.
        engines: names of those that can be asked.
    """
    chosen = _chosen(on, engines)
    if chosen is None:
        st.caption("Choose two engines.")
        return
    wanted = (on.article_id, chosen.engines, tuple(chosen.sentences))
    if st.session_state.get(_ASKED) != wanted:
        _ask(on, chosen)
        st.session_state[_ASKED] = wanted
    done, asked = chosen.answers(on)
    busy = done < asked
    st.fragment(_found, run_every=_REFRESH_SECONDS if busy else None)(on, chosen, busy)


def _chosen(on: Compared, engines: Sequence[str]) -> _Choice | None:
    left, right = st.columns([2, 3])
    with left:
        places = [_ALL, *on.sentences]
        focus = st.session_state.get(_OPEN, ("", _ALL))[1]
        what = st.selectbox(
            "Sentences",
            places,
            index=places.index(focus) if focus in places else 0,
            format_func=lambda n: plain.visible(_place(on, n)),
            key=f"compare_what:{on.article_id}:{focus}",
        )
    with right:
        before = [name for name in st.session_state.get(_PAIR, ()) if name in engines]
        pair = st.multiselect(
            "Engines",
            engines,
            before if len(before) > 1 else list(engines[:2]),
            format_func=lambda name: plain.visible(title(name)),
            max_selections=2,
            key="compare_engines",
        )
    if len(pair) != 2:
        return None
    st.session_state[_PAIR] = tuple(pair)
    wanted = dict(on.sentences) if what == _ALL else {what: on.sentences[what]}
    return _Choice((pair[0], pair[1]), wanted, what == _ALL)


def _place(on: Compared, number: int) -> str:
    if number == _ALL:
        return "The whole article: sentences on which they disagree"
    return f"Sentence {number}: {on.sentences[number]}"


def _ask(on: Compared, chosen: _Choice) -> None:
    st.session_state[_SHOWN] = _PAGE
    for engine in chosen.engines:
        on.work.ask(engine, on.article_id, chosen.sentences)


@told()
def _found(on: Compared, chosen: _Choice, was_busy: bool) -> None:
    """Progress while engines owe English, and what both gave so far."""
    left, right = (on.work.made(engine, on.article_id) for engine in chosen.engines)
    done, asked = chosen.answers(on)
    if done < asked:
        st.progress(done / asked, f"Comparing, {done:,} of {asked:,} answers")
        st.button("Stop comparing", key="compare_stop", on_click=on.work.stop, args=(on.article_id,))
    elif was_busy:
        st.rerun(scope="app")  # stops the clock
    both = {n: (left[n], right[n]) for n in chosen.sentences if n in left and n in right}
    if not both:
        return
    known = on.names()
    said = {n: _said(chosen.sentences[n], *pair, tuple(known.get(n, ()))) for n, pair in both.items()}
    failed = {n for n, pair in both.items() if not all(each.text_en for each in pair)}
    shown = [n for n in both if said[n] or n in failed] if chosen.whole else list(both)
    if chosen.whole:
        _summary(len(both), sum(map(bool, said.values())), len(failed))
    upto = st.session_state.get(_SHOWN, _PAGE)
    rows = [ComparedSentence(n, chosen.sentences[n], both[n], said[n]) for n in shown[:upto]]
    taken = compare_rows(rows, on.article_id, chosen.engines, key="compare_rows")
    if taken:
        _take(on, taken["article"], int(taken["sentence"]), taken["text"], last=not chosen.whole)
    if len(shown) > upto:
        st.button(f"Show {min(_PAGE, len(shown) - upto):,} more", key="compare_more", on_click=_more)


def _take(on: Compared, article_id: str, sentence: int, english: str, *, last: bool) -> None:
    """Keep a wording; the article, too, is drawn again with it."""
    on.take(article_id, sentence, english)
    st.toast(f"Kept as your wording of sentence {sentence:,}.")
    if last:
        _close()
    st.rerun(scope="app")


def _more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, _PAGE) + _PAGE


@lru_cache(maxsize=4096)
def _said(french: str, left: Translation, right: Translation, names: tuple[Name, ...]) -> list[str]:
    return disagreements(french, left, right, names)


def _summary(compared: int, disagree: int, failed: int) -> None:
    st.caption(
        f"{count(compared, 'sentence')} compared: in {disagree:,} they disagree on a name, number, date, negation or harm."
    )
    if failed:
        st.caption(f"{count(failed, 'sentence')} without the English of one of them.")
