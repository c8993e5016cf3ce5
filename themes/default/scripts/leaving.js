// Before a link leaves the government's site, say so and ask.
(() => {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.gk-external");
    if (!link) return;
    const words = `您访问的链接即将离开本网站，前往：\n${link.href}\n是否继续？`;
    if (!window.confirm(words)) event.preventDefault();
  });
})();
