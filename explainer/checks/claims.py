"""Is each claim told by the sentence that it names, and does each way of putting it get its own verdict?"""

from collections.abc import Iterator, Mapping

from explainer import wording
from explainer.answering.claims import FEWEST, Claims, sentence_of
from explainer.corpus.library import Corpus
from explainer.corpus.reference import Claim, claims
from explainer.corpus.yaml_files import KNOWLEDGE
from explainer.domain import LANGUAGES, Passage


def untold(held: Mapping[tuple[str, str], Passage]) -> Iterator[str]:
    """Claims whose sentence the passage does not have, or has no more, in either language."""
    for claim in claims():
        for lang in LANGUAGES:
            passage = held.get((claim.passage, lang))
            if passage and sentence_of(claim, passage) is None:
                begins = getattr(claim.says, lang)
                yield (
                    f"{_where(claim)} ({lang}): not one sentence of {claim.passage} begins with “{begins}” → read the "
                    "passage again, and write how the sentence begins that tells the claim, or remove the claim"
                )


def ways_astray(corpus: Corpus) -> Iterator[str]:
    """Ways that are put by too few words, or that get no verdict, or that of another claim."""
    told = Claims(corpus)
    for claim in claims():
        for lang in LANGUAGES:
            for way in told.ways_of(claim, lang):
                found = told.put_in(wording.putting(lang).frame.format(way.text), lang)
                where = f"{_where(claim)} ({lang}), “{way.text}”"
                if len(way.terms) < FEWEST:
                    yield f"{where}: fewer than {FEWEST} telling words → say whom or what it is about"
                elif found is None:
                    yield f"{where}: gets no verdict, or two → put it in other words"
                elif found.claim.id != claim.id and found.claim.verdict != claim.verdict:
                    yield f"{where}: gets the verdict of {found.claim.id} → put it in other words"


def _where(claim: Claim) -> str:
    """The file and the line of the entry."""
    lines = (KNOWLEDGE / "claims.yaml").read_text("utf-8").splitlines()
    at = next((number for number, line in enumerate(lines, 1) if line.split() == ["-", "id:", claim.id]), 1)
    return f"claims.yaml, line {at}: {claim.id}"
