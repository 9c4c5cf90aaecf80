"""The small form of `make torture`: a kill during each kind of work, and nothing is lost or half there."""

from __future__ import annotations

from pathlib import Path

from benchmarks.torture import WORKS, kills


def test_kills_during_every_kind_of_work_lose_nothing(tmp_path: Path) -> None:
    torture = kills(tmp_path, len(WORKS))
    assert torture.losses == []
    assert set(torture.kills) == set(WORKS)
    assert torture.steps >= len(WORKS) - 1
