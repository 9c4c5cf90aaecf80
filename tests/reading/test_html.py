from __future__ import annotations

import pytest
from made_files import PARAGRAPH, SECOND
from test_text import only, reason

from pipelines.reading import read

PAGE = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Accord à Paris | Le Quotidien</title>
<meta property="og:title" content="Accord à Paris"><meta property="og:site_name" content="Le Quotidien">
<meta property="article:published_time" content="2022-11-14T18:05:00+01:00"><meta name="author" content="Jeanne Roy">
</head><body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Accord à Paris</h1><p>{PARAGRAPH}</p><p>{SECOND}</p><p>{PARAGRAPH.replace("mardi", "lundi")}</p></article>
<footer>Mentions légales — Abonnez-vous</footer><script>alert(1)</script></body></html>"""


@pytest.mark.parametrize("name", ["a.html", "a.htm", "page.txt"])
def test_page_gives_main_text_and_metadata(name: str):
    article = only(name, PAGE)
    assert article.text.split("\n\n")[:2] == [PARAGRAPH, SECOND]
    assert "Abonnez-vous" not in article.text
    assert "alert" not in article.text
    assert (article.title, article.published, article.source) == (
        "Accord à Paris",
        "2022-11-14",
        "Le Quotidien",
    )
    assert "Roy" in article.author


def test_declared_charset_is_used_where_utf8_fails():
    data = PAGE.replace("utf-8", "windows-1252").encode("cp1252", errors="replace")
    assert only("a.html", data).text.startswith("Le ministre de l’Intérieur a annoncé")


def test_tiny_page_is_read_whole():
    assert (
        only("a.html", "<html><body><p>Le maire a dit non.</p></body></html>").text == "Le maire a dit non."
    )


@pytest.mark.parametrize(
    "page", ["<html><body><script>var a</script></body></html>", "<html></html>", "<html>"]
)
def test_page_without_text_is_rejected(page: str):
    assert "text" in reason("a.html", page.encode())


@pytest.mark.parametrize(
    ("stated", "author"),
    [("Par Jeanne Roy", "Jeanne Roy"), ("By Jeanne Roy", "Jeanne Roy"), ("Parisa Roy", "Parisa Roy")],
)
def test_byline_gives_the_name_alone(stated: str, author: str):
    page = PAGE.replace('content="Jeanne Roy"', f'content="{stated}"')
    assert only("a.html", page).author == author


EUROPRESSE = f"""<html><head><title>Europresse</title></head><body>
<article><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Monde, no. 24123</span></div>
<span class="DocHeader">International, lundi 14 novembre 2022 585 mots, p. 3</span>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Accord à Paris</p></div>
<div class="docOcurrContainer"><p>{PARAGRAPH}</p><p>{SECOND}</p></div></article>
<article><span class="DocPublicationName">Libération</span><span class="DocHeader">mardi 15 novembre 2022</span>
<p class="titreArticleVisu">Suite</p><div class="DocText clearfix">{SECOND}<br><br>{PARAGRAPH}</div></article>
<article><span class="DocPublicationName">La Croix</span><p class="titreArticleVisu">Vide</p></article>
</body></html>"""


def test_europresse_export_gives_each_article():
    result = read("export.html", EUROPRESSE.encode())
    first, second = result.articles
    assert (first.title, first.source, first.published) == ("Accord à Paris", "Le Monde", "2022-11-14")
    assert first.text == f"{PARAGRAPH}\n\n{SECOND}"
    assert first.file_name == "export.html#1"
    assert (second.title, second.source, second.published) == ("Suite", "Libération", "2022-11-15")
    assert second.text == f"{SECOND}\n\n{PARAGRAPH}"
    assert [each.where for each in result.rejections] == ["article 3"]
    assert result.found == 3


FACTIVA = f"""<html><body><div id="article-1"><div class="article frArticle"><div id="hd"><span class="frHeadline">Accord à
Paris</span></div><div class="author">Jeanne Roy</div><div>585 mots</div><div>14 novembre 2022</div><div>18:05</div>
<div>Agence France Presse</div><div>AFPFR</div><div>Français</div>
<p class="articleParagraph frarticleParagraph">{PARAGRAPH}</p><p class="articleParagraph frarticleParagraph">{SECOND}</p>
</div></div></body></html>"""
FACTIVA_CODED = f"""<html><body><div class="article frArticle"><table>
<tr><td><b>HD</b></td><td>Accord à Paris</td></tr><tr><td><b>PD</b></td><td>14 novembre 2022</td></tr>
<tr><td><b>SN</b></td><td>Le Figaro</td></tr><tr><td><b>LP</b></td><td><p>{PARAGRAPH}</p></td></tr>
<tr><td><b>TD</b></td><td><p>{SECOND}</p></td></tr></table></div></body></html>"""


@pytest.mark.parametrize(
    ("page", "source"), [(FACTIVA, "Agence France Presse"), (FACTIVA_CODED, "Le Figaro")]
)
def test_factiva_export_gives_the_article(page: str, source: str):
    article = only("export.html", page)
    assert (article.title, article.published, article.source) == ("Accord à Paris", "2022-11-14", source)
    assert article.text == f"{PARAGRAPH}\n\n{SECOND}"
