"""Web pages in many layouts around one invented article: blogs, content systems, exports, archives, old tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

TITLE = "À Saint-Florent, la conserverie rouvre ses portes après deux ans de silence"
LEAD = (
    "Fermée depuis 2021, l’usine de sardines a repris la production lundi avec quarante-deux salariés ; "
    "le maire y voit « un pari tenu »."
)
PARAGRAPHS = (
    "Les machines ont redémarré à six heures, dans une odeur d’huile chaude que plus personne n’attendait. "
    "Sur le quai, une trentaine d’anciens ouvriers s’étaient donné rendez-vous pour assister à l’arrivée du "
    "premier camion.",
    "« Nous avons refusé trois offres de rachat avant de trouver la bonne », a expliqué Solène Kerbrat, la nouvelle "
    "directrice, devant les élus de la communauté de communes. Elle n’a pas voulu dire combien l’opération a coûté.",
    "Le conseil régional a apporté 1,8 million d’euros, l’État un prêt garanti, et la coopérative des pêcheurs le "
    "reste. Selon le syndicat, aucun licenciement n’est prévu avant 2026.",
    "Tout n’est pas réglé pour autant. La station d’épuration, conçue pour une production deux fois moindre, devra "
    "être agrandie, et les riverains redoutent le bruit des groupes frigorifiques.",
    "« On ne vit pas de cartes postales », répond Yann Le Goff, patron pêcheur à la retraite. « Il faut que les "
    "bateaux débarquent quelque part. »",
    "La préfecture doit rendre son avis au printemps. D’ici là, la conserverie tournera trois jours par semaine, "
    "avec l’espoir d’atteindre six cents tonnes à la fin de l’année.",
)
ARTICLE = (LEAD, *PARAGRAPHS)
TEASERS = (
    "Tempête : vingt mille foyers privés d’électricité dans l’Ouest",
    "Municipales : qui sont les candidats déclarés dans votre commune ?",
    "Le prix du beurre atteint un niveau jamais vu depuis vingt ans",
    "Football : Guingamp renverse Lorient au terme d’un match fou",
)
TEASED = "Les services de secours sont intervenus plus de deux cents fois au cours de la nuit, surtout sur le littoral nord."
COMMENT = "Enfin une bonne nouvelle pour le port ! Mon grand-père y a travaillé pendant trente ans et il serait fier."
BIO = "Armel Tanguy est journaliste indépendant. Il suit la vie des ports bretons et l’actualité de la pêche depuis 2009."


@dataclass(frozen=True, slots=True)
class Layout:
    """A page and the article that a person reads in it, a paragraph each."""

    name: str
    page: str
    article: tuple[str, ...] = ARTICLE


def _page(body: str, head: str = "", title: str = TITLE, tag: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="fr"{tag}><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def _p(paragraphs: tuple[str, ...] = ARTICLE, attributes: str = "", tag: str = "p") -> str:
    return "\n".join(f"<{tag}{attributes}>{each}</{tag}>" for each in paragraphs)


def _teasers(tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/a/{i}">{each}</a></{tag}>' for i, each in enumerate(TEASERS))


def _cards(name: str = "card") -> str:
    return "".join(
        f'<div class="{name}"><a href="/b/{i}"><h3>{each}</h3></a><p>{TEASED}</p></div>'
        for i, each in enumerate(TEASERS)
    )


_MENU = "<ul><li><a href='/'>Accueil</a></li><li><a href='/eco'>Économie</a></li><li><a href='/mer'>Mer</a></li></ul>"


def _divs_only() -> str:
    return _page(
        f"<div><div>{_MENU}</div><div><div>{TITLE}</div>{_p(tag='div')}</div><div>{_cards('x1')}</div>"
        "<div>© 2024 La Dépêche du Port. Tous droits réservés. Reproduction interdite.</div></div>"
    )


def _break_lines() -> str:
    return _page(
        f"<h1>{TITLE}</h1>{'<br><br>'.join(ARTICLE)}<br><br><a href='/'>Retour à l’accueil</a> | "
        "<a href='/plan'>Plan du site</a>"
    )


def _single_breaks() -> str:
    return _page(f"<div id='c1'>{_MENU}</div><div id='c2'><b>{TITLE}</b><br>{'<br>'.join(ARTICLE)}</div>")


def _nested_tables() -> str:
    return _page(
        "<table width=780><tr><td colspan=3><img src=logo.gif></td></tr><tr><td width=120 valign=top>"
        f"<table><tr><td><a href=a.htm>Une</a></td></tr><tr><td><a href=b.htm>Région</a></td></tr></table></td><td><table>"
        f"<tr><td><font size=5><b>{TITLE}</b></font></td></tr><tr><td><font face=Arial size=2><b>{LEAD}</b></font></td></tr>"
        f"<tr><td><font face=Arial size=2>{_p(PARAGRAPHS)}</font></td></tr></table></td><td width=160><font size=1>"
        f"{'<br>'.join(f'<a href=x{i}.htm>{each}</a>' for i, each in enumerate(TEASERS))}</font></td></tr>"
        "<tr><td colspan=3 align=center><font size=1>Webmestre - Dernière mise à jour : 12/03/2003</font></td></tr></table>"
    )


def _row_per_paragraph() -> str:
    rows = "".join(f"<tr><td>{each}</td></tr>" for each in ARTICLE)
    return _page(
        f"<center><h2>{TITLE}</h2><table border=0>{rows}</table><hr><a href=index.html>Sommaire</a></center>"
    )


def _blogspot() -> str:
    return _page(
        f"""<div class='navbar section' id='navbar'></div><div class='content-outer'><div class='header section' id='header'>
