"""How an answer comes about: each step with its time, and what was considered. It lives with the answer alone."""

import time
from collections.abc import Sequence

from explainer.domain import Hit, Step, Trace


class Tracer:
    """Takes the time of one question's steps, in the order in which they are done."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._steps: dict[str, float] = {}
        self._considered: tuple[Hit, ...] = ()

    def done(self, step: str) -> None:
        """The time since the last call went into this step."""
        now = time.perf_counter()
        self._steps[step] = self._steps.get(step, 0.0) + 1000 * (now - self._last)
        self._last = now

    def considered(self, hits: Sequence[Hit]) -> None:
        """What the answer was chosen from, best first."""
        self._considered = tuple(hits)

    @property
    def elapsed_ms(self) -> float:
        return round(1000 * (time.perf_counter() - self._started), 1)

    @property
    def trace(self) -> Trace:
        return Trace(tuple(Step(name, round(ms, 1)) for name, ms in self._steps.items()), self._considered)
