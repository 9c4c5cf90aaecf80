"""Scoring against gold annotations: `matching` compares, `layers` counts, `report` prints."""
