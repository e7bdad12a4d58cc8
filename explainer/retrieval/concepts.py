"""A question becomes concepts: its words as index terms, mended, and carried over into other languages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from explainer.retrieval.analysis import Analyzer, nearest_word, words
from explainer.retrieval.bilingual import Bilingual, Carried
from explainer.retrieval.lexical import Concept, LexicalIndex


class QuestionReader:
    """Reads questions for an index.

    Args:
        index: what is searched.
        analyzers: by language, how its texts are read.
        bilingual: by language of the question and of the texts, how words are carried over; made when first needed.
    """

    def __init__(
        self,
        index: LexicalIndex,
        analyzers: Mapping[str, Analyzer],
        bilingual: Callable[[str, str], Bilingual],
    ) -> None:
        self._index = index
        self._analyzers = analyzers
        self._bilingual = bilingual

    def concepts(
        self, question: str, lang: str, langs: Iterable[str], translations: Mapping[str, str] | None = None
    ) -> list[Concept]:
        """The concepts of a question, with mistyped words read as what they most likely were meant to be.

        Args:
            question: as typed.
            lang: its language.
            langs: the languages of the texts that are searched.
            translations: the question as a translator has it, by language.
        """
        others = [other for other in langs if other != lang]
        own = lang in langs
        found = self._mended(question, lang, others, own)
        if not others:
            return [(term,) for term in self._analyzers[lang].terms(" ".join(found))]
        concepts = [concept for other in others for concept in self._carried(found, lang, other, own)]
        had = {term for concept in concepts for term in concept}
        for other, translation in (translations or {}).items():
            told = self._analyzers[other].terms(translation)
            concepts += [(term,) for term in dict.fromkeys(told) if term not in had and self._index.holds([term])]
        return concepts

    def carried(self, question: str, lang: str, other: str) -> str:
        """The words of a question in another language, as far as they are known, in the order of the question."""
        found = self._mended(question, lang, [other], own=False)
        return " ".join(
            part.meanings[0] if part.meanings else part.words[0] for part in self._carry(found, lang, other)
        )

    def accented(self, question: str, lang: str, other: str) -> str:
        """The question with the accents that its words lack, as far as they are known."""
        return self._bilingual(lang, other).accented(question)

    def unknown_words(self, question: str, lang: str, langs: Iterable[str]) -> tuple[str, ...]:
        """The words of the question, as folded, that stand in no text, nor what they may be in its language."""
        others = [other for other in langs if other != lang]
        asked = dict.fromkeys(w for w in words(question) if w not in self._analyzers[lang].stop_words)
        return tuple(word for word in asked if not self._known(word, lang, others, lang in langs))

    def _mended(self, question: str, lang: str, others: Sequence[str], own: bool) -> list[str]:
        found = words(question)
        stop = self._analyzers[lang].stop_words
        near: dict[str, str] = {}
        for word in dict.fromkeys(found):
            if word in stop or self._known(word, lang, others, own):
                continue
            for vocabulary in self._vocabularies(lang, others, own):
                nearest = nearest_word(word, vocabulary)
                if nearest:
                    near[word] = nearest
                    break
        return [near.get(word, word) for word in found]

    def _vocabularies(self, lang: str, others: Sequence[str], own: bool) -> Iterable[tuple[str, ...]]:
        """What typos are mended to: words of the texts and, where these are in another language, of the word list."""
        if own:
            yield self._index.vocabulary(lang)
        for other in others:
            yield self._bilingual(lang, other).vocabulary

    def _known(self, word: str, lang: str, others: Sequence[str], own: bool) -> bool:
        if own and self._index.holds(self._analyzers[lang].terms(word)):
            return True
        return any(
            self._holds(meaning, other)
            for other in others
            for carried in self._carry([word], lang, other)
            for meaning in carried.meanings
        )

    def _carry(self, found: Sequence[str], lang: str, other: str) -> Iterator[Carried]:
        return self._bilingual(lang, other).carry(
            found, lambda word: self._holds(word, other), self._index.vocabulary(other)
        )

    def _holds(self, phrase: str, lang: str) -> bool:
        return self._index.holds(self._analyzers[lang].terms(phrase))

    def _carried(self, found: Sequence[str], lang: str, other: str, own: bool) -> Iterable[Concept]:
        """Concepts with their terms in the other language and, where such texts are searched, in their own."""
        for carried in self._carry(found, lang, other):
            mine = self._analyzers[lang].terms(" ".join(carried.words)) if own else []
            theirs = [self._analyzers[other].terms(meaning) for meaning in carried.meanings]
            for terms in zip_longest(mine, *theirs):
                concept = tuple(dict.fromkeys(term for term in terms if term))
                if concept:
                    yield concept
