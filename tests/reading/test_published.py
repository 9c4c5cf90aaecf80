from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.edtf import is_edtf
from pipelines.reading.published import Stated, dates_in, leading_date, publication_in, to_edtf

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
        ("8 nov. 2022", "2022-11-08"),
        ("9 nov. 22", "2022-11-09"),
        ("08-nov-22", "2022-11-08"),
        ("1er août 1944", "1944-08-01"),
        ("premier mai 1906", "1906-05-01"),
        ("30 mai 1631", "1631-05-30"),
        ("12 9bre 1789", "1789-11-12"),
        ("12-05-2023", "2023-05-12"),
        ("9\u00a0novembre\u202f2022", "2022-11-09"),
        ("mar. 8 nov. 2022", "2022-11-08"),
        ("Mis à jour le 10 novembre 2022 à 9h, publié le 9 novembre 2022", "2022-11-09"),
        (
            "International, dimanche 6 novembre - lundi 7 novembre 2022 585 mots, p. 3",
            "2022-11-06/2022-11-07",
        ),
        ("dim. 6 et lun. 7 novembre 2022", "2022-11-06/2022-11-07"),
        ("6-7 novembre 2022", "2022-11-06/2022-11-07"),
        ("samedi 31 - dimanche 1er janvier 2023", "2022-12-31/2023-01-01"),
        ("30 décembre - 2 janvier 2023", "2022-12-30/2023-01-02"),
        ("du 06/11/2022 au 12/11/2022", "2022-11-06/2022-11-12"),
        ("novembre-décembre 2022", "2022-11/2022-12"),
        ("décembre 2022 - janvier 2023", "2022-12/2023-01"),
        ("2021-2022", "2021/2022"),
        ("2022-21", "2022-21"),
        ("2022-25", ""),
        ("2022-00-00", ""),
        ("0000", ""),
        ("9999", ""),
        ("2022-11-08/2022-11-07", ""),
        ("9 nov. 22h30", ""),
        ("9 novembre", ""),
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
def test_to_edtf_gives_edtf_or_nothing(stated: str):
    assert is_edtf(to_edtf(stated))


@given(st.text(alphabet="0123456789-/. ~?%er", max_size=24))
def test_to_edtf_of_numbers_is_edtf_or_nothing(stated: str):
    assert is_edtf(to_edtf(stated))


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Publié le 09 novembre 2022 à 07h00, mis à jour le 10 novembre 2022", "2022-11-09", "2022-11-10"),
        ("Mis à jour le 10/11/2022 à 9:12 | Publié le 09/11/2022", "2022-11-09", "2022-11-10"),
        ("Publié le : 09/11/2022 - 07:00Modifié le : 10/11/2022 - 08:00", "2022-11-09", "2022-11-10"),
        ("Publié et mis à jour le 9 novembre 2022", "2022-11-09", ""),
        ("Mis à jour le 10 novembre 2022", "", "2022-11-10"),
        ("Le Figaro · 9 nov. 2022 · Jeanne Roy", "2022-11-09", ""),
        ("Publié aujourd’hui à 10h12", "", ""),
        ("Publié le 9 novembre à 10h12", "", ""),
    ],
)
def test_publication_in_parts_publication_and_change(line: str, published: str, modified: str):
    assert publication_in(line) == Stated(published, modified)


@pytest.mark.parametrize("stated", ["20221301", "2022/13/01", "2022.31.12", "publié le 2022/14/11"])
def test_day_and_month_never_change_places_behind_a_year(stated: str):
    assert to_edtf(stated) == ""
    assert to_edtf("11/14/2022") == "2022-11-14"


def test_dates_in_text_know_where_they_stand():
    line = "MARSEILLE, 8 nov 2022 (AFP) - Le 31 février 2022 n’existe pas, le 1er mai 2023 si."
    assert [(line[each.start : each.end], each.edtf) for each in dates_in(line)] == [
        ("8 nov 2022", "2022-11-08"),
        ("1er mai 2023", "2023-05-01"),
    ]
    assert dates_in("3 000 policiers, 2022 grévistes et 12 blessés") == []


def test_leading_date_ends_where_the_date_ends():
    assert leading_date("2022-11 Les États") == ("2022-11", 7)
    assert leading_date("14 novembre 2022 Les États") == ("14 novembre 2022", 16)
    assert leading_date("Les États 2022") is None
    assert leading_date("2022ans") is None
