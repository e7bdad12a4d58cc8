"""A file is read as a person reads it: columns in order, words whole, what repeats on every page left out."""

import itertools

import pytest

from explainer.corpus.reading.files import page_labels, read_file
from explainer.corpus.reading.outline import Kind
from explainer.errors import OutsideError
from tests.corpus import pdfs


@pytest.fixture
def written(tmp_path):
    """Writes a PDF by name and gives what is read of it, and what was written."""

    def read(name, *arguments, **options):
        path = tmp_path / f"{name}.pdf"
        told = getattr(pdfs, name)(path, *arguments, **options)
        return read_file(path), told

    return read


def texts(reading, *kinds):
    return [p.span.of(reading.content) for p in reading.parts if p.kind in (kinds or tuple(Kind))]


def labels(reading):
    pages = itertools.groupby(reading.parts, key=lambda p: p.pdf_page)
    return [{p.page for p in parts} for _, parts in pages]


def test_every_sentence_of_every_page_is_read_and_nothing_else_but_headings(written):
    reading, pages = written("report")
    for page, body in zip(reading.content.split("\f"), pages, strict=True):
        assert all(sentence in page for sentence in body)
    whole = " ".join(texts(reading, Kind.BODY))
    assert whole == " ".join(sentence for body in pages for sentence in body)
    assert texts(reading, Kind.HEADING) == ["A Report of the Council", "I. Findings on Trust", "II. Recommendations"]


def test_pages_are_called_as_they_are_printed(written):
    reading, _ = written("report", pages=9, front=("", "ii", "iii", "iv"))
    assert labels(reading) == [{label} for label in ("i", "ii", "iii", "iv", "1", "2", "3", "4", "5")]
    assert {p.pdf_page for p in reading.parts if p.page == "1"} == {5}


@pytest.mark.parametrize("footer", ["- {} -", "Page {} of 9", "Council Report | {}"])
def test_a_page_number_is_found_in_many_dresses(written, footer):
    reading, pages = written("report", pages=6, front=(), footer=footer)
    assert labels(reading) == [{str(number)} for number in range(1, 7)]
    assert " ".join(texts(reading, Kind.BODY)) == " ".join(s for body in pages for s in body)


def test_labels_of_the_file_count_where_none_are_printed(written):
    assert labels(written("labelled")[0]) == [{"i"}, {"ii"}, {"1"}, {"2"}]


@pytest.mark.parametrize(
    ("printed", "own", "offset", "expected"),
    [
        ([None, "1", "2"], ["", "", ""], None, (None, "1", "2")),
        ([None, "1", "2"], ["cover", "1", "2"], None, ("cover", "1", "2")),
        ([None, "1", "2"], ["1", "2", "3"], None, (None, "1", "2")),
        ([None, None, None], ["", "", ""], 1, (None, "1", "2")),
        ([None, None, None], ["a", "b", "c"], 1, (None, "1", "2")),
        ([None, None, None], ["", "", ""], None, ("1", "2", "3")),
    ],
)
def test_what_is_printed_wins_then_the_catalog_then_the_file(printed, own, offset, expected):
    assert page_labels(printed, own, offset) == expected


@pytest.mark.parametrize("justify", [False, True])
@pytest.mark.parametrize(("count", "between"), [(2, 24), (2, 14), (3, 24), (3, 14)])
def test_columns_are_read_one_after_the_other_below_what_runs_across(written, count, between, justify):
    reading, expected = written("columns", count, between=between, justify=justify)
    assert " ".join(texts(reading, Kind.BODY)) == " ".join(expected)


def test_a_heading_above_both_columns_is_read_between_what_it_parts(tmp_path):
    writer = pdfs.Writer(tmp_path / "parts.pdf")
    expected = []
    for part in (1, 2):
        writer.line(f"Part {part}", font=pdfs.BOLD, size=16)
        writer.y -= 8
        top = writer.y
        for column in (0, 1):
            body = " ".join(pdfs.sentences(6, seed=10 * part + column))
            writer.y = top
            writer.prose(body, x=pdfs.LEFT + 246 * column, width=222, size=9)
            expected.append(body)
        writer.y -= 12
    writer.page()
    writer.save()
    assert texts(read_file(tmp_path / "parts.pdf"), Kind.BODY) == expected


def test_one_wide_column_is_not_taken_for_two(tmp_path):
    body = pdfs.sentences(60, seed=5)
    writer = pdfs.Writer(tmp_path / "wide.pdf")
    for start in range(0, 60, 4):
        writer.prose(" ".join(body[start : start + 4]), justify=True)
    writer.page()
    writer.save()
    reading = read_file(tmp_path / "wide.pdf")
    assert texts(reading) == [" ".join(body[start : start + 4]) for start in range(0, 60, 4)]


