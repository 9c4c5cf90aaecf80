"""Who speaks about whom, and which verbs deny and accuse."""

from __future__ import annotations

import pandas as pd
import pytest
from support.gold_tables import gold_tables

from pipelines.analysis.quotes import quote_rows
from pipelines.analysis.speaking import named, speakers, speaking
from pipelines.analysis.verb_classes import ACCUSATION, DENIAL, verb_class
from pipelines.model import Tables, load_list
from pipelines.paths import DATA


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return quote_rows(gold_tables(DATA / "gold" / "press.jsonl"))


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("dément", DENIAL), ("a-t-elle nié", DENIAL), ("a fermement réfuté", DENIAL), ("contestant", DENIAL),
        ("a de son côté accusé", ACCUSATION), ("dénonce", ACCUSATION), ("s’en est pris", ACCUSATION),
        ("a mis en cause", ACCUSATION), ("pointe du doigt", ACCUSATION), ("aurait reproché", ACCUSATION),
        ("a dit", ""), ("a mis en garde", ""), ("pointe", ""), ("n'a pas nié", ""), ("ne dément plus", ""), ("", ""),
        ("selon", ""), ("prend", ""),
    ],
)  # fmt: skip
def test_verb_is_in_its_class(cue: str, kind: str) -> None:
    assert verb_class(cue) == kind


def test_matrix_counts_each_quote_once_for_each_actor_it_names(rows: pd.DataFrame) -> None:
    table = speaking(rows)
    assert table["quotes"].sum() == sum(len(load_list(cell)) for cell in rows["about_ids"])
    for cell in table.sample(20, random_state=1).itertuples():
        mine = [
            row.verb_class
            for row in rows.itertuples()
            if row.speaker_id == cell.speaker_id
            and cell.named_id in load_list(row.about_ids)
            and cell.speaker
            in (row.speaker_en, row.speaker_name, row.speaker.capitalize(), _capital(row.speaker_name))
        ]
        assert cell.quotes == len(mine)
        assert cell.denials == mine.count(DENIAL)
        assert cell.share_accusations == mine.count(ACCUSATION) / len(mine)
    assert table["accusations"].sum() > 0


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def test_sums_are_those_of_the_quotes_that_a_click_opens(rows: pd.DataFrame) -> None:
    table = speaking(rows)
    name, number = named(table)[0]
    assert number == rows["about"].map(lambda cell: name in load_list(cell)).sum()
    speaker, spoken = speakers(rows, table)[0]
    assert spoken == sum(
        _capital(row.speaker_en or row.speaker_name or row.speaker) == speaker for row in rows.itertuples()
    )
    assert [n for _, n in named(table)] == sorted((n for _, n in named(table)), reverse=True)


def test_no_quotes_give_an_empty_matrix() -> None:
    table = speaking(quote_rows(Tables()))
    assert table.empty
    assert speakers(quote_rows(Tables()), table) == named(table) == []
