from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import PARAGRAPH, SECOND
from test_text import only, reason

from pipelines.model import Article
from pipelines.paths import SEEDS
from pipelines.reading.articles import to_article
from pipelines.reading.decoding import decode
from pipelines.reading.french_look import look
from pipelines.reading.items import Draft

CASES = Path(__file__).parent / "cases"
STRAIGHT = "Le préfet a déclaré : \"C'est à nous d'agir, là-bas.\" Où sont les élèves ? Ça ira, dès Noël."
TYPESET = "« Nous ne céderons rien », a-t-il déclaré à l’Élysée… L’œuvre coûte 300 € – « près de la mer »."
CAPITALS = "LE DÉFICIT DÉPASSE LES PRÉVISIONS À PARIS, L'ÉTÉ À ÉVREUX"
SHORT = [
    "Réélu",
    "à la pompe",
    "L'été à Nîmes",
    "après la fête",
    "Noël en août",
    "le maïs ambigu",
    "Garçon !",
    "Évreux",
    "où ça ?",
]
ONE_BYTE = {"cp1252": TYPESET, "iso8859_15": "Le cœur coûte 300 € à Évreux, dès l'été.", "mac_roman": TYPESET, "cp850": STRAIGHT, "cp437": STRAIGHT}  # fmt: skip


@pytest.mark.parametrize("codec", ["cp1252", "iso8859_15", "mac_roman", "cp850", "cp437", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])  # fmt: skip
@pytest.mark.parametrize("text", [STRAIGHT, PARAGRAPH.replace("’", "'"), SECOND + " À Évreux, c'est l'été."])
def test_french_is_recognised_in_every_set_it_was_written_in(codec: str, text: str):
    if codec == "cp437":
        text = text.replace("À", "à")  # the set has no À
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        pytest.skip("the set lacks a character")
    assert decode("a.txt", data) == (text, ())


@pytest.mark.parametrize("codec", ONE_BYTE)
def test_typography_is_recognised_in_every_set_that_has_it(codec: str):
    assert decode("a.txt", ONE_BYTE[codec].encode(codec)) == (ONE_BYTE[codec], ())


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("text", SHORT)
def test_few_letters_are_right_or_told(codec: str, text: str):
    read, warnings = decode("a.txt", text.encode(codec))
    assert read == text or any(read in warning for warning in warnings)


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman", "cp850"])
def test_capitals_are_right_or_told(codec: str):
    read, warnings = decode("a.txt", CAPITALS.encode(codec))
    assert read == CAPITALS or warnings


@pytest.mark.parametrize("number", [*range(1, 12), *range(13, 17)])
def test_every_declared_part_of_iso_8859_is_believed(number: int):
    words = {
        2: "Łódź i Kraków, džez", 3: "Ħamrun u Ġgantija", 4: "Rīga, Tõnis", 5: "Москва и Киев", 6: "القاهرة", 7: "Αθήνα",
        8: "ירושלים", 9: "İstanbul ve Beşiktaş", 10: "Þingvellir", 11: "กรุงเทพ", 13: "Vilnius, Šiauliai", 14: "Ẁ ẃ", 16: "București și Iași",
        15: "300 € de cœur",
    }.get(number, "déjà à Évreux")  # fmt: skip
    assert decode("a.html", words.encode(f"iso8859_{number}"), f"ISO-8859-{number}")[0] == words


@pytest.mark.parametrize("name", ["macintosh", "x-mac-roman", "MacRoman"])
def test_declared_mac_roman_is_believed(name: str):
    assert decode("a.html", TYPESET.encode("mac_roman"), name) == (TYPESET, ())


@pytest.mark.parametrize("name", ["iso-8859-1", "latin1", "us-ascii", "ANSI", "windows-1252"])
def test_what_calls_itself_latin_1_is_windows_1252(name: str):
    assert decode("a.html", TYPESET.encode("cp1252"), name) == (TYPESET, ())


def test_declared_set_that_does_not_fit_is_told():
    text, warnings = decode("a.html", TYPESET.encode("mac_roman"), "iso-8859-1")
    assert text == TYPESET
    assert "iso-8859-1" in warnings[0]
    assert decode("a.html", TYPESET.encode(), "iso-8859-1") == (TYPESET, ())
    assert decode("a.html", TYPESET.encode("cp1252"), "no-such-set") == (TYPESET, ())


