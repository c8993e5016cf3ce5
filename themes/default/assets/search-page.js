// The search page: what the address says is what is shown, so that a search can be linked and the back
// button works. Words from documents and queries reach the page as text nodes only, never as HTML.

const app = document.querySelector("#gk-search");
const form = document.querySelector(".gk-search-form");
const words = form.elements.q;
const status = app.querySelector("[data-status]");
const results = app.querySelector(".gk-results");
const facetsBox = app.querySelector("[data-facets]");
const pagerBox = app.querySelector("[data-pager]");
const sortBox = app.querySelector("[data-sort]");
const PAGE = 10, SHOWN_VALUES = 8;

const root = new URL(app.dataset.root, location.href);
const { open } = await import(new URL(app.dataset.module, root));
let opened = null, turn = 0;

/** The index; a failure is not kept, so that trying again tries again. */
function index() {
  opened ??= open(root).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** What is looked for, as the index has it: in simplified characters where a page is in traditional ones. */
const simplified = await (async () => {
  if (!app.dataset.characters) return (text) => text;
  const response = await fetch(new URL(app.dataset.characters, root));
  const { from, to } = response.ok ? await response.json() : { from: "", to: "" };
  const pairs = new Map([...from].map((one, at) => [one, to[at]]));
  return (text) => [...text].map((one) => pairs.get(one) ?? one).join("");
})();

/** An element with attributes and what it holds; text becomes text nodes. */
function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside);
  return element;
}

/** Text with its matches in <mark>. */
function marked(text, marks = []) {
  const pieces = [];
  let at = 0;
  for (const [from, behind] of marks) {
    pieces.push(text.slice(at, from), make("mark", {}, text.slice(from, behind)));
    at = behind;
  }
  return [...pieces, text.slice(at)].filter((piece) => piece !== "");
}

// ---- The address ------------------------------------------------------------------------------------

const FACETS = ["organ", "column", "year", "kind", "validity"];

function state() {
  const query = new URLSearchParams(location.search), filters = {};
  for (const name of FACETS) {
    const values = [...new Set(query.getAll(name).filter(Boolean))];
    if (values.length) filters[name] = values;
  }
  return {
    q: (query.get("q") ?? "").slice(0, 10000),
    filters,
    sort: query.get("sort") === "date" ? "date" : "relevance",
    page: Math.max(1, Math.min(100000, Number.parseInt(query.get("page"), 10) || 1)),
  };
}

function addressOf({ q, filters, sort, page }) {
  const query = new URLSearchParams();
  if (q) query.set("q", q);
  for (const name of FACETS) for (const value of filters[name] ?? []) query.append(name, value);
  if (sort === "date") query.set("sort", sort);
  if (page > 1) query.set("page", page);
  return `?${query}`;
}

function go(next) {
  history.pushState(null, "", addressOf(next));
  show();
}

// ---- Showing ----------------------------------------------------------------------------------------

async function show() {
  const now = state(), mine = ++turn;
  words.value = now.q;
  const organs = form.elements.organ;
  if (organs) organs.value = now.filters.organ?.length === 1 ? now.filters.organ[0] : "";
  const asked = now.q.trim() !== "" || Object.keys(now.filters).length > 0;
  app.hidden = !asked;
  document.querySelector("[data-browse]").hidden = asked;
  if (!asked) return;
  app.setAttribute("aria-busy", "true");
  const late = setTimeout(() => say("正在检索……"), 150);
  try {
    const place = await index();
    const answer = await place.search(simplified(now.q), {
      filters: now.filters, sort: now.sort, offset: (now.page - 1) * PAGE, limit: PAGE,
    });
    if (mine !== turn) return;
    clearTimeout(late);
    draw(now, answer, place);
  } catch (error) {
    if (mine !== turn) return;
    clearTimeout(late);
    fail(error);
  } finally {
    clearTimeout(late);
    if (mine === turn) app.removeAttribute("aria-busy");
  }
}

function say(...inside) {
  status.replaceChildren(...inside);
}

