"""Who said what: marked words, reported clauses, and their speakers."""
