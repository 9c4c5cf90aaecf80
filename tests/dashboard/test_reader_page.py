import dataclasses
import re

import pandas as pd
from support.dashboard_app import GOLD, ROOT, component_data, gold_corpus, open_page, page_text
from support.gold_tables import gold_tables
from support.small_corpus import small_tables

from dashboard.components.reader import reader_data
from dashboard.components.reader_rows import ArticleRows
from pipelines.corpus import Corpus
from pipelines.ingest import save_english
from pipelines.model import Tables, frame
from pipelines.translation.base import Translation


def shown(row: dict, language: str) -> str:
    return "".join(text for segment in row[language] for text, _ in segment["t"])


def plain(text: str) -> str:
    return text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "")


def test_reader_says_what_to_do_without_articles(monkeypatch, tmp_path) -> None:
    app = open_page(monkeypatch, Corpus(tmp_path / "empty.db"))
    assert not app.exception
    assert "No articles yet" in page_text(app)


def test_reader_opens_the_sentence_of_the_url(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, article="seed", sentence="4")
    assert not app.exception
    data = component_data(app, "visavis_reader")
    assert (data["article"], data["focus"]) == ("seed", 4)
    assert "Kochavi a tenu lundi" in shown(data["rows"][3], "fr").replace("\u00a0", " ")


def test_reader_offers_every_article_newest_first(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus)
    chooser = app.selectbox(key="reader_article")
    articles = corpus.tables().articles.set_index("article_id")
    assert len(chooser.options) == 41
    ends = [articles.loc[component_data(app, "visavis_reader")["article"], "published_end"]]
    assert ends[0] == articles["published_end"].max()


def test_reader_ignores_an_article_and_a_sentence_that_are_not_there(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, article="gone", sentence="many")
    assert not app.exception
    assert component_data(app, "visavis_reader")["focus"] == 0


def test_reader_folds_what_the_actor_filter_leaves_out(monkeypatch, corpus) -> None:
    app = open_page(monkeypatch, corpus, article="seed", actor="per:aviv-kochavi")
    data = component_data(app, "visavis_reader")
    matching = [row["n"] for row in data["rows"] if row["match"]]
    assert 7 in matching
    assert 14 not in matching
    assert len(data["rows"]) == 14
    assert data["selected"] == "per:aviv-kochavi"


def test_reader_rows_keep_every_character_of_every_sentence() -> None:
    for name in ("seed", "dev"):
        tables = gold_tables(GOLD / f"{name}.jsonl")
        for article_id in tables.articles["article_id"]:
            rows = ArticleRows(tables, article_id).rows({}, {}, {})
            sentences = tables.sentences[tables.sentences["article_id"] == article_id]
            for row, sentence in zip(rows, sentences["text"], strict=True):
                assert plain(shown(row, "fr")) == plain(sentence)


def test_reader_data_marks_names_dates_and_event_words(seed) -> None:
    row = reader_data(seed, "seed")["rows"][3]
    kinds = {"".join(t for t, _ in s["t"]): s.get("k") for s in row["fr"] if s.get("k")}
    assert kinds["lundi"] == "d"
    assert kinds["Pentagone"] == "o"
    assert kinds["Moyen-Orient"] == "l"
    assert any(event for segment in row["fr"] for _, event in segment["t"])
    date = next(s for s in row["fr"] if s.get("k") == "d")
    assert date["name"] == "lundi, date, around November 2022"


def test_reader_data_names_the_speaker_of_a_quote(seed) -> None:
    quote = reader_data(seed, "seed")["rows"][2]["quotes"][0]
    assert (quote["fr"], quote["verb_fr"]) == ("Kochavi", "a déclaré")
    assert (quote["en"], quote["verb_en"]) == ("Kochavi", "said")
    assert not quote["inferred"]


def test_reader_data_says_when_a_speaker_is_inferred(seed) -> None:
    quotes = seed.quotes.assign(speaker_inferred=True)
    quote = reader_data(dataclasses.replace(seed, quotes=quotes), "seed")["rows"][2]["quotes"][0]
    assert quote["inferred"]
    assert "speaker inferred" in quote["about"]


def test_reader_data_carries_a_quote_into_its_later_sentences(seed) -> None:
    rows = reader_data(seed, "seed")["rows"]
    later = [row for row in rows if any(quote["verb_fr"] == "suite" for quote in row["quotes"])]
    assert [row["n"] for row in later] == [9, 10]


