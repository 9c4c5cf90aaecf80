"""English as it is stored: without the signs of engines, with what must be said of it."""

from __future__ import annotations

from dashboard.components.reader_rows import _french_words
from pipelines.english_rows import left_in_french, translation_rows
from pipelines.model import load_list
from pipelines.translation import Translation


def test_words_left_in_french_are_kept_as_such_and_their_sign_is_not() -> None:
    made = Translation(
        "The *carillon* of the *beffroi* rang; the carillonist smiled.", "apertium", "r3", "gist"
    )
    (row,) = translation_rows({1: "Le carillon du beffroi a sonné ; le carillonneur a souri."}, {1: made}, {})
    assert row["text_en"] == "The carillon of the beffroi rang; the carillonist smiled."
    assert left_in_french(load_list(row["flags"])) == ["carillon", "beffroi"]
    shown = [row["text_en"][mark.start : mark.end] for mark in _french_words(row["text_en"], row["flags"])]
    assert shown == ["carillon", "beffroi"]


def test_english_without_such_words_has_no_such_flag() -> None:
    (row,) = translation_rows(
        {1: "Le maire a dit non."}, {1: Translation("The mayor said no.", "firefox", "1", "machine")}, {}
    )
    assert left_in_french(load_list(row["flags"])) == []
    assert row["flags"] == "[]"
