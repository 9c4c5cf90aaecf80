from __future__ import annotations

import json
from pathlib import Path

import pytest
from drawn_pages import Page, wrapped
from hypothesis import given
from hypothesis import strategies as st
from made_files import PARAGRAPH, SECOND
from test_text import only

from pipelines.paths import DATA
from pipelines.reading.head_and_foot import split_head_and_foot
from pipelines.reading.items import Draft

CASES = Path(__file__).parent / "cases"
BODY = f"{PARAGRAPH}\n\n{SECOND}"
TITLE = "Des renforts à Marseille"
# What stands above the text, and what it tells: title, published, source, author.
HEADS = [
    (f"{TITLE}\n\nPar Jeanne Roy\nPublié le 09 novembre 2022 à 07h00, mis à jour le 09 novembre 2022 à 10h12", (TITLE, "2022-11-09", "", "Jeanne Roy")),
    (f"{TITLE}\n\nMis à jour le 10/11/2022 à 8:30, publié le 08/11/2022 à 18:05", (TITLE, "2022-11-08", "", "")),
    (f"{TITLE}\nLe Figaro · 9 nov. 2022 · 8 · Jeanne Roy", (TITLE, "2022-11-09", "Le Figaro", "Jeanne Roy")),
    (f"{TITLE}\nLe Figaro · 9 nov. 2022 · Jeanne Roy", (TITLE, "2022-11-09", "Le Figaro", "Jeanne Roy")),
    (f"Libération, samedi 12 novembre 2022, p. 4\n\n{TITLE}\n\nJeanne Roy", (TITLE, "2022-11-12", "Libération", "Jeanne Roy")),
    (f"mercredi 9 novembre 2022\n\n{TITLE}", (TITLE, "2022-11-09", "", "")),
    (f"{TITLE}\n\nLe Monde | 09.11.2022 à 12h04 • Mis à jour le 10.11.2022 à 09h15", (TITLE, "2022-11-09", "Le Monde", "")),
    (f"{TITLE}\n\nPublié hier\nPar Jeanne Roy, envoyée spéciale à Kiev", (TITLE, "", "", "Jeanne Roy")),
    (f"{TITLE}\nPar Jeanne Roy (à Kiev) et Paul Dubois", (TITLE, "", "", "Jeanne Roy et Paul Dubois")),
    (f"{TITLE}\n\nPropos recueillis par Jeanne Roy", (TITLE, "", "", "Jeanne Roy")),
    (f"{TITLE}\n\nPropos recueillis à Kiev par Jeanne Roy et Luc Petit", (TITLE, "", "", "Jeanne Roy et Luc Petit")),
    (f"{TITLE}\n\nLe Monde avec AFP\n\nPublié le 1er août 1944", (TITLE, "1944-08-01", "", "Le Monde avec AFP")),
    (f"{TITLE}\n\nPar Le Figaro avec AFP\nPublié le 9 novembre 2022 à 7h", (TITLE, "2022-11-09", "", "Le Figaro avec AFP")),
    (f"Le Monde, dimanche 6 - lundi 7 novembre 2022\n\n{TITLE}", (TITLE, "2022-11-06/2022-11-07", "Le Monde", "")),
    (f"Ouest-France\ndimanche 6 et lundi 7 novembre 2022\n\n{TITLE}", (TITLE, "2022-11-06/2022-11-07", "Ouest-France", "")),
    (f"{TITLE}\n\nTemps de Lecture 3 min.\n\nRéservé aux abonnés\n\nPublié le 9 novembre 2022", (TITLE, "2022-11-09", "", "")),
    (f"{TITLE}\n\nLecture 4 min\nPar Jeanne Roy", (TITLE, "", "", "Jeanne Roy")),
    (f"Société\n\n{TITLE}\n\nPubliée le 9 novembre 2022 à 18:30", (TITLE, "2022-11-09", "", "")),
    (f"{TITLE}\n\nAFP\n\n9 novembre 2022 à 07:12", (TITLE, "2022-11-09", "AFP", "")),
    (f"{TITLE}\n\nPosté le mercredi 9 novembre 2022\nJeanne Roy", (TITLE, "2022-11-09", "", "Jeanne Roy")),
    (f"{TITLE}\n\nJeanne Roy\n\n09/11/2022 à 18:05", (TITLE, "2022-11-09", "", "Jeanne Roy")),
    (f"{TITLE}\n\nlefigaro.fr, 9 novembre 2022", (TITLE, "2022-11-09", "lefigaro.fr", "")),
    (f"{TITLE}\n\nDe notre envoyée spéciale à Kiev, Jeanne Roy", (TITLE, "", "", "Jeanne Roy")),
    (f"{TITLE}\n\nPAR JEANNE ROY", (TITLE, "", "", "JEANNE ROY")),
    (f"{TITLE}\n\nPar Jeanne Roy, journaliste, avec AFP", (TITLE, "", "", "Jeanne Roy")),
    (f"{TITLE}\n\nPublié le : 09/11/2022 - 18:05", (TITLE, "2022-11-09", "", "")),
    (f"{TITLE}\n\nPublié le : 09/11/2022 - 18:05  Modifié le : 10/11/2022 - 07:12", (TITLE, "2022-11-09", "", "")),
    (f"{TITLE}\n\nMis en ligne le 9 novembre 2022 à 7 h 05", (TITLE, "2022-11-09", "", "")),
    (f"{TITLE}\n\nModifié le 10 novembre 2022", (TITLE, "2022-11-10", "", "")),
    (f"{TITLE}\n\nLa Croix - Jeudi 10 novembre 2022 - 1 564 mots - p. 12", (TITLE, "2022-11-10", "La Croix", "")),
    (f"{TITLE}\n\nLe 9 novembre 2022 à 18h05", (TITLE, "2022-11-09", "", "")),
    (f"Le Temps\n\n{TITLE}\n\nJeanne Roy, correspondante à Bruxelles\nPublié le 9 novembre 2022", (TITLE, "2022-11-09", "Le Temps", "Jeanne Roy")),
    (f"{TITLE}\n\nPublié le 31 octobre 2022 à 23h59 (heure de Paris)", (TITLE, "2022-10-31", "", "")),
    (f"{TITLE}\n\nL’Orient-Le Jour / Par Jeanne ROY, le 9 novembre 2022 à 07h00", (TITLE, "2022-11-09", "L’Orient-Le Jour", "Jeanne ROY")),
    (f"{TITLE}\n\nRFI | 9 novembre 2022", (TITLE, "2022-11-09", "RFI", "")),
    (f"{TITLE}\n\nLe Petit Parisien, 2 août 1914", (TITLE, "1914-08-02", "Le Petit Parisien", "")),
]  # fmt: skip
DISPATCHES = [
    ("MARSEILLE, 8 nov 2022 (AFP) - ", "2022-11-08", "AFP"),
    ("Marseille, 8 nov. 2022 (AFP) – ", "2022-11-08", "AFP"),
    ("PARIS (AFP) — ", "", "AFP"),
    ("Kiev (Ukraine), 8 novembre 2022 (AFP) - ", "2022-11-08", "AFP"),
    ("AIX-EN-PROVENCE, 1er août 2022 (Reuters) - ", "2022-08-01", "Reuters"),
    ("PARIS, le 8 novembre 2022 (AFP) -- ", "2022-11-08", "AFP"),
    ("OUAGADOUGOU, 8 nov 2022 - ", "2022-11-08", ""),
    ("Alger, 8 nov 2022 (APS) - ", "2022-11-08", "APS"),
]
FEET = [
    ("bur-jro/abc/def", "", ""),
    ("jro/abc", "", ""),
    ("bur-jro/abc/def\n\n© Agence France-Presse", "AFP", ""),
    ("© Agence France-Presse", "AFP", ""),
    ("Copyright 2022 Le Figaro. Tous droits réservés.", "Le Figaro", ""),
    ("© Le Monde 2022", "Le Monde", ""),
    ("Jeanne Roy", "", "Jeanne Roy"),
    ("Jeanne Roy (avec AFP)", "", "Jeanne Roy avec AFP"),
    ("Par Jeanne Roy", "", "Jeanne Roy"),
    ("(AFP)", "", "AFP"),
    ("Le Monde avec AFP", "", "Le Monde avec AFP"),
    ("Propos recueillis par Jeanne Roy", "", "Jeanne Roy"),
    ("Crédit photo : Jeanne Roy / AFP", "", ""),
    ("Publié le 9 novembre 2022", "", ""),
    ("Partager\nFacebook\nTwitter", "", ""),
]
LEADS_AWAY = [
    "Lire aussi : Sécurité : le maire de Nice réclame une loi",
    "À lire aussi – Le maire de Nice réclame une loi",
    "LIRE AUSSI Le maire de Nice réclame une loi",
    ">> À lire aussi : le maire de Nice réclame une loi",
    "Lire également : « Nous avons peur », dit une mère",
    "Lire aussi\n\nLe maire de Nice réclame une loi",
    "Publicité",
    "La suite après la publicité",
    "Photo AFP",
    "© Getty Images",
]
SENTENCES = [
    "Par Paul Garnier, le ministre a fait savoir qu’il démissionnait.",
    "Publié en 2022, son livre a été traduit en dix langues.",
    "Le 9 novembre 2022, le ministre a démissionné.",
    "Mercredi 9 novembre 2022, 18 h 30. La nuit tombe sur Kiev.",
    "Kiev, 24 février 2022 – Les sirènes retentissent dans la nuit.",
    "Marseille - Le maire a dit non.",
    "Lire aussi des romans lui a appris à écrire.",
    "Le Monde avec lequel il a grandi a disparu.",
    "Le Figaro, 9 novembre 2022, révélait l’affaire au grand public.",
    "À lire ce rapport, tout va bien.",
    "AFP, Reuters et AP ont été convoqués lundi.",
    "Paul Garnier et Claire Vasseur se sont rencontrés.",
    "Il vous reste dix jours pour signer la pétition.",
    "Photo à l’appui, il a démenti.",
    "Propos recueillis par la police, ces aveux ne valent rien.",
    "Réservé aux abonnés, le service ferme lundi.",
    "Mis à jour le 9 novembre 2022, le rapport compte dix morts de plus.",
    "La liberté de la presse",
    "Article premier : la République est indivisible.",
    "Bonjour à tous, chers amis",
    "Le 3 mai 2023.",
    "Le Monde.",
    "Fin.",
    "Publicité.",
]


