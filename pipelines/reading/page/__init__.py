"""Web pages: which of their blocks are the article, and what they state about it."""
