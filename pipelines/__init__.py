"""Vis-à-vis as a library: read French press text into a pandas model. Knows nothing of Streamlit."""
