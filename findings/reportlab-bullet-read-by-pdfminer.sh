#!/usr/bin/env bash
# A guess: "•" drawn with ReportLab in one of the standard fonts is read back as "•", as every other letter is.
#
# What is seen: ReportLab writes the bullet as code 127. That is valid: the PDF standard says that codes which
# WinAnsiEncoding leaves free show a bullet. pdfminer.six knows code 149 alone and gives "(cid:127)" in the text.
#
# Why it matters: lists in documents made by ReportLab, which many archives and invoices are, come out full of "(cid:127)",
# and a search for that mark, often taken for a damaged font, finds nothing wrong with the font.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check reportlab==5.1.0 pdfminer.six==20260107
cat > try.py <<'P'
from importlib.metadata import version

from pdfminer.high_level import extract_text
from reportlab.pdfgen.canvas import Canvas

page = Canvas("liste.pdf")
page.setFont("Times-Roman", 12)
page.drawString(72, 720, "• Le préfet a été entendu")
page.save()
seen = extract_text("liste.pdf").strip()
print("reportlab", version("reportlab"), "pdfminer.six", version("pdfminer.six"), repr(seen))
assert seen == "(cid:127) Le préfet a été entendu", "the behaviour has changed"
P
venv/bin/python try.py