def test_reader_data_uses_the_first_clause_where_no_title_is_stated(seed) -> None:
    head = reader_data(seed, "seed")["head"]
    assert head["title"] == "Les États-Unis et Israël ont discuté d’un exercice militaire conjoint"
    assert ["Title", "from the first sentence"] in head["facts"]
    assert ["Published", "November 2022"] in head["facts"]
    assert ["Source", "not stated"] in head["facts"]


def test_reader_data_says_once_that_english_is_missing(seed) -> None:
    assert "No English yet" in reader_data(seed, "seed")["head"]["notice"]


def test_reader_data_labels_who_made_the_english(seed) -> None:
    rows = [
        {"article_id": "seed", "sentence": n, "text_en": f"Sentence {n}.", "engine": "memory",
         "engine_version": "reference", "edited_by": "you" if n == 8 else "", "flags": "[]"}
        for n in range(1, 15)
    ]  # fmt: skip
    data = reader_data(dataclasses.replace(seed, translations=frame("translations", rows)), "seed")
    assert ["English", "memory (reference), 1 sentence edited"] in data["head"]["facts"]
    assert data["head"]["notice"] == ""
    assert data["rows"][7]["edited"]


def english_of(seed: Tables, *engines: str) -> Tables:
    rows = [
        {"article_id": "seed", "sentence": n, "text_en": f"Sentence {n}.", "engine": engine,
         "engine_version": "fr-es+spa-eng" if engine == "apertium" else "1.0", "edited_by": "", "flags": "[]"}
        for n, engine in enumerate(engines, 1)
    ]  # fmt: skip
    return dataclasses.replace(seed, translations=frame("translations", rows))


def test_reader_data_calls_apertium_a_gist_and_no_machine_translation(seed) -> None:
    data = reader_data(english_of(seed, "apertium"), "seed")
    assert data["english_word"] == "gist"
    assert ["English", "apertium gist (fr-es+spa-eng)"] in data["head"]["facts"]
    assert data["rows"][0]["engine"] == "apertium gist (fr-es+spa-eng)"


def test_reader_data_names_every_kind_of_english_the_most_trusted_first(seed) -> None:
    mixed = english_of(seed, "apertium", "firefox", "memory")
    assert reader_data(mixed, "seed")["english_word"] == "translation memory, machine translation, gist"
    assert reader_data(english_of(seed, "firefox"), "seed")["english_word"] == "machine translation"


def test_reader_data_says_how_a_sentences_english_was_made(seed) -> None:
    put_in = {1: ["Tsahal → the IDF (Tsahal)"]}
    data = reader_data(english_of(seed, "apertium", "firefox"), "seed", substitutions=put_in)
    details = data["rows"][0]["details"]
    assert details["head"] == "apertium gist (fr-es+spa-eng)"
    assert details["lines"][0] == "Put in by the glossary: Tsahal → the IDF (Tsahal)"
    assert not any("Put in" in line for line in data["rows"][1]["details"]["lines"])
    assert data["rows"][2]["details"] is None  # no English yet


def test_reader_data_lists_what_was_not_found_in_the_english(seed) -> None:
    rows = [
        {"article_id": "seed", "sentence": n, "text_en": text, "engine": "x", "engine_version": "1",
         "edited_by": "", "flags": "[]"}
        for n, text in ((3, "He said it in Iran."), (4, "Mr Kochavi held a meeting on Monday."))
    ]  # fmt: skip
    data = reader_data(dataclasses.replace(seed, translations=frame("translations", rows)), "seed")
    (quotation,) = [line for line in data["rows"][2]["details"]["lines"] if "(quotation)" in line]
    assert "Not found in the English" in quotation
    (fourth,) = data["rows"][3]["details"]["lines"]
    assert "“Pentagone” (organisation)" in fourth
    assert "Kochavi" not in fourth
    assert "lundi" not in fourth
    marked = {"".join(text for text, _ in s["t"]) for s in data["rows"][3]["en"] if s.get("k")}
    assert {"Monday"} < marked


def test_reader_lists_a_sentence_of_too_many_names_as_unmarked() -> None:
    names = [f"Nom{i}" for i in range(200)]
    data = reader_data(small_tables([names], english=["Many people."]), "a")
    assert "all of its 200 names and dates" in data["rows"][0]["details"]["lines"][0]


