"""Plotly figures from frames; no Streamlit calls."""
