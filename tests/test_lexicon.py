"""The lexicons a person may edit: what is wrong is told with file, line and key; what is right changes the reading."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from pipelines import lexicon, rule_examples
from pipelines.errors import DataFileError
from pipelines.language import pipeline
from pipelines.language.events.lexicon import read_events
from pipelines.language.events.tried import tried
from pipelines.language.reporting import lexicon as reporting
from pipelines.language.rules_schema import EVENTS, SPEECH, all_faults, faults
from pipelines.lexicon import load_yaml
from pipelines.lexicon_commands import lexicon_app
from pipelines.paths import DATA

HEAD = "codes: {AGREE: [], SANCTION: [expel]}\nstatus: {planned_verbs: prévoir}\nparticipants: {}\nnouns: []\nverbs:\n"
GOOD = "  - code: SANCTION/expel\n    lemmas: chasser\n    if: {obj: [diplomate]}\n    frame: subj > obj\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    (tmp_path / "lexicon").mkdir()
    shutil.copyfile(DATA / "lexicon" / "closed_classes.yaml", tmp_path / "lexicon" / "closed_classes.yaml")
    return tmp_path / "lexicon"


def written(folder, text, file=EVENTS):
    (folder / file).write_text(text, encoding="utf-8")
    return [str(fault) for fault in faults(file, load_yaml(file))]


def test_shipped_lexicons_have_no_fault():
    number, found = all_faults()
    assert number > 20
    assert found == []


def test_entry_that_is_right_has_no_fault(folder):
    assert written(folder, HEAD + GOOD) == []


@pytest.mark.parametrize(
    ("right", "wrong", "line", "key", "what"),
    [
        ("if: {obj:", "if: {objet:", 8, "if: objet", "neither a slot of verbs nor a condition"),
        ("if: {obj:", "iff: {obj:", 8, "iff", "no such key"),
        ("frame: subj > obj", "frame: subj > objet", 9, "frame", "“objet” is no slot of verbs"),
        ("frame: subj > obj", "frame: subj, obj", 9, "frame", "one “>”"),
        ("SANCTION/expel", "SANCTION/expell", 6, "code", "none of the codes"),
        ("code: SANCTION/expel", "kode: SANCTION/expel", 6, "kode", "no such key"),
        ("chasser", "chasser, chasseur", 7, "lemmas", "“chasseur” cannot be conjugated"),
        ("chasser", "chasser, virer, chasser", 7, "lemmas", "“chasser” stands twice"),
        ("[diplomate]", "[diplomate, consul, diplomate]", 8, "if: obj", "“diplomate” stands twice"),
        ("{obj: [diplomate]}", "{tense: [futur]}", 8, "if: tense", "“futur” is none of"),
        ("{obj: [diplomate]}", "{mention: [PERS]}", 8, "if: mention", "“PERS” is none of"),
        ("{obj: [diplomate]}", "{near: true}", 8, "if: near", "a list of words"),
        ("{obj: [diplomate]}", "{passive: [oui]}", 8, "if: passive", "true or false"),
        ("{obj: [diplomate]}", "{obj: diplomate}", 8, "if: obj", "a list of words in brackets"),
        ("planned_verbs: prévoir", "planned_verbs: prévision", 2, "planned_verbs", "cannot be conjugated"),
        ("  - code: SANCTION/expel\n", "  - expel\n  - code: SANCTION/expel\n", 1, "the file", "not of the shape"),
    ],
)  # fmt: skip
def test_fault_is_told_with_file_line_and_key(folder, right, wrong, line, key, what):
    assert right in HEAD + GOOD
    found = written(folder, (HEAD + GOOD).replace(right, wrong))
    assert f"events.yaml, line {line}, {key}: " in found[0]
    assert what in found[0]


def test_entry_that_an_earlier_one_shadows_is_told(folder):
    found = written(folder, HEAD + '  - {code: AGREE, lemmas: "céder, chasser"}\n' + GOOD)
    assert found == ["events.yaml, line 8, lemmas: “chasser” is taken by line 6 whatever the sentence."]
    assert written(folder, HEAD + GOOD + "  - {code: AGREE, lemmas: chasser}\n") == []


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("{stance: neutral, takes: [que], verbes: [dire]}", "line 2, verbes: There is no such key"),
        ("{stance: neutre, takes: [que], verbs: [dire]}", "line 2, stance: “neutre” is none of"),
        ("{stance: neutral, takes: [quoi], verbs: [dire]}", "line 2, takes: “quoi” is none of"),
        ("{stance: neutral, takes: [que], verbs: [dire, parole]}", "line 2, verbs: “parole” cannot be"),
        ("{stance: neutral, takes: [que], verbs: [dire, dire]}", "line 2, verbs: “dire” stands twice"),
        ("{takes: [que], verbs: [dire]}", "line 2, stance: It is missing"),
    ],
)  # fmt: skip
def test_fault_of_a_verb_of_speech_is_told(folder, wrong, what):
    found = written(folder, f"groups:\n  - {wrong}\nphrases: []\n", SPEECH)
    assert len([each for each in found if what in each]) == 1, found


def test_key_that_stands_twice_is_told_with_its_line(folder):
    with pytest.raises(DataFileError, match=r"“lemmas” stands twice(.|\n)*line 8"):
        written(folder, HEAD + "  - code: AGREE\n    lemmas: céder\n    lemmas: plier\n")


def test_reader_refuses_a_lexicon_with_a_fault(folder):
    written(folder, HEAD + GOOD.replace("obj:", "objet:"))
    with pytest.raises(DataFileError, match=r"events\.yaml, line 8, if: objet"):
        read_events.__wrapped__()
    written(folder, "groups: [{stance: neutral, takes: [que], verbs: [parole]}]\nphrases: []\n", SPEECH)
    with pytest.raises(DataFileError, match=r"reporting_verbs\.yaml, line 1, verbs: “parole”"):
        reporting.__wrapped__()


def test_every_example_beside_a_rule_holds():
    assert rule_examples.number_of_examples() >= 15
    assert [str(fault) for fault in rule_examples.failing_examples()] == []


def test_example_that_does_not_hold_is_told(monkeypatch):
    entry = next(each for each in load_yaml(EVENTS)["verbs"] if "examples" in each)
    sentences = [
        {"fr": "Le Pérou a fermé son ambassade au Mexique.", "actor": "Chili"},
        "Le Pérou dort.",
        {"fr": "a", "who": "b"},
    ]
    entry |= {"examples": sentences, "not": ["Le Pérou a fermé son ambassade au Mexique."]}
    monkeypatch.setattr(
        rule_examples, "load_yaml", lambda file: {"verbs": [entry], "nouns": [], "groups": [], "phrases": []}
    )
    said = [str(fault) for fault in rule_examples.failing_examples()]
    assert "has actor Pérou, not Chili" in said[0]
    assert "is not found by this entry" in said[1]
    assert "An example has actor, fr, recipient" in said[2]
    assert "is found, and should not be" in said[3]


def test_try_tells_what_matched_and_why_others_did_not():
    said = CliRunner().invoke(lexicon_app, ["try", "Le Pérou a fermé son école au Mexique."]).output
    assert "COERCE/restrict  “fermer” at “fermé”: taken" in said
    assert "“fermer la porte” at “fermé”: “porte” does not follow" in said
    assert (
        "if obj: [ambassade, consulat, légation, mission, représentation] does not hold (there: école)"
        in said
    )


@pytest.mark.parametrize(
    ("sentence", "why_not"),
    [
        ("La grève est finie.", ""),
        ("Il rend les clés.", "it has no “se” here"),
        ("Un accusé parle.", "it is no verb here"),
    ],
)  # fmt: skip
def test_reason_is_the_one_that_decided(sentence, why_not):
    doc = pipeline()(sentence)
    assert why_not in {each.why_not for each in tried(doc, pipeline().get_pipe("visavis_events").lexicon)}


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """A person's own copy of the data, and how to run `visavis` on it."""
    data = tmp_path_factory.mktemp("edited") / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("gold", "memory"))

    def visavis(*arguments, text=""):
        return subprocess.run(
            [sys.executable, "-c", "from pipelines.cli import app; from pipelines.lexicon_commands import lexicon_app; "
             "app.add_typer(lexicon_app, name='lexicon'); app()", *arguments], text=True, encoding="utf-8",
            env={**os.environ, "VISAVIS_DATA": str(data)}, input=text, capture_output=True, check=False,
        )  # fmt: skip

    return data / "lexicon", visavis


