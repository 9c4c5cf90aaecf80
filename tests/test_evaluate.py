"""Scores: gold against itself, and hand-made errors whose effect can be counted by hand."""

import copy
import json

import pytest

from pipelines.edtf import edtf_days, is_edtf, is_publication_date
from pipelines.errors import DataFileError, VisavisError
from pipelines.evaluate import evaluate, half, main, pair_articles, read_gold, side_by_side, table
from pipelines.evaluation.matching import name_key, pair_off, trim
from pipelines.evaluation.report import errors
from pipelines.paths import DATA

GOLD_FILES = [DATA / "gold" / name for name in ("dev.jsonl", "seed.jsonl")]
TEXT = "Le ministre, Jean Petit, a dit mardi : « Nous irons à Rome », puis la Serbie a attaqué l'Albanie."


def span(surface, **rest):
    start = TEXT.index(surface)
    return {"start": start, "end": start + len(surface), "surface": surface, **rest}


@pytest.fixture
def article():
    return {
        "id": "a",
        "title": "",
        "published": "2022-10-12",
        "text": TEXT,
        "sentences": [[0, len(TEXT)]],
        "entities": [
            span("Jean Petit", type="PER", actor="Jean Petit"),
            span("Rome", type="LOC", actor="Italie"),
            span("Serbie", type="LOC", actor="Serbie"),
            span("Albanie", type="LOC", actor="Albanie"),
        ],
        "quotes": [
            {
                "id": "q1",
                "kind": "direct",
                "parts": [span("Nous irons à Rome")],
                "speaker": span("Jean Petit"),
                "speaker_actor": "Jean Petit",
                "cue": span("a dit"),
            }
        ],
        "dates": [span("mardi", value="2022-10-11")],
        "events": [
            span(
                "attaqué",
                type="ASSAULT",
                mode="",
                status="actual",
                actor=["Serbie"],
                recipient=["Albanie"],
                date="2022-10-11",
            )
        ],
    }


def figures(scores):
    for name, value in scores.items():
        if isinstance(value, dict):
            yield from ((f"{name} {rest}", figure) for rest, figure in figures(value))
        elif isinstance(value, float):
            yield name, value


@pytest.mark.parametrize("path", GOLD_FILES, ids=lambda path: path.stem)
def test_evaluate_gold_against_itself_is_100_everywhere(path):
    gold = read_gold(path)
    scores = evaluate(gold, gold)
    assert dict(figures(scores)) == pytest.approx(dict.fromkeys(dict(figures(scores)), 100.0))
    assert scores["quotes"]["all"]["gold"] == sum(len(each["quotes"]) for each in gold) > 0


def test_evaluate_nothing_found_scores_no_recall(article):
    empty = {**article, "sentences": [], "entities": [], "quotes": [], "dates": [], "events": []}
    scores = evaluate([article], [empty])
    for layer, metric in [("entities", "all"), ("quotes", "all"), ("dates", "found"), ("events", "trigger")]:
        assert scores[layer][metric]["f"] == 0
    assert scores["sentences"]["recall"] == 0


def test_evaluate_entities_ignore_determiner_and_edge_punctuation_but_not_type(article):
    found = copy.deepcopy(article)
    found["entities"][2] = span("la Serbie", type="LOC", actor="La Serbie")
    found["entities"][3] = span("l'Albanie.", type="ORG", actor="Albanie")
    scores = evaluate([article], [found])
    assert scores["entities"]["all"]["f"] == pytest.approx(75)
    assert scores["entities"]["LOC"]["recall"] == pytest.approx(200 / 3)
    assert scores["entities"]["ORG"] == {"precision": 0, "recall": 0, "f": 0, "gold": 0}
    assert scores["actors"] == {"name_accuracy": 100, "b_cubed_f": pytest.approx(100), "matched": 3}


def test_evaluate_actors_merged_by_mistake_cost_name_and_cluster_precision(article):
    found = copy.deepcopy(article)
    found["entities"][3]["actor"] = "Serbie"
    actors = evaluate([article], [found])["actors"]
    assert actors["name_accuracy"] == 75
    # B³ precision: (1 + 1 + ½ + ½) / 4 = ¾; recall 1.
    assert actors["b_cubed_f"] == pytest.approx(100 * 2 * 0.75 / 1.75)


