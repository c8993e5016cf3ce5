// By what the results can be narrowed, and the way to further results.

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
      return make("li", {}, input, make("label", { for: id }, shown(labels.get(key) ?? key), " ", make("span", { class: "gk-facet__count" }, `（${count}）`)));
    };
    const name = `more-${facet.name}`, rest = all.slice(SHOWN_VALUES);
    const more = rest.length
      ? [make("details", { "data-name": name, open: openBefore.has(name) }, make("summary", {}, `其余 ${rest.length} 项`), make("ul", {}, ...rest.map(box)))]
      : [];
    return make("fieldset", { class: "gk-facet" }, make("legend", {}, shown(facet.label)), make("ul", {}, ...all.slice(0, SHOWN_VALUES).map(box)), ...more);
  });
  facetsBox.replaceChildren(...boxes);
  const chosen = Object.values(now.filters).flat().length;
  narrowing.textContent = chosen ? `筛选（已选${chosen}项）` : "筛选";
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
