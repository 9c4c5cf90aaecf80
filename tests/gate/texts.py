"""Every text that the repository has, as the snapshot gate reads it."""

from __future__ import annotations

import ast
import dataclasses
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.language.normalise import normalise
from pipelines.paths import DATA, SEEDS

TESTS = Path(__file__).resolve().parents[1]
ANNOTATED = ("dev", "press", "seed", "speakers")
DAMAGED = 200
"""Texts made by damaging annotated ones; seeded, so the same each time."""

_PUBLISHED = "2022-11-16"  # of strings, which state no day: without one no weekday could be reckoned
_LONGEST_STRING = 20_000
# What English prose of tests does not have three of: words that French cannot do without.
_FRENCH = re.compile(
    r"\b(?:le|la|les|l['’]|un|une|de|des|du|et|à|au|aux|en|que|qui|est|a|ont|pas|sur)(?!\w)", re.I
)
_DROPS = ("", " ", "\n", "«", "»", ".", ",", "’", "-", "É", "12", "a dit", "lundi", "qu’", "\u00a0")


@dataclass(frozen=True)
class GateText:
    """A text with what a reader is told of it.

    Attributes:
        place: where it stands, for people ("press.jsonl p017", "language/test_dates.py").
        text: as it is stored, normalised.
        title: headline, "" when none.
        published: EDTF.
    """

    place: str
    text: str
    title: str = ""
    published: str = _PUBLISHED

    @property
    def key(self) -> str:
        """What the text is known by: ten digits of a hash of all that a reader sees."""
        return hashlib.sha256("\0".join((self.text, self.title, self.published)).encode()).hexdigest()[:10]


def annotated() -> Iterator[GateText]:
    """The articles and passages of data/gold."""
    for name in ANNOTATED:
        for line in (DATA / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            place = f"{name}.jsonl {item.get('id', '')}".strip()
            yield GateText(place, item["text"], item.get("title") or "", item.get("published") or "")


def sample() -> Iterator[GateText]:
    """What `visavis open --sample` loads."""
    for path in sorted(SEEDS.glob("*.txt")):
        yield GateText(f"seeds/{path.name}", path.read_text(encoding="utf-8"))


def press_files() -> Iterator[GateText]:
    """Articles in the files of every format that tests read."""
    from pipelines.reading import read
    from tests.support.every_format import every_format

    for name, data in every_format().items():
        for number, article in enumerate(read(name, data).articles, 1):
            yield GateText(f"{name} {number}", article.text, article.title, article.published)


def strings() -> Iterator[GateText]:
    """French sentences written in tests, file by file."""
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_french(node.value):
                yield GateText(str(path.relative_to(TESTS)), node.value)


def _is_french(string: str) -> bool:
    return len(string) < _LONGEST_STRING and "<" not in string and len(_FRENCH.findall(string)) >= 2


def damaged(number: int = DAMAGED) -> Iterator[GateText]:
    """Stretches of annotated articles with words lost, doubled, swapped and put in."""
    draw = random.Random(1848)
    whole = list(annotated())
    for count in range(number):
        source = draw.choice(whole)
        words = re.split(r"(\s+)", source.text)
        first = draw.randrange(len(words))
        cut = words[first : first + draw.randrange(20, 160)]
        for _ in range(draw.randrange(1, 12)):
            place = draw.randrange(len(cut))
            cut[place : place + draw.randrange(3)] = [draw.choice((*_DROPS, cut[draw.randrange(len(cut))]))]
        yield GateText(f"damaged {count} of {source.place}", "".join(cut), source.title, source.published)


def stored(texts: Iterable[GateText]) -> list[GateText]:
    """The texts normalised, as the corpus stores them, each once; without those that are empty then."""
    found: dict[str, GateText] = {}
    for each in texts:
        normal = dataclasses.replace(each, text=normalise(each.text).text)
        if normal.text:
            found.setdefault(normal.key, normal)
    return list(found.values())


def every_text() -> list[GateText]:
    """All of them, as they are stored, in an order that does not change."""
    return stored(each for source in (annotated, sample, press_files, strings, damaged) for each in source())
