"""The list of formats in README.md, made from the registry of readers.

python -m pipelines.reading.listing            prints it
python -m pipelines.reading.listing README.md  writes it between its two marks
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pipelines.errors import DataFileError, VisavisError
from pipelines.reading.registry import FORMATS

BEGIN = "<!-- formats: made by `python -m pipelines.reading.listing README.md` -->"
END = "<!-- formats: end -->"
_ARCHIVE = ("ZIP archive of these", (".zip",), ("TXM", "CAMille"))
_HEAD = ("| format | files | exports told by their content, article by article |", "|---|---|---|")


def formats_table() -> str:
    """The formats that are read, as a table in Markdown, in the order of the registry."""
    return "\n".join([*_HEAD, *_rows()])


def _rows() -> Iterator[str]:
    for title, suffixes, exports in [
        *((each.title, each.suffixes, each.exports) for each in FORMATS),
        _ARCHIVE,
    ]:
        yield f"| {title} | {' '.join(filter(None, suffixes))} | {', '.join(exports)} |"


def with_table(page: str) -> str:
    """`page` with the table of today between its marks.

    Raises:
        DataFileError: the marks are not in it.
    """
    before, begun, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise DataFileError(
            f"The page has no list of formats; put the lines “{BEGIN}” and “{END}” where it belongs."
        )
    return f"{before}{BEGIN}\n{formats_table()}\n{END}{after}"


def main(arguments: list[str]) -> int:
    """Print the table, or write it into the page that is named."""
    if not arguments:
        sys.stdout.write(formats_table() + "\n")
        return 0
    page = Path(arguments[0])
    try:
        page.write_text(with_table(page.read_text(encoding="utf-8")), encoding="utf-8")
    except (VisavisError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
