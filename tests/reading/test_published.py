from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.published import leading_date, to_edtf

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [
        ("2022-11-14", "2022-11-14"),
        ("2022-11", "2022-11"),
        ("2022", "2022"),
        ("2022-11-15~", "2022-11-15~"),
        ("2022-11-14/2022-11-20", "2022-11-14/2022-11-20"),
        ("2022-11-14T18:05:00+01:00", "2022-11-14"),
        ("20221114", "2022-11-14"),
        ("14/11/2022", "2022-11-14"),
        ("4.1.2022", "2022-01-04"),
        ("14-11-22", "2022-11-14"),
        ("11/14/2022", "2022-11-14"),
        ("11/2022", "2022-11"),
        ("14 novembre 2022", "2022-11-14"),
        ("1er août 2023", "2023-08-01"),
        ("lundi 14 nov. 2022", "2022-11-14"),
        ("NOVEMBRE 2022", "2022-11"),
        ("November 14, 2022", "2022-11-14"),
        ("Mon, 14 Nov 2022 10:00:00 +0100", "2022-11-14"),
        ("Publié le 3 mai 2023 à 18h05, mis à jour le 4 mai 2023", "2023-05-03"),
        ("1668420000", "2022-11-14"),
        ("1668420000000", "2022-11-14"),
        ("31/02/2022", ""),
        ("2022-13-45", ""),
        ("32 janvier 2022", ""),
        ("hier", ""),
        ("", ""),
    ],
)
def test_to_edtf_of_dates_in_files(stated: str, edtf: str):
    assert to_edtf(stated) == edtf


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_to_edtf_reads_every_day_in_four_forms(day: datetime.date):
    for stated in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day:%Y%m%d}",
    ):
        assert to_edtf(stated) == day.isoformat()


@given(st.text(max_size=60))
def test_to_edtf_never_raises(stated: str):
    to_edtf(stated)


def test_leading_date_ends_where_the_date_ends():
    assert leading_date("2022-11 Les États") == ("2022-11", 7)
    assert leading_date("14 novembre 2022 Les États") == ("14 novembre 2022", 16)
    assert leading_date("Les États 2022") is None
    assert leading_date("2022ans") is None
