"""How long an answer by words takes, and how much room it takes, as a corpus grows.

Machines differ, so what tells is the last column: how many times the smallest corpus's time. Corpora are
drawn from the sentences of a given one with a fixed seed, as documents of fifty passages.
"""

import math
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from explainer.corpus.library import Corpus
from explainer.domain import LANGUAGES, Layer, Locator, Mode, Passage, Source, Span, Text
from explainer.engine import Explainer
from explainer.settings import Settings

SEED = 2011
MOST_WORDS = 115
IN_A_DOCUMENT = 50  # passages


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured on a corpus of one size."""

    passages: int
    first: float  # seconds to the first answer: the index is made
    median: float  # milliseconds of the answers after it
    ninth: float  # milliseconds that nine in ten of them stayed below
    peak: float  # megabytes of the whole process so far; NaN where the system does not tell
    ratio: float  # of the median to that of the first corpus


def measure(corpus: Corpus, questions: Sequence[str], sizes: Iterable[int], settings: Settings) -> Iterator[Speed]:
    """Asks the questions of a corpus of each size.

    Args:
        corpus: whose sentences are drawn from.
        questions: in English; the first one is asked once more, to make the index.
        sizes: numbers of passages.
        settings: of the process; the mode is by words, whatever they say.
    """
    least = None
    for size in sizes:
        engine = Explainer(grown(corpus, size), settings.model_copy(update={"mode": Mode.DETERMINISTIC}))
        first = _seconds(engine, questions[0])
        taken = sorted(1000 * _seconds(engine, question) for question in questions)
        least = least or median(taken)
        yield Speed(size, first, median(taken), taken[int(0.9 * len(taken))], _peak(), median(taken) / least)


def grown(corpus: Corpus, count: int) -> Corpus:
    """A corpus of so many passages in English, drawn from the sentences of another; always the same."""
    draw = random.Random(SEED)
    pool = sorted({sentence for p in corpus.passages if p.lang == "en" for sentence in p.sentence_texts})
    sources: dict[str, Source] = {}
    texts: dict[tuple[str, Layer, str], Text] = {}
    passages: list[Passage] = []
    while len(passages) < count:
        key = f"drawn-{len(sources) + 1:05d}"
        drawn = [list(_drawn(draw, pool)) for _ in range(min(IN_A_DOCUMENT, count - len(passages)))]
        text = Text(key, Layer.DOCUMENT, "en", " ".join(sentence for group in drawn for sentence in group))
        sources[key] = Source(key, title=key, short=dict.fromkeys(LANGUAGES, key), kind="document")
        texts[(key, Layer.DOCUMENT, "en")] = text
        start = 0
        for number, group in enumerate(drawn, 1):
            spans = []
            for sentence in group:
                spans.append(Span(start, start + len(sentence)))
                start += len(sentence) + 1
            whole = Span(spans[0].start, spans[-1].end)
            passages.append(Passage(f"{key}/{number:05d}", text, whole, tuple(spans), Locator()))
    return Corpus(sources=sources, texts=texts, passages=tuple(passages), foreign=True)


def _drawn(draw: random.Random, pool: Sequence[str]) -> Iterator[str]:
    words = 0
    while words < MOST_WORDS:
        sentence = draw.choice(pool)
        words += len(sentence.split())
        yield sentence


def _seconds(engine: Explainer, question: str) -> float:
    start = time.perf_counter()
    engine.ask(question, lang="en")
    return time.perf_counter() - start


def _peak() -> float:
    try:
        import resource
    except ImportError:  # not on Windows
        return math.nan
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
