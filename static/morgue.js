// Comfort for the pages: each works without this file.

const inField = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
  event.preventDefault();
  document.querySelector("#q")?.focus();
});
