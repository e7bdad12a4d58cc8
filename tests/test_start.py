"""A served app answers at once, fetches behind, and goes over to what has come when it is ready."""

import threading
from dataclasses import replace
from functools import partial

import pytest

from explainer import start
from explainer.corpus.fetching import background
from explainer.corpus.fetching.fetch import Outcome, Result
from explainer.domain import Mode
from explainer.domain import Outcome as AnswerOutcome
from explainer.start import Service


@pytest.fixture
def quiet(settings):
    return settings.model_copy(update={"mode": Mode.DETERMINISTIC})


def test_nothing_is_fetched_unless_it_was_asked_for(quiet, monkeypatch):
    monkeypatch.setattr(background, "BackgroundFetch", None)
    assert Service(quiet).fetching is None


def test_texts_are_fetched_behind_and_the_corpus_is_read_again(quiet, monkeypatch, knowledge):
    before = replace(knowledge, passages=knowledge.passages[:-1])
    held = iter([before])
    monkeypatch.setattr(start, "load_corpus", lambda folder=None, settings=None: next(held, knowledge))
    go_on = threading.Event()

    def take(sources, shelf):
        go_on.wait(30)
        yield Outcome(sources[0], Result.FETCHED, None, "", object())

    monkeypatch.setattr(background, "BackgroundFetch", partial(background.BackgroundFetch, take=take))
    service = Service(quiet.model_copy(update={"fetch": "on-start"}))
    assert (service.fetching.done, service.fetching.finished) == (0, False)
    assert service.ask("What is a detainer?", (), "en").corpus_id == before.id
    go_on.set()
    service._fetch.join(60)
    assert (service.fetching.fetched, service.fetching.finished) == (1, True)
    answer = service.ask("What is a detainer?", (), "en")
    assert (answer.corpus_id, answer.outcome) == (knowledge.id, AnswerOutcome.ANSWERED)
    assert service.corpus is knowledge
