"""Who speaks: short passages with every construction we know of, and what still fails in them."""

import json

import pytest

from pipelines.evaluation.matching import name_key
from pipelines.language import annotate
from pipelines.model import Article
from pipelines.paths import DATA

PASSAGES = [
    json.loads(line) for line in (DATA / "gold" / "speakers.jsonl").read_text(encoding="utf-8").splitlines()
]
# Passages in which a quote or its speaker is still missed.
OPEN = frozenset(
    f"speakers-{int(number):03}"
    for number in [
        "4",
        "36",
        "46",
        "62",
        "71",
        "79",
        "80",
        "81",
        "82",
        "89",
        "90",
        "91",
        "93",
        "94",
        "98",
        "106",
        "108",
        "118",
        "127",
        "128",
        "143",
        "145",
        "146",
        "148",
        "151",
        "152",
        "155",
    ]
)


def marked(passage):
    still_open = passage["id"] in OPEN
    marks = [pytest.mark.xfail(reason="not read yet", strict=True)] if still_open else []
    return pytest.param(passage, id=passage["id"], marks=marks)


@pytest.mark.parametrize("passage", [marked(passage) for passage in PASSAGES])
def test_every_speaker_is_found(passage):
    text = passage["text"]
    quotes = annotate(Article(text))._.quotes
    found = {}
    for words, _ in passage["speakers"]:
        start = text.index(words)
        near = [
            quote for quote in quotes if any(a < start + len(words) and start < b for a, b in quote.parts)
        ]
        nearest = min(near, key=lambda quote: min(abs(a - start) for a, _ in quote.parts), default=None)
        found[words] = nearest and name_key(nearest.speaker_name)
    assert found == {words: name_key(speaker) for words, speaker in passage["speakers"]}


def test_whose_relative_speaks_inside_a_quote():
    text = "« Ma fille m'a dit : “Sors vite.” J'ai obéi », raconte Nadia Belhocine."
    inner = next(
        quote for quote in annotate(Article(text))._.quotes if "Sors" in text[slice(*quote.parts[0])][:5]
    )
    assert inner.speaker_name == "la fille de Nadia Belhocine"


def test_two_who_speak_together_are_no_single_actor():
    (quote,) = annotate(
        Article("Alain Brossard et Nathalie Cordier ont affirmé que tout était « réglé ».")
    )._.quotes
    assert (quote.speaker_name, quote.speaker_id) == ("Alain Brossard et Nathalie Cordier", "")


def test_a_function_of_somebody_else_is_not_the_one_who_spoke_last():
    text = "« Nous tiendrons », a dit Pavlo Reznik. A Moscou, le porte-parole du Kremlin a promis « une réponse »."
    quote = annotate(Article(text))._.quotes[-1]
    assert quote.speaker_name == "le porte-parole du Kremlin"
