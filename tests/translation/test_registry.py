"""The engines in order, each sentence labelled, and no engine being a normal state."""

import pytest
from engines import FakeEngine

from pipelines import translation
from pipelines.errors import TranslationError
from pipelines.translation import DEFAULT_ORDER, ONLINE, engine, engines, status, translate
from pipelines.translation.base import Engine
from pipelines.translation.evaluation import evaluate_engine
from pipelines.translation.tmx import Unit


def test_engines_default_order_has_nothing_that_leaves_the_machine():
    assert [e.name for e in engines()] == list(DEFAULT_ORDER) == ["memory", "firefox", "apertium"]
    assert "online" not in {e.kind for e in engines()}
    assert all(isinstance(e, Engine) for e in engines((*DEFAULT_ORDER, *ONLINE)))


def test_engine_unknown_name_is_one_sentence():
    with pytest.raises(TranslationError, match="no engine “babelfish”"):
        engine("babelfish")


def test_status_gives_every_engine_and_a_reason_for_each_unusable_one(tmp_path, monkeypatch):
    monkeypatch.setenv("VISAVIS_CACHE", str(tmp_path))
    monkeypatch.delenv("DEEPL_API_KEY", raising=False)
    lines = {s.name: s for s in status()}
    assert set(lines) == {*DEFAULT_ORDER, *ONLINE}
    assert all(bool(s.reason) != s.usable for s in lines.values())
    assert lines["memory"].usable
    assert "visavis engines install firefox" in lines["firefox"].reason
    assert "DEEPL_API_KEY" in lines["deepl"].reason


def test_translate_first_engine_that_gives_english_wins_and_is_named():
    one = FakeEngine("one", lambda s: "ONE" if "a" in s else "")
    two = FakeEngine("two", lambda s: "TWO")
    results = translate(["a", "b", "a"], [one, two])
    assert [(r.text_en, r.engine) for r in results] == [("ONE", "one"), ("TWO", "two"), ("ONE", "one")]
    assert one.asked == ["a", "b"]
    assert two.asked == ["b"]


def test_translate_passes_over_engines_that_are_not_usable():
    off = FakeEngine("off", reason="not here")
    assert translate(["a"], [off, FakeEngine("on")])[0].engine == "on"
    assert off.asked == []


def test_translate_persons_memory_wins_over_the_order():
    own = [Unit("Oui.", "Aye.", edited_by="Ana")]
    result = translate(["Oui."], [FakeEngine()], memory=own)[0]
    assert (result.text_en, result.quality) == ("Aye.", "person")


@pytest.mark.parametrize("order", [[], [FakeEngine("off", reason="not here")], ["memory"]])
def test_translate_without_engine_is_a_record_that_says_so(order):
    result = translate(["Phrase jamais vue."], order)[0]
    assert result.text_en == ""
    assert result.error == translation.NO_ENGINE


def test_translate_failure_of_the_last_engine_is_kept():
    assert translate(["a"], [FakeEngine("one", lambda s: "")])[0].error == "nothing came"


def test_evaluate_engine_measures_a_perfect_and_a_bad_one():
    pytest.importorskip("sacrebleu")
    fr = ["un deux trois quatre cinq", "six sept huit neuf dix"]
    en = ["one two three four five", "six seven eight nine ten"]
    table = dict(zip(fr, en, strict=True))
    good = evaluate_engine(fr, en, FakeEngine(translate=lambda s: table.get(s, "x")))
    bad = evaluate_engine(fr, en, FakeEngine(translate=lambda s: ""))
    assert good["bleu"] == pytest.approx(100)
    assert good["words_per_s"] > 0
    assert (bad["bleu"], bad["failed"]) == (0, 2)


@pytest.mark.parametrize(("fr", "en"), [(["a"], []), ([], [])])
def test_evaluate_engine_needs_equal_files(fr, en):
    pytest.importorskip("sacrebleu")
    with pytest.raises(TranslationError, match="same lines"):
        evaluate_engine(fr, en, FakeEngine())


def test_evaluate_engine_without_sacrebleu_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "sacrebleu", None)
    with pytest.raises(TranslationError, match="sacrebleu"):
        evaluate_engine(["a"], ["b"], FakeEngine())


def test_evaluate_engine_unusable_gives_its_reason():
    pytest.importorskip("sacrebleu")
    with pytest.raises(TranslationError, match="not here"):
        evaluate_engine(["a"], ["b"], FakeEngine(reason="not here"))
