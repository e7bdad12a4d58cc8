"""Apertium, a translator by rules: an outside program that is used where it is installed.

It is not the same on every machine, so a question goes to it in the local mode alone. It runs on
this machine and keeps nothing.
"""

import shutil
import subprocess

DIRECTIONS = {("es", "en"): "spa-eng", ("en", "es"): "eng-spa"}
SECONDS = 3.0  # a sentence takes .1 to .4


def can_translate() -> bool:
    """Whether the program and its English and Spanish are installed."""
    program = shutil.which("apertium")
    if program is None:
        return False
    try:
        told = subprocess.run([program, "-l"], capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return set(DIRECTIONS.values()) <= set(told.stdout.decode("utf-8", "replace").split())


def translated(text: str, source: str, target: str) -> str | None:
    """The text in the other language, words that are not known left as they are; None where it cannot be had."""
    program = shutil.which("apertium")
    if program is None or (source, target) not in DIRECTIONS:
        return None
    command = [program, "-u", DIRECTIONS[(source, target)]]
    line = " ".join(text.split()).encode("utf-8", "replace")
    try:
        done = subprocess.run(command, input=line, capture_output=True, timeout=SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace").strip() or None
