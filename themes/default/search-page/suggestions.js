// Titles and document numbers that begin with what is typed.

const list = make("ul", { id: "search-suggestions", role: "listbox", class: "gk-suggestions", "aria-label": "可能要找的标题和文号", hidden: true });
// Below the words, over what follows: the page does not jump as one types.
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

/** What is offered may lie outside what the page is narrowed to: it is looked for everywhere. */
function take(text) {
  typing++;
  offer([]);
  go({ ...state(), q: text, filters: {}, page: 1 });
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
      const place = await index();
      place.prepare(simplified(text));
      const texts = await place.suggest(simplified(text), 8);
      if (mine === typing && document.activeElement === words) offer(texts.map(shown));
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
