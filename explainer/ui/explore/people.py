"""Who was on the Task Force, who left it, and who else the record names."""

from explainer.corpus import reference
from explainer.ui.explore.entries import entry
from explainer.ui.html import put, safe, text

GROUPS = ("signed", "resigned", "official", "office")


def draw(lang: str) -> None:
    """Draws the section."""
    for group in GROUPS:
        found = [person for person in reference.people() if person.group == group]
        if found:
            put(f'<h3 class="group" lang="{lang}">{text(f"people_{group}", lang, count=len(found))}</h3>')
        for person in found:
            entry(f"person-{person.id}", _html(person, lang), person.cites, lang)


def _html(person: reference.Person, lang: str) -> str:
    tag = f' <span class="tag">{safe(getattr(person.signed_as, lang))}</span>' if person.signed_as else ""
    did = f"<p>{safe(getattr(person.did, lang))}</p>" if person.did else ""
    return (
        f'<h4>{safe(getattr(person.name, lang))}{tag}</h4><p class="facts">{safe(getattr(person.role, lang))}</p>{did}'
    )
