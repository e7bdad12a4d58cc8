"""What the shelf holds joins the notes: texts, passages with their places, and pictures of pages."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from explainer.corpus import documents
from explainer.corpus.documents import Documents
from explainer.corpus.fetching.shelf import Shelf
from explainer.corpus.library import load_folder, load_knowledge
from explainer.corpus.passages import is_cut_off
from explainer.corpus.pins import passages_at
from explainer.corpus.reading.pdf import MOST_PIXELS
from explainer.corpus.reading.picture import MARKER, lines_of, page_picture
from explainer.domain import Evidence, Layer, Source, Span
from explainer.errors import OutsideError
from tests.conftest import HEAD
from tests.corpus import pdfs

REPORT = Source("report", "A Report", {"en": "Report", "es": "Informe"}, "report")
LAW = Source("law", "A Law", {"en": "The Act", "es": "La ley"}, "statute")
LAW_TEXT = """(a) Records

Each agency shall keep a record of what it was asked. It shall keep the record for a year.

(b) Copies

(1) An agency shall send a copy to the person whom the record is about.

(2) A copy costs nothing.

(3) A copy that was lost is sent again.
"""


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "data" / "documents")


@pytest.fixture
def held(shelf, tmp_path):
    """The documents of a shelf that holds a report of six pages and a law."""
    pdfs.report(tmp_path / "report.pdf")
    (tmp_path / "law.txt").write_text(LAW_TEXT, "utf-8")
    shelf.put(REPORT, tmp_path / "report.pdf")
    shelf.put(LAW, tmp_path / "law.txt")
    return Documents(shelf)


@pytest.fixture
def corpus(note, tmp_path, held):
    """Notes on both sources, with the shelf's documents."""
    for source in (REPORT, LAW):
        note(head=HEAD.replace("kind: report", f"kind: {source.kind}"), name=f"{source.id}.md")
    return load_knowledge(tmp_path, held.shelf)


def in_report(corpus):
    return [p for p in corpus.passages if p.source_id == "report" and p.layer is Layer.DOCUMENT]


def test_a_document_is_a_layer_beside_the_notes(corpus):
    text = corpus.text("report", Layer.DOCUMENT, "es")
    assert text.content.count("\f") == 5
    assert {p.layer for p in corpus.passages} == set(Layer)
    assert {p.evidence for p in in_report(corpus)} == {Evidence.PRIMARY}
    assert len({(p.id, p.lang) for p in corpus.passages}) == len(corpus.passages)


def test_passages_are_whole_sentences_of_one_page_at_their_place(corpus):
    for p in in_report(corpus):
        assert p.text_of.content[p.span.start : p.span.end] == p.text
        assert "\f" not in p.text
        assert p.text.endswith(".")
        assert len(p.text.split()) <= 120
        assert p.locator.pdf_page == p.text_of.content.count("\f", 0, p.span.start) + 1
    places = [(p.locator.page, p.locator.pdf_page, p.locator.section) for p in in_report(corpus)]
    assert places == [
        ("i", 1, None), ("ii", 2, None), ("1", 3, "I"), ("2", 4, "I"), ("3", 5, "II"), ("4", 6, "II"),
    ]  # fmt: skip
    assert in_report(corpus)[3].title == "I. Findings on Trust"


def test_what_was_read_is_read_again_only_when_it_changed(held, monkeypatch, tmp_path):
    first = held.read(REPORT)
    monkeypatch.setattr(documents, "read_file", None)
    assert held.read(REPORT) == first
    monkeypatch.undo()
    pdfs.report(tmp_path / "report.pdf", pages=3)
    held.shelf.put(REPORT, tmp_path / "report.pdf")
    assert held.read(REPORT).text.content.count("\f") == 2
    monkeypatch.setattr(documents, "RECIPE", documents.RECIPE + 1)
    monkeypatch.setattr(documents, "read_file", None)
    with pytest.raises(TypeError):
        held.read(REPORT)


def test_damage_to_what_was_kept_is_mended(held):
    first = held.read(REPORT)
    for file in (held.kept / "report").iterdir():
        file.write_bytes(b"{")
    assert held.boxes(REPORT, Span(0, 10)) != ()
    assert held.read(REPORT) == first
    assert json.loads((held.kept / "report" / "document.json").read_text("utf-8"))


def test_a_document_that_cannot_be_read_is_told_and_the_rest_goes_on(note, tmp_path, held):
    for source in (REPORT, LAW):
        note(name=f"{source.id}.md")
    pdfs.encrypted(tmp_path / "locked.pdf")
    held.shelf.put(REPORT, tmp_path / "locked.pdf")
    corpus = load_knowledge(tmp_path, held.shelf)
    assert list(corpus.unread) == ["report"]
    with pytest.raises(OutsideError, match="password"):
        corpus.text("report", Layer.DOCUMENT, "en")
    assert {p.source_id for p in corpus.passages if p.layer is Layer.DOCUMENT} == {"law"}


