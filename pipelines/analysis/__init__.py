"""Rows → figures: filters, co-occurrence, timeline, stories. Frames in, frames out."""
