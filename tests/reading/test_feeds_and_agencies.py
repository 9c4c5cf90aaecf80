from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paragraphs import P1, P2, Q1, read_case, text
from test_text import only, reason

from pipelines.reading import read
from pipelines.reading.published import to_edtf
from pipelines.reading.wire_dates import wire_date


def rss(*items: str, head: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>Le Courrier</title>{head}{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode()


def test_shown_feeds_give_their_entries():
    first, second = read_case("06-feed.rss").articles
    assert [(a.published, a.source) for a in (first, second)] == [
        ("2022-11-09", "RFI - À la une"),
        ("2022-11-11", "RFI - À la une"),
    ]
    assert (first.text, second.text) == (text(P1, P2), Q1)
    assert not first.warnings
    assert "beginning" in second.warnings[0]
    (entry,) = read_case("06b-feed.atom").articles
    assert (entry.title, entry.published, entry.source, entry.text) == (
        "Marseille",
        "2022-11-09",
        "Mediapart",
        P1,
    )


def test_captions_of_media_do_not_take_the_place_of_the_article():
    article = only(
        "a.rss",
        rss(
            f"<title>Renforts &amp;amp; «&#160;promesses&#160;»</title><dc:creator>Jeanne Roy</dc:creator><dc:creator>Luc Ferrand</dc:creator>"
            f"<pubDate>mer., 09 nov. 2022 07:00:00 +0100</pubDate><description>Le chapô de l’article, écrit à part.</description>"
            f"<media:content url='a.jpg'><media:title>La photo</media:title><media:description>{Q1}</media:description></media:content>"
            f"<content:encoded><![CDATA[<figure><img src='a.jpg'><figcaption>© AFP</figcaption></figure><p>{P1}</p><p>{P2}</p>"
            "<p><a href='x'>Lire aussi : Le maire de Nice réclame une loi</a></p><p>L’article Renforts est apparu en premier sur "
            "Le Courrier.</p>]]></content:encoded>"
        ),
    )
    assert article.title == "Renforts & « promesses »"
    assert article.author == "Jeanne Roy, Luc Ferrand"
    assert article.published == "2022-11-09"
    assert article.text == text("Le chapô de l’article, écrit à part.", P1, P2)


def test_lead_that_only_cuts_the_content_is_not_said_twice():
    item = f"<title>A</title><description>{P1[:90]} […]</description><content:encoded><![CDATA[<p>{P1}</p><p>{P2}</p>]]></content:encoded>"
    assert only("a.xml", rss(item)).text == text(P1, P2)


def test_entry_without_a_text_is_refused_and_the_others_are_read():
    result = read(
        "a.rss",
        rss(
            "<title>Rien</title><link>https://x.fr</link>", f"<title>A</title><description>{P1}</description>"
        ),
    )
    assert len(result.articles) == 1
    assert result.rejections[0].where == "entry 1"
    assert "Rien" in result.rejections[0].reason


def test_atom_xhtml_named_entities_and_authors_are_read():
    data = (
        '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE feed [<!ENTITY x "y">]><atom:feed xmlns:atom="http://www.w3.org/2005/Atom">'
        "<atom:title>M&eacute;diapart</atom:title><atom:author><atom:name>Rédaction</atom:name></atom:author><atom:entry>"
        "<atom:title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Des <em>renforts</em></div></atom:title>"
        "<atom:author><atom:name>Jeanne Roy</atom:name></atom:author><atom:updated>2022-11-12T07:00:00Z</atom:updated>"
        "<atom:published>2022-11-09T07:00:00+01:00</atom:published>"
        f"<atom:content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{P1}</p><p>La m&ecirc;me &amp; l&rsquo;autre &inconnue;.</p></div>"
        "</atom:content></atom:entry></atom:feed>"
    ).encode("iso-8859-1", "xmlcharrefreplace")
    article = only("flux.xml", data)
    assert (article.title, article.author, article.published, article.source) == (
        "Des renforts",
        "Jeanne Roy",
        "2022-11-09",
        "Médiapart",
    )
    assert article.text == text(P1, "La même & l’autre &inconnue;.")


def test_rss_1_of_rdf_is_read():
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>La Revue</title></channel>'
        f"<item rdf:about='y'><title>A</title><dc:date>2022-11-09T07:00+01:00</dc:date><description>{P1}</description></item></rdf:RDF>"
    ).encode()
    article = only("a.rdf", data)
    assert (article.source, article.published, article.text) == ("La Revue", "2022-11-09", P1)


def test_feed_that_is_not_well_formed_is_read_with_a_warning():
    data = rss(f"<title>A & B <3</title><description>{P1}</description>").replace(b"</channel>", b"")
    result = read("a.rss", data)
    assert result.articles
    assert "not well formed" in result.articles[0].warnings[0]


def test_feed_without_entries_is_refused():
    assert "no entry" in reason("a.rss", rss())


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("Wed Nov 09 23:30:00 CET 2022", "2022-11-09"),
        ("Wed, 9 Nov 22 07:00:00 +0100", "2022-11-09"),
        ("Wed, 09 Nov 2022 23:30:00 CEST", "2022-11-09"),
        ("20221109T070000+0100", "2022-11-09"),
        ("2022-11-09T23:30:00-05:00", "2022-11-09"),
        ("12-05-2023", "2023-05-12"),
        ("mercredi 9 novembre 2022", "2022-11-09"),
        ("1667973600", "2022-11-09"),
        ("bientôt", ""),
    ],
)
def test_dates_of_feeds_are_the_day_stated(stated: str, day: str):
    assert to_edtf(wire_date(stated)) == day


NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><head><title>Titre de page</title><docdata>
<date.issue norm="20221109T063000Z"/><doc.copyright holder="AFP"/></docdata><pubdata name="Le Progrès" date.publication="20221109"/></head>
<body><body.head><hedline><hl1>Des <em>renforts</em> &agrave; Marseille</hl1><hl2>La maire proteste</hl2></hedline>
<byline>Par <person>Jeanne Roy</person><byttl>envoyée spéciale</byttl></byline><dateline><location>MARSEILLE</location></dateline>
<abstract><p>{Q1}</p></abstract></body.head><body.content><media media-type="image"><media-caption>La photo</media-caption></media>
<p>{P1.replace("Paul Garnier", "<person>Paul Garnier</person>")}</p><p>{P2}</p></body.content><body.end><tagline>jro/abc</tagline></body.end></body></nitf>"""


def test_nitf_dispatch_is_read_whole():
    article = only("depeche.xml", NITF)
    assert (article.title, article.published, article.source, article.author) == (
        "Des renforts à Marseille", "2022-11-09", "Le Progrès", "Jeanne Roy",
    )  # fmt: skip
    assert article.text == text(Q1, P1, P2)


def g2(content: str, status: str = "stat:usable", item_class: str = "ninat:text") -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x" version="2" xml:lang="fr"><itemMeta>
<itemClass qcode="{item_class}"/><provider qcode="nprov:AFP"><name>Agence France-Presse</name></provider>
<versionCreated>2022-11-10T01:00:00+01:00</versionCreated><firstCreated>2022-11-09T22:00:00+01:00</firstCreated>
<pubStatus qcode="{status}"/></itemMeta><contentMeta><headline>Des renforts</headline><by>Jeanne Roy</by>
<slugline>police</slugline></contentMeta><contentSet>{content}</contentSet></newsItem>"""


@pytest.mark.parametrize(
    "content",
    [
        f"<inlineXML contenttype='application/nitf+xml'>{NITF[NITF.index('<nitf>') :]}</inlineXML>".replace(
            "&agrave;", "à"
        ),
        f"<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><h1>Des renforts</h1><p>{Q1}</p><p>{P1}</p><p>{P2}</p></body></html></inlineXML>",
        f"<inlineData>{Q1}\n\n{P1}\n\n{P2}</inlineData>",
    ],
)
def test_newsml_g2_item_is_read_whatever_its_content(content: str):
    article = only("a.xml", f'<?xml version="1.0"?>{g2(content)}')
    assert article.text == text(Q1, P1, P2)
    assert article.published == "2022-11-09"
    assert article.author == "Jeanne Roy"


def test_news_message_gives_each_item_and_names_the_withdrawn_and_the_pictures():
    message = (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
        + g2(
            f"<inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>{P1}</p></body></html></inlineXML>"
        )
        + g2(f"<inlineData>{P2}</inlineData>", status="stat:canceled")
        + g2("<remoteContent href='a.jpg'/>", item_class="ninat:picture")
        + "</itemSet></newsMessage>"
    )
    result = read("a.xml", message.encode())
    (article,) = result.articles
    assert (article.title, article.source, article.text) == ("Des renforts", "Agence France-Presse", P1)
    assert "canceled" in result.rejections[0].reason
    assert "picture" in result.rejections[1].reason


def test_newsml_1_of_an_agency_is_read():
    data = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE NewsML PUBLIC "urn:x" "x.dtd" [ ]><NewsML><NewsItem>
<Identification><NewsIdentifier><DateId>20221109</DateId></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20221109T060000Z</FirstCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Des renforts</HeadLine><ByLine>Jeanne Roy</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="AFP"/></Provider></AdministrativeMetadata>
<NewsComponent><Role FormalName="Caption"/><ContentItem><DataContent><p>La photo.</p></DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Main"/><ContentItem><DataContent><p>{P1}</p><p>{P2}</p></DataContent></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>"""
    article = only("a.xml", data)
    assert (article.title, article.published, article.source, article.author, article.text) == (
        "Des renforts", "2022-11-09", "AFP", "Jeanne Roy", text(P1, P2),
    )  # fmt: skip


def test_xml_takes_nothing_from_outside_and_expands_nothing():
    data = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><channel><title>x</title><item><title>A</title><description>{P1} &a;</description></item></channel></rss>'
    assert only("a.rss", data).text == f"{P1} &a;"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"<?xml version='1.0'?><opml version='2.0'><body/></opml>", "OPML"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><title>Logo</title></svg>", "SVG"),
        (b"<?xml version='1.0'?><urlset><url><loc>https://x.fr</loc></url></urlset>", "site map"),
        (b"<?xml version='1.0'?><catalogue><a>b</a></catalogue>", "catalogue"),
    ],
)
def test_other_xml_is_refused_by_name(data: bytes, word: str):
    assert word in reason("a.xml", data)
    assert word in reason("a.txt", data)


@given(st.text(max_size=200), st.sampled_from(["rss", "feed", "nitf", "newsItem", "NewsML"]))
@settings(max_examples=40, deadline=None)
def test_any_xml_gives_articles_or_reasons(inner: str, root: str):
    result = read(
        "a.xml", f"<{root}><item><title>{inner}</title>{inner}</item></{root}>".encode("utf-8", "replace")
    )
    assert result.found
    assert all("unexpected" not in each.reason for each in result.rejections)
