"""Remakes the files of data/learned from the annotated articles of data/gold; needs scikit-learn, as in the `dev` extra."""
