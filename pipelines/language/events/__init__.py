"""Who does what to whom: triggers, their clauses, parties, status and day, coded in PLOVER."""
