from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import PARAGRAPH, SECOND
from paragraphs import P1, P2, read_case
from test_text import only, reason

from pipelines.paths import DATA
from pipelines.reading import read

OBJECT = {
    "titre": "Accord",
    "date": "2022-11-14",
    "source": {"name": "AFP"},
    "auteurs": ["J. Roy"],
    "texte": PARAGRAPH,
}


def lines(*objects: object) -> bytes:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in objects).encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", lines(OBJECT, {"text": SECOND})),
        ("a.json", lines([OBJECT, {"text": SECOND}])),
        ("a.json", lines({"articles": [OBJECT, {"content": SECOND}]})),
        ("a.json", lines(OBJECT, {"text": SECOND})),
        ("a.jsonl", lines([OBJECT, {"body": SECOND}])),
    ],
)
def test_objects_become_articles(name: str, data: bytes):
    result = read(name, data)
    assert result.rejections == ()
    first, second = result.articles
    assert (first.title, first.published, first.source, first.author, first.text) == (
        "Accord", "2022-11-14", "AFP", "J. Roy", PARAGRAPH,
    )  # fmt: skip
    assert second.text == SECOND
    assert first.file_name == f"{name}#1"


def test_single_object_is_one_article():
    assert only("a.json", lines(OBJECT)).file_name == "a.json"


def test_gold_is_read_whole_and_unchanged():
    path = DATA / "gold" / "dev.jsonl"
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    result = read(path.name, path.read_bytes())
    assert result.rejections == ()
    assert [(a.title, a.published) for a in result.articles] == [(g["title"], g["published"]) for g in given]
    assert [a.text for a in result.articles] == [g["text"] for g in given]


def test_broken_line_is_rejected_alone():
    result = read("a.jsonl", lines(OBJECT) + b'\n{"text": \n[1]\n' + lines({"nothing": 1}))
    assert len(result.articles) == 1
    assert [each.where for each in result.rejections] == ["line 2", "line 3", "line 4"]
    assert "nothing" in result.rejections[2].reason


@pytest.mark.parametrize(
    "data", [b"{", b"[" * 100_000, b"[]", b"12", b'{"a": "b"}', b"null", b'{"text": 1' + b"0" * 9000 + b"}"]
)
def test_json_without_an_article_is_rejected(data: bytes):
    reason("a.json", data)


def test_half_surrogate_pairs_are_replaced():
    article = only("a.json", b'{"text": "Le maire \\ud83d a dit non."}')
    article.text.encode("utf-8")
    assert article.text.startswith("Le maire")


def test_file_of_broken_lines_is_one_rejection():
    assert "first 50 lines" in reason("a.jsonl", b'{"a\n' * 1000)


def test_single_breaks_between_long_lines_part_paragraphs():
    article = only("a.json", json.dumps({"text": f"{PARAGRAPH}\n{SECOND}"}).encode())
    assert article.text == f"{PARAGRAPH}\n\n{SECOND}"


HTML = f"<p>{PARAGRAPH}</p>\n<p>{SECOND}</p>"
BOTH = f"{PARAGRAPH}\n\n{SECOND}"
ARTICLE = {"title": "Accord", "date": "2022-11-14", "text": f"{PARAGRAPH}\n\n{SECOND}"}


@pytest.mark.parametrize(
    ("name", "title", "published", "source", "paragraphs"),
    [
        ("13-html-in-json.json", "Police : des renforts à Marseille", "2022-11-09", "RFI", (P1, P2)),
        ("23-news-please.json", "Des renforts", "2022-11-09", "www.lefigaro.fr", (P1, P2)),
        ("24-newspaper3k.json", "Des renforts", "2022-11-09", "lemonde.fr", (P1, P2)),
        ("24c-ninjs.json", "Renforts", "2022-11-09", "", (P1,)),
        ("26-trafilatura.json", "Des renforts", "2022-11-09", "Le Monde", (P1, P2)),
        ("39-wordpress.json", "Renforts – Marseille", "2022-11-09", "", (P1,)),
        ("39b-elasticsearch.json", "Renforts", "2022-11-09", "Le Figaro", (P1,)),
    ],
)
def test_shown_shapes_give_their_article(
    name: str, title: str, published: str, source: str, paragraphs: tuple[str, ...]
):
    result = read_case(name)
    assert result.rejections == ()
    (article,) = result.articles
    assert (article.title, article.published, article.source) == (title, published, source)
    # The no-break spaces of its entities stay.
    assert article.text.replace("\u00a0", " ") == "\n\n".join(paragraphs)


