// The one stream of events of all tabs: a browser opens six connections to a host, and a stream in every tab would
// leave the seventh none to load its page with.
const tabs = [];
let last;

new EventSource("/-/events").addEventListener("message", ({ data }) => {
  last = data;
  for (const tab of tabs) tab.postMessage(data);
});

addEventListener("connect", ({ ports: [tab] }) => {
  tabs.push(tab);
  if (last) tab.postMessage(last);
});
