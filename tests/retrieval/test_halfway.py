"""Vectors of a build that was stopped are found by the next one; what was damaged is not."""

import numpy as np
import pytest

from explainer.errors import OutsideError
from explainer.retrieval.halfway import Halfway


@pytest.fixture
def place(tmp_path):
    return tmp_path / "halfway"


def test_the_next_build_finds_what_was_kept(place):
    Halfway(place).add(["a", "b"], [[1.0, 2.0], [3.0, 4.0]])
    Halfway(place).add(["c"], [[5.0, 6.0]])
    found = Halfway(place)
    assert "a" in found
    assert "d" not in found
    assert {key: v.tolist() for key, v in found.vectors(["c", "a", "d"]).items()} == {"c": [5, 6], "a": [1, 2]}
    assert found.vectors(["c"])["c"].dtype == np.float32


def test_a_damaged_file_is_left_out(place):
    Halfway(place).add(["a"], [[1.0] * 100])
    Halfway(place).add(["b"], [[2.0] * 100])
    one, _ = sorted(place.iterdir())
    one.write_bytes(one.read_bytes()[:200])
    (place / "x.npy").write_bytes(b"")
    assert sum(key in Halfway(place) for key in "ab") == 1


def test_one_build_does_not_remove_what_another_has_written_since(place):
    first = Halfway(place)
    first.add(["a"], [[1.0]])
    Halfway(place).add(["b"], [[2.0]])
    first.clear()
    assert "a" not in first
    assert [key in Halfway(place) for key in "ab"] == [False, True]


def test_no_room_is_told(tmp_path):
    (tmp_path / "halfway").write_text("a file where a folder should be", "utf-8")
    with pytest.raises(OutsideError, match="Make room"):
        Halfway(tmp_path / "halfway").add(["a"], [[1.0]])
    Halfway(tmp_path / "halfway").add([], [])
