"""Labels, notes and lines of author and date as content management systems set them around an article."""

from __future__ import annotations

import pytest
from paragraphs import P1, P2, P3
from test_text import only

from pipelines.model import Article
from pipelines.reading.fragments import fragment_text

TITLE = "Marseille : des renforts annoncés"
LEAD = "En visite à Marseille, le ministre a promis des renforts ; la maire juge la mesure insuffisante."
TEXT = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
WHOLE = [P1, P2, P3]


def read_page(body: str, title: str = TITLE) -> Article:
    head = f'<meta charset="utf-8"><title>{title}</title>'
    return only("page.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def plain(article: Article) -> list[str]:
    return article.text.replace("\u202f", " ").replace("\u00a0", " ").split("\n\n")


def wanted(paragraphs: list[str]) -> list[str]:
    return [each.replace("\u202f", " ").replace("\u00a0", " ") for each in paragraphs]


@pytest.mark.parametrize("label", ["Article réservé aux abonnés", "Réservé aux abonnés", "Contenu premium"])
@pytest.mark.parametrize("gap", ["", " "])
def test_label_in_the_line_of_a_lead_does_not_cost_the_lead(label: str, gap: str) -> None:
    body = f"<main><article><h1>{TITLE}</h1><div class='subheadline'><span>{label}</span>{gap}{LEAD}</div>{TEXT}</article></main>"
    assert plain(read_page(body)) == wanted([LEAD, *WHOLE])


def test_line_that_announces_another_article_goes_whole() -> None:
    line = "<p><strong>À lire aussi</strong> <a href='/x'>Le maire de Nice réclame une loi sur la sécurité des villes.</a></p>"
    assert plain(read_page(f"<article><h1>{TITLE}</h1><p>{P1}</p>{line}<p>{P2}</p></article>")) == wanted(
        [P1, P2]
    )


NOTES = {
    "Substack": "<a class='footnote-anchor' href='#footnote-1'>1</a>",
    "SPIP": "&nbsp;[<a href='#nb1' class='spip_note'>1</a>]",
    "Word": "<a href='#_ftn1' name='_ftnref1'>[1]</a>",
    "MediaWiki": "<sup class='reference'><a href='#cite_note-1'>[1]</a></sup>",
}


@pytest.mark.parametrize("mark", NOTES.values(), ids=NOTES)
def test_number_of_a_note_is_no_part_of_its_sentence(mark: str) -> None:
    body = f"<article><h1>{TITLE}</h1><p>{P1}{mark}</p><p>{P2}</p></article>"
    assert plain(read_page(body)) == wanted([P1, P2])


def test_linked_number_of_a_text_stays() -> None:
    sentence = "La note de la France est passée à <a href='#notes-2022'>18 sur 20</a>, l’article <a href='/loi'>12</a> reste."
    shown = "La note de la France est passée à 18 sur 20, l’article 12 reste."
    assert shown in plain(
        read_page(f"<article><h1>{TITLE}</h1><p>{P1}</p><p>{sentence}</p><p>{P2}</p></article>")
    )


@pytest.mark.parametrize("tag", ["s", "strike", "del"])
def test_struck_words_are_no_text(tag: str) -> None:
    body = f"<article><h1>{TITLE}</h1><p>Le ministre <{tag}>accepte</{tag}> refuse la réforme de la police.</p>{TEXT}</article>"
    assert plain(read_page(body))[0] == "Le ministre refuse la réforme de la police."


LINES = {
    "Drupal, English": (
        "<footer class='node__meta'><div class='node__submitted'>Submitted by <span>Jeanne Roy</span> on <span>mer 09/11/2022 - 07:00</span></div></footer>",
        "Jeanne Roy",
        "2022-11-09",
    ),
    "Drupal, French": (
        "<footer class='node__meta'><div class='node__submitted'>Soumis par <span>Jeanne Roy</span> le <span>mer 09/11/2022 - 07:00</span></div></footer>",
        "Jeanne Roy",
        "2022-11-09",
    ),
    "SPIP, long names": (
        "<p class='info-publi'><abbr class='published' title='2022-11-09T06:00:00Z'>mercredi 9 novembre 2022</abbr>, par Marie-Jeanne de La Rochefoucauld</p>",
        "Marie-Jeanne de La Rochefoucauld",
        "2022-11-09",
    ),
    "place and day": ("<p>Par Jeanne Roy</p><p>Marseille, le 9 novembre 1999</p>", "Jeanne Roy", "1999-11-09"),
    "names and day in one box": (
        "<div class='byline'><span>par <a href='/j'>Jeanne Roy</a></span> et <span><a href='/p'>Paul Petit</a></span><div>publié le 9 novembre 2022 à 7h00</div></div>",
        "Jeanne Roy et Paul Petit",
        "2022-11-09",
    ),
    "section above": (
        "<p class='signature-kicker'>Politique</p><div class='signature'><ul><li>Jeanne Roy</li></ul><p>Publié le 9 novembre 2022 à 13 h 22 HNE</p></div>",
        "Jeanne Roy",
        "2022-11-09",
    ),
    "only an hour": ("<section class='meta__date'>Publié aujourd’hui à 10h12</section>", "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("line", "author", "published"), LINES.values(), ids=LINES)
def test_line_under_the_headline_is_metadata(line: str, author: str, published: str) -> None:
    article = read_page(
        f"<main><article><h1>{TITLE}</h1>{line}<div class='content'>{TEXT}</div></article></main>"
    )
    assert plain(article) == wanted(WHOLE)
    assert (article.author, article.published) == (author, published)


def test_author_under_the_text_is_metadata() -> None:
    article = read_page(
        f"<h1>{TITLE}</h1><div>{P1}<br><br>{P2}<br><br>{P3}<br><br>Auteur: <b>Jeanne Roy</b></div>"
    )
    assert plain(article) == wanted(WHOLE)
    assert article.author == "Jeanne Roy"


def test_headline_of_a_post_is_not_the_name_of_its_blog() -> None:
    body = (
        "<div class='header'><h1 class='title'>Le blog de Jeanne</h1></div><div class='post hentry'>"
        f"<h3 class='post-title entry-title'>{TITLE}</h3><div class='post-body'>{TEXT}</div></div>"
    )
    assert read_page(body, f"Le blog de Jeanne: {TITLE}").title == TITLE


BESIDE = {
    "blocked": "<div>Ce contenu est bloqué car vous n’avez pas accepté les cookies</div>",
    "appeal": "<div><p><strong>Vous aimez nos enquêtes ?</strong> Soutenez-nous avec un don.</p></div>",
    "leader": "<div><p><strong>A ce propos, notre éditorial:</strong> <a href='/e'>Le prix de la sécurité</a></p></div>",
    "newsletter": "<div><h2>Newsletter info</h2><p>Chaque matin, l’essentiel de l’actualité dans votre boîte.</p></div>",
    "bullet": "<span>•</span>",
    "emoji": "<div><div>💡</div></div>",
    "minutes": "<p>2 min</p>",
    "SPIP caption": "<dl class='spip_documents'><dt></dt><dd class='spip_doc_titre'><strong>Des policiers</strong></dd><dd class='spip_doc_descriptif'>CC Jean Dupont</dd></dl>",
}  # fmt: skip


@pytest.mark.parametrize("piece", BESIDE.values(), ids=BESIDE)
def test_piece_beside_the_text_is_left_out(piece: str) -> None:
    body = f"<main><article><h1>{TITLE}</h1><p>{P1}</p>{piece}<p>{P2}</p><p>{P3}</p></article></main>"
    assert plain(read_page(body)) == wanted(WHOLE)


MORE_NOTES = {
    "LibreOffice": "<a class='sdfootnoteanc' name='sdfootnote1anc' href='#sdfootnote1sym'><sup>1</sup></a>",
    "Word, saved as a page": "<a href='#_ftn1'><span class='MsoFootnoteReference'><span>[1]</span></span></a>",
    "EPUB": "<sup id='calledF1'><a epub:type='noteref' href='#dataF1'>1</a></sup>",
    "EPUB, called so": "<a role='doc-noteref' href='notes.xhtml#n1'>1</a>",
}


@pytest.mark.parametrize("mark", [*NOTES.values(), *MORE_NOTES.values()])
def test_number_of_a_note_is_no_text_in_pieces_of_pages(mark: str) -> None:
    assert (
        fragment_text(f"<p>Un accord{mark}, dit-il.</p><p>Le 12 mai.</p>")
        == "Un accord, dit-il.\n\nLe 12 mai."
    )
    body = f"<article><h1>{TITLE}</h1><p>{P1}{mark}</p><p>{P2}</p></article>"
    assert plain(read_page(body)) == wanted([P1, P2])
