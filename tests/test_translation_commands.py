"""`visavis translate corpus`, and that every command which the program names in its sentences is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner, Result

from pipelines.cli import app
from pipelines.corpus import Corpus
from pipelines.ingest import ingest_text
from tests.translation.engines import FakeEngine

ROOT = Path(__file__).resolve().parent.parent
_NAMED = re.compile(r"[“`]visavis ([^”`\n]+)")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    found = Corpus(str(tmp_path / "corpus.db"))
    ingest_text(
        found, "Le pont de Blaye a été fermé mercredi. Personne n’a été blessé.", title="Un pont fermé"
    )
    return found


def _use(monkeypatch: pytest.MonkeyPatch, engine: FakeEngine) -> None:
    monkeypatch.setattr("pipelines.translation.engines", lambda names: [engine])


def _translate(corpus: Corpus) -> Result:
    return CliRunner().invoke(app, ["translate", "corpus", "--corpus", corpus.where])


def test_translate_corpus_gives_english_to_sentences_and_titles_once(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = FakeEngine()
    _use(monkeypatch, engine)
    result = _translate(corpus)
    assert result.stdout == "3 of 3 sentences and titles have English now.\n"
    assert result.exit_code == 0
    tables = corpus.tables()
    assert list(tables.translations["text_en"].str[:3]) == ["EN ", "EN "]
    assert list(tables.articles["title_en"]) == ["EN Un pont fermé"]
    assert _translate(corpus).stdout == "0 of 0 sentences and titles have English now.\n"
    assert len(engine.asked) == 3


def test_translate_corpus_says_what_got_no_english_and_why(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, FakeEngine(translate=lambda s: "" if "Personne" in s else f"EN {s}"))
    result = _translate(corpus)
    assert result.stdout == "2 of 3 sentences and titles have English now.\n"
    assert result.stderr == "1 have none. nothing came\n"
    assert result.exit_code == 1


def test_translate_corpus_without_a_usable_engine_gives_its_reason(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, FakeEngine(reason="It is broken."))
    result = _translate(corpus)
    assert result.exit_code == 1
    assert result.stderr == "visavis: No engine can translate here. fake: It is broken.\n"


def _named_commands() -> Iterator[tuple[str, str]]:
    for folder in ("pipelines", "dashboard"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for match in _NAMED.finditer(path.read_text(encoding="utf-8")):
                yield f"{path.relative_to(ROOT)}", match[1]


def _options(command: Any) -> set[str]:
    return {name for each in command.params for name in (*each.opts, *each.secondary_opts)} | {"--help"}


def test_commands_that_the_program_names_are_there() -> None:
    named = list(_named_commands())
    assert len(named) > 20
    for where, line in named:
        command = typer.main.get_command(app)
        for word in line.split():
            if word.startswith("--"):
                assert word in _options(command), f"{where} names “visavis {line}”"
            elif hasattr(command, "commands") and word.islower():
                assert word in command.commands, f"{where} names “visavis {line}”"
                command = command.commands[word]