function fail(error) {
  const again = make("button", { type: "button", class: "gk-button" }, "再试一次");
  again.addEventListener("click", () => {
    opened = null;
    show();
  });
  say(make("span", { class: "gk-search__error" }, `检索没有成功：${error.message}。`), " ",
    "请检查网络后再试；仍不行时，可以按目录查找。 ", again);
  for (const box of [results, facetsBox, pagerBox, sortBox]) box.replaceChildren();
  document.querySelector("[data-browse]").hidden = false;
}

function draw(now, answer, place) {
  const total = make("strong", { "data-total": String(answer.total) }, String(answer.total));
  if (answer.total === 0) {
    say("没有找到符合条件的信息。可以换一个说法、减少几个字，或者去掉筛选条件。", make("span", { "data-total": "0", hidden: true }, "0"));
  } else if (answer.exact) {
    say("共找到 ", total, " 条信息。");
  } else {
    say("没有与所输文字完全一致的信息；以下 ", total, " 条含有其中的词语。");
  }
  results.start = (now.page - 1) * PAGE + 1;
  results.replaceChildren(...answer.hits.map(row));
  drawSort(now, answer.total);
  drawFacets(now, answer, place);
  drawPager(now, answer.total);
}

function row(hit) {
  const facts = [hit.document_number, hit.organ, hit.date].filter(Boolean);
  const line = make("p", { class: "gk-results__facts" });
  facts.forEach((fact, at) => line.append(at ? " · " : "", fact));
  if (hit.validity && hit.validity[0] !== "in-force") {
    line.append(" ", make("span", { class: "gk-results__validity" }, hit.validity[1]));
  }
  const entry = make("li", {}, make("a", { href: hit.url.replace(root.pathname, app.dataset.pages ?? root.pathname), class: "gk-results__title" }, ...marked(hit.title, hit.title_marks)), line);
  if (hit.excerpt) {
    const from = hit.attachment ? [make("span", { class: "gk-results__source" }, "附件："), " "] : [];
    entry.append(make("p", { class: "gk-results__excerpt" }, ...from, ...marked(hit.excerpt, hit.marks)));
  }
  if (hit.columns.length) entry.append(make("p", { class: "gk-results__column" }, hit.columns.join("；")));
  return entry;
}

function drawSort(now, total) {
  const link = (sort, name) => (now.sort === sort
    ? make("span", { "aria-current": "true" }, name)
    : follow({ ...now, sort, page: 1 }, name));
  sortBox.replaceChildren(...(total > 1 ? ["排序：", link("relevance", "按相关程度"), " ", link("date", "按发布日期")] : []));
}

/** A link that changes the address without leaving the page. */
function follow(next, ...inside) {
  const link = make("a", { href: addressOf(next) }, ...inside);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(next);
    status.focus();
  });
  return link;
}

function drawFacets(now, answer, place) {
  const focused = document.activeElement?.id;
  const openBefore = new Set([...facetsBox.querySelectorAll("details[open]")].map((one) => one.dataset.name));
  const boxes = place.facets.map((facet) => {
    const chosen = now.filters[facet.name] ?? [], labels = new Map(facet.values.map(([key, label]) => [key, label]));
    const counted = answer.facets[facet.name];
    const missing = chosen.filter((key) => labels.has(key) && !counted.some(([other]) => other === key)).map((key) => [key, 0]);
    const all = [...counted, ...missing].sort(([one], [other]) => chosen.includes(other) - chosen.includes(one));
    if (all.length === 0 || (all.length === 1 && !chosen.length)) return "";
    const box = ([key, count]) => {
      const id = `facet-${facet.name}-${key}`;
      const input = make("input", { type: "checkbox", id, checked: chosen.includes(key) });
      input.addEventListener("change", () => {
        const values = input.checked ? [...chosen, key] : chosen.filter((other) => other !== key);
        go({ ...now, filters: { ...now.filters, [facet.name]: values }, page: 1 });
      });
      return make("li", {}, input, make("label", { for: id }, labels.get(key) ?? key, " ", make("span", { class: "gk-facet__count" }, `（${count}）`)));
    };
    const name = `more-${facet.name}`, rest = all.slice(SHOWN_VALUES);
    const more = rest.length
      ? [make("details", { "data-name": name, open: openBefore.has(name) }, make("summary", {}, `其余 ${rest.length} 项`), make("ul", {}, ...rest.map(box)))]
      : [];
    return make("fieldset", { class: "gk-facet" }, make("legend", {}, facet.label), make("ul", {}, ...all.slice(0, SHOWN_VALUES).map(box)), ...more);
  });
  facetsBox.replaceChildren(...boxes);
  if (focused?.startsWith("facet-")) document.getElementById(focused)?.focus();
}

