"""The figures and dates of a text, in a form that is the same in both languages.

“Five”, “5” and “cinco” are one figure; so are “$70 billion” and “70,000 millones de dólares”,
“47.7%” and “47.7 por ciento”, “August” and “agosto”. A third and the third are told alike, and
“one” and “first” are left out, because “un” and “primero” are more often no figure.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

# Words from 2 upward, in order.
_ONES = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve",
}
_ORDINALS = {
    "en": "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
    "es": "segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo",
}
_TENS = {  # from 20 or 30 upward
    "en": (20, "twenty thirty forty fifty sixty seventy eighty ninety"),
    "es": (30, "treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
}
_MORE: dict[str, dict[str, float]] = {
    "en": {"both": 2, "thirds": 3, "quarter": 4, "quarterly": 4, "half": 0.5},
    "es": {
        "ambos": 2, "ambas": 2, "tercer": 3, "tercio": 3, "tercios": 3, "terceras": 3,
        "trimestre": 4, "trimestral": 4, "trimestrales": 4, "mitad": 0.5,
    },
}  # fmt: skip
_SCALES = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    "es": {"cien": 100, "ciento": 100, "mil": 1000, "millón": 10**6, "millones": 10**6},
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_PERCENT = {"en": re.compile(r"\bper ?cent\b"), "es": re.compile(r"\bpor ciento\b")}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s-]")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
# “May” beside a number or after one of these words is the month; else it is the verb.
_MAY = re.compile(r"(?:\d|\b(?:in|of|and|by|to|since|April|early|late|before|after|from|until)) May\b|\bMay,? \d")


def figures(text: str, lang: str) -> frozenset[str]:
    """Every number (“1508”, “47.7%”) and month (“month 8”) that a text names."""
    return frozenset(_numbers(_PERCENT[lang].sub("%", text), lang)) | _months(text, lang)


def _numbers(text: str, lang: str) -> Iterator[str]:
    words, scales = _words(lang), _SCALES[lang]
    value: Decimal | None = None  # what has been read of the number at hand
    spelled = False  # whether it is in words, so that another word may add to it
    for token in _TOKEN.findall(text):
        word = token.lower()
        if word in scales:
            value, spelled = (value or 1) * Decimal(scales[word]), True
        elif word in words and value is not None and spelled and _joins(value, words[word]):
            value += words[word]
        elif word == "y" and value is not None and spelled and _joins(value, Decimal(9)):
            continue  # treinta y dos
        else:
            if value is not None:
                yield f"{value:f}%" if token == "%" else f"{value:f}"
            value, spelled = words.get(word), True
            if token[0].isdigit():
                number = _THOUSANDS.sub("", token).replace(",", ".")
                if number.count(".") < 2:
                    value, spelled = Decimal(number), False
                else:
                    yield number  # of a section, such as 10.93.160
    if value is not None:
        yield f"{value:f}"


def _joins(value: Decimal, more: Decimal) -> bool:
    """Whether a word goes on with a number: twenty-five, ciento cincuenta; not ten, five."""
    return value >= 20 and (value % 100 == 0 if more >= 10 else value % 10 == 0)


def _months(text: str, lang: str) -> frozenset[str]:
    names = _MONTHS[lang].split()
    found = set(re.findall(r"[^\W\d_]+", text if lang == "en" else text.lower()))
    if lang == "en" and not _MAY.search(text):
        found.discard("May")
    return frozenset(f"month {number}" for number, name in enumerate(names, 1) if name in found)


@cache
def _words(lang: str) -> dict[str, Decimal]:
    """The value of each number word."""
    found = {word: Decimal(value) for value, word in enumerate(_ONES[lang].split(), 2)}
    for value, word in enumerate(_ORDINALS[lang].split(), 2):
        forms = (word, word[:-1] + "a") if lang == "es" else (word,)
        found |= dict.fromkeys(forms, Decimal(value))
    start, tens = _TENS[lang]
    found |= {word: Decimal(value) for value, word in zip(range(start, 100, 10), tens.split(), strict=True)}
    return found | {word: Decimal(value) for word, value in _MORE[lang].items()}


def date_figures(date: str | None) -> frozenset[str]:
    """What a text must name to hold a date such as 2011, 2011-09 or 2011-09-15."""
    year, month, day = [*(date or "").split("-"), "", ""][:3]
    parts = {year, day.lstrip("0"), f"month {int(month)}" if month else ""}
    return frozenset(parts - {""})
