#!/usr/bin/env bash
# A guess: a reader of publication dates that knows French months reads "août" as well as "aout", and "1er" as the first.
#
# What is seen: htmldate reads "Publié le 3 mai 2023" and even "3 aout 2023"; where the month has its circumflex, as every
# newspaper writes it, or the day is "1er", it gives the first of January of that year: a day that no page stated.
#
# Why it matters: articles of August, and of every first of a month, pile up on New Year's Day, and look as exact as the rest.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check htmldate==1.11.0
cat > try.py <<'P'
from importlib.metadata import version

from htmldate import find_date

PAGE = "<html lang='fr'><head><title>Renforts</title></head><body><article><h1>Renforts</h1><p class='date'>Publié le {}</p><p>{}</p></article></body></html>"
TEXT = "Le ministre a annoncé le déploiement de trois cents policiers. " * 5
stated = ("3 mai 2023", "3 août 2023", "3 aout 2023", "1er mai 2023")
seen = {day: find_date(PAGE.format(day, TEXT), extensive_search=True, outputformat="%Y-%m-%d") for day in stated}
print("htmldate", version("htmldate"), seen)
assert seen == dict(zip(stated, ("2023-05-03", "2023-01-01", "2023-08-03", "2023-01-01"))), "the behaviour has changed"
P
venv/bin/python try.py