@pytest.mark.parametrize("read_as", ["cp1252", "latin_1", "mac_roman", "cp850", "cp437", "iso8859_15"])
@pytest.mark.parametrize("times", [1, 2])
def test_characters_encoded_twice_are_repaired(read_as: str, times: int):
    text = STRAIGHT if read_as in {"cp850", "cp437"} else TYPESET
    wrong = text
    for _ in range(times):
        data = wrong.encode()
        wrong = "".join(_char(byte, read_as) if byte > 0x7F else chr(byte) for byte in data)
    read, warnings = decode("a.txt", wrong.encode())
    assert read == text
    assert "encoded twice" in warnings[0]


def _char(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize(("read_as", "meant"), [("cp1252", "mac_roman"), ("cp850", "cp1252"), ("cp1252", "cp850"), ("cp1250", "cp1252"), ("mac_roman", "cp1252")])  # fmt: skip
def test_sets_confused_and_saved_as_utf8_are_repaired(read_as: str, meant: str):
    text = STRAIGHT.replace("À", "à")
    wrong = "".join(_char(byte, read_as) if byte > 0x7F else chr(byte) for byte in text.encode(meant))
    read, warnings = decode("a.txt", wrong.encode())
    assert read == text
    assert warnings


def test_blank_that_took_the_place_of_a_byte_is_repaired():
    assert (
        decode("a.txt", "Il est allÃ© Ã  Paris, voilÃ  tout, dÃ©jÃ .".encode())[0]
        == "Il est allé à Paris, voilà tout, déjà ."
    )


@pytest.mark.parametrize(
    "text",
    ["São Paulo et Évora : l’été à la Câmara.", "Les prix : 50 £, 20 °C, 3 × 4 m², § 2.", "Ğ, ş et ı sont turcs ; Łódź est polonaise.", "L’Ãge d’or (sic) revient.", "Москва и Киев",
     "« Â » est une lettre, « Ã » aussi, dit-il à l’élève.", PARAGRAPH, "Naïve façon d’être : où, là, déjà, çà.", "日本語のテキスト", "L'Ângelus"],
)  # fmt: skip
def test_right_text_is_not_repaired(text: str):
    assert decode("a.txt", text.encode()) == (text, ())


def test_characters_lost_before_are_told():
    text, warnings = decode("a.txt", "Le pr\ufffdfet a dit non.".encode())
    assert "pr\ufffdfet" in text
    assert "lost" in warnings[0]
    assert "pr\ufffdfet" in warnings[0]


def test_handed_cases_have_the_right_letters():
    page = only("a.html", (CASES / "17-charset-8859-15.html").read_bytes()).text
    assert "300 €" in page
    assert "cœur" in page
    for name in ("18-macroman.txt", "19-double-encoded.txt"):
        text = only("a.txt", (CASES / name).read_bytes()).text
        assert text.startswith(
            "Le ministre de l’Intérieur, Paul Garnier, a annoncé mardi à Marseille le déploiement"
        )
        assert text.endswith("le préfet des Bouches-du-Rhône.")
        assert "« Nous ne céderons rien », a-t-il déclaré" in text


def test_seed_looks_french_and_stays():
    (path,) = SEEDS.glob("*.txt")
    text = path.read_text(encoding="utf-8")
    assert look(text) > 0.6
    assert decode("a.txt", path.read_bytes()) == (text, ())


def test_binary_is_no_text_in_any_set():
    assert "save it as UTF-8" in reason("a.txt", bytes(range(0x80, 0x100)) * 40)


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "iso-8859-15", "macintosh", "utf-16", "x", "idna", "rot13", "hex"]),
)
def test_any_bytes_are_text_or_refused(data: bytes, declared: str):
    from pipelines.errors import ReadingError

    try:
        text, warnings = decode("a.txt", data, declared)
    except ReadingError:
        return
    assert isinstance(text, str)
    assert isinstance(warnings, tuple)


@given(st.text(alphabet="aeéàçèêôùûœ Éïabcdn’«»,.", min_size=1, max_size=200))
def test_utf8_of_french_letters_is_never_changed(text: str):
    assert decode("a.txt", text.encode())[0] == text


def test_language_of_french_beginning_with_english_body_is_judged_whole() -> None:
    french = "Le maire a annoncé mercredi que la piscine de la ville fermerait ses portes dans six mois. "
    english = "The mayor said on Wednesday that the swimming pool of the town would close in six months. "
    draft = Draft(french * 3 + english * 30)
    found = to_article("a.txt", draft)
    assert isinstance(found, Article)
    assert any("English" in warning for warning in found.warnings)