def test_reader_shows_the_terms_put_in_by_the_queue(monkeypatch, tmp_path) -> None:
    corpus = gold_corpus(tmp_path / "corpus.db", "seed")
    french = corpus.sentences_of("seed")[1]
    made = Translation("The IDF.", "firefox", "1", substitutions=("Tsahal → the IDF (Tsahal)",))
    corpus.cache_translations("firefox", "1", {french: made})
    save_english(corpus, "seed", {1: french}, {1: made})
    details = component_data(open_page(monkeypatch, corpus, article="seed"), "visavis_reader")["rows"][0][
        "details"
    ]
    assert details["head"] == "firefox 1"
    assert "Put in by the glossary: Tsahal → the IDF (Tsahal)" in details["lines"]


def test_reader_data_shows_failed_checks_in_the_margin(seed) -> None:
    rows = [
        {"article_id": "seed", "sentence": 6, "text_en": "The men talked.", "engine": "x", "engine_version": "1",
         "edited_by": "", "flags": '["number lost: “deux”"]'}
    ]  # fmt: skip
    data = reader_data(dataclasses.replace(seed, translations=frame("translations", rows)), "seed")
    assert data["rows"][5]["checks"] == [{"what": "number lost", "value": "“deux”"}]


def test_reader_data_counts_the_card_of_an_actor(seed) -> None:
    card = reader_data(seed, "seed")["actors"]["per:aviv-kochavi"]
    mentions = seed.mentions[seed.mentions["actor_id"] == "per:aviv-kochavi"]
    assert card["totals"][0] == mentions["sentence"].nunique()
    assert card["totals"][2] == 1
    assert card["with"][0]["name"] == "Iran"
    assert card["written"] == ["Kochavi (5)"]
    assert card["first"] == 2


def test_reader_edit_is_kept_and_undone(monkeypatch, tmp_path) -> None:
    corpus = gold_corpus(tmp_path / "corpus.db", "seed")
    corpus.edit_translation("seed", 2, "A person’s English.", "you")
    app = open_page(monkeypatch, corpus, article="seed")
    row = component_data(app, "visavis_reader")["rows"][1]
    assert (shown(row, "en"), row["edited"]) == ("A person’s English.", True)
    corpus.undo_translation("seed", 2)
    app.run()
    row = component_data(app, "visavis_reader")["rows"][1]  # empty, or a machine's by now
    assert shown(row, "en") != "A person’s English."
    assert not row["edited"]


def test_reader_data_is_quick_on_a_large_corpus(seed) -> None:
    many = [seed.mentions.assign(article_id=f"a{i}") for i in range(300)]
    tables = dataclasses.replace(seed, mentions=pd.concat([seed.mentions, *many], ignore_index=True))
    assert reader_data(tables, "seed")["actors"]["per:aviv-kochavi"]["totals"][2] == 301


def test_reader_scripts_never_parse_text_as_markup() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "dashboard").rglob("*.js"))
    assert "createTextNode" in scripts or "append(" in scripts
    for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert sink not in scripts


def test_class_of_a_mark_has_no_style_meant_for_something_else() -> None:
    css = (ROOT / "dashboard" / "components" / "web" / "reader.css").read_text(encoding="utf-8")
    assert not re.findall(r"(?m)^(?:\.vav )?\.[poldx](?:\.sel)?\{", css)


def test_reader_rows_stay_linear_with_thousands_of_names(seed) -> None:
    text = "Emma Roy, " * 5000
    sentence = {
        "article_id": "big",
        "sentence": 1,
        "paragraph": 1,
        "start": 0,
        "end": len(text),
        "text": text,
    }
    mentions = [
        {"article_id": "big", "sentence": 1, "start": i * 10, "end": i * 10 + 8, "surface": "Emma Roy",
         "type": "PER", "actor_id": "per:emma-roy", "method": "model"}
        for i in range(5000)
    ]  # fmt: skip
    tables = Tables(sentences=frame("sentences", [sentence]), mentions=frame("mentions", mentions))
    rows = ArticleRows(tables, "big").rows({}, {}, {})
    assert sum(1 for segment in rows[0]["fr"] if segment.get("k") == "p") == 5000