def test_clipped_page_names_its_host_and_author_and_leads_nowhere():
    article = read_case("26b-web-clip.md").articles[0]
    assert (article.title, article.source, article.author, article.published) == (
        "Des renforts",
        "lefigaro.fr",
        "Jeanne Roy",
        "2022-11-09",
    )
    assert "Lire aussi" not in article.text
    assert "photo" not in article.text


@pytest.mark.parametrize(
    ("given", "title", "published", "source", "author"),
    [
        # WordPress with embedded authors and Yoast's head
        (
            [{"id": 7, "date": "2022-11-14T07:00:00", "modified": "2022-12-01T00:00:00", "link": "https://www.courrier.example/a",
              "title": {"rendered": "L&rsquo;accord"}, "content": {"rendered": HTML, "protected": False}, "excerpt": {"rendered": "x"},
              "author": 12, "yoast_head_json": {"og_site_name": "Le Courrier", "author": "admin"},
              "_embedded": {"author": [{"id": 12, "name": "Jeanne Roy", "url": "https://x.fr"}]}}],
            "L’accord", "2022-11-14", "Le Courrier", "Jeanne Roy",
        ),
        # WordPress without a name of the site
        ({"link": "https://www.courrier.example/a", "date": "2022-11-14T07:00:00", "title": {"rendered": "A"}, "content": {"rendered": HTML}},
         "A", "2022-11-14", "courrier.example", ""),
        # ninjs 1.3
        ({"uri": "u", "type": "text", "versioncreated": "2022-11-15T01:00:00Z", "firstcreated": "2022-11-14T23:00:00Z", "headline": "A",
          "byline": "Jeanne Roy", "body_xhtml": HTML, "infosources": [{"name": "AFP"}], "copyrightholder": "x"},
         "A", "2022-11-14", "AFP", "Jeanne Roy"),
        # ninjs 2.0
        ({"standard": {"version": "2.0"}, "uri": "u", "type": "text", "versioncreated": "2022-11-14T06:00:00Z",
          "headlines": [{"role": "short", "value": "Accord en vue avec les syndicats"}, {"role": "main", "value": "Accord"}],
          "bodies": [{"role": "caption", "value": "La photo"}, {"role": "main", "contenttype": "text/html", "value": HTML},
                     {"role": "main", "contenttype": "text/plain", "value": PARAGRAPH + SECOND}],
          "by": "Jeanne Roy", "infosources": [{"role": "x", "name": "AFP"}]},
         "Accord", "2022-11-14", "AFP", "Jeanne Roy"),
        # JSON-LD: a graph of a page
        ({"@context": "https://schema.org", "@graph": [
            {"@type": "Organization", "name": "Le Courrier"}, {"@type": "BreadcrumbList", "itemListElement": []},
            {"@type": ["NewsArticle", "Article"], "headline": "A", "articleBody": BOTH, "datePublished": "2022-11-14T07:00:00+01:00",
             "dateModified": "2022-11-20", "author": [{"@type": "Person", "name": "Jeanne Roy"}, {"@type": "Person", "name": "Luc Ferrand"}],
             "publisher": {"@type": "Organization", "name": "Le Courrier", "logo": {"url": "x"}}}]},
         "A", "2022-11-14", "Le Courrier", "Jeanne Roy, Luc Ferrand"),
        # newspaper4k
        ({"url": "https://www.courrier.example/a", "title": "A", "authors": ["Jeanne Roy", "Luc Ferrand"], "publish_date": "2022-11-14T07:00:00",
          "meta_site_name": "Le Courrier", "canonical_link": "https://www.courrier.example/a", "text": BOTH, "top_image": "i", "summary": ""},
         "A", "2022-11-14", "Le Courrier", "Jeanne Roy, Luc Ferrand"),
        # MediaCloud
        ({"stories": [{"stories_id": 1, "publish_date": "2022-11-14 07:00:00", "indexed_date": "2022-12-01", "media_name": "Le Courrier",
          "media_url": "http://courrier.example", "title": "A", "url": "http://courrier.example/a", "story_text": BOTH}]},
         "A", "2022-11-14", "Le Courrier", ""),
        # minet
        ([{"canonical_url": "https://www.courrier.example/a", "title": "A", "raw_content": BOTH, "author": "Jeanne Roy", "date": "2022-11-14",
          "sitename": "Le Courrier", "comments": None}], "A", "2022-11-14", "Le Courrier", "Jeanne Roy"),
        # wallabag: the days of saving are not the day of publication
        ([{"is_archived": 0, "is_starred": 1, "title": "A", "url": "https://www.courrier.example/a", "content": HTML, "created_at": "2022-12-24T10:00:00+0100",
          "published_at": None, "published_by": ["Jeanne Roy"], "domain_name": "www.courrier.example", "reading_time": 3}],
         "A", "", "www.courrier.example", "Jeanne Roy"),
        ([{"is_archived": 0, "title": "A", "content": HTML, "created_at": "2022-12-24T10:00:00+0100", "published_at": "2022-11-14T08:00:00+0100",
          "domain_name": "courrier.example"}], "A", "2022-11-14", "courrier.example", ""),
        # JSON Feed
        ({"version": "https://jsonfeed.org/version/1.1", "title": "Le Courrier", "items": [{"id": "1", "title": "A", "content_html": HTML,
          "date_published": "2022-11-14T07:00:00+01:00", "authors": [{"name": "Jeanne Roy"}], "url": "https://www.courrier.example/a"}]},
         "A", "2022-11-14", "courrier.example", "Jeanne Roy"),
        # Solr
        ({"responseHeader": {"status": 0}, "response": {"numFound": 1, "docs": [{"id": "1", "title_s": "A", "text_txt_fr": [PARAGRAPH, SECOND],
          "date_dt": "2022-11-14T00:00:00Z", "source_s": "Le Courrier", "author_ss": ["Jeanne Roy"]}]}}, "A", "2022-11-14", "Le Courrier", "Jeanne Roy"),
        # Elasticsearch: several answers, dotted fields, a wrapped article
        ({"responses": [{"hits": {"hits": [{"_id": "1", "_source": {"article": {"titre": "A", "texte": BOTH}, "date": "2022-11-14", "media": {"nom": 1, "name": "Le Courrier"}}}]}}]},
         "A", "2022-11-14", "Le Courrier", ""),
        # pandas: by column, by row, split
        ({"title": {"0": "A"}, "text": {"0": BOTH}, "date": {"0": 1668384000000}, "source": {"0": "AFP"}}, "A", "2022-11-14", "AFP", ""),
        ({"columns": ["title", "text", "date", "source"], "index": [0], "data": [["A", BOTH, "2022-11-14", "AFP"]]}, "A", "2022-11-14", "AFP", ""),
        ({"0": {"title": "A", "text": BOTH, "date": "2022-11-14", "source": "AFP"}}, "A", "2022-11-14", "AFP", ""),
        # NewsAPI: the paper's name behind the title
        ({"status": "ok", "articles": [{"source": {"id": None, "name": "Le Courrier"}, "author": "Jeanne Roy", "title": "A - Le Courrier",
          "publishedAt": "2022-11-14T06:00:00Z", "content": BOTH}]}, "A", "2022-11-14", "Le Courrier", "Jeanne Roy"),
        # webz.io
        ({"thread": {"site": "courrier.example", "title": "A"}, "title": "A", "author": "Jeanne Roy", "published": "2022-11-14T08:00:00.000+02:00",
          "text": BOTH, "crawled": "2022-12-24"}, "A", "2022-11-14", "courrier.example", "Jeanne Roy"),
        # Ghost, its whole export
        ({"db": [{"meta": {"version": "5.20"}, "data": {"posts": [{"title": "A", "html": HTML, "plaintext": "x", "published_at": "2022-11-14T06:00:00.000Z",
          "created_at": "2022-11-01", "custom_excerpt": "y"}], "users": [{"name": "Jeanne Roy"}]}}]}, "A", "2022-11-14", "", ""),
        # Drupal
        ({"data": [{"type": "node--article", "attributes": {"title": "A", "created": "2022-11-14T07:00:00+01:00", "changed": "2022-12-24",
          "body": {"value": HTML, "format": "full_html"}}}]}, "A", "2022-11-14", "", ""),
        # AFP
        ({"response": {"docs": [{"title": "A", "news": [PARAGRAPH, SECOND], "published": "2022-11-14T06:00:00Z", "provider": "AFP"}]}},
         "A", "2022-11-14", "AFP", ""),
        # an article in an envelope
        ({"status": "ok", "article": {"title": "A", "body": BOTH, "publishedAt": "2022-11-14", "source": "AFP"}}, "A", "2022-11-14", "AFP", ""),
    ],
)  # fmt: skip
def test_shapes_of_services_and_scrapers_are_known(
    given: object, title: str, published: str, source: str, author: str
):
    article = only("a.json", json.dumps(given).encode())
    assert (article.title, article.published, article.source, article.author) == (
        title,
        published,
        source,
        author,
    )
    assert article.text == BOTH


