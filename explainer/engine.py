"""The way of a question, from top to bottom: guard, follow-up, search, enough?, compose, verify.

Notes and documents are searched together and judged each for themselves: notes answer first, with the
document's own words beside them; a document answers alone where it answers better.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from explainer import wording
from explainer.answering.beside import own_words
from explainer.answering.claims import Claims, Told
from explainer.answering.compare import compared
from explainer.answering.enough import NEAREST, Judge, Judgment
from explainer.answering.extract import MOST_SENTENCES, compose
from explainer.answering.unheld import unheld
from explainer.answering.verify import NOTHING, Draft, Verified, cite, verify
from explainer.conversation import guard
from explainer.conversation.core import core_of
from explainer.conversation.followup import BARE, Meant, meant_by
from explainer.corpus.library import Corpus
from explainer.domain import Answer, Citation, Hit, Layer, Mode, Outcome, Turn
from explainer.language import language_of
from explainer.retrieval.analysis import as_typed, fold
from explainer.retrieval.rerank import Reranker
from explainer.retrieval.retriever import PassageRetriever, Vectors
from explainer.settings import Settings
from explainer.trace import Tracer

SUGGESTIONS = 3
STANDS_ALONE = 0.75  # a question as near as this to one that a passage lists needs no turn before it
IN_GENERAL = 2  # sentences of what holds in general about a question that is declined
NEAR = 0.5  # a passage with this share of the best score is near enough to suggest a question of it
CLAIMED = 3  # after another turn, a claim is told if its passage is among so many that the two turns lead to
RECENT = "2020"  # from here on a year is not taken for the past
WORTH = (Outcome.NOT_FOUND, Outcome.PARTIAL, Outcome.ANSWERED)  # from the least on
PAST = ("historical", "replaced", "revoked")  # states of a source that could be taken for today's


class Explainer:
    """Answers questions from one corpus. Holds nothing of what was asked.

    Args:
        corpus: what to answer from.
        settings: how.
        vectors: search by meaning; None answers in the deterministic mode.
        notices: keys of texts that tell the reader about this engine, such as a mode that cannot be had.
        reranker: a second look at the best passages; only with vectors.
    """

    def __init__(
        self,
        corpus: Corpus,
        settings: Settings,
        vectors: Vectors | None = None,
        notices: Sequence[str] = (),
        reranker: Reranker | None = None,
    ) -> None:
        self.corpus = corpus
        self.settings = settings
        self.mode = Mode.LOCAL if vectors is not None else Mode.DETERMINISTIC
        self._notices = tuple(notices)
        self._retriever = PassageRetriever(corpus=corpus, vectors=vectors, reranker=reranker)
        self.judge = Judge(corpus)
        self._headings: dict[str, frozenset[str]] = {}  # words of titles, by language
        self._claims = Claims(corpus)

    def ask(self, question: str, history: Sequence[Turn] = (), lang: str = "auto", hint: str = "en") -> Answer:
        """Answers one question.

        Args:
            question: as typed.
            history: earlier turns, oldest first.
            lang: "en", "es", or "auto" to tell it from the question.
            hint: the language where the question is too short to tell.

        Returns:
            An answer in which every sentence is cited; or one that was not found, or declined.
        """
        tracer = Tracer()
        if history:  # "what page?" is asked in the language of the turn before
            hint = language_of(history[-1].question, hint)
        lang = self.language(question, lang, hint)
        answer = self._answer(question, history, lang, tracer)
        return replace(answer, elapsed_ms=tracer.elapsed_ms, trace=tracer.trace)

    def over(self, corpus: Corpus) -> "Explainer":
        """The same engine for a corpus that differs only in the questions that it lists as answered nowhere."""
        searched = self._retriever
        return Explainer(corpus, self.settings, searched.vectors, self._notices, searched.reranker)

    def language(self, question: str, lang: str = "auto", hint: str = "en") -> str:
        """The language to answer in: the one that was set, else that of the question."""
        if lang != "auto":
            return str(lang)
        told = language_of(question, hint)
        if len(question.split()) > 1 or language_of(question, "en") == language_of(question, "es"):
            return told
        other = "en" if told == "es" else "es"  # a single word is in the language that holds it
        unknown = self._retriever.unknown_words
        return other if unknown(question, told) and not unknown(question, other) else told

    def search(self, query: str, lang: str = "auto", k: int = 10) -> list[Hit]:
        """The best passages for a query, best first."""
        lang = language_of(query) if lang == "auto" else str(lang)
        return self._retriever.search(query, lang, k=k)

    def _answer(self, question: str, history: Sequence[Turn], lang: str, tracer: Tracer) -> Answer:
        meant = meant_by(question, history, lang, self.corpus.foreign)
        lang = meant.answer_in
        verdict = self._verdict(question, lang) or self._verdict(meant.question, lang)
        tracer.done("guard")
        if verdict is not None:
            return self._declined(question, lang, verdict, self._general(lang, verdict.general))
        core, hits = self.find(meant)
        told = self._told(meant, hits)
        if told is not None:
            hits = self._led_by(told, core, meant.lang, hits)
        tracer.considered(hits)
        tracer.done("search")
        judged = [self.judge.judge(core, of_layer, meant.lang) for of_layer in _by_layer(hits)]
        judgment = max(judged, key=lambda one: WORTH.index(one.outcome))
        judgment = replace(judgment, hits=tuple(self._told_in(hit, meant) for hit in judgment.hits))
        tracer.done("enough")
        if judgment.outcome is Outcome.NOT_FOUND or (not meant.before and self._is_stray(core, meant.lang)):
            return self._not_found(question, lang, judgment)
        asked, _ = core_of(meant.question, meant.lang)  # without the turn before, which was searched along
        drafts = compose(asked, judgment.hits[: 1 if told else None], meant.said)
        if told is not None:
            drafts = told.opened(drafts, judgment.hits[0].passage)[:MOST_SENTENCES]
        if not meant.said and lang == meant.lang:
            drafts = compared(asked, lang, drafts, self.corpus, self._search)
        drafts = self._beside(drafts)[: 1 if meant.short else None]
        tracer.done("compose")
        found = verify(drafts, self.corpus.sources)
        tracer.done("verify")
        if not found.sentences:
            return self._not_found(question, lang, judgment, "no_more" if meant.said else None)
        notice = "" if told else self._unheld_notice(question, found.citations, lang)
        return self._answered(question, lang, judgment, found, notice)

    def find(self, meant: Meant) -> tuple[str, list[Hit]]:
        """What of the question is asked, and the best passages for it, with what it leans on searched along."""
        core, around = core_of(meant.question, meant.lang)
        hits = self._search(core, meant.lang, context=around)
        if not meant.before or (not meant.bound and hits and hits[0].asked >= STANDS_ALONE):
            return core, hits
        rested_on = {hit.passage.source_id for hit in self._search(meant.before, meant.lang)[:2]}
        context = f"{meant.before} {around}".strip()
        asked = meant.together if len(set(wording.analyzer(meant.lang).terms(core))) <= BARE else core
        together = meant.together, self._search(asked, meant.lang, context=context, favored=rested_on)
        if not meant.bound and self._judged(core, hits, meant.lang) >= self._judged(*together, meant.lang):
            return core, hits
        return together

    def _judged(self, core: str, hits: Sequence[Hit], lang: str) -> tuple[int, float]:
        """How well a question is answered: comparable, the better one higher."""
        judged = [self.judge.judge(core, layer, lang) for layer in _by_layer(hits)]
        return max((WORTH.index(one.outcome), one.confidence or 0.0) for one in judged)

    def _is_stray(self, core: str, lang: str) -> bool:
        """Whether a single word is all that is said, and no heading, source or person bears it."""
        terms = wording.analyzer(lang).terms
        said = set(terms(core))
        if self.corpus.foreign or len(said) != 1 or any(not terms(word) for word in core.split()):
            return False
        if lang not in self._headings:
            sources = self.corpus.sources.values()
            titles: list[str | None] = [p.title for p in self.corpus.passages if p.lang == lang]
            titles += [part for s in sources for part in (s.title, s.publisher, *s.short.values(), *s.authors)]
            self._headings[lang] = frozenset(terms(" . ".join(filter(None, titles))))
        return not said & self._headings[lang]

    def _verdict(self, question: str, lang: str) -> guard.Verdict | None:
        return guard.check(question, lang, self.corpus.foreign)

    def _told(self, meant: Meant, hits: Sequence[Hit]) -> Told | None:
        """The claim that the question puts; after another turn, only where what was asked before leads there too."""
        told = None if meant.said else self._claims.put_in(meant.question, meant.lang)
        near = {hit.passage.id for hit in hits[:CLAIMED]}
        return told if told and (not meant.before or told.claim.passage in near) else None

    def _led_by(self, told: Told, question: str, lang: str, hits: list[Hit]) -> list[Hit]:
        """The hits with the passage first that tells a claim. It is what was asked for, however far it seemed."""
        own = self._search(question, lang, among=(told.claim.passage,), k=1)
        return [*(replace(hit, asked=1.0) for hit in own), *(h for h in hits if h.passage.id != told.claim.passage)]

    def _told_in(self, hit: Hit, meant: Meant) -> Hit:
        """The hit with its passage in the language to answer in, where it has one."""
        twin = self.corpus.passage(hit.passage.id, meant.answer_in)
        if meant.answer_in == meant.lang or twin is None:
            return hit
        scores = (*hit.sentence_scores, *(0.0 for _ in twin.sentences))[: len(twin.sentences)]
        return replace(hit, passage=twin, sentence_scores=scores)

    def _general(self, lang: str, passage: str | None) -> Verified:
        """What holds in general about a question that is not answered: the opening of a passage."""
        twin = self.corpus.passage(passage, lang) if passage else None
        if twin is None or not twin.asks:
            return NOTHING
        hits = self._search(twin.asks[0], lang, among=(twin.id,), k=1)
        return verify(compose(twin.asks[0], hits)[:IN_GENERAL], self.corpus.sources)

    def _beside(self, drafts: list[Draft]) -> list[Draft]:
        """What is to be said, with the sentence of the document that says it, where one is held."""

        def among(query: str, lang: str, ids: Collection[str]) -> list[Hit]:
            return self._search(query, lang, among=ids, k=1)

        quoted = own_words(drafts, self.corpus, among)
        room = MOST_SENTENCES - 1
        return [*drafts[:room], *(d for d in drafts[room:] if d.kept), quoted] if quoted else drafts

    def _search(self, question: str, lang: str, **options: Any) -> list[Hit]:
        documents = self._retriever.invoke(question, lang=lang, **options)
        return [document.metadata["hit"] for document in documents]

    def _answered(self, question: str, lang: str, judgment: Judgment, found: Verified, notice: str) -> Answer:
        return replace(
            self._blank(question, lang, judgment.outcome, notice, self._date_notice(found.citations, lang)),
            confidence=judgment.confidence,
            text=found.text,
            sentences=found.sentences,
            citations=found.citations,
            suggestions=self._suggestions(question, lang, judgment.hits, found.citations),
        )

    def _not_found(self, question: str, lang: str, judgment: Judgment, reply_name: str | None = None) -> Answer:
        """What was searched without success: the nearest passages and the words found nowhere.

        Where a note says of just this that it is not held, that is told, cited.
        """
        unknown = as_typed(self._retriever.unknown_words(question, lang), question)
        found = verify(compose(question, judgment.hits[:1]), self.corpus.sources) if judgment.missing else NOTHING
        default = "not_held" if found.sentences else "not_found_words" if unknown else "not_found"
        reply = getattr(wording.reply(reply_name or default).text, lang).format(words=", ".join(unknown))
        return replace(
            self._blank(question, lang, Outcome.NOT_FOUND),
            confidence=judgment.confidence,
            text="\n\n".join(filter(None, (reply, found.text))),
            sentences=found.sentences,
            citations=found.citations,
            nearest=tuple(
                cite(number, hit.passage, self.corpus.sources[hit.passage.source_id])
                for number, hit in enumerate(judgment.hits[judgment.missing : NEAREST], 1)
            ),
            unknown_words=unknown,
            suggestions=self._suggestions(question, lang, judgment.hits),
        )

    def _declined(self, question: str, lang: str, verdict: guard.Verdict, found: Verified) -> Answer:
        """The reply to a question that is not answered, with what can be said in general."""
        return replace(
            self._blank(question, lang, Outcome.DECLINED),
            reason=verdict.reason,
            text="\n\n".join(filter(None, (verdict.reply, found.text))),
            sentences=found.sentences,
            citations=found.citations,
            suggestions=self._suggestions(question, lang),
            help_topics=verdict.help_topics,
        )

    def _blank(self, question: str, lang: str, outcome: Outcome, *notices: str) -> Answer:
        return Answer(
            question=question,
            lang=lang,
            outcome=outcome,
            text="",
            mode=self.mode,
            corpus_id=self.corpus.id,
            settings_id=self.settings.id,
            notices=(*filter(None, notices), *self.notices_in(lang)),
        )

    def notices_in(self, lang: str) -> tuple[str, ...]:
        """What the reader should know about this engine itself."""
        return (*self.corpus.notices, *(wording.text(key, lang) for key in self._notices))

    def _date_notice(self, citations: Sequence[Citation], lang: str) -> str:
        """Where all that is cited belongs to the past: the years it is from."""
        sources = [citation.source for citation in citations]
        years = sorted({(c.passage.as_of or c.source.date or "")[:4] for c in citations} - {""})
        if not years or any(source.status not in PAST for source in sources) or years[-1] > RECENT:
            return ""
        if len(years) == 1:
            return wording.text("notice_past_year", lang, year=years[0])
        return wording.text("notice_past_years", lang, first=years[0], last=years[-1])

    def _unheld_notice(self, question: str, citations: Sequence[Citation], lang: str) -> str:
        """Where the question names a year or a number that nothing cited holds."""
        numbers = () if self.corpus.foreign else unheld(question, citations)
        return wording.text("notice_unheld", lang, what=", ".join(numbers)) if numbers else ""

    def _suggestions(
        self, question: str, lang: str, hits: Sequence[Hit] = (), cited: Sequence[Citation] = ()
    ) -> tuple[str, ...]:
        """Questions that have an answer, nearest first: what near passages are asked by."""
        used = {citation.passage.id for citation in cited}
        near = [
            hit.passage.asks[0]
            for hit in hits
            if hit.passage.asks and hit.passage.id not in used and hit.score >= NEAR * hits[0].score
        ]
        start = [] if self.corpus.foreign else [getattr(q, lang) for g in wording.starters() for q in g.questions]
        asked = _bare(question)
        fresh = [q for q in dict.fromkeys((*near, *start)) if _bare(q) != asked and not guard.check(q, lang)]
        return tuple(fresh[:SUGGESTIONS])


def _by_layer(hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits of each layer, notes first; one empty list where there are none."""
    found = [[hit for hit in hits if hit.passage.layer is layer] for layer in (Layer.NOTES, Layer.DOCUMENT)]
    return [layer for layer in found if layer] or [[]]


def _bare(question: str) -> str:
    return fold(question).strip(" ?¿.!")
