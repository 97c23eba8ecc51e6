// What the accessibility tests look at in a page. The observer must be there before the page is.
window.probes = (() => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) moved += entry.value;
  }).observe({ type: "layout-shift", buffered: true });

  const marks = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor } = getComputedStyle(element);
    return [outlineStyle === "none" ? "" : `${outlineStyle} ${outlineWidth} ${outlineColor}`, boxShadow, backgroundColor, borderColor];
  };

  // The element with the focus: its name, its number in the document, its place on the page, whether it differs from
  // the same element without the focus, and whether it is in sight; null when the focus has left the page.
  const stop = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getBoundingClientRect();
    const focused = marks(element);
    const shown = box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    element.blur();
    const marked = marks(element).some((mark, number) => mark !== focused[number]);
    element.focus({ preventScroll: true });
    return {
      name: (element.labels?.[0]?.innerText || element.getAttribute("aria-label") || element.innerText || element.id).trim(),
      number: [...document.querySelectorAll("*")].indexOf(element),
      top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left,
      marked, shown,
    };
  };

  // Elements that hide a part of their text. What is for screen readers alone is hidden on purpose.
  const cut = () => [...document.querySelectorAll("body *:not(.unseen, .unseen *, template, dialog *)")]
    .filter((element) => element.checkVisibility() && element.innerText?.trim() && element.tagName !== "INPUT")
    .filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const hides = [overflowX, overflowY].some((overflow) => overflow === "hidden" || overflow === "clip");
      return hides && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    })
    .map((element) => element.outerHTML.slice(0, 200));

  return { stop, cut, shift: () => moved };
})();