def test_lines_for_elasticsearch_are_read_without_their_instructions():
    result = read(
        "a.jsonl",
        lines(
            {"index": {"_index": "presse", "_id": "1"}},
            ARTICLE,
            {"index": {"_index": "presse"}},
            ARTICLE | {"text": SECOND},
        ),
    )
    assert [article.text for article in result.articles] == [BOTH, SECOND]
    assert result.rejections == ()
    hit = {"_index": "presse", "_source": ARTICLE}
    assert read("a.json", lines(hit, hit)).articles[0].title == "Accord"


def test_service_that_cuts_its_texts_is_told():
    given = {
        "status": "ok",
        "articles": [
            {"source": {"id": None, "name": "RFI"}, "title": "A", "content": f"{PARAGRAPH}… [+4512 chars]"}
        ],
    }
    article = only("a.json", json.dumps(given).encode())
    assert "beginning" in article.warnings[0]
    assert "chars" not in article.text


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (
            {"stories": [{"title": "A", "media_name": "Le Courrier", "url": "http://x.fr"}]},
            "without its text",
        ),
        ({"@type": "NewsArticle", "headline": "A", "publisher": {"name": "Le Courrier"}}, "without its text"),
        ({"title": {"rendered": "A"}, "content": {"rendered": "", "protected": True}}, "password"),
        ({"pubstatus": "canceled", "headline": "A", "body_text": PARAGRAPH}, "withdrew"),
        ({"article": {"title": "Rien"}}, "No key"),
    ],
)
def test_object_without_a_text_is_refused_with_the_cause(given: object, word: str):
    assert word in reason("a.json", json.dumps(given).encode())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "articles",
                        "text",
                        "title",
                        "@graph",
                        "@type",
                        "hits",
                        "_source",
                        "data",
                        "content",
                        "columns",
                        "author",
                        "source",
                        "date",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_json_gives_articles_or_reasons(loaded: object):
    result = read("a.json", json.dumps(loaded).encode())
    assert result.found
    assert all("unexpected" not in each.reason for each in result.rejections)


def test_article_that_a_service_took_back_is_refused_by_name():
    taken = {
        "source": {"name": "[Removed]"},
        "title": "[Removed]",
        "content": "[Removed]",
        "publishedAt": "1970-01-01T00:00:00Z",
    }
    result = read("news.json", json.dumps({"articles": [OBJECT, taken]}).encode())
    assert [each.title for each in result.articles] == ["Accord"]
    assert "took this article back" in result.rejections[0].reason


def test_date_as_social_networks_write_it_keeps_its_day():
    rows = (
        f"id,created_at,screen_name,text\n1,Wed Nov 09 07:00:00 +0000 2022,PGarnier,{PARAGRAPH!r}\n".replace(
            "'", '"'
        )
    )
    assert only("posts.csv", rows.encode()).published == "2022-11-09"
