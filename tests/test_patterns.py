"""Every pattern of the program is linear on texts made to slow it; what was found stays mended."""

from __future__ import annotations

import re

import pytest
from support.pattern_pumps import patterns, pumps, slow_text


def test_every_pattern_is_linear() -> None:
    found = patterns()
    assert len(found) > 400
    slow = [
        f"{where}: {pattern} on {result[0]!r} + many {result[1]!r} + {result[2]!r}"
        for (pattern, flags, whole), where in found.items()
        if (result := slow_text(pattern, flags, whole=whole)) and slow_text(pattern, flags, whole=whole)
    ]
    assert slow == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a|aa)+$",
        r"(a+)+b",
        r"\s*,",
        r"<(?:--)*\s*-*>",
        r"[a-z]+\d*[a-z]*!",
        r"(?:\w+\s?)+:",
        r"^\s*(.*?)\s*$x",
    ],
)
def test_patterns_that_backtrack_are_found(pattern: str) -> None:
    assert slow_text(pattern, 0)


@pytest.mark.parametrize("pattern", [r"(?:(?<!\s)\s+)?,", r"a+b?", r"\s{0,20},", r"[a-z]++\d", r"«[^«»]*»"])
def test_patterns_that_do_not_are_not(pattern: str) -> None:
    assert slow_text(pattern, 0, whole=pattern in {r"a+b?", r"[a-z]++\d", r"«[^«»]*»"}) is None


def test_pumps_are_what_a_repeat_takes() -> None:
    assert ("<", "a") in set(pumps("<[a-z]*>", 0))
    assert all(
        re.fullmatch("(?:ab|c)+", unit) for before, unit in pumps("(?:ab|c)+", 0) if unit in {"ab", "c"}
    )
