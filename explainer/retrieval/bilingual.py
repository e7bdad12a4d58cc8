"""Words of one language in the other: a word list, cognates by their endings, and near spellings.

No program and no model: the same on every machine.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from explainer.retrieval.analysis import Analyzer, fold, similar_words, words

_WORD = re.compile(r"[^\W\d_]+")
LONGEST = 4  # words of an entry
COGNATE = 5  # letters from which a word may have a cognate
ALIKE = 0.8  # similarity from which an unknown word and a corpus word are taken for one


@dataclass(frozen=True, slots=True)
class Carried:
    """Some words of a question, and what they may be in the other language."""

    words: tuple[str, ...]
    meanings: tuple[str, ...]  # words or phrases; empty where nothing is known


class Bilingual:
    """Carries words over from one language into another.

    Args:
        source: the analyzer of the language that words come from.
        entries: pairs of a word or phrase of it and one of the other that it may mean, the commonest first.
        endings: pairs of an ending of it, folded, and one of the other.
    """

    def __init__(
        self,
        source: Analyzer,
        entries: Iterable[tuple[str, str]],
        endings: Iterable[tuple[str, str]],
    ) -> None:
        self._source = source
        self._endings = sorted(endings, key=lambda pair: -len(pair[0]))
        self._table: dict[tuple[str, ...], dict[str, None]] = {}
        self._written: dict[str, str] = {}  # folded words as they are written
        for entry, meaning in entries:
            self._table.setdefault(self._key(words(entry)), {})[meaning] = None
            for word in entry.lower().split():
                self._written.setdefault(fold(word), word)

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The folded words that have an entry, in alphabetical order."""
        return tuple(sorted(word for word in self._written if len(word) > 3))

    def accented(self, text: str) -> str:
        """A text typed without accents, with those that its words lack: "prision" becomes "prisión".

        A text that has accents is left as it is.
        """
        return text if fold(text) != text.casefold() else _WORD.sub(self._as_written, text)

    def _as_written(self, found: re.Match[str]) -> str:
        word = found[0]
        written = self._written.get(word.casefold(), word)
        if written == word.casefold() or word.casefold() in self._source.stop_words:
            return word
        return written.capitalize() if word[0].isupper() else written

    def carry(self, found: Sequence[str], known: Callable[[str], bool], vocabulary: Sequence[str]) -> Iterator[Carried]:
        """The words in order, longest entries first; function words without an entry are left out.

        Args:
            found: the folded words of a question.
            known: whether a word stands in the texts of the other language.
            vocabulary: all words of those texts, in alphabetical order.
        """
        at = 0
        while at < len(found):
            length, meanings = self._longest(found, at)
            part = tuple(found[at : at + length])
            at += length
            if meanings:
                yield Carried(part, meanings)
            elif part[0] not in self._source.stop_words:
                yield Carried(part, self._look_alikes(part[0], known, vocabulary))

    def _longest(self, found: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        for length in range(min(LONGEST, len(found) - at), 0, -1):
            part = found[at : at + length]
            if part[0] in self._source.stop_words or part[-1] in self._source.stop_words:
                continue
            meanings = self._table.get(self._key(part)) or self._table.get(self._key(_singular(part)))
            if meanings:
                return length, tuple(meanings)
        return 1, ()

    def _key(self, part: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._source.all_terms(" ".join(part)))

    def _look_alikes(self, word: str, known: Callable[[str], bool], vocabulary: Sequence[str]) -> tuple[str, ...]:
        """The word itself where the texts hold it; else its cognates; else what is spelled nearly so."""
        if known(word):
            return (word,)
        if len(word) < COGNATE or any(c.isdigit() for c in word):
            return (word,)
        stems = ((word[: -len(ending)], other) for ending, other in self._endings if word.endswith(ending))
        made = dict.fromkeys(stem + other for stem, other in stems if len(stem) > 2)
        cognates = [other for other in made if known(other)][:2] or similar_words(word, vocabulary, ALIKE)
        return tuple(cognates) or (word,)


def _singular(part: Sequence[str]) -> list[str]:
    """Spanish words on -z change their stem: juez, jueces."""
    return [word[:-3] + "z" if word.endswith("ces") else word for word in part]
