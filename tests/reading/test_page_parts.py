"""Parts of web pages, one kind at a time: breaks, quotations, boxes, captions, leads, dates, character sets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paragraphs import P1, P2, P3, Q1
from test_text import only, reason

from pipelines.reading.html import draft_of_page, read_html
from pipelines.reading.page.bylines import author_of

TITLE = "Marseille : des renforts annoncés"


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}</title>{head}</head><body>{body}</body></html>'


def article(inner: str, head: str = "", before: str = "", after: str = "") -> str:
    return page(f"{before}<article><h1>{TITLE}</h1>{inner}</article>{after}", head)


def paragraphs(markup: str) -> list[str]:
    return only("a.html", markup).text.split("\n\n")


TEXT = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
INLINE = {
    "line break": ("Au commencement<br>était la mer", "Au commencement\nétait la mer"),
    "XHTML line break": ("Au commencement<br />était la mer", "Au commencement\nétait la mer"),
    "comment": ("Le maire <!-- publicité -->est <!--x-->parti.", "Le maire est parti."),
    "comment in a word": ("Le mai<!-- -->re est parti.", "Le maire est parti."),
    "time first": ('<time datetime="2023-05-03">Mercredi 3 mai</time>, le maire est parti.', "Mercredi 3 mai, le maire est parti."),
    "time last": ('Le maire est parti <time datetime="2023-05-03">mercredi</time>.', "Le maire est parti mercredi."),
    "quotation": ("Il a dit&nbsp;: <q>Non</q>.", "Il a dit\u00a0: «\u00a0Non\u00a0»."),
    "quotation in a quotation": ("Il a dit <q>le <q>oui</q> de Paul</q>.", "Il a dit «\u00a0le “oui” de Paul\u00a0»."),
    "marks typed in the quotation": ("Il a dit <q>« Non »</q>.", "Il a dit « Non »."),
    "marks typed around it": ("Il a dit «&nbsp;<q>Non</q>&nbsp;».", "Il a dit «\u00a0Non\u00a0»."),
    "raised letters": ("Le 1<sup>er</sup> mai, la 2<sup>e</sup> chambre.", "Le 1er mai, la 2e chambre."),
    "mark of a note": ('Le maire<sup><a href="#n1">[1]</a></sup> est parti.', "Le maire est parti."),
    "word break": ("anti<wbr>constitution&shy;nel", "anticonstitutionnel"),
    "drop cap": ("<span class='lettrine'>L</span>e maire est parti.", "Le maire est parti."),
    "words in links": ("Le <a href='/m'>maire</a> est <a href='/x'>parti</a> à Nice, dit-on.", "Le maire est parti à Nice, dit-on."),
    "emphasis": ("Le <em>maire</em>, <strong>Luc Ferrand</strong>, est parti.", "Le maire, Luc Ferrand, est parti."),
    "entities": ("L&#8217;&eacute;t&eacute; &agrave; 300&nbsp;&euro; &amp; plus", "L’été à 300\u00a0€ & plus"),
    "source line breaks": ("Le maire\n    est\n    parti.", "Le maire est parti."),
    "deleted": ("Le maire est <del>venu</del> <ins>parti</ins>.", "Le maire est parti."),
    "unknown element": ("Le <o:p>maire</o:p> <st1:person>Luc</st1:person> part.", "Le maire Luc part."),
    "script in a sentence": ("Le maire <script>var a = 1;</script>part.", "Le maire part."),
    "button in a sentence": ("Le maire <button>Copier</button>part.", "Le maire part."),
    "hidden word": ("Le maire <span class='sr-only'>ouvre un nouvel onglet</span>part.", "Le maire part."),
}  # fmt: skip


@pytest.mark.parametrize("kind", INLINE)
def test_paragraph_is_read_as_the_page_shows_it(kind: str):
    inner, shown = INLINE[kind]
    assert paragraphs(article(f"<p>{P1}</p><p>{inner}</p><p>{P2}</p>")) == [P1, shown, P2]


BLOCKS = {
    "two line breaks": (f"<div>{P1}<br><br>{P2}</div>", [P1, P2]),
    "line break after a sentence": (f"<p>{P1}<br>{P2}</p>", [P1, P2]),
    "paragraph in a list": (f"<p>{P1}</p><ul><li>Un million d’euros</li><li><p>Deux ans</p></li></ul><p>{P2}</p>", [P1, "Un million d’euros", "Deux ans", P2]),
    "table of figures": (
        f"<p>{P1}</p><table><tr><th>Ville</th><th>Voix</th></tr><tr><td>Lyon</td><td>12</td></tr></table><p>{P2}</p>",
        [P1, "Ville | Voix", "Lyon | 12", P2],
    ),
    "text without paragraphs": (f"<div>{P1}</div><div>{P2}</div>", [P1, P2]),
    "text outside paragraphs": (f"{P1}<p>{P2}</p>{P3}", [P1, P2, P3]),
    "article twice in the page": (f"<p>{P1}</p><p>{P2}</p><p>{P1}</p>", [P1, P2]),
}  # fmt: skip


@pytest.mark.parametrize("kind", BLOCKS)
def test_blocks_become_paragraphs(kind: str):
    inner, shown = BLOCKS[kind]
    assert paragraphs(article(inner)) == shown


BESIDE = {
    "pull quote by name": "<blockquote class='pullquote'>Une tout autre phrase, dite ailleurs.</blockquote>",
    "pull quote in an aside": "<aside><p>« Nous ne céderons rien »</p><p>Paul Garnier, ministre</p></aside>",
    "pull quote with its speaker": "<blockquote><p>Nous ne céderons rien</p><cite>Claire Vasseur</cite></blockquote>",
    "pull quote in a heading": "<h3>« Nous ne céderons rien »</h3>",
    "pull quote in a paragraph": "<p class='x12'><strong>« Nous ne céderons rien. »</strong></p>",
    "pull quote shortened": "<blockquote><p>La maire de la ville a dénoncé mercredi une mesure « insuffisante »</p></blockquote>",
    "exergue": "<div class='article-exergue'><p>Une phrase en grand</p></div>",
    "caption": "<figure><img src='a'><figcaption>Le ministre à Marseille, mardi. Photo AFP</figcaption></figure>",
    "caption without element": "<p class='wp-caption-text'>Le ministre à Marseille, mardi, entouré de policiers.</p>",
    "credit": "<p>© Jean Dupont / AFP</p>",
    "credit in words": "<p>Photo : Jean Dupont/Sipa</p>",
    "credit in brackets": "<p>(Photo Jean Dupont)</p>",
    "read also": "<p>Lire aussi : <a href='/x'>Luc Ferrand répond</a></p>",
    "read also, no link": "<p>À LIRE AUSSI. Luc Ferrand répond : « je reste »</p>",
    "read also, arrow": "<p><strong>► À lire aussi :</strong> Luc Ferrand répond</p>",
    "linked paragraph": "<p><a href='/x'>Sécurité : « je reste », répond Luc Ferrand</a></p>",
    "paywall": "<p>Cet article est réservé aux abonnés.</p><p>Déjà abonné ? Connectez-vous</p>",
    "rest for subscribers": "<p>Il vous reste 43 % de cet article à lire. La suite est réservée aux abonnés.</p>",
    "newsletter": "<div class='nl-box'><p>Newsletter Politique. Chaque vendredi, recevez nos analyses. Je m’inscris</p></div>",
    "newsletter by its words": "<p>Recevez chaque matin l’essentiel de l’actualité dans notre newsletter gratuite</p>",
    "share": "<div class='share-buttons'><span>Partager</span><a href='#'>Facebook</a></div>",
    "share in words": "<p>Partager sur Facebook</p><p>Copier le lien</p>",
    "reading time": "<p>Temps de lecture : 3 min.</p>",
    "advert": "<div id='ad-slot-1'><p>Publicité</p></div>",
    "caption in italics": "<p><em>Le ministre à Marseille, mardi 8 novembre. (Photo AFP)</em></p>",
    "caption with its agency": "<p>Le ministre de l’Intérieur à Marseille, mardi © Jean Dupont, AFP</p>",
    "offer": "<div><p>Accédez à tous nos contenus à partir de 1 €</p><p>Vous êtes déjà abonné ?</p></div>",
    "hidden text": "<p style='display: none'>Phrase cachée que personne ne voit jamais à l’écran.</p><p hidden>Autre phrase cachée.</p>",
    "text for the blind": "<p class='visually-hidden'>Fin de la publicité, reprise de l’article.</p>",
    "tags": "<p>Mots-clés : Marseille, police</p>",
    "cookies": "<div class='cookie-banner'><p>Nous utilisons des cookies pour mesurer l’audience de ce site.</p></div>",
    "teaser": "<article class='teaser'><h3><a href='/y'>Grève lundi</a></h3><p>Les syndicats appellent à une journée d’action lundi prochain.</p></article>",
    "related": "<div class='related-articles'><h3>Sur le même sujet</h3><p>Luc Ferrand veut une loi sur la sécurité dans les villes.</p></div>",
}  # fmt: skip


@pytest.mark.parametrize("kind", BESIDE)
def test_what_stands_beside_the_text_is_left_out(kind: str):
    markup = article(f"<p>{P1}</p>{BESIDE[kind]}<p>{P2}</p><p>{P3}</p>")
    assert paragraphs(markup) == [P1, P2, P3]


KEPT = {
    "quotation of its own": "<blockquote><p>« La situation est grave et nous attendons des actes », écrit le préfet dans sa lettre.</p></blockquote>",
    "sentence that begins with a verb of reading": "<p>Lire est devenu un luxe, regrette la bibliothécaire du quartier.</p>",
    "sentence about a photo": "<p>Photo à l’appui, le maire a montré les dégâts devant la presse locale.</p>",
    "sentence about subscribers": "<p>Les abonnés du club ont manifesté samedi devant le stade.</p>",
    "sentence about a newsletter": "<p>Dans une newsletter, le député avait critiqué la mesure dès lundi.</p>",
    "day of a chronicle": "<p>Le 9 novembre 2021.</p>",
    "one-word answer": "<p><strong>Partez-vous ?</strong></p><p>Non.</p>",
    "byline of a law": "<p>Par cette décision, le tribunal donne raison aux riverains du canal.</p>",
    "day at the start": "<p>Mardi 8 novembre 2022, le ministre a visité le commissariat du centre.</p>",
    "box of facts": "<aside class='encadre'><h3>Repères</h3><p>La ville compte 870 000 habitants et seize secteurs.</p></aside>",
}  # fmt: skip


@pytest.mark.parametrize("kind", KEPT)
def test_text_that_looks_like_furniture_is_kept(kind: str):
    markup = article(f"<p>{P1}</p>{KEPT[kind]}<p>{P2}</p>")
    kept = " ".join(paragraphs(markup))
    for inner in KEPT[kind].split("<p>")[1:]:
        words = inner.partition("</p>")[0].replace("<strong>", "").replace("</strong>", "")
        assert words in kept


LEAD = "Le ministre veut réorganiser la police des grandes villes, malgré la colère des syndicats."
LEADS = {
    "before the article": f"<main><h1>{TITLE}</h1><div class='chapeau'>{LEAD}</div><article>{TEXT}</article></main>",
    "in the page's heading": f"<header><h1>{TITLE}</h1><p>{LEAD}</p></header><article>{TEXT}</article>",
    "after the picture": f"<article><h1>{TITLE}</h1><figure><img><figcaption>Le ministre.</figcaption></figure><p class='Intro'>{LEAD}</p><div>{TEXT}</div></article>",
    "after the date": f"<article><h1>{TITLE}</h1><p>Publié le 9 novembre 2022</p><p>{LEAD}</p><div class='text'>{TEXT}</div></article>",
    "as second heading": f"<div class='a'><h1>{TITLE}</h1><h2>{LEAD}</h2><div class='b'>{TEXT}</div></div>",
    "above the headline": f"<article><p class='article-chapo'>{LEAD}</p><h1>{TITLE}</h1><div>{TEXT}</div></article>",
    "in bold": f"<div><h1>{TITLE}</h1><p><b>{LEAD}</b></p>{TEXT}</div>",
    "camel case": f"<div><h1>{TITLE}</h1><span class='ArticleStandFirst'>{LEAD}</span><section>{TEXT}</section></div>",
}  # fmt: skip


@pytest.mark.parametrize("kind", LEADS)
def test_lead_is_kept_first(kind: str):
    assert paragraphs(page(LEADS[kind])) == [LEAD, P1, P2, P3]


DATES = {
    "JSON-LD in a list": ('<script type="application/ld+json">[{"@type":"BreadcrumbList"},{"@type":"NewsArticle","datePublished":"1987-03-05T08:00"}]</script>', "", "1987-03-05"),
    "year alone": ('<meta name="dc.date" content="1998">', "", "1998"),
    "old paper": ('<meta name="date" content="30 mai 1631">', "", "1631-05-30"),
    "French words in a tag": ('<meta name="pubdate" content="9 novembre 2022">', "", "2022-11-09"),
    "microdata": ("", '<meta itemprop="datePublished" content="2022-11-09T07:00">', "2022-11-09"),
    "time element": ("", '<p>Publié le <time datetime="2022-11-09">9 nov.</time></p>', "2022-11-09"),
    "time beside the title": ("", '<div class="infos"><time datetime="2022-11-09T06:00:00Z">il y a 3 h</time></div>', "2022-11-09"),
    "change before publication": ("", "<p>Mis à jour le 10/11/2022 à 9:12 — Publié le 09/11/2022 à 7:00</p>", "2022-11-09"),
    "change marked first": ("", '<p><time class="updated" datetime="2022-11-10">x</time> <time class="published" datetime="2022-11-09">y</time></p>', "2022-11-09"),
    "abbreviated month": ("", '<p class="date">Posté le 9 nov. 2022</p>', "2022-11-09"),
    "first of the month": ("", "<p>Mis en ligne le 1er août 1944</p>", "1944-08-01"),
    "short year": ("", '<span class="date">09.11.2022, 07h00</span>', "2022-11-09"),
    "with the author": ("", "<p>Par Jeanne Roy, le 9 février 2023 à 7h</p>", "2023-02-09"),
    "weekend issue": ("", "<p>Publié le dimanche 6 et lundi 7 novembre 2022</p>", "2022-11-06/2022-11-07"),
    "publication that was rewritten": (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-11-20","dateModified":"2022-11-20"}</script>'
        '<meta property="article:published_time" content="2022-11-09">', "", "2022-11-09",
    ),
    "another article's data": (
        '<script type="application/ld+json">[{"@type":"NewsArticle","headline":"Grève lundi","datePublished":"2023-01-01"},'
        f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2022-11-09"}}]</script>', "", "2022-11-09",
    ),
    "none": ("", "", ""),
    "today": ("", "<p>Publié aujourd’hui à 10h12</p>", ""),
    "no year": ("", "<p>Publié le 9 novembre à 10h12</p>", ""),
    "no day of the calendar": ('<meta property="article:published_time" content="2022-25">', "", ""),
    "day in the text": ("", "<p>Le président a rencontré le chancelier le 3 mai 2021 à Berlin, avant de partir pour Rome.</p>", ""),
    "time in the text": ("", '<p>Le président l’a rencontré <time datetime="2021-05-03">mercredi 3 mai</time> à Berlin.</p>', ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", DATES)
def test_date_is_the_publication_as_stated(kind: str):
    head, inner, published = DATES[kind]
    aside = "<aside><p>Publié le 2 janvier 2020</p><time datetime='2020-01-02'>2 janvier</time></aside>"
    stranger = f"<ul><li><a href='/z'><time datetime='2019-01-02'>x</time></a></li></ul>{aside}<footer>© 2018</footer>"
    masthead = "<header><p>Jeudi 5 décembre 2024</p></header>"
    read = only("a.html", article(inner + TEXT, head, before=masthead, after=stranger))
    assert read.published == published
    assert [each for each in read.text.split("\n\n") if each in {P1, P2, P3}] == [P1, P2, P3]


def test_page_that_states_only_its_change_is_told_so():
    head = '<meta property="article:modified_time" content="2022-11-10">'
    read = only("a.html", article(TEXT, head))
    assert read.published == ""
    assert any("2022-11-10" in warning for warning in read.warnings)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="iso-8859-15">', "iso-8859-15"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<meta charset="ISO-8859-1">', "cp1252"),
        ('<meta charset="iso-8859-15">', "cp1252"),
        ('<meta charset="x-mac-roman">', "mac_roman"),
        ('<meta charset="macintosh">', "mac_roman"),
        ('<meta charset="utf-8">', "utf-8-sig"),
        ("", "cp1252"),
        ("", "utf-16"),
        ('<meta charset="iso-8859-1">', "utf-8"),
    ],
)
def test_characters_are_read_as_declared(declared: str, encoding: str):
    text = "L'été à Noël, un cœur d'or vaut 300 € à Orléans où le maire, déçu, a dit non."
    markup = f"<html><head>{declared}<title>x</title></head><body><p>{text}</p><p>{text[:-1]} hier.</p></body></html>"
    assert only("a.html", markup.encode(encoding)).text.startswith(text)


def test_xml_declaration_states_the_character_set():
    markup = f'<?xml version="1.0" encoding="ISO-8859-1"?><html><body><p>{P1.replace("’", chr(39))}</p></body></html>'
    assert "Intérieur" in only("a.xhtml", markup.encode("iso-8859-1")).text


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("Jean-Marie Petit, envoyé spécial à Alger", "Jean-Marie Petit"),
        ("Jeanne Roy (Rome, correspondante)", "Jeanne Roy"),
        ("De notre envoyée spéciale à Alger, Jeanne Roy", "Jeanne Roy"),
        ("De notre correspondant à Rome Paul Petit", "Paul Petit"),
        ("Propos recueillis par Jeanne Roy et Paul Petit", "Jeanne Roy et Paul Petit"),
        ("Jeanne Roy avec AFP", "Jeanne Roy"),
        ("Jeanne Roy (avec AFP)", "Jeanne Roy"),
        ("Jeanne Roy, grand reporter", "Jeanne Roy"),
        ("Jeanne Roy, professeure de droit à l’université de Lyon", "Jeanne Roy"),
        ("Jeanne Roy | Le Figaro", "Jeanne Roy"),
        ("Jean-Pierre Maire", "Jean-Pierre Maire"),
        ("Dominique de Villepin", "Dominique de Villepin"),
        ("AFP", "AFP"),
        ("Agence France-Presse", "Agence France-Presse"),
        ("Le Monde avec AFP", "Le Monde avec AFP"),
        ("Le Petit Courrier avec Reuters", "Le Petit Courrier avec Reuters"),
        ("Libération et AFP", "Libération et AFP"),
        ("La Rédaction", "La Rédaction"),
        ("admin", ""),
        ("https://www.facebook.com/journal", ""),
        ("", ""),
    ],
)
def test_author_of_byline_is_the_name_alone(stated: str, author: str):
    assert author_of([stated]) == author


@pytest.mark.parametrize(
    "lines",
    [
        "<p>Jeanne Roy</p><p>Publié le 09 novembre 2022 à 07:00. Modifié le 10 novembre 2022 à 08:00.</p>{}",
        "{}<p>Jeanne Roy</p><p>@jroy</p>",
        "<p>Par <a rel='author' href='/j'>Jeanne Roy</a></p>{}",
        "<p><span class='byline'>De notre envoyée spéciale à Marseille, Jeanne Roy</span></p>{}",
        "{}<p><i>Propos recueillis par Jeanne Roy</i></p>",
    ],
)
def test_names_around_the_text_are_the_author_and_no_text(lines: str):
    read = only("a.html", article(lines.format(TEXT)))
    assert read.author == "Jeanne Roy"
    assert read.text.split("\n\n") == [P1, P2, P3]


def test_article_that_is_most_of_a_page_is_kept_whatever_it_is_called():
    assert paragraphs(page(f"<div class='paywall premium-content'><h1>{TITLE}</h1>{TEXT}</div>")) == [
        P1,
        P2,
        P3,
    ]
    assert paragraphs(page(f"<form id='aspnetForm'><div class='sidebar-left'>{TEXT}</div></form>")) == [
        P1,
        P2,
        P3,
    ]


def test_page_filled_in_by_a_script_gives_the_text_it_states():
    data = f'{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{P1}\\n\\n{P3}"}}'
    read = only(
        "a.html",
        page(
            '<div id="root"></div><p>Chargement…</p>', f'<script type="application/ld+json">{data}</script>'
        ),
    )
    assert P1 in read.text
    assert P3 in read.text


def test_deep_pages_are_read_whole_or_refused():
    assert paragraphs(page("<div>" * 1_500 + TEXT + "</div>" * 1_500)) == [P1, P2, P3]
    assert "no article" in reason("a.html", page(f"<p>{Q1}</p>" + "<div>" * 5_000 + TEXT).encode())


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div class='chapo'>", "</div>", "<q>", "</q>", "<br>", "<table><tr><td>", "</td></tr></table>", "<time datetime='2022'>", "</time>", "<aside>", "</aside>", "<h1>", "</h1>", P1, Q1, "Par Jeanne Roy", "<article>", "</article>", "<script type='application/ld+json'>{", "</script>", "<blockquote>"]), max_size=30))  # fmt: skip
def test_any_nesting_of_tags_is_read_or_refused(pieces: list[str]):
    markup = "".join(pieces)
    draft = draft_of_page(f"<html><body>{markup}</body></html>")
    assert draft is None or draft.text.strip()
    if P3 not in markup and draft is not None:
        whole = f"<html><body>{markup}</body></html>".encode()
        assert read_html("a.html", whole)