def read_head(text: str):
    return only("a.txt", text)


@pytest.mark.parametrize(("head", "told"), HEADS)
def test_lines_above_a_text_are_its_metadata(head: str, told: tuple[str, ...]):
    article = read_head(f"{head}\n\n{BODY}")
    assert (article.title, article.published, article.source, article.author) == told
    assert article.text == (BODY if "hier" not in head else f"Publié hier\n\n{BODY}")


@pytest.mark.parametrize(("line", "published", "source"), DISPATCHES)
def test_datelines_of_dispatches_are_metadata(line: str, published: str, source: str):
    article = read_head(f"{TITLE}\n\n{line}{BODY}")
    assert (article.title, article.published, article.source) == (TITLE, published, source)
    assert article.text == BODY


@pytest.mark.parametrize(("foot", "source", "author"), FEET)
def test_lines_below_a_text_are_no_sentences(foot: str, source: str, author: str):
    article = read_head(f"{BODY}\n\n{foot}")
    assert article.text == BODY
    assert (article.source, article.author) == (source, author)


@pytest.mark.parametrize("line", LEADS_AWAY)
def test_ways_to_other_articles_are_left_out_and_told(line: str):
    article = read_head(f"{PARAGRAPH}\n\n{line}\n\n{SECOND}")
    assert article.text == BODY
    assert any("left out" in warning for warning in article.warnings)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("place", ["head", "middle", "foot"])
