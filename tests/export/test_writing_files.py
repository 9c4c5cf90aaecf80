"""Exports on the disk: whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipelines.errors import VisavisError
from pipelines.export import files
from pipelines.export.files import write_file, write_files


def _full_after(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """A disk that is full when the file after `number` others is to be kept."""
    kept = []

    def fsync(handle: int) -> None:
        if len(kept) >= number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        kept.append(handle)

    monkeypatch.setattr(files.os, "fsync", fsync)


def test_full_disk_loses_nothing_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "quotes.csv"
    target.write_bytes(b"before")
    _full_after(monkeypatch, 0)
    with pytest.raises(VisavisError, match=r"No space left.*unchanged"):
        write_file(target, b"after")
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_of_many_files_all_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path / "out", {"a.csv": b"1", "b.csv": b"1"})
    _full_after(monkeypatch, 1)
    with pytest.raises(VisavisError):
        write_files(tmp_path / "out", {"a.csv": b"2", "b.csv": b"2", "c.csv": b"2"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {
        "a.csv": b"1",
        "b.csv": b"1",
    }


def test_written_file_has_the_rights_of_a_new_one_or_of_the_old(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write_file(tmp_path / "new.csv", b"x")
    assert (tmp_path / "new.csv").stat().st_mode == plain.stat().st_mode
    (tmp_path / "new.csv").chmod(0o640)
    write_file(tmp_path / "new.csv", b"y")
    assert (tmp_path / "new.csv").stat().st_mode & 0o777 == 0o640


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"1")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_file(tmp_path / "link.csv", b"2")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"2"


@pytest.mark.parametrize("target", ["", "missing/quotes.csv"])
def test_place_that_cannot_be_written_is_one_sentence(tmp_path: Path, target: str) -> None:
    with pytest.raises(VisavisError, match="cannot be written"):
        write_file(tmp_path / target, b"x")
