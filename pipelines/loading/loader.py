"""One load: read → annotate → store → translate from memory, an article at a time, each under a guard of its own.

Whatever fails for one article is a rejection with a sentence, and the load goes on. Only a corpus that can no longer
be written ends it: what is left is then accounted for in one line.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipelines import reading
from pipelines.corpus import Corpus
from pipelines.edtf import is_publication_date
from pipelines.errors import CorpusError, VisavisError
from pipelines.identity import article_id
from pipelines.loading import printings
from pipelines.loading.annotating import annotated
from pipelines.loading.column_memory import remembered_answers
from pipelines.loading.names import readable_name
from pipelines.loading.outcomes import FileProgress, FileReport, sentence_of, told_together
from pipelines.loading.remembered import remember, remember_title
from pipelines.model import Article, Rejection
from pipelines.reading.answers import Answers

_LOG = logging.getLogger(__name__)
_NO_ANSWERS = Answers()
_CORPUS_FAULTS = 3  # in a row, after which nothing more is tried
FAULT = "It could not be {what} because of a fault of this program ({kind}); everything else goes on. Please report it."
NOT_A_DATE = "The date “{date}” is no day, month or year of the calendar between 1400 and 2200, so the publication date is not known; set it on the Corpus page."
UNREAD_CORPUS = "Not tried any more, because the corpus cannot be written: {reason}"


def silent(_progress: FileProgress) -> None:
    """Progress that nobody looks at."""


def never() -> bool:
    """A load that nobody stops."""
    return False


@dataclass(slots=True)
class Loader:
    """Loads files into a corpus, one after the other.

    Attributes:
        given: title, published, source or author that the person gave; they win over what the files say.
        on_progress: called at each step.
        should_stop: asked between articles.
        began: when this run began, as `loaded_at` is written. An article of the same place that is there since then was
            loaded by an earlier try of this run, whose process was lost, and counts as loaded.
        answers: what the person said of the columns and dates of tables.
    """

    corpus: Corpus
    given: Mapping[str, str] = field(default_factory=dict)
    on_progress: Callable[[FileProgress], None] = silent
    should_stop: Callable[[], bool] = never
    began: str = ""
    answers: Answers = _NO_ANSWERS
    _faults: int = 0
    _reason: str = ""

    def load(
        self,
        file_name: str,
        data: bytes,
        poison: Mapping[int, str] | None = None,
        stated: Mapping[str, str] | None = None,
    ) -> FileReport:
        """Load one file, whatever it holds; never an exception for what is in it.

        Args:
            file_name: as the person named it.
            data: its content.
            poison: number of an article in the file, from 0 → why it is not tried again.
            stated: what its folder states of it, where the file itself is silent.
        """
        name = readable_name(file_name)
        self.on_progress(FileProgress(name, "reading", 0, 0))
        try:
            result = self._read(name, data, stated or {})
        except VisavisError as error:
            return self.refuse(name, str(error))
        except Exception as error:
            _LOG.exception("Reading %s failed", name)
            return self.refuse(name, FAULT.format(what="read", kind=type(error).__name__))
        if result.questions:
            return FileReport(name, questions=result.questions)
        return self.load_articles(name, result.articles, result.rejections, poison)

    def _read(self, name: str, data: bytes, stated: Mapping[str, str]) -> reading.ReadResult:
        """The file's content; questions that were answered for the same columns before are not asked again."""
        answers = replace(self.answers, ask=True)
        while (result := reading.read(name, data, answers, stated=stated)).questions:
            known = [
                found for question in result.questions if (found := remembered_answers(question, answers))
            ]
            if not known:
                return (
                    result
                    if self.answers.ask
                    else reading.read(name, data, replace(answers, ask=False), stated=stated)
                )
            answers = known[0]
        return result

    def load_text(self, text: str, stated: Mapping[str, str], *, exact: bool = False) -> FileReport:
        """Load a pasted text, as `load` does a file; with `exact`, what the person left empty is not known."""
        try:
            result = reading.read_pasted(text, **stated, exact=exact)
        except Exception as error:
            _LOG.exception("Reading a pasted text failed")
            return self.refuse("pasted text", FAULT.format(what="read", kind=type(error).__name__))
        return self.load_articles("pasted text", result.articles, result.rejections)

    def refuse(self, name: str, reason: str) -> FileReport:
        """Keep that a whole file was refused."""
        self._keep([Rejection(name, "", reason)])
        return FileReport.refused(name, reason)

    def load_articles(
        self,
        name: str,
        articles: Sequence[Article],
        rejections: Sequence[Rejection],
        poison: Mapping[int, str] | None = None,
    ) -> FileReport:
        """Load what reading a file gave."""
        account = _Account(name, list(rejections))
        for number, article in enumerate(articles):
            if self.should_stop():
                account.stopped = len(articles) - number
                break
            if self._faults >= _CORPUS_FAULTS:
                account.left_out(articles[number:], UNREAD_CORPUS.format(reason=self._reason))
                break
            self.on_progress(FileProgress(name, "annotating", number, len(articles)))
            reason = (poison or {}).get(number, "") or self._guarded(article, account)
            if reason:
                account.rejections.append(Rejection(name, _place(name, article), reason))
        self.on_progress(FileProgress(name, "done", len(articles), len(articles)))
        return self._report(account)

    def _guarded(self, article: Article, account: _Account) -> str:
        """Load one article into the account; the reason where it is refused, else ""."""
        try:
            self._one(self._sound(article), account)
        except CorpusError as error:
            self._faults, self._reason = self._faults + 1, str(error)
            return self._reason
        except VisavisError as error:
            return str(error)
        except Exception as error:
            _LOG.exception("Loading %s failed", article.file_name)
            return FAULT.format(what="loaded", kind=type(error).__name__)
        self._faults = 0
        return ""

    def _sound(self, article: Article) -> Article:
        """`article` with what the person gave, a name that can be shown, and a date only where it is one."""
        given: dict[str, Any] = {key: value for key, value in self.given.items() if value}
        warnings = list(article.warnings)
        published = given.pop("published", "")
        if not is_publication_date(published):
            warnings.append(NOT_A_DATE.format(date=published[:60]))
            published = ""
        published = published or article.published
        if not is_publication_date(published):
            warnings.append(NOT_A_DATE.format(date=published[:60]))
            published = ""
        stated = {"file_name": readable_name(article.file_name), "published": published, **given}
        return replace(article, **stated, warnings=tuple(warnings))

    def _one(self, article: Article, account: _Account) -> None:
        for _ in range(3):  # another process may store the same text between the look and the write
            there = [printings.Printing(*each) for each in self.corpus.printings(article_id(article.text))]
            known = printings.same(article, there)
            if known is not None:
                self._again(article, known, account)
                return
            key = printings.new_key(article, there)
            tables = annotated(article, key)
            if self.corpus.add(tables):
                account.add(key, len(tables.sentences), article.warnings)
                self._translate(tables, account)
                return
        account.duplicate(key, "Already loaded. Nothing was added.")

    def _translate(self, tables: Any, account: _Account) -> None:
        try:
            remember(self.corpus, tables)
        except Exception as error:  # the article is there; its English comes with the next translation
            _LOG.exception("Translating from memory failed")
            account.messages.append(
                f"Loaded, but the English you keep could not be put beside it ({type(error).__name__})."
            )

    def _again(self, article: Article, known: printings.Printing, account: _Account) -> None:
        row = known.row
        if self.began and row["file_name"] == article.file_name and row["loaded_at"] >= self.began:
            account.add(known.key, len(self.corpus.sentences_of(known.key)), article.warnings)
            return
        where = f", from {row['file_name']}" if row["file_name"] else ""
        values = printings.completion(article, known)
        if values and self._complete(known, values):
            told = ", ".join(_COMPLETED_WORDS[column].format(value) for column, value in values.items())
            account.duplicate(known.key, f"Already loaded{where}. Now known: {told}.")
        else:
            account.duplicate(known.key, f"Already loaded{where}. Nothing was added.")

    def _complete(self, known: printings.Printing, values: dict[str, str]) -> bool:
        tables = None
        if "published" in values:  # the days that its text names are reckoned from it
            row = {**known.row, **values}
            tables = annotated(Article(row["text"], row["title"], row["published"]), known.key)
        done = self.corpus.complete(known.key, values, tables)
        if done and "title" in values:
            remember_title(self.corpus, known.key)
        return done

    def _report(self, account: _Account) -> FileReport:
        lines = told_together(account.rejections)
        self._keep(lines)
        rejected = len(account.rejections)
        return FileReport(
            account.name,
            account.loaded + account.duplicates + rejected + account.stopped,
            account.loaded,
            account.duplicates,
            rejected,
            account.sentences,
            (*map(sentence_of, lines), *dict.fromkeys(account.messages)),
            tuple(dict.fromkeys(account.keys)),
            account.stopped,
        )

    def _keep(self, rejections: Sequence[Rejection]) -> None:
        try:
            self.corpus.reject(rejections)
        except Exception:  # the report tells them all the same
            _LOG.exception("Rejections could not be kept")


_COMPLETED_WORDS = {
    "title": "title “{}”",
    "source": "source {}",
    "author": "author {}",
    "published": "published {}",
}


@dataclass(slots=True)
class _Account:
    name: str
    rejections: list[Rejection]
    loaded: int = 0
    duplicates: int = 0
    sentences: int = 0
    stopped: int = 0
    messages: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def add(self, key: str, sentences: int, warnings: Sequence[str]) -> None:
        self.loaded += 1
        self.sentences += sentences
        self.keys.append(key)
        self.messages.extend(warnings)

    def duplicate(self, key: str, message: str) -> None:
        self.duplicates += 1
        self.keys.append(key)
        self.messages.append(message)

    def left_out(self, articles: Sequence[Article], reason: str) -> None:
        self.rejections.extend(Rejection(self.name, _place(self.name, each), reason) for each in articles)


def _place(name: str, article: Article) -> str:
    """The place of an article inside its file: "row 12" is "#12" in its name, a member "/a.txt"."""
    return (
        readable_name(article.file_name.removeprefix(name).lstrip("/")) if article.file_name != name else ""
    )