<div class='titlewrapper'><h1 class='title'><a href='/'>Chroniques du port</a></h1></div><div class='descriptionwrapper'><p class='description'>
<span>Un carnet sur la vie des quais, des criées et de ceux qui y travaillent</span></p></div></div>
<div class='main section' id='main'><div class='blog-posts hfeed'><div class='date-outer'><h2 class='date-header'><span>mardi 12 mars 2024</span></h2>
<div class='post hentry'><h3 class='post-title entry-title'>{TITLE}</h3><div class='post-body entry-content'>{"<br /><br />".join(ARTICLE)}
<div style='clear: both;'></div></div><div class='post-footer'><span class='post-author vcard'>Publié par <span class='fn'>Armel Tanguy</span></span>
<span class='post-timestamp'>à <a href='/p'>08:12</a></span><div class='post-share-buttons'><a>Envoyer par e-mail</a><a>BlogThis!</a></div>
<span class='post-labels'>Libellés : <a href='/l'>pêche</a></span></div></div></div><div class='comments' id='comments'><h4>2 commentaires:</h4>
<dl><dt>Marie</dt><dd class='comment-body'><p>{COMMENT}</p></dd></dl></div></div></div>
<div class='sidebar section'><div class='widget BlogArchive'><h2>Archives du blog</h2><ul>{_teasers()}</ul></div><div class='widget Profile'><h2>Qui êtes-vous ?</h2><p>{BIO}</p></div></div></div>""",
        title=f"Chroniques du port: {TITLE}",
    )


def _spip() -> str:
    return _page(
        f"""<div id="page"><div id="entete"><a href="spip.php?page=sommaire">Le Petit Quai</a></div><div id="nav">{_MENU}</div>
<div id="conteneur"><div id="contenu"><div id="hierarchie"><a href="/">Accueil</a> &gt; <a href="/r">Économie</a></div>
<div class="cartouche"><h1 class="crayon article-titre-12 titre">{TITLE}</h1><p class="info-publi">mardi 12 mars 2024, par <span class="vcard author"><a href="/a">Armel Tanguy</a></span></p></div>
<div class="crayon article-chapo-12 chapo"><p>{LEAD}</p></div><div class="crayon article-texte-12 texte">{_p(PARAGRAPHS)}</div>
<div class="notes surlignable"><h2>Notes</h2></div><a name="forum"></a><h2>Vos commentaires</h2><ul class="forum"><li class="forum-fil"><div class="forum-message"><p>{COMMENT}</p></div></li></ul></div></div>
<div id="extra"><div class="liste articles"><h2>Articles les plus récents</h2><ul>{_teasers()}</ul></div></div><div id="pied">Site réalisé sous SPIP - squelette - Se connecter</div></div>"""
    )


def _drupal() -> str:
    return _page(
        f"""<div class="dialog-off-canvas-main-canvas"><header role="banner"><div class="region region-header">{_MENU}</div></header>