function drawPager(now, total) {
  const last = Math.ceil(total / PAGE);
  if (last <= 1) return pagerBox.replaceChildren();
  const near = (page) => page === 1 || page === last || Math.abs(page - now.page) <= 2;
  const list = make("ul", {});
  const to = (page, name, rel) => {
    const link = follow({ ...now, page }, name);
    if (rel) link.rel = rel;
    else link.setAttribute("aria-label", `第${page}页`);
    list.append(make("li", {}, link));
  };
  if (now.page > 1) to(Math.min(now.page - 1, last), "上一页", "prev");
  let gap = false;
  for (let page = 1; page <= last; page++) {
    if (page === now.page) list.append(make("li", {}, make("span", { "aria-current": "page" }, String(page))));
    else if (near(page)) to(page, String(page));
    else if (!gap) list.append(make("li", {}, "…"));
    gap = !near(page) && page !== now.page;
  }
  if (now.page < last) to(now.page + 1, "下一页", "next");
  return pagerBox.replaceChildren(list);
}

// ---- Suggestions ------------------------------------------------------------------------------------

const list = make("ul", { id: "search-suggestions", role: "listbox", class: "gk-suggestions", "aria-label": "可能要找的标题和文号", hidden: true });
words.after(list);
for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
  words.setAttribute(name, value);
}
let chosen = -1, typing = 0;

function offer(texts) {
  chosen = -1;
  list.replaceChildren(...texts.map((text, at) => {
    const option = make("li", { role: "option", id: `suggestion-${at}`, "aria-selected": "false" }, text);
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      take(text);
    });
    return option;
  }));
  list.hidden = texts.length === 0;
  words.setAttribute("aria-expanded", String(texts.length > 0));
  words.removeAttribute("aria-activedescendant");
}

function take(text) {
  words.value = text;
  offer([]);
  submit();
}

function choose(at) {
  const options = [...list.children];
  chosen = at >= options.length ? -1 : at;
  options.forEach((option, other) => option.setAttribute("aria-selected", String(other === chosen)));
  if (chosen < 0) words.removeAttribute("aria-activedescendant");
  else {
    words.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  }
}

words.addEventListener("input", () => {
  const mine = ++typing, text = words.value.trim();
  if (text.length < 2) return offer([]);
  return setTimeout(async () => {
    if (mine !== typing) return;
    try {
      const texts = await (await index()).suggest(simplified(text), 8);
      if (mine === typing && document.activeElement === words) offer(texts);
    } catch {
      offer([]); // Suggestions are a comfort: the search itself says what is wrong.
    }
  }, 120);
});

words.addEventListener("keydown", (event) => {
  if (event.isComposing || list.hidden) return;
  if (event.key === "ArrowDown") choose(chosen + 1);
  else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
  else if (event.key === "Escape") offer([]);
  else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen].textContent);
  else return;
  event.preventDefault();
});
words.addEventListener("blur", () => offer([]));

// ---- The form ---------------------------------------------------------------------------------------

function submit() {
  typing++;
  offer([]);
  const now = state(), organ = form.elements.organ?.value;
  const filters = { ...now.filters };
  if (organ) filters.organ = [organ];
  else if (now.filters.organ?.length === 1) delete filters.organ;
  go({ ...now, q: words.value.trim(), filters, page: 1 });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
window.addEventListener("popstate", show);
show();
