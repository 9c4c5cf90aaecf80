"""Articles that try to be more than text. Payloads are harmless: they would set `window.pwned` or ask one address."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipelines.corpus import Corpus
from pipelines.model import Tables

TURNED = "\u202eenruot\u202c \u2067x\u2069 \u200f!\u061c caché\U000e0041\U000e0042"
# What a browser must not find in the page: signs that turn the direction or hide text.
SIGNS = r"[\u061c\u200e\u200f\u202a-\u202e\u2067\u2068\u{E0000}-\u{E007F}]"
_FREE = {
    "articles": ("title", "source", "author", "file_name"), "actors": ("name", "name_en", "aliases"),
    "quotes": ("speaker_name",), "translations": ("text_en", "engine"), "mentions": ("method",), "rejections": ("file_name", "reason"),
}  # fmt: skip


def payload(address: str) -> str:
    """Every way of markup that the pages' parts understand, each asking `address` or setting `window.pwned`."""
    return (
        f'![i]({address}/md) <img src="{address}/img" onerror="window.pwned=1"> <script>window.pwned=2</script> '
        f'<a href="javascript:window.pwned=3">a</a> <iframe srcdoc="&lt;script&gt;parent.pwned=4&lt;/script&gt;"></iframe> '
        f'<b style="background:url({address}/style)">b</b><br> :red[x] :smile: :material/home: :streamlit: '
        f"$x^2$ [l]({address}/link) {address}/auto a -> b -- c *d* `e` {TURNED}"
    )


@dataclass
class Listener:
    """An address that nothing may ask, and what was asked of it."""

    address: str = ""
    asked: list[str] = field(default_factory=list)


@contextmanager
def listener() -> Iterator[Listener]:
    """Listen until the end of the block."""
    heard = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield heard
    server.shutdown()
    server.server_close()


def hostile(tables: Tables, words: str) -> Tables:
    """`tables` with `words` after every free text of every row."""
    made = {}
    for name, columns in _FREE.items():
        frame = getattr(tables, name)
        made[name] = frame.assign(
            **{column: frame[column] + " " + words for column in columns if column != "aliases"}
        )
    return replace(tables, **made)


AUDIT = """
import os, sys
_log = os.open(os.path.join(os.path.dirname(os.path.dirname(__file__)), "sockets"), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_asked = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
def _hook(event, arguments):
    if event in _asked:
        address = arguments[_asked[event]]
        os.write(_log, (repr((event, address if not isinstance(address, tuple) else address[0])) + "\\\\n").encode())
sys.addaudithook(_hook)
os.write(_log, (repr(("started", "127.0.0.1")) + "\\n").encode())
""".replace("\\\\n", "\\n")


def audited(folder: Path) -> dict[str, str]:
    """Environment in which every Python process writes down whom its sockets ask, into `folder`/sockets."""
    (folder / "audit").mkdir()
    (folder / "audit" / "sitecustomize.py").write_text(AUDIT)
    (folder / "sockets").touch()
    return {"PYTHONPATH": str(folder / "audit")}


def fill(corpus: Corpus, tables: list[Tables], words: str) -> None:
    """Store each article, made hostile."""
    for each in tables:
        corpus.add(hostile(each, words))
