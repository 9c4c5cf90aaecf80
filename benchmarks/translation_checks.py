"""How often the translation checks flag a correct translation, and how often they miss a broken one.

    python benchmarks/translation_checks.py --fr FILE --en FILE [--from N] [--limit N] [--show KIND]

FILE holds a sentence a line; line n of one is the human translation of line n of the other. References are
correct by construction: every flag on them counts as false. Then one number, one name or one negation is removed
from the English by the rules below, which share no code with the checks, and the checks should see it.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from pathlib import Path

from pipelines.language import annotate_many
from pipelines.model import Article
from pipelines.translation.checks import Name, flags

NUMBER = re.compile(
    r"(?<![\w.,])(?:\d[\d,.]*\d|\d)(?![\w])|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|hundred)\b"
)
# A whole name, after a word in lower case: not a part of "University of Michigan" or "Mills-Hicks".
NAME = re.compile(
    r"\b(?!of |the )[a-z]+,? (?P<name>[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*)(?![\w&-]|,? [A-Z&]| of | for |['’]s [A-Z])"
)
NEGATION = re.compile(r" (?:not|never)\b|n't\b|n’t\b")
FRENCH_NEGATION = re.compile(r"\b(?:ne |n['’])[^.;]{1,30}\b(?:pas|jamais|rien|aucune?|plus)\b", re.IGNORECASE)
FRENCH_NUMBERS = {
    "two": "deux", "three": "trois", "four": "quatre", "five": "cinq", "six": "six", "seven": "sept", "eight": "huit",
    "nine": "neuf", "ten": "dix", "eleven": "onze", "twelve": "douze", "fifteen": "quinze", "twenty": "vingt",
    "thirty": "trente", "forty": "quarante", "fifty": "cinquante", "sixty": "soixante", "hundred": "cent",
}  # fmt: skip


def without_number(fr: str, en: str, rng: random.Random) -> str:
    """The English without one number that the French has too; "" when there is none."""
    found = []
    for match in NUMBER.finditer(en):
        same = FRENCH_NUMBERS.get(match.group(), match.group())
        once = len(re.findall(rf"\b{re.escape(match.group())}\b", en)) == 1
        if once and re.search(rf"(?<![\w]){re.escape(same)}(?![\w])", fr):
            found.append(match)
    return cut(en, rng.choice(found)) if found else ""


def without_name(fr: str, en: str, rng: random.Random) -> str:
    """The English without one run of capitalised words that stands letter for letter in the French."""
    found = [m for m in NAME.finditer(en) if re.search(rf"\b{m['name']}\b", fr) and en.count(m["name"]) == 1]
    return cut(en, rng.choice(found), "name") if found else ""


def without_negation(fr: str, en: str, rng: random.Random) -> str:
    """The English without its one "not", "n't" or "never", where the French has one negation."""
    found = list(NEGATION.finditer(en))
    return cut(en, found[0]) if len(found) == 1 and len(FRENCH_NEGATION.findall(fr)) == 1 else ""


def cut(text: str, match: re.Match[str], group: str | int = 0) -> str:
    return re.sub(r"  +", " ", text[: match.start(group)] + text[match.end(group) :])


def names_of(sentences: list[str]) -> list[list[Name]]:
    """The names that the product's own reader finds."""
    docs = annotate_many(Article(text=s) for s in sentences)
    out = []
    for sentence, doc in zip(sentences, docs, strict=True):
        actors = {a.actor_id: a for a in doc._.actors}
        out.append([
            Name(sentence[m.start : m.end], m.type, (actors[m.actor_id].name_en,) if m.actor_id in actors else ())
            for m in doc._.mentions
        ])  # fmt: skip
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fr", type=Path, required=True)
    parser.add_argument("--en", type=Path, required=True)
    parser.add_argument("--from", dest="first", type=int, default=0, help="leave out the first N lines")
    parser.add_argument("--limit", type=int, default=10**9, help="N lines only")
    parser.add_argument("--show", default="", help="print the flags of this kind on the references")
    parser.add_argument("--missed", action="store_true", help="print the removals that were not seen")
    args = parser.parse_args()
    fr = args.fr.read_text(encoding="utf-8").splitlines()[args.first :][: args.limit]
    en = args.en.read_text(encoding="utf-8").splitlines()[args.first :][: args.limit]
    names = names_of(fr)
    start = time.perf_counter()
    found = [flags(f, e, n) for f, e, n in zip(fr, en, names, strict=True)]
    seconds = time.perf_counter() - start
    kinds = Counter(kind for each in found for kind in {flag.kind for flag in each})
    flagged = sum(bool(each) for each in found)
    print(
        f"references: {flagged} of {len(fr)} sentences flagged ({100 * flagged / len(fr):.1f} %): {dict(kinds)}"
    )
    print(f"speed: {sum(len(f.split()) for f in fr) / seconds:,.0f} French words/s")
    for f, e, each in zip(fr, en, found, strict=True):
        if shown := [flag.detail for flag in each if args.show in {flag.kind, "all"}]:
            print(f"  {shown}\n    {f}\n    {e}")
    rng = random.Random(4)
    for kind, remove in (("number", without_number), ("name", without_name), ("negation", without_negation)):
        tried = seen = 0
        for f, e, n in zip(fr, en, names, strict=True):
            if broken := remove(f, e, rng):
                tried += 1
                caught = any(flag.kind == kind for flag in flags(f, broken, n))
                seen += caught
                if args.missed and not caught:
                    print(f"  missed {kind}\n    {f}\n    {broken}\n    {[x.surface for x in n]}")
        print(f"one {kind} removed: {seen} of {tried} flagged ({100 * seen / max(tried, 1):.1f} %)")


if __name__ == "__main__":
    main()
