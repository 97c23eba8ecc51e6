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
  const paragraphs = [...story.querySelectorAll(".body p:not(.linked), .captions li")];
  const link = paragraphs.find((one) => range.intersectsNode(one))?.querySelector(".permalink");
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
