"""Words that a person selects become just these words' place in the stored text, whatever the page drew in between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.dashboard_app import gold_corpus

from dashboard import plain
from dashboard.components.chosen_words import Sign, chosen_span
from dashboard.components.reader_rows import ArticleRows
from pipelines.corpus import Corpus


def seen(text: str) -> list[str]:
    """The signs that a browser draws of a piece, as `asItIs` in dashboard/plain.py makes them."""
    shown = plain._SOUGHT.sub(lambda found: found[1] or plain.INSTEAD, text)
    return [sign for sign in shown if not sign.isspace()]


@given(st.text("aé’ \u00a0\u202f\u200b\u202e«»:😀👨‍👩", max_size=40), st.data())
def test_each_sign_that_is_seen_has_its_place(text: str, data: st.DataObject) -> None:
    piece = data.draw(st.integers(0, len(text)))
    signs = seen(text[piece:])
    for number, sign in enumerate(signs):
        start, end = chosen_span(text, Sign(piece, number), Sign(piece, number)) or (0, 0)
        assert start >= piece
        assert text[start:end] == sign or sign == plain.INSTEAD
    assert chosen_span(text, Sign(piece, len(signs)), Sign(piece, len(signs))) is None


@pytest.mark.parametrize(("piece", "number"), [(-1, 0), (99, 0), (0, -1), (0, 10**9)])
def test_place_that_is_not_in_the_text_is_none(piece: int, number: int) -> None:
    assert chosen_span("Un mot.", Sign(piece, number), Sign(piece, number)) is None


def test_pieces_of_each_sentence_begin_where_they_stand_in_the_text(corpus: Corpus) -> None:
    tables = corpus.tables()
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    for article, text in texts.items():
        for row in ArticleRows(tables, article).rows({}, {}, {}):
            pieces = [piece for segment in row["fr"] for piece, _ in segment["t"]]
            assert len(pieces) == len(row["at"])
            for begin, piece in zip(row["at"], pieces, strict=True):
                words = seen(piece)
                if words:
                    start, end = chosen_span(text, Sign(begin, 0), Sign(begin, len(words) - 1)) or (0, 0)
                    assert "".join(words) == "".join(seen(text[start:end]))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return gold_corpus(tmp_path_factory.mktemp("words") / "corpus.db", "seed", "dev")
