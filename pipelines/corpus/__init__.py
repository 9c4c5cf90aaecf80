"""Rows ↔ database: one transaction per article, one file or one PostgreSQL URL."""

from pipelines.corpus.store import Corpus

__all__ = ["Corpus"]
