"""Similar sentences of the memory, as the box for editing shows them."""

from __future__ import annotations

from dashboard.components.suggestions import suggestion_rows
from pipelines import translation
from pipelines.translation.memory import MemoryEngine
from pipelines.translation.tmx import Unit

FRENCH = "Le ministre a reçu lundi les représentants des syndicats à Paris."
NEAR = "Le ministre a reçu mardi les représentants des syndicats à Paris."
ENGLISH = "The minister received the union representatives in Paris on Tuesday."


def test_suggestion_shows_its_french_with_what_differs_its_english_and_its_source() -> None:
    memory = MemoryEngine([Unit(NEAR, ENGLISH, edited_by="Ada"), Unit("Il pleut.", "It rains.")])
    (row,) = suggestion_rows(FRENCH, translation.suggest(FRENCH, memory))
    assert "".join(text for text, _ in row["fr"]) == NEAR
    assert [text for text, differs in row["fr"] if differs] == ["mardi"]
    assert (row["en"], row["source"]) == (ENGLISH, "worded by Ada")
    assert 90 <= row["score"] < 100


def test_suggestions_are_the_most_alike_first_and_no_exact_match() -> None:
    further = NEAR.replace("reçu", "vu")
    memory = MemoryEngine([Unit(further, "x"), Unit(FRENCH, "exact"), Unit(NEAR, ENGLISH)])
    assert [each.unit.fr for each in translation.suggest(FRENCH, memory)] == [NEAR, further]


def test_suggestions_come_from_the_shipped_memory_too() -> None:
    near = "Kochavi a également rencontré le directeur de la CIA, Bill Burns."
    assert [each.unit.fr for each in translation.suggest(near, MemoryEngine())] == [
        near.replace("Bill", "William")
    ]
