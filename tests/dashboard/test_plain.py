"""Text is shown as it is."""

from __future__ import annotations

import html
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard import plain

ANY = st.text(st.characters(exclude_categories=["Cs"]))


def test_direction_signs_are_seen_and_ordinary_text_is_untouched():
    assert plain.visible("rapport\u202efdp.exe") == "rapport�fdp.exe"
    assert plain.visible("\u2066a\u2069 \u200fb\u061c") == "�a� �b�"
    assert plain.visible("a\U000e0041\U000e0042b") == "a�b"
    for kept in (
        "Élysée, « dit »",
        "co\xadopération",
        "12\u202f%",
        "👩\u200d🔬",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    ):
        assert plain.visible(kept) == kept


def test_name_in_arabic_is_isolated():
    assert plain.visible("القاهرة") == "\u2066القاهرة\u2069"


@given(ANY)
def test_no_sign_of_direction_is_left(text):
    shown = plain.visible(text).removeprefix("\u2066").removesuffix("\u2069")
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0001]", shown)
    assert "\n" not in shown


@given(ANY)
def test_markdown_and_charts_hold_the_visible_text(text):
    assert html.unescape(plain.markdown(text)).replace("\u2060", "") == plain.visible(text)
    assert html.unescape(plain.chart(text)) == plain.visible(text)
    assert not set(plain.chart(text)) & set("<>$")


def test_javascript_seeks_the_same_signs():
    assert "\\u{202E}" in plain.JAVASCRIPT
    assert json.dumps(plain.INSTEAD, ensure_ascii=False) in plain.JAVASCRIPT
