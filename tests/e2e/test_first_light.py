"""The main job, clicked through as a person does it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from support.small_corpus import small_tables

from pipelines.corpus import Corpus
from pipelines.export.csv import csv_bytes
from pipelines.ingest import ingest_text
from pipelines.paths import SEEDS
from pipelines.translation.tmx import Unit

pytestmark = pytest.mark.browser

SAMPLE = next(SEEDS.glob("*.txt"))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines()))


def go(page: Page, title: str) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_role("navigation", name="Pages").locator("[aria-current=page]")).to_contain_text(title)


def download(page: Page, button: str | re.Pattern[str], to: Path) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).first.click()
    waiting.value.save_as(to)
    return to.read_bytes()


def upload(page: Page, *files: Path) -> None:
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files([str(f) for f in files])


def row(page: Page, number: int):
    return page.locator(f'[role=row][aria-rowindex="{number}"]')


def test_upload_read_filter_look_and_download(serve: Callable, new_page: Callable, tmp_path: Path) -> None:
    server, page = serve(), new_page()
    page.goto(server.url)

    # A first visit to an empty corpus says what to do.
    expect(page.get_by_role("heading", name="Read the French press beside its English")).to_be_visible()
    upload(page, SAMPLE)
    expect(page.get_by_text("Loaded, 14 sentences")).to_be_visible()
    tables = Corpus(server.corpus).tables()
    assert len(tables.articles) == 1

    # French beside English, sentence by sentence, a quote with its speaker.
    go(page, "Reader")
    third = row(page, 3)
    expect(third.locator('[data-col="fr"]')).to_contain_text("Nous sommes à un moment critique")
    expect(third.locator('[data-col="en"]')).to_contain_text("Kochavi")
    english = tables.translations.set_index("sentence")["text_en"][3]
    shown = re.sub(r"\s+", " ", third.locator('[data-col="en"]').inner_text())
    assert re.sub(r"\s+", " ", english)[:40] in shown.replace("\u202f", "").replace("\xa0", " ")
    expect(third.locator('[data-col="fr"]')).to_have_class(re.compile(r"\bq\b"))
    expect(third.locator(".sp").first).to_contain_text("a déclaré")
    expect(third.get_by_role("button", name=re.compile("Iran, place")).first).to_be_visible()

    # Numbers before and after filtering by an actor from the card.
    go(page, "Network")
    expect(page.get_by_text(re.compile(r"Who is named with whom"))).to_be_visible()
    graph_before = page.get_by_text(re.compile(r"Who is named with whom")).inner_text()
    go(page, "Timeline")
    expect(page.get_by_text(re.compile(r"\d+ events:"))).to_be_visible()
    timeline_before = page.get_by_text(re.compile(r"\d+ events:")).inner_text()

    go(page, "Reader")
    row(page, 2).get_by_role("button", name=re.compile("Aviv Kochavi, person")).first.click()
    card = page.get_by_role("complementary", name=re.compile("Actor card: Aviv Kochavi"))
    expect(card).to_be_visible()
    card.get_by_role("button", name="Filter to this actor").click()
    expect(page.get_by_text(re.compile(r"\d+ of 14 sentences")).first).to_be_visible()
    expect(page).to_have_url(re.compile("actor="))

    go(page, "Network")
    expect(page.get_by_text(graph_before, exact=True)).to_have_count(0)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    go(page, "Timeline")
    expect(page.get_by_text(timeline_before, exact=True)).to_have_count(0)

    # A downloaded table holds the frame, row for row.
    page.goto(f"{server.url}/export")  # a link without filters opens without filters
    page.get_by_role("combobox").first.wait_for()
    content = download(page, "CSV", tmp_path / "table.csv")
    assert rows(content) == rows(csv_bytes(tables.articles))

    go(page, "Quotes")
    quotes = rows(download(page, re.compile("Download .* quotes? .CSV"), tmp_path / "quotes.csv"))
    assert [quote["text"] for quote in quotes] == list(tables.quotes["text"])


def test_bad_files_are_refused_in_a_sentence_and_nothing_is_lost(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    server, page = serve(), new_page()
    bad = {
        "empty.txt": b"", "junk.txt": bytes(range(256)) * 30,
        "broken.docx": b"PK\x03\x04 not a word file",
    }  # fmt: skip
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Read the French press beside its English")).to_be_visible()
    upload(page, SAMPLE, *(tmp_path / name for name in bad))
    expect(page.get_by_text(re.compile(r"Rejected: .*")).nth(2)).to_be_visible()
    tables = Corpus(server.corpus).tables()
    assert len(tables.articles) == 1
    assert set(tables.rejections["file_name"]) == set(bad)
    expect(page.get_by_text("Traceback")).to_have_count(0)


def test_edit_of_the_english_is_kept_after_a_restart_and_undone(serve: Callable, new_page: Callable) -> None:
    server = serve()
    page = new_page()
    page.goto(server.url)
    page.get_by_role("button", name="Or open the sample article").click()
    seventh = row(page, 7)
    expect(seventh.locator('[data-col="en"]')).to_contain_text("William Burns")
    seventh.locator('[data-col="en"]').click()
    page.keyboard.press("e")
    area = page.get_by_role("textbox", name="English of sentence 7")
    area.fill("Kochavi met Bill Burns of the CIA as well.")
    area.press("Control+Enter")
    expect(seventh).to_contain_text("edited by hand")

    again = serve(server.corpus)
    page = new_page()
    page.goto(again.url)
    expect(row(page, 7).locator('[data-col="en"]')).to_contain_text("Bill Burns of the CIA")
    table = Corpus(server.corpus).tables().translations.set_index("sentence")
    assert table.loc[7, "edited_by"]


def stays(place: Locator) -> None:
    """It comes, and is still there when a late request of the page before has been answered."""
    expect(place).to_be_visible()
    for _ in range(20):
        place.page.wait_for_timeout(100)
        assert place.is_visible()


def ask_at_the_worst_moment(page: Page) -> None:
    """Let the page's clock strike each time the server has said something and the page has not yet heard it."""
    page.add_init_script("""{
        const [start, stop, Socket] = [window.setInterval, window.clearInterval, window.WebSocket];
        const clocks = new Map();
        window.setInterval = (run, ms, ...more) => {
            const clock = start(run, ms, ...more);
            if (ms === 3000 || ms === 700) clocks.set(clock, run);
            return clock;
        };
        window.clearInterval = (clock) => { clocks.delete(clock); stop(clock); };
        window.WebSocket = class extends Socket {
            constructor(...all) {
                super(...all);
                let last = 0;
                this.addEventListener("message", () => {
                    if (Date.now() - last < 200) return;
                    last = Date.now();
                    clocks.forEach((run) => run());
                });
            }
        };
    }""")


