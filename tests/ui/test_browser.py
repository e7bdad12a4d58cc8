"""The pages in real Chromium: phone and desktop, light and dark, keyboard, accessibility, no other hosts."""

import re

import pytest

from explainer import wording
from explainer.ui.frame import PAGES
from tests.ui.conftest import PHONE

pytestmark = pytest.mark.browser
ANSWERED = "document.querySelectorAll('[data-testid=stChatMessage] details.why').length >= {count}"
QUESTION = {"en": "What is an immigration detainer?", "es": "¿Qué es un detainer?"}
UNANSWERED = {"en": "Which lighthouse did the sheriff paint?", "es": "¿Qué faro pintó el alguacil?"}
OWN_CASE = {"en": "I was arrested. Should I sign?", "es": "Me arrestaron. ¿Debo firmar?"}


def box(page):
    return page.get_by_test_id("stChatInputTextArea")


def ask(page, question, count=1):
    box(page).fill(question)
    box(page).press("Enter")
    page.wait_for_function(ANSWERED.format(count=count))
    settled(page)  # what is opened before the page has come to rest is drawn again, closed


def go(page, name, lang):
    """Through the header, as a reader would."""
    page.locator(".st-key-pages").get_by_role("link", name=wording.text(f"page_{name}", lang), exact=True).click()
    page.get_by_role("heading", level=1, name=wording.text(f"{name}_title", lang)).wait_for()
    page.locator("footer.end").wait_for()


def settled(page):
    page.wait_for_function("document.querySelector('.stApp').dataset.testScriptState === 'notRunning'")
    page.wait_for_function("!document.querySelector('[data-stale=true]')")


def violations(page):
    from axe_playwright_python.sync_playwright import Axe

    settled(page)
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("width", "lang", "scheme"),
    [(360, "en", "light"), (360, "es", "dark"), (1280, "es", "light"), (1280, "en", "dark")],
)
def test_every_page_and_state_is_accessible(visit, width, lang, scheme):
    """As tall as it needs: what lies half under the bar at the foot would count as a small target."""
    page = visit({"width": width, "height": 4000}, {"en": "en-US", "es": "es-MX"}[lang], scheme)
    assert page.evaluate("document.documentElement.lang") == lang
    found = {"first": violations(page)}
    ask(page, QUESTION[lang])
    page.locator("details.passages summary").click()
    page.locator("details.why summary").click()
    page.locator(".st-key-feedback button").nth(1).click()
    page.locator(".st-key-feedback [role=status]").wait_for()
    found["answer"] = violations(page)
    ask(page, UNANSWERED[lang], 2)
    box(page).fill(OWN_CASE[lang])
    box(page).press("Enter")
    page.locator("ul.help").wait_for()
    found["not found, declined"] = violations(page)
    for name in PAGES[1:]:
        go(page, name, lang)
        found[name] = violations(page)
        assert overflow(page) == 0, name
    assert {state: rules for state, rules in found.items() if rules} == {}


@pytest.mark.parametrize("name", PAGES)
def test_320_pixels_and_large_text_need_no_sideways_scroll(visit, name):
    page = visit({"width": 320, "height": 640}, path=f"/{name if name != 'ask' else ''}?lang=es")
    if name == "ask":
        ask(page, "¿Quién estuvo en el Grupo de Trabajo?")
        page.locator("details.passages summary").click()
    assert overflow(page) == 0
    page.set_viewport_size({"width": 640, "height": 800})
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert overflow(page) == 0


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_header_leaves_the_phone_to_the_answer(visit, lang):
    page = visit(PHONE, path=f"/?lang={lang}")
    assert page.locator(".st-key-frame").bounding_box()["height"] <= PHONE["height"] / 6
    for target in page.locator(".st-key-frame a:visible, .st-key-frame button:visible").all():
        area = target.bounding_box()
        assert area["height"] >= 24
        assert area["width"] >= 24
        assert area["x"] + area["width"] <= PHONE["width"]


def test_the_quick_exit_is_in_reach_wherever_one_has_scrolled(visit):
    page = visit(PHONE)
    ask(page, QUESTION["en"])
    link = page.locator("a.leave")
    assert link.bounding_box()["y"] < 60
    assert link.get_attribute("target") == "_self"
    assert link.get_attribute("href").startswith("https://")


def test_a_source_link_opens_its_passage(visit):
    page = visit()
    ask(page, "Did it reduce crime?")
    mark = page.locator("mark").first
    assert not mark.is_visible()
    page.locator("a.source").first.click()
    mark.wait_for(state="visible")


def test_an_answer_is_read_from_its_top(visit):
    page = visit(PHONE)
    ask(page, QUESTION["en"])
    ask(page, "Did it reduce crime?", count=2)
    page.wait_for_function("Math.abs(document.getElementById('question-1').getBoundingClientRect().top) < 160")


