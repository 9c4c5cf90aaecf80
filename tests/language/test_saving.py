"""A pipeline and a read Doc can be saved, loaded and sent to other processes, and are then what they were."""

from __future__ import annotations

import pickle
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from pipelines import packing
from pipelines.language import COMPONENTS, annotate, pipeline
from pipelines.language.records import Quote
from pipelines.model import Article

TEXT = (
    "Le Premier ministre israélien Benyamin Netanyahou a condamné mardi 15 novembre la décision de l’ONU.\n\n"
    "« Nous ne céderons pas », a-t-il déclaré. Selon le Hezbollah, deux villages ont été bombardés dimanche."
)
LAYERS = ("names", "actors", "mentions", "dates", "quotes", "events")


@pytest.fixture(scope="module")
def doc():
    found = annotate(Article(text=TEXT, published="2022-11-16"))
    assert all(getattr(found._, layer) for layer in LAYERS)
    return found


def records(doc):
    return {layer: tuple(getattr(doc._, layer)) for layer in LAYERS}


def spans(doc):
    return {
        name: [(each.start, each.end, each.label_) for each in group] for name, group in doc.spans.items()
    }


def by_bytes(doc):
    return Doc(doc.vocab).from_bytes(doc.to_bytes())


def by_bin(doc):
    return next(DocBin(store_user_data=True, docs=[doc]).get_docs(doc.vocab))


def by_pickle(doc):
    return pickle.loads(pickle.dumps(doc))


@pytest.mark.parametrize("way", [by_bytes, by_bin, by_pickle])
def test_saved_doc_has_every_record(doc, way):
    loaded = way(doc)
    assert records(loaded) == records(doc)
    assert spans(loaded) == spans(doc)
    assert (loaded._.published, loaded.text) == ("2022-11-16", doc.text)
    assert loaded._.referents is None
    assert doc._.referents is not None


def test_two_processes_read_the_same(doc):
    nlp = pipeline()
    found = list(nlp.pipe([TEXT] * 3, n_process=2, batch_size=1))
    alone = nlp(TEXT)  # without a day of publication, as `pipe` has none
    assert [records(each) for each in found] == [records(alone)] * 3


def test_saved_pipeline_reads_the_same(tmp_path):
    nlp = pipeline()
    nlp.to_disk(tmp_path / "reader")
    assert records(spacy.load(tmp_path / "reader")(TEXT)) == records(nlp(TEXT))


def test_pipeline_has_what_each_component_asks_for():
    found = pipeline().analyze_pipes()
    assert {name: lacks for name, lacks in found["problems"].items() if lacks} == {}
    assert all(found["summary"][name]["assigns"] for name in COMPONENTS)


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_alone_says_what_it_lacks(name):
    nlp = spacy.blank("fr")
    nlp.add_pipe(name)
    assert nlp.analyze_pipes()["problems"][name]


def test_bytes_make_nothing_but_records():
    with pytest.raises(TypeError):
        packing.decode({"visavis_record": "Quote", "parts": []})
    for name in ("Popen", "", 5, None):
        assert packing.decode({"visavis_record": name}) == {"visavis_record": name}


def test_record_comes_back_with_its_tuples():
    quote = Quote(((1, 2), (4, 9)), "direct", None, "", "", False, (3, 4), "", "marks")
    written = packing.encode(quote)
    written["parts"] = [list(part) for part in written["parts"]]
    assert packing.decode(written) == quote


def test_entry_points_name_the_registered_factories():
    told = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    factories = told["project"]["entry-points"]["spacy_factories"]
    assert set(COMPONENTS) < set(factories)
    for name, place in factories.items():
        module, _, made_by = place.partition(":")
        # The decorator of a factory gives back the function it registers.
        assert Language.get_factory_meta(name).factory == name
        assert callable(getattr(import_module(module), made_by))
