// The preview's part of every page: swaps the page after an edit, shows what is wrong, and the organ's columns.

const bar = document.createElement("aside");
bar.className = "gk-preview";
bar.setAttribute("aria-label", "预览工具");

const troubles = document.createElement("section");
troubles.className = "gk-preview-troubles";
troubles.setAttribute("role", "status");

const panel = document.createElement("details");
panel.className = "gk-preview-panel";
panel.open = sessionStorage.getItem("gk-preview-panel") === "open";
panel.addEventListener("toggle", () => {
  sessionStorage.setItem("gk-preview-panel", panel.open ? "open" : "closed");
});
bar.append(troubles, panel);
document.body.append(bar);

function element(name, text, properties = {}) {
  const made = Object.assign(document.createElement(name), properties);
  if (text) made.textContent = text;
  return made;
}

function showTroubles(text) {
  troubles.replaceChildren();
  troubles.hidden = !text;
  if (text) {
    troubles.append(element("h2", "内容有错误，改正后自动恢复"), element("pre", text));
  }
}

function row(column) {
  const item = element("li", "", { className: `gk-preview-column is-${column.status}` });
  item.style.setProperty("--depth", column.depth);
  item.append(element("a", column.name, { href: column.url }), element("span", column.label));
  if (column.command) {
    const copy = element("button", "新建信息", { type: "button", title: column.command });
    copy.addEventListener("click", async () => {
      await navigator.clipboard?.writeText(column.command).catch(() => {});
      copy.replaceWith(element("code", column.command));
    });
    item.append(copy);
  }
  return item;
}

async function showPanel() {
  const answer = await fetch(`/-/panel?path=${encodeURIComponent(location.pathname)}`);
  const shown = await answer.json();
  panel.replaceChildren();
  panel.hidden = !shown.columns;
  if (panel.hidden) return;
  const gaps = shown.columns.filter((column) => column.status === "empty" || column.status === "stale");
  panel.append(element("summary", `${shown.organ}：${gaps.length} 个栏目空白或超期`));
  if (shown.source) panel.append(element("p", `本页文件：${shown.source}`));
  const list = element("ul");
  list.append(...shown.columns.map(row));
  panel.append(list, element("a", "全站审核报告", { href: "/-/audit" }));
}

/// Puts the new page in the place of the old one; the reader stays where they were.
async function swap() {
  const answer = await fetch(location.href, { cache: "no-store" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [x, y] = [scrollX, scrollY];
  const open = [...document.querySelectorAll("details[id][open]")].map((details) => details.id);
  document.title = fresh.title;
  const styles = (page) => [...page.querySelectorAll('head link[rel="stylesheet"]')].map((link) => link.href).join();
  if (styles(fresh) !== styles(document)) {
    document.querySelectorAll('head link[rel="stylesheet"]').forEach((link) => link.remove());
    document.head.append(...fresh.querySelectorAll('head link[rel="stylesheet"]'));
  }
  fresh.querySelectorAll('script[src="/-/preview.js"]').forEach((script) => script.remove());
  document.body.replaceChildren(...fresh.body.childNodes, bar);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  scrollTo(x, y);
}

let shownVersion = null;
const events = new EventSource("/-/events");
events.addEventListener("message", async (event) => {
  const { version, troubles: text } = JSON.parse(event.data);
  if (shownVersion !== null && version !== shownVersion) await swap();
  shownVersion = version;
  showTroubles(text);
  await showPanel();
  document.documentElement.dataset.previewVersion = version;
});
