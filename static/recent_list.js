// @ts-check
// The list of recent searches on the home page, folded; what it says comes from the page's template.

import { areKept, forget, keep, recall } from "./recent.js";

const PLAIN = new Set(["q", "sort", "size", "match", "duplicates"]); // parameters that narrow nothing

/**
 * Put the list into its place.
 * @param {HTMLElement} place
 * @param {HTMLTemplateElement} template
 */
export function recentList(place, template) {
  const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const fold = content.querySelector("details");
  const row = content.querySelector(".row > li");
  const list = fold?.querySelector("ol");
  const kept = fold?.querySelector("input");
  const forgetAll = fold?.querySelector(".forget-all");
  const none = fold?.querySelector(".none");
  const title = fold?.querySelector("summary");
  if (!fold || !row || !list || !kept || !title) return;
  if (!(none instanceof HTMLElement) || !(forgetAll instanceof HTMLElement)) return;

  const show = () => {
    const searches = recall();
    list.replaceChildren(...searches.map(line));
    kept.checked = areKept();
    forgetAll.hidden = !searches.length;
    none.hidden = searches.length > 0 || !areKept();
  };
  const line = (/** @type {import("./recent.js").Search} */ { query, address }) => {
    const item = /** @type {HTMLElement} */ (row.cloneNode(true));
    const link = item.querySelector("a");
    const button = item.querySelector("button");
    if (!link || !button) return item;
    link.href = address;
    link.textContent = [query, ...narrowedBy(address)].join(" · ");
    button.querySelector(".unseen")?.append(` ${link.textContent}`);
    button.addEventListener("click", () => {
      const at = [...list.children].indexOf(item);
      forget(address);
      show();
      const next = list.children[Math.min(at, list.children.length - 1)]?.querySelector("button");
      (next ?? title).focus(); // what had the focus is gone
    });
    return item;
  };
  kept.addEventListener("change", () => {
    keep(kept.checked);
    show();
  });
  forgetAll.addEventListener("click", () => {
    forget();
    show();
    title.focus();
  });
  show();
  place.append(fold);
}

/**
 * The filters of a search, as they stand in its address.
 * @param {string} address
 */
function narrowedBy(address) {
  const parameters = new URLSearchParams(address.slice(address.indexOf("?")));
  return [...parameters].filter(([name, value]) => value && !PLAIN.has(name)).map(([, value]) => value);
}