def test_the_reader_opens_from_a_page_that_keeps_itself_up_to_date(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    # Streamlit empties a page when a request of the page before comes late; see `dashboard.state.go`.
    server, page = serve(), new_page()
    ask_at_the_worst_moment(page)
    page.goto(server.url)
    page.get_by_role("button", name="Or open the sample article").click()
    stays(row(page, 7))

    text = SAMPLE.read_text(encoding="utf-8")
    (tmp_path / "many.jsonl").write_text(
        "".join(
            json.dumps({"title": f"Article {n}", "text": f"Numéro {n}. {text}"}) + "\n" for n in range(60)
        )
    )
    page = new_page()
    ask_at_the_worst_moment(page)
    page.goto(f"{server.url}/corpus")
    expect(page.get_by_role("heading", name="Corpus", exact=True)).to_be_visible()
    upload(page, tmp_path / "many.jsonl")
    expect(page.get_by_text(re.compile("Reading article"))).to_be_visible()
    page.locator("table a, table button").first.click()
    stays(row(page, 7))


def test_similar_sentence_of_the_memory_is_offered_used_and_undone(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    where = str(tmp_path / "memory.db")
    corpus = Corpus(where)
    key = ingest_text(
        corpus, "Le ministre a reçu lundi les syndicats à Paris. Il est reparti hier."
    ).article_ids[0]
    machine = {"text_en": "The minister received.", "engine": "x", "engine_version": "1", "flags": "[]"}
    corpus.save_translations(key, [{**machine, "sentence": number} for number in (1, 2)])
    english = "The minister received the unions in Paris on Tuesday."
    corpus.import_units([Unit("Le ministre a reçu mardi les syndicats à Paris.", english, "a colleague's")])

    server, page = serve(where), new_page()
    page.goto(f"{server.url}/?article={key}")
    first = row(page, 1)
    expect(first.locator('[data-col="en"]')).to_have_text("The minister received.")
    first.locator('[data-col="en"]').click()
    page.keyboard.press("e")
    offered = first.get_by_role("group", name="Similar sentences in your memory")
    expect(offered).to_contain_text("a colleague's")
    expect(offered.locator("[lang=fr] mark")).to_have_text("mardi")
    expect(offered).to_contain_text(english)

    # English that arrives meanwhile does not take away what is being typed.
    page.get_by_role("textbox", name="English of sentence 1").fill("Words in the making")
    corpus.save_translations(key, [{**machine, "sentence": 2, "text_en": "He left again."}])
    find = page.get_by_placeholder("Find an actor")
    find.fill("nobody")
    find.press("Enter")
    expect(page.get_by_text("No actor of this name.")).to_be_visible()
    page.wait_for_timeout(1000)
    expect(page.get_by_role("textbox", name="English of sentence 1")).to_have_value("Words in the making")

    offered.get_by_role("button", name="Use this English").click()
    expect(first.locator('[data-col="en"]')).to_have_text(english)
    expect(first).to_contain_text("edited by hand")
    expect(first.locator(".chk").first).to_contain_text("date")  # Monday was not Tuesday
    expect(row(page, 2).locator('[data-col="en"]')).to_have_text("He left again.")
    first.get_by_role("button", name="Undo the edit").click()
    expect(first.locator('[data-col="en"]')).to_have_text("The minister received.")
    assert Corpus(where).tables().translations["edited_by"].eq("").all()


def test_shared_link_restores_filters_on_a_fresh_server(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    from pipelines.ingest import load_sample

    where = str(tmp_path / "linked.db")
    load_sample(Corpus(where))
    actors = Corpus(where).tables().actors.set_index("name")
    server, page = serve(where), new_page(900)
    page.goto(f"{server.url}/quotes?actor={actors.loc['Mark Milley', 'actor_id']}")
    expect(page.get_by_role("heading", name="Quotes")).to_be_visible()
    expect(page.get_by_text(re.compile("Set date"))).to_have_count(0)
    stated = page.get_by_text(re.compile(r"^\d+ quotes?:")).inner_text()
    assert 0 < int(stated.split()[0]) < len(Corpus(where).tables().quotes)


@pytest.mark.parametrize("width", [900, 1440])
def test_no_page_scrolls_sideways(width: int, serve: Callable, new_page: Callable, tmp_path: Path) -> None:
    from pipelines.ingest import load_sample

    where = str(tmp_path / "wide.db")
    load_sample(Corpus(where))
    server, page = serve(where), new_page(width)
    page.goto(server.url)
    expect(row(page, 1)).to_be_visible()
    for title in ("quotes", "actors", "network", "timeline", "corpus", "export"):
        page.goto(f"{server.url}/{title}")
        expect(page.get_by_role("heading", name=title.title(), exact=True)).to_be_visible()
        page.wait_for_timeout(1500)
        main = page.get_by_test_id("stMain")
        assert main.evaluate("node => node.scrollWidth <= node.clientWidth"), title


def test_table_of_actors_is_whole_beside_the_card(
    serve: Callable, new_page: Callable, tmp_path: Path
) -> None:
    corpus = Corpus(tmp_path / "actors.db")
    named = small_tables([["Rassemblement national"], ["Gouvernement"]])
    corpus.add(replace(named, actors=named.actors.assign(name_en="Administration")))
    server, page = serve(corpus.where), new_page(900)
    page.goto(f"{server.url}/actors")
    table = page.locator("table", has_text="Mentions")
    expect(table).to_be_visible()
    page.wait_for_timeout(1500)
    around, inside = (place.bounding_box() for place in (table.locator("xpath=.."), table))
    assert inside["x"] + inside["width"] <= around["x"] + around["width"] + 0.5
