// The contrast of every visible text with the colour behind it, by WCAG 2: relative luminances, (lighter + 0.05) / (darker + 0.05).
() => {
  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = parts(colour).slice(0, 3).map((v) => {
      const c = v / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      const painted = style.backgroundImage.match(/rgb\([^)]*\)/); // a mark is painted as a gradient of one colour
      if (painted) return painted[0];
      if (parts(style.backgroundColor)[3] !== 0) return style.backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    seen.push({ text: walker.currentNode.data.trim().slice(0, 40), contrast });
  }
  return seen;
}
