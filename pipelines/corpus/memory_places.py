"""A memory's alternatives: units for one place only, and whether a sentence stands in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from pipelines.corpus import schema
from pipelines.corpus.english_log import TITLE
from pipelines.translation.tmx_units import Unit, without_short_tags
from pipelines.translation.wording import match_key

_ARCHIVES = (".zip",)


class Places:
    """The units for one place only, found by their French."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._by_french: dict[str, list[Unit]] = {}
        for unit in units:
            if unit.is_placed:
                self._by_french.setdefault(match_key(unit.fr), []).append(unit)

    def __len__(self) -> int:
        return len(self._by_french)

    def within(self, file_name: str, french: Mapping[int, str], wanted: Iterable[int]) -> dict[int, Unit]:
        """Sentence number → the unit that is for this very place.

        Args:
            file_name: of the article.
            french: all sentences of the article by number; number 0 is its title, and may be missing.
            wanted: the numbers asked for.
        """
        found: dict[int, Unit] = {}
        for number in wanted:
            for unit in self._by_french.get(match_key(french.get(number, "")), []):
                if _is_for(unit, file_name, french, number) and (
                    number not in found or unit.replaces(found[number])
                ):
                    found[number] = unit
        return found


def article_french(connection: sa.Connection, article_id: str) -> tuple[str, dict[int, str]] | None:
    """An article's file name, and its sentences by number, its title as number 0; None when it is gone."""
    articles, rows = schema.TABLES["articles"].c, schema.TABLES["sentences"].c
    article = connection.execute(
        sa.select(articles.file_name, articles.title).where(articles.article_id == article_id)
    ).first()
    if article is None:
        return None
    query = sa.select(rows.sentence, rows.text).where(rows.article_id == article_id)
    title = {TITLE: article.title} if article.title else {}
    return article.file_name, {**title, **dict(connection.execute(query).tuples().all())}


def _is_for(unit: Unit, file_name: str, french: Mapping[int, str], number: int) -> bool:
    """Whether all that is stated of the unit's place is so here.

    Its number and its branch of the file are its program's own. A file alone says nothing where the sentence stands
    twice.
    """
    if unit.file and not _is_same_file(unit.file, file_name):
        return False
    if not (_is_beside(unit.prev, french, number - 1) and _is_beside(unit.next, french, number + 1)):
        return False
    if unit.prev is not None or unit.next is not None:
        return True
    return [match_key(text) for text in french.values()].count(match_key(unit.fr)) == 1


def _is_beside(stated: str | None, french: Mapping[int, str], number: int) -> bool:
    """Whether what is stated of a neighbour is so; "" states that there is none, as before the text's first sentence."""
    if stated is None:
        return True
    actual = french.get(number, "")
    if not stated:
        return not actual or number == TITLE  # a title may be no part of the file
    return match_key(actual) in (match_key(stated), match_key(without_short_tags(stated)))


def _is_same_file(stated: str, actual: str) -> bool:
    """Whether two names are of one file, as far as both say where it lies: press/a.txt is a.txt and not old/a.txt."""
    return all(one == other for one, other in zip(_steps(stated), _steps(actual), strict=False))


def _steps(name: str) -> list[str]:
    """A file's own name, then its folders, innermost first; of "bundle.zip/press/a.txt#12" a.txt and press."""
    steps = [step for step in unicodedata.normalize("NFC", name).replace("\\", "/").split("/") if step]
    archives = [at for at, step in enumerate(steps[:-1]) if step.lower().endswith(_ARCHIVES)]
    inside = steps[archives[-1] + 1 :] if archives else steps
    if inside:
        own, mark, number = inside[-1].rpartition("#")
        inside[-1] = own if mark and number.isdigit() else inside[-1]
    return inside[::-1]
