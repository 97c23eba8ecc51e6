// @ts-check
// The query builder shows the query as its fields are filled in; the server makes it, as it does without JavaScript.

import { afterPause, asker } from "./typing.js";

const PAUSE = 200; // milliseconds

/** @param {HTMLFormElement} form */
export function builder(form) {
  const built = form.querySelector(".built");
  const code = built?.querySelector("code");
  if (!(built instanceof HTMLElement) || !code) return;
  const ask = asker("/api/v1/build");
  const show = async () => {
    const filled = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value.trim());
    const answer = await ask(new URLSearchParams(/** @type {[string, string][]} */ (filled)));
    if (answer === null) return;
    code.textContent = answer.raw;
    built.hidden = !answer.raw;
  };
  const later = afterPause(() => void show(), PAUSE);
  form.addEventListener("input", later);
  form.addEventListener("reset", later);
  if ([...new FormData(form)].some(([, value]) => value)) void show(); // what the browser has filled in again
}