def test_a_folder_of_pdfs_is_read_alike(tmp_path):
    pages = pdfs.report(tmp_path / "report.pdf")
    corpus = load_folder(tmp_path)
    content = corpus.text("report", Layer.DOCUMENT, "en").content
    assert [all(s in page for s in body) for page, body in zip(content.split("\f"), pages, strict=True)] == [True] * 6
    assert [p.locator.page for p in corpus.passages] == ["i", "ii", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("asked", "pages"),
    [
        ({"page": "2"}, [4]),
        ({"page": "1-3"}, [3, 4, 5]),
        ({"page": "i-ii"}, [1, 2]),
        ({"page": "9"}, []),
        ({"section": "II"}, [5, 6]),
        ({"section": "I and II"}, [3, 4, 5, 6]),
        ({"section": "II. Recommendations"}, [5, 6]),
        ({"page": "3-9", "section": "I"}, []),
        ({"section": "opening"}, []),
        ({}, []),
    ],
)
def test_a_pin_leads_to_the_pages_of_a_report(corpus, asked, pages):
    assert [p.locator.pdf_page for p in passages_at(corpus, "report", **asked)] == pages


@pytest.mark.parametrize(
    ("section", "pins"),
    [
        ("(a)", ["(a)"]),
        ("(b)", ["(b)(1)", "(b)(2)", "(b)(3)"]),
        ("(b)(2)", ["(b)(2)"]),
        ("(b)(1)-(2)", ["(b)(1)", "(b)(2)"]),
        ("(a)-(b)", ["(a)", "(b)(1)", "(b)(2)", "(b)(3)"]),
        ("(a), (b)(3)", ["(a)", "(b)(3)"]),
        ("(a); read beside another law", ["(a)"]),
        ("(a)(4)(B)", ["(a)"]),
        ("Section 12(b)(3)", ["(b)(3)"]),
        ("Gov. Code 7284.6(a)", ["(a)"]),
        ("(c)", []),
    ],
)
def test_a_pin_leads_to_the_paragraphs_of_a_law(corpus, section, pins):
    assert [p.locator.section for p in passages_at(corpus, "law", section=section)] == pins


def test_a_pin_of_an_order_names_its_section(note, tmp_path, shelf):
    (tmp_path / "order.md").write_text(
        "Section 1. Policy. One. Two.\n\nSec. 2. Duties. (a) Three is said.\n\n(b) Four is said.\n\nSec. 11. Five.",
        "utf-8",
    )
    note(head=HEAD.replace("kind: report", "kind: order"), name="order.md")
    order = Source("order", "An Order", {"en": "Order", "es": "Orden"}, "order")
    shelf.put(order, tmp_path / "order.md")
    corpus = load_knowledge(tmp_path, shelf)
    for asked, pins in {
        "Sec. 11": ["Sec. 11"],
        "Section 2": ["Sec. 2(a)", "Sec. 2(b)"],
        "Sección 2(b)": ["Sec. 2(b)"],
        "Sections 1-2": ["Sec. 1", "Sec. 2(a)", "Sec. 2(b)"],
        "Section 3": [],
    }.items():
        assert [p.locator.section for p in passages_at(corpus, "order", section=asked)] == pins, asked


def test_a_pin_of_a_chapter_holds_its_parts(tmp_path):
    writer = pdfs.Writer(tmp_path / "parts.pdf")
    for title, size in (
        ("III. Recommendations", 18),
        ("A. On Traffic", 14),
        ("B. On Trust", 14),
        ("IV. Conclusion", 18),
    ):
        writer.line(title, font=pdfs.BOLD, size=size)
        writer.prose(" ".join(pdfs.sentences(5, seed=len(title))))
    writer.page()
    writer.save()
    corpus = load_folder(tmp_path)
    assert [p.locator.section for p in corpus.passages] == ["III", "III.A", "III.B", "IV"]
    for asked, pins in {"III": ["III", "III.A", "III.B"], "III.B": ["III", "III.B"], "IV": ["IV"]}.items():
        assert [p.locator.section for p in passages_at(corpus, "parts", section=asked)] == pins


def test_the_text_under_the_boxes_is_the_quotation(corpus, held):
    """Read by PDFium itself from the lines that are marked."""
    pdf = pypdfium2.PdfDocument(held.shelf.held(REPORT).path)
    for passage in in_report(corpus):
        page = pdf[passage.locator.pdf_page - 1].get_textpage()
        for span in passage.sentences:
            lines = lines_of(held.boxes(REPORT, span))
            assert all(0 <= left < right <= 612 and 0 <= top < bottom <= 792 for left, top, right, bottom in lines)
            under = [
                page.get_text_bounded(left - 0.5, 792 - bottom, right + 0.5, 792 - top)
                for left, top, right, bottom in lines
            ]
            assert "".join(" ".join(under).split()) == "".join(span.of(passage.text_of.content).split())


