"""Pairing quotation marks: by kind, nested, missing, stray, reversed, over paragraphs."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.language.quotes.quotation_marks import pair_marks

MARKS = "«»“”\"‹›„'<>"


def words(text):
    return [text[span.start : span.end] for span in pair_marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dit « oui ».", ["oui"]),
        ("Il dit «\u00a0oui\u00a0».", ["oui"]),
        ("Il dit “oui” et \"non\".", ["oui", "non"]),
        ("Il dit ''oui'' et <<non>>.", ["oui", "non"]),
        ("« Il m'a dit “va” hier »", ["Il m'a dit “va” hier", "va"]),
        ("« Il m'a dit ‹ va › hier »", ["Il m'a dit ‹ va › hier", "va"]),
        ("«Il m'a dit «va» hier»", ["Il m'a dit «va» hier", "va"]),
        ("Wir sagen „ja“ und „nein“.", ["ja", "nein"]),
        ("l'ami n'a qu'un mot", []),
        ("Il dit 'oui' à l'ami", ["oui"]),
        ("la porte est grande\" ouverte", ["la porte est grande"]),
        ("l' »absence« , dit-il", ["absence"]),
        ("« ouvert et fermé autrement\", dit-il. « Puis ceci ».", ["ouvert et fermé autrement", "Puis ceci"]),
    ],
)  # fmt: skip
def test_pairs_by_kind_and_nesting(text, expected):
    assert words(text) == expected


def test_unclosed_mark_runs_to_the_end_of_its_paragraph():
    text = "Il a dit : « Nous venons.\n\nPuis il est parti."
    (span,) = pair_marks(text)
    assert (text[span.start : span.end], span.closed) == ("Nous venons.", False)


def test_closing_mark_alone_reaches_back_to_its_sentence():
    text = "Il est venu. Je ne sais pas », a dit Paul."
    (span,) = pair_marks(text)
    assert (text[span.start : span.end], span.opened) == ("Je ne sais pas", False)


def test_paragraph_that_opens_again_resumes_the_quote():
    text = "« Un.\n\n« Deux. »\n\n« Trois. »"
    spans = pair_marks(text)
    assert [text[s.start : s.end] for s in spans] == ["Un.", "Deux.", "Trois."]
    assert [s.resumes for s in spans] == [False, True, False]


def test_quote_over_a_paragraph_end_without_second_opening_is_resumed():
    text = "« Un.\n\nDeux », a dit Paul."
    spans = pair_marks(text)
    assert [(text[s.start : s.end], s.resumes) for s in spans] == [("Un.", False), ("Deux", True)]


def test_stray_closing_mark_does_not_disturb_the_pair_before_it():
    text = "a noté que “les chefs ont discuté”. intérêt stratégique. »"
    assert words(text)[0] == "les chefs ont discuté"


@given(st.text(alphabet=MARKS + "ab. ,\n", max_size=120))
@example('“".»“')
def test_spans_lie_in_the_text_and_nest(text):
    spans = pair_marks(text)
    assert spans == sorted(spans, key=lambda s: (s.outer_start, -s.outer_end))
    for span in spans:
        assert 0 <= span.outer_start <= span.start < span.end <= span.outer_end <= len(text)
        assert not text[span.start].isspace() and not text[span.end - 1].isspace()
        assert "\n\n" not in text[span.start : span.end]
    for one in spans:
        for other in spans:
            crossing = one.outer_start < other.outer_start < one.outer_end < other.outer_end
            assert not crossing


@given(st.lists(st.sampled_from(["oui", "non merci", "c'est tout"]), min_size=1, max_size=8), st.data())
def test_well_formed_pairs_are_all_found(contents, data):
    pairs = [
        data.draw(st.sampled_from([("« ", " »"), ("“", "”"), ("‹ ", " ›"), ('"', '"')])) for _ in contents
    ]
    text = " puis ".join(
        left + content + right for content, (left, right) in zip(contents, pairs, strict=True)
    )
    assert words("Il dit " + text + ".") == contents


@given(st.text(alphabet=MARKS + "ab. ,\n", max_size=80), st.text(alphabet=MARKS + "ab. ,", max_size=80))
def test_closed_paragraph_is_read_alone(first, second):
    spans = pair_marks(first)
    if any(not s.closed for s in spans) or first.endswith("\n") or second[:1].isspace():
        return
    found = [s for s in pair_marks(first + "\n\n" + second) if s.outer_end <= len(first)]
    assert found == spans


# A quadratic pairer needs minutes; the growth itself is printed by benchmarks/linear_time.py.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["« mot ", "mot » ", '" mot ', "« “ ", "'mot "])
def test_a_hundred_thousand_broken_marks_are_paired_within_their_text(piece):
    text = piece * 100_000
    spans = pair_marks(text)
    assert all(0 <= span.outer_start <= span.outer_end <= len(text) for span in spans)