def test_one_verb_of_speech_added_changes_the_reading_and_stops_nothing(edited):
    folder, visavis = edited
    article = json.dumps(
        {"id": "a", "published": "2022-11-16", "text": "« Cela suffit », a interrompu Paul Martin."}
    )
    path = folder / SPEECH
    path.write_text(
        path.read_text(encoding="utf-8").replace("phrases:\n", "  - {stance: neutral, takes: [direct, incise], verbs: [interrompre],\n     examples: [{fr: \"« Non », a interrompu Paul Martin.\", speaker: Paul Martin}]}\nphrases:\n", 1),
        encoding="utf-8",
    )  # fmt: skip
    checked = visavis("lexicon", "check")
    assert checked.returncode == 0, checked.stdout
    done = visavis("annotate", "-", text=article)
    assert [quote["cue"]["surface"] for quote in json.loads(done.stdout)["quotes"]] == ["a interrompu"]


def test_mistyped_key_stops_the_reader_with_one_sentence(edited):
    folder, visavis = edited
    path = folder / EVENTS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("if: {obj: [ambassade", "if: {objet: [ambassade", 1), encoding="utf-8")
    line = next(
        n for n, each in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "objet: [amb" in each
    )
    told = f"events.yaml, line {line}, if: objet: “objet” is neither a slot of verbs nor a condition."
    checked = visavis("lexicon", "check")
    assert (checked.returncode, told in checked.stdout) == (1, True)
    article = json.dumps({"id": "a", "published": "", "text": "Le Pérou a fermé son ambassade au Mexique."})
    read = visavis("annotate", "-", text=article)
    path.write_text(text, encoding="utf-8")
    assert read.returncode == 1
    assert read.stderr.startswith(f"visavis: {told}")
