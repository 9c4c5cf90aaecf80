"""Numbers by value in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.translation.calendar_names import calendar_words
from pipelines.translation.numerals import numbers
from pipelines.translation.wording import ENGLISH, FRENCH


def values(text, language):
    return [set(n.values) for n in numbers(text, language) if n.firm]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("deux", 2), ("vingt et un", 21), ("soixante-quinze", 75), ("soixante et onze", 71), ("quatre-vingts", 80),
        ("quatre-vingt-dix-neuf", 99), ("septante-deux", 72), ("cent trois", 103), ("deux cents", 200),
        ("mille neuf cent quatre-vingt-quatre", 1984), ("trois cent mille", 300_000), ("deux millions", 2_000_000),
        ("deux millions trois cent mille", 2_300_000), ("1 234 567", 1_234_567), ("15\u202f000", 15_000), ("3,5", 3.5),
        ("6,2 milliards", 6.2e9),
    ],
)  # fmt: skip
def test_numbers_french(text, value):
    assert len(values(text, FRENCH)) == 1
    assert value in values(f"Il y en a {text} ici.", FRENCH)[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two", 2), ("twenty-one", 21), ("ninety-nine", 99), ("a hundred and three", 103), ("two hundred", 200),
        ("three hundred thousand", 300_000), ("two million", 2_000_000), ("1,234,567", 1_234_567), ("3.26 million", 3.26e6),
        ("$3bn", 3e9), ("£125m", 125e6), ("3.5", 3.5),
    ],
)  # fmt: skip
def test_numbers_english(text, value):
    assert len(values(text, ENGLISH)) == 1
    assert value in values(f"There are {text} here.", ENGLISH)[0]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("deux ou trois", FRENCH, [{2}, {3}]),
        ("two, three and four", ENGLISH, [{2}, {3}, {4}]),
        ("un chat", FRENCH, []),
    ],
)
def test_numbers_that_are_apart_stay_apart(text, language, expected):
    assert values(text, language) == expected


@given(st.integers(2, 10**9))
def test_numbers_grouped_digits_have_one_value_in_both_languages(n):
    assert n in values(f"{n:,}".replace(",", "\u202f"), FRENCH)[0]
    assert n in values(f"{n:,}", ENGLISH)[0]


@given(st.text(max_size=120), st.sampled_from([FRENCH, ENGLISH]))
def test_numbers_spans_lie_in_the_text_and_do_not_overlap(text, language):
    end = 0
    for number in numbers(text, language):
        assert end <= number.start < number.end <= len(text)
        end = number.end


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("lundi 3 mars, mi-août", FRENCH, ["d1", "m3", "m8"]),
        ("la planète Mars et une autre", FRENCH, []),
        ("On Monday, May 3, he may march in March.", ENGLISH, ["d1", "m5", "m3"]),
        ("Sept. 11 and Dec 3", ENGLISH, ["m9", "m12"]),
        ("The Sunday Times on Saturday Night Live", ENGLISH, []),
    ],
)
def test_calendar_words(text, language, keys):
    assert [w.key for w in calendar_words(text, language)] == keys