def test_sentences_that_look_like_metadata_stay(sentence: str, place: str):
    blocks = {"head": [sentence, PARAGRAPH, SECOND], "middle": [PARAGRAPH, sentence, SECOND], "foot": [PARAGRAPH, SECOND, sentence]}  # fmt: skip
    text = "\n\n".join(blocks[place])
    article = read_head(text)
    assert article.text == text
    assert (article.title, article.published, article.author) == ("", "", "")


def test_agency_that_closes_a_text_in_brackets_is_its_author():
    article = read_head(f"{BODY} (AFP)")
    assert (article.text, article.author) == (BODY, "AFP")


def test_text_that_is_cut_by_the_till_says_so():
    article = read_head(
        f"{BODY}\n\nIl vous reste 62.4% de cet article à lire. La suite est réservée aux abonnés."
    )
    assert article.text == BODY
    assert any("not whole" in warning for warning in article.warnings)


def test_what_the_file_states_wins_over_what_its_lines_tell():
    article = read_head(
        f"Date: 2020-05-01\nAuteur: Luc Petit\n\nPar Jeanne Roy\nPublié le 9 novembre 2022\n\n{BODY}"
    )
    assert (article.published, article.author, article.text) == ("2020-05-01", "Luc Petit", BODY)


def test_byline_wrapped_inside_a_sentence_stays():
    text = "Le rapport a été remis hier soir au ministre en personne\npar Jeanne Roy\net son équipe de la faculté de droit, qui l’avaient rédigé."
    assert "Jeanne Roy" in read_head(f"{text}\n\n{SECOND}").text


