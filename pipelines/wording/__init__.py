"""How values read to a person: dates, verbs, makers and typography, for pages, reports and files alike."""
