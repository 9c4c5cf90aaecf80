"""A text as the commit that pinned the gate reads it: digests keep no values, history does."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile

from tests.gate.pinned import FILE
from tests.gate.readings import Reading, digests
from tests.gate.texts import TESTS, GateText

_ROOT = TESTS.parent
_NEEDED = ("pipelines", "data/lexicon", "data/learned", "tests/gate", "tests/support")


def reading_when_pinned(text: GateText, kept: tuple[str, ...]) -> Reading | str:
    """The reading of `text` by the code that gave the digests `kept`; a sentence where that cannot be had."""
    name = str(FILE.relative_to(_ROOT))
    if _git("status", "--porcelain", "--", name):
        return "The gate was pinned again and is not committed, so the values from before cannot be shown."
    commit = _git("log", "-1", "--format=%H", "--", name).decode().strip()
    if not commit:
        return "The gate was never committed, so the values from before cannot be shown."
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(_git("archive", commit, *_NEEDED))) as packed:
            packed.extractall(folder, filter="data")
        done = subprocess.run(
            [sys.executable, "-m", "tests.gate", "--read"], cwd=folder, env={**os.environ, "PYTHONPATH": folder},
            input=json.dumps(dataclasses.asdict(text)), capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        return f"The code of {commit[:9]} could not read the text again: {done.stderr.strip()[-300:]}"
    found: Reading = json.loads(done.stdout)
    if digests(found) != kept:
        return f"The code of {commit[:9]} reads the text otherwise here than where it was pinned."
    return found


def _git(*arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=_ROOT, capture_output=True, check=False)
    return done.stdout
