"""The fingerprint check as a drawing: who holds the prints, then each step in words."""

from itertools import groupby

from explainer.corpus import reference
from explainer.ui.explore.entries import entry
from explainer.ui.html import put, safe, text


def draw(lang: str) -> None:
    """Draws the section. The drawing repeats the steps' own words, so a screen reader skips it."""
    hands = [getattr(who, lang) for who, _ in groupby(reference.steps(), key=lambda step: step.who)]
    boxes = "".join(f"<li>{safe(hand)}</li>" for hand in hands)
    put(f'<ol class="hands" aria-hidden="true" lang="{lang}">{boxes}</ol>')
    put(f'<p class="unseen" lang="{lang}">{text("steps_spoken", lang, count=len(reference.steps()))}</p>')
    for number, step in enumerate(reference.steps(), 1):
        body = (
            f'<h3><span class="number">{number}</span>{safe(getattr(step.title, lang))}</h3>'
            f'<p class="facts">{safe(getattr(step.who, lang))}</p><p>{safe(getattr(step.text, lang))}</p>'
        )
        entry(f"step-{step.id}", body, step.cites, lang)
