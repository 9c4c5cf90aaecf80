"""The few exceptions a caller can meet, each carrying one sentence for the person."""

from __future__ import annotations


class VisavisError(Exception):
    """Base of every error meant for a person.

    `str(error)` is a whole sentence: what happened, where, and what to do.
    """


class ReadingError(VisavisError):
    """A file, or one item inside it, cannot become an article.

    Attributes:
        file_name: the file as the person named it.
        where: the place inside it ("row 12", "inner/a.txt"), or "" for the whole file.
        reason: the sentence for the person.
    """

    def __init__(self, file_name: str, reason: str, where: str = "") -> None:
        self.file_name = file_name
        self.where = where
        self.reason = reason
        place = f"{file_name}, {where}" if where else file_name
        super().__init__(f"{place}: {reason}")


class CorpusError(VisavisError):
    """The corpus database cannot be opened, read or written."""


class TranslationError(VisavisError):
    """An engine cannot translate now; the French stays usable."""


class EngineUnavailableError(TranslationError):
    """An engine is not usable on this machine; the sentence says why and how to get it."""


class DataFileError(VisavisError):
    """A lexicon, gold or memory file is missing or malformed."""


class CorrectionError(CorpusError):
    """A person's correction cannot be written as it was given; nothing was."""


class NothingChangesError(CorrectionError):
    """What a correction asks for stands there already."""


class ConflictError(CorrectionError):
    """What a person corrects is not what they saw: somebody else was there before.

    Attributes:
        present: the value that stands there now, None where the thing is gone.
        who: who set it, "" when it was the reader or is not known.
    """

    def __init__(self, sentence: str, present: object, who: str) -> None:
        self.present = present
        self.who = who
        super().__init__(sentence)
