"""What every test shares."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

# Hypothesis judges by the clock, and a busy machine then fails a test that is right.
settings.register_profile("no-clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no-clock")
sys.path.insert(0, str(Path(__file__).parent))

from support.postgres import corpus_url, postgres  # noqa: E402, F401 - fixtures for every folder
