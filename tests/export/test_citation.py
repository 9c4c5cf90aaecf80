"""Citations: what goes in comes out, in every format, whatever signs a title holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.analysis.quotes import quote_rows
from pipelines.export.citation import (
    FORMATS,
    Citation,
    bibtex,
    citations,
    csl_json,
    markdown,
    plain_text,
    ris,
)
from pipelines.paths import DATA
from pipelines.reading.press.ris import read_ris

PLAIN = Citation(
    key="aviv-kochavi-2022-abc-q1", speaker="Aviv Kochavi", function="chef d'état-major", inferred=False, is_direct=True,
    text="Nous sommes à un moment critique", text_en="We are at a critical moment", engine="firefox 1.2",
    author="Jeanne Dupont", source="Le Monde", published="2022-11-14", title="L’armée prévient",
    title_en="The army warns", title_engine="apertium gist", sentence=3,
)  # fmt: skip
# Signs that some format reads as its own, accents, and other scripts.
SIGNS = st.text(
    st.sampled_from(list("{}\\\"'%&#$_~^*`[]<>()!|@=,:;-–« »“”éàçœÉß😀عש漢 aZ019.\u202f\u00a0")), min_size=1, max_size=30
).filter(lambda text: text.strip() == text and "  " not in text)  # fmt: skip
UNTEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\%": "%", r"\&": "&", r"\#": "#", r"\$": "$", r"\_": "_",
}  # fmt: skip


def _untex(text: str) -> str:
    return re.sub("|".join(map(re.escape, UNTEX)), lambda found: UNTEX[found[0]], text)


def _bibtex_fields(entry: str) -> dict[str, str]:
    """Name → value, by BibTeX's own rule: a value ends where its braces balance, escaped ones counted, too."""
    found, at = {}, entry.index(",") + 1
    while opening := re.compile(r"\s*(\w+) = \{").match(entry, at):
        depth, end = 1, opening.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(entry[end], 0)
            end += 1
        found[opening[1]] = entry[opening.end() : end - 1]
        at = end + 1
    assert entry[at:].strip() == "}"
    return found


@given(SIGNS, SIGNS, SIGNS)
def test_titles_papers_and_words_survive_bibtex(title: str, source: str, text: str) -> None:
    fields = _bibtex_fields(bibtex([replace(PLAIN, title=title, source=source, text=text)]))
    assert _untex(fields["title"][1:-1]) == title
    assert _untex(fields["journal"]) == source
    assert text in _untex(fields["note"])


@given(SIGNS, SIGNS, SIGNS)
def test_titles_papers_and_words_survive_ris_and_csl(title: str, source: str, text: str) -> None:
    cited = replace(PLAIN, title=title, source=source, text=text)
    lines = dict(line.split("  - ", 1) for line in ris([cited]).strip("\n").split("\n"))
    assert (lines["TI"], lines["T2"]) == (title, source)
    assert text in lines["N1"]
    (item,) = json.loads(csl_json([cited]))
    assert (item["title"], item["container-title"], item["custom"]["text"]) == (title, source, text)


@given(SIGNS, SIGNS)
def test_titles_and_words_survive_plain_text_and_markdown(title: str, text: str) -> None:
    cited = replace(PLAIN, title=title, text=text)
    assert title in plain_text([cited])
    assert text in plain_text([cited])
    unescaped = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown([cited]))
    assert title in unescaped
    assert text in unescaped
    # nothing of the title stays live: each sign of Markdown has its backslash
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]`<]", markdown([replace(cited, title_en="")]))


@given(st.text(max_size=40))
def test_any_text_gives_one_well_formed_record(text: str) -> None:
    row = _rows().iloc[:1].assign(title=text, source=text, speaker_en=text, text=text)
    cited = citations(row, _articles())
    assert ris(cited).count("\nER  - \n") == 1
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris(cited).rstrip("\n").split("\n"))
    assert len(json.loads(csl_json(cited))) == 1
    _bibtex_fields(bibtex(cited))
    assert re.fullmatch(r"[a-z0-9-]+", cited[0].key)
    assert plain_text(cited).count("\n") == 1


def _gold() -> object:
    from support.gold_tables import gold_tables

    return gold_tables(DATA / "gold" / "dev.jsonl")


_KEPT: dict[str, pd.DataFrame] = {}


def _rows() -> pd.DataFrame:
    if not _KEPT:
        tables = _gold()
        _KEPT.update(rows=quote_rows(tables), articles=tables.articles)
    return _KEPT["rows"]


def _articles() -> pd.DataFrame:
    _rows()
    return _KEPT["articles"]


def test_every_quote_has_a_key_of_its_own() -> None:
    keys = [each.key for each in citations(_rows(), _articles())]
    assert len(set(keys)) == len(keys) == len(_rows())


def test_plain_text_says_all_that_a_citation_needs() -> None:
    assert plain_text([PLAIN]) == (
        "Aviv Kochavi, chef d'état-major: «\u202fNous sommes à un moment critique\u202f» "
        "[“We are at a critical moment” (English: firefox 1.2)]. Jeanne Dupont, L’armée prévient [The army warns], "
        "Le Monde, 14 November 2022, sentence 3.\n"
    )


def test_what_is_not_known_is_said() -> None:
    bare = replace(
        PLAIN, speaker="", function="", is_direct=False, text_en="", author="", source="", published="", title="",
        title_en="",
    )  # fmt: skip
    assert plain_text([bare]) == (
        "Speaker not stated (reported): Nous sommes à un moment critique. Untitled, paper not stated, "
        "day of publication not known, sentence 3.\n"
    )
    assert "inferred" in plain_text([replace(PLAIN, inferred=True)])


@pytest.mark.parametrize(
    ("edtf", "issued"),
    [
        ("2022-11-14", {"date-parts": [[2022, 11, 14]]}), ("2022-11~", {"date-parts": [[2022, 11]], "circa": True}),
        ("2022-11-12/2022-11-13", {"date-parts": [[2022, 11, 12], [2022, 11, 13]]}),
        ("2022-23", {"date-parts": [[2022]], "season": 3}), ("202X", {"literal": "202X"}),
    ],
)  # fmt: skip
def test_csl_dates_are_as_exact_as_edtf(edtf: str, issued: dict[str, object]) -> None:
    (item,) = json.loads(csl_json([replace(PLAIN, published=edtf)]))
    assert item["issued"] == issued


def test_ris_is_read_back_by_this_very_reader() -> None:
    record = ris([replace(PLAIN, title="{Nous} & “eux”")])
    (item,) = read_ris("quotes.ris", record.replace("ER  - ", "AB  - L’armée a parlé hier.\nER  - ").encode())
    assert (item.title, item.source, item.published) == ("{Nous} & “eux”", "Le Monde", "2022/11/14")


def test_every_format_ends_its_last_line() -> None:
    for make, _, _ in FORMATS.values():
        assert make([PLAIN, PLAIN]).endswith("\n")