<main role="main"><a id="main-content" tabindex="-1"></a><div class="layout-content"><div class="region region-content"><div id="block-page-title-block"><h1><span property="schema:name">{TITLE}</span></h1></div>
<div id="block-content"><div class="content"><div data-history-node-id="42" class="node node--type-article node--view-mode-full"><div class="node__meta"><span>Soumis par <span>Armel Tanguy</span> le mar 12/03/2024 - 08:12</span></div>
<div class="node__content"><div class="field field--name-field-chapo field--type-string-long field__item">{LEAD}</div><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">{_p(PARAGRAPHS)}</div>
<div class="field field--name-field-tags field--label-above"><h3 class="field__label">Étiquettes</h3><ul><li><a href="/t">pêche</a></li></ul></div></div></div></div></div>
<div class="views-element-container block"><h2>À découvrir également sur notre site</h2><div class="view-content">{_cards("views-row")}</div></div></div></div></main><footer>{_MENU}</footer></div>"""
    )


def _ghost() -> str:
    return _page(
        f"""<div class="site-wrapper"><header id="gh-head" class="gh-head outer"><nav>{_MENU}</nav></header><main id="site-main" class="site-main"><article class="article post tag-mer">
<header class="article-header gh-canvas"><section class="article-tag"><a href="/mer">Mer</a></section><h1 class="article-title">{TITLE}</h1><p class="article-excerpt">{LEAD}</p>
<div class="article-byline"><h4 class="author-name"><a href="/a">Armel Tanguy</a></h4><div class="byline-meta-content"><time datetime="2024-03-12">12 mars 2024</time><span>4 min de lecture</span></div></div></header>
<section class="gh-content gh-canvas">{_p(PARAGRAPHS[:3])}<div class="kg-card kg-cta-card"><div class="kg-cta-text"><p>Recevez nos enquêtes chaque dimanche dans votre boîte.</p></div><a class="kg-cta-button">Je m’abonne</a></div>
<blockquote class="kg-blockquote-alt">{PARAGRAPHS[3][:36]}</blockquote>{_p(PARAGRAPHS[3:])}</section></article>
<section class="footer-cta outer"><h2>Inscrivez-vous pour lire d’autres articles de ce genre</h2></section><aside class="read-more-wrap"><div class="read-more">{_cards("post-card")}</div></aside></main></div>"""
    )


def _substack() -> str:
    return _page(
        f"""<div id="entry"><div id="main" class="main typography use-theme-bg"><div class="main-menu"><a>Le Petit Quai</a><button>S’abonner</button></div><div class="available-content-wrap"><div class="single-post-container"><div class="container"><div class="single-post"><article class="typography newsletter-post post">
<div class="post-header"><h1 class="post-title published">{TITLE}</h1><h3 class="subtitle">{LEAD}</h3><div class="pencraft"><a href="/@a">Armel Tanguy</a><div class="pencraft">mars 12, 2024</div><div class="like-count">37</div></div></div>
<div class="available-content"><div class="body markup">{_p(PARAGRAPHS[:3])}<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">Merci de lire Le Petit Quai ! Abonnez-vous gratuitement pour recevoir les prochains billets et soutenir mon travail.</p></div></div></div>
{_p(PARAGRAPHS[3:])}</div></div><div class="post-footer"><a>37 J’aime</a></div></article></div></div></div><div class="comments-section"><h4>Discussion sur ce billet</h4><div class="comment-body"><p>{COMMENT}</p></div></div></div></div></div>"""
    )


def _medium_export() -> str:
    return _page(
        f"""<article class="h-entry"><header><h1 class="p-name">{TITLE}</h1></header><section data-field="subtitle" class="p-summary">{LEAD}</section>
