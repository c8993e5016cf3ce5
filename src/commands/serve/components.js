// Gives each frame of the page of components the height of what is in it, now and whenever that changes.
const FRAMES = "iframe.gk-component__frame";

function fit(frame) {
  // Before its own page, a frame holds an empty one.
  const page = frame.contentDocument?.URL === "about:srcdoc" && frame.contentDocument.body;
  if (!page || frame.dataset.fitted === "true") return;
  frame.dataset.fitted = "true";
  const borders = frame.offsetHeight - frame.clientHeight;
  new ResizeObserver(() => {
    frame.style.height = `${Math.ceil(page.getBoundingClientRect().height) + borders}px`;
  }).observe(page);
}

// Frames of a page that the preview swapped in are told of, too: the event is caught on its way down.
document.addEventListener("load", ({ target }) => target.matches?.(FRAMES) && fit(target), true);
for (const frame of document.querySelectorAll(FRAMES)) {
  if (frame.contentDocument?.readyState === "complete") fit(frame);
}
