"""HTML that is safe to show, and the words of the interface inside it.

HTML and not Markdown, so that `$`, `*` and `<` in a question or a source are shown as they are, and
so that parts in another language can be marked. No line is left blank inside: it would end the HTML.
"""

import re
from html import escape
from typing import Literal

import streamlit as st

from explainer import wording

_MARKDOWN = "\\`*_~$:[]|"  # what Markdown would still read inside HTML


def put(body: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Shows HTML that was made with `safe`."""
    st.markdown(body, unsafe_allow_html=True, anchors=False, width=width)


def safe(text: str) -> str:
    """A text from outside, escaped for HTML, with what Markdown would read inside it escaped too."""
    escaped = escape(text).replace("\r", "")
    for sign in _MARKDOWN:
        escaped = escaped.replace(sign, f"&#{ord(sign)};")
    return escaped.replace("\n", "<br>")


def attribute(value: str) -> str:
    """A text for the inside of an HTML attribute; line breaks stay line breaks."""
    return safe(value.replace("\r", "")).replace("<br>", "&#10;")


def text(key: str, lang: str, **values: object) -> str:
    """A text of the interface, escaped."""
    return safe(wording.text(key, lang, **values))


def counted(key: str, lang: str, count: int) -> str:
    """A text of the interface with a number in it, in its singular form for one."""
    return text(f"{key}_one" if count == 1 else key, lang, count=count)


def in_language(of: str, page: str) -> str:
    """The attribute that marks a part whose language is not that of what is around it."""
    return f' lang="{escape(of)}"' if of != page else ""


def outside(url: str, content: str) -> str:
    """A link to another site, in a tab of its own; `content` is HTML."""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{content}</a>'


def calls(phone: str) -> str:
    """A phone number as a link that calls it. Streamlit drops such addresses, so page.js puts it in."""
    digits = re.sub(r"\D", "", phone)
    return f'<a class="phone" data-phone="{"+" if len(digits) > 10 else ""}{digits}">{safe(phone)}</a>'


def copies(value: str, key: str, lang: str) -> str:
    """A small button that copies a text; page.js does it."""
    return f'<button type="button" class="act" data-copy="{attribute(value)}">{text(key, lang)}</button>'


def shares(address: str, key: str, lang: str) -> str:
    """A small button that copies an address of this site: the path and parameters, the host put before by page.js."""
    return f'<button type="button" class="act" data-share="{attribute(address)}">{text(key, lang)}</button>'