def test_evaluate_quotes_ignore_marks_and_leading_que(article):
    found = copy.deepcopy(article)
    found["quotes"][0]["parts"] = [span("« Nous irons à Rome »,")]
    assert evaluate([article], [found])["quotes"]["all"]["f"] == 100


def test_evaluate_quotes_kind_counts_by_kind_only(article):
    found = copy.deepcopy(article)
    found["quotes"][0]["kind"] = "mixed"
    quotes = evaluate([article], [found])["quotes"]
    assert quotes["all"]["f"] == 100
    assert quotes["direct"]["f"] == quotes["mixed"]["f"] == 0


def test_evaluate_quotes_wrong_speaker_counts_end_to_end(article):
    found = copy.deepcopy(article)
    found["quotes"][0]["speaker_actor"] = "Serbie"
    quotes = evaluate([article], [found])["quotes"]
    assert (quotes["all"]["f"], quotes["speaker_accuracy"], quotes["end_to_end"]["f"]) == (100, 0, 0)


def test_evaluate_quotes_too_short_are_missed(article):
    found = copy.deepcopy(article)
    found["quotes"][0]["parts"] = [span("Nous irons")]
    assert evaluate([article], [found])["quotes"]["all"]["f"] == 0


def test_evaluate_dates_resolved_asks_for_the_same_days(article):
    found = copy.deepcopy(article)
    found["dates"][0]["value"] = "2022-10-11/2022-10-11"
    assert evaluate([article], [found])["dates"]["resolved"]["f"] == 100
    found["dates"][0]["value"] = "2022-10"
    dates = evaluate([article], [found])["dates"]
    assert (dates["found"]["f"], dates["resolved"]["f"]) == (100, 0)
    found["dates"].append(span("puis", value=""))
    assert evaluate([article], [found])["dates"]["found"]["precision"] == 50


def test_evaluate_events_end_to_end_asks_for_roles_and_status(article):
    found = copy.deepcopy(article)
    found["events"][0] |= span("a attaqué") | {"recipient": ["ALBANIE", "Rome"]}
    events = evaluate([article], [found])["events"]
    assert events["trigger"]["f"] == events["actors"]["f"] == events["status_accuracy"] == 100
    assert events["recipients"]["precision"] == 50
    assert events["end_to_end"]["f"] == 0
    found["events"][0] |= {"recipient": ["L'Albanie"], "status": "planned"}
    events = evaluate([article], [found])["events"]
    assert (events["status_accuracy"], events["recipients"]["f"], events["end_to_end"]["f"]) == (0, 100, 0)


def test_evaluate_names_articles_that_were_not_annotated(article):
    with pytest.raises(VisavisError, match=r"not annotated: a\."):
        evaluate([article], [])


def test_table_shows_every_metric_once(article):
    lines = table(evaluate([article], [article])).splitlines()
    labels = [line[:26].strip() for line in lines[1:]]
    assert len(labels) == len(set(labels)) == 22
    assert "events end to end" in labels
    assert "tune" in side_by_side({"tune": evaluate([article], [article])}).splitlines()[0]


def test_errors_show_what_was_missed_made_up_and_wrong(article):
    found = copy.deepcopy(article)
    found["quotes"] = []
    found["dates"] = [span("mardi", value="2022-10-18"), span("puis", value="2022")]
    pairs = pair_articles([article], [found])
    missed = "\n".join(errors(pairs, "quotes"))
    assert "  - direct by “Jean Petit”" in missed
    assert "[Nous irons à Rome]" in missed
    wrong = "\n".join(errors(pairs, "dates"))
    assert "~ “mardi” = 2022-10-11   found: “mardi” = 2022-10-18" in wrong
    assert "+ “puis” = 2022" in wrong
    assert list(errors(pairs, "entities")) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("États-Unis", "Etats Unis"),
        ("l’Union européenne", "UNION EUROPÉENNE"),
        ("O.N.U.", "o n u"),
        ("le Kremlin", "Kremlin"),
    ],
)
def test_name_key_ignores_case_accents_hyphens_and_determiner(a, b):
    assert name_key(a) == name_key(b)


