"""Twenty people at one corpus: each sees what they asked for, while two servers and another program write."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect
from support.gold_tables import gold_tables, one_article

from pipelines.analysis.filters import Filters, apply
from pipelines.corpus import Corpus
from pipelines.paths import DATA

SESSIONS = 20
SERVER_FAULT = re.compile(r"Traceback|database is locked")


def test_twenty_sessions_keep_apart_while_others_write(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    where = str(tmp_path / "shared.db")
    corpus, gold = Corpus(where), gold_tables(DATA / "gold" / "dev.jsonl")
    for key in gold.articles["article_id"][:20]:
        assert corpus.add(one_article(gold, key))
    tables = corpus.tables()
    speakers = [each for each in tables.quotes["speaker_id"].value_counts().index if each][:SESSIONS]
    assert len(speakers) == SESSIONS
    wanted = {each: len(apply(tables, Filters(actor_ids=(each,))).quotes) for each in speakers}
    assert len(set(wanted.values())) > 2

    servers = [serve(where), serve(where)]
    written, stop = [], threading.Event()

    def write() -> None:
        key = tables.articles["article_id"].iloc[0]
        while not stop.is_set():
            text = f"English number {len(written)}."
            corpus.save_translations(
                key, [{"sentence": 1, "text_en": text, "engine": "e", "engine_version": "1", "flags": "[]"}]
            )
            written.append(text)
            stop.wait(0.2)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        pages = []
        for n, actor in enumerate(speakers):
            page = new_page(900)
            page.goto(f"{servers[n % 2].url}/quotes?actor={actor}", wait_until="commit")
            pages.append(page)
        for page, actor in zip(pages, speakers, strict=True):
            words = "quote" if wanted[actor] == 1 else "quotes"
            expect(page.get_by_text(re.compile(rf"^{wanted[actor]} {words}\b"))).to_be_visible(timeout=90_000)
        # One clears the filters: the nineteen others keep theirs.
        pages[0].goto(f"{servers[0].url}/quotes")
        expect(pages[0].get_by_text(re.compile(rf"^{len(tables.quotes)} quotes\b"))).to_be_visible(
            timeout=60_000
        )
        for page, actor in list(zip(pages, speakers, strict=True))[1:]:
            assert actor in page.url
            expect(page.get_by_text(re.compile(rf"^{wanted[actor]} quotes?\b"))).to_be_visible()
    finally:
        stop.set()
        writer.join()
    assert len(written) > 5
    stored = Corpus(where).tables()
    assert written[-1] in set(stored.translations["text_en"])
    assert len(stored.quotes) == len(tables.quotes)
    for server in servers:
        assert not SERVER_FAULT.search(server.log.read_text(errors="replace"))
