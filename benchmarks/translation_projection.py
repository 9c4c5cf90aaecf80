"""How many French names, quotations and dates are found in the English, and how many wrongly.

    python -m benchmarks.translation_projection [--data FILE] [--show]

FILE holds annotated sentences. By default both sets in tests/translation/data are measured: the 40 that the rules were
tuned on, and 40 written before the rules were looked at, on which they were mended after the first measure (precision,
recall: names 97.5, 87.8; quotes 83.3, 62.5; dates 86.4, 67.9; numbers 95.2, 95.2). A span is right when it is one of
the annotated ones, edge punctuation aside; a span whose words the English leaves out is right when nothing is found.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from pipelines.translation.projection import Source, project

DATA = Path(__file__).resolve().parent.parent / "tests" / "translation" / "data"
SETS = {
    "projection.jsonl": "tuned on",
    "projection_unseen.jsonl": "written before the rules were looked at, mended on since",
}
KINDS = ("name", "quote", "date", "number")


def measure(path: Path, *, show: bool = False) -> dict[str, Counter[str]]:
    """Counts right, wrong and missing by kind."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        spans = [Source(s["start"], s["end"], s["kind"]) for s in item["spans"]]
        for span, found in zip(item["spans"], project(item["fr"], item["en"], spans), strict=True):
            kind = span["kind"] if span["kind"] in KINDS else "name"
            wanted = {trim(item["en"], s) for s in span["english"]}
            if found is None:
                verdict = "missing" if wanted else "right"
            else:
                verdict = "right" if trim(item["en"], found) in wanted else "wrong"
            counts[kind][verdict] += 1
            if show and verdict != "right":
                there = item["en"][slice(*found)] if found else None
                print(f"{verdict}: {span['surface']!r} → {there!r}\n    {item['en']}")
    return counts


def trim(text: str, span: list[int] | tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while end > start and text[end - 1] in " .,!?":
        end -= 1
    return start, end


def report(path: Path, *, show: bool) -> None:
    """Prints one set's table."""
    counts = measure(path, show=show)
    print(f"\n{path.name} ({SETS.get(path.name, 'given')})")
    print(f"{'':8}{'right':>8}{'wrong':>8}{'missing':>8}{'precision':>11}{'recall':>8}")
    for kind, count in counts.items():
        right, wrong, missing = (count[verdict] for verdict in ("right", "wrong", "missing"))
        if count:
            precision, recall = right / max(right + wrong, 1), right / count.total()
            print(f"{kind:8}{right:8}{wrong:8}{missing:8}{100 * precision:10.1f}%{100 * recall:7.1f}%")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="another file of annotated sentences")
    parser.add_argument("--show", action="store_true", help="print what was missed or wrong")
    args = parser.parse_args()
    for path in [args.data] if args.data else [DATA / name for name in SETS]:
        report(path, show=args.show)


if __name__ == "__main__":
    main()
