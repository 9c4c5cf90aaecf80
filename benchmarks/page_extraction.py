"""What of a web page's article is kept, and what of its furniture, beside trafilatura, layout by layout.

The pages are generated (`benchmarks.page_layouts`), so that every word's place is known. Kept: the share of the
article's words that are in the extracted text. Furniture: words in it that are not of the article.

    python -m benchmarks.page_extraction
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from typing import NamedTuple

import trafilatura

from benchmarks.page_layouts import TITLE, Layout, layouts
from pipelines.reading.html import draft_of_page

_WORD = re.compile(r"[^\W_]+")


class Kept(NamedTuple):
    """How many words of the article an extractor kept, of how many, and how many others."""

    kept: int
    of: int
    furniture: int

    @property
    def recall(self) -> float:
        """The share of the article's words that was kept."""
        return self.kept / self.of


def kept(layout: Layout, text: str) -> Kept:
    """What `text`, extracted from the layout's page, holds; its headline counts neither way."""
    article = _words(" ".join(layout.article))
    found = _words(re.sub(rf"^\W*{re.escape(TITLE)}\s*\n", "", text))
    both = sum((article & found).values())
    return Kept(both, sum(article.values()), sum((found - article).values()))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def ours(page: str) -> str:
    """The text that Vis-à-vis stores."""
    draft = draft_of_page(page)
    return draft.text if draft else ""


def theirs(page: str) -> str:
    """The text that trafilatura extracts, comments left out."""
    return trafilatura.extract(page, include_comments=False, favor_precision=False) or ""


def main() -> None:
    """Print a line for each layout and the sums."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.parse_args()
    print(f"{'layout':26}{'Vis-à-vis':>22}{'trafilatura':>22}")
    sums = [Counter[str](), Counter[str]()]
    made = layouts()
    for layout in made:
        cells = []
        for total, extract in zip(sums, (ours, theirs), strict=True):
            each = kept(layout, extract(layout.page))
            total.update(kept=each.kept, of=each.of, furniture=each.furniture)
            cells.append(f"{each.recall:.1%} kept, {each.furniture:3} other")
        print(f"{layout.name:26}{cells[0]:>22}{cells[1]:>22}")
    for who, total in zip(("Vis-à-vis", "trafilatura"), sums, strict=True):
        precision = total["kept"] / max(total["kept"] + total["furniture"], 1)
        print(
            f"{who}: {total['kept'] / total['of']:.1%} of the article's words, precision {precision:.1%}, {len(made)} layouts"
        )


if __name__ == "__main__":
    main()
