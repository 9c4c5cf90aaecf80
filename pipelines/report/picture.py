"""A picture of lines, circles, boxes and words, drawn as SVG for a page and as PNG for a document."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

INK, SOFT, HAIR, ACCENT = "#1E2126", "#666C75", "#E5E6E3", "#1B4B8F"
FAMILY = '"Source Sans 3","Source Sans",sans-serif'
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FONT = re.compile(r"SourceSans\w*-Upright.*\.woff2$")
_AVERAGE = 0.52  # width of a character, in its size, where no font can measure it


@dataclass
class Picture:
    """Shapes on a white ground; places are pixels from the upper left corner.

    Attributes:
        width, height: of the whole.
        about: what it shows, in words, for those who do not see it.
    """

    width: int
    height: int
    about: str
    shapes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = HAIR, width: float = 1) -> None:
        """A straight line."""
        self.shapes.append(("line", {"at": (x1, y1, x2, y2), "colour": colour, "width": width}))

    def circle(self, x: float, y: float, radius: float, colour: str = ACCENT) -> None:
        """A filled circle."""
        self.shapes.append(("circle", {"at": (x, y), "radius": radius, "colour": colour}))

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, *, filled: bool = True
    ) -> None:
        """An upright rectangle."""
        self.shapes.append(("box", {"at": (x, y, width, height), "colour": colour, "filled": filled}))

    def words(
        self, x: float, y: float, text: str, size: int = 13, colour: str = INK, anchor: str = "start"
    ) -> None:
        """One line of text whose base line is at `y`; `anchor` is "start", "middle" or "end"."""
        clean = _UNWRITABLE.sub("", text)
        self.shapes.append(
            ("words", {"at": (x, y), "text": clean, "size": size, "colour": colour, "anchor": anchor})
        )

    def captioned(self, lines: Iterable[str]) -> Picture:
        """The picture with lines of small text beneath, so that it can stand alone."""
        told = list(lines)
        whole = Picture(self.width, self.height + 10 + 18 * len(told), self.about, list(self.shapes))
        for n, line in enumerate(told):
            whole.words(8, self.height + 18 + 18 * n, fitted(line, self.width - 16, 12), 12, SOFT)
        return whole

    def svg_bytes(self) -> bytes:
        """The picture as an SVG file with the page's own font inside."""
        style = f"<style>{font_face()}text{{font-family:{FAMILY}}}</style>"
        head, tag, rest = self.svg().partition("<rect")
        return f"{head}{style}{tag}{rest}\n".encode()

    def svg(self) -> str:
        """The picture as an SVG element; its words stay text."""
        drawn = "".join(_SVG[kind](shape) for kind, shape in self.shapes)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" role="img" '
            f'aria-label="{escape(self.about)}"><rect width="100%" height="100%" fill="#fff"/>{drawn}</svg>'
        )

    def png(self, scale: int = 3) -> bytes:
        """The picture as PNG, `scale` pixels for each of its own."""
        image = Image.new("RGB", (self.width * scale, self.height * scale), "#FFFFFF")
        draw = ImageDraw.Draw(image)
        for kind, shape in self.shapes:
            _PNG[kind](draw, shape, scale)
        out = io.BytesIO()
        image.save(out, "PNG", dpi=(96 * scale, 96 * scale), optimize=True)
        return out.getvalue()


def font_face() -> str:
    """A rule of a style sheet that holds the page's own font; "" where it is not installed."""
    path = page_font()
    if path is None:
        return ""
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f'@font-face{{font-family:"Source Sans 3";font-weight:200 900;src:url(data:font/woff2;base64,{data})}}'


def text_width(text: str, size: int = 13) -> float:
    """How wide a line of text is, in pixels."""
    try:
        return float(_font(size * 4).getlength(text)) / 4
    except (OSError, UnicodeError):
        return len(text) * size * _AVERAGE


def fitted(text: str, width: float, size: int = 13) -> str:
    """`text`, or as much of its beginning as is no wider than `width`, closed with an ellipsis."""
    if text_width(text, size) <= width:
        return text
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits, by bisection
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", size) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


@cache
def _font(size: int) -> Any:
    """The page's own font where it is installed, else Pillow's."""
    path = page_font()
    if path is None:
        return ImageFont.load_default(size)
    font = ImageFont.truetype(str(path), size)
    with suppress(OSError):  # a font of one weight
        font.set_variation_by_name("Regular")
    return font


@cache
def page_font() -> Path | None:
    """The file of the page's own font, None where it is not installed or cannot be read here."""
    try:
        shipped = files("streamlit") or []
    except PackageNotFoundError:
        return None
    found = next((each for each in shipped if _FONT.search(each.name)), None)
    path = Path(str(found.locate())) if found else None
    if path is None or not path.exists():
        return None
    try:
        ImageFont.truetype(str(path), 12)
    except OSError:  # a FreeType without WOFF2
        return None
    return path


def _svg_line(shape: dict[str, Any]) -> str:
    x1, y1, x2, y2 = (f"{value:.1f}" for value in shape["at"])
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{shape["colour"]}" stroke-width="{shape["width"]:.1f}"/>'


def _svg_circle(shape: dict[str, Any]) -> str:
    x, y = shape["at"]
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{shape["radius"]:.1f}" fill="{shape["colour"]}"/>'


def _svg_box(shape: dict[str, Any]) -> str:
    x, y, width, height = (f"{value:.1f}" for value in shape["at"])
    colour = f'fill="{shape["colour"]}"' if shape["filled"] else f'fill="#fff" stroke="{shape["colour"]}"'
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" {colour}/>'


def _svg_words(shape: dict[str, Any]) -> str:
    x, y = shape["at"]
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{shape["size"]}" fill="{shape["colour"]}" '
        f'text-anchor="{shape["anchor"]}" paint-order="stroke" stroke="#fff" stroke-width="4">{escape(shape["text"])}</text>'
    )


_SVG = {"line": _svg_line, "circle": _svg_circle, "box": _svg_box, "words": _svg_words}


def _png_line(draw: ImageDraw.ImageDraw, shape: dict[str, Any], scale: int) -> None:
    ends = [value * scale for value in shape["at"]]
    draw.line(ends, fill=shape["colour"], width=max(1, round(shape["width"] * scale)))


def _png_circle(draw: ImageDraw.ImageDraw, shape: dict[str, Any], scale: int) -> None:
    x, y, radius = (value * scale for value in (*shape["at"], shape["radius"]))
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=shape["colour"])


def _png_box(draw: ImageDraw.ImageDraw, shape: dict[str, Any], scale: int) -> None:
    x, y, width, height = (value * scale for value in shape["at"])
    ground = shape["colour"] if shape["filled"] else "#FFFFFF"
    draw.rectangle((x, y, x + width, y + height), fill=ground, outline=shape["colour"], width=scale)


def _png_words(draw: ImageDraw.ImageDraw, shape: dict[str, Any], scale: int) -> None:
    x, y = (value * scale for value in shape["at"])
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape["anchor"]]
    font = _font(shape["size"] * scale)
    try:
        draw.text(
            (x, y),
            shape["text"],
            fill=shape["colour"],
            font=font,
            anchor=anchor,
            stroke_width=2 * scale,
            stroke_fill="#FFFFFF",
        )
    except (UnicodeError, ValueError):  # Pillow's own font has no anchor for some signs
        draw.text((x, y - shape["size"] * scale), shape["text"], fill=shape["colour"], font=font)


_PNG = {"line": _png_line, "circle": _png_circle, "box": _png_box, "words": _png_words}