@pytest.mark.parametrize(("a", "b"), [("Iran", "Irak"), ("Corée du Nord", "Corée du Sud"), ("Le", "La")])
def test_name_key_keeps_different_names_apart(a, b):
    assert name_key(a) != name_key(b)


def test_trim_keeps_names_that_begin_like_a_determiner():
    assert trim("Lavrov", 0, 6) == (0, 6)
    assert trim("Lesotho", 0, 7) == (0, 7)


def test_pair_off_takes_the_best_pairs_one_to_one():
    likeness = {(0, 0): 0.8, (0, 1): 0.9, (1, 1): 0.95}
    assert pair_off([0, 1], [0, 1], lambda a, b: likeness.get((a, b), 0), 0.5) == [(0, 0), (1, 1)]
    assert pair_off([0], [0, 1], lambda a, b: likeness.get((a, b), 0), 0.85) == [(0, 1)]


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2022-11-14", "2022-11-14", "2022-11-14"),
        ("2024-02~", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2022-22", "2022-06-01", "2022-08-31"),
        ("2022-23", "2022-09-01", "2022-11-30"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2022-08-31~/..", "2022-08-31", None),
        ("../2024-01~", None, "2024-01-31"),
        ("1980/1989", "1980-01-01", "1989-12-31"),
        ("", None, None),
    ],
)
def test_edtf_days_gives_first_and_last_day(value, start, end):
    assert tuple(each and each.isoformat() for each in edtf_days(value)) == (start, end)


@pytest.mark.parametrize("value", ["2022-13", "2022-02-30", "hier", "2022-11-14T10:00", "2022-1", "19XX-03"])
def test_edtf_days_refuses_what_is_no_date(value):
    with pytest.raises(ValueError):
        edtf_days(value)
    assert not is_edtf(value)


@pytest.mark.parametrize(
    ("value", "sound"),
    [
        ("", True), ("2022", True), ("1631-05-30", True), ("2022-24", True), ("2022-11-05/2022-11-06", True),
        ("../2022", True), ("1400", True), ("2200-12-31", True),
        ("1399", False), ("2201", False), ("9999", False), ("0000", False), ("0001-01-01", False),
        *((f"2022-{month}", False) for month in (25, 31, 41)), ("2023/2022", False), ("../..", False), ("/", False),
        ("٢٠٢٢", False), ("22XX", False),
    ],
)  # fmt: skip
def test_publication_dates_lie_where_newspapers_appear(value, sound):
    assert is_publication_date(value) is sound


def test_half_splits_by_parity():
    articles = [{"id": n} for n in range(5)]
    assert [each["id"] for each in half(articles, "tune")] == [0, 2, 4]
    assert [each["id"] for each in half(articles, "confirm")] == [1, 3]


def test_read_gold_names_the_line_at_fault(tmp_path, article):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(article) + "\n{oops\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="line 2 is not valid JSON"):
        read_gold(path)
    path.write_text(json.dumps({"id": "a", "text": ""}), encoding="utf-8")
    with pytest.raises(DataFileError, match="line 1 is not an annotated article: no sentences"):
        read_gold(path)
    with pytest.raises(DataFileError, match="cannot be read"):
        read_gold(tmp_path / "absent.jsonl")


def test_main_prints_scores_and_errors_of_a_half(tmp_path, article, monkeypatch, capsys):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(article) + "\n", encoding="utf-8")
    found = {**article, "dates": []}
    monkeypatch.setattr("pipelines.evaluate.predict", lambda gold: [found for _ in gold])
    main(["--gold", str(path), "--half", "tune", "--layer", "dates", "--errors"])
    printed = capsys.readouterr().out
    assert "dates found" in printed
    assert "- “mardi” = 2022-10-11" in printed
    main(["--gold", str(path), "--half", "tune", "--json"])
    assert json.loads(capsys.readouterr().out)["tune"]["dates"]["found"]["f"] == 0
