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
  panel.append(list, element("a", "全站审核报告", { href: "/-/audit" }), " ", element("a", "主题组件", { href: "/-/components" }));
}

// The page as the server gives it now; its version apart, which every change raises.
async function served() {
  const answer = await fetch(location.href, { cache: "no-store" });
  const text = await answer.text();
  return { text: text.replace(/ data-version="\d+"/, ""), version: Number(text.match(/ data-version="(\d+)"/)?.[1]) };
}

const FOLDS = "gk-preview-folds";
const folds = () => [...document.querySelectorAll("details")].filter((details) => !bar.contains(details));

// Loads the changed page in the place of this one. A page that is loaded sets up its own scripts and styles, and
// the browser keeps where the reader was; what was unfolded is unfolded again.
function swap() {
  sessionStorage.setItem(FOLDS, JSON.stringify(folds().map((details) => details.open)));
  location.reload();
}

function unfold() {
  const open = JSON.parse(sessionStorage.getItem(FOLDS) ?? "null");
  sessionStorage.removeItem(FOLDS);
  if (open?.length !== folds().length) return;
  folds().forEach((details, at) => (details.open = open[at]));
}

const shownVersion = Number(document.querySelector("script[data-version]").dataset.version);
// What stands here, for comparison: a change elsewhere on the site leaves this page, and what is typed in it, alone.
const standing = served();
unfold();

const events = new EventSource("/-/events");
events.addEventListener("message", async (event) => {
  const { version, troubles: text } = JSON.parse(event.data);
  try {
    const [before, now] = version === shownVersion ? [] : [await standing, await served()];
    if (now && (now.text !== before.text || before.version !== shownVersion)) return swap();
    showTroubles(text);
    await showPanel();
    document.documentElement.dataset.previewVersion = version;
  } catch {
    // The preview ended; when it runs again the stream of events comes back by itself.
  }
});
