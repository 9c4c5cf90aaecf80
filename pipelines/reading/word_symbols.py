"""Characters of symbol fonts in Word documents → the Unicode characters that they show."""

from __future__ import annotations

import re

# Adobe's encoding of the Symbol font, from 0x20 and from 0xA1 on; a space stands where it has nothing for a text.
_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_HIGH = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈   ∑"
_SYMBOL = {0xF020 + i: each for i, each in enumerate(_LOW)} | {
    0xF0A1 + i: each for i, each in enumerate(_HIGH)
}
_SYMBOL[0xF0A0] = "€"
_DINGBATS = {
    0xF0A7: "▪", 0xF0A8: "◻", 0xF0B7: "•", 0xF06C: "●", 0xF06E: "■", 0xF071: "❑", 0xF076: "❖", 0xF0D8: "➢",
    0xF0DF: "←", 0xF0E0: "→", 0xF0E8: "➔", 0xF0F0: "⇨", 0xF0FB: "✗", 0xF0FC: "✓", 0xF0FE: "☑", 0xF04A: "☺",
}  # fmt: skip
_PRIVATE = re.compile("[\uf020-\uf0ff]")


def symbol(font: str, code: str) -> str:
    """The character of a w:sym: of the Symbol or Wingdings fonts, or the code itself; "" where it has no text."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= point <= 0xFFFF or 0xD800 <= point <= 0xDFFF:
        return ""
    family = font.lower()
    if family.startswith(("wingdings", "webdings", "zapf")):
        return _DINGBATS.get(point | 0xF000, "")
    if family.startswith("symbol"):
        return _SYMBOL.get(point | 0xF000, "").strip()
    return chr(point - 0xF000) if _PRIVATE.fullmatch(chr(point)) else chr(point)


def private_characters(text: str) -> str:
    """`text` with characters that only a symbol font gives a shape, as fonts before Unicode stored them."""
    if not _PRIVATE.search(text):
        return text
    return _PRIVATE.sub(lambda match: _SYMBOL.get(ord(match.group()), ""), text)
