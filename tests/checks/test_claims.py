"""A claim that its passage does not tell, or that is put in a wrong way, is found."""

import pytest

from explainer.checks import claims as checked
from explainer.corpus.reference import claims


@pytest.fixture
def with_claim(monkeypatch):
    """The first claim with something changed, as the only one."""

    def only(**changed):
        claim = claims()[0].model_copy(update=changed)
        monkeypatch.setattr(checked, "claims", lambda: (claim,))
        monkeypatch.setattr("explainer.answering.claims.claims", lambda: (claim,))

    return only


@pytest.fixture(scope="module")
def held(knowledge):
    return {(p.id, p.lang): p for p in knowledge.passages}


def test_a_sentence_that_is_gone_is_named_with_its_line_and_what_to_do(with_claim, held):
    said = claims()[0].says
    with_claim(says=said.model_copy(update={"es": "Seis de los 19"}))
    faults = list(checked.untold(held))
    assert len(faults) == 1
    assert faults[0].startswith("claims.yaml, line ")
    assert "(es): not one sentence of" in faults[0]
    assert "→ read the passage again" in faults[0]


def test_words_with_which_two_sentences_begin_are_not_enough(with_claim, held):
    with_claim(says=claims()[0].says.model_copy(update={"en": ""}))
    assert len(list(checked.untold(held))) == 1


@pytest.mark.parametrize("way", ["it is unanimous", "who resigned, and did a judge or not sign"])
def test_a_way_that_gets_no_verdict_or_too_many_is_found(with_claim, knowledge, way):
    with_claim(ways=claims()[0].ways.model_copy(update={"en": (way,)}))
    faults = list(checked.ways_astray(knowledge))
    assert (way == "it is unanimous") == any("fewer than 2 telling words" in fault for fault in faults)


def test_the_first_fault_of_the_form_is_told_with_its_line(tmp_path):
    from explainer.corpus.reference import Claim
    from explainer.corpus.yaml_files import Fault, read_yaml

    path = tmp_path / "claims.yaml"
    path.write_text("- id: one\n  verdict: maybe\n  passage: a/b\n  says: {en: A, es: B}\n  ways: {en: [a], es: [b]}\n")
    with pytest.raises(Fault, match=r"claims\.yaml, line 2: .*verdict.* → "):
        read_yaml(tuple[Claim, ...], path)
