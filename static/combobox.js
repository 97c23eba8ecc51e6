// @ts-check
// The search box as a combobox: a list of suggestions to choose from by hand (ARIA Authoring Practices, "list
// autocomplete with manual selection"). The focus stays in the box; aria-activedescendant says what the arrows reached.

import { element, option } from "./listbox.js";
import { afterPause, asker } from "./typing.js";

const PAUSE = 120; // milliseconds: shorter than a pause between words, longer than one between letters
const LINES = 8;

/** @typedef {import("./listbox.js").Suggestion} Suggestion */

/**
 * Let a search box suggest.
 * @param {HTMLInputElement} box
 * @param {DOMStringMap} words what to say: label, one, more
 * @param {(address: string) => void} [go] to the article of a headline
 */
export function combobox(box, words, go = (address) => window.location.assign(address)) {
  const list = element("ul", "suggestions", { id: "suggestions", role: "listbox", "aria-label": words.label ?? "" });
  const says = element("div", "unseen", { "aria-live": "polite", "aria-atomic": "true" });
  list.hidden = true;
  box.after(list, says);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) box.setAttribute(name, value);

  const ask = asker("/api/v1/suggest");
  /** @type {Suggestion[]} */
  let offered = [];
  let active = -1;
  let behind = ""; // what stands behind the caret, and stays

  const close = () => {
    later.cancel();
    ask.cancel();
    offered = [];
    show();
  };

  const suggest = async () => {
    later.cancel();
    const caret = box.selectionStart ?? box.value.length;
    const typed = box.value.slice(0, caret);
    behind = box.value.slice(caret);
    const isWithin = /^[^\s)"”]/.test(behind); // in the middle of a word nothing is completed
    if (!typed || isWithin) return close();
    const answer = await ask(new URLSearchParams({ q: typed, limit: String(LINES) }));
    if (answer === null || document.activeElement !== box) return;
    offered = answer.suggestions;
    show();
  };
  const later = afterPause(() => void suggest(), PAUSE);

  const show = () => {
    list.replaceChildren(...offered.map((one, number) => option(one, number)));
    list.hidden = !offered.length;
    box.setAttribute("aria-expanded", String(offered.length > 0));
    reach(-1);
    const phrase = offered.length === 1 ? words.one : words.more;
    says.textContent = offered.length ? (phrase ?? "").replace("#", String(offered.length)) : "";
  };

  const reach = (/** @type {number} */ number) => {
    active = number;
    for (const [at, line] of [...list.children].entries()) line.setAttribute("aria-selected", String(at === number));
    if (number < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  };

  const choose = (/** @type {number} */ number) => {
    const { query, url } = offered[number];
    const rest = behind;
    close();
    if (url.startsWith("/article/")) return go(url);
    box.value = query + rest;
    box.setSelectionRange(query.length, query.length);
    box.focus();
  };

  const step = (/** @type {number} */ by) => {
    if (offered.length) reach(((active + 1 + by + offered.length + 1) % (offered.length + 1)) - 1);
    else if (by > 0) void suggest();
  };

  box.addEventListener("input", (event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    if (box.value) later();
    else close();
  });
  box.addEventListener("compositionend", () => later());
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (event.altKey && event.key === "ArrowUp") close();
      else step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && offered.length) {
      event.preventDefault(); // else the browser empties the box
      close();
    }
  });
  box.addEventListener("blur", close);
  box.form?.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  list.addEventListener("click", (event) => {
    const line = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (line) choose([...list.children].indexOf(line));
  });
}
