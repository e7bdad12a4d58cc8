"""Is every offered question answered from a passage that it names, in both languages?"""

from collections.abc import Iterator

from explainer import wording
from explainer.domain import LANGUAGES, Outcome
from explainer.engine import Explainer


def questions_astray(explainer: Explainer) -> Iterator[str]:
    """The offered questions whose answer rests first on a passage that they do not name, or that have none.

    To some the right answer is that a thing is not held, told by the passage that they name.
    """
    for group in wording.starters():
        for question in group.questions:
            for lang in LANGUAGES:
                asked = getattr(question, lang)
                answer = explainer.ask(asked, lang=lang)
                first = next((citation.passage.id for citation in answer.citations), None)
                if answer.outcome is Outcome.DECLINED or first not in question.answers:
                    rests = f"is answered from {first}" if first else "finds no answer"
                    yield f"suggestions.yaml, “{asked}”: {rests} → add that passage if it is right, or ask otherwise"
