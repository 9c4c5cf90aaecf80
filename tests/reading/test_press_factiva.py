"""Factiva: displayed and coded, as text, Rich Text, Word, PDF and HTML."""

from __future__ import annotations

import pytest

from pipelines.model import Article
from pipelines.reading import read
from tests.reading.made_files import pdf, word
from tests.reading.test_press_nexis import GREVE, PORT, REPONSE, SUITE, as_rtf, plain

FIRST = [
    "RÉGION", "", "Les cheminots d’Occitanie en grève", "", "Nadia Roux et Paul Petit", "412 mots", "23 février 2023", "05:12",
    "Sud Ouest", "SUDOU", "Toulouse", "3", "Français", "Copyright 2023 Sud Ouest. Tous droits réservés.", "",
    GREVE, "", REPONSE, "", "Document SUDOU00020230223ej2n0001a", "",
]  # fmt: skip
SECOND = [
    "Un chantier naval à Brest", "", "1 120 mots", "1 mars 2023", "Le Télégramme", "LETELE", "Français", "(c) 2023 Le Télégramme", "",
    PORT, "", SUITE, "", "Document LETELE0020230301ej310002b", "",
]  # fmt: skip
COVER = [
    "Dow Jones Factiva",
    "",
    "Table des matières",
    "",
    "Les cheminots d’Occitanie en grève ........ 2",
    "Un chantier naval à Brest\t4",
    "",
]
SUMMARY = ["", "Récapitulatif de la recherche", "", "Texte", "grève or port", "Date", "Toutes les dates", "Résultats trouvés", "2", "Horodatage", "14 mars 2023 10:12"]  # fmt: skip
ROWS = [
    ("Les cheminots d’Occitanie en grève", "Sud Ouest", "2023-02-23", "Nadia Roux et Paul Petit", f"{GREVE}\n\n{plain(REPONSE)}"),
    ("Un chantier naval à Brest", "Le Télégramme", "2023-03-01", "", f"{PORT}\n\n{SUITE}"),
]  # fmt: skip


