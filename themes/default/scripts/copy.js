// Copying does nothing without a script and a clipboard, so its button is shown by this one.
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const said = button.parentElement.querySelector("[role=status]");
    const words = button.parentElement.querySelector("[data-words]").textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(words);
        said.textContent = "已复制";
      } catch {
        said.textContent = "浏览器不允许复制，请选中文字后复制";
      }
    });
  }
})();
