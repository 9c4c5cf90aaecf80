"""What the server is told beyond Streamlit's defaults."""

from dashboard.serve import settings


def test_server_collects_no_garbage_after_every_run_of_a_page() -> None:
    # It would look through every object of the server, which answers nobody meanwhile.
    assert settings(8501)["runner.postScriptGC"] is False
