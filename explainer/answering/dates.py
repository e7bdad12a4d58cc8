"""Dates that a text tells, as year, month and day, each of which may be unknown."""

import re
from dataclasses import dataclass
from functools import cache

from explainer import wording
from explainer.retrieval.analysis import fold

_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"


@dataclass(frozen=True, slots=True)
class Date:
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def within(self, other: "Date") -> bool:
        """Whether this date, as far as it is known, is what the other tells too."""
        own, others = (self.year, self.month, self.day), (other.year, other.month, other.day)
        return all(a is None or a == b for a, b in zip(own, others, strict=True))


def dates_in(text: str) -> frozenset[Date]:
    """The dates of a text in English or Spanish; a year that stands alone is one too.

    A month without a year takes the next year that the text names, as in "between May and July 2011".
    """
    folded = fold(text)
    years = [(match.start(), int(match.group())) for match in re.finditer(_YEAR, folded)]
    found = {Date(year=year) for _, year in years}
    for match in _month().finditer(folded):
        name, day, year = match["month"], match["before"] or match["after"], match["year"]
        if name in wording.doubtful_months() and not (day or year):
            continue
        number = int(year) if year else next((y for at, y in years if at > match.start()), None)
        found.add(Date(number, wording.months()[name], int(day) if day else None))
    return frozenset(found)


@cache
def _month() -> re.Pattern[str]:
    names = "|".join(sorted(wording.months(), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th|o)? (?:of |de )?)?\b(?P<month>{names})\b\.?"
        rf"(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,? (?:of |de |del )?(?P<year>{_YEAR}))?"
    )
