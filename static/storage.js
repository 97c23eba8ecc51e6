// @ts-check
// What this browser remembers for the pages. Where it may not (a private window, a setting) nothing is remembered.

/**
 * Read a remembered text.
 * @param {string} name
 * @returns {string | null} null if there is none, or none can be read
 */
export function read(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage is forbidden: as if nothing had ever been remembered
  }
}

/**
 * Remember a text, or forget it.
 * @param {string} name
 * @param {string | null} text null to forget
 */
export function write(name, text) {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // storage is forbidden or full: the page works all the same, and forgets
  }
}
