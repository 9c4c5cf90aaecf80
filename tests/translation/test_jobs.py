"""Translation in the background: progress, stop and resume, and nothing translated twice."""

import threading

import pytest
from engines import FakeEngine

from pipelines.errors import TranslationError
from pipelines.translation.base import AbandonedError, Translation
from pipelines.translation.jobs import TranslationJobs, translate_cached
from pipelines.translation.memory import MemoryEngine
from pipelines.translation.tmx import Unit


class DictCache:
    def __init__(self):
        self.kept = {}

    def cached_translations(self, engine, version, sentences):
        return {s: self.kept[engine, version, s] for s in sentences if (engine, version, s) in self.kept}

    def cache_translations(self, engine, version, made):
        self.kept |= {(engine, version, fr): each.text_en for fr, each in made.items()}


class Saved:
    def __init__(self):
        self.records: dict[tuple[str, int], Translation] = {}
        self.writes = 0

    def __call__(self, article_id, french, english):
        assert french.keys() == english.keys()
        self.writes += 1
        self.records |= {(article_id, index): made for index, made in english.items()}


@pytest.fixture
def saved():
    return Saved()


def start(engine, saved, cache=None):
    return TranslationJobs(lambda _: [engine], saved, cache)


def sentences(n, prefix="s"):
    return [(i, f"{prefix}{i}") for i in range(n)]


def test_jobs_save_every_sentence_and_count_them(saved):
    both = (
        threading.Event()
    )  # else the first may be done, and the count begin anew, before the second is queued

    class Gated(FakeEngine):
        def translate(self, sentences):
            both.wait(10)
            return super().translate(sentences)

    jobs = start(Gated(), saved)
    jobs.add("a", sentences(20))
    jobs.add("b", sentences(3))
    both.set()
    assert jobs.wait(10)
    assert saved.records["a", 19].text_en == "EN s19"
    assert len(saved.records) == 23
    assert (jobs.progress.done, jobs.progress.total, jobs.progress.failed) == (23, 23, 0)
    assert not jobs.progress.running
    jobs.close()


def test_jobs_of_a_quick_engine_are_saved_in_growing_batches(saved):
    jobs = start(FakeEngine(), saved)
    jobs.add("a", sentences(31))
    assert jobs.wait(10)
    assert saved.writes == 5  # 1, 2, 4, 8 and 16 sentences
    jobs.close()


def test_jobs_given_up_by_a_stop_stay_queued_in_their_order(saved):
    class Slow(FakeEngine):
        given_up = threading.Event()
        begun = threading.Event()

        def abandon(self):
            self.given_up.set()

        def translate(self, sentences):
            if self.begun.is_set():
                return super().translate(sentences)
            self.begun.set()
            assert self.given_up.wait(10)
            raise AbandonedError

    engine = Slow()
    jobs = start(engine, saved)
    jobs.add("a", sentences(5))
    assert engine.begun.wait(10)
    jobs.stop()
    assert jobs.wait(10)
    assert saved.records == {}
    assert (jobs.progress.done, jobs.progress.total) == (0, 5)
    jobs.resume()
    assert jobs.wait(10)
    assert engine.asked == [f"s{n}" for n in range(5)]
    assert (jobs.progress.done, jobs.progress.failed) == (5, 0)
    jobs.close()


def test_jobs_stop_keeps_what_is_done_and_resume_goes_on(saved):
    gate, started = threading.Event(), threading.Event()

    def slow(sentence):
        started.set()
        gate.wait(10)
        return f"EN {sentence}"

    engine = FakeEngine(translate=slow)
    jobs = start(engine, saved)
    jobs.add("a", sentences(40))
    assert started.wait(10)
    jobs.stop()
    gate.set()
    assert jobs.wait(10)
    done = len(saved.records)
    assert 0 < done < 40
    assert jobs.progress.stopped
    jobs.resume()
    assert jobs.wait(10)
    assert len(saved.records) == 40
    assert sorted(engine.asked) == sorted(f"s{i}" for i in range(40))  # none twice
    jobs.close()


