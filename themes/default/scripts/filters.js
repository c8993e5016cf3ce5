// Comfort only: a filter or a page of a list takes the place of the one shown, without loading all anew.
(() => {
  const links = ".gk-list-filter a, .gk-pager a";
  const main = document.getElementById("main");

  async function show(address, filter) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    main.replaceChildren(...page.getElementById("main").childNodes);
    document.title = page.title;
    // Focus stays where the reader chose, so that the next choice is at hand.
    const chosen = filter && [...main.querySelectorAll("nav")].find((nav) => nav.getAttribute("aria-label") === filter);
    const current = chosen?.querySelector("[aria-current]") ?? main;
    current.tabIndex = -1;
    current.focus({ preventScroll: Boolean(chosen?.matches(".gk-list-filter")) });
  }

  main.addEventListener("click", (event) => {
    const link = event.target.closest?.(links);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    const address = link.href;
    show(address, link.closest("nav").getAttribute("aria-label")).then(
      () => history.pushState(null, "", address),
      () => location.assign(address),
    );
  });
  window.addEventListener("popstate", () => {
    if (!location.hash) show(location.href).catch(() => location.reload());
  });
})();
