"""Pages built as the sites of the French press build them: the article whole, and nothing of what surrounds it."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from paragraphs import P1, P2, P3, Q1
from test_text import only

LEAD = "En visite à Marseille, le ministre a promis des renforts ; la maire juge la mesure insuffisante."
HEADING = "Une mesure attendue"
TITLE = "Marseille : des renforts annoncés"
ARTICLE = [LEAD, P1, P2, HEADING, P3, Q1]


@dataclass(frozen=True)
class Site:
    page: str
    source: str = ""
    author: str = "Jeanne Roy"
    published: str = "2022-11-09"
    paragraphs: tuple[str, ...] = tuple(ARTICLE)
    title: str = TITLE


def linked(**stated: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **stated}
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def page(head: str, body: str, title: str = TITLE) -> str:
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


COOKIES = (
    '<div id="didomi-host"><div class="didomi-popup"><p>Avec nos 842 partenaires, nous utilisons des cookies pour '
    "mesurer l’audience et personnaliser la publicité. Vous pouvez accepter ou refuser.</p><button>Accepter</button></div></div>"
)
MENU = "<header class='site-header'><nav><ul><li><a href='/'>Accueil</a></li><li><a href='/politique'>Politique</a></li></ul></nav></header>"
TEASERS = "".join(
    f'<article class="teaser"><a href="/{i}"><h3>Grève dans les transports : « la colère monte », dit Luc Ferrand</h3></a>'
    f"<p>Les syndicats appellent à une nouvelle journée d’action le mois prochain, {i} jours après la première.</p></article>"
    for i in range(4)
)

SITES = {
    "Le Monde": Site(
        page(
            '<meta property="og:site_name" content="Le Monde.fr"><meta property="og:article:published_time" content="2022-11-09T06:00:05+00:00">'
            + linked(
                datePublished="2022-11-09T06:00:05+00:00",
                dateModified="2022-11-10T06:00:05+00:00",
                author=[{"@type": "Person", "name": "Jeanne Roy"}],
                publisher={"@type": "Organization", "name": "Le Monde"},
            ),
            f"""{MENU}<main><section class="zone zone--article"><header class="article__heading"><ul class="breadcrumb"><li><a href="/s">Société</a></li></ul>
<h1 class="article__title">{TITLE}</h1><p class="article__desc">{LEAD}</p><section class="meta"><div class="meta__author">Par <a href="/j">Jeanne Roy</a>
<span class="author__desc">(Marseille, correspondante)</span></div><span class="meta__date">Publié le 09 novembre 2022 à 07h00, mis à jour le 10 novembre 2022 à 07h00</span>
<p class="meta__reading-time"><span>Temps de</span> Lecture 3 min.</p></section><ul class="meta__social"><li><button>Partage</button></li><li><a href="#">Ajouter à vos sélections</a></li></ul></header>
<section class="article__wrapper article__wrapper--premium"><article class="article__content"><figure class="article__media"><img src="a.jpg"><figcaption class="article__legend">Des policiers devant la préfecture, le 8 novembre. <span class="article__credit">JEAN DUPONT / AFP</span></figcaption></figure>
<p class="article__paragraph">{P1}</p><section class="catcher catcher--inread"><h4><span>Lire aussi :</span></h4><a class="js-article-read-also" href="/x">Sécurité : le maire de Nice réclame une loi</a></section>
<p class="article__paragraph">{P2}</p><h2 class="article__sub-title">{HEADING}</h2><p class="article__paragraph">{P3}</p>
<section class="inread inread--newsletter"><h3>« Politique »</h3><p>Chaque semaine, « Le Monde » analyse pour vous l’actualité politique</p><a href="/n">S’inscrire</a></section>
<p class="article__paragraph">{Q1}</p><section class="paywall"><p>Il vous reste 62.4% de cet article à lire. La suite est réservée aux abonnés.</p></section></article>
<section class="article__reactions"><a href="/c">Contribuer</a></section><p class="article__cobranding">Réutiliser ce contenu</p></section></section></main>{TEASERS}<footer>Mentions légales</footer>{COOKIES}""",
            TITLE,
        ),
        source="Le Monde.fr",
    ),
    "Le Figaro": Site(
        page(
            '<meta property="og:site_name" content="LEFIGARO">',
            f"""<article class="fig-main"><ul class="fig-breadcrumb"><li><a href="/a">Actualité</a></li></ul><h1 class="fig-headline">{TITLE}</h1>
