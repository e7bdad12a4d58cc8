"""A text becomes index terms: accents folded, function words dropped, stems taken.

The only module that uses `Stemmer` (Snowball) and `rapidfuzz`.
"""

import itertools
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import Stemmer

_WORD = re.compile(r"[^\W_⁰¹²³⁴-⁹]+")  # a footnote's mark is no part of a word
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}\b)")  # the comma first: it is looked for quickly
_ALGORITHMS = {"en": "english", "es": "spanish"}


def fold(word: str) -> str:
    """Small letters without accents: "Migración" and "migracion" are one word."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words of a text in order; "1,508" is one word, "287(g)" is two."""
    plain = _THOUSANDS.sub("", text)
    return _WORD.findall(plain.lower()) if plain.isascii() else [fold(word) for word in _WORD.findall(plain)]


def as_typed(found: Sequence[str], text: str) -> tuple[str, ...]:
    """The words as they stand in the text, where they do: "Napoleón" for "napoleon"."""
    typed = {fold(word): word for word in _WORD.findall(text)}
    return tuple(typed.get(word, word) for word in found)


class Analyzer:
    """Index terms of one language.

    Args:
        lang: "en" or "es".
        stop_words: words that say nothing about the subject, accents folded.
        same: words that mean the same; each maps to the word that stands for all of them.
    """

    def __init__(self, lang: str, stop_words: Collection[str] = (), same: Mapping[str, str] | None = None) -> None:
        self.lang = lang
        self.stop_words = frozenset(stop_words)
        self._same: dict[str, list[tuple[list[str], list[str]]]] = {}  # by first word, longest first
        for variant, meant in sorted((same or {}).items(), key=lambda item: -len(item[0].split())):
            self._same.setdefault(variant.split()[0], []).append((variant.split(), meant.split()))

    @cached_property
    def _stemmer(self) -> Stemmer.Stemmer:
        return Stemmer.Stemmer(_ALGORITHMS[self.lang], 0)  # 0: it keeps no cache of what was typed

    def terms(self, text: str) -> list[str]:
        """The index terms of a text, in order, with repetitions."""
        return self.terms_of(words(text))

    def terms_of(self, found: list[str]) -> list[str]:
        """The index terms of the folded words of a text."""
        kept = [word for word in self._unified(found) if word not in self.stop_words]
        return [fold(stem) for stem in self._stemmer.stemWords(kept)]

    def all_terms(self, text: str) -> list[str]:
        """The same with function words kept."""
        return [fold(stem) for stem in self._stemmer.stemWords(self._unified(words(text)))]

    def _unified(self, found: list[str]) -> list[str]:
        """The words, with each word or phrase that means the same put as the one that stands for all."""
        if not self._same:
            return found
        unified: list[str] = []
        at = 0
        while at < len(found):
            for variant, meant in self._same.get(found[at], ()):
                if found[at : at + len(variant)] == variant:
                    unified += meant
                    at += len(variant)
                    break
            else:
                unified.append(found[at])
                at += 1
        return unified


def pairs(terms: Sequence[str]) -> list[str]:
    """Neighboring terms joined: the bigrams that make "detainer request" more than two words."""
    return [f"{a} {b}" for a, b in itertools.pairwise(terms)]


def nearest_word(word: str, vocabulary: Collection[str]) -> str | None:
    """The word of the vocabulary that a mistyped word most likely stands for; None if none is near.

    Damerau-Levenshtein distance 1, or 2 from eight letters on; never for words with digits or
    under four letters. Ties go to the first in alphabetical order, so `vocabulary` should be sorted.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    if len(word) < 4 or any(c.isdigit() for c in word):
        return None
    reach = 2 if len(word) >= 8 else 1
    found = process.extractOne(word, vocabulary, scorer=DamerauLevenshtein.distance, score_cutoff=reach)
    return str(found[0]) if found else None


def similar_words(word: str, vocabulary: Sequence[str], alike: float) -> tuple[str, ...]:
    """Up to two words of the vocabulary that are spelled nearly alike, nearest first.

    By the normalized indel similarity, 0 to 1, from `alike` on; a cognate starts alike, so the first
    letter must be the same. Ties go to the first in alphabetical order, so `vocabulary` should be sorted.
    """
    from rapidfuzz import fuzz, process

    same_start = vocabulary[bisect_left(vocabulary, word[0]) : bisect_left(vocabulary, chr(ord(word[0]) + 1))]
    found = process.extract(word, same_start, scorer=fuzz.ratio, score_cutoff=100 * alike, limit=2)
    return tuple(str(match[0]) for match in found)
