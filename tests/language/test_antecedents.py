"""Who pronouns and definite phrases take up, and why."""

import pytest

from pipelines.errors import DataFileError
from pipelines.language import annotate, learned
from pipelines.language.learned import Model
from pipelines.language.reference.antecedents import Anaphor, Antecedent, likeliest
from pipelines.language.reference.prominence import Speaker
from pipelines.model import Article

TEXT = (
    "Le maire de Lyon, Paul Martin, a rencontré la ministre Claire Dubois lundi. "
    "Elle a promis une aide. « Nous verrons », a répondu le maire."
)


@pytest.fixture(scope="module")
def referents():
    return annotate(Article(text=TEXT, title="", published="2024-02-06"))._.referents


def anaphor_at(referents, word, kind="subject"):
    found = referents.anaphor(*referents.phrase_at(TEXT.index(word)))
    assert found is not None
    assert found.kind == kind
    return found


def test_a_pronoun_is_never_offered_people_of_the_other_gender(referents):
    offered = {each.speaker.name for each in referents.antecedents(anaphor_at(referents, "Elle"))}
    assert "Claire Dubois" in offered
    assert "Paul Martin" not in offered


def test_a_function_stands_for_the_person_it_was_told_of(referents):
    speaker = referents.choose(anaphor_at(referents, "maire.", "noun"))
    assert speaker is not None
    assert speaker.name == "Paul Martin"


def test_an_indefinite_phrase_takes_up_nobody(referents):
    first, stop = referents.phrase_at(TEXT.index("aide"))
    assert referents.anaphor(first, stop) is None


def test_the_likeliest_candidate_wins_if_it_is_likely_enough():
    judge = Model(-3.0, {"spoke 0": {"": 4.0}, "3 sentences back": {"": -1.0}})
    near = Antecedent(Speaker((0, 1), "A", "per:a"), ["spoke 0"])
    far = Antecedent(Speaker((2, 3), "B", "per:b"), ["3 sentences back"])
    chosen = likeliest(judge, Anaphor(5, 6, "noun", noun="groupe"), [far, near])
    assert chosen is near.speaker
    assert likeliest(judge, Anaphor(5, 6, "noun", noun="groupe"), [far]) is None


def test_a_model_that_is_not_there_says_which_file(tmp_path, monkeypatch):
    monkeypatch.setattr(learned, "FOLDER", tmp_path)
    with pytest.raises(DataFileError, match=r"nothing\.json"):
        learned.model.__wrapped__("nothing", "any")


def test_the_contexts_of_a_sign_add_to_its_weight():
    judge = Model(0.0, {"near": {"": 1.0, "ASSAULT": 2.0}})
    assert judge.probability(["near"]) < judge.probability(["near"], ("ASSAULT",))
    assert judge.probability([]) == 0.5
