"""A person's terms and translation memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from support.gold_tables import gold_tables, one_article

from pipelines.corpus import Corpus
from pipelines.export.tmx import memory_bytes
from pipelines.ingest import edit_article, ingest_text, paste_english
from pipelines.model import load_list
from pipelines.paths import DATA
from pipelines.translation.glossary import Term
from pipelines.translation.imported import Imported
from pipelines.translation.memory import MemoryEngine
from pipelines.translation.tmx import Unit, read_tmx


@pytest.fixture
def corpus(corpus_url: str) -> Iterator[Corpus]:
    opened = Corpus(corpus_url)
    yield opened
    opened.close()


def test_terms_come_back_and_changes_are_named(corpus: Corpus) -> None:
    assert corpus.set_terms([Term("Tsahal", "the IDF"), Term("quai d’Orsay", "the Quai d’Orsay")]) == [
        "Tsahal", "quai d’Orsay",
    ]  # fmt: skip
    assert next((t.fr, t.en, t.by_person) for t in Corpus(corpus.where).terms()) == (
        "Tsahal",
        "the IDF",
        True,
    )
    assert corpus.set_terms([Term("Tsahal", "the Israeli army")]) == ["Tsahal", "quai d’Orsay"]
    assert corpus.set_terms([Term("Tsahal", "the Israeli army")]) == []


def test_imported_units_give_way_to_edits_in_the_corpus(corpus: Corpus) -> None:
    tables = gold_tables(DATA / "gold" / "dev.jsonl")
    article = one_article(tables, tables.articles["article_id"][0])
    corpus.add(article)
    french = article.sentences["text"].iloc[0]
    assert corpus.import_units([Unit(french, "Imported."), Unit("Bonjour.", "Hello.")]).new == 2
    corpus.import_units([Unit("Bonjour.", "Good morning.")])
    corpus.edit_translation(article.articles.iloc[0]["article_id"], 1, "Mine.", who="Ada")
    units = {unit.fr: unit for unit in corpus.person_units()}
    assert units["Bonjour."].en == "Good morning."
    assert (units[french].en, units[french].edited_by) == ("Mine.", "Ada")


def test_import_never_replaces_a_persons_wording_by_a_machines(corpus: Corpus) -> None:
    ada, machine = Unit("Bonjour.", "Hello.", edited_by="Ada"), Unit("Bonjour.", "Good day.", "apertium gist")
    corpus.import_units([ada, machine])
    corpus.import_units([machine])
    assert [unit.en for unit in corpus.person_units()] == ["Hello."]
    corpus.import_units([Unit("Bonjour.", "Hi.", edited_by="Bea")])
    assert [unit.en for unit in corpus.person_units()] == ["Hi."]


@pytest.mark.parametrize(
    ("unit", "english", "counted"),
    [
        (Unit("", "Hers, newer.", edited_by="Bea", changed="29990101T000000Z"), "Hers, newer.", {"replaced": 1}),
        (Unit("", "Hers, older.", edited_by="Bea", changed="20000101T000000Z"), "Mine.", {"older": 1}),
        (Unit("", "Hers.", edited_by="Bea"), "Mine.", {"older": 1}),
        (Unit("", "A machine's.", "apertium", changed="29990101T000000Z"), "Mine.", {"older": 1}),
        (Unit("", "Mine.", edited_by="Ada"), "Mine.", {"same": 1}),
    ],
)  # fmt: skip
def test_newer_of_two_persons_wordings_is_used_and_counted(
    corpus: Corpus, unit: Unit, english: str, counted: dict[str, int]
) -> None:
    tables = gold_tables(DATA / "gold" / "dev.jsonl")
    key = tables.articles["article_id"][0]
    corpus.add(one_article(tables, key))
    french = corpus.sentences_of(key)[1]
    corpus.edit_translation(key, 1, "Mine.", who="Ada")
    assert corpus.import_units([replace(unit, fr=french)]) == Imported(read=1, **counted)
    assert corpus.person_memory().translate([french])[0].text_en == english
    assert corpus.tables().translations["text_en"].to_list() == ["Mine."]
    (written,) = [u for u in read_tmx(io.BytesIO(memory_bytes(corpus)[0])) if u.fr == french]
    assert written.en == english


def test_title_worded_by_a_person_is_the_english_of_the_same_title_elsewhere(corpus: Corpus) -> None:
    title = "Macron reçoit Scholz à Paris"
    first = ingest_text(corpus, "Le président a reçu le chancelier hier soir.", title=title).article_ids[0]
    corpus.edit_article(first, who="Ada", title_en="Macron receives Scholz in Paris")
    (unit,) = corpus.edited_units()
    assert (unit.fr, unit.en, unit.edited_by) == (title, "Macron receives Scholz in Paris", "Ada")
    assert unit.changed > "2025"
    second = ingest_text(corpus, "Ils ont parlé du budget de l’Union européenne.", title=title).article_ids[0]
    article = corpus.article(second)
    assert article is not None
    assert (article["title_en"], article["title_engine"]) == ("Macron receives Scholz in Paris", "memory Ada")


@pytest.mark.parametrize("by", ["a person", "a later load"])
def test_title_that_comes_later_has_the_english_that_is_remembered(corpus: Corpus, by: str) -> None:
    text = "Ils ont parlé du budget de l’Union européenne."
    corpus.import_units([Unit("Le budget européen", "The European budget", edited_by="Ada")])
    key = ingest_text(corpus, text).article_ids[0]
    if by == "a person":
        edit_article(corpus, key, title="Le budget européen")
    else:
        ingest_text(corpus, text, title="Le budget européen")
    article = corpus.article(key)
    assert article is not None
    assert (article["title"], article["title_en"]) == ("Le budget européen", "The European budget")


def test_titles_go_out_as_tmx_with_who_made_their_english(corpus: Corpus) -> None:
    tables = gold_tables(DATA / "gold" / "dev.jsonl")
    first, second, third = tables.articles["article_id"][:3]
    for key in (first, second, third):
        corpus.add(one_article(tables, key))
    made = {
        "sentence": 0,
        "text_en": "By a machine",
        "engine": "apertium",
        "engine_version": "3.8",
        "flags": "[]",
    }
    corpus.save_translations(first, [made])
    corpus.edit_article(second, who="Ada", title_en="By a person")
    units = {unit.en: unit for unit in read_tmx(io.BytesIO(memory_bytes(corpus)[0]))}
    titles = tables.articles.set_index("article_id")["title"]
    assert set(units) == {"By a machine", "By a person"}
    assert (units["By a machine"].fr, units["By a machine"].edited_by) == (titles[first], "")
    assert units["By a machine"].label.startswith("apertium")
    assert (units["By a person"].fr, units["By a person"].edited_by) == (titles[second], "Ada")


def test_edited_sentence_is_the_english_of_the_same_sentence_elsewhere(corpus: Corpus) -> None:
    sentence = "Le président Macron a reçu le chancelier Scholz à Paris."
    first = ingest_text(corpus, sentence + " La réunion a duré deux heures.").article_ids[0]
    corpus.edit_translation(first, 1, "President Macron received Chancellor Scholz in Paris.", who="Ada")
    second = ingest_text(corpus, sentence + " Ils ont parlé du budget de l’Union européenne.").article_ids[0]
    rows = corpus.tables().translations.set_index("article_id")
    assert rows.loc[second, "text_en"] == "President Macron received Chancellor Scholz in Paris."


def test_drop_machine_english_spares_a_person(corpus: Corpus) -> None:
    key = ingest_text(corpus, "Le ministre est venu. Il est reparti hier soir de Paris.").article_ids[0]
    for number in (1, 2):
        row = {"sentence": number, "text_en": "x", "engine": "apertium", "engine_version": "1", "flags": "[]"}
        corpus.save_translations(key, [row])
    corpus.edit_translation(key, 1, "The minister came.")
    corpus.drop_machine_english([(key, 1), (key, 2)])
    assert list(corpus.tables().translations["text_en"]) == ["The minister came."]


def test_pasted_english_is_laid_beside_its_sentences(corpus: Corpus) -> None:
    french = (
        "Emmanuel Macron a rencontré Olaf Scholz à Berlin le 3 mai. Les deux hommes ont parlé de l’Ukraine pendant "
        "quatre heures.\n\nLa Russie a dénoncé cette rencontre. Aucun accord n’a été signé, selon l’Élysée."
    )
    english = (
        "Emmanuel Macron met Olaf Scholz in Berlin on 3 May. The two men talked about Ukraine for four hours.\n\n"
        "Russia denounced the meeting. No agreement was signed, according to the Élysée."
    )
    key = ingest_text(corpus, french).article_ids[0]
    before = corpus.version()
    placed, confidence = paste_english(corpus, key, english)
    assert corpus.version() == before + 1
    assert placed == 4
    assert confidence > 0.5
    rows = corpus.tables().translations.sort_values("sentence")
    assert [text.split()[0] for text in rows["text_en"]] == ["Emmanuel", "The", "Russia", "No"]
    assert set(rows["edited_by"]) == {"pasted version"}
    assert all(isinstance(load_list(cell), list) for cell in rows["flags"])


def test_person_memory_is_indexed_once_and_again_after_any_change(corpus: Corpus) -> None:
    key = ingest_text(corpus, "Le ministre est venu hier à Paris. Il est reparti.").article_ids[0]
    french = corpus.sentences_of(key)[1]
    before = corpus.person_memory()
    assert corpus.person_memory() is before
    Corpus(corpus.where).edit_translation(key, 1, "The minister came.", who="Ada")
    after = corpus.person_memory()
    assert after.translate([french])[0].text_en == "The minister came."
    corpus.undo_translation(key, 1)
    assert corpus.person_memory().translate([french])[0].text_en == ""
    corpus.import_units([Unit(french, "Imported.")])
    assert corpus.person_memory().translate([french])[0].text_en == "Imported."
    corpus.edit_translation(key, 1, "Mine.")
    corpus.delete(key)
    assert corpus.person_memory().translate([french])[0].text_en == "Imported."


def test_edit_does_not_index_imported_units_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    key = ingest_text(corpus, "Le ministre est venu hier à Paris. Il est reparti.").article_ids[0]
    corpus.import_units([Unit("Bonjour.", "Hello."), Unit("Bonsoir.", "Good evening.")])
    corpus.person_memory()
    indexed: list[str] = []
    extend = MemoryEngine.extend

    def watched(self: MemoryEngine, units: Iterable[Unit]) -> None:
        kept = list(units)
        indexed.extend(unit.fr for unit in kept)
        extend(self, kept)

    monkeypatch.setattr(MemoryEngine, "extend", watched)
    corpus.edit_translation(key, 2, "He left again.")
    assert len(corpus.person_memory()) == 3
    assert indexed == ["Il est reparti."]


def test_checks_know_that_a_person_may_become_a_pronoun(tmp_path) -> None:
    corpus = Corpus(tmp_path / "corpus.db")
    ingest_text(corpus, "Le général Aviv Kochavi est venu. Selon Kochavi, la réunion a été utile.")
    key = corpus.tables().articles["article_id"].iloc[0]
    assert corpus.names_in(key, [2]) == {2: [("Kochavi", "PER", "Aviv Kochavi")]}
    paste_english(corpus, key, "General Aviv Kochavi came. He says that the meeting was useful.")
    flags = [load_list(cell) for cell in corpus.tables().translations["flags"]]
    assert [f["detail"] for row in flags for f in row if f["kind"] == "name"] == []
