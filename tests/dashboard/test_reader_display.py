import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.display import count, country_name, date_words, edtf_words, french_spaces, listing, shorten


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022-11", "November 2022"),
        ("2022-11-14", "14 November 2022"),
        ("2022", "2022"),
        ("2022-11~", "around November 2022"),
        ("2014-21", "spring 2014"),
        ("198X", "the 1980s"),
        ("19XX", "the 20th century"),
        ("2022-11-14/2022-11-20", "14 to 20 November 2022"),
        ("2022-10-31/2022-11-06", "31 October to 6 November 2022"),
        ("2021-12-30/2022-01-02", "30 December 2021 to 2 January 2022"),
        ("2024-07/2024-09", "July 2024 to September 2024"),
        ("2022-11-15/..", "from 15 November 2022"),
        ("../2023-12-15~", "until around 15 December 2023"),
        ("", "no date"),
        ("yesterday", "yesterday"),
    ],
)
def test_edtf_words_reads_each_shape(edtf: str, words: str) -> None:
    assert edtf_words(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "note", "words"),
    [
        ("2022-11~", "a Monday in Nov 2022", ("Mon 7, 14, 21 or 28 Nov 2022", "which one is not known")),
        (
            "2022-11~",
            "in or near Nov 2022: the day is not known",
            ("in or near Nov 2022", "the day is not known"),
        ),
        ("2022-11-14", "", ("14 November 2022", "")),
        (
            "2022-11~",
            "a Monday in Nov 2022; inferred from what is told before, 46 %",
            (
                "Mon 7, 14, 21 or 28 Nov 2022",
                "which one is not known; inferred from what is told before, 46 %",
            ),
        ),
        ("", "no anchor", ("no date", "no anchor")),
    ],
)
def test_date_words_claims_no_more_than_the_text(edtf: str, note: str, words: tuple[str, str]) -> None:
    assert date_words(edtf, note) == words


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Pourquoi ?", "Pourquoi\u202f?"),
        ("Pourquoi?", "Pourquoi\u202f?"),
        ("Pourquoi\u00a0?", "Pourquoi\u00a0?"),
        ("« Oui »", "«\u202fOui\u202f»"),
        ("«Oui»", "«\u202fOui\u202f»"),
        ("quoi?!", "quoi\u202f?!"),
        ("à 12:30", "à 12:30"),
        ("5 %", "5\u202f%"),
        ("il dit : « non »", "il dit\u202f: «\u202fnon\u202f»"),
        ("https://a.fr/?b=c", "https://a.fr/?b=c"),
    ],
)
def test_french_spaces_sets_marks_apart(stored: str, shown: str) -> None:
    assert french_spaces(stored) == shown


@given(st.text(alphabet="ab «»:;!?%\u202f\u00a09", max_size=30), st.integers(0, 30))
def test_french_spaces_changes_nothing_but_spaces(text: str, cut: int) -> None:
    spaces = str.maketrans(dict.fromkeys(" \u202f\u00a0"))
    pieces = french_spaces(text[:cut], "", text[cut:]) + french_spaces(text[cut:], text[:cut][-1:], "")
    assert pieces.translate(spaces) == text.translate(spaces)


def test_french_spaces_sees_the_neighbour_of_a_piece() -> None:
    assert french_spaces(" ?", before="i") == "\u202f?"
    assert french_spaces("?", before="i") == "\u202f?"
    assert french_spaces("Iran", after="\u202f?") == "Iran"


def test_small_words_read_naturally() -> None:
    assert count(1, "quote") == "1 quote"
    assert count(1204, "quote") == "1,204 quotes"
    assert count(2, "story", "stories") == "2 stories"
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert listing([]) == ""
    assert country_name("IL") == "Israel"
    assert shorten("un deux trois", 9) == "un deux…"
