"""Who made an English sentence, and which checks it failed, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.translation.base import source_name


def engine_label(translation: Any | None) -> str:
    """Who made an English sentence: "firefox 1.2", "apertium gist (fr-es+spa-eng)", "edited by you"; "" without one."""
    if translation is None or not translation.text_en:
        return ""
    if translation.edited_by:
        return f"edited by {translation.edited_by}"
    return engine_words(translation.engine, translation.engine_version)


def engine_words(engine: str, version: str) -> str:
    """An engine and its version in words: "apertium gist (fr-es+spa-eng)"."""
    shown = version if version[:1].isdigit() or not version else f"({version})"
    return f"{source_name(engine)} {shown}".strip()


def check_text(flag: Any) -> str:
    """A failed check in one line: "number lost: “deux”"."""
    words = check_words(flag)
    return f"{words['what']}: {words['value']}" if words["value"] else words["what"]


def check_words(flag: Any) -> dict[str, str]:
    """A failed check as what failed and the value: "number lost: “deux”", stored as text or as {kind, detail}."""
    text = str(flag.get("detail") or flag.get("kind") or "") if isinstance(flag, Mapping) else str(flag)
    what, _, value = text.partition(":")
    return {"what": what.strip() or "check failed", "value": value.strip()}
