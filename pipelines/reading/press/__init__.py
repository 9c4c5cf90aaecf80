"""Exports of press databases, corpora and reference managers: many articles in one file → one draft each.

One module a database. Those that are told by their lines (`lines.py` asks them in turn) read a `Sheet`, which text
files, Word, Rich Text and PDF make alike; those in HTML (`pages.py`) read the page.
"""
