"""The only door out: nothing leaves that does not stand in its source."""

import pytest

from explainer.answering.verify import Draft, Support, locate, verify
from explainer.corpus.library import load_folder


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "law.txt").write_text(
        "The “first” rule — in force – says so. It’s old. The infor\u00admation is kept for\n48 hours. Done.", "utf-8"
    )
    return load_folder(tmp_path)


@pytest.fixture
def passage(corpus):
    return corpus.passages[0]


@pytest.mark.parametrize(
    "quote",
    [
        'The "first" rule - in force - says so.',
        "It's old.",
        "The information is kept for 48 hours.",
        'The "first" rule - in force - says so. It\'s old.',
    ],
)
def test_a_quotation_is_found_in_spite_of_its_typography(passage, quote):
    span = locate(quote, passage)
    assert span is not None
    found = span.of(passage.text_of.content)
    assert found in passage.text_of.content
    assert found[0] == quote[0]


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " ",
        "old.",
        "It’s",
        "It’s old",
        "It’s new.",
        "The “first” rule … says so.",
        "The first rule... It’s old.",
        "IT’S OLD.",
        "It’s old. Done.",
    ],
)
def test_what_is_changed_cut_or_stitched_is_not_found(passage, quote):
    assert locate(quote, passage) is None


def test_a_draft_without_a_proved_quotation_is_dropped(corpus, passage):
    good = Draft("It is old.", (Support(passage, "It’s old."),))
    bad = Draft("It is new.", (Support(passage, "It’s new."),))
    found = verify([bad, good, Draft("Nobody says.", ())], corpus.sources)
    assert [s.text for s in found.sentences] == ["It is old."]
    assert [c.quote for c in found.citations] == ["It’s old."]
    assert found.text == "It is old. [1]"


def test_a_passage_of_an_unknown_source_proves_nothing(passage):
    assert verify([Draft("x", (Support(passage, "It’s old."),))], {}).sentences == ()


def test_the_same_span_is_cited_once(corpus, passage):
    draft = Draft("It is old.", (Support(passage, "It’s old."), Support(passage, "It's old.")))
    found = verify([draft, draft], corpus.sources)
    assert len(found.citations) == 1
    assert [s.citations for s in found.sentences] == [(1,), (1,)]
