"""A person's edit of an article and all that follows from it are one write."""

from __future__ import annotations

import pytest

from pipelines import language
from pipelines.corpus import Corpus, store
from pipelines.errors import CorpusError
from pipelines.ingest import edit_article, ingest_text

TEXT = "Le ministre Jean Dupont est arrivé lundi à Berlin. Il repartira jeudi."


class Interrupted(BaseException):
    """Stands for the process's end in the middle of a write."""


def days(corpus: Corpus) -> tuple[str, list[str]]:
    tables = corpus.tables()
    return tables.articles["published"][0], sorted(tables.dates["start_day"])


def test_edited_date_and_its_days_are_one_write(corpus_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(corpus_url)
    key = ingest_text(corpus, TEXT, published="2022-11-16").article_ids[0]
    before = days(corpus)
    assert before == ("2022-11-16", ["2022-11-14", "2022-11-17"])

    for place in ("_insert_parts", "_replace_parts", "log"):

        def die(*_args: object, **_kwargs: object) -> None:
            raise Interrupted

        with monkeypatch.context() as patch, pytest.raises(Interrupted):
            patch.setattr(store, place, die)
            edit_article(corpus, key, published="2023-05-17", title="Nouveau")
        assert days(Corpus(corpus_url)) == before
    counted = corpus.version()
    edit_article(corpus, key, published="2023-05-17", title="Nouveau")
    assert days(corpus) == ("2023-05-17", ["2023-05-15", "2023-05-18"])
    assert corpus.version() == counted + 1
    corpus.close()


def test_article_deleted_while_its_date_is_read_anew_stays_deleted(
    corpus_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(corpus_url)
    key = ingest_text(corpus, TEXT, published="2022-11-16").article_ids[0]
    annotate = language.annotate

    def slowly(article: object) -> object:
        corpus.delete(key)
        return annotate(article)

    monkeypatch.setattr(language, "annotate", slowly)
    with pytest.raises(CorpusError, match="no longer in the corpus"):
        edit_article(corpus, key, published="2023-05-17")
    tables = corpus.tables()
    assert tables.is_empty
    assert tables.dates.empty
    assert tables.corrections.empty
    corpus.close()
