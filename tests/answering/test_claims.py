"""Whether the sources bear out what a question asserts: by its form, and by whether it affirms or denies."""

import pytest

from explainer import wording
from explainer.answering.claims import Claims, sentence_of
from explainer.answering.verify import Draft, Support
from explainer.checks import ways_astray
from explainer.corpus.library import Corpus
from explainer.corpus.reference import claims
from explainer.domain import LANGUAGES, Outcome, Turn

FALSE, TRUE = "signed-by-judge", "ended-2014"


@pytest.fixture(scope="module")
def told(knowledge) -> Claims:
    return Claims(knowledge)


def opener(told: Claims, question: str, lang: str = "en") -> str | None:
    found = told.put_in(question, lang)
    return found.opener.removeprefix("claim_") if found else None


def test_each_claim_asked_as_it_stands_gets_its_own_verdict(knowledge, told):
    assert list(ways_astray(knowledge)) == []
    for claim in claims():
        for lang in LANGUAGES:
            for way in getattr(claim.ways, lang):
                question = wording.putting(lang).frame.format(way)
                assert opener(told, question, lang) == str(claim.verdict).lower(), question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # yes or no
        ("Is a detainer signed by a judge?", "false"),
        ("is a detainer signed by a judge", "false"),
        ("So, does a judge sign the ICE detainer?", "false"),
        ("Do you know if a judge signs a detainer?", "false"),
        ("A detainer is signed by a judge, right?", "false"),
        ("I heard that a judge signs detainers", "false"),
        ("Did Secure Communities end in 2014?", "true"),
        ("Did Secretary Johnson end Secure Communities in November 2014?", "true"),
        ("Must a jail honor a detainer?", "depends"),
        ("Was Secure Communities voluntary?", "disputed"),
        # denied
        ("Is it true that a judge does not sign a detainer?", "true"),
        ("Is it true that a detainer isn't signed by a judge?", "true"),
        ("Is it true that Secure Communities did not end in 2014?", "false"),
        ("Is it true that ICE does not need probable cause for a detainer?", "false"),
        ("Isn't a detainer signed by a judge?", "false"),
        ("Didn't Ramsey resign?", "false"),
        # taken for true
        ("Why is a detainer signed by a judge?", "presumed"),
        ("Why did Ramsey resign?", "presumed"),
        ("When did Congress pass the law that created Secure Communities?", "presumed"),
        ("Why didn't Venegas resign?", "presumed"),
        # taken for true, and true
        ("Why did Venegas resign?", None),
        ("Why is a detainer not signed by a judge?", None),
        ("When did Secure Communities end in 2014?", None),
    ],
)
def test_english(told, question, expected):
    assert opener(told, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("¿Un juez firma el detainer?", "false"),
        ("¿El detainer lo firma un juez?", "false"),
        ("¿Sabe usted si un juez firma el detainer?", "false"),
        ("Un juez firma el detainer, ¿verdad?", "false"),
        ("¿Renunció Ramsey?", "false"),
        ("¿Comunidades Seguras terminó en 2014?", "true"),
        ("¿Una cárcel debe cumplir un detainer?", "depends"),
        ("¿Comunidades Seguras era voluntario?", "disputed"),
        ("¿Es verdad que un juez no firma el detainer?", "true"),
        ("¿No es cierto que un juez firma el detainer?", "false"),
        ("¿Por qué renunció Ramsey?", "presumed"),
        ("¿Cuándo aprobó el Congreso la ley que creó Comunidades Seguras?", "presumed"),
        ("¿Por qué renunció Venegas?", None),
        ("¿Por qué no renunció Ramsey?", None),
    ],
)
def test_spanish(told, question, expected):
    assert opener(told, question, "es") == expected


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Who signed the report with Ramsey?", "en"),
        ("What did Ramsey sign?", "en"),
        ("Did Ramsey resign from the police?", "en"),  # another thing
        ("Did Ramsey's deputy resign?", "en"),
        ("Did 14 members resign?", "en"),  # another number
        ("Did Secure Communities end in 2010?", "en"),  # a year that no sentence tells
        ("Did ICE answer the Task Force in 2015?", "en"),
        ("Did DHS pass the fingerprints to the FBI?", "en"),  # the other way around
        ("Did EO 13768 revoke EO 13993?", "en"),
        ("Did the Secure Communities task force end in 2014?", "en"),
        ("Did members resign and sign the report anyway?", "en"),
        ("Must a jail in Nebraska honor a detainer?", "en"),  # another place
        ("Did Ramsey not resign?", "en"),  # yes or no, who knows
        ("Is it true that all members did not sign the report?", "en"),
        ("Is it true that ICE must not have probable cause for a detainer?", "en"),
        ("Is it true that Ramsey never did not resign?", "en"),
        ("Is a detainer signed by a judge or an officer?", "en"),
        ("If a judge signs, is a detainer a warrant?", "en"),
        ("Was it unanimous?", "en"),
        ("", "en"),
        ("¿Quién firmó el informe con Ramsey?", "es"),
        ("¿Qué informe firmó Ramsey?", "es"),
        ("¿Ramsey no renunció?", "es"),
        ("¿Renunció Ramsey a la policía de Filadelfia?", "es"),
        ("¿Un juez o un agente firma el detainer?", "es"),
    ],
)
def test_no_verdict_where_it_is_not_certain(told, question, lang):
    assert opener(told, question, lang) is None


