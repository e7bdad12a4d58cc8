"""Are the notes in order? Their form, and how plainly they are written (Flesch-Kincaid, Fernández-Huerta)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from explainer.corpus.notes import NoteFile, read_note_file
from explainer.corpus.yaml_files import KNOWLEDGE
from explainer.domain import Passage
from explainer.errors import OutsideError

HARDEST_GRADE = 10.0  # US school grade of a passage, at most
EASIEST = 60.0  # Fernández-Huerta of a passage, at least; 65 on average


@dataclass(frozen=True)
class Found:
    faults: tuple[str, ...]
    summary: str


def check_notes(folder: Path = KNOWLEDGE) -> Found:
    """Every fault of the note files, and a line of figures.

    Raises:
        OutsideError: textstat, which measures how plain a text is, is not installed.
    """
    files = [read_note_file(path) for path in sorted((folder / "sources").glob("*.md"))]
    passages = [passage for file in files for passage in file.passages]
    faults = [str(fault) for file in files for fault in file.faults]
    plain = {passage: ease(passage.text, passage.lang) for passage in passages}
    faults += _hard(plain)
    averages = ", ".join(
        f"{name} {mean([value for p, value in plain.items() if p.lang == lang] or [0]):.1f}"
        for lang, name in (("en", "grade"), ("es", "Fernández-Huerta"))
    )
    return Found(tuple(faults), f"{_size(files)}; {averages} on average; {len(faults)} faults.")


def ease(text: str, lang: str) -> float:
    """How plain a text is: for English its US school grade, for Spanish its Fernández-Huerta score."""
    try:
        import textstat
    except ImportError as error:
        raise OutsideError('textstat is not installed. Install it with: pip install -e ".[dev]"') from error
    textstat.set_lang(lang)
    measure = textstat.flesch_kincaid_grade if lang == "en" else textstat.fernandez_huerta
    return float(measure(text))


def _hard(plain: dict[Passage, float]) -> Iterator[str]:
    for passage, value in plain.items():
        if passage.lang == "en" and value > HARDEST_GRADE:
            yield f"{passage.id} (en): grade {value:.1f} → shorter sentences and words, {HARDEST_GRADE:.0f} at most"
        if passage.lang == "es" and value < EASIEST:
            yield f"{passage.id} (es): ease {value:.0f} → shorter sentences and words, {EASIEST:.0f} at least"


def _size(files: list[NoteFile]) -> str:
    english = sum(passage.lang == "en" for file in files for passage in file.passages)
    return f"{len(files)} sources, {english} passages in each language"