def test_a_sentence_that_goes_on_overleaf_is_told(tmp_path):
    writer = pdfs.Writer(tmp_path / "parted.pdf")
    first, second, third = (" ".join(pdfs.sentences(4, seed=seed)) for seed in (1, 2, 3))
    writer.prose(f"{first} The board asked the county to end the agreement with the")
    writer.line("1 The vote was public.", size=8)
    writer.page()
    writer.prose(f"Federal police before the summer. {second} Then the county said that it would")
    writer.page()
    writer.prose(f"not do so. {third}")
    writer.page()
    writer.save()
    cut_off = [
        p.sentence_texts[place]
        for p in load_folder(tmp_path).passages
        for place in range(len(p.sentences))
        if is_cut_off(p, place)
    ]
    assert cut_off == [
        "The board asked the county to end the agreement with the",
        "Federal police before the summer.",
        "Then the county said that it would",
        "not do so.",
    ]


def test_what_is_left_of_a_sentence_without_a_word_is_nothing_to_quote(corpus):
    passage = in_report(corpus)[3]
    content = "Fear of police grew (Shi et al., 2015) ."
    left = replace(
        passage,
        text_of=replace(passage.text_of, content=content),
        span=Span(0, len(content)),
        sentences=(Span(0, 33), Span(33, len(content))),
    )
    assert left.sentence_texts[1] == "2015) ."
    assert [is_cut_off(left, place) for place in (0, 1)] == [False, True]


def test_nothing_is_marked_in_a_file_that_has_changed_since(corpus, held, tmp_path):
    passage = in_report(corpus)[3]
    assert held.boxes(REPORT, passage.span, passage.text_of)
    pdfs.report(tmp_path / "report.pdf", pages=5)
    held.shelf.put(REPORT, tmp_path / "report.pdf")
    assert held.boxes(REPORT, passage.span, passage.text_of) == ()


def colors(picture, box, scale):
    part = picture.crop([round(scale * edge) for edge in box])
    return {color for _, color in part.getcolors(1 << 20)}


def test_the_picture_marks_the_quotation_and_nothing_else(corpus, held):
    passage = in_report(corpus)[3]
    span = passage.sentences[1]
    boxes = held.boxes(REPORT, span)
    picture = Image.open(io.BytesIO(page_picture(held.shelf.held(REPORT).path, 4, boxes))).convert("RGB")
    scale = picture.width / 612
    assert (picture.width, picture.height) == (1240, round(1240 * 792 / 612))
    for box in lines_of(boxes):
        assert MARKER in colors(picture, box, scale)
        assert min(sum(color) for color in colors(picture, box, scale)) < 150  # black letters stay black
    for box in lines_of(held.boxes(REPORT, passage.sentences[4])):
        assert MARKER not in colors(picture, box, scale)


def test_pictures_are_drawn_one_at_a_time_whoever_asks(corpus, held):
    path = held.shelf.held(REPORT).path
    asked = [(number, held.boxes(REPORT, in_report(corpus)[number - 1].sentences[0])) for number in range(1, 7)] * 3
    alone = [page_picture(path, number, boxes, width=300) for number, boxes in asked[:6]] * 3
    with ThreadPoolExecutor(6) as pool:
        reading = pool.submit(documents.read_file, path)
        together = list(pool.map(lambda one: page_picture(path, *one, width=300), asked))
    assert together == alone
    assert reading.result().content == corpus.text("report", Layer.DOCUMENT, "en").content


def test_a_very_large_page_is_drawn_smaller(tmp_path):
    writer = pdfs.Writer(tmp_path / "plan.pdf")
    writer.canvas.setPageSize((6000, 9000))
    writer.line("A plan of the whole county.", size=100)
    writer.page()
    writer.save()
    picture = Image.open(io.BytesIO(page_picture(tmp_path / "plan.pdf", 1, (), width=12_000)))
    assert picture.width * picture.height <= MOST_PIXELS + 10_000


def test_a_close_picture_shows_the_lines_around_the_quotation(corpus, held):
    passage = in_report(corpus)[3]
    boxes = held.boxes(REPORT, passage.sentences[1])
    path = held.shelf.held(REPORT).path
    picture = Image.open(io.BytesIO(page_picture(path, 4, boxes, width=780, close=True))).convert("RGB")
    assert picture.width == 780
    assert picture.height < 780
    assert MARKER in colors(picture, (0, 0, picture.width, picture.height), 1)
