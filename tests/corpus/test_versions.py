"""Older corpora are brought up to date whole or not at all; newer ones and other programs' files stay untouched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from support.postgres import Server

from pipelines.corpus import Corpus, opening, schema, sqlite_file, versions
from pipelines.corpus.place import locate
from pipelines.corpus.sentence_cache import sentence_hash
from pipelines.errors import CorpusError
from pipelines.translation.tmx import Unit

OLD = (Path(__file__).parent / "corpus_without_version.sql").read_text(encoding="utf-8")


def sqlite(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path


def shape(path: Path) -> dict[str, object]:
    """Tables with their columns, types, keys and indexes; the order of columns aside."""
    inspector = sa.inspect(sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(path)))
    found: dict[str, object] = {}
    for name in inspector.get_table_names():
        columns = {
            c["name"]: (str(c["type"]), c["nullable"], c["primary_key"]) for c in inspector.get_columns(name)
        }
        with closing(sqlite3.connect(path)) as connection:
            indexes = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
                (name,),
            ).fetchall()
        found[name] = (columns, {n: sql.replace('"', "") for n, sql in indexes})
    return found


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return sqlite(tmp_path / "presse.db", OLD)


def test_new_corpus_carries_our_mark_and_the_version(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Corpus(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == sqlite_file.APPLICATION_ID
        assert connection.execute("PRAGMA user_version").fetchone()[0] == versions.head()


def test_older_corpus_is_brought_up_to_date_and_keeps_everything(old: Path) -> None:
    corpus = Corpus(old)
    tables = corpus.tables()
    assert list(tables.articles["title"]) == ["Le départ"]
    assert list(tables.translations["text_en"]) == ["English 1.", "He left on Tuesday."]
    assert len(tables.corrections) == 2
    assert [unit.en for unit in corpus.imported_units()] == ["Hello."]
    assert [term.fr for term in corpus.terms()] == ["Tsahal"]
    corpus.edit_article(tables.articles["article_id"][0], source="Le Monde")


def test_older_corpus_gets_the_counters_and_tables_it_lacks(old: Path) -> None:
    sqlite(old, "DELETE FROM meta WHERE key IN ('memory', 'imports'); DROP TABLE substitutions")
    corpus = Corpus(old)
    assert [unit.en for unit in corpus.person_units()] == ["Hello.", "He left on Tuesday."]
    corpus.person_memory()
    corpus.import_units([Unit("Bonsoir.", "Good evening.")])
    assert corpus.person_memory().translate(["Bonsoir."])[0].text_en == "Good evening."


def test_older_corpus_is_kept_beside_as_it_was_and_the_person_is_told(old: Path) -> None:
    before = b"".join(line.encode() for line in sqlite3.connect(old).iterdump())
    corpus = Corpus(old)
    (kept,) = old.parent.glob("presse.backup-*")
    assert b"".join(line.encode() for line in sqlite3.connect(kept).iterdump()) == before
    assert len(corpus.notices) == 1
    assert str(kept) in corpus.notices[0]
    assert Corpus(old).notices == ()
    assert len(list(old.parent.glob("presse.backup-*"))) == 1


def test_steps_lead_to_the_schema_that_a_new_corpus_has(old: Path, tmp_path: Path) -> None:
    Corpus(tmp_path / "new.db").close()
    Corpus(old).close()
    assert shape(old) == shape(tmp_path / "new.db")


def test_step_that_fails_leaves_the_corpus_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(sqlite3.connect(old).iterdump())

    def fail(_connection: sa.Connection) -> None:
        raise sa.exc.OperationalError("", {}, sqlite3.OperationalError("no"))

    monkeypatch.setattr(versions, "_finish", fail)  # after all steps
    with pytest.raises(CorpusError):
        Corpus(old)
    assert list(sqlite3.connect(old).iterdump()) == before
    monkeypatch.undo()
    assert len(Corpus(old).tables().articles) == 1


def test_alternatives_of_an_older_corpus_are_kept_and_known_again(tmp_path: Path) -> None:
    path = tmp_path / "presse.db"
    Corpus(path).close()
    cells = ("fr", "en", "label", "edited_by", "changed", "file", "id", "prev", "next")
    columns = ", ".join(f'"{name}" TEXT NOT NULL' for name in cells)
    sqlite(
        path,
        f"""DROP TABLE placed_units;
        CREATE TABLE placed_units (fr_hash VARCHAR(64), place_hash VARCHAR(64), {columns}, PRIMARY KEY (fr_hash, place_hash));
        INSERT INTO placed_units VALUES
            ('{sentence_hash("Oui.")}', 'x', 'Oui.', 'Quite so.', '', 'Ada', '', 'b.txt', '', 'Non.', '');
        UPDATE visavis_version SET version_num = '0006';
        PRAGMA user_version = 6;""",
    )
    kept = Unit("Oui.", "Quite so.", edited_by="Ada", file="b.txt", prev="Non.")
    corpus = Corpus(path)
    assert corpus.placed_units() == [kept]
    assert corpus.import_units([kept]).same == 1
    assert corpus.placed_units() == [kept]


def test_numbers_of_steps_are_one_chain_without_gaps() -> None:
    folder = Path(versions.__file__).parent / "migrations" / "versions"
    names = sorted(path.name for path in folder.glob("v*.py"))
    assert [int(name[1:5]) for name in names] == list(range(1, versions.head() + 1))
    for n, name in enumerate(names, 1):
        text = (folder / name).read_text(encoding="utf-8")
        assert f'revision = "{n:04}"' in text
        before = f'"{n - 1:04}"' if n > 1 else "None"
        assert f"down_revision = {before}" in text
        assert "import schema" not in text


def test_newer_corpus_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Corpus(path).close()
    sqlite(path, f"PRAGMA user_version={versions.head() + 1}; PRAGMA journal_mode=DELETE")
    before = path.read_bytes()
    with pytest.raises(CorpusError, match=r"newer Vis-à-vis.*Update"):
        Corpus(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE articles (id INTEGER); INSERT INTO articles VALUES (1)",
        "PRAGMA application_id=7; CREATE TABLE meta (key, value)",
        "PRAGMA user_version=3; CREATE TABLE t (x)",
        "PRAGMA journal_mode=WAL; CREATE TABLE notes (x); INSERT INTO notes VALUES ('mine')",
    ],
)
def test_database_of_another_program_is_refused_and_untouched(tmp_path: Path, script: str) -> None:
    path = sqlite(tmp_path / "theirs.db", script)
    before = path.read_bytes()
    with pytest.raises(CorpusError, match="no corpus of Vis-à-vis"):
        Corpus(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "content", [b"Bonjour", b"\0" * 4096, b"%PDF-1.7\n" + b"x" * 5000, b"SQLite format 3\0"]
)
def test_file_that_is_no_database_is_refused_and_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match="no corpus of Vis-à-vis"):
        Corpus(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_folder_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="is a folder"):
        Corpus(tmp_path)


def test_empty_file_becomes_a_corpus(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    path.touch()
    assert Corpus(path).is_empty()


@pytest.mark.parametrize(
    "name", ["a?b.db", "50 %41.db", "été à l’Élysée.db", "a#b&mode=ro.db", "ohne endung", "a'b\"c.db"]
)
def test_any_name_of_a_file_works(tmp_path: Path, name: str) -> None:
    path = tmp_path / "dossier ?%20é" / name
    corpus = Corpus(path)
    corpus.set_terms([])
    assert corpus.where == str(path)
    assert Corpus(path).version() == corpus.version() > 1
    corpus.close()
    assert path.exists()
    assert {each.name for each in path.parent.iterdir()} <= {name, f"{name}-wal", f"{name}-shm"}


def test_opening_a_corpus_up_to_date_needs_no_alembic(tmp_path: Path) -> None:
    import subprocess
    import sys

    Corpus(tmp_path / "c.db").close()
    code = "import sys; from pipelines.corpus import Corpus; Corpus(sys.argv[1]).tables(); print('alembic' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "c.db")], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"


def test_tables_named_in_the_schema_are_all_made(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "c.db")
    with opening.reading(corpus._engine) as connection:
        assert set(schema.metadata.tables) <= set(sa.inspect(connection).get_table_names())


def test_apertiums_english_from_before_sentinels_is_not_kept_and_a_persons_is(old: Path) -> None:
    key = sqlite3.connect(old).execute("SELECT article_id FROM articles").fetchone()[0]
    cached = "INSERT INTO translation_cache SELECT '{0}', '{1}', 'h', text, 'en' FROM sentences LIMIT 1"
    row = "INSERT OR REPLACE INTO translations VALUES ('{0}', {1}, 'English.', '{2}', 'fr-es+spa-eng', '{3}', '[]')"
    sqlite(
        old,
        ";".join([
            "DELETE FROM translation_cache",
            cached.format("apertium", "fra-cat+cat-eng · terms a1b2c3"),
            cached.format("firefox", "fr-en"),
            row.format(key, 1, "apertium", ""),
            row.format(key, 2, "firefox", ""),
            row.format(key, 3, "apertium", "Ada"),
        ]),
    )  # fmt: skip
    corpus = Corpus(old)
    kept = corpus.tables().translations
    assert set(kept["sentence"]) == {2, 3}
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT engine FROM translation_cache").fetchall() == [("firefox",)]
    assert corpus.versions()[1] >= 1


def test_steps_on_a_server_lead_to_the_schema_that_a_new_corpus_has(postgres: Server) -> None:
    from alembic import command
    from alembic.config import Config

    old, new = postgres.database(), postgres.database()
    config = Config()
    config.set_main_option("script_location", str(Path(versions.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    engine = sa.create_engine(locate(old).url)
    with engine.begin() as connection:
        config.attributes.update(connection=connection, version_table="visavis_version")
        command.upgrade(config, "0001")
    assert Corpus(old).notices
    assert Corpus(old).notices == ()
    Corpus(new)
    shapes = []
    for url in (old, new):
        inspector = sa.inspect(sa.create_engine(locate(url).url))
        shapes.append({
            name: (
                {c["name"]: (str(c["type"]), c["nullable"]) for c in inspector.get_columns(name)},
                {index["name"] for index in inspector.get_indexes(name)},
            )
            for name in inspector.get_table_names()
        })  # fmt: skip
    assert shapes[0] == shapes[1]


def test_database_of_another_program_on_a_server_is_refused(postgres: Server) -> None:
    url = postgres.database()
    with sa.create_engine(locate(url).url).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE articles (id INTEGER)")
    with pytest.raises(CorpusError, match="another program"):
        Corpus(url)
