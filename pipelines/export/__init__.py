"""Rows → files. What a page shows is what the file holds, row for row."""
