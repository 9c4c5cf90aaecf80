"""Fetching the Firefox model: a real HTTP server that behaves and misbehaves."""

import gzip
import hashlib
import json
import random
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipelines.errors import TranslationError
from pipelines.translation import download as module
from pipelines.translation.download import (
    ModelMovedError,
    check_file,
    download,
    install_from,
    installed_files,
)
from pipelines.translation.model_registry import ModelFile, newest_release

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
        self.registry = b""
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
        if self.path == "/db/models.json":
            body = self.server.registry
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        if fault in {"404", "403", "410"}:
            self.send_error(int(fault))
            return
        data = PACKED.get(self.path.removesuffix(".gz").lstrip("/").removeprefix("models/fr-en/new/"))
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
    return download(
        target, base_url=server.url, files=FILES, registry_url=f"{server.url}/db/models.json", stall_timeout=0.5,
        **kwargs,
    )  # fmt: skip


def entry(state="Release", architecture="base-memory", version="", folder="new", **changes):
    """A build as Mozilla's registry lists it."""
    files = {
        role: {
            "path": f"models/fr-en/{folder}/{file.name}.gz",
            "uncompressedSize": file.size,
            "uncompressedHash": file.sha256,
        }
        for role, file in zip(["model", "lexicalShortlist", "vocab"], FILES, strict=True)
    }
    return {
        "releaseStatus": state,
        "architecture": architecture,
        "version": version,
        "files": files | changes,
    }


def registry(server, *builds):
    told = {"generated": "2026-11-09T00:45:24Z", "baseUrl": server.url, "models": {"fr-en": list(builds)}}
    return json.dumps(told).encode()


def whole(target):
    return all(check_file(f, target / f.name) == "" for f in FILES) and not list(target.glob("*.part"))


def test_download_fetches_unpacks_and_reports_progress(server, tmp_path):
    seen = []
    fetch(server, tmp_path, progress=lambda done, total, name: seen.append((done, total, name)))
    assert whole(tmp_path)
    assert [d for d, _, _ in seen] == sorted(d for d, _, _ in seen)
    assert seen[-1][0] == seen[-1][1] == sum(f.packed_size for f in FILES)
    assert {name for _, _, name in seen} == set(CONTENT)


@pytest.mark.parametrize("status", ["404", "403", "410"])
def test_download_of_a_model_that_moved_names_the_new_one_and_fetches_it_when_told(server, tmp_path, status):
    server.registry = registry(server, entry("Nightly", version="9.0", folder="night"), entry(version="3.1"))
    server.faults = [status]
    with pytest.raises(ModelMovedError, match=r"fr-en 3\.1, base-memory, Release, 0 MB") as moved:
        fetch(server, tmp_path)
    assert not list(tmp_path.glob("model*"))
    fetch(server, tmp_path, release=moved.value.release)
    assert whole(tmp_path)
    assert server.requests[-1][0] == "/models/fr-en/new/vocab.spm.gz"
    assert [file.sha256 for file in installed_files(tmp_path)] == [file.sha256 for file in FILES]


def test_download_of_a_release_whose_bytes_are_not_as_listed_keeps_nothing(server, tmp_path):
    wrong = {"path": "models/fr-en/new/vocab.spm.gz", "uncompressedSize": 5000, "uncompressedHash": "0" * 64}
    release = newest_release(registry(server, entry(vocab=wrong)))
    with pytest.raises(TranslationError, match="SHA-256"):
        fetch(server, tmp_path, release=release)
    assert installed_files(tmp_path) == module.MODEL_FILES


def test_download_says_so_when_the_registry_is_gone_too(server, tmp_path):
    server.faults = ["404"]
    with pytest.raises(TranslationError, match="list of models could not be fetched"):
        fetch(server, tmp_path)


def test_registry_gives_the_best_state_then_the_newest_version(server):
    builds = [
        entry("Release Android", "tiny", "5.0", "a"), entry("Release", "tiny", "3.1", "b"),
        entry("Release", "base-memory", "3.0", "c"), entry("Release", "base-memory", "3.1", "d"),
        entry("Deprecated", "base", "9.9", "e"), entry("Release", "base", "3.10", "f", vocab={}),
    ]  # fmt: skip
    assert newest_release(registry(server, *builds)).files[0].path == "models/fr-en/d/model.bin.gz"


@pytest.mark.parametrize(
    "told",
    [
        b"", b"<html>", b"[]", b'{"models": {}}', b'{"models": {"fr-en": []}}', b'{"models": {"fr-en": [null]}}',
        b'{"models": {"fr-en": [{"releaseStatus": "Release", "files": {}}]}}',
    ],
)  # fmt: skip
def test_registry_that_names_no_model_is_a_sentence(told):
    with pytest.raises(TranslationError, match="list of models"):
        newest_release(told)


@pytest.mark.parametrize("path", ["../../evil.bin.gz", "models/..", "a/.hidden", "a/b c.bin"])
def test_registry_paths_that_lead_elsewhere_are_passed_over(server, path):
    bad = {"path": path, "uncompressedSize": 9, "uncompressedHash": "0" * 64}
    with pytest.raises(TranslationError, match="can be verified"):
        newest_release(registry(server, entry(model=bad)))


def test_install_takes_another_release_with_its_list_beside_it(server, tmp_path):
    source, target = tmp_path / "from", tmp_path / "to"
    (source / "models/fr-en/new").mkdir(parents=True)
    for name, data in PACKED.items():
        (source / "models/fr-en/new" / f"{name}.gz").write_bytes(data)
    (source / "models.json").write_bytes(registry(server, entry()))
    install_from(source, target)
    assert whole(target)
    assert [file.sha256 for file in installed_files(target)] == [file.sha256 for file in FILES]
    install_from(target, tmp_path / "third")  # an installed model is a source as well
    assert whole(tmp_path / "third")


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
