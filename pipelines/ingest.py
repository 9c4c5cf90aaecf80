"""The conductor: read → annotate → store → translate from memory.

Machine translation by slower engines runs afterwards (`pipelines.translation.jobs`), so that the French can be
read at once. Loading reconciles: found = loaded + duplicates + rejected.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from pipelines import language, reading, translation
from pipelines.corpus import Corpus
from pipelines.edtf import iso_days
from pipelines.errors import CorpusError, DataFileError, VisavisError
from pipelines.model import Article, Rejection, Tables, dump_list
from pipelines.paths import DATA, SEEDS
from pipelines.tables import article_id, article_tables
from pipelines.translation import alignment, checks
from pipelines.translation.tmx import read_tmx

# One spaCy pipeline per process; its string store is not made for several writers.
_READING = threading.Lock()
_DOUBT = 0.5  # an alignment less sure than this is flagged


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: found = loaded + duplicates + rejected.

    Attributes:
        messages: sentences for the person, one per duplicate, rejection or warning.
        sentences: how many French sentences were loaded from it.
        article_ids: the articles loaded from it, or already there.
    """

    file_name: str
    found: int = 0
    loaded: int = 0
    duplicates: int = 0
    rejected: int = 0
    sentences: int = 0
    messages: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileProgress:
    """Where one file stands: `stage` is "reading", "annotating" or "done"; `done` of `total` articles."""

    file_name: str
    stage: str
    done: int
    total: int


@dataclass(slots=True)
class LoadReport:
    """What became of all files of one load."""

    files: list[FileReport] = field(default_factory=list)

    def total(self, name: str) -> int:
        """The sum of a count ("found", "loaded", "duplicates", "rejected", "sentences") over the files."""
        return sum(getattr(each, name) for each in self.files)


def _silent(_progress: FileProgress) -> None:
    pass


def warm_up() -> None:
    """Load the French pipeline and its lexicons, so that the first article need not wait for them; once per process."""
    with _READING:
        language.annotate(
            Article("Le ministre Jean Dupont a déclaré lundi à Paris\xa0: «\xa0Nous partirons.\xa0»")
        )


def ingest_files(
    corpus: Corpus,
    files: Iterable[tuple[str, bytes]],
    on_progress: Callable[[FileProgress], None] = _silent,
    metadata: Mapping[str, str] | None = None,
    should_stop: Callable[[], bool] = lambda: False,
) -> LoadReport:
    """Load files one after the other; a bad file never stops the next.

    Args:
        corpus: where to store.
        files: pairs of name and content.
        on_progress: called at each step, for a progress line per file.
        metadata: title, published, source or author that the person gave; they win over what the files say.
        should_stop: asked between articles.
    """
    report = LoadReport()
    for name, data in files:
        if should_stop():
            break
        on_progress(FileProgress(name, "reading", 0, 0))
        result = reading.read(name, data)
        articles = [replace(article, **_given(metadata)) for article in result.articles]
        report.files.append(_load(corpus, name, articles, result.rejections, on_progress, should_stop))
    return report


def ingest_text(
    corpus: Corpus, text: str, *, title: str = "", published: str = "", source: str = ""
) -> FileReport:
    """Load one pasted text."""
    result = reading.read_pasted(text, title, published, source)
    return _load(corpus, "pasted text", result.articles, result.rejections, _silent, lambda: False)


def load_sample(corpus: Corpus) -> LoadReport:
    """Load the sample article that ships with the project."""
    return ingest_files(corpus, [(path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))])


def load_demo(corpus: Corpus, on_progress: Callable[[FileProgress], None] = _silent) -> LoadReport:
    """Load the forty invented articles of `data/gold/dev.jsonl`, labelled as invented."""
    path = DATA / "gold" / "dev.jsonl"
    return ingest_files(
        corpus, [(path.name, path.read_bytes())], on_progress, {"source": "Demo (invented article)"}
    )


def edit_article(corpus: Corpus, key: str, *, who: str = "you", **changes: str) -> None:
    """Change title, source, author or publication date; a new date resolves the article's dates again.

    Raises:
        VisavisError: the date is no EDTF date, or the article is gone.
    """
    published = changes.get("published")
    if published is not None:
        try:
            start, end = iso_days(published)
        except ValueError as error:
            raise VisavisError(
                f"“{published}” is no date this page can read. Write 2022-11-14, 2022-11 or 2022."
            ) from error
        changes |= {"published_start": start, "published_end": end}
    before = corpus.article(key)
    if before is None:
        raise CorpusError("This article is no longer in the corpus; reload the page.")
    corpus.edit_article(key, who=who, **changes)
    if published is not None and published != before["published"]:
        article = Article(before["text"], changes.get("title", before["title"]), published)
        with _READING:
            tables = article_tables(article, language.annotate(article))
        corpus.replace(tables)


def translation_rows(
    sentences: Mapping[int, str],
    english: Mapping[int, translation.Translation],
    names: Mapping[int, list[checks.Name]],
) -> list[dict[str, Any]]:
    """Rows of `translations` (without article and editor), with the checks that each sentence failed.

    Args:
        sentences: sentence number → French.
        english: sentence number → Translation; those without English are left out.
        names: sentence number → the names in it.
    """
    return [
        {
            "sentence": number,
            "text_en": made.text_en,
            "engine": made.engine,
            "engine_version": made.version,
            "flags": dump_list(
                {"kind": flag.kind, "detail": flag.detail}
                for flag in checks.flags(sentences[number], made.text_en, names.get(number, []))
            ),
        }
        for number, made in english.items()
        if made.text_en
    ]


