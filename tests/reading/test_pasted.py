from __future__ import annotations

from made_files import PARAGRAPH

from pipelines.reading import read_pasted


def test_pasted_text_takes_what_the_person_states():
    result = read_pasted(f"Date: 2020\nSource: AFP\n\n{PARAGRAPH}", title="Accord", published="14/11/2022")
    (article,) = result.articles
    assert (article.title, article.published, article.source, article.text) == (
        "Accord",
        "2022-11-14",
        "AFP",
        PARAGRAPH,
    )


def test_pasted_nothing_is_rejected():
    result = read_pasted("  \n ")
    assert result.articles == ()
    assert result.found == 1
