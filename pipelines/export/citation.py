"""A quote as a citation: plain text, Markdown, BibTeX, RIS and CSL-JSON.

The work cited is the article; what was said, its English with who made it, and the speaker stand in its note, since
no reference format has a place for them. Texts come through as they are but for line breaks and control signs, which
become spaces: each format's own signs are escaped, so that "{", "\\", "%" or a quotation mark in a title break nothing.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipelines.language.gazetteer import slug
from pipelines.wording.dates import edtf_words

_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")
_BLANKS = re.compile(r"\s+")
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
}  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$])")
_SEASON = 20  # EDTF's spring is month 21


@dataclass(frozen=True, slots=True)
class Citation:
    """One quote and the article it stands in; a text that is not known is "".

    Attributes:
        key: an identifier of letters, digits and hyphens, the same each time.
        speaker, function: who spoke, and their function as the article tells it.
        is_direct: the words were quoted, not reported.
        text, text_en, engine: French, English, and who made the English.
        author, source, published, title, title_en, title_engine: of the article; `published` in EDTF.
        sentence: number of the sentence in the article.
    """

    key: str
    speaker: str
    function: str
    inferred: bool
    is_direct: bool
    text: str
    text_en: str
    engine: str
    author: str
    source: str
    published: str
    title: str
    title_en: str
    title_engine: str
    sentence: int

    def french(self) -> str:
        """The French words, in guillemets where they were quoted."""
        marked = self.is_direct and not self.text.startswith(("«", "“", '"'))
        return f"«\u202f{self.text}\u202f»" if marked else self.text

    def english(self) -> str:
        """The English words with who made them; "" without English."""
        if not self.text_en:
            return ""
        marked = self.is_direct and not self.text_en.startswith(("“", '"'))
        words = f"“{self.text_en}”" if marked else self.text_en
        return f"{words} ({_maker(self.engine)})"

    def who(self) -> str:
        """ "Aviv Kochavi, chef d'état-major"; says so where nobody is named or the speaker was inferred."""
        named = ", ".join(filter(None, (self.speaker, self.function))) or "Speaker not stated"
        return f"{named} (inferred from the sentences before)" if self.inferred and self.speaker else named

    def work(self) -> str:
        """The article: "Le titre [The title], Le Monde, 14 November 2022, sentence 3."."""
        return _work(self, str)

    def note(self) -> str:
        """Speaker, French, English and place, in one line."""
        how = "" if self.is_direct else " (reported)"
        said = f"{self.who()}{how}: {self.french()}"
        title = f"Title in English: {self.title_en} ({_maker(self.title_engine)})." if self.title_en else ""
        return " ".join(filter(None, (said, self.english(), f"Sentence {self.sentence}.", title)))


def _maker(engine: str) -> str:
    """ "English: firefox 1.2" """
    return f"English: {engine}" if engine else "English"


def citations(rows: pd.DataFrame, articles: pd.DataFrame) -> list[Citation]:
    """Rows of quotes (see `model.QUOTE_ROWS`) as citations, in their order; `articles` says who wrote them."""
    author = dict(zip(articles["article_id"], articles["author"], strict=True))
    return [_citation(row, author.get(row.article_id, "")) for row in rows.itertuples(index=False)]


def _citation(row: Any, author: str) -> Citation:
    speaker = _clean(row.speaker_en or row.speaker_name or row.speaker)
    words = [slug(speaker)[:40].strip("-") or "quote", row.published[:4], row.article_id[:8], row.quote_id]
    return Citation(
        key="-".join(filter(None, (re.sub(r"[^a-z0-9]+", "-", _ascii(each)).strip("-") for each in words))),
        speaker=speaker[:1].upper() + speaker[1:],
        function=_clean(row.speaker_function),
        inferred=bool(row.speaker_inferred),
        is_direct=row.kind == "direct",
        text=_clean(row.text),
        text_en=_clean(row.text_en),
        engine=_clean(row.engine),
        author=_clean(author),
        source=_clean(row.source),
        published=_clean(row.published),
        title=_clean(row.title),
        title_en=_clean(row.title_en),
        title_engine=_clean(row.title_engine),
        sentence=int(row.sentence),
    )


def plain_text(cited: Iterable[Citation]) -> str:
    """One paragraph each, with a blank line between."""
    return "\n\n".join(f"{_said_plainly(each)} {each.work()}" for each in cited) + "\n"


def _said_plainly(each: Citation) -> str:
    how = "" if each.is_direct else " (reported)"
    english = f" [{each.english()}]" if each.text_en else ""
    return f"{each.who()}{how}: {each.french()}{english}."


def markdown(cited: Iterable[Citation]) -> str:
    """A block quotation each, French and English, with its source beneath."""
    return "\n".join(map(_markdown, cited))


def _markdown(each: Citation) -> str:
    lines = [f"> {_md(each.french())}"]
    if each.text_en:
        lines += [">", f"> {_md(each.english())}"]
    who = f"**{_md(each.who())}**" + ("" if each.is_direct else " (reported)")
    lines += [">", f"> — {who}. {_work(each, _md, '*')}"]
    return "\n".join(lines) + "\n"


def _work(each: Citation, escape: Callable[[str], str], slant: str = "") -> str:
    """The article: "Title [Title in English], Paper, 14 November 2022, sentence 3."."""
    title = f"{slant}{escape(each.title)}{slant}" if each.title else "Untitled"
    if each.title_en:
        title += f" [{escape(each.title_en)}]"
    day = edtf_words(each.published, "")
    parts = [each.author and escape(each.author), title, escape(each.source) if each.source else "paper not stated",
             escape(day) if day else "day of publication not known", f"sentence {each.sentence}"]  # fmt: skip
    return ", ".join(filter(None, parts)) + "."


def bibtex(cited: Iterable[Citation]) -> str:
    """BibTeX entries in UTF-8; `date` is biblatex's and takes EDTF, `year` and `month` are for older styles."""
    return "\n".join(map(_bibtex, cited))


