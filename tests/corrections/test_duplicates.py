"""Likely duplicates are offered where names, types and company agree, and never where a word tells two apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipelines.corrections.duplicates import likely_duplicates
from pipelines.model import Tables, frame


def corpus(*actors: tuple[str, str, str]) -> Tables:
    """Actors as id, name and country; each is named in an article with the same company."""
    rows = [
        {
            "actor_id": key,
            "name": name,
            "name_en": name,
            "type": kind(key),
            "country": country,
            "aliases": "[]",
        }
        for key, name, country in (*actors, ("nato", "OTAN", ""))
    ]
    mentions = [
        {"article_id": f"a{n}", "sentence": 1, "start": m, "end": m + 1, "surface": "x", "type": kind(key),
         "actor_id": key, "method": "test"}
        for n, actor in enumerate(actors)
        for m, key in enumerate((actor[0], "nato"))
    ]  # fmt: skip
    return Tables(actors=frame("actors", rows), mentions=frame("mentions", mentions))


def kind(actor_id: str) -> str:
    prefix, colon, _ = actor_id.partition(":")
    return prefix.upper() if colon else "LOC"


def offered(*actors: tuple[str, str, str]) -> bool:
    return len(likely_duplicates(corpus(*actors))) > 0


def alike() -> Iterator[tuple[str, str]]:
    yield "per:kochavi Kochavi", "per:aviv-kochavi Aviv Kochavi"
    yield "per:volodymyr-zelensky Volodymyr Zelensky", "per:volodimir-zelenski Volodimir Zelenski"
    yield "per:e-macron E. Macron", "per:emmanuel-macron Emmanuel Macron"
    yield "org:mouvement-de-la-paix Mouvement de la paix", "org:mouvement-pour-la-paix Mouvement de paix"
    yield "org:fws FWS", "org:federation-walonne-sportive Fédération wallonne sportive"
    yield "loc:tchernobyl Tchernobyl", "loc:tchernobil Tchernobil"


def apart() -> Iterator[tuple[str, str]]:
    yield "iran Iran", "iraq Irak"
    yield "north-korea Corée du Nord", "south-korea Corée du Sud"
    yield "loc:coree-du-nord Corée du Nord", "loc:coree-du-sud Corée du Sud"
    yield "loc:congo Congo", "loc:congo-kinshasa Congo-Kinshasa"
    yield "loc:guinee Guinée", "loc:guinee-bissau Guinée-Bissau"
    yield "loc:guinee Guinée", "loc:guinee-equatoriale Guinée équatoriale"
    yield "loc:iran Iran", "loc:irak Irak"
    yield "loc:niger Niger", "loc:nigeria Nigeria"
    yield "per:emmanuel-macron Emmanuel Macron", "per:brigitte-macron Brigitte Macron"
    yield "per:jean-martin-pere Jean Martin père", "per:jean-martin-fils Jean Martin fils"
    yield "org:7e-regiment 7e régiment", "org:8e-regiment 8e régiment"
    yield "per:martin Martin", "org:martin Martin"


def parted(text: str) -> tuple[str, str, str]:
    key, _, name = text.partition(" ")
    return key, name, ""


@pytest.mark.parametrize(("one", "other"), list(alike()))
def test_actors_named_alike_in_the_same_company_are_offered(one: str, other: str) -> None:
    assert offered(parted(one), parted(other))


@pytest.mark.parametrize(("one", "other"), list(apart()))
def test_actors_that_a_word_tells_apart_are_not_offered(one: str, other: str) -> None:
    assert not offered(parted(one), parted(other))


def test_what_a_person_said_is_two_and_what_shares_nobody_is_not_offered() -> None:
    pair = ("per:kochavi", "Kochavi", ""), ("per:aviv-kochavi", "Aviv Kochavi", "")
    tables = corpus(*pair)
    assert likely_duplicates(tables, {("per:aviv-kochavi", "per:kochavi")}).empty
    alone = Tables(actors=tables.actors, mentions=tables.mentions[tables.mentions["actor_id"] != "nato"])
    assert likely_duplicates(alone).empty
    other = (("per:kochavi", "Kochavi", "IL"), ("per:aviv-kochavi", "Aviv Kochavi", "FR"))
    assert likely_duplicates(corpus(*other)).empty