def test_words_that_stand_alike_on_every_page_are_kept_where_their_line_goes_on(tmp_path):
    """The last line of a justified page may end, page after page, in the same far word."""
    writer = pdfs.Writer(tmp_path / "last.pdf")
    for number, name in enumerate(("Ash", "Birch", "Cedar", "Elm", "Fir")):
        writer.prose(" ".join(pdfs.sentences(5, seed=number)))
        writer.at(pdfs.LEFT, 90, f"{name} was heard by")
        writer.at(400, 90, "the")
        writer.page()
    writer.save()
    assert read_file(tmp_path / "last.pdf").content.count("was heard by the") == 5


def test_a_mark_in_the_midst_of_a_sentence_opens_no_paragraph(tmp_path):
    writer = pdfs.Writer(tmp_path / "inline.pdf")
    for line in (
        "The council may do two things when it has been asked to act, namely it may (i) answer; or",
        "(ii) ask.",
    ):
        writer.line(line, size=12)
    writer.line("(a) A list has lines that stand in from the edge.", x=pdfs.LEFT + 18, size=12)
    writer.page()
    writer.save()
    assert [t.split()[-1] for t in texts(read_file(tmp_path / "inline.pdf"))] == ["ask.", "edge."]


def test_the_title_of_a_table_is_no_heading_of_what_follows(tmp_path):
    writer = pdfs.Writer(tmp_path / "titled.pdf")
    writer.line("Findings", font=pdfs.BOLD, size=16)
    writer.prose(" ".join(pdfs.sentences(6)))
    writer.line("Arrests by county", font=pdfs.BOLD)
    for name, count in (("Denver", "120"), ("Boulder", "77"), ("Mesa", "9")):
        writer.at(pdfs.LEFT, writer.y, name)
        writer.at(300, writer.y, count)
        writer.y -= 14
    writer.page()
    writer.save()
    assert texts(read_file(tmp_path / "titled.pdf"), Kind.HEADING) == ["Findings"]


def test_a_table_is_read_row_by_row(written):
    reading, rows = written("table")
    assert "\n".join("\t".join(row) for row in rows) in texts(reading)


def test_a_footnote_keeps_its_number_and_does_not_break_the_body(written):
    reading, _ = written("footnotes")
    assert "The council counted 450 arrests.¹² Most of them followed a traffic stop." in texts(reading, Kind.BODY)
    assert texts(reading, Kind.NOTE) == [
        "¹² See the county's own figures for 2010, table 3.",
        "¹³ A second note says so too.",
    ]


def test_a_sentence_goes_on_in_the_next_column_over_the_footnotes(written):
    reading, _ = written("two_column_footnotes")
    assert "The board asked the county to end the agreement before the summer." in reading.content
    assert texts(reading, Kind.NOTE) == ["7 The vote was six to one.", "8 The minutes are public."]


def test_words_are_joined_as_the_document_writes_them(written):
    text = written("hyphens")[0].content
    for whole in (
        "community-based work",
        "less enforcement of",
        "A long-Standing",
        "The response came",
        "the counselors",
    ):
        assert whole in text
    assert "The police filled in a flat form about information." in text


def test_a_page_is_read_the_way_round_that_its_text_stands(written):
    reading, text = written("turned")
    assert texts(reading, Kind.BODY) == [" ".join([text] * 4)] * 2


def test_rows_of_a_table_at_the_edge_of_pages_are_kept(tmp_path):
    writer = pdfs.Writer(tmp_path / "rows.pdf")
    counts = iter(range(7, 4000, 13))
    rows = []
    for page in range(4):
        for row in range(45):
            name, count = f"{'ABCD'[page]}{'aeiou'[row % 5] * (row // 5 + 1)} County", str(next(counts))
            writer.at(pdfs.LEFT, 740 - 15 * row, name)
            writer.at(320, 740 - 15 * row, count)
            rows.append(f"{name}\t{count}")
        writer.page(footer=str(page + 1))
    writer.save()
    reading = read_file(tmp_path / "rows.pdf")
    assert "\n".join(texts(reading)) == "\n".join(rows)
    assert labels(reading) == [{"1"}, {"2"}, {"3"}, {"4"}]


def test_the_numbers_of_lines_are_no_text_of_a_court_paper(tmp_path):
    writer = pdfs.Writer(tmp_path / "motion.pdf")
    for page in range(3):
        for number in range(1, 29):
            writer.at(50, 720 - 24 * number, str(number), size=12)
        writer.y = 696
        for sentence in pdfs.sentences(24, seed=page):
            writer.line(sentence, x=90, size=12, step=2)
        writer.page(footer=str(page + 1))
    writer.save()
    reading = read_file(tmp_path / "motion.pdf")
    assert labels(reading) == [{"1"}, {"2"}, {"3"}]
    assert " ".join(texts(reading)) == " ".join(s for page in range(3) for s in pdfs.sentences(24, seed=page))


