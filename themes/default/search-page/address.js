// The address, which holds what is searched: words, filters, order, page.

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