def save_english(
    corpus: Corpus, key: str, french: Mapping[int, str], english: Mapping[int, translation.Translation]
) -> None:
    """Store what engines made of an article's sentences, checked, in one write; a person's wording is left alone.

    Args:
        corpus: where to store.
        key: the article.
        french: sentence number → French.
        english: sentence number → Translation, for each of them.
    """
    rows = translation_rows(french, english, _names_in(corpus, key, list(french)))
    if rows:
        corpus.save_translations(key, rows)


def paste_english(corpus: Corpus, key: str, text: str, *, who: str = "pasted version") -> tuple[int, float]:
    """Lay an English version that exists already beside an article's sentences, as a person's wording.

    English that covers several French sentences stands beside the first of them. A bead in doubt is flagged.

    Returns:
        How many sentences got English, and the confidence of the whole alignment, 0 to 1.

    Raises:
        CorpusError: the article is gone.
    """
    french = corpus.sentences_of(key)
    if not french:
        raise CorpusError("This article is no longer in the corpus; reload the page.")
    numbers = list(french)
    beads = alignment.align(list(french.values()), text)
    named = _names_in(corpus, key, numbers)
    placed: dict[int, tuple[str, str]] = {}
    for bead in beads:
        if not (bead.french and bead.english):
            continue
        number = numbers[bead.french[0]]
        covered = " ".join(french[numbers[i]] for i in bead.french)
        names = [name for i in bead.french for name in named.get(numbers[i], [])]
        found = [{"kind": f.kind, "detail": f.detail} for f in checks.flags(covered, bead.english, names)]
        if bead.confidence < _DOUBT or len(bead.french) > 1:
            last = numbers[bead.french[-1]]
            where = (
                f"covers sentences {number}–{last}" if last != number else f"confidence {bead.confidence:.0%}"
            )
            found.append({"kind": "alignment", "detail": f"alignment: {where}"})
        placed[number] = (bead.english, dump_list(found))
    corpus.edit_translations(key, placed, who)
    return len(placed), alignment.overall_confidence(beads)


def import_memory(corpus: Corpus, source: Path | IO[bytes], name: str = "") -> int:
    """Take a TMX file into the person's translation memory; how many units it gave.

    Raises:
        DataFileError: the file cannot be read, is not TMX, or holds no sentence in French and English.
    """
    units = list(read_tmx(source, name))
    if not units:
        raise DataFileError(
            f"{name or source} holds no sentence with both French (fr) and English (en). Nothing was imported."
        )
    return corpus.import_units(units)


def sentence_names(tables: Tables) -> dict[int, list[checks.Name]]:
    """Sentence number → the names in it, for one article's tables."""
    english = dict(zip(tables.actors["actor_id"], tables.actors["name_en"], strict=True))
    found: dict[int, list[checks.Name]] = {}
    for mention in tables.mentions.itertuples():
        name = _name(mention.surface, mention.type, english.get(mention.actor_id, ""))
        found.setdefault(int(mention.sentence), []).append(name)
    return found


def _names_in(corpus: Corpus, key: str, sentences: Sequence[int]) -> dict[int, list[checks.Name]]:
    return {n: [_name(*row) for row in rows] for n, rows in corpus.names_in(key, sentences).items()}


def _name(surface: str, kind: str, english: str) -> checks.Name:
    return checks.Name(surface, kind, (english,) if english else ())


def _given(metadata: Mapping[str, str] | None) -> dict[str, Any]:
    return {key: value for key, value in (metadata or {}).items() if value}


def _load(
    corpus: Corpus,
    name: str,
    articles: Sequence[Article],
    rejections: Sequence[Rejection],
    on_progress: Callable[[FileProgress], None],
    should_stop: Callable[[], bool],
) -> FileReport:
    corpus.reject(rejections)
    loaded = duplicates = sentences = 0
    messages = [f"{r.where}: {r.reason}" if r.where else r.reason for r in rejections]
    keys: list[str] = []
    done = 0
    for done, article in enumerate(articles):
        if should_stop():
            break
        on_progress(FileProgress(name, "annotating", done, len(articles)))
        key = article_id(article.text)
        keys.append(key)
        if corpus.has(key):
            duplicates += 1
            messages.append(_duplicate(corpus, key))
            continue
        added = _add(corpus, article)
        if added is None:
            duplicates += 1
            messages.append(_duplicate(corpus, key))
            continue
        loaded += 1
        sentences += added
        messages.extend(article.warnings)
    on_progress(FileProgress(name, "done", len(articles), len(articles)))
    found = loaded + duplicates + len(rejections)
    return FileReport(
        name, found, loaded, duplicates, len(rejections), sentences, tuple(messages), tuple(keys)
    )


def _duplicate(corpus: Corpus, key: str) -> str:
    there = corpus.article(key)
    where = there["file_name"] if there else ""
    return (
        f"Already loaded, from {where}. Nothing was added." if where else "Already loaded. Nothing was added."
    )


def _add(corpus: Corpus, article: Article) -> int | None:
    """Annotate and store; the number of sentences, None when another process was faster."""
    with _READING:
        tables = article_tables(article, language.annotate(article))
    if not corpus.add(tables):
        return None
    french = dict(zip(tables.sentences["sentence"].astype(int), tables.sentences["text"], strict=True))
    remembered = translation.translate(list(french.values()), order=[corpus.person_memory(), "memory"])
    english = dict(zip(french, remembered, strict=True))
    rows = translation_rows(french, english, sentence_names(tables))
    if rows:
        corpus.save_translations(tables.articles.iloc[0]["article_id"], rows)
    return len(french)
