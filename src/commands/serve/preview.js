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
    const told = element("pre");
    told.append(...marked(text.trimEnd()));
    troubles.append(element("h2", "有要改正的地方，改好后自动更新"), told);
  }
}

// Columns of a terminal, on which an ideograph takes two.
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const columns = (char) => (/[\p{M}\p{Cf}]/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1);

// What carets point at in the line above them is marked in that line: here an ideograph is not as wide as two letters,
// and long lines are folded.
function marked(text) {
  const nodes = [];
  for (const line of text.split("\n")) {
    const carets = line.match(/^ +\| ( *)([\^-]+)(.*)$/);
    const above = typeof nodes.at(-1) === "string" && nodes.at(-1).match(/^( *\d+ \| ?)(.*)\n$/);
    if (!carets || !above) {
      nodes.push(`${line}\n`);
      continue;
    }
    const [from, to] = [carets[1].length, carets[1].length + carets[2].length];
    const parts = ["", "", ""];
    let column = 0;
    for (const char of above[2]) {
      parts[column < from ? 0 : column < to ? 1 : 2] += char;
      column += columns(char);
    }
    const words = carets[3] && `${above[1].replace(/\d/g, " ")}${carets[3].trim()}\n`;
    nodes.splice(-1, 1, above[1] + parts[0], element("mark", parts[1] || " "), `${parts[2]}\n${words}`);
  }
  return nodes;
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

// What stands in for a page that failed has nothing of the reader's: what is kept waits for the page itself.
const own = document.querySelector("script[data-version]");
const KEPT = "gk-preview-kept";
const outside = (selector) => [...document.querySelectorAll(selector)].filter((it) => !bar.contains(it));
const folds = () => outside("details");
const fields = () => outside("input, textarea, select");

// What tells an element from its like on a page that was edited, and which of those alike it is.
const looks = (it) => [it.localName, it.id, it.getAttribute("name"), it.getAttribute("type"), it.getAttribute("href"), it.dataset.copy].join(" ");
const alike = (it) => [...document.querySelectorAll(it.localName)].filter((other) => looks(other) === looks(it));
const name = (it) => [it.localName, looks(it), alike(it).indexOf(it)];
const named = ([kind, look, at]) => [...document.querySelectorAll(kind)].filter((it) => looks(it) === look)[at];

function filled(it) {
  if (it.type === "checkbox" || it.type === "radio") return it.checked !== it.defaultChecked && { checked: it.checked };
  if (it.type === "file" || it.type === "hidden") return false;
  const untouched = it.localName === "select" ? [...it.options].every((one) => one.selected === one.defaultSelected) : it.value === it.defaultValue;
  return !untouched && { value: it.value };
}

// Loads the changed page in the place of this one. A page that is loaded sets up its own scripts and styles; where
// the reader was, what was unfolded, typed and in focus is put back.
function swap() {
  if (!own.hasAttribute("data-stands-in")) {
    const active = document.activeElement ?? document.body;
    const { selectionStart: from, selectionEnd: to } = active;
    const kept = {
      page: location.pathname + location.search,
      scroll: [scrollX, scrollY],
      folds: folds().map((details) => details.open),
      fields: fields().filter(filled).map((it) => [name(it), filled(it)]),
      focus: active !== document.body ? name(active) : null,
      selection: Number.isInteger(from) ? [from, to] : null,
    };
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  }
  swaps = true;
  location.reload();
}

// The browser's own memory of the scroll position is of the page that goes, which may be one that stands in.
let swaps = false;
addEventListener("pagehide", () => (history.scrollRestoration = swaps ? "manual" : "auto"));

let kept = null;

function restore() {
  if (own.hasAttribute("data-stands-in")) return;
  kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (kept?.page !== location.pathname + location.search) return (kept = null);
  if (kept.folds.length === folds().length) folds().forEach((details, at) => (details.open = kept.folds[at]));
  for (const [which, what] of kept.fields) Object.assign(named(which) ?? {}, what);
  refocus();
  scrollTo(...kept.scroll);
}

// Tried again when the panel is there, whose own elements come late.
function refocus() {
  if (!kept?.focus || document.activeElement !== document.body) return;
  const it = named(kept.focus);
  it?.focus({ preventScroll: true });
  if (kept.selection && it?.setSelectionRange) it.setSelectionRange(...kept.selection);
}

const shownVersion = Number(own.dataset.version);
// What stands here, for comparison: a change elsewhere on the site leaves this page, and what is typed in it, alone.
const standing = served();
restore();

async function take(data) {
  const { version, troubles: text } = JSON.parse(data);
  try {
    const [before, now] = version === shownVersion ? [] : [await standing, await served()];
    if (now && (now.text !== before.text || before.version !== shownVersion)) return swap();
    showTroubles(text);
    await showPanel();
    refocus();
    kept = null;
    document.documentElement.dataset.previewVersion = version;
  } catch {
    // The preview ended; when it runs again the stream of events comes back by itself.
  }
}

// One after the other: what is slow to fetch must not undo what was told after it.
let heard = Promise.resolve();
const hear = (data) => (heard = heard.then(() => take(data)));

// Every tab hears the one stream; a browser without shared workers gives a tab its own while it is looked at.
let stream;
function follow() {
  stream?.close();
  stream = document.hidden ? null : new EventSource("/-/events");
  stream?.addEventListener("message", ({ data }) => hear(data));
}

if (window.SharedWorker) {
  new SharedWorker("/-/stream.js").port.onmessage = ({ data }) => hear(data);
} else {
  document.addEventListener("visibilitychange", follow);
  follow();
}
