"""What a question asks for by its form: a list, more than one thing, a comparison. Data, `knowledge/forms.yaml`."""

import re
from functools import cache

from explainer.corpus.yaml_files import Strict, read_knowledge
from explainer.retrieval.analysis import fold, words


class _Forms(Strict):
    several: str
    parts: str
    compares: tuple[str, ...]
    defining: dict[str, str]
    verdict: str
    announced: str
    numbers: str


def asks_for_several(question: str) -> bool:
    """Whether a question asks for several things, as a list."""
    return bool(_pattern(_forms().several).search(fold(question)))


def parts(question: str) -> tuple[str, ...]:
    """The parts of a question that asks for more than one thing, folded; none where it asks for one."""
    found = tuple(part for part in _pattern(_forms().parts).split(fold(question)) if words(part))
    return found if len(found) > 1 else ()


def compared(question: str) -> tuple[str, ...]:
    """The two things that a question compares, folded; none where it compares none."""
    bare = fold(question).strip(" ?¿!.")
    found = next(filter(None, (_pattern(form).search(bare) for form in _forms().compares)), None)
    return (found["one"], found["other"]) if found else ()


def defining(term: str, lang: str) -> str:
    """The question for what something is."""
    return _forms().defining[lang].format(term=term)


def opens_with_verdict(sentence: str) -> bool:
    """Whether a sentence opens with yes or no."""
    return bool(_pattern(_forms().verdict).match(fold(sentence)))


def announced(sentence: str) -> int:
    """How many things a sentence says there are, as in "three parts"; 0 where it counts none, or a time."""
    names = {name: at for at, names in enumerate(_forms().numbers.split(","), 2) for name in names.split()}
    counting = _forms().announced.replace("NUMBER", f"(?P<number>{'|'.join(names)})")
    found = _pattern(counting).search(fold(sentence))
    return names[found["number"]] if found else 0


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form)


@cache
def _forms() -> _Forms:
    return read_knowledge(_Forms, "forms.yaml")
