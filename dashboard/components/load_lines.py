"""The lines of a load: a file, how far it is or what became of it, and the sum beneath."""

from __future__ import annotations

from dashboard.loading import ANNOTATING, WAITING, FileLine, Load
from dashboard.typeset import Node, glyph, link, node

_MOST_LINES = 80  # of those files that need no look; what was refused is always shown, up to as many again
_MOST_WAITING = 10


def load_nodes(load: Load) -> list[Node]:
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
    shown, left_out = _shown(load.lines)
    lines = [_line(number, line) for number, line in shown]
    lines += [node("li", node("span", words, cls="st more")) for words in left_out]
    return [
        node("ul", *lines, cls="prog", label="Files in this upload", live="polite"),
        node("div", *terms, cls="recon", role="status"),
    ]


def _shown(lines: list[FileLine]) -> tuple[list[tuple[int, FileLine]], list[str]]:
    """The lines to draw, and what is said of the others: thousands of files make no list that can be read."""
    bad: list[tuple[int, FileLine]] = []
    waiting: list[tuple[int, FileLine]] = []
    other: list[tuple[int, FileLine]] = []
    for number, line in enumerate(lines):
        kind = bad if line.is_bad or line.question else waiting if line.stage == WAITING else other
        kind.append((number, line))
    kept = sorted(
        [*bad[:_MOST_LINES], *other[-_MOST_LINES:], *waiting[:_MOST_WAITING]], key=lambda each: each[0]
    )
    left_out = [
        f"{len(kind) - most:,} more {words}"
        for kind, most, words in (
            (other, _MOST_LINES, "loaded before"), (bad, _MOST_LINES, "with something rejected"),
            (waiting, _MOST_WAITING, "waiting"),
        )
        if len(kind) > most
    ]  # fmt: skip
    return kept, left_out


def _line(number: int, line: FileLine) -> Node:
    bar: Node = node("span")
    if line.stage == ANNOTATING:
        share = 100 * line.done // line.total if line.total else 0
        bar = node("div", node("i", width=str(max(4, share))), cls="pb", label=f"{share} %")
    mark = [glyph("flag", "Rejected"), " "] if line.is_bad else []
    ids = line.article_ids
    name: Node = link(line.name, f"open:{ids[0]}", cls="file") if ids else line.name
    if line.question:
        return node(
            "li", node("span", line.name, cls="fn", title=line.name), bar,
            node("span", line.words, " ", link("Answer", f"ask:{number}"), cls="st"),
        )  # fmt: skip
    more = [" ", link(f"List the {len(ids):,} articles", f"list:{number}")] if len(ids) > 1 else []
    return node(
        "li", node("span", name, cls="fn", title=line.name), bar,
        node("span", *mark, line.words, *more, cls="st bad" if line.is_bad else "st"),
    )  # fmt: skip
