"""What is to be counted in a question such as "how many members…", and what tells a number."""

import re
from collections.abc import Set

from explainer import wording
from explainer.retrieval.analysis import Analyzer

_HEAD = re.compile(
    r"\b(?:how many|cuant[oa]s|(?:number|percent\w*|share|numero|porcentaje) (?:of|de))((?: [^\W_]+){1,4})"
)
_NUMBER = re.compile(r"(?!(?:19|20)\d\d\b)\$?\d[\d,.]*%?$")


def head_of(folded: str) -> str:
    """The words after "how many" in a folded question; empty where nothing is counted."""
    counted = _HEAD.search(folded)
    return counted.group(1) if counted else ""


def is_number(word: str) -> bool:
    """Whether a folded word without punctuation tells a number; a year does not."""
    return bool(_NUMBER.match(word)) or word in wording.counting_words()


def counts(folded: str, heads: Set[str], read: Analyzer) -> bool:
    """Whether a number stands near what is counted in a folded sentence.

    Args:
        folded: the sentence.
        heads: what is counted, as index terms.
        read: how the sentence becomes index terms.
    """
    said = [word.strip(",.;:()") for word in folded.split()]
    numbers = [at for at, word in enumerate(said) if is_number(word)]
    return any(heads & set(read.terms(" ".join(said[max(0, at - 3) : at + 6]))) for at in numbers)
