// Comfort only: the branches of the navigation that a reader opened stay open on the next page.
(() => {
  const key = "gk-open";
  const branches = document.querySelectorAll(".gk-organ-nav details");
  const nameOf = (branch) => branch.querySelector("a")?.getAttribute("href") ?? "";
  let open = [];
  try {
    open = JSON.parse(sessionStorage.getItem(key) ?? "[]");
  } catch {
    return;
  }
  for (const branch of branches) {
    if (open.includes(nameOf(branch))) branch.open = true;
    branch.addEventListener("toggle", () => {
      const names = [...branches].filter((other) => other.open).map(nameOf);
      try {
        sessionStorage.setItem(key, JSON.stringify(names));
      } catch {
        // A browser that keeps nothing shows each page as it came.
      }
    });
  }
})();
