"""What a person puts right on a page is written in the ledger, shown at once, and undone there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.dashboard_app import gold_corpus, open_page, page_text

from dashboard.components.correct import Place
from dashboard.components.correct_forms import OPEN
from pipelines.corpus import Corpus
from pipelines.corrections import Draft
from pipelines.model import load_list


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return gold_corpus(tmp_path / "corpus.db", "seed")


@pytest.fixture(autouse=True)
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_USER", "Ana")


def quote(corpus: Corpus) -> dict[str, Any]:
    rows = corpus.tables().quotes
    return rows[(rows["article_id"] == "seed") & (rows["speaker_id"] != "")].to_dict("records")[0]


def opened(
    monkeypatch: pytest.MonkeyPatch, corpus: Corpus, table: str, row: dict[str, Any], page: str = "quotes"
) -> Any:
    app = open_page(monkeypatch, corpus, page)
    start = load_list(row["parts"])[0]["start"] if table == "quotes" else row["start"]
    app.session_state[OPEN] = Place(row["article_id"], int(row["sentence"]), table, int(start))
    app.run()
    assert not app.exception
    return app


def drawn(app: Any) -> str:
    """What the page's own elements were given to draw."""
    return " ".join(each.proto.json for each in app.main if each.type == "bidi_component")


def button(app: Any, end: str) -> Any:
    return next(each for each in app.button if str(each.key).endswith(end))


def test_speaker_is_mended_shown_and_undone(monkeypatch, corpus) -> None:
    row = quote(corpus)
    app = opened(monkeypatch, corpus, "quotes", row)
    box = next(each for each in app.selectbox if each.label == "Speaker" and "seed" in str(each.key))
    assert box.value == row["speaker_id"]
    other = next(each for each in corpus.tables().mentions["actor_id"] if each not in ("", row["speaker_id"]))
    box.set_value(other).run()
    button(app, "!save").click().run()
    assert not app.exception
    (entry,) = corpus.ledger()
    assert (entry.what, entry.who) == ("quote.speaker", "Ana")
    shown = corpus.tables().quotes.set_index(["article_id", "quote_id"]).loc[("seed", row["quote_id"])]
    assert shown["speaker_id"] == other
    assert OPEN not in app.session_state
    machine = (
        corpus.machine_tables().quotes.set_index(["article_id", "quote_id"]).loc[("seed", row["quote_id"])]
    )
    assert machine["speaker_id"] == row["speaker_id"]

    app = open_page(monkeypatch, corpus, "review")
    app.segmented_control(key="review_part").set_value("Corrections").run()
    assert "quote.speaker" in drawn(app)
    app.button(key=f"undo{entry.id}").click().run()
    assert not app.exception
    back = corpus.tables().quotes.set_index(["article_id", "quote_id"]).loc[("seed", row["quote_id"])]
    assert back["speaker_id"] == row["speaker_id"]
    app.button(key=f"redo{entry.id}").click().run()
    assert (
        corpus.tables()
        .quotes.set_index(["article_id", "quote_id"])
        .loc[("seed", row["quote_id"])]["speaker_id"]
        == other
    )


def test_button_of_a_form_that_gave_way_does_nothing_then_or_later(monkeypatch, corpus) -> None:
    """Someone chooses another form and presses the button of the one that still stands, as on a slow machine."""
    row = quote(corpus)
    app = opened(monkeypatch, corpus, "quotes", row)
    choice = next(each for each in app.selectbox if each.label == "What is wrong?")
    pointed = choice.value
    button(app, "!delete").click()
    choice.set_value(("sentence", -1)).run()
    assert corpus.ledger() == []
    choice = next(each for each in app.selectbox if each.label == "What is wrong?")
    choice.set_value(pointed).run()
    assert corpus.ledger() == []
    button(app, "!delete").click().run()
    assert [entry.what for entry in corpus.ledger()] == ["quote.delete"]


def test_words_that_do_not_stand_in_the_text_are_refused_with_a_sentence(monkeypatch, corpus) -> None:
    row = quote(corpus)
    app = opened(monkeypatch, corpus, "quotes", row)
    area = next(each for each in app.text_area if "Words of the quote" in each.label)
    area.set_value("des mots qui n'y sont pas").run()
    button(app, "!save").click().run()
    assert ["do not stand in the French text" in each.value for each in app.error] == [True]
    assert corpus.ledger() == []


def test_impossible_date_is_refused_with_a_sentence(monkeypatch, corpus) -> None:
    row = corpus.tables().dates.to_dict("records")[0]
    app = opened(monkeypatch, corpus, "dates", row, "timeline")
    field = next(each for each in app.text_input if each.label.startswith("Date:"))
    field.set_value("2022-02-31").run()
    button(app, "!save").click().run()
    assert not app.exception
    assert app.error
    assert corpus.ledger() == []


def test_quote_is_taken_out_of_all_tables(monkeypatch, corpus) -> None:
    row = quote(corpus)
    before = len(corpus.tables().quotes)
    app = opened(monkeypatch, corpus, "quotes", row)
    button(app, "!delete").click().run()
    assert len(corpus.tables().quotes) == before - 1


