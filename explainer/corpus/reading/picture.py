"""The picture of a page with a quotation marked. The only module that uses `PIL`."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from explainer.corpus.reading.pdf import Box, render

WIDTH = 1240  # pixels: sharp on a desktop, twice the width of a phone
MARKER = (255, 226, 77)  # a highlighter's yellow; the page's black stays black under it
_ROOM = 1.5  # points around what is marked
_AROUND, _BESIDE, _NARROWEST = 64.0, 18.0, 280.0  # points above and below a close view, beside it, and its least width


def page_picture(path: Path, pdf_page: int, boxes: Sequence[Box], width: int = WIDTH, close: bool = False) -> bytes:
    """A PNG of a page with the boxes marked as by a highlighter.

    One page is drawn at a time, by PDFium under its lock.

    Args:
        path: the PDF.
        pdf_page: counted from 1.
        boxes: of the characters of the quotation, as `Documents.boxes` gives them.
        width: of the picture, in pixels.
        close: only the lines around the quotation, larger: readable on a phone.

    Raises:
        OutsideError: the file cannot be read, or has no such page.
    """
    from PIL import Image, ImageChops, ImageDraw

    part = _around(boxes) if close and boxes else None
    page, scale = render(path, pdf_page, width, part)
    x, y = part[:2] if part else (0.0, 0.0)
    marks = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(marks)
    for left, top, right, bottom in lines_of(boxes):
        corners = (left - x - _ROOM, top - y - _ROOM / 2, right - x + _ROOM, bottom - y + _ROOM / 2)
        draw.rounded_rectangle([scale * edge for edge in corners], radius=1.5 * scale, fill=MARKER)
    marked = ImageChops.multiply(page, marks).quantize(128)  # a third of the size; text stays sharp
    written = io.BytesIO()
    marked.save(written, "PNG", optimize=True)
    return written.getvalue()


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box[0] for box in boxes) - _BESIDE, min(box[1] for box in boxes) - _AROUND
    right, bottom = max(box[2] for box in boxes) + _BESIDE, max(box[3] for box in boxes) + _AROUND
    left = max(0.0, left)
    return left, max(0.0, top), max(right, left + _NARROWEST), bottom


def lines_of(boxes: Iterable[Box]) -> list[Box]:
    """Boxes of characters, in reading order, joined to one box a line."""
    lines: list[Box] = []
    for left, top, right, bottom in boxes:
        if lines:
            l0, t0, r0, b0 = lines[-1]
            height = b0 - t0
            same = top < b0 and bottom > t0 and -0.2 * height <= left - r0 < 3 * height
            if same and min(bottom, b0) - max(top, t0) > 0.5 * min(height, bottom - top):
                lines[-1] = (min(l0, left), min(t0, top), max(r0, right), max(b0, bottom))
                continue
        lines.append((left, top, right, bottom))
    return lines
