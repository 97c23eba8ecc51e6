// Comfort for the filters: a box that looks through a long list of values. Without this file the list only folds.

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

for (const sift of document.querySelectorAll(".sift")) {
  const box = sift.querySelector("input");
  const status = sift.querySelector("[role=status]");
  const fold = sift.parentElement.querySelector(".rest");
  const rows = [...sift.parentElement.querySelectorAll(".facet:not(.undated) > li")];
  const names = rows.map((row) => plain(row.querySelector(".label").textContent));
  let wasOpen = fold.open;

  box.addEventListener("input", () => {
    const wanted = plain(box.value.trim());
    const looking = sift.classList.contains("looking");
    if (wanted && !looking) wasOpen = fold.open;
    if (wanted || looking) fold.open = wanted ? true : wasOpen;
    sift.classList.toggle("looking", wanted !== "");
    let shown = 0;
    rows.forEach((row, number) => {
      row.hidden = !names[number].includes(wanted);
      if (!row.hidden) shown += 1;
    });
    status.textContent = wanted ? sift.dataset.told.replace("{count}", shown) : "";
  });
  sift.hidden = false;
}

// Browsers that can't show the inside of a closed fold by style get it open where there is room.
const drawer = document.querySelector(".drawer");
if (drawer && !CSS.supports("selector(::details-content)") && matchMedia("(min-width: 56rem)").matches) {
  drawer.open = true;
}