def test_keyboard_only(visit):
    """Skip link, then the pages, the language, the exit, the questions on offer and the input, each seen in focus."""
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == wording.text("skip", "en")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
        seen.append(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert seen
    assert set(seen) == {"solid"}
    page.keyboard.type(QUESTION["en"])
    page.keyboard.press("Enter")
    page.wait_for_function(ANSWERED.format(count=1))
    page.locator("[role=status]", has_text="Answer ready").wait_for(state="attached")
    page.wait_for_function("document.activeElement.matches('#answer-0 h2')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-testid=stChatMessage] a.source')")


def test_language_page_and_conversation_survive_the_switch_the_back_button_and_a_reload(visit):
    page = visit()
    ask(page, QUESTION["en"])
    go(page, "about", "en")
    page.get_by_role("button", name="Español").click()
    page.get_by_role("heading", level=1, name=wording.text("about_title", "es")).wait_for()
    assert page.evaluate("document.documentElement.lang") == "es"
    page.go_back()
    page.get_by_role("heading", level=1, name=wording.text("about_title", "en")).wait_for()
    page.go_back()
    page.wait_for_function(ANSWERED.format(count=1))
    page.go_forward()
    page.get_by_role("heading", level=1, name=wording.text("about_title", "en")).wait_for()
    page.reload()
    page.get_by_role("heading", level=1, name=wording.text("about_title", "en")).wait_for()
    assert re.search(r"/about\?lang=en$", page.url)


def test_what_a_screen_reader_hears_is_in_the_language_of_the_page(visit):
    page = visit(locale="es-MX")
    ask(page, QUESTION["es"])
    settled(page)
    english = page.evaluate("[...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label'))")
    assert not set(english) & set(wording.builtin())
    assert wording.builtin()["Send message"].es in english
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name=wording.builtin()["Send message"].en, exact=True).wait_for()


def test_what_is_typed_never_runs(visit):
    page = visit()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    typed = "<img src=x onerror=alert(1)> <script>alert(2)</script> detainer $x^2$ **b** مرحبا 👋🏽"
    box(page).fill(typed)
    box(page).press("Enter")
    page.locator("p.said").first.wait_for()
    settled(page)
    assert page.locator("p.typed").inner_text() == typed
    assert page.locator("[data-testid=stChatMessage] :is(script, iframe, img)").count() == 0


def test_a_second_question_or_click_loses_and_doubles_nothing(visit):
    page = visit()
    page.locator(".st-key-offers button").first.dblclick()
    page.wait_for_function(ANSWERED.format(count=1))
    for asked, question in enumerate((QUESTION["en"], "Did it reduce crime?"), 2):
        box(page).fill(question)
        box(page).press("Enter")
        page.wait_for_function(f"document.querySelectorAll('p.typed').length === {asked}")
    page.wait_for_function(ANSWERED.format(count=3))
    settled(page)
    assert page.locator("p.typed").count() == 3


def test_two_tabs_do_not_meet(visit):
    one, other = visit(), visit()
    ask(one, QUESTION["en"])
    ask(other, "Did it reduce crime?")
    assert "detainer" not in other.locator("p.typed").inner_text()


def test_copied_words_carry_their_source_and_a_shared_link_its_passage(visit, address):
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION["en"])
    page.locator("details.passages summary").click()
    page.get_by_role("button", name=wording.text("copy_answer", "en")).click()
    page.get_by_role("button", name=wording.text("copied", "en")).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "8 CFR 287.7" in copied
    page.locator("button[data-share]").first.click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('http'))")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}/sources?lang=en&passage=")
    assert "What" not in link
    shared = visit(path=link.removeprefix(address))
    shared.locator(".passage blockquote").first.wait_for()
    marked = page.locator(".passage blockquote").first.inner_text()
    assert shared.locator(".passage blockquote").first.inner_text() == marked


def test_on_paper_the_passages_are_open_and_addresses_written_out(visit):
    page = visit()
    box(page).fill(OWN_CASE["en"])
    box(page).press("Enter")
    page.locator("ul.help").wait_for()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".passage").first.is_visible()
    assert not page.locator(".st-key-askbar").is_visible()
    written = page.evaluate("getComputedStyle(document.querySelector('ul.help a'), '::after').content")
    assert "http" in written or "attr(href)" in written


def test_a_lost_connection_is_told_in_the_language_of_the_page(visit):
    page = visit(locale="es-MX")
    page.evaluate("document.querySelector('.stApp').setAttribute('data-test-connection-state', 'DISCONNECTED')")
    assert page.locator("p.offline").is_visible()
    assert page.locator("p.offline").inner_text() == wording.text("offline", "es")


def test_another_section_leaves_nothing_of_the_one_before(visit):
    """Seen by a watcher on the page: never are the headings of years and a chart there together."""
    page = visit(path="/explore?lang=en&see=timeline")
    settled(page)
    page.evaluate(
        """() => { window.mixed = 0; new MutationObserver(() => {
        if (document.querySelector('h3.year') && document.querySelector('[class*=st-key-series-]')) window.mixed++;
        }).observe(document.body, { childList: true, subtree: true }); }"""
    )
    page.get_by_role("radio", name=wording.text("explore_numbers_title", "en")).click()
    page.locator("[class*=st-key-series-]").first.wait_for()
    settled(page)
    assert page.evaluate("window.mixed") == 0


@pytest.mark.parametrize("section", ["findings", "glossary"])
def test_what_is_looked_up_can_be_printed_without_its_buttons(visit, section):
    page = visit(path=f"/explore?lang=en&see={section}")
    settled(page)
    assert page.locator("button[data-print]").is_visible()
    page.emulate_media(media="print")
    assert page.locator("[class*=st-key-entry-] h4").first.is_visible()
    assert page.locator("[class*=st-key-ask-]:visible, [data-testid=stButtonGroup]:visible").count() == 0
