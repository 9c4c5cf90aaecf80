"""`visavis backup`, `restore` and `doctor` from a terminal."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.corpus import Corpus
from pipelines.translation.glossary import Term


def visavis(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_backup_doctor_and_restore_from_a_terminal(tmp_path: Path) -> None:
    where = str(tmp_path / "corpus.db")
    corpus = Corpus(where)
    corpus.set_terms([Term("Tsahal", "the IDF")])
    code, said = visavis("backup", str(tmp_path), "--corpus", where)
    assert code == 0
    kept = next(tmp_path.glob("corpus.backup-*"))
    assert str(kept) in said
    corpus.set_terms([])
    code, said = visavis("doctor", where)
    assert (code, "Nothing is wrong." in said, str(kept) in said) == (0, True, True)
    assert visavis("restore", str(kept), "--corpus", where)[0] == 0
    assert [term.fr for term in corpus.terms()] == ["Tsahal"]
    corpus.close()
    content = (tmp_path / "corpus.db").read_bytes()
    (tmp_path / "corpus.db").write_bytes(content[: len(content) // 2])
    code, said = visavis("doctor", where)
    assert code == 1
    assert "cut off" in said
    assert visavis("doctor", where, "--restore")[0] == 0
    assert [term.fr for term in Corpus(where).terms()] == ["Tsahal"]


def test_doctor_of_nothing_and_of_another_file_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    for name in ("notes", "none.db"):
        code, said = visavis("doctor", str(tmp_path / name))
        assert code == 1
        assert said.startswith("visavis: ")
        assert "Traceback" not in said
    assert visavis("doctor", "postgresql://ada:geheim99@127.0.0.1:1/x")[1].count("geheim99") == 0
