"""Europresse: three generations of HTML, and PDF."""

from __future__ import annotations

import textwrap

import pytest

from pipelines.model import Article
from pipelines.reading import read
from tests.reading.drawn_pages import Page, wrapped
from tests.reading.made_files import pdf
from tests.reading.test_press_nexis import GREVE, PORT, REPONSE, SUITE, as_rtf, plain

TITLE, OTHER = "Les cheminots d’Occitanie en grève", "Un chantier naval à Brest"
ROWS = [
    (TITLE, "Sud Ouest", "2023-02-23", "Nadia Roux", f"{GREVE}\n\n{plain(REPONSE)}"),
    (OTHER, "Le Télégramme", "2023-03-01", "", f"{PORT}\n\n{SUITE}"),
]


def rows(articles: tuple[Article, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(a.title, a.source, a.published, a.author, plain(a.text)) for a in articles]


def expected() -> list[tuple[str, str, str, str, str]]:
    return [(t, s, d, a, plain(x)) for t, s, d, a, x in ROWS]


def newest() -> str:
    return f"""<article><header>
<div class="sm-margin-bottom"><div class="rdp__DocPublicationName"><span class="DocPublicationName">Sud Ouest, no. 24512
                <br>Région, jeudi 23 février 2023 412 mots, p. 3</span></div></div>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">{TITLE}</p></div>
<p class="sm-margin-bottomNews">Nadia Roux</p></header>
<section class="sm-margin-topNews"><div class="DocText clearfix"><div class="docOcurrContainer"><p>{GREVE}</p><p>{REPONSE}</p></div></div></section>
<aside><div class="apd-wrapper">Aussi paru dans <div class="source-name-APD">Sud Ouest (site web)</div><div class="apd-sources-date">2023-02-24</div></div></aside>
<footer><div class="Doc-LegalInfo"><small>© 2023 Sud Ouest. Tous droits réservés. Le présent document est protégé.</small></div>
<div class="publiC-lblNodoc">news·20230223·SU·24512x3</div></footer></article>
<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Télégramme
                Brest ; Quimper</span></div>
<div class="rdp__DocHeader"><span class="DocHeader">mercredi 1 mars 2023 120 mots, p. 12</span></div>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{OTHER}</p></div></header>
<section><div class="docOcurrContainer">{PORT}<br><br>{SUITE}<br>Cet article est paru dans <a href="x">Le Télégramme (site web)</a></div></section>
<div class="publiC-lblNodoc">news·20230301·TL·1</div></article>"""


def middle() -> str:
    return f"""<article><header><div class="sm-margin-bottom"></div><div><span class="DocPublicationName">Sud Ouest</span>&nbsp;
<span class="DocHeader">Région, jeudi 23 février 2023, p. 3</span></div>
<div class="titreArticle"><p class="titreArticleVisu">{TITLE}</p></div><div class="docAuthors">Nadia Roux</div></header>
<section><div class="DocText clearfix"><p>{GREVE}</p><p>{REPONSE}</p></div></section>
<footer><div class="Doc-LegalInfo"><small>© 2023 SAPESO</small></div><div class="publiC-lblNodoc">news·20230223·SU·1</div></footer></article>
<article><header><div><span class="DocPublicationName">Le Télégramme</span> <span class="DocHeader">mercredi 1 mars 2023 - 05:30 UTC +0100 120 mots</span></div>
<div class="titreArticle"><div class="titreArticleVisu">{OTHER}</div></div></header>
<section><div class="DocText clearfix"><p>{PORT}</p><p>{SUITE}</p></div></section></article>"""


def oldest() -> str:
    return f"""<table width="100%"><tr><td><span class="DocPublicationName">Sud Ouest</span><br><span class="DocHeader">Région, jeudi 23 février 2023, p. 3</span></td></tr>
<tr><td><span class="TitreArticleVisu">{TITLE}</span><br><span class="docAuthors">Nadia Roux</span></td></tr>
<tr><td class="DocText"><p>{GREVE}</p><p>{REPONSE}</p></td></tr>
<tr><td><span class="PubliC_lblNodoc">news·20230223·SU·1</span><br>© 2023 SAPESO. Tous droits réservés.</td></tr></table>
<table width="100%"><tr><td><span class="DocPublicationName">Le Télégramme</span><br><span class="DocHeader">mercredi 1 mars 2023</span></td></tr>
<tr><td><span class="TitreArticleVisu">{OTHER}</span></td></tr><tr><td class="DocText">{PORT}<br><br>{SUITE}</td></tr></table>"""


def flat() -> str:
    return f"""<div><span class="DocPublicationName">Sud Ouest</span><span class="DocHeader">Région, jeudi 23 février 2023, p. 3</span>
<p class="titreArticleVisu">{TITLE}</p><div class="docAuthors">Nadia Roux</div><p>{GREVE}</p><p>{REPONSE}</p>
<span class="DocPublicationName">Le Télégramme</span><span class="DocHeader">mercredi 1 mars 2023</span>
<p class="titreArticleVisu">{OTHER}</p><p>{PORT}</p><p>{SUITE}</p></div>"""


@pytest.mark.parametrize("body", [newest, middle, oldest, flat])
def test_europresse_page_of_each_generation(body):
    page = f'<html><head><meta charset="utf-8"><title>Europresse</title></head><body>{body()}</body></html>'
    result = read("europresse.HTML", page.encode())
    assert rows(result.articles) == expected()
    assert not result.rejections
    assert not any(each.warnings for each in result.articles)


def test_europresse_single_article_in_a_page():
    body = middle().split("</article>")[0] + "</article>"
    result = read("a.html", f"<html><body>{body}</body></html>".encode())
    assert rows(result.articles) == expected()[:1]
    assert result.articles[0].file_name == "a.html"


def test_europresse_date_from_the_document_number_when_the_head_has_none():
    page = f"<html><body>{middle().replace('jeudi 23 février 2023, ', '')}</body></html>"
    assert read("a.html", page.encode()).articles[0].published == "2023-02-23"


def test_europresse_lead_comes_first_and_once():
    lead = '<p class="sm-margin-TopNews rdp__subtitle">Le trafic est interrompu jusqu’à lundi.</p>'
    author = '<p class="sm-margin-bottomNews">Nadia Roux</p>'
    page = f"<html><body>{newest().replace(author, lead + author)}</body></html>"
    article = read("a.html", page.encode()).articles[0]
    assert plain(article.text).startswith("Le trafic est interrompu jusqu’à lundi.\n\nLes cheminots")
    assert article.author == "Nadia Roux"


def test_europresse_count_of_the_head_is_compared():
    page = f"<html><body><h1>12 documents</h1>{middle()}</body></html>"
    assert any("12 articles, but 2" in each for each in read("a.html", page.encode()).articles[0].warnings)


def test_europresse_same_text_of_two_papers_is_two_articles():
    second = middle().replace(OTHER, TITLE).replace(PORT, GREVE).replace(SUITE, REPONSE)
    articles = read("a.html", f"<html><body>{second}</body></html>".encode()).articles
    assert [(a.source, plain(a.text)) for a in articles] == [
        ("Sud Ouest", plain(f"{GREVE}\n\n{REPONSE}")), ("Le Télégramme", plain(f"{GREVE}\n\n{REPONSE}")),
    ]  # fmt: skip


BOX = ["Nom de la source", "Sud Ouest", "Type de source", "Presse • Journaux", "Périodicité", "Quotidien", "Couverture géographique", "Régionale", "Provenance", "Bordeaux, Nouvelle-Aquitaine, France"]  # fmt: skip
RIGHTS = "© 2023 Sud Ouest. Tous droits réservés. Le présent document est protégé par les lois et conventions internationales sur le droit d’auteur."
CERTIFICATE = "Certificat émis le 14 mars 2023 à Université de Bordeaux à des fins de visualisation personnelle et temporaire."
COVER = ["Mardi 14 mars 2023 à 10 h 12", "Université de Bordeaux", "Sommaire", "Documents sauvegardés • 2 documents", "Sud Ouest", f"{TITLE} 3", "Le Télégramme", f"{OTHER} 4"]  # fmt: skip


def lines(second_box: bool) -> list[list[str]]:
    first = ["Jeudi 23 février 2023", "Sud Ouest • no. 24512 • p. 3 • 412 mots", "", TITLE, "", "Nadia Roux", "", GREVE, "", REPONSE, "", RIGHTS, CERTIFICATE, "news·20230223·SU·24512x3"]  # fmt: skip
    second = ["Mercredi 1 mars 2023", "Le Télégramme • p. 12 • 120 mots", "", OTHER, "", PORT, "", SUITE, "", RIGHTS.replace("Sud Ouest", "Le Télégramme"), CERTIFICATE, "news·20230301·TL·1"]  # fmt: skip
    return [COVER, [*BOX, *first], [*(BOX if second_box else []), *second]]


@pytest.mark.parametrize("second_box", [False, True])
@pytest.mark.parametrize("cover", [False, True])
def test_europresse_lines_leave_box_cover_and_certificate_out(second_box: bool, cover: bool):
    pages = lines(second_box)[0 if cover else 1 :]
    text = [line for page in pages for line in page]
    for name, data in (("e.rtf", as_rtf(text)), ("e.txt", "\n".join(text).encode())):
        result = read(name, data)
        assert rows(result.articles) == expected(), name
        assert not any(each.warnings for each in result.articles)


def test_europresse_count_of_the_cover_is_compared():
    text = [line.replace("2 documents", "9 documents") for page in lines(True) for line in page]
    assert any("9 articles, but 2" in each for each in read("e.rtf", as_rtf(text)).articles[0].warnings)


def test_europresse_pdf_gives_each_article():
    pages = [
        [part for line in page if line for part in textwrap.wrap(line.replace("•", "·"), 88)]
        for page in lines(True)
    ]
    result = read("europresse.pdf", pdf(pages))
    assert [(a.title, a.source, a.published, a.author) for a in result.articles] == [
        (t, s, d, a) for t, s, d, a, _ in expected()
    ]
    for article, (*_, text) in zip(result.articles, expected(), strict=True):
        assert " ".join(plain(article.text).split()) == " ".join(text.split())


def test_europresse_drawn_pages_with_large_titles():
    sheet = Page()
    for page in lines(True)[1:]:
        y = 60.0
        for line in page:
            size = 18 if line in {TITLE, OTHER} else 10
            for part in wrapped(line, 460, size) if line else [""]:
                sheet.line(part, y=y, size=size)
                y += size * 1.2
            y += 6 if len(line) > 80 else 0
        sheet.next_page()
    result = read("europresse.pdf", sheet.pdf())
    assert [(a.title, a.source, a.published, a.author) for a in result.articles] == [
        (t, s, d, a) for t, s, d, a, _ in expected()
    ]
    for article, (*_, text) in zip(result.articles, expected(), strict=True):
        assert " ".join(plain(article.text).split()) == " ".join(text.split())


@pytest.mark.parametrize(
    ("signed", "author"),
    [
        ("Roux, Nadia", "Nadia Roux"),
        ("Nadia Roux, Paul Petit", "Nadia Roux, Paul Petit"),
        ("AFP, Belga", "AFP, Belga"),
    ],
)
def test_europresse_name_before_a_comma_is_the_last_one(signed: str, author: str):
    page = f"<html><body>{newest().replace('Nadia Roux', signed)}</body></html>"
    assert read("e.html", page.encode()).articles[0].author == author
