from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import PARAGRAPH, SECOND

from pipelines.reading.layout import unwrap

WORDS = st.lists(
    st.sampled_from(
        ["le", "ministre", "a", "dit", "vouloir", "partir", "demain", "avec", "ses", "conseillers"]
    ),
    min_size=25,
)


@given(words=WORDS, width=st.integers(40, 100))
def test_unwrap_undoes_wrapping_at_any_width(words: list[str], width: int):
    text = " ".join(words) + "."
    assert unwrap(textwrap.fill(text, width, break_on_hyphens=False)) == text


@given(st.text(alphabet="ab.- \n\r-é«»", max_size=300))
def test_unwrap_loses_no_letter(text: str):
    for typeset in (False, True):
        joined = unwrap(text, typeset=typeset)
        assert [c for c in joined if c.isalpha()] == [c for c in text if c.isalpha()]


def test_compound_divided_at_its_hyphen_keeps_it():
    lines = [
        "Il a reçu à l’Élysée hier en fin de journée le porte-",
        "parole du gouvernement et le secrétaire d’État.",
    ]
    assert "porte-parole du" in unwrap("\n".join(lines), typeset=True)


def test_typeset_paragraphs_part_where_a_short_line_ends_a_sentence():
    lines = [*textwrap.wrap(PARAGRAPH, 60), *textwrap.wrap(SECOND, 60)]
    assert unwrap("\n".join(lines), slack=0.2, typeset=True) == f"{PARAGRAPH}\n\n{SECOND}"


@pytest.mark.parametrize("blank", ["\xa0", "\u202f", "\u3000 ", "\x1f", "\x0b"])
def test_a_line_of_nothing_but_odd_space_is_no_line(blank: str) -> None:
    assert unwrap(f"Première phrase.\nSeconde.\n{blank}") == "Première phrase.\nSeconde."
    assert unwrap(f"{blank}\nPremière phrase.\nSeconde.") == "Première phrase.\nSeconde."
    assert unwrap(blank) == ""
