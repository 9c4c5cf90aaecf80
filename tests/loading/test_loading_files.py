"""Which files are meant, and that nothing but a file is ever opened."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus import Corpus
from pipelines.errors import ReadingError
from pipelines.loading import files
from pipelines.loading.files import find
from pipelines.loading.loader import Loader
from pipelines.loading.names import LONGEST, readable_name
from pipelines.loading.process import load_source


@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_name_becomes_one_short_line_that_can_be_stored(name: str) -> None:
    shown = readable_name(name)
    assert shown
    assert len(shown) <= LONGEST
    assert "\n" not in shown
    shown.encode("utf-8")
    assert readable_name(shown) == shown


@given(st.binary(min_size=1, max_size=60))
def test_any_bytes_that_name_a_file_can_be_shown(name: bytes) -> None:
    readable_name(os.fsdecode(name)).encode("utf-8")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Le Monde, 9 nov.txt", "Le Monde, 9 nov.txt"),
        (os.fsdecode(b"caf\xe9.txt"), "café.txt"),
        ("été 😀.docx", "été 😀.docx"),
        ("un\nfichier\r\n.txt", "un fichier .txt"),
        ("a\u202efdp.exe", "a\ufffdfdp.exe"),
        ("\x00\x1b[31m.txt", "\ufffd\ufffd[31m.txt"),
        ("\ud800.txt", "?.txt"),
        (" ", "unnamed"),
    ],
)
def test_names_are_shown_as_they_were_meant(name: str, shown: str) -> None:
    assert readable_name(name) == shown


def test_a_very_long_name_keeps_its_beginning_and_its_suffix() -> None:
    shown = readable_name("début" + "x" * 5000 + ".pdf")
    assert len(shown) == LONGEST
    assert shown.startswith("début")
    assert shown.endswith("x.pdf")


def test_files_of_a_folder_are_named_by_their_place_in_it(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("a/1.txt", "a/b/1.txt", "2.txt", ".hidden", "a/.git"):
        (tmp_path / name).write_text("x")
    found = files.find([tmp_path, tmp_path / "2.txt"])
    assert sorted(each.name for each in found) == ["2.txt", "a/1.txt", "a/b/1.txt"]


@pytest.mark.skipif(os.name == "nt", reason="no pipes and devices in folders there")
def test_pipes_sockets_and_devices_are_refused_by_name_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "good.txt").write_text("Bonjour.")
    with socket.socket(socket.AF_UNIX) as there:
        there.bind(str(tmp_path / "s.txt"))
        found = {each.name: each for each in files.find([tmp_path])}
    assert set(found) == {"pipe.txt", "null.txt", "gone.txt", "good.txt", "s.txt"}
    for name, word in (
        ("pipe", "a pipe"),
        ("null", "a device"),
        ("s", "a socket"),
        ("gone", "cannot be read"),
    ):
        with pytest.raises(ReadingError, match=word):
            files.content(found[f"{name}.txt"])
    assert files.content(found["good.txt"]) == b"Bonjour."


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_pipe_that_took_a_files_place_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (source,) = files.find([tmp_path / "a.txt"])
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadingError, match="a pipe"):
        files.content(source)


def test_a_file_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(30_000_000)  # no block of it is written
    (source,) = files.find([tmp_path])
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(ReadingError, match="30 MB"):
        files.content(source)


def test_a_name_that_no_system_allows_is_one_sentence() -> None:
    for name in ("a\x00b.txt", "n" * 5000):
        (source,) = files.find([Path(name)])
        with pytest.raises(ReadingError, match="cannot be read"):
            files.content(source)


def test_folder_states_what_its_table_of_metadata_and_names_say(tmp_path: Path) -> None:
    (tmp_path / "txm").mkdir()
    (tmp_path / "txm" / "figaro_01.txt").write_text("Le maire a dit non.")
    (tmp_path / "txm" / "vdn_02.txt").write_text("Le préfet a dit oui.")
    (tmp_path / "txm" / "metadata.csv").write_text(
        "id;titre;source;date\nfigaro_01;Des renforts;Le Figaro;2022-11-09\nvdn_02;Le canal;La Voix du Nord;\n"
    )
    (tmp_path / "KB_JB838_1928-09-04_01-00003.txt").write_text("La séance est ouverte.")
    (tmp_path / "_README.txt").write_text("Usages autorisés")
    sources = {source.name.replace(os.sep, "/"): source for source in find([tmp_path])}
    assert {name: dict(source.stated) for name, source in sources.items()} == {
        "KB_JB838_1928-09-04_01-00003.txt": {"published": "1928-09-04"},
        "_README.txt": {},
        "txm/figaro_01.txt": {"title": "Des renforts", "source": "Le Figaro", "published": "2022-11-09"},
        "txm/vdn_02.txt": {"title": "Le canal", "source": "La Voix du Nord"},
    }
    assert "no article" in sources["_README.txt"].problem


def test_folder_metadata_reach_the_article(tmp_path: Path) -> None:
    folder = tmp_path / "txm"
    folder.mkdir()
    (folder / "figaro_01.txt").write_text("Le maire a dit non.")
    (folder / "metadata.csv").write_text(
        "id,titre,source,date\nfigaro_01,Des renforts,Le Figaro,9 novembre 2022\n"
    )
    (source,) = find([folder])
    corpus = Corpus(str(tmp_path / "c.db"))
    report = load_source(Loader(corpus), source)
    assert (report.found, report.loaded) == (1, 1)
    (row,) = corpus.tables().articles.to_dict("records")
    assert (row["title"], row["source"], row["published"]) == ("Des renforts", "Le Figaro", "2022-11-09")
