"""The text of a web page, headings marked. The only module that uses `resiliparse`.

Its own choice of "main content" is not used: it left out lists, and a law is made of them. What a
page itself marks as navigation is left out instead, and its main element is taken where it has one.
"""

import html
import re
from pathlib import Path

from explainer.errors import OutsideError

_ASIDE = [
    "nav", "header", "footer", "aside", "form", "button", "dialog", "[hidden]", "[aria-hidden=true]",
    "[role=navigation]", "[role=banner]", "[role=contentinfo]", "[role=search]", ".breadcrumb", ".nav", ".menu",
]  # fmt: skip
_MAIN = ("main", "[role=main]", "article")
_LEAST = 200  # characters: a page with fewer is an error message, or drawn by a script
_TAG = re.compile(r"<(/?)(h[1-6]|p|li|ul|ol|pre)\b[^>]*>")
_BREAK = re.compile(r"<br[^>]*>\n?")


def read_html(path: Path) -> list[tuple[str, int]]:
    """The paragraphs of a page in order, each with the level of the heading that it is, else 0.

    Raises:
        OutsideError: there is no text to speak of.
    """
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    data = path.read_bytes()
    tree = HTMLTree.parse(bytes_to_str(data, detect_encoding(data, html5_compatible=True) or "utf-8"))
    body = tree.body
    if body is None:
        raise OutsideError(f"{path.name} holds no text. Save the page anew, from a browser.")
    half = len(body.text or "") / 2
    found = [main for name in _MAIN if (main := body.query_selector(name)) and len(main.text or "") > half]
    marked = extract_plain_text(
        (found or [body])[0].html, preserve_formatting="minimal_html", alt_texts=False, skip_elements=_ASIDE
    )
    paragraphs = _paragraphs(marked)
    if sum(len(text) for text, _ in paragraphs) < _LEAST:
        raise OutsideError(f"{path.name} holds hardly any text: it may need a browser. Save the page from one.")
    return paragraphs


def _paragraphs(marked: str) -> list[tuple[str, int]]:
    """Paragraphs of reduced HTML: headings, paragraphs, list items, lines; rows of a table stay together."""
    paragraphs: list[tuple[str, int]] = []
    level = at = 0
    pieces = []
    for tag in _TAG.finditer(marked):
        pieces.append((marked[at : tag.start()], level, tag[2] == "p" and bool(tag[1])))
        level = int(tag[2][1]) if tag[2][0] == "h" and not tag[1] else 0
        at = tag.end()
    pieces.append((marked[at:], 0, False))
    for piece, heading, whole in pieces:
        for text in re.split(r"\n\s*\n", _BREAK.sub("\n", piece)):
            if whole or heading:
                paragraphs.append((" ".join(text.split()), heading))
                continue
            for line in text.splitlines():
                cells = [" ".join(cell.split()) for cell in line.strip().split("\t\t")]
                row = "\t".join(cells)
                if len(cells) > 1 and paragraphs and "\t" in paragraphs[-1][0]:
                    paragraphs[-1] = (f"{paragraphs[-1][0]}\n{row}", 0)
                else:
                    paragraphs.append((row, 0))
    return [(html.unescape(text), heading) for text, heading in paragraphs if text.strip()]
