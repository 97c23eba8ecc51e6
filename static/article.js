// Comfort for reading an article: each of its pages works without this file.

import "./copying.js";
import { isForPage } from "./shortcuts.js";

const plain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);

// Places where the query's words stand. The address names the current one (#hit-3), and the style sheet shows it.

const count = Number(document.querySelector(".places")?.dataset.count ?? 0);
const place = (number) => document.getElementById(`hit-${number}`);
const current = () => Number(/^#hit-(\d+)$/.exec(location.hash)?.[1] ?? 0);

const distance = (number, y) => Math.abs(place(number).getBoundingClientRect().top - y);

const nearest = (y) => {
  let best = 1;
  for (let number = 1; number <= count; number += 1) {
    if (distance(number, y) < distance(best, y)) best = number;
  }
  return best;
};

const firstBelowTheTop = () => {
  for (let number = 1; number <= count; number += 1) {
    if (place(number).getBoundingClientRect().top >= 0) return number;
  }
  return 1;
};

const sayWhichIsCurrent = () => {
  document.querySelector("mark[aria-current]")?.removeAttribute("aria-current");
  place(current())?.setAttribute("aria-current", "true");
};

// Steps replace the address instead of adding to the history: Back leads to the results, however many were taken.
const go = (number) => {
  location.replace(`#hit-${number}`);
  sayWhichIsCurrent();
};

const step = (by) => {
  const now = current();
  if (now) go(((now - 1 + by + count) % count) + 1);
  else go(by > 0 ? firstBelowTheTop() : count);
};

if (count) {
  sayWhichIsCurrent();
  window.addEventListener("hashchange", sayWhichIsCurrent);

  document.addEventListener("keydown", (event) => {
    if (event.shiftKey || !isForPage(event)) return;
    if (event.key !== "n" && event.key !== "p") return;
    event.preventDefault();
    step(event.key === "n" ? 1 : -1);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".step a, .places a");
    if (!link || !plain(event)) return;
    event.preventDefault();
    const which = [...link.parentElement.querySelectorAll("a")].indexOf(link);
    const wasStep = link.parentElement.matches(".step");
    go(Number(link.hash.slice("#hit-".length)));
    const links = place(current()).nextElementSibling.querySelectorAll("a");
    links[wasStep ? which : 1].focus({ preventScroll: true }); // so that the same key goes on from there
  });

  document.querySelector(".map")?.addEventListener("click", (event) => {
    const story = document.querySelector(".story").getBoundingClientRect();
    const box = event.currentTarget.getBoundingClientRect();
    go(nearest(story.top + (story.height * (event.clientY - box.top)) / box.height));
  });
}
