"""Markdown, with or without YAML front matter → one article."""

from __future__ import annotations

import re
from typing import Any

from pipelines.reading.decoding import decode
from pipelines.reading.fields import stated_fields
from pipelines.reading.furniture import without_invitations
from pipelines.reading.headers import split_header
from pipelines.reading.items import Draft
from pipelines.reading.layout import bare_words

_FRONT_MATTER = re.compile(r"\ufeff?\s*---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_WIKI_LINK = re.compile(r"\[\[(?P<page>[^\[\]|]{1,200})(?:\|(?P<shown>[^\[\]|]{1,200}))?\]\]")
_ADDRESS = re.compile(r"https?://(?P<host>[^/\s:?#]++)\S*$")
_MAX_FRONT_MATTER = 20_000
_TITLE = re.compile(r"\s*+(?:#[ \t]++(?P<title>[^\n]++)(?:\n|$)|(?P<under>[^\n]++)\n=++[ \t]*+(?:\n|$))")
_FENCE = re.compile(r"^(?:```|~~~).*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE)
_UNDERLINE = re.compile(r"^(?:=+|-{2,})[ \t]*$", re.MULTILINE)
# Each class leaves out the character its pattern opens with, so that no start is scanned twice.
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\[\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"^\[[^\[\]\n]{1,200}\]:[ \t]+\S.*$", re.MULTILINE), ""),
    (re.compile(r"\[\^[^\[\]\n]{1,50}\]"), ""),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>"), ""),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000})(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,2000})(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"\*\*(?=\S)([^*\n]{1,2000})(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<!\w)__(?=\S)([^_\n]{1,2000})(?<=\S)__(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]{1,2000})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)
_LINE_MARK = re.compile(r"^[ \t]*(?:>[ \t]?)+|^#{1,6}[ \t]+|(?<![ \t])[ \t]+#+[ \t]*$", re.MULTILINE)
_STARTS_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+")


def read_markdown(file_name: str, data: bytes) -> list[Draft]:
    """The article in a Markdown file: words without marks, one paragraph per block.

    Title, date, source and author come from the front matter, else the title from a first `# heading`.

    Raises:
        ReadingError: the bytes are no text.
    """
    text, warnings = decode(file_name, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    stated, text, more = _front_matter(text)
    if match := _TITLE.match(text):
        heading = _inline(_without_closing_marks(match["title"]) or match["under"]).strip()
        if not stated.get("title") or stated["title"].casefold() == heading.casefold():
            stated["title"] = heading
            text = text[match.end() :]
    draft = Draft(without_invitations(_plain(text)), warnings=warnings + more, **stated)
    return [split_header(draft)]


def _without_closing_marks(heading: str | None) -> str:
    """ "Title ##" is "Title"; marks alone stay."""
    bare = (heading or "").rstrip(" \t")
    return bare.rstrip("#").rstrip(" \t") or bare


def _front_matter(text: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    match = _FRONT_MATTER.match(text[:_MAX_FRONT_MATTER])
    if not match:
        return {}, text, ()
    import yaml  # noqa: PLC0415 - only files with front matter pay for it

    rest = text[match.end() :]
    try:
        loaded: Any = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return (
            {},
            rest,
            ("The front matter is not valid YAML, so its metadata was not read; set it on the Corpus page.",),
        )
    if not isinstance(loaded, dict):
        return {}, text, ()
    fields = stated_fields(loaded)
    fields.pop("text", None)
    if author := fields.get("author"):
        fields["author"] = _WIKI_LINK.sub(lambda match: match["shown"] or match["page"], author)
    if address := _ADDRESS.match(fields.get("source", "")):
        fields["source"] = address["host"].removeprefix("www.")
    return fields, rest, ()


def _plain(text: str) -> str:
    text = _without_comments(text)
    for pattern in (_FENCE, _RULE, _UNDERLINE):
        text = pattern.sub("", text)
    text = _without_pull_quotes(text)
    blocks = re.split(r"\n[ \t]*\n", _line_starts(text))
    return "\n\n".join(plain for block in blocks if (plain := _inline(block).strip()))


def _without_pull_quotes(text: str) -> str:
    """Without quoted blocks that only repeat words of the text around them."""
    blocks = re.split(r"\n[ \t]*\n", text)
    quoted = [block.lstrip().startswith(">") for block in blocks]
    if not any(quoted):
        return text
    whole = bare_words(" ".join(block for block, quote in zip(blocks, quoted, strict=True) if not quote))
    return "\n\n".join(
        block
        for block, quote in zip(blocks, quoted, strict=True)
        if not (quote and len(words := bare_words(block)) > 12 and words in whole)
    )


def _without_comments(text: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[position:start])
        position = end + 3
    return "".join(kept) + text[position:]


def _line_starts(text: str) -> str:
    """Marks at the start of lines dropped, headings set apart, soft breaks joined, hard breaks kept."""
    out: list[str] = []
    for line in text.split("\n"):
        heading = line.startswith("#")
        item = _STARTS_ITEM.match(line) is not None
        hard = line.endswith(("  ", "\\"))
        plain = _LINE_MARK.sub("", line).strip().removesuffix("\\")
        if heading:
            out.append(f"\n\n{plain}\n\n")
        elif not plain:
            out.append("\n\n")
        else:
            separator = "" if not out or out[-1].endswith("\n") else "\n" if item else " "
            out.append(separator + plain + ("\n" if hard else ""))
    return "".join(out)


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
