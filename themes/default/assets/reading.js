// What a reader chose for reading, kept between visits: elder mode, contrast, text size. It is small and
// asked for before the style sheet, so that it is there when the first paint is: that waits for it for a moment
// only (reading.css), and not at all where scripts are off.
(() => {
  const KEY = "gk-reading";
  const SIZES = ["normal", "large", "larger"];
  const root = document.documentElement;
  const strong = window.matchMedia("(prefers-contrast: more)");
  let chosen = {};

  function recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      chosen = typeof kept === "object" && kept !== null ? kept : {};
    } catch {
      // A browser that keeps nothing, or something that is not ours: the choice lasts as long as the page.
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // As above.
    }
  }

  const size = () => (SIZES.includes(chosen.size) ? chosen.size : "normal");
  const contrast = () => (typeof chosen.contrast === "boolean" ? chosen.contrast : strong.matches);
  const isOn = { elder: () => chosen.elder === true, contrast, size: (value) => size() === value };

  function show() {
    root.dataset.textSize = size();
    root.toggleAttribute("data-elder", isOn.elder());
    root.dataset.contrast = contrast() ? "high" : "off";
    for (const button of document.querySelectorAll("button[data-reading]")) {
      button.setAttribute("aria-pressed", isOn[button.dataset.reading](button.value));
    }
  }

  function refresh() {
    recall();
    show();
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button[data-reading]");
    if (!button) return;
    const { reading } = button.dataset;
    chosen[reading] = reading === "size" ? button.value : !isOn[reading]();
    keep();
    show();
  });
  document.addEventListener("DOMContentLoaded", show);
  // Another tab chose, or the page comes back from the browser's memory.
  window.addEventListener("storage", ({ key }) => key === KEY && refresh());
  window.addEventListener("pageshow", ({ persisted }) => persisted && refresh());
  strong.addEventListener("change", show);
  refresh();
})();
