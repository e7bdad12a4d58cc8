"""The text of a plain text or Markdown file as a person reads it: lines joined, marks of layout removed."""

import re
from pathlib import Path

from explainer.errors import OutsideError

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_EMPHASIS = re.compile(r"(\*{1,3}|(?<!\w)_{1,2})(?=\S|\s\*)(.+?)\1", re.S)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_ITEM = re.compile(r"\((?:[A-Za-z]{1,5}|\d{1,3})\)\s|[•*+-]\s")
_ENDS = re.compile(r"(?:[.;:,—]|\b(?:and|or))$")


def read_text(path: Path) -> str:
    """A file as it is.

    Raises:
        OutsideError: it cannot be read as UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise OutsideError(f"{path.name} is not UTF-8 text. Save it as UTF-8 or leave it out.") from error
    except OSError as error:
        raise OutsideError(f"{path.name} cannot be read: {error.strerror}.") from error


def read_plain(path: Path, markdown: bool) -> list[tuple[str, int]]:
    """The paragraphs of a file in order, each with the level of the heading that it is, else 0.

    Raises:
        OutsideError: it cannot be read as UTF-8.
    """
    content = read_text(path).removeprefix("\ufeff").replace("\r\n", "\n").replace("\f", "\n\n")
    if markdown:
        content = _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", _FRONT.sub("", content)))
    paragraphs: list[tuple[str, int]] = []
    for block in re.split(r"\n\s*\n", content):
        lines: list[str] = []
        for line in filter(None, (" ".join(line.split()) for line in block.splitlines())):
            heading = _HEADING.fullmatch(line) if markdown else None
            begins = not lines or (_ITEM.match(line) and _ENDS.search(lines[-1]))
            if heading:
                paragraphs += [(text, 0) for text in lines]
                paragraphs.append((heading[2].strip("# "), len(heading[1])))
                lines = []
            elif begins:
                lines.append(line)
            else:
                lines[-1] += f" {line}"
        paragraphs += [(text, 0) for text in lines]
    return paragraphs
