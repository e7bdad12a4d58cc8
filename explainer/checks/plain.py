"""How plainly a text is written: Flesch-Kincaid's US school grade, and Fernández-Huerta's score for Spanish."""

from explainer.errors import OutsideError

HARDEST_GRADE = 10.0  # US school grade of a text, at most
EASIEST = 65.0  # Fernández-Huerta of a text, at least
MEAN_GRADE = 8.0  # of all passages
SHORTEST = 20  # words; below that the measures say more about one long name than about the text


def ease(text: str, lang: str) -> float:
    """For English its US school grade, for Spanish its Fernández-Huerta score.

    Raises:
        OutsideError: textstat, which measures, is not installed.
    """
    try:
        import textstat
    except ImportError as error:
        raise OutsideError('textstat is not installed. Install it with: pip install -e ".[dev]"') from error
    textstat.set_lang(lang)
    measure = textstat.flesch_kincaid_grade if lang == "en" else textstat.fernandez_huerta
    return float(measure(text))


def too_hard(text: str, lang: str) -> str | None:
    """What is wrong with a text that is hard to read, and what helps; None if it is plain or short."""
    if len(text.split()) < SHORTEST:
        return None
    value = ease(text, lang)
    if lang == "en" and value > HARDEST_GRADE:
        return f"grade {value:.1f} → shorter sentences and words, {HARDEST_GRADE:.0f} at most"
    if lang == "es" and value < EASIEST:
        return f"ease {value:.0f} → shorter sentences and words, {EASIEST:.0f} at least"
    return None
