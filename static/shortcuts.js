// @ts-check
// Keys for those who read results without a mouse. They are off in fields, with modifiers, and when switched off in the
// dialog that lists them (WCAG 2.1.4).

import { read, write } from "./storage.js";

const NAME = "shortcuts";

/** Whether the shortcuts are switched on. */
export const areOn = () => read(NAME) !== "off";

/**
 * Whether a key is for the page, not for a field, a menu of the browser or an open dialog.
 * @param {KeyboardEvent} event
 */
export function isForPage(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  const inField = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  return areOn() && !inField && !document.querySelector("dialog[open]");
}

/** Listen to the keys, and let the link at the foot of the page open the list of them. */
export function shortcuts() {
  const list = document.querySelector("dialog#shortcuts");
  const link = document.querySelector("#shortcuts-link");
  if (!(list instanceof HTMLDialogElement) || !(link instanceof HTMLAnchorElement)) return;
  const on = list.querySelector("input");
  if (!on) return;
  const open = () => {
    on.checked = areOn();
    list.showModal(); // keeps the focus in, gives it back, and closes on Escape
  };
  on.addEventListener("change", () => write(NAME, on.checked ? null : "off"));
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });

  /** @type {Record<string, () => void>} */
  const keys = {
    "/": () => {
      const box = document.querySelector("#q");
      if (!(box instanceof HTMLInputElement)) return;
      box.focus();
      box.select(); // typing replaces the query, an arrow key keeps it
    },
    "?": open,
    j: () => move(1),
    k: () => move(-1),
    o: () => hits()[reached()]?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(keys, event.key) || !isForPage(event)) return;
    event.preventDefault();
    keys[event.key]();
  });
}

/** The link of each result. */
const hits = () => /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".hits > li h2 a")]);

/** The number of the result that has the focus, in whatever part of it, or -1. */
const reached = () => hits().findIndex((link) => link.closest("li")?.contains(document.activeElement));

/** @param {number} by */
function move(by) {
  const at = reached();
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), hits().length - 1);
  hits()[next]?.focus();
}
