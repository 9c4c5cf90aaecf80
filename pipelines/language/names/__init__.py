"""Names in a text, with their type."""