<div class="fig-content-metas-info"><span class="fig-content-metas__authors">Par <a class="fig-content-metas__author" href="/j">Jeanne Roy</a></span>
<span class="fig-content-metas__pub-date">Publié le <time datetime="2022-11-09T07:00:00+01:00">09/11/2022 à 07:00</time></span>, <span class="fig-content-metas__maj-date">mis à jour le <time datetime="2022-11-10T09:00:00+01:00">10/11/2022 à 09:00</time></span></div>
<div class="fig-content-metas__share"><button>Copier le lien</button><a href="/">Facebook</a></div><p class="fig-standfirst">{LEAD}</p>
<figure class="fig-media"><img><figcaption class="fig-media__legend">Le ministre à Marseille. <span>JEAN DUPONT / AFP</span></figcaption></figure>
<div class="fig-body"><div class="fig-premium-mark">Réservé aux abonnés</div><p class="fig-paragraph">{P1}</p><div class="fig-body-link"><span class="fig-body-link__prefix">À lire aussi</span><a href="/x">«La loi ne suffit pas»: le maire de Nice s’explique</a></div>
<p class="fig-paragraph">{P2}</p><blockquote class="fig-quote"><p class="fig-quote__text">«Nous ne céderons rien»</p><p class="fig-quote__author">Paul Garnier</p></blockquote>
<h2 class="fig-body-heading">{HEADING}</h2><p class="fig-paragraph">{P3}</p><div class="fig-promo-newsletter"><p>Recevez chaque matin l’essentiel de l’actualité dans notre newsletter.</p></div><p class="fig-paragraph">{Q1}</p></div>
<div class="fig-comments"><h2>10 commentaires</h2><p class="fig-comment__body">Le ministre a raison, il faut des renforts partout et tout de suite, pas seulement à Marseille.</p></div></article>""",
            f"{TITLE} - Le Figaro",
        ),
        source="LEFIGARO",
    ),
    "Libération": Site(
        page(
            '<meta property="og:site_name" content="Libération"><meta name="author" content="Jeanne Roy, envoyée spéciale à Marseille">'
            '<meta property="article:published_time" content="2022-11-09T06:00:00.000Z"/>',
            f"""<div id="fusion-app"><div class="sc-1x"><div class="sc-2y"><a href="/societe">Société</a></div><h1 class="sc-3z">{TITLE}</h1><span class="sc-lead">{LEAD}</span>
<div class="sc-4a"><span>par </span><a href="/auteur/jeanne-roy">Jeanne Roy</a>, <span>envoyée spéciale à Marseille</span></div><span class="sc-5b">publié le 9 novembre 2022 à 7h00</span></div>
<div class="sc-6c"><figure><img><figcaption>À Marseille, mardi. (Jean Dupont/Libération)</figcaption></figure></div>
<article class="article-body-wrapper"><p class="article_link">{P1}</p><div class="sc-ad">Publicité</div><p class="article_link">{P2}</p><h2>{HEADING}</h2><p>{P3}</p>
<div class="list-links"><p><a href="/y">«Les policiers sont épuisés» : enquête à Nice</a></p></div><p>{Q1}</p></article></div>""",
        ),
        source="Libération",
    ),
    "Ouest-France": Site(
        page(
            '<meta name="author" content="Ouest-France avec AFP"><meta property="og:site_name" content="Ouest-France.fr">'
            '<meta property="article:modified_time" content="2022-11-09T15:00:00+01:00">',
            f"""<article itemscope itemtype="https://schema.org/NewsArticle"><h1 class="titre-article" itemprop="headline">{TITLE}</h1><div class="chapo"><p>{LEAD}</p></div>
