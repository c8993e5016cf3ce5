// Comfort only: filter and sort a data table where it stands. Without this script the table is whole, over
// pages of its own. A table of several pages fetches its other rows when a reader first filters, sorts or prints.
const ON_A_PAGE = 100;
const collator = new Intl.Collator("zh-CN", { numeric: true });

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// A cell is a text, or a text and where it leads; made as the cell of the same column that the page has.
function cell(content, like) {
  const made = like.cloneNode(false);
  const [text, href] = typeof content === "string" ? [content] : content;
  made.append(href ? element("a", { href, textContent: text }) : text);
  return made;
}

// How words are looked up; asked for once a reader filters. Without it small and capital letters are one, no more.
const plainly = { folded: (text) => text.toLowerCase() };
let lookup = null;
function looked() {
  const { words } = document.querySelector("script[data-words]").dataset;
  lookup ??= import(new URL(words, document.baseURI)).catch(() => {
    lookup = null;
    return plainly;
  });
  return lookup;
}

// Which characters are simplified to which, where the site has both; asked for once, and not before it is needed.
let simplification = null;
async function simplified({ characterTable }) {
  const address = document.querySelector(".gk-characters")?.dataset.table;
  if (!address || !characterTable) return null;
  const answer = async () => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(response.statusText);
    return characterTable(await response.json());
  };
  simplification ??= answer().catch(() => (simplification = null));
  return simplification;
}

const textOf = (content) => (typeof content === "string" ? content : content[0]);

// What a text is sorted by: nothing last, numbers by their value, then texts.
function sortKey(text) {
  const plain = text.trim().replaceAll(/[,，]/g, "");
  if (/^[-+]?\d+(\.\d+)?%?$/.test(plain)) return { rank: 0, number: parseFloat(plain) };
  return { rank: /^[—–-]*$/.test(plain) ? 2 : 1, text: plain };
}

function compare(one, other, direction) {
  if (one.rank !== other.rank) return one.rank - other.rank || 0;
  const order = one.rank === 0 ? one.number - other.number : collator.compare(one.text ?? "", other.text ?? "");
  return order * direction;
}

// Rows as they stand in the page.
function standing(table) {
  return [...table.tBodies[0].rows].map((row) => ({
    texts: [...row.cells].map((one) => one.textContent),
    cells: row.cells,
    row: () => row,
  }));
}

// Rows as the data file has them.
async function fetched(address, like) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  const { rows } = await response.json();
  return rows.map((cells) => ({
    texts: cells.map(textOf),
    row: () => element("tr", {}, ...cells.map((one, at) => cell(one, like[at]))),
  }));
}

class DataTable {
  constructor(table, tools) {
    this.table = table;
    this.own = standing(table);
    this.rows = table.dataset.rows ? null : this.own;
    this.column = null;
    this.direction = 1;
    this.page = 1;
    this.ofPage = table.closest(".gk-data-table").querySelectorAll(".gk-pager, [data-page]");
    this.tools(tools);
    this.headings();
  }

  tools(line) {
    this.words = line.querySelector("input");
    this.said = line.querySelector("output");
    this.words.addEventListener("input", () => this.show(1));
    line.querySelector("button")?.addEventListener("click", () => this.print());
    line.removeAttribute("data-tools");
  }

  headings() {
    for (const heading of this.table.tHead.querySelectorAll("th[data-column]")) {
      const column = Number(heading.dataset.column);
      const button = element("button", { type: "button", className: "gk-data-table__sort" });
      button.append(...(heading.textContent.trim() ? heading.childNodes : [`第${column + 1}列`]));
      heading.replaceChildren(button);
      button.addEventListener("click", () => this.sort(column, heading));
    }
  }

  sort(column, heading) {
    const again = this.column === column;
    if (again && this.direction < 0) this.column = null;
    else [this.column, this.direction] = [column, again ? -1 : 1];
    for (const other of this.table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    if (this.column !== null) heading.setAttribute("aria-sort", this.direction > 0 ? "ascending" : "descending");
    this.show(1);
  }

  // All rows; those of this page alone, and a word about it, where the others cannot be had.
  async load() {
    if (this.rows) return;
    this.loading ??= fetched(this.table.dataset.rows, this.own[0].cells).catch(() => {
      this.alone = true;
      return this.own;
    });
    this.said.textContent = "正在载入全表……";
    this.rows = await this.loading;
  }

  // The rows that hold the words, as they are folded; `name` is where a row keeps what it holds.
  holding(name, folded) {
    const parts = this.words.value.split(/\s+/).map(folded).filter(Boolean);
    const holds = (one, part) => (one[name] ??= folded(one.texts.join("\n"))).includes(part);
    return this.rows.filter((one) => parts.every((part) => holds(one, part)));
  }

  // Where no row holds the words as they are typed, both are compared in simplified characters.
  async found() {
    if (this.words.value.trim() === "") return this.rows;
    const by = await looked();
    const rows = this.holding(by === plainly ? "plain" : "typed", by.folded);
    if (rows.length > 0 || !/\p{Script=Han}/u.test(this.words.value)) return rows;
    const table = await simplified(by);
    return table ? this.holding("simplified", (text) => by.folded(by.rewritten(text, table))) : rows;
  }

  async chosen() {
    const rows = await this.found();
    if (this.column === null) return rows;
    const keyed = rows.map((one) => ({ one, key: sortKey(one.texts[this.column] ?? "") }));
    return keyed.sort((a, b) => compare(a.key, b.key, this.direction)).map(({ one }) => one);
  }

  async show(page) {
    const asked = (this.asked = Symbol("asked"));
    this.page = page;
    if (this.words.value.trim() === "" && this.column === null) {
      this.said.textContent = "";
      this.put(this.own);
      this.turn(0);
      return;
    }
    await this.load();
    const rows = await this.chosen();
    if (asked !== this.asked) return;
    const where = this.alone ? "（全表未能载入，只有本页的行）" : "";
    this.said.textContent = (rows.length < this.rows.length ? `筛选出${rows.length}行` : `共${rows.length}行`) + where;
    this.put(rows.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE));
    this.turn(Math.ceil(rows.length / ON_A_PAGE));
  }

  put(rows) {
    this.table.tBodies[0].replaceChildren(...rows.map((one) => (one.element ??= one.row())));
    this.table.closest(".gk-scroll").scrollTop = 0;
  }

  // Buttons in the place of the links to pages, while what is shown is not a page of the site.
  turn(pages) {
    this.turning?.remove();
    for (const one of this.ofPage) one.hidden = pages > 0;
    if (pages < 2) return;
    const step = (text, to) => {
      const button = element("button", { type: "button", className: "gk-secondary-button", textContent: text, disabled: to < 1 || to > pages });
      button.addEventListener("click", () => this.show(to).then(() => this.turning.focus()));
      return button;
    };
    this.turning = element("nav", { className: "gk-data-table__turn", tabIndex: -1, ariaLabel: "筛选结果的分页" });
    this.turning.append(step("上一页", this.page - 1), `第${this.page}页，共${pages}页`, step("下一页", this.page + 1));
    this.table.closest(".gk-scroll").after(this.turning);
  }

  async print() {
    await this.load();
    this.said.textContent = "";
    this.put(await this.chosen());
    window.addEventListener("afterprint", () => this.show(this.page), { once: true });
    window.print();
  }
}

for (const table of document.querySelectorAll("table[data-table]")) {
  const tools = table.closest(".gk-data-table").querySelector("[data-tools]");
  if (tools) new DataTable(table, tools);
}