<section data-field="body" class="e-content"><section class="section section--body"><div class="section-divider"><hr class="section-divider"></div><div class="section-content"><div class="section-inner sectionLayout--insetColumn">
<h3 class="graf graf--h3 graf--title">{TITLE}</h3>{_p(PARAGRAPHS, ' class="graf graf--p"')}</div></div></section></section>
<footer><p>By <a href="https://medium.com/@a" class="p-author h-card">Armel Tanguy</a> on <a href="x"><time class="dt-published" datetime="2024-03-12">March 12, 2024</time></a>.</p><p><a href="x" class="p-canonical">Canonical link</a></p><p>Exported from <a href="https://medium.com">Medium</a> on April 2, 2024.</p></footer></article>"""
    )


def _amp() -> str:
    return _page(
        f"""<amp-sidebar id="menu" layout="nodisplay">{_MENU}</amp-sidebar><header class="headerbar"><div role="button" on="tap:menu.toggle">☰</div></header><main><h1>{TITLE}</h1><div class="meta">Armel Tanguy • 12 mars 2024 à 08h12</div>
<p class="intro">{LEAD}</p><amp-img src="a.jpg" alt="Vue du port au petit matin"></amp-img>{_p(PARAGRAPHS[:2])}<amp-ad type="doubleclick"><div placeholder>Publicité</div></amp-ad>{_p(PARAGRAPHS[2:])}
<amp-list src="/more.json"><template type="amp-mustache"><p>{{{{title}}}}</p></template></amp-list></main><section class="related-list"><h2>Sur le même thème</h2>{_cards("rel")}</section>""",
        tag=" amp",
    )


def _print_view() -> str:
    return _page(
        f"""<div id="print"><p><a href="javascript:window.print()">Imprimer</a> <a href="javascript:window.close()">Fermer</a></p><p>La Dépêche du Port</p><hr><h2>{TITLE}</h2><p><i>Publié le 12 mars 2024, par Armel Tanguy</i></p>
{_p()}<hr><p>Source : https://example.org/article/12345.html</p><p>© La Dépêche du Port</p></div>"""
    )


def _reader_mode() -> str:
    return _page(
        f"""<div class="container" style="--font-size: 20px"><div class="header reader-header" style="display: block;"><a class="domain reader-domain" href="https://example.org/x">example.org</a><div class="domain-border"></div><h1 class="reader-title">{TITLE}</h1>
<div class="credits reader-credits">Armel Tanguy</div><div class="meta-data"><div class="reader-estimated-time">3-4 minutes</div></div></div><hr><div class="content"><div class="moz-reader-content reader-show-element"><div id="readability-page-1" class="page"><div>{_p()}</div></div></div></div></div>"""
    )


def _wayback() -> str:
    return _page(
        f"""<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en" style="display:block;direction:ltr;"><div id="wm-ipp" style="position:fixed"><div id="donato"></div><div id="wm-ipp-inside"><div id="wm-toolbar"><div class="wm-closed"><a href="/web/">The Wayback Machine</a></div>
<div id="wm-capinfo"><span>14 captures</span><p>12 Mar 2024 - 03 Apr 2025</p><div>About this capture</div><p>COLLECTED BY Organization: Archive Team. Formed in 2009, the Archive Team is a rogue archivist collective dedicated to saving copies of rapidly dying or deleted websites for the sake of history.</p></div></div></div></div></div><!-- END WAYBACK TOOLBAR INSERT -->
<div class="wrap"><div class="nav-top">{_MENU}</div><div class="content"><h1>{TITLE}</h1><h2 class="accroche">{LEAD}</h2>{_p(PARAGRAPHS)}</div><div class="right">{_cards("bloc")}</div></div>
<!-- FILE ARCHIVED ON 08:12:00 Mar 12, 2024 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"""
    )


