"""The sidebar's "Translation": engines in the person's order, consent before text leaves, progress."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import address, guard, plain, state
from dashboard.display import count
from dashboard.person import person, shown
from dashboard.telling import told
from dashboard.translating import Translating, translating
from pipelines import translation
from pipelines.errors import VisavisError
from pipelines.translation.download import ModelMovedError, download
from pipelines.translation.jobs import Progress
from pipelines.translation.model_registry import Release
from pipelines.translation.online import OnlineEngine

_ORDER, _DONE_AT, _MOVED = "engine_order", "english_done_at", "firefox_moved"
_TITLES = {
    "memory": "Memory", "firefox": "Firefox, on this machine", "apertium": "Apertium, on this machine, gist",
    "google": "Google, online", "deepl": "DeepL, online", "libre": "LibreTranslate, online",
    "microsoft": "Microsoft, online", "mymemory": "MyMemory, online",
}  # fmt: skip
_REFRESH_SECONDS = 3


def sidebar() -> None:
    """Keep the English coming, and draw the chooser."""
    work = translating(state.store())
    work.keep_up()
    with st.sidebar, st.expander("Translation"):
        _chooser(work)
        _unusable()
    with st.sidebar:
        # A clock only while there is something to see: see `state.go` for what clocks cost.
        ticking = _busy(work.progress)
        st.session_state.pop(_DONE_AT, None)  # what follows draws the page as it stands
        st.fragment(_progress, run_every=_REFRESH_SECONDS if ticking else None)(work, ticking)


def title(name: str) -> str:
    """An engine's name as the chooser shows it."""
    return _TITLES.get(name, name)


def _chooser(work: Translating) -> None:
    names = [*translation.DEFAULT_ORDER, *translation.ONLINE]
    st.session_state[_ORDER] = [*work.order, *work.waiting_for_consent]
    st.multiselect(
        "Engines, first choice first",
        names,
        key=_ORDER,
        format_func=lambda name: plain.visible(title(name)),
        on_change=_choose,
        args=(work,),
    )
    for name in work.waiting_for_consent:
        where = OnlineEngine(name).address
        st.warning(plain.markdown(f"{title(name)}: the text of {_whose()} will be sent to {where}."))
        st.button(
            f"Agree, and use {plain.markdown(title(name))}",
            key=f"agree:{name}",
            on_click=_agree,
            args=(work, name),
        )
    if guard.asks_who():
        _sent_for_others(work)


def _whose() -> str:
    return "all articles here, your colleagues’ too," if guard.asks_who() else "your articles"


def _sent_for_others(work: Translating) -> None:
    """Where several people look: to whom text is sent because a colleague agreed, and a way to end it."""
    for name in work.order:
        if name in translation.ONLINE and not work.has_agreed(name, person()):
            where = OnlineEngine(name).address
            who = work.sent_for(name)
            st.warning(plain.markdown(f"{title(name)}: articles are sent to {where}, as {who} agreed."))
            st.button(
                f"Send nothing more to {plain.markdown(title(name))}",
                key=f"withdraw:{name}",
                on_click=work.withdraw,
                args=(name,),
            )


def _agree(work: Translating, name: str) -> None:
    work.agree(name, person(), shown())


def _choose(work: Translating) -> None:
    work.use(st.session_state[_ORDER], person(), shown())


def _unusable() -> None:
    for each in translation.status():
        if not each.usable and each.kind != "online":
            st.caption(plain.markdown(f"{title(each.name)}: {each.reason}"))
        if each.name == "firefox" and not each.usable and st.button("Fetch the Firefox model (26 MB, once)"):
            _fetch()
    moved: Release | None = st.session_state.get(_MOVED)
    if moved:
        st.warning(
            plain.markdown(f"The Firefox model is no longer where it was. Mozilla now offers {moved}.")
        )
        if st.button("Fetch that one"):
            _fetch(moved)


def _fetch(release: Release | None = None) -> None:
    bar = st.progress(0.0, "Fetching the Firefox Translations model")

    def show(done: int, total: int, name: str) -> None:
        bar.progress(
            min(1.0, done / total), f"{plain.markdown(name)}, {done / 1e6:.1f} of {total / 1e6:.1f} MB"
        )

    try:
        download(progress=show, release=release)
    except ModelMovedError as moved:
        st.session_state[_MOVED] = moved.release
        st.rerun()
    except VisavisError as error:
        bar.empty()
        st.error(plain.markdown(str(error)))
    else:
        st.session_state.pop(_MOVED, None)
        st.rerun()


def _failures(work: Translating, now: Progress, *, busy: bool) -> None:
    """Engines that died or hung, sentences that got no English, and a button to ask again."""
    troubles = work.troubles()
    for why in troubles:
        st.warning(plain.markdown(why))
    failed = bool(now.failed and now.message) and not busy
    if failed:
        which = count(now.failed, "sentence has", "sentences have")
        st.caption(plain.markdown(f"{which} no English: {now.message}"))
    if (troubles or failed) and st.button("Try again", key="english_again"):
        work.try_again()
        st.rerun(scope="app")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the page last drew of the English, to draw it again when there is more."""

    done: int
    article_id: str
    busy: bool


def _busy(now: Progress) -> bool:
    return now.running or now.done < now.total


@told()
def _progress(work: Translating, ticking: bool) -> None:
    """One line while sentences are being translated; the page is drawn again as English arrives.

    Only a tick of the clock (`ticking` when it was started) asks for a page: asked for while one is being drawn, it
    would drop the click that the drawing answers.
    """
    now = work.progress
    busy = _busy(now)
    if busy:
        st.progress(
            min(1.0, now.done / max(1, now.total)), f"Translating, {now.done:,} of {now.total:,} sentences"
        )
        if now.stopped:
            st.button("Go on translating", on_click=work.resume, key="english_resume")
        else:
            st.button("Stop translating", on_click=work.stop, key="english_stop")
    _failures(work, now, busy=busy)
    seen: _Seen | None = st.session_state.get(_DONE_AT)
    st.session_state[_DONE_AT] = _Seen(now.done, now.article_id, ticking if seen is None else busy)
    if seen is None:
        return
    # A page drawn again for every batch of a large corpus could not be read: only this article's, and the end.
    arrived = now.done != seen.done and address.first("article") in (
        seen.article_id,
        now.article_id,
    )
    if arrived or (seen.busy and not busy):
        st.rerun(scope="app")
