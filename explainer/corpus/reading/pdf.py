"""What stands on the pages of a PDF: words with the place of each character, labels, pictures.

The only module that uses `pypdfium2`. PDFium is not safe for threads, so every use holds one lock;
a page is closed before the next is opened, so memory does not grow with the length of a file.
"""

import ctypes
import math
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from explainer.corpus.reading.layout import Character, Page, segments, words_of
from explainer.errors import OutsideError

_LOCK = threading.RLock()
_PASSWORD = 4  # FPDF_ERR_PASSWORD of PDFium
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_BOLD = re.compile(rb"bold|black|heavy|semibd", re.I)
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0x2010: "-"}  # the first two are what PDFium makes of a hyphen at a line's end
_ASKEW = 5  # degrees by which the lines of a scan with recognized text may slope
MOST_PIXELS = (
    8_000_000  # of a page while it is drawn, which takes 4 to 7 bytes each: four pixels a point of a letter page
)
Box = tuple[float, float, float, float]  # left, top, right, bottom in points, from the upper left corner
_LEAST = 8  # characters a page, on average: a file with fewer is a scan


@dataclass(frozen=True, slots=True)
class PdfFile:
    """The pages of a file, in order, and the labels that the file itself gives them ("" for none)."""

    pages: tuple[Page, ...]
    labels: tuple[str, ...]
    pictures: tuple[int, ...]  # pages, from 1, that hold a picture and no text


def read_pdf(path: Path) -> PdfFile:
    """The words of every page.

    Raises:
        OutsideError: the file is broken, encrypted, a scan without text, or no PDF at all.
    """
    pages, labels, pictures = [], [], []
    with _opened(path) as document:
        for index in range(len(document)):
            with _LOCK:
                labels.append(document.get_page_label(index) or "")
            with _page(document, index, path) as page:
                pages.append(_read(page))
                if not pages[-1].lines and _has_picture(page):
                    pictures.append(index + 1)
    if sum(len(line.text) for page in pages for line in page.lines) < _LEAST * len(pages):
        if not pictures:
            raise OutsideError(f"{path.name} holds no text. Get the file anew.")
        raise OutsideError(
            f"{path.name} is a scan: pictures of pages, without text. Have its text recognized (OCR) and add it again."
        )
    return PdfFile(tuple(pages), tuple(labels), tuple(pictures))


def pdf_pages(path: Path) -> list[str]:
    """The text of each page as the file orders it: quick, for telling what a file is.

    Raises:
        OutsideError: the file is broken, encrypted or no PDF.
    """
    found = []
    with _opened(path) as document:
        for index in range(len(document)):
            with _page(document, index, path) as page:
                text = page.get_textpage()
                found.append(text.get_text_range())
                text.close()
    return found


def render(path: Path, number: int, width: int, part: Box | None = None) -> tuple[Any, float]:
    """A picture (PIL.Image.Image, RGB) of a page, counted from 1, and how many pixels a point takes.

    Args:
        path: the file.
        number: the page.
        width: of the picture, in pixels; less for a page that is very large.
        part: what to show of the page: left, top, right, bottom in points; by default all of it.

    Raises:
        OutsideError: as for `read_pdf`, or there is no such page.
    """
    with _opened(path) as document, _page(document, number - 1, path) as page:
        text = page.get_textpage()
        try:
            turn = _turn(page, text)
        finally:
            text.close()
        across, down = _size(page, turn)
        left, top, right, bottom = part or (0, 0, across, down)
        scale = min(width / (right - left), math.sqrt(MOST_PIXELS / (across * down)))
        bitmap = page.render(scale=scale, rotation=(turn - page.get_rotation()) % 360)
        picture = bitmap.to_pil().convert("RGB")
        if part:
            picture = picture.crop([round(scale * edge) for edge in (left, top, min(right, across), min(bottom, down))])
        return picture, scale


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pypdfium2

    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise OutsideError(f"{path.name} cannot be read: {error.strerror}.") from error
    if b"%PDF-" not in head[:1024]:
        if _HTML.search(head):
            raise OutsideError(f"{path.name} is a web page, not a PDF. Open its address in a browser and save the PDF.")
        raise OutsideError(f"{path.name} cannot be read as a PDF: it is another kind of file. Get it anew.")
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            if error.err_code == _PASSWORD:
                raise OutsideError(f"{path.name} is locked with a password. Save a copy without one.") from error
            raise OutsideError(f"{path.name} cannot be read as a PDF: it is damaged. Get it anew.") from error
    try:
        yield document
    finally:
        with _LOCK:
            document.close()