def _google_cache() -> str:
    return _page(
        f"""<div style="background:#fff;border:1px solid #999"><div style="margin:12px;padding:8px;border:1px solid #999">Ceci est le cache Google de <a href="http://example.org/x">http://example.org/x</a>. Il s'agit d'un instantané de la page telle qu'elle était affichée le 14 mars 2024 09:41:12 GMT. La <a href="http://example.org/x">page actuelle</a> peut avoir changé depuis cette date. <a href="h">En savoir plus</a>.<br>
<div style="float:right"><a href="t">Version en texte seul</a></div><div>Astuce : Pour trouver rapidement votre terme de recherche sur cette page, appuyez sur <b>Ctrl+F</b>.</div></div></div>
<div style="position:relative"><div id="top">{_MENU}</div><div id="center"><h1>{TITLE}</h1><p class="chapeau">{LEAD}</p>{_p(PARAGRAPHS)}</div></div>"""
    )


def _wordpress_block() -> str:
    return _page(
        f"""<div class="wp-site-blocks"><header class="wp-block-template-part">{_MENU}</header><main class="wp-block-group is-layout-flow"><div class="wp-block-group has-global-padding"><h1 class="wp-block-post-title">{TITLE}</h1><div class="wp-block-template-part"><div class="wp-block-post-date"><time datetime="2024-03-12">12 mars 2024</time></div><p>—</p><p>par</p><div class="wp-block-post-author-name">Armel Tanguy</div><p>dans</p><div class="taxonomy-category wp-block-post-terms"><a href="/m">Mer</a></div></div></div>
<div class="entry-content wp-block-post-content">{_p(PARAGRAPHS[:0])}<p class="has-medium-font-size"><strong>{LEAD}</strong></p>{_p(PARAGRAPHS)}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Partager :</h3><ul><li><a href="?share=x">Cliquez pour partager sur X (ouvre dans une nouvelle fenêtre)</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Articles similaires</em></h3>{_cards("jp-relatedposts-post")}</div></div>
<div class="wp-block-comments"><h2>Une réponse à « {TITLE} »</h2><ol class="wp-block-comment-template"><li><div class="wp-block-comment-content"><p>{COMMENT}</p></div></li></ol><h3>Laisser un commentaire</h3><p>Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *</p></div></main></div>""",
        title=f"{TITLE} – Le Petit Quai",
    )


def _hashed_classes() -> str:
    return _page(
        f"""<div id="__next"><div class="css-1x2a"><div class="css-9zz">{_MENU}</div></div><div class="css-b71"><div class="css-k0"><h1 class="css-h3d">{TITLE}</h1><div class="css-p1">{LEAD}</div><div class="css-q9"><span>Armel Tanguy</span><span>12 mars 2024</span></div></div>
<div class="css-m4">{"".join(f'<div class="css-t{i}"><p class="css-pp">{each}</p></div>' for i, each in enumerate(PARAGRAPHS))}</div></div><div class="css-r8"><div class="css-r9">Dans la même rubrique</div>{_cards("css-cc")}</div><div class="css-f0">Mentions légales Cookies Contact</div></div>"""
    )


def _spans() -> str:
    return _page(
        f"""<div class="a">{_MENU}</div><div class="b"><span style="display:block;font-size:30px">{TITLE}</span>{"".join(f'<span style="display:block">{each}</span>' for each in ARTICLE)}</div><div class="c">{_teasers("span")}</div>"""
    )


def _live_sections() -> str:
    middle = "".join(
        f'<section class="slice"><div class="slice-inner"><p>{each}</p></div></section>'
        for each in PARAGRAPHS
    )
    promo = '<section class="slice slice-promo"><div class="slice-inner"><p>Découvrez notre hors-série consacré aux ports de France, en kiosque et sur notre boutique en ligne.</p><a href="/shop">Commander</a></div></section>'
    return _page(
        f"<main><h1>{TITLE}</h1><section class='slice'><p>{LEAD}</p></section>{middle}{promo}</main><footer>{_MENU}</footer>"
    )


