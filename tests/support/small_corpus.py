"""A corpus written by hand: sentences are lists of actor ids, everything else is made to fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.model import Tables, dump_list, frame


def small_tables(
    sentences: Sequence[Sequence[str]],
    *,
    paragraphs: Sequence[int] = (),
    articles: Sequence[str] = (),
    stories: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
    published: Mapping[str, str] | None = None,
    english: Sequence[str] = (),
    events: Sequence[Mapping[str, object]] = (),
) -> Tables:
    """One sentence per list of names; the text is the names joined by " et ".

    Args:
        sentences: actor ids named in each sentence.
        paragraphs, articles: of each sentence; 1 and "a" when not given.
        stories, sources, published: by article; published is one ISO day.
        english: English of each sentence.
        events: rows with `sentence` (1-based over all), `type`, and any other column of events.
    """
    where = list(articles) or ["a"] * len(sentences)
    numbers = [where[: i + 1].count(a) for i, a in enumerate(where)]
    rows: dict[str, list[dict[str, object]]] = {"sentences": [], "mentions": [], "translations": []}
    at = dict.fromkeys(where, 0)
    texts: dict[str, str] = dict.fromkeys(where, "")
    starts: list[int] = []
    for i, names in enumerate(sentences):
        article, text = where[i], " et ".join(names) or "Rien"
        start = at[article]
        starts.append(start)
        rows["sentences"].append({
            "article_id": article, "sentence": numbers[i], "paragraph": paragraphs[i] if paragraphs else 1,
            "start": start, "end": start + len(text), "text": text,
        })  # fmt: skip
        place = start
        for name in names:
            rows["mentions"].append({
                "article_id": article, "sentence": numbers[i], "start": place, "end": place + len(name),
                "surface": name, "type": "PER", "actor_id": name, "method": "test",
            })  # fmt: skip
            place += len(name) + 4
        if i < len(english):
            rows["translations"].append({
                "article_id": article, "sentence": numbers[i], "text_en": english[i], "engine": "test",
                "engine_version": "1", "edited_by": "", "flags": "[]",
            })  # fmt: skip
        texts[article] += text + " "
        at[article] = start + len(text) + 1
    everyone = sorted({name for names in sentences for name in names})
    day = published or {}
    return Tables(
        articles=frame("articles", [
            {
                "article_id": a, "title": f"Titre {a}", "title_en": "", "title_engine": "", "title_flags": "[]", "source": (sources or {}).get(a, ""), "author": "",
                "published": day.get(a, ""), "published_start": day.get(a, ""), "published_end": day.get(a, ""),
                "file_name": f"{a}.txt", "n_words": 1, "story_id": (stories or {}).get(a, a), "loaded_at": "",
                "warnings": "[]", "text": texts[a].strip(),
            }
            for a in dict.fromkeys(where)
        ]),
        sentences=frame("sentences", rows["sentences"]),
        mentions=frame("mentions", rows["mentions"]),
        translations=frame("translations", rows["translations"]),
        actors=frame("actors", [
            {"actor_id": n, "name": n, "name_en": n, "type": "PER", "country": "", "aliases": "[]"} for n in everyone
        ]),
        events=frame("events", [_event(n, e, where, numbers, starts) for n, e in enumerate(events, 1)]),
    )  # fmt: skip


def _event(
    number: int,
    given: Mapping[str, object],
    where: Sequence[str],
    numbers: Sequence[int],
    starts: Sequence[int],
) -> dict[str, object]:
    place = int(str(given["sentence"])) - 1
    base: dict[str, object] = {
        "article_id": where[place], "event_id": f"e{number}", "start": starts[place], "end": starts[place] + 1,
        "trigger": "x", "type": "CONSULT", "mode": "", "status": "actual", "actors": "[]", "actor_ids": "[]",
        "recipients": "[]", "recipient_ids": "[]", "edtf": "", "start_day": "", "end_day": "", "date_surface": "",
        "date_note": "", "rule": "test",
    }  # fmt: skip
    lists = {name: dump_list(value) for name, value in given.items() if isinstance(value, list)}
    return {**base, **given, **lists, "sentence": numbers[place]}
