"""`visavis` as a person types it."""

from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer.main
from rich.text import Text
from typer.testing import CliRunner, Result

from pipelines.cli import app
from pipelines.corpus import Corpus
from pipelines.ingest import ingest_text
from pipelines.paths import DATA, SEEDS
from pipelines.translation.tmx import Unit

ROOT = Path(__file__).resolve().parent.parent


def visavis(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def test_annotate_prints_one_line_each_with_offsets_into_the_given_text(tmp_path: Path) -> None:
    given = "Emmanuel\u00a0Macron a dit\u00ad\u00a0: «\u202fNous irons à Kie\u0302v mardi.\u202f»\r\n\r\nLe  ministre a promis de venir."
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "published": "2023-05-17", "text": given}) + "\n\n")
    result = visavis("annotate", str(source))
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    article = json.loads(line)
    assert set(article) >= {"id", "sentences", "entities", "quotes", "dates", "events"}
    spans = [*article["entities"], *article["dates"], *article["events"]]
    spans += [part for quote in article["quotes"] for part in quote["parts"]]
    assert article["quotes"]
    for span in spans:
        assert given[span["start"] : span["end"]] == span["surface"]


def test_annotate_names_the_bad_line(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "published": "", "text": "Bonjour."}\nnot json\n')
    result = visavis("annotate", str(source))
    assert result.exit_code == 1
    assert "Line 2" in result.stderr
    assert "Traceback" not in result.output


