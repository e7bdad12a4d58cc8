"""Laws and orders are cut by section and paragraph: each passage has the pin that a lawyer would write."""

import pytest

from explainer.corpus.passages import cut
from explainer.corpus.reading.legal import by_section
from explainer.corpus.reading.outline import Kind, Part
from explainer.domain import Layer, Span, Text

LAW = """8 U.S.C. § 9999 — Keeping of records

(A note on the copy that lies before the reader)

(a) Duty to keep records

Each agency shall

(1) keep a record of every request that it gets from another agency; and

(2) send a copy of the record

(A) to the person whom it is about, or

(B) to a lawyer of that person.

(b) Exceptions

(1) In general

Subsection (a) does not apply to a request that was withdrawn. The agency shall say so in writing.

(2) Such a request may be kept for one year by the agency that has got it.

(c) The council shall do all of the following:

(1) Read the records.

(2) Report on them.

(h) Eighth.

(i) Ninth, which is a letter and no number.

(j) Tenth: an agency

(i) may ask; and

(ii) may answer."""

ORDER = """By the authority vested in me, it is hereby ordered:

Section 1. Policy. It is the policy of the council to keep records. They are public.

This order also names who keeps them.

Sec. 2. Duties of the Agencies. (a) Each agency shall name a keeper.

(b) The keeper shall:

(i) answer letters; and

(ii) count them.

Sec. 11. This order takes effect now. Nothing else changes.

JANE Q. PUBLIC

THE CAPITOL,
January 2, 2030."""


def passages(content, label="The Act", headings=()):
    parts, at = [], 0
    for text in content.split("\n\n"):
        kind = Kind.HEADING if text in headings else Kind.BODY
        parts.append(Part(Span(at, at + len(text)), kind, int(kind is Kind.HEADING)))
        at += len(text) + 2
    text = Text("act", Layer.DOCUMENT, "en", content)
    return cut(text, by_section(content, parts, label), across=True)


def pins(found):
    return [p.locator.section for p in found]


def test_each_paragraph_has_its_pin_and_fragments_of_a_sentence_share_one():
    assert pins(passages(LAW)) == ["(a)", "(b)(1)", "(b)(2)", "(c)", "(h)", "(i)", "(j)"]


def test_the_headings_above_a_paragraph_are_its_path_and_its_pin_ends_it():
    titles = {p.locator.section: p.title for p in passages(LAW)}
    assert titles["(a)"] == "The Act › Duty to keep records › (a)"
    assert titles["(b)(1)"] == "The Act › Exceptions › In general › (b)(1)"
    assert titles["(b)(2)"] == "The Act › Exceptions › (b)(2)"


def test_a_sentence_runs_over_the_paragraphs_that_make_it():
    found = {p.locator.section: p.sentence_texts for p in passages(LAW)}
    assert len(found["(a)"]) == 1
    assert found["(a)"][0].startswith("Each agency shall\n\n(1) keep")
    assert found["(a)"][0].endswith("a lawyer of that person.")
    assert found["(b)(1)"][1] == "The agency shall say so in writing."
    assert found["(c)"][-1] == "(2) Report on them."


def test_an_order_has_sections_with_their_titles():
    found = passages(ORDER, "Order 1")
    assert pins(found) == [None, "Sec. 1", "Sec. 2(a)", "Sec. 2(b)", "Sec. 11", None]
    assert [p.title for p in found[1:4]] == [
        "Order 1 › Policy › Sec. 1",
        "Order 1 › Duties of the Agencies › Sec. 2(a)",
        "Order 1 › Duties of the Agencies › Sec. 2(b)",
    ]
    assert found[1].sentence_texts[0] == "It is the policy of the council to keep records."


def test_a_sentence_that_opens_a_section_is_text_and_no_title():
    assert passages(ORDER)[4].text == "This order takes effect now. Nothing else changes."


def test_a_list_that_fills_more_than_a_passage_is_pinned_by_its_entries():
    entry = "keep a record of each request that it gets, of who sent it, and of the day on which it came to the agency"
    entries = "\n\n".join(f"({number}) {entry} in year {number};" for number in range(1, 13))
    found = passages(f"(d) Records\n\nEach agency shall\n\n{entries}\n\n(13) end.")
    assert pins(found) == ["(d)(1)-(4)", "(d)(5)-(6)", "(d)(7)-(8)", "(d)(9)-(10)", "(d)(11)-(12)", "(d)(13)"]
    assert all(len(p.text.split()) <= 120 for p in found)


def test_marks_may_stand_side_by_side():
    assert pins(passages("(d)(1) One thing is said here.\n\n(2) Another thing is said here.\n\n(e) A third.")) == [
        "(d)(1)",
        "(d)(2)",
        "(e)",
    ]


def test_sections_of_an_act_are_told_apart():
    found = passages("§ 12. Terms. (a) A word means this.\n\n§ 13. Duties. (a) An agency answers.")
    assert pins(found) == ["§ 12(a)", "§ 13(a)"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("SEC. 3. Terms. (a) One is said.\n\nSEC. 4. (a) Two is said.", ["Sec. 3(a)", "Sec. 4(a)"]),
        ("7284.6. (a) An agency shall not:\n\n(1) Ask.\n\n7284.8. (a) It reports.", ["§ 7284.6(a)(1)", "§ 7284.8(a)"]),
        ("Sec. 752.053. POLICIES. (a) One is said.\n\nSec. 752.055. Two.", ["Sec. 752.053(a)", "Sec. 752.055"]),
        ("Art. 2.251. DUTIES. (a) One is said.\n\nArt. 2.252. Two is said.", ["Art. 2.251(a)", "Art. 2.252"]),
        ("Sec. 1. One is said.\n\nSection 2 of this order applies to all.", ["Sec. 1"]),
        ("Sección 1. Uno se dice.\n\nSección 2. (a) Dos se dice.", ["Sec. 1", "Sec. 2(a)"]),
        (
            "§ 287.7 Detainers. (a) In general.\n\nA detainer is a request.\n\n(d) Forty-eight hours are meant.",
            ["(a)", "(d)"],
        ),
    ],
)
def test_sections_are_known_in_many_dresses(content, expected):
    assert pins(passages(content)) == expected


def test_what_stands_below_a_law_is_no_part_of_it():
    content = "§ 12. Terms.\n\n(a) A word means what this section says.\n\nAmendments\n\n2006. A word was added."
    found = passages(content, headings=("§ 12. Terms.", "Amendments"))
    assert [(p.locator.section, p.title) for p in found] == [
        ("(a)", "The Act › Terms › (a)"),
        (None, "The Act › Amendments"),
    ]


@pytest.mark.parametrize("content", ["", "(a)", "(a) (b) (1)", "Sec. 1.", "((((", "(a)\n\n(zz) x\n\n(1) y\n\n(Q) z"])
def test_odd_texts_do_no_harm(content):
    for p in passages(content):
        assert p.text == p.span.of(content)
