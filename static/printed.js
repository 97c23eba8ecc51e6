// @ts-check
// The moment of printing, for the line that paper gets; without this file it is the day on which the page was sent.

/** @param {HTMLTimeElement} time */
export function printed(time) {
  window.addEventListener("beforeprint", () => {
    const now = new Date();
    time.dateTime = now.toISOString();
    const form = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    time.textContent = form.format(now);
  });
}
