"""Files → articles in the corpus: what is read, annotated and stored, and an account of everything that was given."""
