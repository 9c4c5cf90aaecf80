"""The snapshot gate: the paths of the reader agree, the gate sees what changes, the annotated articles are the pinned ones.

All texts are compared with what was pinned by `make same` and not here: another processor adds numbers in another order,
and a tie that falls the other way there is no fault of a commit.
"""

from __future__ import annotations

import dataclasses
import sys
from types import ModuleType

import pytest

from pipelines.language.events.component import Events
from tests.gate import gold, pinned
from tests.gate.__main__ import as_pinned, main, same_on
from tests.gate.readings import (
    LAYERS,
    NOTHING,
    as_long,
    digests,
    first_difference,
    in_processes,
    one_by_one,
    piped,
)
from tests.gate.texts import GateText, annotated, damaged, press_files, sample, stored, strings

TOLD = GateText(
    "here",
    "Le ministre Paul Martin a condamné lundi les frappes d’Israël sur Gaza. « Nous voulons un accord », a-t-il déclaré.",
)


@pytest.fixture(scope="module")
def texts():
    return stored([TOLD, *sample(), *list(strings())[::60], *damaged(6)])


@pytest.fixture(scope="module")
def found(texts):
    return list(one_by_one(texts))


def test_a_text_has_every_layer(found):
    assert set(found[0]) == set(LAYERS)
    assert NOTHING not in digests(found[0])


def in_another_process(texts):
    return in_processes(texts, 1)


@pytest.mark.parametrize("path", [piped, as_long, in_another_process])
def test_paths_read_the_same(texts, found, path, monkeypatch, tmp_path):
    # Streamlit 1.67's AppTest leaves its app to be `__main__`, whose file a new process would run.
    app = ModuleType("__main__")
    app.__file__ = str(tmp_path / "app.py")
    (tmp_path / "app.py").write_text("raise SystemExit")
    monkeypatch.setitem(sys.modules, "__main__", app)
    assert same_on(path.__name__, texts, found, path)


def test_gate_names_text_layer_field_and_both_values(monkeypatch, capsys, texts, found):
    whole = Events.__call__

    def without_recipients(self, doc):
        doc = whole(self, doc)
        doc._.events = [dataclasses.replace(event, recipients=(), recipient_ids=()) for event in doc._.events]
        return doc

    monkeypatch.setattr(Events, "__call__", without_recipients)
    assert not same_on("changed", texts, found, one_by_one)
    said = capsys.readouterr().out
    assert f"text   here ({TOLD.key})" in said
    assert "layer  annotate" in said
    assert "field  events[0].recipient[0]" in said
    assert "is     None" in said


def test_gate_names_layers_of_pinned_texts_that_changed(monkeypatch, tmp_path, capsys, found):
    monkeypatch.setattr(pinned, "FILE", tmp_path / "digests.txt")
    other = list(digests(found[0]))
    other[LAYERS.index("quotes")] = "000000"
    pinned.write({TOLD.key: tuple(other)})
    monkeypatch.setattr("tests.gate.before.reading_when_pinned", lambda text, kept: "No values here.")
    assert not as_pinned([TOLD], found[:1])
    assert "  here: quotes\n  No values here." in capsys.readouterr().out
    pinned.write({TOLD.key: digests(found[0])})
    assert as_pinned([TOLD], found[:1])


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, ("a[1].b", 2, 3)),
        ({"a": [1]}, {"a": [1, 5]}, ("a[1]", None, 5)),
        ([], [0], ("[0]", None, 0)),
        ({"a": 1}, {"b": 1}, ("a", 1, None)),
        ({"a": ["x"]}, {"a": "x"}, ("a", ["x"], "x")),
        ({"a": [1, [2]]}, {"a": [1, [2]]}, None),
    ],
)
def test_first_difference_is_told_by_its_path(one, other, where):
    assert first_difference(one, other) == where


def test_every_kind_of_text_is_in_the_gate():
    texts = stored(each for source in (annotated, sample, strings, damaged) for each in source())
    places = {text.place.split()[0] for text in texts}
    assert {"dev.jsonl", "press.jsonl", "speakers.jsonl", "damaged", "language/test_events.py"} <= places
    assert next(press_files()).text
    # Most of them are pinned: a gate that pins nothing compares nothing.
    assert sum(text.key in pinned.read() for text in texts) > len(texts) / 2


def test_annotated_articles_are_those_that_were_pinned():
    now, then = gold.of_now(), gold.pinned()
    changed = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
    assert not changed, "Say in the commit which articles were edited and why, then run `make pin-gold`."


def test_an_edited_article_is_seen(monkeypatch, tmp_path):
    line = next(annotated())
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in gold.ANNOTATED:
        (folder / f"{name}.jsonl").write_bytes((gold.DATA / "gold" / f"{name}.jsonl").read_bytes())
    monkeypatch.setattr(gold, "DATA", tmp_path)
    assert gold.of_now() == gold.pinned()
    edited = folder / "dev.jsonl"
    edited.write_text(edited.read_text(encoding="utf-8").replace('"quotes"', '"Quotes"', 1), encoding="utf-8")
    assert {name for name, digest in gold.of_now().items() if digest != gold.pinned()[name]} == {line.place}


def test_one_text_is_read_from_standard_input(monkeypatch, capsys, found):
    import io
    import json

    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(dataclasses.asdict(TOLD))))
    assert main(["--read"]) == 0
    assert digests(json.loads(capsys.readouterr().out)) == digests(found[0])
