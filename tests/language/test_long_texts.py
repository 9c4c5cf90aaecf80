from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.language import annotate, annotate_many, long_texts
from pipelines.language.long_texts import pieces
from pipelines.model import Article

PARAGRAPH = (
    "Le ministre de l’Intérieur, Paul Martin, a annoncé mardi à Paris un accord. « Nous voulons un accord », a déclaré "
    "Martin devant la presse."
)


@given(st.text(alphabet="ab .\n«»é", max_size=400), st.integers(2, 50))
def test_pieces_put_together_are_the_text(text: str, longest: int):
    cut = list(pieces(text, longest))
    assert "".join(cut) == text
    assert all(len(piece) <= longest for piece in cut)


def test_pieces_end_at_paragraphs_then_sentences_then_spaces():
    assert list(pieces("aaaa bbbb.\n\ncccc dddd", 16)) == ["aaaa bbbb.\n\n", "cccc dddd"]
    assert list(pieces("Aaaa bbbb. Cccc dddd", 16)) == ["Aaaa bbbb. ", "Cccc dddd"]
    assert list(pieces("aaaa bbbb cccc dddd", 16)) == ["aaaa bbbb cccc ", "dddd"]


def test_long_text_keeps_offsets_metadata_and_layers(monkeypatch):
    monkeypatch.setattr(long_texts, "LONGEST", 400)
    text = "\n\n".join([PARAGRAPH] * 8)
    whole = annotate(Article(text=text, published="2022-11-16", title="Accord"))
    assert (whole._.published, whole._.title) == ("2022-11-16", "Accord")
    assert len(whole.text) == len(text)
    assert len(whole._.quotes) == 8
    for quote in whole._.quotes:
        assert [text[start:end] for start, end in quote.parts] == ["Nous voulons un accord"]
        assert quote.speaker_name == "Paul Martin"
    assert {text[date.start : date.end] for date in whole._.dates} == {"mardi"}
    assert len({mention.actor_id for mention in whole._.mentions if mention.type == "PER"}) == 1


def test_long_and_short_articles_keep_their_order(monkeypatch):
    monkeypatch.setattr(long_texts, "LONGEST", 200)
    texts = ["Un.", PARAGRAPH * 2, "Deux.", "Trois.", PARAGRAPH * 3]
    assert [len(doc.text) for doc in annotate_many(Article(text=text) for text in texts)] == [
        len(t) for t in texts
    ]
