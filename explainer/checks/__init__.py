"""Is what is written in `knowledge/` in order? For `explainer sources check` and for the tests."""

from explainer.checks.claims import ways_astray
from explainer.checks.knowledge import Found, check_knowledge
from explainer.checks.own_words import copied
from explainer.checks.questions import questions_astray

__all__ = ["Found", "check_knowledge", "copied", "questions_astray", "ways_astray"]
