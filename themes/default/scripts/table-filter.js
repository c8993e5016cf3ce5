// Comfort only: narrow the rows of a data table on this page to those that hold the words typed.
(() => {
  for (const table of document.querySelectorAll("table[data-filter]")) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    if (rows.length < 10) continue;
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const line = document.createElement("p");
    line.className = "gk-data-table__filter";
    const label = document.createElement("label");
    label.htmlFor = "table-filter-words";
    label.textContent = "在本页筛选：";
    const words = document.createElement("input");
    words.id = "table-filter-words";
    words.type = "search";
    const count = document.createElement("output");
    line.append(label, words, count);
    table.closest(".gk-scroll").before(line);
    words.addEventListener("input", () => {
      const parts = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, index) => {
        row.hidden = !parts.every((part) => texts[index].includes(part));
        if (!row.hidden) shown += 1;
      });
      count.textContent = parts.length > 0 ? `${shown} 行` : "";
    });
  }
})();
