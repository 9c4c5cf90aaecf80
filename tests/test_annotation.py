"""The public JSON lines of `visavis annotate`: shape, order, offsets into the text as given, bad lines."""

import json

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import pipelines.language.extensions  # noqa: F401 - registers the Doc extensions
from pipelines.annotation import annotate_lines, to_gold
from pipelines.errors import VisavisError
from pipelines.language.normalise import model_view, normalise
from pipelines.language.records import Actor, CalendarDate, Event, Mention, Quote

TEXT = "\ufeff  Le géné\u00adral Diop a dit  : «\u202fOui\u202f».\r\n\r\nIl partira lundi\u00ad.\r\n"
META = {"id": "x", "title": "Titre", "published": "2022-11"}
NOISE = st.lists(
    st.sampled_from(["\u00ad", "\u200b", " ", "\r\n", "\t", "e\u0301", "😀", "ﬁ", "x"]), max_size=6
)
NLP = spacy.blank("fr")
NLP.add_pipe("sentencizer")


def record_of(text):
    """The record of a text whose Doc was filled by hand, wherever the words occur."""
    normalised = normalise(text)
    doc = NLP(model_view(normalised.text))

    def at(words):
        start = normalised.text.index(words)
        return start, start + len(words)

    doc._.actors = [Actor("per:diop", "Amadou Diop", "Amadou Diop", "PER")]
    doc._.mentions = [Mention(*at("Diop"), "PER", "per:diop", "by hand")]
    doc._.dates = [CalendarDate(*at("lundi"), "2022-11~", "2022-11-01", "2022-11-30", "month", "", "weekday")]
    doc._.quotes = [
        Quote(
            (at("Oui"),), "direct", at("général Diop"), "Amadou Diop", "per:diop", False, at("a dit"), "", ""
        ),
        Quote((at("Oui"),), "direct", None, "", "", False, None, "", ""),
    ]
    doc._.events = [
        Event(*at("partira"), "RETREAT", "", "planned", ("Amadou Diop",), ("per:diop",), (), (), 0, "", ""),
        Event(*at("dit"), "CONSULT", "", "actual", (), (), ("un ami",), ("",), None, "", ""),
    ]
    return to_gold(doc, normalised, text, META)


def spans(record):
    for layer in ("entities", "dates", "events"):
        yield from record[layer]
    for quote in record["quotes"]:
        yield from quote["parts"]
        yield from (quote[key] for key in ("speaker", "cue") if quote[key])


def test_to_gold_has_the_shape_of_the_gold_format():
    record = record_of(TEXT)
    assert {key: record[key] for key in META} == META
    assert [each["actor"] for each in record["entities"]] == ["Amadou Diop"]
    assert record["quotes"][0]["speaker_actor"] == "Amadou Diop"
    assert record["quotes"][1]["speaker"] is record["quotes"][1]["cue"] is None
    assert [quote["id"] for quote in record["quotes"]] == ["q1", "q2"]
    first, second = record["events"]
    assert (first["actor"], first["recipient"], first["date"]) == (["Amadou Diop"], [], "2022-11~")
    assert (second["recipient"], second["date"]) == (["un ami"], "")


def test_to_gold_offsets_are_into_the_text_as_given():
    record = record_of(TEXT)
    assert all(TEXT[each["start"] : each["end"]] == each["surface"] for each in spans(record))
    assert record["quotes"][0]["speaker"]["surface"] == "géné\u00adral Diop"
    assert record["dates"][0]["surface"] == "lundi"
    assert [TEXT[start:end] for start, end in record["sentences"]] == [
        "Le géné\u00adral Diop a dit  : «\u202fOui\u202f».",
        "Il partira lundi\u00ad.",
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(NOISE, min_size=5, max_size=5))
def test_to_gold_surfaces_hold_whatever_was_dropped(noise):
    text = "{}Le général Diop{} a dit : « Oui »{}. Il partira{} lundi{}.".format(*map("".join, noise))
    record = record_of(text)
    assert all(text[each["start"] : each["end"]] == each["surface"] for each in spans(record))
    assert record["dates"][0]["surface"].startswith("lundi")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{oops", "Line 2 is not valid JSON"),
        ("[1]", "Line 2 is not a JSON object"),
        ('{"id": "b"}', 'Line 2 has no "text"'),
        ('{"id": "b", "text": null}', 'Line 2 has no "text"'),
        ("[" * 100_000, "Line 2 is nested too deeply"),
    ],
)
def test_annotate_lines_names_a_bad_line_after_the_good_ones(line, message):
    results = annotate_lines(['{"id": "a", "text": ""}', line])
    assert json.loads(next(results))["id"] == "a"
    with pytest.raises(VisavisError, match=message):
        next(results)


def test_annotate_lines_gives_empty_lists_for_an_empty_text():
    (line,) = annotate_lines(['\ufeff{"id": 7, "published": null, "text": " \\n "}', "\n"])
    assert json.loads(line) == {
        "id": "7",
        "title": "",
        "published": "",
        "sentences": [],
        "entities": [],
        "quotes": [],
        "dates": [],
        "events": [],
    }


def test_annotate_lines_reads_articles_in_order():
    texts = [
        "Le\u00a0président s’est rendu à Dakar le 3 mars 2021.\r\n\r\nIl a souri.",
        "",
        "Rien \ud800 à signaler.",
    ]
    lines = [
        json.dumps({"id": str(n), "published": "2021-03-05", "text": text}) for n, text in enumerate(texts)
    ]
    records = [json.loads(line) for line in annotate_lines(lines)]
    assert [record["id"] for record in records] == ["0", "1", "2"]
    start, end = records[0]["sentences"][0]
    assert texts[0][start:end].endswith("2021.")
    assert {"surface": "le 3 mars 2021", "value": "2021-03-03"}.items() <= records[0]["dates"][0].items()
    assert all(texts[0][each["start"] : each["end"]] == each["surface"] for each in spans(records[0]))
    "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()
