"""What has changed between two indexes, and whether one may be made of the other."""

from dataclasses import replace

from explainer.retrieval.contents import Contents


def contents(**marks):
    return Contents({"sentences-en": dict.fromkeys(map(str, range(20)), ""), "passages-en": marks})


ONE = contents(a="1", b="2", c="3")
OTHER = contents(a="1", b="changed", d="4")


def test_what_is_new_and_what_is_removed():
    assert OTHER.new("passages-en", ONE) == ["b", "d"]
    assert ONE.removed("passages-en", OTHER) == ["c"]
    assert OTHER.new("sentences-en", ONE) == ONE.removed("sentences-en", OTHER) == []


def test_gaps_add_up_until_there_are_too_many():
    once = OTHER.after(ONE)
    assert (once.marks, once.gaps) == (OTHER.marks, 2)
    assert ONE.after(once).gaps == 4
    assert OTHER.after(replace(ONE, gaps=5)) is None


def test_too_much_that_is_new_is_written_anew():
    assert contents(**{letter: letter for letter in "defghijk"}).after(ONE) is None


def test_another_recipe_or_language_is_no_base():
    assert OTHER.after(replace(ONE, recipe=0)) is None
    assert OTHER.after(Contents(dict(ONE.marks) | {"passages-es": {}})) is None


def test_it_is_read_as_it_was_written(tmp_path):
    assert Contents.read(tmp_path) is None
    ONE.write(tmp_path)
    assert Contents.read(tmp_path) == ONE
    (tmp_path / "contents.json").write_text("{", "utf-8")
    assert Contents.read(tmp_path) is None