def test_evaluate_prints_a_table_and_json(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text((DATA / "gold" / "seed.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    table = visavis("evaluate", "--gold", str(gold))
    assert table.exit_code == 0, table.output
    assert "entities" in table.stdout
    scores = json.loads(visavis("evaluate", "--gold", str(gold), "--json").stdout)
    assert 0 < scores["all"]["entities"]["all"]["f"] <= 100


def test_ingest_reconciles_and_export_writes_the_rows(tmp_path: Path) -> None:
    corpus = str(tmp_path / "corpus.db")
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = visavis("ingest", str(SEEDS), str(empty), "--corpus", corpus)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1] == "2 found = 1 loaded + 0 duplicates + 1 rejected"
    out = tmp_path / "mentions.csv"
    assert visavis("export", "mentions", "--out", str(out), "--corpus", corpus).exit_code == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    assert {"Aviv Kochavi", "Kochavi"} <= {row["surface"] for row in rows}


def test_ingest_of_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    result = visavis("ingest", str(tmp_path / "none.txt"), "--corpus", str(tmp_path / "corpus.db"))
    assert result.exit_code == 1
    assert "cannot be read" in result.output


def test_ingest_with_two_processes_loads_each_article_once(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"Le président Macron a reçu {n + 2} ministres à Paris, mardi.")
    (folder / "again.txt").write_text((folder / "0.txt").read_text())
    command = [
        sys.executable,
        "-m",
        "pipelines.cli",
        "ingest",
        str(folder),
        "--workers",
        "2",
        "--corpus",
        str(tmp_path / "c.db"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "4 found = 3 loaded + 1 duplicates + 0 rejected"


def test_memory_goes_out_as_tmx_and_comes_back(tmp_path: Path) -> None:
    first, second = Corpus(tmp_path / "first.db"), Corpus(tmp_path / "second.db")
    key = ingest_text(first, "Le ministre est venu à Paris. Il est reparti hier soir.").article_ids[0]
    first.edit_translation(key, 1, "The minister came to Paris.", who="Ada")
    first.import_units([Unit("Bonjour.", "Hello.", "glossary of a colleague")])
    tmx = tmp_path / "memory.tmx"
    written = visavis("memory", "export", str(tmx), "--corpus", first.where)
    assert (written.exit_code, written.stdout) == (0, f"2 units written to {tmx}.\n"), written.output
    read = visavis("memory", "import", str(tmx), "--corpus", second.where)
    assert (read.exit_code, read.stdout) == (0, f"2 units read from {tmx}: 2 new.\n"), read.output
    units = {unit.fr: unit for unit in second.person_units()}
    assert units["Bonjour."].label == "glossary of a colleague"
    assert units["Le ministre est venu à Paris."].edited_by == "Ada"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"), (b"", "not well-formed"), (b"<tmx><body>", "not well-formed"),
        (b"<html/>", "not a TMX file"), (b"\xff\xfe\x00junk", "not well-formed"),
        (b'<tmx version="1.4"><body/></tmx>', "Nothing was imported"),
    ],
)  # fmt: skip
def test_memory_import_says_what_is_wrong_with_a_file(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    tmx = tmp_path / "bad.tmx"
    if content is not None:
        tmx.write_bytes(content)
    result = visavis("memory", "import", str(tmx), "--corpus", str(tmp_path / "c.db"))
    assert result.exit_code == 1
    assert "bad.tmx" in result.stderr
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_memory_export_to_a_folder_is_one_sentence(tmp_path: Path) -> None:
    result = visavis("memory", "export", str(tmp_path), "--corpus", str(tmp_path / "c.db"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_unwritable_corpus_is_one_clear_sentence() -> None:
    result = visavis("ingest", str(SEEDS), "--corpus", "/proc/nowhere/corpus.db")
    assert result.exit_code == 1
    assert "cannot be used" in result.stderr
    assert "Traceback" not in result.output


def test_engines_lists_each_engine_with_a_reason() -> None:
    result = visavis("engines")
    assert result.exit_code == 0
    for name in ("memory", "firefox", "apertium"):
        assert name in result.stdout
    for line in result.stdout.splitlines():
        assert "usable" in line


def test_engines_says_that_apertium_gives_a_gist() -> None:
    (line,) = [line for line in visavis("engines").stdout.splitlines() if line.startswith("apertium")]
    assert "gist" in line


def test_translate_asks_before_text_leaves_the_machine() -> None:
    result = visavis("translate", "--engine", "google", stdin="Bonjour.\n")
    assert result.exit_code == 1
    assert "--send-text-online" in result.stderr


def test_engines_test_translates_five_sentences_or_says_why_not() -> None:
    result = visavis("engines", "test")
    assert "firefox" in result.stdout
    assert "apertium" in result.stdout
    if result.exit_code == 0:
        assert result.stdout.count("→") % 5 == 0
    assert "there are memory" in visavis("engines", "test", "google").stderr


def test_translate_remembers_the_sample() -> None:
    first = "Kochavi a également rencontré le directeur de la CIA, William Burns."
    result = visavis("translate", "--engine", "memory", stdin=first + "\n")
    english, engine = result.stdout.rstrip("\n").split("\t")
    assert "William Burns" in english
    assert engine.startswith("memory")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in browser is a shell script")
def test_open_starts_without_a_question_and_shows_the_page_to_a_newcomer(tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {shown}.new && mv {shown}.new {shown}\n')
    browser.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    home = {"HOME": str(tmp_path), "BROWSER": str(browser), "VISAVIS_CORPUS": str(tmp_path / "c.db")}
    process = subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "open", "--port", port],
        cwd=ROOT, env={**os.environ, **home}, stdin=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not shown.exists() and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.2)
        assert process.poll() is None
        assert shown.read_text().strip() == f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


@pytest.mark.parametrize("command", sorted(typer.main.get_command(app).commands))
def test_readme_names_every_command(command: str) -> None:
    assert f"visavis {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_open_finds_a_corpus_named_relative_to_where_the_person_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[list[str], dict[str, str], object]] = []

    def call(command: list[str], *, env: dict[str, str], cwd: object = None) -> int:
        started.append((command, env, cwd))
        return 0

    monkeypatch.setattr("pipelines.cli.subprocess.call", call)
    monkeypatch.chdir(tmp_path)
    for given in ("my.db", str(tmp_path / "my.db")):
        assert visavis("open", "--corpus", given, "--no-browser", "--port", "8600").exit_code == 0
    monkeypatch.setenv("VISAVIS_CORPUS", "sub/../my.db")
    assert visavis("open", "--no-browser").exit_code == 0
    monkeypatch.setenv("VISAVIS_CORPUS", "postgresql://localhost/press")
    assert visavis("open", "--no-browser").exit_code == 0
    places = [env["VISAVIS_CORPUS"] for _, env, _ in started]
    assert [Path(place).resolve() for place in places[:3]] == [tmp_path.resolve() / "my.db"] * 3
    assert all(Path(place).is_absolute() for place in places[:3])
    assert places[3] == "postgresql://localhost/press"
    assert {cwd for _, _, cwd in started} == {None}  # other paths in the environment mean what they meant
    assert "--host" not in started[0][0]


def test_help_is_shown_as_it_is_written() -> None:
    """The screen's markup takes words in square brackets for styles and leaves them out."""
    command = typer.main.get_command(app)
    written = [(command.name, command.help)]
    below = list(getattr(command, "commands", {}).values())
    while below:
        each = below.pop()
        below += getattr(each, "commands", {}).values()
        written += [(each.name, each.help), *((each.name, getattr(p, "help", None)) for p in each.params)]
    assert len(written) > 30
    for name, text in written:
        assert Text.from_markup(text or "").plain == (text or ""), name


@pytest.mark.parametrize("date", ["2022-25", "9999-01-01", "0000", "mardi", "2022-05/2021-05"])
def test_ingest_refuses_a_date_that_is_none_before_anything_is_loaded(tmp_path: Path, date: str) -> None:
    (tmp_path / "a.txt").write_text("Le ministre est venu lundi à Paris.")
    done = visavis("ingest", str(tmp_path / "a.txt"), "--corpus", str(tmp_path / "c.db"), "--published", date)
    assert done.exit_code == 1
    assert f"“{date}” is no date" in done.output
    assert not (tmp_path / "c.db").exists()
