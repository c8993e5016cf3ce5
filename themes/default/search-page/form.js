// What sets the page off: the form, the way back, and the address that it was opened with.

function submit() {
  typing++;
  offer([]);
  const now = state(), organ = form.elements.organ?.value;
  const filters = { ...now.filters };
  if (organ && organ !== SEVERAL) filters.organ = [organ];
  else if (!organ) delete filters.organ;
  go({ ...now, q: words.value.trim(), filters, page: 1 });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
narrowing.addEventListener("click", () => {
  narrowing.setAttribute("aria-expanded", narrowing.getAttribute("aria-expanded") === "false");
});
window.addEventListener("popstate", goBack);
// Whoever follows a hit comes back to the search that found it.
results.addEventListener("click", settle);
show();
