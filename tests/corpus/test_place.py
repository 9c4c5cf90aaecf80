"""Where a corpus lies is told without its password, in every message, log, URL and traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.postgres import PASSWORD, Server

from pipelines.corpus import Corpus
from pipelines.corpus.place import absolute, locate, shown, without_secrets
from pipelines.errors import CorpusError

ROOT = Path(__file__).resolve().parents[2]
SECRET = "hunter2-geheim"


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (f"postgresql://ada:{SECRET}@db.example:5432/presse", "postgresql://…@db.example:5432/presse"),
        (f"postgresql+psycopg://ada:{SECRET}@db/presse?sslmode=require", "postgresql+psycopg://…@db/presse"),
        (f"postgresql://db/presse?user=ada&password={SECRET}", "postgresql://db/presse"),
        (f"postgresql://ada:{SECRET}@x@db/presse", "postgresql://…@db/presse"),
        (f"postgresql://ada:x?{SECRET}@db/presse", "postgresql://…"),
        (f"postgres:/ada:{SECRET}@db/presse", "postgres://…@db/presse"),
        (f"  postgresql://ada:{SECRET}@db/presse", "postgresql://…@db/presse"),
        (f"mysql://ada:{SECRET}@db/presse", "mysql://…@db/presse"),
        ("/home/ada/été ?.db", "/home/ada/été ?.db"),
        ("sqlite:////home/ada/a.db", "sqlite:////home/ada/a.db"),
    ],
)
def test_place_is_shown_without_user_password_and_options(where: str, told: str) -> None:
    assert shown(where) == told


@given(st.text(min_size=5, max_size=30), st.booleans())
def test_no_password_is_shown_however_it_is_written(password: str, is_quoted: bool) -> None:
    written = quote(password, safe="") if is_quoted else password
    where = f"postgresql://somebody:{written}@db.example:5432/presse"
    assert shown(where) in {"postgresql://…@db.example:5432/presse", "postgresql://…"}
    told = without_secrets(f"cannot reach {where}, password {password} or {written} is wrong", where)
    assert (
        written not in told
        or written in "cannot reach postgresql://…@db.example:5432/presse, password … or … is wrong"
    )
    try:
        place = locate(where)
    except CorpusError as error:
        assert written not in str(error) or written in "name:password@host:5432/database"
    else:
        assert written not in repr(place)


@pytest.mark.parametrize(
    "where",
    [
        f"postgresql://ada:{SECRET}@127.0.0.1:1/none",
        f"postgres://ada:{SECRET}@127.0.0.1:1/none",
        f"postgresql://ada:{SECRET}@127.0.0.1:port/none",
        f"postgresql://ada:{SECRET}@@127.0.0.1:1/none",
        f"postgresql://127.0.0.1:1/none?password={SECRET}",
        f"postgresql://ada:{SECRET}@127.0.0.1:1/none?nosuchoption=1",
        f"postgresql+nosuchdriver://ada:{SECRET}@127.0.0.1:1/none",
        f"postgresql+psycopg2://ada:{SECRET}@127.0.0.1:1/none",
        f"postgres:/ada:{SECRET}@127.0.0.1/none",
        f"mysql://ada:{SECRET}@127.0.0.1/none",
        f"postgresql://ada:{SECRET}@no.such.host.invalid/none",
    ],
)
def test_failing_connection_tells_no_password(where: str) -> None:
    code = (
        "import sys, logging, traceback; logging.basicConfig(level=logging.DEBUG)\n"
        "from pipelines.corpus import Corpus\n"
        "try:\n    Corpus(sys.argv[1])\n"
        "except Exception as error:\n    traceback.print_exc(); print(repr(error)); sys.exit(3)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, where],
        check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 3, run.stderr
    assert "CorpusError" in run.stdout
    assert SECRET not in run.stdout + run.stderr
    assert "geheim" not in run.stdout + run.stderr


def test_wrong_password_is_a_sentence_without_it(postgres: Server) -> None:
    where = postgres.url("none").replace(quote(PASSWORD, safe=""), quote(f"{SECRET}é/@", safe=""))
    with pytest.raises(CorpusError, match="cannot be used") as caught:
        Corpus(where)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_the_scheme_opens_the_database(postgres: Server, scheme: str) -> None:
    corpus = Corpus(postgres.database().replace("postgresql", scheme, 1))
    assert corpus.is_empty()
    assert PASSWORD not in repr(corpus)
    assert "s3cret" not in repr(corpus) + corpus.shown
    corpus.close()


def test_missing_driver_is_a_sentence_that_names_what_an_index_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(CorpusError, match=r"pip install 'psycopg\[binary\]'"):
        Corpus("postgresql://ada@127.0.0.1:1/none")


def test_path_means_the_same_in_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute("my ?%.db") == str(tmp_path / "my ?%.db")
    assert Corpus("my.db").where == str(tmp_path / "my.db")
    assert absolute("postgresql://h/d") == "postgresql://h/d"
    with pytest.raises(CorpusError, match="no path"):
        locate("a\0b")
