"""From files to rows: what loading promises."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines import language
from pipelines.corpus import Corpus
from pipelines.errors import VisavisError
from pipelines.ingest import edit_article, ingest_files, ingest_text, load_sample
from pipelines.language.normalise import normalise
from pipelines.model import SCHEMAS, Article, Tables, load_list
from pipelines.paths import DATA
from pipelines.tables import article_tables


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    corpus = Corpus(tmp_path_factory.mktemp("sample") / "corpus.db")
    report = load_sample(corpus)
    assert (report.total("found"), report.total("loaded"), report.total("rejected")) == (1, 1, 0)
    return corpus.tables()


def assert_offsets_hold(tables: Tables) -> None:
    texts = tables.articles.set_index("article_id")["text"]
    spans = [
        *((r.article_id, r.start, r.end, r.text) for r in tables.sentences.itertuples()),
        *((r.article_id, r.start, r.end, r.surface) for r in tables.mentions.itertuples()),
        *((r.article_id, r.start, r.end, r.surface) for r in tables.dates.itertuples()),
        *((r.article_id, r.start, r.end, r.trigger) for r in tables.events.itertuples()),
    ]
    for quote in tables.quotes.itertuples():
        spans += [(quote.article_id, p["start"], p["end"], p["surface"]) for p in load_list(quote.parts)]
        for start, end, surface in (
            (quote.speaker_start, quote.speaker_end, quote.speaker),
            (quote.cue_start, quote.cue_end, quote.cue),
        ):
            assert pd.isna(start) == (surface == "")
            if surface:
                spans.append((quote.article_id, int(start), int(end), surface))
    for key, start, end, surface in spans:
        assert texts[key][start:end] == surface


def test_every_row_of_the_gold_texts_validates_and_points_at_its_words() -> None:
    for line in (DATA / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()[:12]:
        item = json.loads(line)
        article = Article(normalise(item["text"]).text, item["title"], item["published"])
        tables = article_tables(article, language.annotate(article))
        assert_offsets_hold(tables)
        for name, rows in tables.items():
            SCHEMAS[name].validate(rows)


FRENCH = st.lists(
    st.sampled_from(
        [
            "«",
            "»",
            "“",
            "”",
            '"',
            "'",
            "’",
            "—",
            "-",
            ",",
            ".",
            ";",
            ":",
            "!",
            "?",
            "(",
            ")",
            "…",
            "\n\n",
            "\xa0",
            "\u202f",
            "é",
            "😀",
            "M.",
            "lundi",
            "hier",
            "2022",
            "3",
            "a",
            "déclaré",
            "selon",
            "que",
            "qu’",
            "il",
            "elle",
            "Emmanuel",
            "Macron",
            "Kochavi",
            "l’Iran",
            "Paris",
            "attaque",
            "accord",
            "ne",
            "pas",
            "le",
            "la",
            "les",
            "de",
            "a-t-il",
            "dit",
            "LE",
            "GÉNÉRAL",
            "ONU",
            "(AFP)",
            "œ",
            "ﬁ",
        ]
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FRENCH)
def test_any_text_is_read_without_a_crash_and_offsets_hold(words: list[str]) -> None:
    text = normalise(" ".join(words)).text
    article = Article(text, published="2022-11")
    assert_offsets_hold(article_tables(article, language.annotate(article)))


def test_sample_keeps_its_text_its_date_and_its_odd_marks(sample: Tables) -> None:
    article = sample.articles.iloc[0]
    assert article["published"] == "2022-11"
    assert (article["published_start"], article["published_end"]) == ("2022-11-01", "2022-11-30")
    assert article["text"].startswith("Les États-Unis et Israël ont discuté")
    assert article["text"].endswith("Yonat Friling de Fox News a contribué à ce rapport")
    assert "”. intérêt stratégique. »" in article["text"]


def test_sample_kochavi_is_one_person(sample: Tables) -> None:
    named = sample.mentions[sample.mentions["surface"].str.contains("Kochavi")]
    assert len(named) == 6
    assert named["actor_id"].nunique() == 1
    assert set(named["type"]) == {"PER"}
    actor = sample.actors.set_index("actor_id").loc[named["actor_id"].iloc[0]]
    assert actor["name"] == "Aviv Kochavi"


def test_sample_lundi_is_some_monday_of_the_month(sample: Tables) -> None:
    mondays = sample.dates[sample.dates["surface"].str.contains("lundi")]
    assert len(mondays) == 2
    assert set(mondays["edtf"]) == {"2022-11~"}
    assert mondays["note"].str.contains("Monday").all()


def test_sample_exercise_is_planned_and_the_attack_is_no_fact(sample: Tables) -> None:
    events = sample.events
    second = events[(events["sentence"] == 2) & events["trigger"].str.contains("exercice")]
    assert list(second["status"]) == ["planned"]
    attack = events[events["trigger"].str.contains("attaque")]
    assert not set(attack["status"]) & {"actual"}


def test_sample_marked_quotes_are_found_whole(sample: Tables) -> None:
    gold = json.loads((DATA / "gold" / "seed.jsonl").read_text(encoding="utf-8"))
    marked = [[p["surface"] for p in q["parts"]] for q in gold["quotes"] if q["kind"] != "indirect"]
    found = " | ".join(sample.quotes["text"])
    assert len(marked) >= 5
    for parts in marked:
        for part in parts:
            assert part.strip("“”. ") in found


def test_sample_has_english_from_the_memory_for_every_sentence(sample: Tables) -> None:
    assert len(sample.translations) == len(sample.sentences)
    assert set(sample.translations["engine"]) == {"memory"}


def test_same_file_twice_adds_nothing_and_says_so(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus.db")
    load_sample(corpus)
    report = load_sample(corpus)
    assert (report.total("loaded"), report.total("duplicates")) == (0, 1)
    assert "Already loaded" in report.files[0].messages[0]
    assert len(corpus.tables().articles) == 1


def test_bad_file_never_stops_the_next(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus.db")
    files = [
        ("empty.txt", b""),
        ("junk.txt", bytes(range(256)) * 40),
        ("good.txt", "Le président Macron a rencontré le chancelier Scholz à Paris mardi.".encode()),
        ("huge.txt", b"a" * 30_000_000),
    ]
    report = ingest_files(corpus, files)
    for each in report.files:
        assert each.found == each.loaded + each.duplicates + each.rejected
    assert [each.loaded for each in report.files] == [0, 0, 1, 0]
    assert all(each.messages for each in report.files if each.rejected)
    assert len(corpus.tables().rejections) == 3


def test_person_metadata_wins_over_the_file(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus.db")
    data = "Titre: Du fichier\nDate: 2020-01-01\n\nLe ministre a démissionné lundi.".encode()
    ingest_files(corpus, [("a.txt", data)], metadata={"title": "De la personne"})
    article = corpus.tables().articles.iloc[0]
    assert (article["title"], article["published"]) == ("De la personne", "2020-01-01")


def test_new_publication_date_resolves_the_dates_again(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus.db")
    report = ingest_text(corpus, "Le ministre des Finances a démissionné lundi à Paris, après une réunion.")
    key = report.article_ids[0]
    assert corpus.tables().dates.iloc[0]["edtf"] == ""
    edit_article(corpus, key, published="2023-05-17")
    assert corpus.tables().dates.iloc[0]["edtf"] == "2023-05-15"
    with pytest.raises(VisavisError, match="no date"):
        edit_article(corpus, key, published="mardi")
    assert corpus.tables().articles.iloc[0]["published"] == "2023-05-17"


def test_emoji_before_a_name_moves_nothing(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus.db")
    ingest_text(corpus, "😀😀 Le président Emmanuel Macron s’est rendu à Bruxelles mardi 4 octobre 2022.")
    tables = corpus.tables()
    assert "Emmanuel Macron" in set(tables.mentions["surface"])
    assert_offsets_hold(tables)