def _bibtex(each: Citation) -> str:
    found = _POINT.match(each.published)
    month = int(found[2]) if found and found[2] else 0
    fields = {
        "author": f"{{{_tex(each.author)}}}" if each.author else "",
        "title": f"{{{_tex(each.title)}}}" if each.title else "",
        "journal": _tex(each.source),
        "date": _tex(each.published) if "X" not in each.published else "",
        "year": found[1] if found else "",
        "month": str(month) if 1 <= month <= 12 else "",
        "langid": "french",
        "note": _tex(each.note()),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{each.key},\n{body}}}\n"


def ris(cited: Iterable[Citation]) -> str:
    """RIS records of newspaper articles, for Zotero, EndNote and Mendeley."""
    return "\n".join(map(_ris, cited))


def _ris(each: Citation) -> str:
    found = _POINT.match(each.published)
    year, month, day = (found[1], found[2] or "", found[3] or "") if found else ("", "", "")
    month, day = (month, day) if not month or int(month) <= 12 else ("", "")
    lines = [
        ("TY", "NEWS"), ("ID", each.key), ("AU", each.author), ("TI", each.title), ("TT", each.title_en),
        ("T2", each.source), ("PY", year), ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("LA", "fr"), ("N1", each.note()),
    ]  # fmt: skip
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


def csl_json(cited: Iterable[Citation]) -> str:
    """A list of CSL items, for Zotero, pandoc and citeproc; `custom` holds the quote field by field."""
    return json.dumps([_csl(each) for each in cited], ensure_ascii=False, indent=2) + "\n"


def _csl(each: Citation) -> dict[str, Any]:
    item: dict[str, Any] = {"id": each.key, "type": "article-newspaper", "language": "fr"}
    if each.author:
        item["author"] = [{"literal": each.author}]
    item |= {
        name: value for name, value in (("title", each.title), ("container-title", each.source)) if value
    }
    if each.published:
        item["issued"] = _csl_date(each.published)
    said = {
        "speaker": each.speaker, "function": each.function, "text": each.text, "text_en": each.text_en,
        "engine": each.engine, "title_en": each.title_en, "title_engine": each.title_engine,
    }  # fmt: skip
    custom = {name: value for name, value in said.items() if value} | {"sentence": each.sentence}
    return item | {"note": each.note(), "custom": custom}


def _csl_date(edtf: str) -> dict[str, Any]:
    ends = [_POINT.fullmatch(end) for end in edtf.split("/")]
    if not all(ends):
        return {"literal": edtf}
    parts, date = [], dict[str, Any]()
    for end in ends:
        year, month, day, unsure = end.groups()  # type: ignore[union-attr]
        number = int(month or 0)
        if number > _SEASON:
            date["season"], month = number - _SEASON, None
        parts.append([int(each) for each in (year, month, day) if each])
        if unsure:
            date["circa"] = True
    return {"date-parts": parts} | date


# Name of the format, as a page shows it → how it is made, the suffix and the media type of its file.
FORMATS: dict[str, tuple[Callable[[Iterable[Citation]], str], str, str]] = {
    "Plain text": (plain_text, "txt", "text/plain"),
    "Markdown": (markdown, "md", "text/markdown"),
    "BibTeX": (bibtex, "bib", "application/x-bibtex"),
    "RIS": (ris, "ris", "application/x-research-info-systems"),
    "CSL-JSON": (csl_json, "json", "application/vnd.citationstyles.csl+json"),
}


def _clean(text: str) -> str:
    """On one line, without control signs and signs that turn the reading direction round."""
    kept = (
        " " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign
        for sign in text
        if unicodedata.bidirectional(sign) not in _TURNING
    )
    return _BLANKS.sub(lambda found: found[0] if len(found[0]) == 1 else " ", "".join(kept)).strip()


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return decomposed.encode("ascii", "ignore").decode()


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
