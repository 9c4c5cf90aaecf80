"""Quotes of an article: words, kind, speaker, cue."""

import itertools
import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipelines.language import annotate
from pipelines.model import Article
from pipelines.paths import DATA
from tests.language.quote_cases import CASES

EDGES = ' \u00a0\u202f.,;:«»“”"'


def read(text):
    return annotate(Article(text))._.quotes


def said(text, quote):
    return "|".join(text[start:end].strip(EDGES) for start, end in quote.parts)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_quotes_are_found_with_their_kind_and_speaker(text, expected):
    quotes = read(text)
    wanted = [(kind, "|".join(part.strip(EDGES) for part in words.split("|"))) for kind, words, _ in expected]
    assert [(quote.kind, said(text, quote)) for quote in quotes] == wanted
    for quote, (_, _, speaker) in zip(quotes, expected, strict=True):
        if speaker:
            assert quote.speaker_name.lower() == speaker.lower()


def test_sample_quotes_are_found_whole():
    gold = json.loads((DATA / "gold" / "seed.jsonl").read_text(encoding="utf-8"))
    text = gold["text"]
    found = {part for quote in read(text) for part in quote.parts}
    stretches = {part for start, end in found for part in [text[start:end].strip("“”")]}
    marked = [part.split("”")[0] for part in text.split("“")[1:]]
    assert len(marked) == 7
    assert [
        words for words in marked if words.rstrip(".") not in {each.rstrip(".") for each in stretches}
    ] == []


def test_cue_runs_from_auxiliary_to_participle():
    text = "Le ministre a toutefois assuré qu'il ne démissionnerait pas."
    (quote,) = read(text)
    assert text[slice(*quote.cue)] == "a toutefois assuré"


def test_speaker_is_the_name_alone_in_an_apposition():
    text = "« C'est fini », a déclaré la cheffe de la diplomatie, Annalena Baerbock, à Berlin."
    (quote,) = read(text)
    assert text[slice(*quote.speaker)] == "Annalena Baerbock"


def test_speaker_is_the_whole_phrase_without_commas():
    text = "« C'est fini », a déclaré le général Thierry Burkhard à Paris."
    (quote,) = read(text)
    assert text[slice(*quote.speaker)] == "le général Thierry Burkhard"
    assert quote.speaker_name == "Thierry Burkhard"


def test_pronoun_is_resolved_by_gender():
    text = (
        "Le président Emmanuel Macron a reçu la chancelière Angela Merkel à Paris.\n\n"
        "« Nous sommes d'accord », a-t-elle déclaré."
    )
    (quote,) = read(text)
    assert quote.speaker_name == "Angela Merkel"
    assert text[slice(*quote.speaker)] == "elle"


def test_inherited_speaker_is_marked_inferred():
    text = (
        "« Je suis prêt », a déclaré Paul Martin à la presse. Il n'a pas voulu en dire plus sur son programme. "
        "« Nous verrons bien. »"
    )
    first, second = read(text)
    assert (first.inferred, second.inferred) == (False, True)
    assert second.speaker_name == "Paul Martin"
    assert second.speaker is None


def test_negated_report_is_no_quote():
    assert read("Le gouvernement n'a pas dit que la mesure serait prolongée.") == ()


def test_verbs_of_events_report_only_what_they_quote():
    assert read("Les syndicats appellent à manifester mardi et exigent le retrait du texte.") == ()
    (quote,) = read("Les syndicats exigent « le retrait immédiat » du texte.")
    assert quote.kind == "direct"


def test_stance_comes_from_the_verb():
    (doubtful,) = read("Moscou prétend que la ville est tombée.")
    (neutral,) = read("Moscou affirme que la ville est tombée.")
    assert (doubtful.stance, neutral.stance) == ("doubtful", "neutral")


def test_dialogue_turns_are_quotes():
    text = "— Tu as voté quoi ? souffle Claire Martin à son voisin.\n\n— Je ne sais plus."
    first, second = read(text)
    assert (said(text, first), first.speaker_name) == ("Tu as voté quoi ?", "Claire Martin")
    assert said(text, second) == "Je ne sais plus"


def test_every_quote_says_how_it_was_found():
    text = "« Oui », dit Paul. Selon Anne, la loi passera. Luc assure que non. « Je le jure. »"
    found = read(text)
    assert len(found) == 4
    assert all(quote.method for quote in found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([
    "« ", " »", "“", "”", '"', "a dit ", "Paul Martin ", "que ", "selon ", ", ", ". ", ": ", "il ", "-t-il ", "la loi passe",
    "\n\n", "— ", "n'", "l'", "promet de ", "partir ", "pour ", "et ", "!",
]), max_size=30))  # fmt: skip
@example([])
def test_any_text_gives_quotes_inside_it(pieces):
    # A quotation stands before whatever follows, so that there is always one to look at.
    text = "« Oui », a dit Luc Morand.\n\n" + "".join(pieces).strip()
    found = read(text)
    assert found
    for quote in found:
        spans = [*quote.parts, *(span for span in (quote.speaker, quote.cue) if span)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= two[0] for one, two in itertools.pairwise(quote.parts))
        assert quote.kind in ("direct", "indirect", "mixed")
