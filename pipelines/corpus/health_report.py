"""The health of a corpus in words, for a terminal."""

from __future__ import annotations

from pipelines.corpus.care import Health

_TOLD = 20


def told(health: Health) -> str:
    """What was found, what can be saved, and what to do."""
    lines = [f"corpus    {health.place}"]
    if health.version is not None:
        lines.append(f"version   {health.version}")
    lines.append(f"file      {'damaged' if health.faults else 'whole'}")
    lines += _some(health.faults)
    if health.rows:
        lost = sum(health.lost.values())
        more = f"; about {lost:,} rows are lost" if lost else ""
        lines.append(
            f"rows      {health.rows.get('articles', 0):,} articles, {sum(health.rows.values()):,} rows can be read{more}"
        )
    if health.bad_rows:
        lines.append(f"bad rows  {len(health.bad_rows):,}; everything else can be read")
        lines += _some(health.bad_rows)
    for kept in health.backups:
        when = f"{kept.made.astimezone():%Y-%m-%d %H:%M}"
        lines.append(f"backup    {when}, {kept.articles:,} articles: {kept.path}")
    return "\n".join([*lines, _advice(health)])


def _some(sentences: list[str]) -> list[str]:
    more = len(sentences) - _TOLD
    return [f"    {each}" for each in sentences[:_TOLD]] + ([f"    and {more:,} more"] if more > 0 else [])


def _advice(health: Health) -> str:
    if health.is_sound:
        return "Nothing is wrong."
    save = "“visavis doctor --save-to NEW.db” writes what can be read into a new corpus"
    if health.backups:
        return f"{save}; “visavis doctor --restore” brings the last backup back and keeps the damaged file beside it."
    return f"{save}. No backup lies beside it; “visavis restore FILE” takes one from elsewhere."
