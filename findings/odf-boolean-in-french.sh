#!/usr/bin/env bash
# A guess: a cell that holds the truth value TRUE in an OpenDocument workbook comes back as True, whatever language the
# workbook was written in, since the file states the value (office:boolean-value="true") beside the word shown.
#
# What is seen: pandas.read_excel(engine="odf") looks at the word that is shown. A French LibreOffice writes "VRAI", which is
# not "TRUE", so the cell comes back as False: the opposite of what the person saw. engine="calamine" reads the stated value.
#
# Why it matters: a column "vérifié" or "publié" of a French newsroom's workbook is turned round without a warning.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pandas==3.0.6 odfpy==1.4.1 python-calamine==0.9.1
cat > try.py <<'P'
import pandas as pd
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

book = OpenDocumentSpreadsheet()
sheet = Table(name="Veille")
for cells in (["titre", "publié"], ["Des renforts", True], ["Le canal", False]):
    row = TableRow()
    for cell in cells:
        if isinstance(cell, bool):
            made = TableCell(valuetype="boolean", booleanvalue="true" if cell else "false")
            made.addElement(P(text="VRAI" if cell else "FAUX"))
        else:
            made = TableCell(valuetype="string")
            made.addElement(P(text=cell))
        row.addElement(made)
    sheet.addElement(row)
book.spreadsheet.addElement(sheet)
book.save("veille.ods")
seen = {engine: pd.read_excel("veille.ods", engine=engine)["publié"].tolist() for engine in ("odf", "calamine")}
print("pandas", pd.__version__, seen)
assert seen == {"odf": [False, False], "calamine": [True, False]}, "the behaviour has changed"
P
venv/bin/python try.py
