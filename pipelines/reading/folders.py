"""What the names in an archive or a folder say together: files that belong to others, metadata beside the texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.reading.press.described import describe
from pipelines.reading.saved_pages import parts_of_packed_archives, parts_of_saved_pages


@dataclass(frozen=True, slots=True)
class Plan:
    """How the files of one folder are to be read.

    Attributes:
        left_out: file → why it is no article of its own (a sentence, shown), "" where nobody would miss it.
        stated: file → what its folder states of it (title, published, source, author), where the file itself is silent.
    """

    left_out: Mapping[str, str] = field(default_factory=dict)
    stated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def plan(names: Sequence[str], content: Callable[[str], bytes]) -> Plan:
    """The plan for the files `names` (paths with "/"), whose bytes `content` gives.

    A folder without any convention known here is read file by file.
    """
    left_out = dict.fromkeys(parts_of_saved_pages(names) | parts_of_packed_archives(names), "")
    stated: dict[str, Mapping[str, str]] = {}
    describe([name for name in names if name not in left_out], content, left_out, stated)
    return Plan(left_out, stated)
