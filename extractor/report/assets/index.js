"use strict";
(() => {
  const body = document.querySelector("#pages tbody");
  const rows = [...body.rows];
  const heads = [...document.querySelectorAll("#pages th")];
  const filter = document.getElementById("filter"), shown = document.getElementById("shown");
  const texts = new Map(rows.map((row) => [row, row.cells[0].textContent.toLocaleLowerCase()]));

  heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const value = (row) => Number(row.cells[column].dataset.v);
    const compare = column
      ? (first, second) => value(first) - value(second)
      : (first, second) => texts.get(first).localeCompare(texts.get(second));
    rows.sort((first, second) => (down ? -1 : 1) * compare(first, second));
    body.replaceChildren(...rows);
  }));

  const apply = () => {
    const words = filter.value.trim().toLocaleLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = !texts.get(row).includes(words);
      count += row.hidden ? 0 : 1;
    }
    shown.value = words ? `${count} of ${rows.length}` : "";
  };
  filter.addEventListener("input", apply);
})();
