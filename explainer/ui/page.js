// What Streamlit leaves to the page. Runs again when the language changes; sets itself up once.
(() => {
  const words = {words};
  document.documentElement.lang = words.lang;

  // Labels that Streamlit has in English only, and the names of the parts of the page.
  const SKIP = '[data-testid="stSkipToContent"]';
  const LABELS = ["aria-label", "placeholder", "title"];
  const known = new Map(Object.entries(words.builtin));
  const page = (window.explainerPage ??= { original: new WeakMap() });
  const original = page.original; // what Streamlit wrote, by element
  const label = (element) => {
    for (const name of LABELS) {
      const found = element.getAttribute(name);
      if (found === null) continue;
      const kept = original.get(element) ?? {};
      const source = kept[name]?.shown === found ? kept[name].source : found;
      const shown = known.get(source);
      if (shown === undefined) continue;
      original.set(element, { ...kept, [name]: { source, shown } });
      if (shown !== found) element.setAttribute(name, shown);
    }
  };
  const translate = (dialog) => { // the framework's own messages, such as a lost connection
    const texts = document.createTreeWalker(dialog, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const shown = known.get(texts.currentNode.data.trim());
      if (shown !== undefined && shown !== texts.currentNode.data) texts.currentNode.data = shown;
    }
  };
  const name = (selector, role, text) => {
    const element = document.querySelector(selector);
    if (element?.getAttribute("aria-label") === text) return;
    element?.setAttribute("role", role);
    element?.setAttribute("aria-label", text);
  };
  const dress = () => {
    document.querySelectorAll("[aria-label], [placeholder], [title]").forEach(label);
    document.querySelectorAll('[role="dialog"]').forEach(translate);
    document.querySelectorAll("a[data-phone]:not([href])").forEach((link) => Object.assign(link, { href: `tel:${link.dataset.phone}`, target: "_self" }));
    name(".st-key-pages", "navigation", words.pages_label);
    name(".st-key-tools", "group", words.tools_label);
    const skip = document.querySelector(SKIP);
    if (skip && skip.textContent !== words.skip) skip.textContent = words.skip;
  };
  page.dress = dress;
  page.words = words;
  dress();
  if (page.ready) return;
  page.ready = true;

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; page.dress(); });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: LABELS });

  // Copy, share and print: nothing leaves the reader's device.
  const say = (text) => {
    const status = document.querySelector(".st-key-setup [role=status]");
    if (status) status.textContent = text;
  };
  const copy = async (button, text) => {
    try { await navigator.clipboard.writeText(text); }
    catch { // an address without https has no clipboard
      const field = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    const before = (button.dataset.words ??= button.textContent);
    button.textContent = page.words.copied;
    say(page.words.copied);
    setTimeout(() => { button.textContent = before; say(""); }, 2000);
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(SKIP)) { // past the header too, which is inside what Streamlit skips to
      const heading = document.querySelector("h1");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus();
      event.stopImmediatePropagation();
      event.preventDefault();
      return;
    }
    const button = event.target.closest?.("button[data-copy], button[data-share], button[data-print]");
    if (!button) return;
    if ("print" in button.dataset) window.print();
    else if ("copy" in button.dataset) copy(button, button.dataset.copy);
    else copy(button, new URL(button.dataset.share.slice(1), document.baseURI).href);
  }, true);

  // On paper everything that can be opened is open.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.passages:not([open])")];
    opened.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", () => { opened.forEach((details) => { details.open = false; }); });
})();
