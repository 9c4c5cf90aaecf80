#!/usr/bin/env bash
# A guess: a feed's date "12-05-2023", as some French sites write it, is read as 12 May, or as 5 December, or not at all.
#
# What is seen: feedparser takes the first two digits for the year and gives 20 May 2012, and bozo says that the feed is sound.
#
# Why it matters: entries land eleven years away without a warning; read the words of `published` before `published_parsed`.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check feedparser==6.0.14
cat > try.py <<'P'
import feedparser

FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>La Gazette</title>
<item><title>Renforts</title><pubDate>12-05-2023</pubDate><description>Le maire a dit non.</description></item>
</channel></rss>"""
read = feedparser.parse(FEED)
seen = tuple(read.entries[0].published_parsed[:3])
print("feedparser", feedparser.__version__, "12-05-2023 is", seen, "bozo", bool(read.bozo))
assert (seen, bool(read.bozo)) == ((2012, 5, 20), False), "the behaviour has changed"
P
venv/bin/python try.py
