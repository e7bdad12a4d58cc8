"""The page in real Chromium: phone and desktop, light and dark, keyboard, accessibility, no other hosts."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
sync_api = pytest.importorskip("playwright.sync_api", reason='Playwright is not installed: pip install -e ".[dev]"')
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt install chromium"),
]
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
ANSWERED = "document.querySelectorAll('[data-testid=stChatMessage] .receipt').length >= {count}"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A served app, in the deterministic mode."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = {"EXPLAINER_MODE": "deterministic", "EXPLAINER_DATA_DIR": str(tmp_path_factory.mktemp("data"))}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", f"--server.port={port}"]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, env=os.environ | home, stdout=subprocess.DEVNULL) as server:
        base = f"http://127.0.0.1:{port}"
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{base}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.5)
        yield base
        server.terminate()


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, address):
    """Opens the page and watches it: console errors and requests to other hosts fail the test."""
    troubles, pages = [], []

    def open_page(viewport=DESKTOP, locale="en-US", scheme="light", path="/"):
        page = browser.new_page(viewport=viewport, locale=locale, color_scheme=scheme)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: troubles.append(request.url) if _elsewhere(request.url, address) else None)
        page.goto(address + path)
        page.get_by_test_id("stChatInputTextArea").wait_for()
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert troubles == []


def _elsewhere(url, address):
    return not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))


def ask(page, question, count=1):
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")
    page.wait_for_function(ANSWERED.format(count=count))


def width(page):
    return page.evaluate("document.documentElement.scrollWidth")


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("locale", "question"), [("en-US", "What is an immigration detainer?"), ("es-MX", "¿Bajó el crimen?")]
)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_page_is_accessible(visit, viewport, locale, question, scheme):
    page = visit(viewport, locale, scheme)
    assert violations(page) == []
    ask(page, question)
    page.locator("details.passages summary").click()
    assert violations(page) == []
    assert width(page) == viewport["width"]


def test_320_pixels_need_no_sideways_scroll(visit):
    page = visit({"width": 320, "height": 640})
    ask(page, "Who was on the task force?")
    page.locator("details.passages summary").click()
    assert width(page) == 320


def test_a_source_link_opens_its_passage(visit):
    page = visit()
    ask(page, "Did it reduce crime?")
    mark = page.locator("mark").first
    assert not mark.is_visible()
    page.locator("a.source").first.click()
    mark.wait_for(state="visible")


def test_an_answer_is_read_from_its_top(visit):
    page = visit(PHONE)
    ask(page, "What is an immigration detainer?")
    ask(page, "Did it reduce crime?", count=2)
    page.wait_for_function("Math.abs(document.getElementById('question-1').getBoundingClientRect().top) < 120")


def test_keyboard_only(visit):
    page = visit()
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.type("What is an immigration detainer?")
    page.keyboard.press("Enter")
    page.wait_for_function(ANSWERED.format(count=1))
    page.locator("[role=status]", has_text="Answer ready").wait_for(state="attached")


def test_the_language_is_switched_and_kept_in_the_address(visit):
    page = visit()
    page.get_by_role("button", name="Español").click()
    page.get_by_role("heading", name="Qué halló el Grupo de Trabajo").wait_for()
    assert "lang=es" in page.url
    page.reload()
    page.get_by_role("heading", name="Qué halló el Grupo de Trabajo").wait_for()


def test_what_is_typed_never_runs(visit):
    page = visit()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("<img src=x onerror=alert(1)> <script>alert(2)</script> detainer $x^2$ **b**")
    box.press("Enter")
    page.wait_for_function("document.querySelectorAll('[data-testid=stChatMessage]').length >= 2")
    shown = page.locator("p.typed").inner_text()
    assert shown == "<img src=x onerror=alert(1)> <script>alert(2)</script> detainer $x^2$ **b**"


def test_the_quick_exit_leaves_in_the_same_tab(visit):
    link = visit().locator("a.leave")
    assert link.get_attribute("target") == "_self"
    assert link.get_attribute("href").startswith("https://")


def test_a_second_question_does_not_lose_the_first(visit):
    page = visit()
    box = page.get_by_test_id("stChatInputTextArea")
    for question in ("What is an immigration detainer?", "Did it reduce crime?"):
        box.fill(question)
        box.press("Enter")
    page.wait_for_function(ANSWERED.format(count=2))
