// @ts-check
// The list under a combobox, and its lines. What stands in them is text: nothing of it is read as HTML.

/** @typedef {{ text: string, description: string, query: string, url: string }} Suggestion */

/**
 * Make the line of a suggestion.
 * @param {Suggestion} suggestion
 * @param {number} number
 */
export function option({ text, description }, number) {
  const line = element("li", "", { id: `suggestion-${number}`, role: "option", "aria-selected": "false" });
  line.append(element("span", "text", {}, text), " ", element("span", "about", {}, description));
  return line;
}

/**
 * Make an element.
 * @param {string} tag
 * @param {string} kind its class
 * @param {Record<string, string>} attributes
 * @param {string} [text]
 */
export function element(tag, kind, attributes, text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}