def test_missed_name_is_added_everywhere_it_stands(monkeypatch, corpus) -> None:
    sentence = corpus.tables().sentences.query("article_id == 'seed'").iloc[0]
    row = {"article_id": "seed", "sentence": sentence["sentence"], "start": -1}
    app = opened(monkeypatch, corpus, "name", row)
    word = max(sentence["text"].split()[:6], key=len).strip(".,")
    app.text_input(key="missed_name").set_value(word).run()
    before = len(corpus.tables().mentions)
    button(app, "!save").click().run()
    assert not app.exception
    found = corpus.tables().mentions
    assert len(found) == before + 1 or app.error


def test_review_goes_through_the_queue_and_counts_only_samples(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "review")
    assert not app.exception
    first = page_text(app)
    app.button(key="review_right").click().run()
    assert not app.exception
    assert corpus.ledger()[-1].what == "review.right"
    assert page_text(app) != first
    assert "No random sample was reviewed" in page_text(app)
    app.button(key="review_draw").click().run()
    app.button(key="review_right").click().run()
    app.button(key="review_skip").click().run()
    assert not app.exception
    assert "1 of 1" in drawn(app)
    app.button(key="review_wrong").click().run()
    assert not app.exception
    assert OPEN in app.session_state


def test_actor_is_renamed_and_merged_with_what_changes_shown(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "actors")
    actors = corpus.tables().mentions["actor_id"].value_counts().index
    chosen = next(
        each.key.partition(":")[2] for each in app.text_input if str(each.key).startswith("actor_name:")
    )
    app.text_input(key=f"actor_name:{chosen}").set_value("Un autre nom").run()
    app.button(key=f"actor save:{chosen}").click().run()
    assert not app.exception
    names = corpus.tables().actors.set_index("actor_id")["name"]
    assert names[chosen] == "Un autre nom"
    into = next(each for each in actors if each and each != chosen)
    app.selectbox(key=f"actor_into:{chosen}").set_value(into).run()
    assert "here and in articles loaded later" in page_text(app)
    app.button(key=f"actor merge:{chosen}").click().run()
    assert not app.exception
    assert chosen not in set(corpus.tables().mentions["actor_id"])
    assert [entry.what for entry in corpus.ledger()] == ["actor.rename", "actor.merge"]


def test_drawn_sample_stays_while_what_is_wrong_in_it_is_mended(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, "review")
    app.button(key="review_draw").click().run()
    _, taken = app.session_state["review_sample"]
    first = taken.iloc[0]
    row = (
        corpus.tables()
        .quotes.iloc[[load_list(p)[0]["start"] == first["start"] for p in corpus.tables().quotes["parts"]]]
        .iloc[0]
    )
    corpus.correct([Draft("quote.speaker", "seed", int(first["start"]), int(first["end"]), None)], "Bo")
    assert row["speaker_name"]
    app.run()
    assert not app.exception
    assert app.session_state["review_sample"][1].equals(taken)
    assert f"0 of {len(taken)} looked at" in page_text(app).replace("&#58;", ":")


def test_edits_of_english_are_listed_and_taken_back_where_they_are_shown(monkeypatch, corpus) -> None:
    corpus.edit_translation("seed", 1, "Our own wording.", "Ana")
    corpus.edit_article("seed", title="Un autre titre")
    app = open_page(monkeypatch, corpus, "review")
    app.segmented_control(key="review_part").set_value("Corrections").run()
    assert not app.exception
    assert "english.text" in drawn(app)
    assert not [each for each in app.button if str(each.key).startswith("undo")]


def test_what_a_rereading_no_longer_finds_is_placed_and_dropped_on_the_page(monkeypatch, corpus) -> None:
    tables = corpus.machine_tables()
    gone, other = (tables.mentions.iloc[number] for number in (3, 4))
    corpus.correct(
        [Draft("mention.type", "seed", int(gone["start"]), int(gone["end"]), "MISC", gone["type"])], "Bo"
    )
    corpus.replace(replace(tables, mentions=tables.mentions.drop(index=3).reset_index(drop=True)))
    app = open_page(monkeypatch, corpus, "review")
    app.segmented_control(key="review_part").set_value("To be placed").run()
    assert not app.exception
    assert gone["surface"] in " ".join(each.value for each in app.subheader)
    assert "Type of a name: place → other name" in drawn(app).replace("\\u2192", "→")
    box = next(each for each in app.selectbox if str(each.key).startswith("candidate:"))
    wanted = next(number for number, told in enumerate(box.options) if f"“{other['surface']}”" in told)
    box.set_value(wanted).run()
    button(app, f"mentions:1:{gone['start']}").click().run()
    assert not app.exception
    assert "Nothing waits" in page_text(app)
    entry = corpus.ledger()[-1]
    assert (entry.what, entry.undoes, entry.new) == ("place", 1, [int(other["start"]), int(other["end"])])
    app.segmented_control(key="review_part").set_value("Corrections").run()
    app.button(key=f"undo{entry.id}").click().run()
    app.segmented_control(key="review_part").set_value("To be placed").run()
    app.button(key=f"drop:mentions:1:{gone['start']}").click().run()
    assert "Nothing waits" in page_text(app)
    assert [(e.what, e.undoes) for e in corpus.ledger()][-2:] == [("undo", 2), ("undo", 1)]
