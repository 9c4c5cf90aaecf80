"""The conductor: read → annotate → store → translate from memory.

Machine translation by slower engines runs afterwards (`pipelines.translation.jobs`), so that the French can be
read at once. Loading reconciles: found = loaded + duplicates + rejected; `pipelines.loading` does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from pipelines import reading
from pipelines.corpus import Corpus
from pipelines.edtf import is_publication_date, iso_days
from pipelines.english_rows import failed_checks, sentence_names, translation_rows
from pipelines.errors import CorpusError, DataFileError, VisavisError
from pipelines.loading.annotating import annotated, warm_up
from pipelines.loading.loader import Loader, never, silent
from pipelines.loading.outcomes import FileProgress, FileReport, LoadReport
from pipelines.loading.remembered import names_in, names_to_keep, remember_title, save_english
from pipelines.model import Article, dump_list
from pipelines.paths import DATA, SEEDS
from pipelines.translation import alignment
from pipelines.translation.imported import Imported, told
from pipelines.translation.memory import translation_of
from pipelines.translation.tmx import Skipped, Unit, read_tmx
from pipelines.translation.wording import match_key

__all__ = [
    "FileProgress",
    "FileReport",
    "LoadReport",
    "edit_article",
    "import_memory",
    "ingest_files",
    "ingest_text",
    "load_demo",
    "load_sample",
    "names_to_keep",
    "paste_english",
    "save_english",
    "sentence_names",
    "translation_rows",
    "warm_up",
]

DATE_FORMS = "Write 2022-11-14, 2022-11 or 2022, between 1400 and 2200."
_DOUBT = 0.5  # an alignment less sure than this is flagged


def ingest_files(
    corpus: Corpus,
    files: Iterable[tuple[str, bytes]],
    on_progress: Callable[[FileProgress], None] = silent,
    metadata: Mapping[str, str] | None = None,
    should_stop: Callable[[], bool] = never,
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
    loader = Loader(corpus, metadata or {}, on_progress, should_stop)
    for name, data in files:
        if should_stop():
            report.not_opened += 1
        else:
            report.files.append(loader.load(name, data))
    return report


def ingest_text(
    corpus: Corpus,
    text: str,
    *,
    title: str = "",
    published: str = "",
    source: str = "",
    author: str = "",
    exact: bool = False,
) -> FileReport:
    """Load one pasted text; with `exact`, fields left empty stay unknown whatever the text says."""
    result = reading.read_pasted(text, title, published, source, author, exact=exact)
    return Loader(corpus).load_articles("pasted text", result.articles, result.rejections)


def load_sample(corpus: Corpus) -> LoadReport:
    """Load the sample article that ships with the project."""
    return ingest_files(corpus, [(path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))])


def load_demo(corpus: Corpus, on_progress: Callable[[FileProgress], None] = silent) -> LoadReport:
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
        if not is_publication_date(published):
            raise VisavisError(f"“{published}” is no date of publication. {DATE_FORMS}")
        start, end = iso_days(published)
        changes |= {"published_start": start, "published_end": end}
    before = corpus.article(key)
    if before is None:
        raise CorpusError("This article is no longer in the corpus; reload the page.")
    tables = None
    if published is not None and published != before["published"]:
        article = Article(before["text"], changes.get("title", before["title"]), published)
        tables = annotated(article, key)
    # One write: the new date and the days that follow from it, or neither.
    corpus.edit_article(key, who=who, tables=tables, **changes)
    if changes.keys() & {"title", "title_en"}:
        remember_title(corpus, key)


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
    named = names_in(corpus, key, numbers)
    placed: dict[int, tuple[str, str]] = {}
    for bead in beads:
        if not (bead.french and bead.english):
            continue
        number = numbers[bead.french[0]]
        covered = " ".join(french[numbers[i]] for i in bead.french)
        names = [name for i in bead.french for name in named.get(numbers[i], [])]
        found = failed_checks(covered, bead.english, names)
        if bead.confidence < _DOUBT or len(bead.french) > 1:
            last = numbers[bead.french[-1]]
            where = (
                f"covers sentences {number}–{last}" if last != number else f"confidence {bead.confidence:.0%}"
            )
            found.append({"kind": "alignment", "detail": f"alignment: {where}"})
        placed[number] = (bead.english, dump_list(found))
    corpus.edit_translations(key, placed, who)
    return len(placed), alignment.overall_confidence(beads)


def import_memory(corpus: Corpus, source: Path | IO[bytes], name: str = "") -> Imported:
    """Take a TMX file into the person's translation memory, and to its sentences in the corpus; what became of it all.

    Raises:
        DataFileError: the file cannot be read, is not TMX, or holds no sentence in French and English.
    """
    skipped: list[Skipped] = []
    units = list(read_tmx(source, name, skipped))
    if not units:
        raise DataFileError(
            f"{name or source} holds no sentence with both French (fr) and English (en). Nothing was imported. "
            f"{told(skipped)}".rstrip()
        )
    done = corpus.import_units(units, skipped)
    return replace(done, laid=lay_memory(corpus, units))


def lay_memory(corpus: Corpus, units: Iterable[Unit]) -> int:
    """Put the memory's English of these units beside their sentences in place of an engine's; how many it changed."""
    wanted = {match_key(unit.fr) for unit in units}
    memory, changed = corpus.person_memory(), 0
    for key, sentences in corpus.machine_english().items():
        french = {number: text for number, (text, _) in sentences.items() if match_key(text) in wanted}
        if not french:
            continue
        made = dict(zip(french, memory.translate(list(french.values())), strict=True))
        made |= {n: translation_of(unit) for n, unit in corpus.placed_in(key, list(french)).items()}
        fresh = {n: each for n, each in made.items() if each.text_en not in ("", sentences[n][1])}
        if fresh:
            save_english(corpus, key, {n: french[n] for n in fresh}, fresh)
            changed += len(fresh)
    return changed
