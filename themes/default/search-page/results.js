// Showing what was found, or why nothing was.

async function show() {
  const now = state(), mine = ++turn;
  words.value = now.q;
  chooseOrgans(now.filters.organ ?? []);
  const asked = asks(now.q) || Object.keys(now.filters).length > 0;
  app.hidden = !asked && !now.q.trim();
  help.hidden = asked;
  help.dataset.browse = "known";
  if (!asked) {
    app.removeAttribute("aria-busy");
    clear();
    say("只有引号、括号一类符号，请输入要找的字词。");
    settle();
    return;
  }
  app.setAttribute("aria-busy", "true");
  const late = setTimeout(() => mine === turn && say("正在检索……"), 150);
  let begun = false;
  const begin = (answer, place) => {
    if (mine !== turn || begun) return;
    clearTimeout(late);
    begun = true;
    draw(now, answer, place);
  };
  try {
    const place = await index();
    const answer = await answered(now, place, begin);
    if (mine !== turn) return;
    if (answer.total > 0 && !answer.hits.length) {
      settle();
      history.replaceState(null, "", addressOf({ ...now, page: Math.ceil(answer.total / PAGE) }));
      await show();
      return;
    }
    begin(answer, place);
    results.append(...answer.hits.slice(results.children.length).map(row));
    drawPager(now, answer.total);
    // Not before the last hit is there, for hits would move it.
    help.hidden = answer.total > FEW;
  } catch (error) {
    if (mine !== turn) return;
    clearTimeout(late);
    fail(error);
  } finally {
    clearTimeout(late);
    if (mine === turn) {
      app.removeAttribute("aria-busy");
      settle();
    }
  }
}

/** Lets the form say which organs the search is narrowed to; of several, how many. */
function chooseOrgans(chosen) {
  const organs = form.elements.organ;
  if (!organs) return;
  organs.querySelector(`[value="${SEVERAL}"]`)?.remove();
  if (chosen.length > 1) organs.append(make("option", { value: SEVERAL }, `已选 ${chosen.length} 个机关`));
  organs.value = chosen.length > 1 ? SEVERAL : chosen[0] ?? "";
}

/** What is found as it was typed, or in the other characters; `begin` is told of the first hit. */
async function answered(now, place, begin) {
  // What was found by its words only may yet be found whole, in the other characters.
  const early = (first) => (first.exact || !app.dataset.typed) && begin(first, place);
  const ask = (words) => place.search(words, {
    filters: now.filters, sort: now.sort, offset: (now.page - 1) * PAGE, limit: PAGE, early,
  });
  const answer = await ask(simplified(now.q));
  const plain = answer.total && answer.exact ? null : await retyped(now.q);
  const other = plain && await ask(plain);
  return other?.total ? other : answer;
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
  clear();
  help.hidden = false;
}

function clear() {
  for (const box of [results, facetsBox, pagerBox, sortBox]) box.replaceChildren();
}

/** What is there when the first hit is: the others are added below it. */
function draw(now, answer, place) {
  const total = make("strong", { "data-total": String(answer.total) }, String(answer.total));
  const narrowed = Object.keys(now.filters).length > 0;
  const freed = (before) => (narrowed ? [before, follow({ ...now, filters: {}, page: 1 }, "去掉筛选条件")] : []);
  if (answer.total === 0) {
    say("没有找到符合条件的信息。可以换一个说法、减少几个字", ...freed("，或者"), "。", make("span", { "data-total": "0", hidden: true }, "0"));
  } else if (answer.exact) {
    say(narrowed ? "在所选范围内共找到 " : "共找到 ", total, " 条信息", ...freed("，可以"), "。");
  } else {
    say("没有与所输文字完全一致的信息；以下 ", total, " 条含有其中的词语", ...freed("，可以"), "。");
  }
  results.start = (now.page - 1) * PAGE + 1;
  results.replaceChildren(...answer.hits.map(row));
  drawSort(now, answer.total);
  drawFacets(now, answer, place);
}

function row(hit) {
  const facts = [hit.document_number, hit.organ, hit.date].filter(Boolean);
  const line = make("p", { class: "gk-results__facts" });
  facts.forEach((fact, at) => {
    const dot = at + 1 < facts.length ? " ·" : "";
    line.append(at ? " " : "", make("span", { class: "gk-results__fact" }, shown(fact) + dot));
  });
  const ended = hit.validity && hit.validity[0] !== "in-force" && hit.validity[1];
  for (const mark of [hit.not_yet && "尚未施行", ended].filter(Boolean)) {
    line.append(" ", make("span", { class: "gk-results__validity" }, shown(mark)));
  }
  const href = hit.url.replace(root.pathname, app.dataset.pages ?? root.pathname);
  const title = make("a", { href, class: "gk-results__title" }, ...marked(shown(hit.title), hit.title_marks));
  const entry = make("li", {}, make("h2", { class: "gk-results__heading" }, title), line);
  if (hit.excerpt) {
    const from = hit.attachment ? [make("span", { class: "gk-results__source" }, "附件："), " "] : [];
    entry.append(make("p", { class: "gk-results__excerpt" }, ...from, ...marked(shown(hit.excerpt), hit.marks)));
  }
  if (hit.columns.length) entry.append(make("p", { class: "gk-results__column" }, shown(hit.columns.join("；"))));
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
