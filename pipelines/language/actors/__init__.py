"""From the names of an article to whom they stand for."""