def test_gold_texts_stay_as_they_are():
    for name in ("dev", "press", "seed", "speakers"):
        for line in (DATA / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            left = split_head_and_foot(Draft(text))
            if "LIRE AUSSI" in text:
                continue  # that paragraph leads to another article
            assert left == Draft(text)


@given(
    st.lists(
        st.sampled_from(
            [
                *SENTENCES,
                PARAGRAPH,
                SECOND,
                "Par Jeanne Roy",
                "Publié le 9 novembre 2022",
                "© AFP",
                "",
                "Lire aussi",
                TITLE,
                "(AFP)",
                "Le Monde",
            ]
        ),
        max_size=12,
    )
)
def test_no_long_sentence_is_ever_lost(lines: list[str]):
    text = "\n".join(lines)
    left = split_head_and_foot(Draft(text))
    kept = f"{left.title}\n{left.text}"
    for sentence in (PARAGRAPH, SECOND):
        assert kept.count(sentence) == text.count(sentence)


@given(st.text(max_size=300))
def test_any_text_is_split_without_a_fault(text: str):
    split_head_and_foot(Draft(text))


def test_pasted_page_of_a_paper_gives_its_metadata_and_its_text():
    article = only("a.txt", (CASES / "11-pasted-web-article.txt").read_bytes())
    assert (article.title, article.author, article.published) == (TITLE, "Jeanne Roy", "2022-11-09")
    first, second = article.text.split("\n\n")
    assert first.startswith("Le ministre de l’Intérieur, Paul Garnier")
    assert second.endswith("le préfet des Bouches-du-Rhône.")


def test_pasted_dispatch_gives_its_day_and_agency():
    article = only("a.txt", (CASES / "12-pasted-agency-dispatch.txt").read_bytes())
    assert (article.published, article.source) == ("2022-11-08", "AFP")
    assert article.text.startswith("Le ministre de l'Intérieur Paul Garnier a annoncé mardi")
    assert article.text.endswith('une mesure "insuffisante".')


def test_page_of_pressreader_gives_paper_day_and_author():
    article = only("a.pdf", (CASES / "10b-pressreader.pdf").read_bytes())
    assert (article.source, article.published, article.author) == ("Le Figaro", "2022-11-09", "Jeanne Roy")
    assert article.text.startswith("Le ministre de l’Intérieur")


def test_running_head_of_a_pdf_names_paper_and_day():
    page = Page()
    for text in (PARAGRAPH, SECOND):
        page.line("La Croix - jeudi 10 novembre 2022 - p. 4", 60, 40, 8)
        for i, line in enumerate(wrapped(text, 300)):
            page.line(line, 60, 80 + 12 * i)
        page.next_page()
    article = only("a.pdf", page.pdf())
    assert (article.source, article.published) == ("La Croix", "2022-11-10")
    assert "La Croix" not in article.text


def test_clip_of_a_web_page_names_site_and_author():
    article = only("a.md", (CASES / "26b-web-clip.md").read_bytes())
    assert (article.source, article.author, article.published) == ("lefigaro.fr", "Jeanne Roy", "2022-11-09")
    assert "Lire aussi" not in article.text
    assert article.text.count("Nous ne céderons rien") == 1
