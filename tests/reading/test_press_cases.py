"""Exports of press databases with the value that each must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.model import Article
from pipelines.reading import read

CASES = Path(__file__).parent / "cases" / "press"
P1 = "Le ministre de l’Intérieur, Paul Garnier, a annoncé mardi à Marseille le déploiement de 300 policiers supplémentaires. « Nous ne céderons rien », a-t-il déclaré devant la presse."
P2 = "La maire de la ville, Claire Vasseur, a dénoncé mercredi une mesure « insuffisante ». Elle a réclamé une rencontre avec le préfet des Bouches-du-Rhône."
P3 = "Le syndicat Alliance a salué l’annonce. Son secrétaire général, Denis Aubry, a appelé à manifester le 24 novembre devant la préfecture."
Q1 = "Le président de la région, Marc Delorme, a rencontré jeudi à Lille la ministre des Transports, Anne Rivière. « Le chantier reprendra en janvier », a-t-elle assuré."
Q2 = "Les associations de riverains ont déposé un recours devant le tribunal administratif. Elles contestent le tracé retenu en 2019."
RENFORTS = "Marseille: le ministre annonce des renforts"
CANAL = "Le chantier du canal reprendra en janvier"
OCR = "Le président du Conseil, M. Viviani, a reçu hier l'ambassadeur d'Allemagne."

Row = tuple[str, str, str, str, str]
HANDED: dict[str, list[Row]] = {
    "reference.ris": [("Renforts", "Le Figaro", "2022-11-09", "Jeanne Roy", P1)],
    "nexis-two-articles.docx": [
        (RENFORTS, "Le Figaro", "2022-11-09", "Jeanne Roy", f"{P1}\n\n{P2}"),
        (CANAL, "La Voix du Nord", "2022-11-11", "Jeanne Roy", f"{Q1}\n\n{Q2}"),
    ],
    "factiva-two-articles.txt": [
        (RENFORTS, "Le Figaro", "2022-11-09", "Jeanne Roy", f"{P1}\n\n{P2}"),
        (CANAL, "La Voix du Nord", "2022-11-11", "", f"{Q1}\n\n{Q2}"),
    ],
    "nexis-one-article.docx": [
        (RENFORTS, "Le Figaro", "2022-11-09", "Jeanne Roy", f"{P1}\n\n{P2}\n\n{P3}")
    ],
    "../10b-pressreader.pdf": [
        ("Des renforts à Marseille", "Le Figaro", "2022-11-09", "Jeanne Roy", f"{P1}\n\n{P2}\n\n{P3}")
    ],
    "gallica.txt": [
        (
            "Le Petit Courrier (Paris. 1876)", "Le Petit Courrier (Paris. 1876)", "1914-08-02", "",
            f"LA MOBILISATION\n\n{OCR} {Q2}",
        )
    ],
    "europresse-br.html": [("Renforts", "Ouest-France", "2022-11-09", "", f"{P1}\n\n{P2}\n\n{P3}\n\n{Q1}")],
    "europresse-title-br.html": [
        ("Le canal Un chantier contesté", "Les Echos", "2022-11-11", "Jeanne Roy et Paul Petit", f"{Q1}\n\n{Q2}")
    ],
    "factiva-coded-nbsp.html": [
        ("Infolocale", "Ouest-France", "2022-11-01", "", P1),
        ("Canal", "La Croix", "2022-11-11", "", f"{Q1}\n\n{Q2}"),
    ],
    "gargantext.tsv": [("Des renforts", "Le Figaro", "2022-11-09", "Jeanne Roy", P1)],
    "iramuteq.txt": [
        ("", "La Croix", "2022-11-09", "", f"{P1}\n\n{P2}"),
        ("", "LeMonde", "2022-11-11", "", f"{Q1}\n\n{Q2}"),
    ],
}  # fmt: skip


def rows(articles: tuple[Article, ...]) -> list[Row]:
    return [(a.title, a.source, a.published, a.author, a.text.replace("\xa0", " ")) for a in articles]


@pytest.mark.parametrize("name", HANDED)
def test_press_case_gives_its_right_value(name: str):
    result = read(name, (CASES / name).read_bytes())
    assert not result.rejections
    expected = [
        (title, source, date, author, text.replace("\xa0", " "))
        for title, source, date, author, text in HANDED[name]
    ]
    assert rows(result.articles) == expected
