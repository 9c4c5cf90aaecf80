"""The pages a person sees: Streamlit over `pipelines`."""
