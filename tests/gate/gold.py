"""The annotated articles are the ones that were pinned: an edited article must not raise a floor unseen."""

from __future__ import annotations

import hashlib
import json

from pipelines.paths import DATA
from tests.gate.texts import ANNOTATED

FILE = DATA / "gold" / "digests.txt"
_DIGITS = 12
_HEAD = "# Which annotated articles the floors were measured on; written by `make pin-gold`.\n"


def of_now() -> dict[str, str]:
    """ "press.jsonl p017" → digest of its line; the number of the line where an article has no id."""
    found = {}
    for name in ANNOTATED:
        for number, line in enumerate(
            (DATA / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines(), 1
        ):
            key = f"{name}.jsonl {json.loads(line).get('id') or number}"
            found[key] = hashlib.sha256(line.encode()).hexdigest()[:_DIGITS]
    return found


def pinned() -> dict[str, str]:
    """The same as it was pinned."""
    rows = (line.rsplit(" ", 1) for line in FILE.read_text(encoding="utf-8").splitlines())
    return {key: digest for key, digest in rows if not key.startswith("#")}


def pin() -> None:
    """Take the articles as they are now."""
    FILE.write_text(
        _HEAD + "".join(f"{key} {digest}\n" for key, digest in of_now().items()), encoding="utf-8"
    )
