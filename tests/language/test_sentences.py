"""Sentence boundaries by French rules."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.language import pipeline
from pipelines.language.sentences import LONGEST, sentence_breaks


def split(text: str) -> list[str]:
    edges = [0, *sentence_breaks(text), len(text)]
    return [text[a:b].strip() for a, b in pairwise(edges)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("M. Durand et Mme. Petit arrivent. Bien.", ["M. Durand et Mme. Petit arrivent.", "Bien."]),
        ("Le Dr. Roux, l'art. 4 et le n. 12 restent.", ["Le Dr. Roux, l'art. 4 et le n. 12 restent."]),
        ("J. F. Kennedy est venu. Il parla.", ["J. F. Kennedy est venu.", "Il parla."]),
        ("Selon l'O.N.U. Genève paiera. Fin.", ["Selon l'O.N.U. Genève paiera.", "Fin."]),
        (
            "Les faits datent d'hier - Paris le nie - dit-on.",
            ["Les faits datent d'hier - Paris le nie - dit-on."],
        ),
        ("« Ça suffit ! », a lancé Anne. Fin.", ["« Ça suffit ! », a lancé Anne.", "Fin."]),
        ('"Une insulte !" s\'est étranglé M. Roy. Fin.', ['"Une insulte !" s\'est étranglé M. Roy.', "Fin."]),
        ("« Il neige. Il gèle », dit Luc.", ["« Il neige.", "Il gèle », dit Luc."]),
        ("Il l'a dit. “Au cours du mois, rien.” Fin", ["Il l'a dit.", "“Au cours du mois, rien.”", "Fin"]),
        ("« Ils crient : “Qui paie ?” Je l'ignore. »", ["« Ils crient : “Qui paie ?” Je l'ignore. »"]),
        ("A-t-il dit.La suite vient.", ["A-t-il dit.", "La suite vient."]),
        ("Voir lemonde.fr ou l'U.S.A. de 1990.", ["Voir lemonde.fr ou l'U.S.A. de 1990."]),
        ("Plus de 1.500 morts. Et 3,5 % de moins.", ["Plus de 1.500 morts.", "Et 3,5 % de moins."]),
        ("Il hésite... Puis part… Enfin.", ["Il hésite...", "Puis part…", "Enfin."]),
        ("LE TITRE SANS POINT\n\nLe texte.", ["LE TITRE SANS POINT", "Le texte."]),
        ("Il a réagi sur X. Mme Roy aussi.", ["Il a réagi sur X.", "Mme Roy aussi."]),
        (
            "« jamais fermé. La suite\n\nAutre alinéa. Fin.",
            ["« jamais fermé.", "La suite", "Autre alinéa.", "Fin."],
        ),
    ],
)
def test_sentence_breaks_follow_french_typography(text, expected):
    assert split(text) == expected


def test_sentences_component_presets_what_the_parser_keeps():
    doc = pipeline()("Il l'a dit - Paris le nie. « Non. Jamais », répond M. Roy.\n\nFin du texte")
    assert [s.text.strip() for s in doc.sents] == [
        "Il l'a dit - Paris le nie.",
        "« Non.",
        "Jamais », répond M. Roy.",
        "Fin du texte",
    ]


def test_sentences_component_cuts_a_paragraph_without_stop():
    nlp = spacy.blank("fr")
    nlp.add_pipe("visavis_sentences")
    doc = nlp("le vent souffle fort ce matin, " * 400)
    assert max(len(s) for s in doc.sents) <= LONGEST
    assert any(s.text.endswith(",") for s in doc.sents)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aA .!?…«»“”\"'-\n,;:", max_size=120))
def test_sentence_breaks_ascend_inside_the_text_and_off_white_space(text):
    breaks = sentence_breaks(text)
    assert breaks == sorted(breaks)
    assert all(0 < b < len(text) and not text[b].isspace() for b in breaks)


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n", " \n\n ", "\u00a0\n\n\n", "«", "\n\n«\n\n"])
def test_text_of_blanks_or_a_lone_mark_is_read_as_nothing(text):
    doc = pipeline()(text)
    assert not doc._.actors and not doc._.quotes and not doc._.dates and not doc._.events
