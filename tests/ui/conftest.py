"""The app, driven without a browser in both modes, and served to a real one."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explainer.corpus.fetching.background import FetchStatus
from explainer.domain import Mode
from explainer.engine import Explainer
from explainer.settings import Settings
from explainer.ui.frame import PAGES

ROOT = Path(__file__).parents[2]
PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Ready:
    """A service whose engine is ready from the start."""

    engine: Explainer
    fetching: FetchStatus | None = None

    def fetch_texts(self):
        self.fetching = FetchStatus(total=7, done=2)

    def picture(self, citation, close=True):
        return None

    @property
    def corpus(self):
        return self.engine.corpus

    def ask(self, question, history, hint):
        return self.engine.ask(question, history, hint=hint)


@pytest.fixture(scope="session")
def local_engine(knowledge, tmp_path_factory):
    """The shipped knowledge with vectors from a stand-in model that knows words alone."""
    from explainer.retrieval.embeddings import SentenceEmbeddings
    from explainer.retrieval.vectors import build_index, open_index
    from tests.conftest import WordModel

    settings = Settings(mode=Mode.LOCAL, data_dir=tmp_path_factory.mktemp("local"))
    embeddings = SentenceEmbeddings(WordModel())
    build_index(knowledge, settings, lambda batches, label: batches, embeddings)
    return Explainer(knowledge, settings, open_index(knowledge, settings, embeddings))


BOTH_MODES = pytest.mark.parametrize("mode", [Mode.DETERMINISTIC, Mode.LOCAL], ids=str, indirect=True)


@pytest.fixture
def mode(request):
    return getattr(request, "param", Mode.DETERMINISTIC)


@pytest.fixture
def app(monkeypatch, engine, mode, request):
    """The app with an engine of the mode; a fresh reader."""
    from explainer.ui import parts

    ready = Ready(engine if mode is Mode.DETERMINISTIC else request.getfixturevalue("local_engine"))
    monkeypatch.setattr(parts, "service", lambda: ready)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)


def shown(app):
    """All that the page shows as HTML or Markdown."""
    return " ".join(element.value for element in app.markdown)


def open_page(app, name, lang, **parameters):
    """Opens a page by its address, as a reader with a bookmark would."""
    from streamlit.util import calc_hash

    for key, value in {"lang": lang, **parameters}.items():
        app.query_params[key] = value
    app._page_hash = calc_hash("" if name == PAGES[0] else name)
    app.run()
    assert not app.exception
    return shown(app)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """A served app, in the deterministic mode."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = {"EXPLAINER_MODE": "deterministic", "EXPLAINER_DATA_DIR": str(tmp_path_factory.mktemp("data"))}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", f"--server.port={port}"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | home, stdout=subprocess.DEVNULL) as server:
        base = f"http://127.0.0.1:{port}"
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{base}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.5)
        yield base
        server.terminate()


@pytest.fixture(scope="session")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason='no Playwright: pip install -e ".[dev]"')
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt install chromium")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, address):
    """Opens a page and watches it: console errors and requests to other hosts fail the test."""
    troubles, pages = [], []

    def open_page(viewport=DESKTOP, locale="en-US", scheme="light", path="/", **more):
        page = browser.new_page(viewport=viewport, locale=locale, color_scheme=scheme, **more)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if _bad(message) else None)
        page.on("request", lambda request: troubles.append(request.url) if _elsewhere(request.url, address) else None)
        page.goto(address + path)
        page.locator("h1").first.wait_for()
        page.locator("footer.end").wait_for()
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert troubles == []


def _bad(message):
    """Streamlit looks for its server below a page's own path first and gets a 404; that is no fault of the page."""
    return message.type == "error" and "/_stcore/" not in message.location.get("url", "")


def _elsewhere(url, address):
    return not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
