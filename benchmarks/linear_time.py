"""Does reading stay linear on hostile texts? Doubles the size of each and prints how much longer it takes.

    python -m benchmarks.linear_time --size 50000 --doublings 2

A ratio near 2 is linear, near 4 quadratic. Times are processor time, so that a busy machine does not count.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from pipelines.language import annotate
from pipelines.reading import read

_SENTENCE = "Le ministre a déclaré lundi que la réunion prévue à Paris aurait lieu le 14 novembre 2022. "
_NAMES = (
    "Martin",
    "Durand",
    "Moreau",
    "Lefebvre",
    "Garcia",
    "Roux",
    "Fournier",
    "Girard",
    "Bonnet",
    "Dupont",
)
_FIRST = ("Anne", "Jean", "Luc", "Marie", "Paul", "Claire", "Hugo", "Emma", "Louis", "Alice", "Nina")
WORST_RATIO = 3.0


def names(size: int) -> str:
    """Every sentence with a new full name, so that nothing can be merged."""
    out: list[str] = []
    length = number = 0
    while length < size:
        person = f"{_FIRST[number % 11]} {_NAMES[number % 10]}{_letters(number)}"
        out.append(f"{person} a rencontré le président à Lyon. ")
        length += len(out[-1])
        number += 1
    return "".join(out)


def _letters(number: int) -> str:
    letters = ""
    while True:
        number, rest = divmod(number, 26)
        letters += chr(97 + rest)
        if not number:
            return letters


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


TEXTS: dict[str, Callable[[int], str]] = {
    "one paragraph": _repeated(_SENTENCE),
    "unclosed guillemets": _repeated("« Nous voulons un accord, a dit le maire. "),
    "unclosed curly marks": _repeated("“ Non, a dit Paul Martin. "),
    "straight marks": _repeated('"Non" dit-il, "'),
    "marks alone": _repeated('« “ " ‹ '),
    "dashes": _repeated("— Oui, dit-elle. "),
    "no sentence end": _repeated(
        "le maire de Lyon et la ministre de la Défense avec le président du Sénat puis "
    ),
    "many names": names,
    "dates": _repeated("le 14 novembre 2022 puis lundi dernier et en 2019 "),
    "verbs of speech": _repeated("il a dit que selon lui elle a affirmé que "),
    "acts": _repeated("L'armée a attaqué les rebelles, accusés par Paris d'avoir tué des civils, et "),
    "cited sources": _repeated("selon Paul, a déclaré le maire, « mot a dit Paul "),
    "half dates": _repeated("1 3, 12. lundi et deux mille vingt et entre le fin des années il y a "),
    "capitals": _repeated("LE PRÉSIDENT DE LA RÉPUBLIQUE A DÉCLARÉ "),
    "one word": _repeated("a"),
    "full stops": _repeated(". "),
}


def seconds(text: str) -> float:
    """Processor seconds of reading `text` from bytes to annotations."""
    began = time.process_time()
    (article,) = read("a.txt", ("Le texte. " + text).encode()).articles
    annotate(article)
    return time.process_time() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--size", type=int, default=50_000, help="characters of the smallest text")
    parser.add_argument("--doublings", type=int, default=2)
    parser.add_argument("--only", default="", help="the one kind of text to measure")
    options = parser.parse_args()
    seconds(_SENTENCE)
    sizes = [options.size * 2**i for i in range(options.doublings + 1)]
    print(f"{'text':22}" + "".join(f"{size:>12,}" for size in sizes) + "   ratios")
    failed = False
    for name, make in TEXTS.items():
        if options.only not in name:
            continue
        taken = [seconds(make(size)) for size in sizes]
        ratios = [after / max(before, 0.02) for before, after in pairwise(taken)]
        failed |= ratios[-1] > WORST_RATIO
        shown = " ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"{name:22}" + "".join(f"{each:11.2f}s" for each in taken) + f"   {shown}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
