// The address, which holds what is searched: words, filters, order, page.

const FACETS = ["organ", "column", "year", "kind", "validity"];

// What the address is about to say. To change it keeps the browser busy for a quarter of the time that a search takes,
// so the search goes first, by no more than this (milliseconds).
const HEAD_START = 300;
let pending = null, waiting = 0;

function state() {
  const query = new URLSearchParams(pending ?? location.search), filters = {};
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
  settle();
  pending = addressOf(next);
  waiting = setTimeout(settle, HEAD_START);
  show();
}

/** Lets the address say what is shown; what it says already is no further step on the way back. */
function settle() {
  clearTimeout(waiting);
  if (pending !== null && pending !== `?${new URLSearchParams(location.search)}`) history.pushState(null, "", pending);
  pending = null;
  // Behind the step: the name of the search before stays with that.
  const { q, page } = state();
  document.title = [q.trim().slice(0, 40), page > 1 && `第${page}页`, TITLE].filter(Boolean).join(" - ");
}

/** Shows what the address says by now, whatever it was about to say. */
function goBack() {
  clearTimeout(waiting);
  pending = null;
  show();
}