<div class="article-infos"><span class="auteur">Ouest-France avec AFP</span> <time itemprop="datePublished" datetime="2022-11-09T07:00">Publié le 09/11/2022 à 07h00</time></div>
<div class="abonnement-mini"><p>Abonnez-vous à Ouest-France pour lire tous nos articles en illimité</p></div>
<div class="contenu-article" itemprop="articleBody"><p>{P1}</p><div class="pub"><p>Publicité, lire la suite de l’article</p></div><p>{P2}</p><h2>{HEADING}</h2><p>{P3}<br></p><p>{Q1}</p>
<p class="readmore">LIRE AUSSI. <a href="/z">Sécurité : à Nantes, les commerçants demandent des renforts</a></p></div>
<ul class="tags"><li><a href="/m">Marseille</a></li></ul></article>""",
        ),
        source="Ouest-France.fr",
        author="Ouest-France avec AFP",
    ),
    "RFI": Site(
        page(
            '<meta property="og:site_name" content="RFI"><meta name="author" content="RFI">'
            + linked(datePublished="2022-11-08T23:30:00Z", dateModified="2022-11-09T09:00:00Z", author={"@type": "Organization", "name": "RFI"}),
            f"""<main><article class="t-content t-content--article"><div class="t-content__tags"><a href="/fr">France</a></div><h1 class="a-page-title">{TITLE}</h1>
<div class="t-content__dates"><p class="m-pub-dates"><span class="m-pub-dates__date">Publié le : <time datetime="2022-11-08T23:30:00+00:00" pubdate="pubdate">09/11/2022 - 00:30</time></span><span class="m-pub-dates__date">Modifié le : <time datetime="2022-11-09T09:00:00+00:00">09/11/2022 - 10:00</time></span></p></div>
<figure class="m-item-image"><img><figcaption>Le ministre à Marseille, le 8 novembre 2022. <span class="a-media-legend">© Jean Dupont / AFP</span></figcaption></figure>
<p class="t-content__chapo">{LEAD}</p><div class="m-social-share"><a href="/">Partager sur Facebook</a></div><div class="t-content__body u-clearfix"><p>{P1}</p><div class="m-interstitial"><div class="o-self-promo"><p>Publicité</p></div></div>
<p>{P2}</p><p><strong>► À lire aussi : </strong><a href="/a">France : les policiers municipaux réclament des moyens</a></p><h2>{HEADING}</h2><p>{P3}</p><p>{Q1}</p><p>(Avec AFP)</p></div>
<div class="o-self-promo o-self-promo--newsletter"><p>Newsletter</p><p>Recevez toute l’actualité internationale directement dans votre boîte mail</p><a href="/n">Je m’abonne</a></div>
<p>Suivez toute l’actualité internationale en téléchargeant l’application RFI</p></article></main>""",
        ),
        source="RFI",
        author="RFI",
    ),
    "La Presse": Site(
        page(
            '<meta property="og:site_name" content="La Presse"><meta property="article:published_time" content="2022-11-09T05:00:00-05:00">',
            f"""<article class="storyPage"><h1 class="title"><span class="titleModule__sup">Sécurité</span> <span class="titleModule__main">{TITLE}</span></h1>
<div class="mainVisual"><figure><img><figcaption>PHOTO JEAN DUPONT, ARCHIVES LA PRESSE</figcaption></figure></div><p class="lead textModule textModule--type-lead">{LEAD}</p>
<p class="publicationsDate"><span>Publié le 9 novembre 2022</span></p><div class="authorModule"><p class="authorModule__name"><a href="/j">Jeanne Roy</a></p><p class="authorModule__organisation">La Presse</p></div>
<p class="paragraph textModule">{P1}</p><p class="paragraph textModule">{P2}</p><h2 class="textModule--type-subhead">{HEADING}</h2><p class="paragraph textModule">{P3}</p>
<figure class="photoModule"><img><p class="photoModule__caption">Le préfet des Bouches-du-Rhône, en conférence de presse.</p></figure><p class="paragraph textModule">{Q1}</p></article>""",
        ),
        source="La Presse",
        title=f"Sécurité {TITLE}",
    ),
    "Mediapart": Site(
        page(
            '<meta property="og:site_name" content="Mediapart"><meta name="author" content="Jeanne Roy"><meta property="article:published_time" content="2022-11-09T07:00:00+01:00">',
            f"""<main><div class="news__heading"><h1 class="l-article__title">{TITLE}</h1><p class="news__heading__top__intro">{LEAD}</p><p>Jeanne Roy</p><p>9 novembre 2022 à 07h00</p></div>
