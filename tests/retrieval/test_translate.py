"""Apertium is an outside program: where it fails, search goes on without it."""

import subprocess

import pytest

from explainer.retrieval import translate
from explainer.retrieval.translate import can_translate, translated


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A stand-in for the program, as a shell script."""

    def write(script):
        path = tmp_path / "apertium"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    return write


def test_the_question_goes_in_as_one_line_and_comes_back(program):
    program('read line; echo "$2 $line"')
    assert translated("¿Qué es\nun detainer?", "es", "en") == "spa-eng ¿Qué es un detainer?"


def test_an_unknown_direction_is_none(program):
    program("cat")
    assert translated("x", "en", "fr") is None


@pytest.mark.parametrize("script", ["exit 1", "exec sleep 5", "true"])
def test_a_program_that_fails_hangs_or_says_nothing_is_none(program, monkeypatch, script):
    monkeypatch.setattr(translate, "SECONDS", 0.3)
    program(script)
    assert translated("¿Qué?", "es", "en") is None
    assert not can_translate()


def test_where_it_is_not_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert translated("¿Qué?", "es", "en") is None
    assert not can_translate()


@pytest.mark.skipif(not can_translate(), reason="Apertium is not installed")
def test_the_real_program(monkeypatch):
    monkeypatch.setattr(translate, "SECONDS", 60.0)  # whether it is fast is not asked here
    assert "prison" in str(translated("¿Quién fue a la prisión?", "es", "en")).lower()


def test_without_vectors_it_is_never_asked(documents, monkeypatch):
    from explainer.retrieval.retriever import PassageRetriever

    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("word search is the same on every machine"))
    assert PassageRetriever(corpus=documents).search("¿Quién comparte el bosque?", "es")
