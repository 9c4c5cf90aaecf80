"""Online services: a local HTTP server plays each one's real answers, good and bad, to the real deep-translator."""

import json
import logging
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from deep_translator import constants
from hypothesis import given
from hypothesis import strategies as st

from pipelines.translation.online import SERVICES, OnlineEngine
from pipelines.translation.requesting import Gate, chunks

SECRET = "key-that-must-not-show:fx"
KEYS = {"DEEPL_API_KEY": SECRET, "LIBRE_API_KEY": SECRET, "MICROSOFT_API_KEY": SECRET}
EVERY = sorted(SERVICES)
CONSENT = "<html><body><form action='https://consent.google.com'>Before you continue</form></body></html>"


def english(text):
    return "\n".join(f"EN {line}" for line in text.split("\n"))


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults: list[str] = []
        self.texts: list[str] = []
        self.times: list[float] = []
        self.paths: list[str] = []
        self.keys: list[str] = []
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        self.answer()

    def do_POST(self):
        self.answer()

    def answer(self):
        server = self.server
        url = urlsplit(self.path)
        query = {k: v[0] for k, v in parse_qs(url.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        service = url.path.strip("/").split("/")[0]
        sent = json.loads(body) if body else {}
        text = {
            "microsoft": lambda: sent[0]["text"],
            "deepl": lambda: sent["text"][0],
            "libre": lambda: sent["q"],
        }.get(service, lambda: query["q"])()
        server.paths.append(self.path)
        server.keys.append(
            self.headers.get("Authorization", "").removeprefix("DeepL-Auth-Key ")
            or self.headers.get("Ocp-Apim-Subscription-Key", "")
            or (sent.get("api_key", "") if service == "libre" else "")
        )
        server.texts.append(text)
        server.times.append(time.monotonic())
        fault = server.faults.pop(0) if server.faults else ""
        if fault == "hang":
            time.sleep(3)
            return
        result = {"echo": text, "empty": "", "wrong count": english(text).replace("\n", " ")}.get(
            fault, english(text)
        )
        status = {"429": 429, "500": 500, "403": 403}.get(fault, 200)
        if fault == "elsewhere":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/stolen")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif fault == "consent":
            self.reply(200, CONSENT)
        elif service == "google":
            self.reply(status, f'<html><div class="result-container">{result}</div></html>')
        elif service == "microsoft" and status != 200:
            code = {429: 429001, 500: 500000, 403: 401000}[status]
            self.reply(
                status, json.dumps({"error": {"code": code, "message": "The request is not authorized."}})
            )
        else:
            self.reply(status, json.dumps(SHAPES[service](result)))

    def reply(self, status, text):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


SHAPES = {
    "deepl": lambda t: {"translations": [{"detected_source_language": "FR", "text": t}]},
    "libre": lambda t: {"translatedText": t},
    "microsoft": lambda t: [{"translations": [{"text": t, "to": "en"}]}],
    "mymemory": lambda t: {
        "responseData": {"translatedText": t},
        "responseStatus": 200,
        "matches": [{"translation": t}],
    },
}


@pytest.fixture
def server(monkeypatch):
    server = Server()
    base = f"http://127.0.0.1:{server.server_port}"
    for name, path in {
        "GOOGLE_TRANSLATE": "/google", "DEEPL": "/deepl/", "DEEPL_FREE": "/deepl/", "LIBRE": "/libre/",
        "LIBRE_FREE": "/libre/", "MICROSOFT_TRANSLATE": "/microsoft", "MYMEMORY": "/mymemory",
    }.items():  # fmt: skip
        monkeypatch.setitem(constants.BASE_URLS, name, base + path)
    yield server
    server.shutdown()
    server.server_close()


class Clock:
    """A clock that sleeping moves, so that no test waits."""

    def __init__(self):
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def make(service, clock=None, **kwargs):
    clock = clock or Clock()
    return OnlineEngine(
        service, KEYS, gate=Gate(clock=clock, sleep=clock.sleep), timeout=kwargs.pop("timeout", 5.0)
    )


@pytest.mark.parametrize("service", EVERY)
def test_online_translates_in_order(server, service):
    results = make(service).translate(["Un.", "Deux.", "Trois."])
    assert [r.text_en for r in results] == ["EN Un.", "EN Deux.", "EN Trois."]
    assert {(r.engine, r.quality) for r in results} == {(service, "machine")}


@pytest.mark.parametrize("service", EVERY)
def test_online_too_many_requests_opens_the_breaker_for_ten_minutes(server, service):
    clock = Clock()
    engine = make(service, clock)
    server.faults = ["429"]
    results = engine.translate(["Un.", "Deux."])
    assert all("too many requests" in r.error for r in results)
    asked = len(server.texts)
    clock.now += 590
    assert "too many requests" in engine.available()
    assert engine.translate(["Trois."])[0].text_en == ""
    assert len(server.texts) == asked  # left alone: nothing was sent
    clock.now += 20
    assert engine.available() == ""
    assert engine.translate(["Trois."])[0].text_en == "EN Trois."


@pytest.mark.parametrize("service", EVERY)
def test_online_server_error_is_retried_with_backoff(server, service):
    clock = Clock()
    server.faults = ["500", "500"]
    assert make(service, clock).translate(["Un."])[0].text_en == "EN Un."
    assert [s for s in clock.slept if s in {1.0, 2.0, 4.0}] == [1.0, 2.0]


@pytest.mark.parametrize("service", EVERY)
def test_online_server_that_keeps_failing_gets_a_sentence(server, service):
    server.faults = ["500"] * 4
    result = make(service).translate(["Un."])[0]
    assert result.text_en == ""
    assert "error" in result.error
    assert len(server.texts) == 4


@pytest.mark.parametrize("service", EVERY)
def test_online_consent_page_stops_at_once_and_is_named(server, service):
    server.faults = ["consent"] * 9
    results = make(service).translate(["Un.", "Deux."])
    assert all("web page" in r.error for r in results)
    assert len(server.texts) == 1


@pytest.mark.parametrize("service", EVERY)
def test_online_hang_is_cut_and_tried_once_more(server, service):
    server.faults = ["hang"]
    start = time.perf_counter()
    assert make(service, timeout=0.4).translate(["Un."])[0].text_en == "EN Un."
    assert time.perf_counter() - start < 2.5


def test_online_service_that_stays_silent_is_given_up(server):
    server.faults = ["hang"] * 9
    results = make("google", timeout=0.3).translate(["Un.", "Deux."])
    assert all("does not answer" in r.error for r in results)
    assert len(server.texts) == 2


@pytest.mark.parametrize("service", EVERY)
def test_online_echo_is_no_translation(server, service):
    server.faults = ["echo"] * 3
    french = "Le ministre a quitté la ville hier."
    result = make(service).translate([french])[0]
    assert (result.text_en, "untranslated" in result.error) == ("", True)


def test_online_echo_of_a_name_is_a_translation(server):
    server.faults = ["echo"]
    assert make("deepl").translate(["Paris Match."])[0].text_en == "Paris Match."


@pytest.mark.parametrize("service", EVERY)
def test_online_empty_answer_is_retried(server, service):
    server.faults = ["empty"]
    assert make(service).translate(["Un."])[0].text_en == "EN Un."


@pytest.mark.parametrize("service", EVERY)
def test_online_wrong_count_falls_back_to_one_sentence_a_request(server, service):
    server.faults = ["wrong count"] if SERVICES[service].joins else []
    results = make(service).translate(["Un.", "Deux."])
    assert [r.text_en for r in results] == ["EN Un.", "EN Deux."]


@pytest.mark.parametrize("service", ["deepl", "libre", "microsoft"])
def test_online_bad_key_is_named_and_never_shown(server, service):
    server.faults = ["403"]
    result = make(service).translate(["Un."])[0]
    assert "refused the key" in result.error
    assert SECRET not in repr(result)


@pytest.mark.parametrize("service", ["deepl", "libre", "microsoft"])
def test_online_key_travels_and_never_in_an_address(server, service):
    # deep-translator 1.11.4, deepl.py and libre.py: the key is a parameter of the address
    make(service).translate(["Un.", "Deux."])
    assert set(server.keys) == {SECRET}
    assert not any("key-that" in path for path in server.paths)


@pytest.mark.parametrize("service", ["deepl", "libre", "microsoft"])
@pytest.mark.parametrize("fault", ["403", "500", "429", "consent", "hang", "dead"])
def test_online_key_is_in_no_message_log_or_traceback(server, service, fault, caplog, capfd, monkeypatch):
    caplog.set_level(logging.DEBUG)
    if fault == "dead":
        for name in ("DEEPL", "DEEPL_FREE", "LIBRE", "MICROSOFT_TRANSLATE"):
            monkeypatch.setitem(constants.BASE_URLS, name, "http://127.0.0.1:9/")
    server.faults = [fault] * 9
    results = make(service, timeout=0.3).translate(["Un."])
    assert results[0].error
    out, err = capfd.readouterr()
    assert "key-that" not in repr(results) + caplog.text + out + err


@pytest.mark.parametrize("service", ["deepl", "libre"])
def test_online_text_and_key_do_not_follow_to_another_address(server, service):
    server.faults = ["elsewhere"] * 9
    assert "error" in make(service).translate(["Un."])[0].error


def test_online_addresses_are_told_and_encrypted():
    told = {name: str(OnlineEngine(name, KEYS).address) for name in EVERY}
    assert told["mymemory"] == "api.mymemory.translated.net, encrypted (https)"
    assert told["deepl"] == "api-free.deepl.com, encrypted (https)"
    assert all(each.endswith("encrypted (https)") and "NOT" not in each for each in told.values())


def test_online_mymemory_is_asked_where_it_says():
    # deep-translator 1.11.4, constants.py: the address of MyMemory is plain http
    assert constants.BASE_URLS["MYMEMORY"].startswith("http://")
    assert OnlineEngine("mymemory")._build()._base_url.startswith("https://api.mymemory")


def test_online_own_server_without_encryption_is_said():
    engine = OnlineEngine("libre", {"LIBRE_URL": "http://traduction.example"})
    assert str(engine.address) == "traduction.example, NOT encrypted (plain http)"


def test_online_partial_results_are_kept(server):
    engine = make("mymemory")  # one sentence a request
    server.faults = ["", "", "429"]
    results = engine.translate(["Un.", "Deux.", "Trois.", "Quatre."])
    assert [r.text_en for r in results] == ["EN Un.", "EN Deux.", "", ""]
    assert "too many requests" in results[3].error


def test_online_mymemory_quota_notice_is_no_translation(server, monkeypatch):
    notice = {
        "responseData": {
            "translatedText": "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."
        }
    }
    monkeypatch.setitem(SHAPES, "mymemory", lambda _: notice)
    engine = make("mymemory")
    assert "too many requests" in engine.translate(["Un."])[0].error


def test_online_sentence_about_429_is_not_a_refusal(server):
    server.faults = ["consent"]
    assert "web page" in make("google").translate(["Il y a 429 morts."])[0].error


def test_online_requests_are_half_a_second_apart(server):
    clock = Clock()
    make("mymemory", clock).translate(["Un.", "Deux.", "Trois."])
    assert sum(clock.slept) == pytest.approx(1.0, abs=0.2)


def test_online_gate_keeps_two_requests_a_second_for_real():
    gate = Gate(interval=0.05)
    start = time.perf_counter()
    threads = [threading.Thread(target=gate.wait) for _ in range(5)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert time.perf_counter() - start >= 0.19


def test_online_long_texts_travel_in_pieces(server):
    sentence = " ".join(f"La phrase numéro {i} est là." for i in range(120))
    result = make("google").translate([sentence])[0]
    assert len(sentence) > 1500
    assert all(len(t) <= 1500 for t in server.texts)
    assert all(t.endswith(".") for t in server.texts)
    assert result.text_en == " ".join(f"EN {t}" for t in server.texts)


def test_online_no_network_is_said_at_once(monkeypatch):
    monkeypatch.setitem(constants.BASE_URLS, "GOOGLE_TRANSLATE", "http://127.0.0.1:9/m")
    start = time.perf_counter()
    results = make("google").translate(["Un.", "Deux."])
    assert all("cannot be reached" in r.error for r in results)
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("service", ["deepl", "libre", "microsoft"])
def test_online_missing_key_is_named(service, monkeypatch):
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)
    engine = OnlineEngine(service)
    assert SERVICES[service].key in engine.available()
    assert engine.translate(["Un."])[0].error == engine.available()


def test_online_key_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("DEEPL_API_KEY", "x")
    assert OnlineEngine("deepl", gate=Gate()).available() == ""


def test_online_own_libretranslate_server_needs_no_key(server, monkeypatch):
    monkeypatch.delenv("LIBRE_API_KEY", raising=False)
    url = constants.BASE_URLS["LIBRE"]
    engine = OnlineEngine("libre", {"LIBRE_URL": url.rstrip("/")}, gate=Gate())
    assert engine.translate(["Un."])[0].text_en == "EN Un."


@given(st.text(alphabet="ab .!?,;\n", max_size=400), st.integers(5, 60))
def test_chunks_lose_no_word_and_keep_the_limit(text, limit):
    cut = chunks(text, limit)
    assert all(0 < len(piece) <= limit for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())
