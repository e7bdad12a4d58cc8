"""The official texts are fetched behind a served app, which goes on answering."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from explainer.corpus.fetching.fetch import Outcome, fetch, wanted
from explainer.corpus.fetching.shelf import Shelf
from explainer.domain import Source
from explainer.errors import ExplainerError

Fetch = Callable[[Sequence[Source], Shelf], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class FetchStatus:
    """How far it is. Counts sources; what was held before is not among them."""

    total: int
    done: int = 0
    fetched: int = 0
    last_error: str | None = None  # of the source that failed last, in words
    finished: bool = False


class BackgroundFetch:
    """Fetches what is not held yet, in a thread of its own.

    Args:
        sources: the catalog.
        shelf: where to keep the texts.
        on_done: called once in the end if at least one text has come.
        take: how to fetch.
    """

    def __init__(
        self, sources: Iterable[Source], shelf: Shelf, on_done: Callable[[], None], take: Fetch = fetch
    ) -> None:
        # What is held is not asked for again at each start: that is left to `explainer sources fetch`.
        self._missing = [source for source in wanted(list(sources), []) if not shelf.held(source)]
        self._shelf, self._on_done, self._take = shelf, on_done, take
        self.status = FetchStatus(total=len(self._missing))
        self._thread = threading.Thread(target=self._run, name="fetch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def join(self, seconds: float | None = None) -> None:
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            for outcome in self._take(self._missing, self._shelf):
                self.status = _after(self.status, outcome)
        except ExplainerError as error:
            self.status = replace(self.status, last_error=str(error))
        finally:
            self.status = replace(self.status, finished=True)
        if self.status.fetched:
            self._on_done()


def _after(status: FetchStatus, outcome: Outcome) -> FetchStatus:
    held = outcome.held is not None
    error = status.last_error if held else f"{outcome.source.id}: {outcome.detail}"
    return replace(status, done=status.done + 1, fetched=status.fetched + held, last_error=error)
