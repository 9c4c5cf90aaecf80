"""What a person once said of a table's columns, for the next table with the same header."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipelines.paths import preferences_path
from pipelines.reading.answers import Answers, Question

_MOST_KEPT = 500  # headers; the oldest go first


def keep_answers(question: Question, answers: Answers) -> None:
    """Remember how this header is to be read; where the folder cannot be written, it is asked again next time."""
    kept = _kept()
    kept.pop(_key(question), None)
    kept[_key(question)] = {"columns": dict(answers.columns), "day_first": answers.day_first}
    told = json.dumps(dict(list(kept.items())[-_MOST_KEPT:]), ensure_ascii=False, indent=1)
    with contextlib.suppress(OSError):
        _path().parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=_path().parent, prefix="columns.")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(told)
        Path(name).replace(_path())


def remembered_answers(question: Question, given: Answers) -> Answers | None:
    """`given` with what was said of this header before; None where that adds nothing that the question asks for."""
    told = _kept().get(_key(question))
    if not isinstance(told, dict) or not isinstance(told.get("columns"), dict):
        return None
    columns = {**{str(k): str(v) for k, v in told["columns"].items()}, **given.columns}
    day_first = given.day_first if given.day_first is not None else told.get("day_first")
    if question.order_of and day_first is None:
        return None
    if not question.order_of and "text" not in columns:
        return None
    answers = replace(given, columns=columns, day_first=day_first)
    return None if answers == given else answers


def _key(question: Question) -> str:
    return hashlib.sha256("\x1f".join(question.columns).encode("utf-8", "replace")).hexdigest()[:32]


def _path() -> Path:
    return preferences_path() / "columns.json"


def _kept() -> dict[str, Any]:
    try:
        told = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