def test_jobs_translate_nothing_twice(saved):
    cache, engine = DictCache(), FakeEngine()
    for article in ("a", "b"):
        jobs = start(engine, saved, cache)
        jobs.add(article, sentences(5))
        assert jobs.wait(10)
        jobs.close()
    assert len(engine.asked) == 5
    assert saved.records["b", 4].text_en == "EN s4"


def test_jobs_new_version_translates_anew(saved):
    cache = DictCache()
    translate_cached(["x"], [FakeEngine(version="1")], cache)
    newer = FakeEngine(version="2", translate=lambda s: "better")
    assert translate_cached(["x"], [newer], cache)[0].text_en == "better"


def test_jobs_persons_wording_comes_before_the_cache():
    cache, engine = DictCache(), FakeEngine()
    translate_cached(["x"], [engine], cache)
    memory = MemoryEngine([Unit("x", "mine", edited_by="Ana")])
    assert translate_cached(["x"], [memory, engine], cache)[0].text_en == "mine"
    assert all(key[0] != "memory" for key in cache.kept)


def test_jobs_failures_are_saved_counted_and_not_cached(saved):
    cache = DictCache()
    jobs = start(FakeEngine(translate=lambda s: "" if s == "s1" else "ok"), saved, cache)
    jobs.add("a", sentences(3))
    assert jobs.wait(10)
    assert (jobs.progress.failed, jobs.progress.message) == (1, "nothing came")
    assert saved.records["a", 1].error == "nothing came"
    assert len(cache.kept) == 2
    jobs.close()


@pytest.mark.parametrize("error", [TranslationError("The engine is gone."), ZeroDivisionError()])
def test_jobs_thread_outlives_an_engine_that_raises(saved, error):
    broken = True

    def engines(_article_id):
        if broken:
            raise error
        return [FakeEngine()]

    jobs = TranslationJobs(engines, saved)
    jobs.add("a", sentences(2))
    assert jobs.wait(10)
    assert jobs.progress.failed == 2
    assert jobs.progress.message.endswith(".")
    broken = False
    jobs.add("b", sentences(2))
    assert jobs.wait(10)
    assert saved.records["b", 1].text_en == "EN s1"
    jobs.close()


def test_jobs_keep_what_other_engines_gave_when_one_breaks_midway(saved):
    def breaks(_sentence):
        raise ZeroDivisionError

    chain = [FakeEngine("first", lambda s: "" if s == "s1" else f"EN {s}"), FakeEngine("second", breaks)]
    jobs = TranslationJobs(lambda _: chain, saved)
    jobs.add("a", sentences(3))
    assert jobs.wait(10)
    assert [saved.records["a", n].text_en for n in range(3)] == ["EN s0", "", "EN s2"]
    assert jobs.progress.failed == 1
    assert "ZeroDivisionError" in jobs.progress.message
    jobs.close()


def test_jobs_ask_the_next_engine_where_one_breaks():
    def breaks(_sentence):
        raise ZeroDivisionError

    assert translate_cached(["x"], [FakeEngine("first", breaks), FakeEngine("second")])[0].text_en == "EN x"


def test_jobs_forget_an_article(saved):
    jobs = start(FakeEngine(), saved)
    jobs.stop()
    jobs.add("a", sentences(5))
    jobs.add("b", sentences(5))
    jobs.forget("a")
    assert jobs.progress.total == 5
    jobs.resume()
    assert jobs.wait(10)
    assert {article for article, _ in saved.records} == {"b"}
    jobs.close()


def test_jobs_without_engine_saves_records_that_say_so(saved):
    jobs = TranslationJobs(lambda _: [], saved)
    jobs.add("a", sentences(1))
    assert jobs.wait(10)
    assert "visavis engines" in saved.records["a", 0].error
    jobs.close()
