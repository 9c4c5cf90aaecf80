"""One JSON object → the article in it: keys of agencies, scrapers, feeds, blogs and archives.

Known shapes beyond the usual names of `fields`: WordPress, ninjs 1 and 2, news-please, newspaper, trafilatura,
MediaCloud, minet, wallabag, JSON Feed, NewsAPI, Elasticsearch and Solr (see `json_containers`), JSON-LD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipelines.reading.fields import (
    SUMMARIES,
    as_text,
    lead_among,
    simplified,
    stated_field,
    stated_fields,
    with_lead,
)
from pipelines.reading.fragments import plain_text
from pipelines.reading.furniture import without_furniture, without_title
from pipelines.reading.items import Draft, Item, Refusal
from pipelines.reading.json_containers import unwrapped
from pipelines.reading.wire_dates import wire_date

_MAX_NAMES_SHOWN = 12
_CUT = re.compile(r"(?:(?<!\s)\s+)?(?:(?:…|\.\.\.)\s*)?\[\+\d{1,7} char(?:s|acters)?\]\s*$")
_WITHDRAWN = {"canceled", "cancelled", "withheld"}
NOT_AN_OBJECT = "This is not an object with a text in it."
CUT = "The service gave only the beginning of this article; for the whole text open its page, save it and load that."
SUMMARY = (
    "The file holds only a summary of this article; for the whole text open its page, save it and load that."
)
PROTECTED = "The text is protected by a password, so it is not in the file."
WITHDRAWN = "The agency withdrew this item ({status}), so it was left out."
ONLY_ADDRESS = "It names an article (“{title}”) without its text; open its page, save it and load that file, or export the text too."
NO_TEXT = "No key holds the text; name it “text” or “texte” (keys found: {names})."


def article_of(loaded: Any, place: str, where: str, warnings: tuple[str, ...]) -> Item:
    """The article that an object states, or why it states none.

    Args:
        loaded: one value of the file.
        place, where: see `Draft`.
        warnings: of the whole file.
    """
    if isinstance(loaded, str) and loaded.strip():
        return Draft(plain_text(loaded), place=place, where=where, warnings=warnings)
    if not isinstance(loaded, dict):
        return Refusal(where, NOT_AN_OBJECT)
    given = unwrapped(loaded)
    if reason := _not_given(given):
        return Refusal(where, reason)
    fields = stated_fields(_renamed(given))
    text = plain_text(fields.get("text", ""))
    if not text.strip():
        title = fields.get("title", "")
        if title and fields.get("source"):
            return Refusal(where, ONLY_ADDRESS.format(title=title[:80]))
        names = (
            ", ".join(" ".join(str(key).split())[:40] for key in list(loaded)[:_MAX_NAMES_SHOWN]) or "none"
        )
        return Refusal(where, NO_TEXT.format(names=names))
    if _is_summary(given, fields["text"]):
        warnings = (*warnings, SUMMARY)
    if _CUT.search(text[-60:]):
        text, warnings = _CUT.sub(" …", text), (*warnings, CUT)
    if _was_markup(fields["text"]):
        text = without_title(without_furniture(text), fields.get("title", "")) or text
    fields["text"] = with_lead(plain_text(as_text(given.get(lead_among(given)))), text)
    fields["published"] = wire_date(fields.get("published", ""))
    fields["title"] = _without_paper(fields.get("title", ""), fields.get("source", ""))
    return Draft(place=place, where=where, warnings=warnings, **fields)


def _without_paper(title: str, paper: str) -> str:
    """ "Des renforts - Le Figaro", as services of headlines name articles, is "Des renforts" where the paper is stated."""
    before, dash, after = title.rpartition(" - ")
    return (
        before.rstrip()
        if dash and before.strip() and paper and after.strip().casefold() == paper.casefold()
        else title
    )


def _is_summary(given: Mapping[str, Any], text: str) -> bool:
    """Whether the text is only what an object says of itself in short."""
    summaries = {name: value for name, value in given.items() if simplified(name) in SUMMARIES}
    return text == stated_field(summaries, "text") and not stated_field(
        {name: value for name, value in given.items() if name not in summaries}, "text"
    )


def _was_markup(text: str) -> bool:
    return "<" in text and ">" in text


def _not_given(given: Mapping[str, Any]) -> str:
    content = given.get("content")
    if isinstance(content, dict) and content.get("protected") is True and not content.get("rendered"):
        return PROTECTED
    status = str(given.get("pubstatus") or given.get("pubStatus") or "").rpartition(":")[2].lower()
    return WITHDRAWN.format(status=status) if status in _WITHDRAWN else ""


def _renamed(given: dict[str, Any]) -> dict[str, Any]:
    """The object with the keys of a known shape under the usual names."""
    for shape in (_ninjs, _wordpress, _wallabag, _json_feed, _ghost, _drupal, _webz):
        if found := shape(given):
            return {key: value for key, value in found.items() if value not in (None, "", [], {})}
    return given


def _ninjs(given: Mapping[str, Any]) -> dict[str, Any]:
    if not any(
        key in given for key in ("versioncreated", "versionCreated", "bodies", "body_xhtml", "pubstatus")
    ):
        return {}
    source = _by_role(given.get("infosources") or given.get("infoSources"), "name") or given.get("infosource")
    return {
        # HTML keeps the paragraphs; the plain text is the same without them.
        "text": given.get("body_html") or given.get("body_xhtml") or _by_role(given.get("bodies"), "value", "main")
        or given.get("body_text") or given.get("bodyText"),
        "title": given.get("headline") or given.get("title") or _by_role(given.get("headlines"), "value", "main") or given.get("name"),
        "published": given.get("firstcreated") or given.get("firstCreated") or given.get("contentcreated")
        or given.get("contentCreated") or given.get("versioncreated") or given.get("versionCreated"),
        "source": given.get("source") or source or given.get("provider") or given.get("copyrightholder") or given.get("copyrightHolder"),
        "author": given.get("byline") or given.get("by") or _by_role(given.get("bylines"), "value") or given.get("authors"),
    }  # fmt: skip


def _by_role(values: Any, key: str, role: str = "") -> Any:
    """The value of the entry with a role, else of the longest; written HTML before plain text."""
    entries = (
        [each for each in values if isinstance(each, dict) and each.get(key)]
        if isinstance(values, list)
        else []
    )
    if not entries:
        return None
    chosen = [
        each for each in entries if role and str(each.get("role", "")).rpartition(":")[2] == role
    ] or entries
    pages = [
        each for each in chosen if "html" in str(each.get("contenttype") or each.get("contentType") or "")
    ]
    return max(pages or chosen, key=lambda each: len(str(each[key])))[key]


def _wordpress(given: Mapping[str, Any]) -> dict[str, Any]:
    content = given.get("content")
    if not isinstance(content, dict) or "rendered" not in content:
        return {}
    yoast = given.get("yoast_head_json")
    head = yoast if isinstance(yoast, dict) else {}
    embedded = given.get("_embedded")
    authors = embedded.get("author") if isinstance(embedded, dict) else None
    return {
        "text": content["rendered"],
        "title": given.get("title"),
        "published": given.get("date") or given.get("date_gmt"),
        "source": head.get("og_site_name"),
        "author": authors or head.get("author"),  # the key "author" is a number
        "url": given.get("link"),
    }


def _wallabag(given: Mapping[str, Any]) -> dict[str, Any]:
    if not any(key in given for key in ("is_archived", "is_starred", "domain_name")):
        return {}
    return {
        "text": given.get("content"),
        "title": given.get("title"),
        "published": given.get("published_at"),  # the other dates are of the reader's own list
        "source": given.get("domain_name"),
        "author": given.get("published_by"),
        "url": given.get("url"),
    }


def _json_feed(given: Mapping[str, Any]) -> dict[str, Any]:
    if not any(key in given for key in ("content_html", "content_text")):
        return {}
    return {
        "text": given.get("content_html") or given.get("content_text"),
        "title": given.get("title"),
        "published": given.get("date_published") or given.get("date_modified"),
        "source": given.get("source"),
        "author": given.get("authors") or given.get("author"),
        "url": given.get("url"),
    }


def _ghost(given: Mapping[str, Any]) -> dict[str, Any]:
    if not any(key in given for key in ("mobiledoc", "lexical", "comment_id", "custom_excerpt")):
        return {}
    return {
        "text": given.get("html") or given.get("plaintext"),
        "title": given.get("title"),
        "published": given.get("published_at"),
        "author": given.get("primary_author") or given.get("authors"),
        "url": given.get("url"),
    }


def _drupal(given: Mapping[str, Any]) -> dict[str, Any]:
    if not all(key in given for key in ("body", "created", "changed")):
        return {}
    return {**given, "published": given.get("published_at") or given["created"]}


def _webz(given: Mapping[str, Any]) -> dict[str, Any]:
    thread = given.get("thread")
    if not isinstance(thread, dict) or "site" not in thread:
        return {}
    return {**given, "source": given.get("source") or thread["site"]}
