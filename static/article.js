// Comfort for reading an article: each of its pages works without this file.

const shortcutsAreOn = () => {
  try {
    return localStorage.getItem("shortcuts") !== "off";
  } catch {
    return true; // no storage, no choice made
  }
};
const inField = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
const plain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);

// Places where the query's words stand. The address names the current one (#hit-3), and the style sheet shows it.

const count = Number(document.querySelector(".places")?.dataset.count ?? 0);
const place = (number) => document.getElementById(`hit-${number}`);
const current = () => Number(/^#hit-(\d+)$/.exec(location.hash)?.[1] ?? 0);

const nearest = (y) => {
  let best = 1;
  for (let number = 1; number <= count; number += 1) {
    if (Math.abs(place(number).getBoundingClientRect().top - y) < Math.abs(place(best).getBoundingClientRect().top - y)) best = number;
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
    if (!plain(event) || inField(event.target) || !shortcutsAreOn()) return;
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

// Copying: the quotation of what is selected, and citations.

// The clipboard is closed to pages that came unencrypted from another machine; the old way works there too.
const copy = async (text) => {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("the browser does not let the page copy");
};

const story = document.querySelector(".story");
const quoting = document.querySelector(".quoting");

const selected = () => {
  const selection = document.getSelection();
  const text = selection.toString().replace(/\s+/g, " ").trim();
  if (!text || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const paragraphs = [...story.querySelectorAll(".body p:not(.linked), .captions li")].filter((one) => range.intersectsNode(one));
  const link = paragraphs[0]?.querySelector(".permalink");
  return link ? `“${text}” (${story.dataset.source}, ${link.href})` : null;
};

if (story && quoting) {
  const button = quoting.querySelector("button");
  const status = quoting.querySelector("[role=status]");
  let quotation = null;
  document.addEventListener("selectionchange", () => {
    const found = selected();
    if (found) {
      quotation = found;
      status.textContent = "";
    }
    quoting.hidden = !found && !quoting.contains(document.activeElement);
  });
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays what it is
  button.addEventListener("click", async () => {
    if (!quotation) return;
    await copy(quotation);
    status.textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(document.getElementById(button.dataset.copies).value);
    document.querySelector("#said").textContent = button.dataset.done;
    button.classList.add("done");
  });
}
