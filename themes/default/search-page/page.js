// The search page: what the address says is what is shown, so that a search can be linked and the back
// button works. Words from documents and queries reach the page as text nodes only, never as HTML.

const app = document.querySelector("#gk-search");
const form = document.querySelector(".gk-search-form");
const words = form.elements.q;
const status = app.querySelector("[data-status]");
const results = app.querySelector(".gk-results");
const facetsBox = app.querySelector("[data-facets]");
const narrowing = app.querySelector("[data-narrow]");
const pagerBox = app.querySelector("[data-pager]");
const sortBox = app.querySelector("[data-sort]");
const help = document.querySelector("[data-browse]");
// Up to so many hits leave most of a screen empty: then other ways to find something stand below them.
const PAGE = 10, FEW = 3, SHOWN_VALUES = 8;
// The value of the form's choice of organs that stands for more than one.
const SEVERAL = "*";
const TITLE = document.title;

const root = new URL(app.dataset.root, location.href);
const { open, asks } = await import(new URL(app.dataset.module, root)).catch((error) => {
  app.hidden = false;
  help.dataset.browse = "known";
  status.textContent = "检索程序没有取到。请检查网络后刷新本页；仍不行时，可以按下面的办法查找。";
  throw error;
});
let opened = null, turn = 0;

/** The index; a failure is not kept, so that trying again tries again. */
function index() {
  opened ??= open(root).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

const fetched = (file) => fetch(new URL(file, root)).then((response) => (response.ok ? response.json() : null)).catch(() => null);

/** On a page in traditional characters: how words in them are looked up in the index, and how what it has is shown. */
const characters = app.dataset.characters ? await fetched(app.dataset.characters) : null;
const written = characterTable(characters?.shown);
let typed = characterTable(characters ?? undefined);
const phrases = characters?.shown.words ?? {}, longest = Math.max(1, ...Object.keys(phrases).map((word) => word.length));

const simplified = (text) => rewritten(text, typed);

/** Words in traditional characters that were typed on a page in simplified ones, in these; none where they are already. */
async function retyped(text) {
  if (app.dataset.typed && !typed.size) typed = characterTable((await fetched(app.dataset.typed)) ?? undefined);
  const plain = simplified(text);
  return plain === text ? null : plain;
}

/** As long as it was, so that the places of matches stay. */
function shown(text) {
  if (!characters) return text;
  let out = "";
  for (let at = 0, length; at < text.length; at += length) {
    length = longest;
    while (length > 1 && !Object.hasOwn(phrases, text.slice(at, at + length))) length--;
    const piece = text.slice(at, at + length);
    out += length > 1 ? phrases[piece] : written.get(piece) ?? piece;
  }
  return out;
}

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
