"""Sentences are cut where a reader would cut them, and offsets count in the text as it is."""

import pytest

from explainer.corpus.sentences import sentence_spans


def cut(text: str, lang: str = "en") -> list[str]:
    return [span.of(text) for span in sentence_spans(text, lang)]


@pytest.mark.parametrize(
    "sentence",
    [
        "In Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014), the court ruled.",
        "The law is 8 U.S.C. 1357(g) and not 8 CFR 287.7(d).",
        "About 74 percent of 1.5 million records were read by Mr. Smith.",
        "Fines run from $1,000 to $25,500 under Sec. 5.1 of the act.",
    ],
)
def test_a_legal_citation_does_not_end_a_sentence(sentence):
    assert cut(f"{sentence} Another one follows.") == [sentence, "Another one follows."]


def test_spanish_text_with_an_american_citation():
    text = "La ley 8 U.S.C. 1373 habla de datos. EE. UU. dijo que no. ¿Puede un estado salirse? Sí puede."
    assert cut(text, "es") == [
        "La ley 8 U.S.C. 1373 habla de datos.",
        "EE. UU. dijo que no.",
        "¿Puede un estado salirse?",
        "Sí puede.",
    ]


def test_a_paragraph_break_ends_a_sentence():
    assert cut("A heading without a stop\n\nA sentence\nover two lines.") == [
        "A heading without a stop",
        "A sentence\nover two lines.",
    ]


def test_offsets_count_code_points():
    text = "Ñandú 🙂 corre. Él también."
    assert [span.of(text) for span in sentence_spans(text, "es")] == ["Ñandú 🙂 corre.", "Él también."]


def test_part_of_a_text():
    text = "One. Two. Three."
    assert [span.of(text) for span in sentence_spans(text, "en", 5, 9)] == ["Two."]


@pytest.mark.parametrize("text", ["", " ", "\n\n\f\n", "\u200b"])
def test_blank_text_has_no_words_to_lose(text):
    assert all(span.of(text).strip() for span in sentence_spans(text))