@contextmanager
def _page(document: Any, index: int, path: Path) -> Iterator[Any]:
    """An open page, with the lock held."""
    import pypdfium2

    with _LOCK:
        try:
            page = document[index]
            try:
                yield page
            finally:
                page.close()
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise OutsideError(f"Page {index + 1} of {path.name} cannot be read. Get the file anew.") from error


def _read(page: Any) -> Page:
    text = page.get_textpage()
    try:
        turn = _turn(page, text)
        return Page(*_size(page, turn), segments(words_of(_characters(page, text, turn))))
    finally:
        text.close()


def _size(page: Any, turn: int) -> tuple[float, float]:
    """Width and height of a page that is turned to be read, in points."""
    size = page.get_width(), page.get_height()
    return size[::-1] if (turn - page.get_rotation()) % 180 else size


def _angle(text: Any, index: int) -> int:
    """By how many degrees a page must be turned clockwise for this character to stand upright."""
    from pypdfium2 import raw

    angle = -float(raw.FPDFText_GetCharAngle(text.raw, index)) * 57.29578
    nearest = round(angle / 90) * 90
    return round(nearest if abs(angle - nearest) < _ASKEW else angle) % 360


def _turn(page: Any, text: Any) -> int:
    """By how many degrees a page must be turned clockwise to be read: 0, 90, 180 or 270."""
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(text.raw)
    angles: Counter[int] = Counter(_angle(text, index) for index in range(0, count, max(1, count // 200)))
    turned = int(page.get_rotation())
    turn = int(angles.most_common(1)[0][0]) if angles else turned
    return turned if turn % 90 else int(turn)


def _characters(page: Any, text: Any, turn: int) -> Iterator[Character]:
    """Every character as it is shown, blanks too; not those that run in another direction than most."""
    from pypdfium2 import raw

    handle, to_view = text.raw, _view(page, turn)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    matrix = raw.FS_MATRIX()
    begins, upright, bold, size, last = True, True, False, 0.0, 0.0  # direction and font are asked for once a word
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        shown = _HYPHENS.get(code) or _shown(code)
        if not shown:
            continue
        if shown.isspace():
            begins = True
            yield Character(" ", 0, 0, 0, 0, 0, 0, False)
            continue
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        baseline = to_view(x.value, y.value, x.value, y.value)[1]
        if begins or abs(baseline - last) > 0.5:
            begins, last, upright = False, baseline, _angle(text, index) == turn
            raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
            raw.FPDFText_GetMatrix(handle, index, matrix)
            size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
            bold = bool(_BOLD.search(name.value))
        if not upright:
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        corners = (box.left, box.bottom, box.right, box.top)
        if box.right <= box.left or box.top <= box.bottom:
            raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
            corners = (left.value, bottom.value, right.value, top.value)
        x0, y0, x1, y1 = to_view(*corners)
        yield Character(shown, x0, y0, x1, y1, baseline, size, bold)


@cache
def _shown(code: int) -> str:
    """The character of a code point, ligatures expanded; "" for what is not shown."""
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", chr(code))
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    if 0xF0A7 <= code <= 0xF0B7:  # bullets of symbol fonts
        return "•"
    shown = chr(code)
    if shown.isspace():
        return " "
    return "" if unicodedata.category(shown) in ("Cc", "Co", "Cn") else shown


def _view(page: Any, turn: int) -> Any:
    """From a PDF's own coordinates to those of a reader: points from the upper left corner, y down."""
    left, bottom, right, top = page.get_bbox()

    def to_view(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        if turn == 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if turn == 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if turn == 270:
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    return to_view


def _has_picture(page: Any) -> bool:
    from pypdfium2 import raw

    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None
