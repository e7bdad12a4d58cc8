"""A note file is read whole, and every fault names file, line and remedy."""

import pytest

from explainer.corpus.notes import read_note_file
from explainer.domain import Evidence, Layer

from ..conftest import HEAD, passage


def faults(path):
    return [str(fault) for fault in read_note_file(path).faults]


def test_a_file_gives_a_source_and_a_passage_in_each_language(note):
    read = read_note_file(note(body=passage("members") + passage("findings")))
    assert read.faults == ()
    assert read.source.id == "a-report"
    assert [p.id for p in read.passages] == ["a-report/members", "a-report/findings"] * 2
    assert {p.lang for p in read.passages} == {"en", "es"}
    first = read.passages[0]
    assert (first.locator.page, first.evidence, first.layer) == ("21-23", Evidence.PRIMARY, Layer.NOTES)
    assert first.asks == ("What is asked about members?", "How do people ask about members?")


def test_a_passage_may_list_questions_that_sound_alike_and_are_answered_nowhere(note):
    body = passage("members").replace("- How do people ask", "x What were the members paid?\n- How do people ask")
    english, spanish = read_note_file(note(body=body)).passages
    assert english.look_alikes == ("What were the members paid?",)
    assert len(english.asks) == 2
    assert "paid" not in english.text
    assert spanish.look_alikes == ()


def test_offsets_count_in_the_bodies_joined_by_a_blank_line(note):
    read = read_note_file(note(body=passage("members") + passage("findings")))
    text = read.texts[0].content
    assert text.count("\n\n") == 1
    for p in read.passages[:2]:
        assert p.text == text[p.span.start : p.span.end]
        assert all(p.span.start <= s.start < s.end <= p.span.end for s in p.sentences)


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("kind: report", "kind: reprot"), 4, "kind"),
        (("title: ", "titel: "), 2, "title"),
        (('page: "21-23"\n', ""), 15, "add `page` or `section`"),
        (("evidence: primary", "evidence: quoted"), 15, "name the text"),
        (("evidence: primary", "evidence: sure"), 16, "evidence"),
        (("## es:", "## fr:"), 13, "lacks `## es:`"),
        (("- What is asked", "What is asked"), 18, "ways of asking"),
        (("- How do people", "x What became of it?\n" * 21 + "- How do people"), 18, "answered nowhere"),
        (("# members", "# Members!"), 13, "small letters"),
        (("## en: A title", "### A title"), 18, "a heading of an unknown form"),
        (("date: 2011-09", "date: September"), 6, "date"),
        (("short: {en: Report, es: Informe}", "short: {en: Report"), 4, "quotation marks"),
    ],
)
def test_a_fault_names_line_and_remedy(note, change, line, words):
    content = (HEAD + passage("members")).replace(*change, 1)
    found = faults(note(head="", body=content))
    assert found
    assert any(f"line {line}:" in fault and words in fault and "→" in fault for fault in found), found


def test_all_faults_are_told_at_once_and_the_rest_is_kept(note):
    body = passage("members", english="Too short.") + passage("findings") + passage("Bad Name")
    read = read_note_file(note(body=body))
    assert len(read.faults) == 2
    assert {p.id for p in read.passages} == {"a-report/findings"}


@pytest.mark.parametrize("content", ["", "no front matter", "---\ntitle: x\n", "---\n---\n", "---\n- a\n---\n", "\x00"])
def test_a_broken_file_is_a_fault_and_never_a_crash(note, content):
    assert faults(note(head="", body=content))


def test_a_file_that_is_not_utf8(note):
    path = note()
    path.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in faults(path)[0]


def test_a_name_twice(note):
    assert any("twice" in fault for fault in faults(note(body=passage("members") * 2)))


def test_windows_line_ends(note):
    path = note()
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert faults(path) == []
