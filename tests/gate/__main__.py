"""`make same`: the reader gives what was pinned, and the same on every path. `make pin` pins what it gives now.

    python -m tests.gate                 # compare with tests/gate/digests.txt, then path with path
    python -m tests.gate --pin           # write digests.txt anew
    python -m tests.gate --pin-gold      # write data/gold/digests.txt anew

A commit either moves code (the gate stays as it is) or changes what is read (the gate is pinned again, and the body of
the commit names the rows); never both. The first difference is printed with its text, layer, field and both values; the
value from before is read with the code of the commit that pinned it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from tests.gate import before, gold, pinned
from tests.gate.readings import (
    LAYERS,
    Reading,
    as_long,
    digests,
    first_difference,
    in_processes,
    one_by_one,
    piped,
)
from tests.gate.texts import GateText, every_text

_SHOWN = 20
Way = Callable[[Iterable[GateText]], Iterator[Reading]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when everything is the same, or was pinned."""
    parser = argparse.ArgumentParser(prog="tests.gate", description=__doc__)
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--pin-gold", action="store_true")
    parser.add_argument(
        "--read", action="store_true", help="Read one text from standard input (JSON) and print it."
    )
    options = parser.parse_args(arguments)
    if options.read:
        text = GateText(**json.load(sys.stdin))
        print(json.dumps(next(one_by_one([text])), ensure_ascii=False))
        return 0
    if options.pin_gold:
        gold.pin()
        return 0
    texts = every_text()
    print(f"{len(texts):,} texts, {sum(len(text.text.split()) for text in texts):,} words", flush=True)
    found = list(one_by_one(texts))
    if options.pin:
        pinned.write({text.key: digests(each) for text, each in zip(texts, found, strict=True)})
        print(f"Pinned in {pinned.FILE.name}.")
        return 0
    is_same = as_pinned(texts, found)
    for name, path in {"nlp.pipe": piped, "long text": as_long, "two processes": in_processes}.items():
        is_same &= same_on(name, texts, found, path)
    return 0 if is_same else 1


def as_pinned(texts: list[GateText], found: list[Reading]) -> bool:
    """True when no pinned text is read otherwise; prints what is."""
    kept = pinned.read()
    new = [text for text in texts if text.key not in kept]
    changed = [
        (text, each, [layer for layer, now, then in zip(LAYERS, digests(each), kept[text.key], strict=True) if now != then])
        for text, each in zip(texts, found, strict=True)
        if text.key in kept and digests(each) != kept[text.key]
    ]  # fmt: skip
    gone = len(set(kept) - {text.key for text in texts})
    print(
        f"pinned: {len(texts) - len(new) - len(changed):,} texts the same, {len(changed):,} changed; {len(new):,} not pinned yet, {gone:,} pinned are gone"
    )
    for text, _, layers in changed[:_SHOWN]:
        print(f"  {text.place}: {', '.join(layers)}")
    if changed:
        text, now, layers = changed[0]
        then = before.reading_when_pinned(text, kept[text.key])
        if isinstance(then, str):
            print(f"  {then}")
        else:
            _show(text, layers[0], then[layers[0]], now[layers[0]])
    return not changed


def same_on(name: str, texts: list[GateText], found: list[Reading], path: Way) -> bool:
    """True when `path` gives what was found one by one; prints the first text that it reads otherwise."""
    for text, usual, other in zip(texts, found, path(texts), strict=True):
        for layer in LAYERS:
            if usual[layer] != other[layer]:
                print(f"{name}: not the same as one by one")
                _show(text, layer, usual[layer], other[layer])
                return False
    print(f"{name}: the same", flush=True)
    return True


def _show(text: GateText, layer: str, one: object, other: object) -> None:
    field, was, now = first_difference(one, other) or ("", None, None)
    print(
        f"  text   {text.place} ({text.key})\n  layer  {layer}\n  field  {field}\n  was    {was!r}\n  is     {now!r}"
    )


if __name__ == "__main__":
    sys.exit(main())
