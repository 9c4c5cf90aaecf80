"""Corpora of gold annotations that the page tests share; a module may define its own `corpus` instead."""

from __future__ import annotations

import pytest
from support.dashboard_app import GOLD, gold_corpus
from support.gold_tables import gold_tables

from dashboard import warm
from pipelines.corpus import Corpus
from pipelines.model import Tables


@pytest.fixture(scope="module")
def seed() -> Tables:
    return gold_tables(GOLD / "seed.jsonl")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return gold_corpus(tmp_path_factory.mktemp("corpus") / "corpus.db", "seed", "dev")


@pytest.fixture(autouse=True)
def _no_loading_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is only looked at needs no model."""
    monkeypatch.setattr(warm, "start", lambda: None)