def _joomla() -> str:
    return _page(
        f"""<div class="container-component"><main><div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="fr-FR"><div class="page-header"><h1>{TITLE}</h1></div><dl class="article-info text-muted"><dt class="article-info-term">Détails</dt><dd class="createdby">Écrit par : <span itemprop="name">Armel Tanguy</span></dd><dd class="published"><time datetime="2024-03-12">Publication : 12 mars 2024</time></dd><dd class="hits">Affichages : 1543</dd></dl>
<div itemprop="articleBody" class="com-content-article__body">{_p()}</div><nav class="pagenavigation"><a>Article suivant : La criée change de main</a></nav></div></main></div><div class="sidebar-right">{_cards("mod")}</div>"""
    )


def _inside_form() -> str:
    return _page(
        f"""<form method="post" action="./page.aspx" id="aspnetForm"><div class="aspNetHidden"><input type="hidden"></div><div id="ctl00_menu">{_MENU}</div><div id="ctl00_PlaceHolderMain"><h1>{TITLE}</h1><div class="chapeau">{LEAD}</div><div class="ms-rtestate-field">{_p(PARAGRAPHS)}</div></div><div id="ctl00_footer">Mentions légales</div></form>"""
    )


def _lists_of_text() -> str:
    items = "".join(f"<li>{each}</li>" for each in PARAGRAPHS)
    return _page(
        f"<div>{_MENU}</div><div class='post'><h1>{TITLE}</h1><p>{LEAD}</p><ol>{items}</ol></div><div>{_teasers()}</div>"
    )


def _preformatted() -> str:
    return _page(f"<pre>{TITLE}\n\n" + "\n\n".join(ARTICLE) + "</pre>")


def _bare_text_between_headings() -> str:
    return _page(
        f"<div id='m'>{_MENU}</div><div id='t'><h1>{TITLE}</h1>{LEAD}<h2>Six heures du matin</h2>{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<h2>Qui paie</h2>{PARAGRAPHS[2]}<br><br>{PARAGRAPHS[3]}<h2>Et après</h2>{PARAGRAPHS[4]}<br><br>{PARAGRAPHS[5]}</div><div id='d'>{_cards('k')}</div>"
    )


def _short_news() -> str:
    return _page(
        f"""<header>{_MENU}</header><main><div class="grid"><div class="col-8"><h1>{TITLE}</h1><div class="date">12/03/2024</div><div class="text"><p>{LEAD}</p></div></div><div class="col-4"><h2>Les plus lus</h2>{_cards("most")}</div></div></main>"""
    )


def _many_comments() -> str:
    thread = "".join(
        f'<div class="reply"><b>lecteur{i}</b> <span>il y a {i + 1} heures</span><p>{COMMENT} Message numéro {i}, et je pèse mes mots en le disant ici.</p></div>'
        for i in range(12)
    )
    return _page(
        f"<div class='top'>{_MENU}</div><div class='story'><h1>{TITLE}</h1>{_p()}</div><div id='disqus_thread' class='thread'><h3>12 réactions</h3>{thread}</div>"
    )


def _telegram() -> str:
    return _page(
        f"""<main class="tl_article tl_article_view"><header class="tl_article_header"><h1 dir="auto">{TITLE}</h1><address dir="auto"><a rel="author">Armel Tanguy</a><time datetime="2024-03-12T08:12:00+0000">March 12, 2024</time></address></header><article id="_tl_editor" class="tl_article_content ql-container"><h1>{TITLE}<br></h1><address>Armel Tanguy<br></address>{_p()}</article><aside class="tl_article_buttons"><div class="button edit_button">Edit</div></aside></main><div class="tl_page_footer"><div>Report content on this page</div></div>"""
    )


def _notion() -> str:
    return _page(
        f"""<article id="8f1" class="page sans"><header><h1 class="page-title">{TITLE}</h1><p class="page-description"></p><table class="properties"><tbody><tr><th>Date</th><td>12 mars 2024</td></tr></tbody></table></header><div class="page-body">{_p(attributes=' id="b1" class=""')}</div></article>"""
    )


def _google_docs() -> str:
    spans = "".join(
        f'<p class="c0"><span class="c1">{each[: len(each) // 2]}</span><span class="c2">{each[len(each) // 2 :]}</span></p>'
        for each in ARTICLE
    )
    return _page(
        f'<p class="c3 title"><span class="c4">{TITLE}</span></p>{spans}<p class="c0 c5"><span class="c1"></span></p>',
        "<style>.c0{margin:0}</style>",
    )