def test_what_stands_beside_a_page_number_is_no_text_of_the_page(tmp_path):
    writer = pdfs.Writer(tmp_path / "chapters.pdf")
    for number in range(1, 7):
        body = pdfs.sentences(6, seed=number)
        writer.prose(" ".join(body))
        writer.at(pdfs.LEFT, 750, f"Chapter {'ABCDEF'[number - 1]}")
        writer.at(520, 750, str(number))
        writer.page()
    writer.save()
    assert "Chapter" not in read_file(tmp_path / "chapters.pdf").content


def test_every_character_has_its_place_on_the_page(written):
    reading, _ = written("report")
    assert len(reading.boxes) == 4 * len(reading.content)
    for place, character in enumerate(reading.content):
        left, top, right, bottom = reading.boxes[4 * place : 4 * place + 4]
        if not character.isspace():
            assert 0 <= left < right <= pdfs.LETTER[0]
            assert 0 <= top < bottom <= pdfs.LETTER[1]


@pytest.mark.parametrize(
    ("name", "says"),
    [("scan", "is a scan"), ("encrypted", "password"), ("broken", "damaged"), ("disguised", "web page, not a PDF")],
)
def test_what_cannot_be_read_is_told_by_its_name(written, name, says):
    with pytest.raises(OutsideError, match=rf"{name}\.pdf .*{says}"):
        written(name)


def test_a_file_of_empty_pages_is_told(tmp_path):
    writer = pdfs.Writer(tmp_path / "empty.pdf")
    writer.page()
    writer.save()
    with pytest.raises(OutsideError, match=r"empty\.pdf holds no text"):
        read_file(tmp_path / "empty.pdf")


def test_a_page_that_is_a_picture_is_told_among_pages_of_text(tmp_path):
    path = tmp_path / "mixed.pdf"
    writer = pdfs.Writer(path)
    writer.prose(" ".join(pdfs.sentences(6)))
    writer.page()
    writer.canvas.drawInlineImage(pdfs.Image.new("L", (50, 50)), 0, 0, 612, 792)
    writer.page()
    writer.prose(" ".join(pdfs.sentences(6, seed=8)))
    writer.page()
    writer.save()
    reading = read_file(path)
    assert reading.pictures == (2,)
    assert reading.content.count("\f") == 2
    assert {p.pdf_page for p in reading.parts} == {1, 3}


PAGE = """<!DOCTYPE html><html lang="en"><head><title>A law</title><script>var hidden = 1;</script></head><body>
<nav><ul><li><a href="/">Home page</a></li></ul></nav><main><h1>The law</h1>
<p>The agency <b>shall</b> answer&nbsp;within ten days &amp; in writing, and shall tell the person why.</p>
<h2>What it says</h2><ul><li>first, the reason for it, in plain words;</li><li>second, where to appeal it.</li></ul>
<table><tr><th>Year</th><th>Count</th></tr><tr><td>2010</td><td>7</td></tr></table>
<p>A last word<br>on two lines.</p></main><footer>Privacy policy</footer></body></html>"""


def test_a_web_page_keeps_headings_lists_and_tables_and_loses_its_menus(tmp_path):
    path = tmp_path / "law.html"
    path.write_text(PAGE, "utf-8")
    reading = read_file(path)
    assert [(p.kind, p.level, p.span.of(reading.content)) for p in reading.parts] == [
        (Kind.HEADING, 1, "The law"),
        (
            Kind.BODY,
            0,
            "The agency shall answer within ten days & in writing, and shall tell the person why.",
        ),
        (Kind.HEADING, 2, "What it says"),
        (Kind.BODY, 0, "first, the reason for it, in plain words;"),
        (Kind.BODY, 0, "second, where to appeal it."),
        (Kind.BODY, 0, "Year\tCount\n2010\t7"),
        (Kind.BODY, 0, "A last word on two lines."),
    ]
    assert not reading.paged


def test_a_web_page_without_text_is_told(tmp_path):
    path = tmp_path / "denied.html"
    path.write_text("<html><body><h1>Access denied</h1></body></html>", "utf-8")
    with pytest.raises(OutsideError, match=r"denied\.html"):
        read_file(path)


def test_markdown_is_read_without_its_marks_and_lines_are_joined(tmp_path):
    path = tmp_path / "order.md"
    path.write_text(
        "---\ntitle: An order\n---\n\n**Sec. 2.  Policy. ** It is the\npolicy of the *council*.\n\n"
        "# Notes\n\nSee [it](x).\n",
        "utf-8",
    )
    reading = read_file(path)
    assert reading.content == "Sec. 2. Policy. It is the policy of the council.\n\nNotes\n\nSee it."
    assert [p.level for p in reading.parts] == [0, 1, 0]


def test_three_hundred_pages_are_read_with_their_numbers(written):
    reading, _ = written("long", 300)
    assert labels(reading) == [{str(number)} for number in range(1, 301)]
    assert "A Long Report" not in reading.content
    assert texts(reading, Kind.HEADING) == [f"Chapter {number}: What was heard" for number in range(1, 16)]
