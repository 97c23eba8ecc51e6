// @ts-check
// The searches of this browser, the last one first. They are kept in it alone and never sent.

import { read, write } from "./storage.js";

const NAME = "recent-searches";
const SWITCH = "recent";
export const MOST = 20; // searches: more is a list to search in itself

/** @typedef {{ query: string, address: string }} Search */

/** Whether searches are to be kept. */
export const areKept = () => read(SWITCH) !== "off";

/**
 * Keep searches from now on, or none and forget those there are.
 * @param {boolean} on
 */
export function keep(on) {
  write(SWITCH, on ? null : "off");
  if (!on) forget();
}

/** @returns {Search[]} at most MOST; nothing of what somebody else wrote there that is no search of ours */
export function recall() {
  /** @type {unknown} */
  let found = null;
  try {
    found = JSON.parse(read(NAME) ?? "[]");
  } catch {
    return []; // not ours: the next search overwrites it
  }
  return Array.isArray(found) ? found.filter(isSearch).slice(0, MOST) : [];
}

/**
 * @param {any} one
 * @returns {one is Search}
 */
const isSearch = (one) => typeof one?.query === "string" && String(one.address).startsWith("/search?");

/**
 * Remember the search that a results page shows.
 * @param {Location} place
 */
export function remember({ pathname, search }) {
  const parameters = new URLSearchParams(search);
  const query = (parameters.get("q") ?? "").trim();
  if (pathname !== "/search" || !query || !areKept()) return;
  parameters.delete("page");
  const address = `${pathname}?${parameters}`;
  const others = recall().filter((one) => one.address !== address);
  write(NAME, JSON.stringify([{ query, address }, ...others].slice(0, MOST)));
}

/**
 * Forget a search, or all.
 * @param {string} [address]
 */
export function forget(address) {
  const left = address === undefined ? [] : recall().filter((one) => one.address !== address);
  write(NAME, left.length ? JSON.stringify(left) : null);
}