def rows(articles: tuple[Article, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(a.title, a.source, a.published, a.author, plain(a.text)) for a in articles]


def expected() -> list[tuple[str, str, str, str, str]]:
    return [(t, s, d, a, plain(x)) for t, s, d, a, x in ROWS]


@pytest.mark.parametrize("around", ["", "cover", "summary", "both"])
@pytest.mark.parametrize("form", ["txt", "rtf", "docx"])
def test_factiva_displayed_gives_each_article(form: str, around: str):
    lines = [*FIRST, *SECOND]
    lines = (
        (COVER if around in {"cover", "both"} else [])
        + lines
        + (SUMMARY if around in {"summary", "both"} else [])
    )
    data = {
        "txt": lambda: "\n".join(lines).encode(),
        "rtf": lambda: as_rtf(lines),
        "docx": lambda: word(lines),
    }[form]()
    result = read(f"factiva.{form}", data)
    assert rows(result.articles) == expected()
    assert not result.rejections
    assert not any(each.warnings for each in result.articles)


def test_factiva_rich_text_without_blank_paragraphs():
    lines = [line for line in [*FIRST[2:], *SECOND] if line]
    assert rows(read("factiva.rtf", as_rtf(lines)).articles) == expected()


def test_factiva_in_english():
    lines = [
        "Strike in the south", "", "By Nadia Roux", "1,412 words", "23 February 2023", "Sud Ouest", "SUDOU", "French", "Copyright 2023.", "",
        GREVE, "", "Document SUDOU00020230223ej2n0001a",
    ]  # fmt: skip
    assert rows(read("factiva.txt", "\n".join(lines).encode()).articles) == [
        ("Strike in the south", "Sud Ouest", "2023-02-23", "Nadia Roux", plain(GREVE))
    ]


def test_factiva_without_the_last_document_line_keeps_the_article():
    lines = [*FIRST, *SECOND[:-2]]
    assert rows(read("factiva.txt", "\n".join(lines).encode()).articles) == expected()


def test_factiva_count_of_the_summary_is_compared():
    lines = [*FIRST, *SECOND, *[line.replace("2", "25") if line == "2" else line for line in SUMMARY]]
    article = read("factiva.txt", "\n".join(lines).encode()).articles[0]
    assert any("25 articles, but 2" in each for each in article.warnings)


def coded(apart: str) -> list[str]:
    def line(code: str, value: str = "") -> str:
        return f"{code}{apart}{value}".rstrip()

    return [
        line("SE", "RÉGION"), line("HD", "Les cheminots d’Occitanie en grève"), line("BY", "Nadia Roux et Paul Petit"),
        line("WC", "412 mots"), line("PD", "23 février 2023"), line("ET", "05:12"), line("SN", "Sud Ouest"), line("SC", "SUDOU"),
        line("PG", "3"), line("LA", "Français"), line("CY", "Copyright 2023"), line("LP"), GREVE, "", line("TD"), REPONSE, "",
        line("CO", "sncf : SNCF"), line("NS", "gstrik : Grèves"), line("RE", "fra : France"), line("IPD", "Journal"),
        line("PUB", "SAPESO"), line("AN", "Document SUDOU00020230223ej2n0001a"), "",
        line("HD", "Un chantier naval à Brest"), line("WC", "120 mots"), line("PD", "1 mars 2023"), line("SN", "Le Télégramme"),
        line("SC", "LETELE"), line("LA", "Français"), line("LP", PORT), "", line("TD", SUITE), "",
        line("AN", "Document LETELE0020230301ej310002b"),
    ]  # fmt: skip


@pytest.mark.parametrize("apart", ["  ", "   ", "\t", " | "])
@pytest.mark.parametrize("form", ["txt", "rtf"])
def test_factiva_coded_gives_each_article(form: str, apart: str):
    lines = coded(apart)
    data = (
        "\n".join(lines).encode() if form == "txt" else as_rtf([line.replace("\t", r"  ") for line in lines])
    )
    result = read(f"factiva.{form}", data)
    assert rows(result.articles) == expected()
    assert not result.rejections


def test_factiva_words_like_codes_stay_in_the_text():
    lines = coded("  ")
    at = (
        lines.index(PORT) if PORT in lines else next(i for i, line in enumerate(lines) if line.endswith(PORT))
    )
    lines[at] = lines[at] + "\n\nLA MER EST HAUTE. CO n’est pas un code."
    article = read("factiva.txt", "\n".join(lines).encode()).articles[1]
    assert "LA MER EST HAUTE. CO n’est pas un code." in plain(article.text)


def page(articles: str, table: bool) -> str:
    return f'<html><head><meta charset="utf-8"><title>Factiva</title></head><body>{articles}</body></html>'


def displayed_html(nbsp: bool) -> str:
    blank = "&nbsp;" if nbsp else " "
    return (
        '<div class="article frArticle"><div>RÉGION</div><div id="hd"><span class="frHeadline">Les cheminots d’Occitanie en grève</span></div>'
        f'<div class="author">Nadia Roux et Paul Petit</div><div>412{blank}mots</div><div>23{blank}février{blank}2023</div><div>05:12</div>'
        "<div>Sud Ouest</div><div>SUDOU</div><div>3</div><div>Français</div><div>Copyright 2023 Sud Ouest. Tous droits réservés.</div>"
        f'<p class="articleParagraph frarticleParagraph">{GREVE}</p><p class="articleParagraph frarticleParagraph">{REPONSE}</p>'
        "<p>Document SUDOU00020230223ej2n0001a</p></div>"
        f'<div class="article frArticle"><div id="hd"><b>Un chantier naval<br>à Brest</b></div><div>120{blank}mots</div>'
        f"<div>1{blank}mars{blank}2023</div><div>Le{blank}Télégramme</div><div>LETELE</div><div>Français</div><div>© 2023 Le Télégramme</div>"
        f'<p class="articleParagraph frarticleParagraph">{PORT}<br/>{SUITE}</p><p>Document LETELE0020230301ej310002b</p></div>'
    )


def coded_html(nbsp: bool) -> str:
    blank = "&nbsp;" if nbsp else ""

    def row(code: str, value: str) -> str:
        return f"<tr><td valign=top><b>{code}</b>{blank}</td><td>{value}</td></tr>"

    first = "".join(
        row(code, value)
        for code, value in (
            ("SE", "RÉGION"), ("HD", "<b class='frHeadline'>Les cheminots d’Occitanie en grève</b>"),
            ("BY", "Nadia Roux et Paul Petit"), ("WC", f"412{blank or ' '}mots"), ("PD", f"23{blank or ' '}février 2023"),
            ("ET", "05:12"), ("SN", "Sud Ouest"), ("SC", "SUDOU"), ("LA", "Français"), ("CY", "Copyright 2023"),
            ("LP", f"<p class='articleParagraph frarticleParagraph'>{GREVE}</p>"),
            ("TD", f"<p class='articleParagraph frarticleParagraph'>{REPONSE}</p>"), ("IN", "i7 : Transports"),
            ("AN", "Document SUDOU00020230223ej2n0001a"),
        )
    )  # fmt: skip
    second = "".join(
        row(code, value)
        for code, value in (
            ("HD", "Un chantier naval à Brest"), ("WC", "120 mots"), ("PD", "1 mars 2023"), ("SN", "Le Télégramme"),
            ("LP", f"<p>{PORT}</p>"), ("TD", f"<p>{SUITE}</p>"), ("AN", "Document LETELE0020230301ej310002b"),
        )
    )  # fmt: skip
    return "".join(f'<div class="article frArticle"><table>{each}</table></div>' for each in (first, second))


@pytest.mark.parametrize("nbsp", [False, True])
@pytest.mark.parametrize("table", [False, True])
def test_factiva_page_gives_each_article(table: bool, nbsp: bool):
    body = coded_html(nbsp) if table else displayed_html(nbsp)
    result = read("factiva.html", page(body, table).encode())
    assert rows(result.articles) == expected()
    assert not result.rejections
    assert not any(each.warnings for each in result.articles)


def test_factiva_pdf_gives_each_article():
    head = ["Page 1 de 2 © 2023 Factiva, Inc. Tous droits réservés."]
    first = [line for line in FIRST if line]
    lines = [*head, "Les cheminots d'Occitanie en grève", *first[2:]]
    one = [part for line in lines for part in _cut(line)]
    two = [
        part for line in [head[0].replace("1 de", "2 de"), *[x for x in SECOND if x]] for part in _cut(line)
    ]
    result = read("factiva.pdf", pdf([one, two]))
    assert [(a.title, a.source, a.published, a.author) for a in result.articles] == [
        ("Les cheminots d'Occitanie en grève", "Sud Ouest", "2023-02-23", "Nadia Roux et Paul Petit"),
        ("Un chantier naval à Brest", "Le Télégramme", "2023-03-01", ""),
    ]
    assert " ".join(plain(result.articles[1].text).split()) == f"{PORT} {SUITE}"
    assert "Factiva" not in result.articles[0].text


def _cut(line: str, width: int = 85) -> list[str]:
    import textwrap

    return textwrap.wrap(line, width) or [""]


@pytest.mark.parametrize(
    "author",
    [
        "Nadia Roux; Paul Petit", "Nadia Roux (avec AFP)", "De notre correspondant à Toulouse, Jean Dupont", "N.R.",
        "Roux, Nadia", "AFP", "nadia roux", "NADIA ROUX et Anne Le Goff", "Propos recueillis par Nadia Roux",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["txt", "rtf", "html"])
def test_factiva_authors_of_many_shapes_are_no_title(form: str, author: str):
    lines = [author if line == "Nadia Roux et Paul Petit" else line for line in FIRST[2:]]
    if form == "html":
        data = page(
            displayed_html(nbsp=False).replace("Nadia Roux et Paul Petit", author), table=False
        ).encode()
    else:
        data = as_rtf(lines) if form == "rtf" else "\n".join(lines).encode()
    article = read(f"f.{form}", data).articles[0]
    assert (article.title, article.author) == (ROWS[0][0], author)


@pytest.mark.parametrize("section", ["Économie", "Politique intérieure", "UNE"])
def test_factiva_section_above_the_title_is_no_title(section: str):
    lines = [section, "", "Grève au port", "", "412 mots", "23 février 2023", "Sud Ouest", "SUDOU", "Français", "", GREVE, "", "Document SUDOU00020230223ej2n0001a"]  # fmt: skip
    for name, data in (("f.txt", "\n".join(lines).encode()), ("f.rtf", as_rtf(lines))):
        article = read(name, data).articles[0]
        assert (article.title, article.author, plain(article.text)) == ("Grève au port", "", plain(GREVE))


def test_factiva_short_paragraph_after_the_notice_is_text():
    lines = ["Grève au port", "", "42 mots", "23 février 2023", "Sud Ouest", "SUDOU", "Français", "Copyright 2023 Sud Ouest", "", "Il pleut.", "", "© Photo X", "", GREVE, "", "Document SUDOU00020230223ej2n0001a"]  # fmt: skip
    for name, data in (("f.txt", "\n".join(lines).encode()), ("f.rtf", as_rtf(lines))):
        assert plain(read(name, data).articles[0].text) == plain(f"Il pleut.\n\n{GREVE}")