def _word_saved() -> str:
    body = "".join(
        f"<p class=MsoNormal><span style='font-family:Arial'>{each}<o:p></o:p></span></p>" for each in ARTICLE
    )
    return _page(f"<div class=WordSection1><h1>{TITLE}<o:p></o:p></h1>{body}</div>")


def _mediawiki() -> str:
    return _page(
        f"""<div id="mw-page-base"></div><div id="content" class="mw-body" role="main"><h1 id="firstHeading" class="firstHeading">{TITLE}</h1><div id="bodyContent"><div id="siteSub">Un article de Wikinews.</div><div id="mw-content-text" class="mw-body-content"><div class="mw-parser-output"><p>{LEAD}</p><div class="infobox"><table><tr><td>Page Bretagne</td></tr></table></div>{_p(PARAGRAPHS)}<h2><span class="mw-headline">Sources</span><span class="mw-editsection">[modifier]</span></h2><ul><li><a href="http://e">La Dépêche du Port</a></li></ul></div></div><div id="catlinks">Catégories : <a href="/c">Pêche</a></div></div></div><div id="mw-navigation">{_MENU}</div><div id="footer"><ul><li>La dernière modification de cette page a été faite le 12 mars 2024.</li></ul></div>"""
    )


def _popups() -> str:
    return _page(
        f"""<div class="cmp-overlay" style="display:block"><div><h2>Votre vie privée nous importe</h2><p>Nous et nos 754 partenaires stockons et accédons à des informations sur votre appareil afin de vous proposer des publicités personnalisées.</p></div></div><div class="push-notif"><p>Recevez les alertes info de la rédaction en temps réel sur votre téléphone.</p></div>
<div class="w">{_MENU}</div><div class="article-full"><h1>{TITLE}</h1><p class="standfirst">{LEAD}</p>{_p(PARAGRAPHS[:3])}<div class="outbrain"><p>Contenus sponsorisés : ce geste simple fait fondre votre facture de chauffage dès cet hiver.</p></div>{_p(PARAGRAPHS[3:])}</div>"""
    )


_LAYOUTS: dict[str, Callable[[], str]] = {
    "divs only": _divs_only,
    "two line breaks": _break_lines,
    "one line break": _single_breaks,
    "nested tables": _nested_tables,
    "a row per paragraph": _row_per_paragraph,
    "Blogspot": _blogspot,
    "SPIP": _spip,
    "Drupal": _drupal,
    "Ghost": _ghost,
    "Substack": _substack,
    "Medium export": _medium_export,
    "AMP": _amp,
    "print view": _print_view,
    "reader mode": _reader_mode,
    "Wayback page": _wayback,
    "cached copy": _google_cache,
    "WordPress blocks": _wordpress_block,
    "hashed classes": _hashed_classes,
    "spans as blocks": _spans,
    "a section per paragraph": _live_sections,
    "Joomla": _joomla,
    "inside a form": _inside_form,
    "list items": _lists_of_text,
    "preformatted": _preformatted,
    "bare text": _bare_text_between_headings,
    "short news": _short_news,
    "many comments": _many_comments,
    "Telegraph": _telegram,
    "Notion export": _notion,
    "Google Docs export": _google_docs,
    "saved by Word": _word_saved,
    "MediaWiki": _mediawiki,
    "pop-ups": _popups,
}
_SHORT = {"short news": (LEAD,)}
_HEADED = {
    "bare text": (
        LEAD,
        "Six heures du matin",
        *PARAGRAPHS[:2],
        "Qui paie",
        *PARAGRAPHS[2:4],
        "Et après",
        *PARAGRAPHS[4:],
    )
}


def layouts() -> list[Layout]:
    """Every layout, the article in it whole."""
    return [Layout(name, make(), {**_SHORT, **_HEADED}.get(name, ARTICLE)) for name, make in _LAYOUTS.items()]
