"""A new name in the place of the one before it: after "Can California police hold someone?", "and in Texas?".

Names of a kind (`instead` in `turns.yaml`: places, years, orders, persons) take one another's place.
"""

import re
from collections.abc import Sequence

from explainer.conversation import grammar
from explainer.retrieval.analysis import fold, words

SERIES = 12  # so few characters stand between names of one series: "Illinois, New York and Massachusetts"

# Names that no list holds are told by their capitals; the first word of a sentence is no name for that.
_CAPITALS = re.compile(r"(?:(?<=[^\s.!?¿:])|(?<=\b[MSD]r\.)|(?<=\bM[rs]s\.))\s+((?:[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,}[ -]?)+)")
_ALONE = re.compile(r"^\W*((?:(?:the|el|la|a)\s)?(?:[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,}[ -]?)+)\W*$")
# Kinds of names that a question is about; a place or a year only says of where or when it asks.
_SUBJECTS = frozenset({"order", "bill", "person"})
_PROPER = re.compile(r"\b[A-Z]{3,}\b|\b\d{3}\(?[a-z]\b|\b[A-Z]-\d|(?<=[^\s.!?¿:] )[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{2,}")

Found = dict[str, list[tuple[int, int]]]


def names_in(text: str) -> Found:
    """The places of the names in a text, by kind, in order."""
    plain = _folded(text)
    found = {kind: [match.span() for match in pattern.finditer(plain)] for kind, pattern in grammar.instead().items()}
    return {kind: spans for kind, spans in found.items() if spans}


def names_a_subject(question: str) -> bool:
    """Whether a question names what it is about: a law, a person, a form."""
    found = names_in(question)
    if _SUBJECTS & found.keys():
        return True
    return not question.isupper() and bool(_PROPER.search(without_names(question, found)))


def names_among(typed: Sequence[str]) -> list[str]:
    """The words of a question that are names or numbers; its first word has a capital anyway."""
    bare = [word.strip("¿?¡!,.;:()\"'") for word in typed]
    return [word for at, word in enumerate(bare) if any(map(str.isdigit, word)) or (at and word[:1].isupper())]


def put_instead(part: str, before: str) -> str:
    """The question before with the names of a part such as "and in Texas?" in it; "" where they do not fit.

    Args:
        part: what goes on, without its opening.
        before: the question before, in full.
    """
    new, old = names_in(part), names_in(before)
    if not new:
        return _by_capitals(part, before)
    if not _only_names(part, new):
        return ""
    asked, fits = before, False
    for kind, spans in new.items():
        name = part[spans[0][0] : spans[-1][1]]
        if kind in old:
            asked, fits = _replaced(asked, kind, name), True
    return asked if fits else ""


def without_names(text: str, kinds: Found) -> str:
    """The text without its names of some kinds: what a new name is not to be searched with."""
    for kind in kinds:
        for start, end in reversed(names_in(text).get(kind, [])):
            text = f"{text[:start]}{text[end:]}"
    return " ".join(text.split())


def _only_names(part: str, names: Found) -> bool:
    """Whether nothing is said in a part but names."""
    rest = list(part)
    for spans in names.values():
        for start, end in spans:
            rest[start:end] = " " * (end - start)
    return set(words("".join(rest))) <= grammar.fillers()


def _replaced(text: str, kind: str, name: str) -> str:
    """The text with a name in the place of its last one of a kind, or of the series that this one ends."""
    spans = names_in(text)[kind]
    start, end = spans[-1]
    for earlier in reversed(spans[:-1]):
        if start - earlier[1] > SERIES:
            break
        start = earlier[0]
    return f"{text[:start]}{name}{text[end:]}"


def _by_capitals(part: str, before: str) -> str:
    """The same for a name that is told by its capitals: after "Was Mr. Galarza a citizen?", "and Morales?"."""
    alone, held = _ALONE.match(part), list(_CAPITALS.finditer(before))
    known = {span for spans in names_in(before).values() for span in spans}
    fitting = [match.span(1) for match in held if not any(a < match.end(1) and match.start(1) < b for a, b in known)]
    if not alone or len(fitting) != 1:
        return ""
    (start, end), name = fitting[0], alone.group(1)
    return f"{before[:start]}{name}{before[start:end][len(before[start:end].rstrip()) :]}{before[end:]}"


def _folded(text: str) -> str:
    """Small letters without accents, character by character, so that places stay the same."""
    return "".join((fold(c) or c)[0] for c in text)