<div class="news__body"><div class="news__body__tools"><button>Offrir l’article</button><p>Lire plus tard</p></div><div class="news__body__center__article news__rich-text-content">
<p class="dropcap-wrapper"><span aria-hidden="true" class="dropcap">L</span><span class="screen-reader-only">L</span>{P1[1:]}</p><p>{P2}</p><h2>{HEADING}</h2><p>{P3}</p>
<aside class="read-also"><p>Lire aussi</p><p><a href="/a">Les policiers racontent</a></p><p>8 novembre 2022</p></aside><p>{Q1}</p></div></div></main>""",
        ),
        source="Mediapart",
    ),
    "Jeune Afrique": Site(
        page(
            '<meta property="og:site_name" content="JeuneAfrique.com">'
            + linked(datePublished="2022-11-09 07:00:00", author={"@type": "Person", "name": "Jeanne Roy - à Abidjan"}),
            f"""<div class="art-page"><header class="art-header"><h1 class="art-header__title">{TITLE}</h1><p class="art-header__desc">{LEAD}</p><p class="art-header__infos">Par Jeanne Roy - à Abidjan<br>Publié le 9 novembre 2022 à 07:00</p><p>Lecture : 3 minutes.</p></header>
<div class="art-content"><p>{P1}</p><p>{P2}</p><h2>{HEADING}</h2><p>{P3}</p><blockquote class="pullquote"><p>La mesure est insuffisante et tout le monde le sait</p></blockquote><p>{Q1}</p></div>
<section class="newsletter-box"><h3>La Matinale.</h3><p>Chaque matin, recevez les 10 informations clés de l’actualité africaine.</p></section></div>""",
        ),
        source="JeuneAfrique.com",
    ),
    "WordPress": Site(
        page(
            '<meta property="og:site_name" content="Le Petit Courrier"><script type="application/ld+json">'
            + json.dumps(
                {
                    "@graph": [
                        {"@type": "WebPage", "@id": "p", "datePublished": "2022-11-09T07:00:00+01:00"},
                        {"@type": "WebSite", "@id": "s", "name": "Le Petit Courrier"},
                        {"@type": "Article", "headline": TITLE, "datePublished": "2022-11-09T07:00:00+01:00", "author": {"@id": "a"}},
                        {"@type": "Person", "@id": "a", "name": "Jeanne Roy", "url": "https://x.fr"},
                    ]
                }
            )
            + "</script>",
            f"""<div id="page" class="site has-sidebar"><div id="content"><main id="main"><article id="post-12" class="post-12 post type-post tag-newsletter category-comments"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><span class="posted-on"><a href="/2022"><time class="entry-date published" datetime="2022-11-09T07:00:00+01:00">9 novembre 2022</time><time class="updated" datetime="2022-11-12T07:00:00+01:00">12 novembre 2022</time></a></span><span class="byline"> par <span class="author vcard"><a class="url fn n" href="/j">Jeanne Roy</a></span></span></div></header>
<div class="entry-content"><p class="has-drop-cap"><strong>{LEAD}</strong></p><p>{P1}</p><p>{P2}</p><h3 class="wp-block-heading">{HEADING}</h3><p>{P3}</p><figure class="wp-block-pullquote"><blockquote><p>Nous ne céderons rien</p><cite>Paul Garnier</cite></blockquote></figure><p>{Q1}</p>
<div class="sharedaddy sd-sharing-enabled"><h3>Partager :</h3><ul><li><a href="/t">Twitter</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>Articles similaires</h3></div></div>
<footer class="entry-footer"><span class="cat-links">Publié dans <a href="/p">Politique</a></span></footer></article>
<div id="comments" class="comments-area"><h2 class="comments-title">2 réflexions sur « {TITLE} »</h2><ol class="comment-list"><li class="comment"><article class="comment-body"><footer class="comment-meta"><b class="fn">Luc Ferrand</b> dit : <time datetime="2022-11-20">20 novembre 2022</time></footer><div class="comment-content"><p>Il faut des renforts partout, le ministre n’a rien compris à la situation de nos quartiers depuis dix ans.</p></div></article></li></ol></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Articles récents</h2><ul><li><a href="/b">Le pont rouvrira</a></li></ul></section></aside></div></div>""",
            f"{TITLE} – Le Petit Courrier",
        ),
        source="Le Petit Courrier",
    ),
    "AMP": Site(
        page(
            '<link rel="canonical" href="https://www.lecourrier.fr/a">' + linked(datePublished="2022-11-09T07:00:00+01:00", author="Par Jeanne Roy", publisher={"name": "Le Courrier"}),
            f"""<amp-sidebar id="s"><ul><li><a href="/">Accueil</a></li></ul></amp-sidebar><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{TITLE}</h1><div class="amp-wp-meta amp-wp-byline">Jeanne Roy</div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="2022-11-09T07:00:00+01:00">il y a 3 ans</time></div></header>
