"""The words of a corpus in one language: how rare each is, which are names, and what a typo was meant to be."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from explainer import wording
from explainer.domain import Passage
from explainer.retrieval.analysis import fold, nearest_word, words

WORD = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"\b([a-z]{1,3})((?:19|20)\d\d)\b", re.I)  # fy2010
NAME = 4  # a word is a name if it is written with a capital so many times as often as without


class Lexicon:
    """Counts over passages of one language, made when first asked for."""

    def __init__(self, passages: Sequence[Passage], lang: str, foreign: bool) -> None:
        self._passages = passages
        self.lang = lang
        self.analyzer = wording.analyzer(lang, foreign)

    def rarity(self, term: str) -> float:
        """How rare a term is: inverse document frequency as a share of that of a term found nowhere; 0 to 1."""
        size = len(self._passages) + 0.5
        return math.log(1 + size / (self._frequency[term] + 0.5)) / math.log(1 + size / 0.5)

    def mended(self, question: str) -> str:
        """The question, folded, with unknown words put as the nearest known ones, and "fy2010" as two words."""
        parted = _GLUED.sub(r"\1 \2", question)
        return WORD.sub(lambda word: self._mend(word.group()), fold(parted))

    def knows(self, word: str) -> bool:
        """Whether a folded word, or its stem, stands in a passage."""
        return all(term in self._frequency for term in self.analyzer.terms(word))

    def names_in(self, question: str) -> frozenset[str]:
        """Words that the passages write as names, and unknown ones that the question does; folded."""
        typed = WORD.findall(question)
        shouted = sum(word[0].isupper() for word in typed) > max(1, 0.6 * len(typed))
        found = set()
        for at, word in enumerate(typed):
            plain = fold(word)
            if len(plain) < 2 or any(c.isdigit() for c in plain) or plain in wording.months():
                continue
            if plain in self.analyzer.stop_words:
                continue
            meant = self._mend(plain)
            strange = at > 0 and word[0].isupper() and not shouted and meant == plain and not self.knows(plain)
            if meant in self._names or strange:
                found.add(meant)
        return frozenset(found)

    def _mend(self, word: str) -> str:
        if word in self.analyzer.stop_words or self.knows(word):
            return word
        return nearest_word(word, self._surface) or word

    @cached_property
    def _frequency(self) -> Counter[str]:
        texts = (" ".join((p.text, p.title, *p.asks)) for p in self._passages)
        return Counter(term for text in texts for term in set(self.analyzer.terms(text)))

    @cached_property
    def _surface(self) -> tuple[str, ...]:
        found = {w for p in self._passages for text in (p.text, p.title, *p.asks) for w in words(text)}
        return tuple(sorted(word for word in found if len(word) > 3))

    @cached_property
    def _names(self) -> frozenset[str]:
        great: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for passage in self._passages:
            for text in (*passage.sentence_texts, *passage.asks):
                for word in WORD.findall(text)[1:]:
                    (great if word[0].isupper() else small)[fold(word)] += 1
        return frozenset(word for word, count in great.items() if count > NAME * small[word])