def test_a_question_in_one_language_is_not_read_as_the_other(told):
    assert opener(told, "Did Ramsey resign?", "es") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_opener_is_joined_to_a_sentence_whose_quotation_is_exact(engine, lang):
    said = {"en": ("Did Ramsey resign?", "No. Five police chiefs"), "es": ("¿Renunció Ramsey?", "No. Cinco jefes")}
    question, begins = said[lang]
    answer = engine.ask(question)
    first, citation = answer.sentences[0], answer.citations[0]
    assert answer.outcome is Outcome.ANSWERED
    assert first.text.startswith(begins)
    assert first.text == f"No. {citation.quote}"
    assert citation.passage.id == "hsac-scomm-2011/members-police"
    assert len(answer.sentences) <= 4


def test_what_is_assumed_and_contradicted_is_told_first(engine):
    answer = engine.ask("Why did Congress pass the law that created Secure Communities?")
    assert answer.sentences[0].text.startswith("The source does not bear this out. No law of its own")


def test_a_verdict_can_be_heard_in_the_other_language(engine):
    answer = engine.ask("and in Spanish?", [Turn("Did Ramsey resign?")])
    assert answer.sentences[0].text.startswith("No. Cinco jefes")


def test_more_goes_on_without_the_opener(engine):
    shown = engine.ask("Can counties opt out?").text
    answer = engine.ask("more", [Turn("Can counties opt out?", shown)])
    assert not answer.text.startswith("No.")


def test_a_sentence_that_says_no_itself_is_not_told_no_twice(knowledge, told):
    found = told.put_in("Can ICE use threats?", "en")
    passage = knowledge.passage(found.claim.passage, "en")
    drafts = [Draft(text, (Support(passage, text),)) for text in passage.sentence_texts[:2]]
    texts = [draft.text for draft in found.opened(drafts, passage)]
    assert texts == list(passage.sentence_texts[:2])


def test_nothing_is_claimed_of_a_foreign_corpus(knowledge):
    foreign = Corpus(knowledge.sources, knowledge.texts, knowledge.passages, foreign=True)
    assert Claims(foreign).put_in("Did Ramsey resign?", "en") is None


def test_a_claim_whose_sentence_has_changed_is_not_told(knowledge):
    claim = claims()[0]
    changed = claim.model_copy(update={"says": claim.says.model_copy(update={"en": "Six of the 19"})})
    assert sentence_of(claim, knowledge.passage(claim.passage, "en"))
    assert sentence_of(changed, knowledge.passage(claim.passage, "en")) is None
