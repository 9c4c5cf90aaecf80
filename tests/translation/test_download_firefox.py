"""Fetching and using the Firefox model: a real HTTP server that behaves and misbehaves, a stand-in translator."""

import gzip
import hashlib
import random
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipelines.errors import EngineUnavailableError, TranslationError
from pipelines.translation import download as module
from pipelines.translation import firefox
from pipelines.translation.download import ModelFile, check_file, download, install_from
from pipelines.translation.firefox import FirefoxEngine, TranslatorThread, load_translator, pieces

CONTENT = {
    "model.bin": random.Random(1).randbytes(300_000),
    "lex.bin": b"lexicon" * 3000,
    "vocab.spm": b"vocabulary" * 500,
}
PACKED = {name: gzip.compress(data, mtime=0) for name, data in CONTENT.items()}
FILES = tuple(
    ModelFile(name, len(data), hashlib.sha256(data).hexdigest(), len(PACKED[name]))
    for name, data in CONTENT.items()
)


class Server(ThreadingHTTPServer):
    """Serves the three files; `faults` is a queue of ways to go wrong, one a request."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults: list[str] = []
        self.requests: list[tuple[str, str]] = []
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        fault = self.server.faults.pop(0) if self.server.faults else ""
        wanted = self.headers.get("Range", "")
        self.server.requests.append((self.path, wanted))
        data = PACKED.get(self.path.removesuffix(".gz").lstrip("/"))
        if fault == "500" or data is None:
            self.send_error(500 if data else 404)
            return
        if fault == "corrupt":
            data = data[:50] + bytes([data[50] ^ 255]) + data[51:]
        if fault == "unpacked":
            data = CONTENT[self.path.removesuffix(".gz").lstrip("/")]
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and fault != "no ranges" else 0
        if start >= len(data):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        body = data[start:]
        if fault in {"truncate", "stall"}:
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            if fault == "stall":
                time.sleep(2)
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.wfile.write(body)


@pytest.fixture
def server():
    server = Server()
    yield server
    server.shutdown()
    server.server_close()


def fetch(server, target, **kwargs):
    return download(target, base_url=server.url, files=FILES, stall_timeout=0.5, **kwargs)


def whole(target):
    return all(check_file(f, target / f.name) == "" for f in FILES) and not list(target.glob("*.part"))


def test_download_fetches_unpacks_and_reports_progress(server, tmp_path):
    seen = []
    fetch(server, tmp_path, progress=lambda done, total, name: seen.append((done, total, name)))
    assert whole(tmp_path)
    assert [d for d, _, _ in seen] == sorted(d for d, _, _ in seen)
    assert seen[-1][0] == seen[-1][1] == sum(f.packed_size for f in FILES)
    assert {name for _, _, name in seen} == set(CONTENT)


def test_download_keeps_what_is_there_already(server, tmp_path):
    fetch(server, tmp_path)
    server.requests.clear()
    fetch(server, tmp_path)
    assert server.requests == []


@pytest.mark.parametrize("fault", ["truncate", "stall"])
def test_download_resumes_where_it_broke(server, tmp_path, fault):
    server.faults = [fault]
    fetch(server, tmp_path)
    assert whole(tmp_path)
    path, wanted = server.requests[1]
    assert path == "/model.bin.gz"
    assert 0 < int(wanted.strip("bytes=-")) <= len(PACKED["model.bin"]) // 2


def test_download_resumes_in_a_later_call(server, tmp_path):
    half = PACKED["model.bin"][:100]
    (tmp_path / "model.bin.gz.part").write_bytes(half)
    fetch(server, tmp_path)
    assert server.requests[0] == ("/model.bin.gz", "bytes=100-")
    assert whole(tmp_path)


def test_download_starts_again_where_ranges_are_refused(server, tmp_path):
    (tmp_path / "model.bin.gz.part").write_bytes(b"x" * 100)
    server.faults = ["no ranges"]
    fetch(server, tmp_path)
    assert whole(tmp_path)


def test_download_goes_on_from_a_part_that_is_complete(server, tmp_path):
    (tmp_path / "model.bin.gz.part").write_bytes(PACKED["model.bin"])
    fetch(server, tmp_path)
    assert whole(tmp_path)


def test_download_takes_a_file_the_server_unpacked(server, tmp_path):
    server.faults = ["unpacked"]
    fetch(server, tmp_path)
    assert whole(tmp_path)


def test_download_fetches_a_corrupted_file_anew(server, tmp_path):
    server.faults = ["corrupt"]
    fetch(server, tmp_path)
    assert whole(tmp_path)
    assert server.requests[1] == ("/model.bin.gz", "")


def test_download_never_leaves_a_file_that_fails_its_hash(server, tmp_path):
    server.faults = ["corrupt"] * 20
    with pytest.raises(TranslationError, match=r"model\.bin is damaged"):
        fetch(server, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_download_server_error_is_one_sentence(server, tmp_path):
    server.faults = ["500"]
    with pytest.raises(TranslationError, match="answered 500"):
        fetch(server, tmp_path)


def test_download_without_network_says_so_at_once(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.perf_counter()
    with pytest.raises(TranslationError, match="no network") as error:
        download(tmp_path, base_url=f"http://127.0.0.1:{port}", files=FILES)
    assert time.perf_counter() - start < 3
    assert "--from DIR" in str(error.value)
    assert "\n" not in str(error.value)


def test_download_into_an_unwritable_place_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(TranslationError, match="cannot be created"):
        download(tmp_path / "file" / "inside", files=FILES)


@pytest.mark.parametrize("packed", [True, False])
def test_install_from_local_files(tmp_path, packed):
    source = tmp_path / "source"
    source.mkdir()
    for name, data in (PACKED if packed else CONTENT).items():
        (source / (f"{name}.gz" if packed else name)).write_bytes(data)
    assert whole(install_from(source, tmp_path / "target", FILES))


def test_install_from_keeps_nothing_when_one_file_is_wrong(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    for name, data in CONTENT.items():
        (source / name).write_bytes(data)
    (source / "vocab.spm").write_bytes(CONTENT["vocab.spm"][:-1] + b"!")
    with pytest.raises(TranslationError, match=r"vocab\.spm is damaged"):
        install_from(source, target, FILES)
    assert list(target.iterdir()) == []


def test_install_from_missing_file_says_which(tmp_path):
    with pytest.raises(TranslationError, match=r"model\.bin is not in"):
        install_from(tmp_path, tmp_path / "target", FILES)


def test_install_from_a_gzip_bomb_writes_no_more_than_the_file(tmp_path):
    (tmp_path / "model.bin.gz").write_bytes(gzip.compress(b"\0" * 50_000_000))
    with pytest.raises(TranslationError, match=r"model\.bin has"):
        install_from(tmp_path, tmp_path / "target", FILES)


# --- the engine ----------------------------------------------------------------------------------------------


class FakeTranslator:
    """Complains, as the native object would, when another thread touches it."""

    def __init__(self):
        self.owner = threading.get_ident()

    def translate(self, text):
        assert threading.get_ident() == self.owner
        if "boum" in text:
            raise RuntimeError("panic")
        return f"EN {text}"


def test_firefox_one_thread_owns_the_translator():
    built = []

    def load():
        built.append(threading.get_ident())
        return FakeTranslator()

    engine = FirefoxEngine(thread=TranslatorThread(load))
    answers = {}

    def work(n):
        answers[n] = engine.translate([f"phrase {n}"])[0].text_en

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: f"EN phrase {n}" for n in range(8)}
    assert len(built) == 1
    assert built[0] != threading.get_ident()


def test_firefox_one_bad_sentence_costs_no_other():
    engine = FirefoxEngine(thread=TranslatorThread(FakeTranslator))
    results = engine.translate(["un", "boum", "trois"])
    assert [r.text_en for r in results] == ["EN un", "", "EN trois"]
    assert "failed on this sentence" in results[1].error


def test_firefox_model_that_will_not_load_is_said_on_every_sentence():
    def load():
        raise EngineUnavailableError("The Firefox model cannot be used: damaged.")

    results = FirefoxEngine(thread=TranslatorThread(load)).translate(["un", "deux"])
    assert [r.error for r in results] == ["The Firefox model cannot be used: damaged."] * 2


def test_firefox_without_model_says_how_to_get_it(tmp_path):
    reason = FirefoxEngine(tmp_path).available()
    assert "visavis engines install firefox" in reason
    assert FirefoxEngine(tmp_path).translate(["Bonjour."])[0].error == reason


def sparse_model(directory):
    """Files of the right names and sizes, with nothing in them."""
    for file in module.MODEL_FILES:
        with (directory / file.name).open("wb") as out:
            out.truncate(file.size)


def test_firefox_incomplete_model_is_noticed(tmp_path):
    sparse_model(tmp_path)
    assert FirefoxEngine(tmp_path).available() == ""
    (tmp_path / module.MODEL_FILES[1].name).write_bytes(b"short")
    assert "incomplete (lex" in FirefoxEngine(tmp_path).available()


def test_firefox_wrong_bytes_of_the_right_size_are_never_loaded(tmp_path, monkeypatch):
    sparse_model(tmp_path)
    import fxtranslate

    def refuse(*_):
        raise AssertionError("unverified bytes were loaded")

    monkeypatch.setattr(fxtranslate, "Translator", refuse)
    with pytest.raises(EngineUnavailableError, match="damaged"):
        load_translator(tmp_path)
    assert "damaged" in FirefoxEngine(tmp_path).translate(["Bonjour."])[0].error


def test_firefox_real_library_refusing_a_model_is_a_sentence(tmp_path, monkeypatch):
    """The real fxtranslate gets verified bytes that are no model."""
    files = tuple(
        ModelFile(f.name, 64, hashlib.sha256(b"\1" * 64).hexdigest(), 64) for f in module.MODEL_FILES
    )
    for file in files:
        (tmp_path / file.name).write_bytes(b"\1" * 64)
    monkeypatch.setattr(firefox, "MODEL_FILES", files)
    with pytest.raises(EngineUnavailableError, match="The Firefox model cannot be used"):
        load_translator(tmp_path)


def test_firefox_hands_the_library_what_it_asks_for(tmp_path, monkeypatch):
    """Model, source vocabulary, target vocabulary, shortlist: the order of fxtranslate's documentation."""
    content = {f.name: f.name.encode() for f in module.MODEL_FILES}
    files = tuple(
        ModelFile(name, len(data), hashlib.sha256(data).hexdigest(), 1) for name, data in content.items()
    )
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(firefox, "MODEL_FILES", files)
    import fxtranslate

    monkeypatch.setattr(fxtranslate, "Translator", lambda *given: given)
    model, source, target, shortlist = load_translator(tmp_path)
    assert model.startswith(b"model.")
    assert source == target == b"vocab.fren.spm"
    assert shortlist.startswith(b"lex.")


def test_firefox_long_sentences_are_cut_at_clauses():
    long = ", ".join(f"le mot {i} suit le mot {i + 1}" for i in range(40)) + "."
    cut = list(pieces(long))
    assert len(cut) > 1
    assert " ".join(cut) == long
    assert all(len(piece.split()) <= 75 for piece in cut)
    assert list(pieces("Une phrase courte.")) == ["Une phrase courte."]
