"""The shipped notes are in order: form, plainness, languages, and words that are our own."""

import json
from collections import Counter
from pathlib import Path

from explainer.domain import Evidence

FIRST_PART = """
    hsac-scomm-2011 ice-scomm-facts-archived ice-morton-moa-letter-2011 dhs-oig-12-66 gao-12-708 dhs-ice-response-2012
    dhs-johnson-scomm-memo-2014 cfr-8-287-7 usc-8-1357 galarza-v-szalczyk-2014 usc-8-1373 ca-sb54-2017 eo-13768
    eo-13993 eo-14159 laken-riley-act theodore-2013 cox-miles-2014 treyger-2014
"""


def test_the_sources_that_everything_starts_from_are_there(knowledge):
    covered = {p.source_id for p in knowledge.passages}
    assert set(FIRST_PART.split()) <= covered


def test_both_languages_have_the_same_passages(knowledge):
    ids = Counter(p.id for p in knowledge.passages)
    assert set(ids.values()) == {2}


def test_no_passage_is_without_pin_or_grade(knowledge):
    for p in knowledge.passages:
        assert p.locator.page or p.locator.section
        assert p.evidence is Evidence.PRIMARY or p.via


def test_every_listed_question_finds_its_passage(engine, knowledge):
    """Each passage is among the first five for at least one of the ways in which people ask for it."""
    lost = []
    for p in knowledge.passages:
        found = ({hit.passage.id for hit in engine.search(ask, p.lang, 5)} for ask in p.asks)
        if not any(p.id in ids for ids in found):
            lost.append((p.id, p.lang))
    assert not lost


def test_questions_of_our_own_are_answered(engine):
    """A floor below what was measured, so that a change for the worse is noticed."""
    asked = [json.loads(line) for line in (Path(__file__).parents[1] / "questions/answerable.jsonl").open()]
    met = 0
    for row in asked:
        text = " ".join(_folded(engine.ask(row["question"], lang=row["lang"]).text))
        met += all(any(" ".join(_folded(option)) in text for option in group) for group in row["must"])
    assert met / len(asked) > 0.72


def _folded(text: str) -> list[str]:
    from explainer.retrieval.analysis import fold

    return fold(text).split()
