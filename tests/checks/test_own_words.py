"""Nothing is copied from a text that is held."""

import pytest

from explainer.checks import copied
from explainer.corpus.yaml_files import KNOWLEDGE

from ..conftest import SHARED

TEXT = "No person in the county shall be held beyond the hour at which he or she would be free to go."


def test_no_run_of_twelve_words_of_ours_stands_in_an_official_text():
    if not SHARED.is_dir():
        pytest.skip("the official texts are not on this machine")
    official = [path.read_text("utf-8") for path in (SHARED / "sources").glob("*/text.*")]
    assert official
    ours = [path for path in KNOWLEDGE.rglob("*") if path.suffix in (".md", ".yaml")]
    assert not list(copied(ours, official))


@pytest.mark.parametrize(
    ("ours", "taken"),
    [
        ("Here: no person, in the county, shall be HELD beyond the hour at which he stood.", True),
        ("No person may be held for longer than the law lets a jail hold them.", False),
        ("See https://example.gov/no-person-in-the-county-shall-be-held-beyond-the-hour-at-which-he now.", False),
    ],
)
def test_what_counts_as_copied(tmp_path, ours, taken):
    path = tmp_path / "note.md"
    path.write_text(ours, encoding="utf-8")
    assert bool(list(copied([path], [TEXT]))) is taken
