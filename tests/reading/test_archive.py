from __future__ import annotations

import io
import zipfile

from made_files import PARAGRAPH, SECOND, pdf, word
from test_text import reason

from pipelines.reading import read
from tests.support.packed import packed


def test_members_of_every_format_are_read():
    data = packed(
        {
            "a.txt": PARAGRAPH.encode(),
            "sous/b.docx": word([SECOND]),
            "c.pdf": pdf([["Le maire a dit non."]]),
            "d.csv": f"texte;date\n{PARAGRAPH};2022-11-14\n;2022-11-15\n".encode(),
            "__MACOSX/._a.txt": b"\x00\x05",
            ".DS_Store": b"\x00",
        }
    )
    result = read("bundle.zip", data)
    names = [each.file_name for each in result.articles]
    assert names == ["bundle.zip/a.txt", "bundle.zip/sous/b.docx", "bundle.zip/c.pdf", "bundle.zip/d.csv#2"]
    assert [(each.file_name, each.where) for each in result.rejections] == [("bundle.zip", "d.csv, row 3")]


def test_bad_members_are_rejected_one_by_one():
    data = packed(
        {
            "inner.zip": packed({"x.txt": b"a"}),
            "../evil.txt": PARAGRAPH.encode(),
            "/etc/evil.txt": PARAGRAPH.encode(),
            "empty.txt": b"",
            "p.png": b"\x89PNG\r\n\x1a\n",
            "bomb.txt": b"a " * 12_000_000,
            "good.txt": PARAGRAPH.encode(),
        }
    )
    result = read("b.zip", data)
    assert [each.file_name for each in result.articles] == ["b.zip/good.txt"]
    reasons = {each.where: each.reason for each in result.rejections}
    assert "inside an archive" in reasons["inner.zip"]
    assert "outside" in reasons["../evil.txt"]
    assert "outside" in reasons["/etc/evil.txt"]
    assert "empty" in reasons["empty.txt"]
    assert "PNG" in reasons["p.png"]
    assert "unreasonable" in reasons["bomb.txt"]
    assert result.found == 7


def test_damaged_member_does_not_cost_the_others():
    data = bytearray(packed({"a.txt": PARAGRAPH.encode() * 3, "b.txt": SECOND.encode()}))
    where = data.index(b"a.txt") + 5
    data[where + 10 : where + 30] = bytes(20)
    result = read("b.zip", bytes(data))
    assert [each.file_name for each in result.articles] == ["b.zip/b.txt"]
    assert "damaged" in result.rejections[0].reason


def test_size_in_the_header_may_lie():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", b"a " * 15_000_000)
    data = out.getvalue().replace((30_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    result = read("b.zip", data)
    assert result.articles == ()
    assert len(result.rejections) == 1


def test_empty_and_damaged_archives_are_rejected():
    assert "empty" in reason("b.zip", packed({}))
    assert "damaged" in reason("b.zip", b"PK\x03\x04" + bytes(40))