<div class="amp-wp-article-content"><p>{LEAD}</p><amp-ad><p>Publicité : achetez la voiture dont tout le monde parle en ce moment.</p></amp-ad><p>{P1}</p><p>{P2}</p><h2>{HEADING}</h2><p>{P3}</p><amp-img src="a"></amp-img><p>{Q1}</p></div></article><amp-consent><div><p>Nous respectons votre vie privée et celle de nos lecteurs.</p></div></amp-consent>""",
        ),
        source="Le Courrier",
    ),
    "tables": Site(
        f"""<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH=760><TR><TD COLSPAN=2><A HREF="/"><IMG SRC=logo.gif></A></TD></TR>
<TR><TD WIDTH=120><A HREF="/1">Accueil</A><BR><A HREF="/2">Monde</A><BR><A HREF="/3">Sports</A></TD><TD><FONT SIZE=5><B>{TITLE}</B></FONT><BR><FONT SIZE=2><I>par Jeanne Roy</I><BR>Mis en ligne le 9 novembre 2022</FONT><P>
<FONT SIZE=3><B>{LEAD}</B><BR><BR>{P1}<BR><BR>
{P2}<P><B>{HEADING}</B><P>{P3}<BR>&nbsp;<BR>{Q1}</FONT></TD></TR><TR><TD COLSPAN=2><FONT SIZE=1>&copy; Le Courrier. Tous droits r&eacute;serv&eacute;s.</FONT></TD></TR></TABLE></BODY></HTML>""",
        source="",
    ),
    "Drupal, two columns of text": Site(
        page(
            '<meta name="dcterms.issued" content="2022-11-09"><meta name="DC.creator" content="Jeanne ROY">',
            f"""{MENU}<div class="region region-content"><div class="node node--type-article"><h1 class="page-title">{TITLE}</h1><div class="field field--name-field-chapo field--type-text-long"><p>{LEAD}</p></div>
<div class="row"><div class="col-md-8"><div class="field field--name-body field--type-text-with-summary"><p>{P1}</p><p>{P2}</p></div></div></div><div class="ad-slot">Publicité</div>
<div class="row"><div class="col-md-8"><div class="field field--name-body field--type-text-with-summary"><h2>{HEADING}</h2><p>{P3}</p><p>{Q1}</p></div></div></div></div></div><div class="region region-sidebar">{TEASERS}</div>""",
            f"{TITLE} | Le Courrier",
        ),
        source="Le Courrier",
        author="Jeanne ROY",
    ),
    "broken JSON-LD": Site(
        page(
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Des "renforts" à Marseille","datePublished":"2022-11-09T07:00:00+01:00",\n"author":{"@type":"Person","name":"Jeanne Roy"},}</script>',
            f"<div><h1>{TITLE}</h1>" + "".join(f"<p>{each}</p>" for each in ARTICLE) + "</div>",
        )
    ),
    "live": Site(
        page(
            linked(**{"@type": "LiveBlogPosting", "datePublished": "2022-11-09T07:00:00+01:00", "author": {"name": "Jeanne Roy"}}),
            f"""<main><h1>{TITLE}</h1><p class="chapo">{LEAD}</p><div class="live-header"><p>Actualiser le direct</p><p>Posez votre question à la rédaction</p></div><section class="live">
<div class="live-post"><time datetime="2022-11-09T11:10:00+01:00">11:10</time><p>{P1}</p></div><div class="live-post"><time>10h45</time><p>{P2}</p></div><div class="live-post"><time>10:02</time><h3>{HEADING}</h3><p>{P3}</p><p>{Q1}</p></div></section></main>""",
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_article_of_a_site_is_read_whole_and_alone(name: str):
    site = SITES[name]
    article = only("page.html", site.page)
    assert article.text.split("\n\n") == list(site.paragraphs)
    assert article.title == site.title
    assert (article.author, article.published) == (site.author, site.published)
    if site.source:
        assert article.source == site.source
