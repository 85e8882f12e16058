// The report beside the chat: opened by a citation, left by its button, by Escape or by the browser's Back.
const ROOT = new URL("..", import.meta.url).pathname.slice(0, -1); // the site's prefix, "" for none
const panel = document.getElementById("source");
const counted = document.getElementById("source-count");
let places = []; // the citations of the answer that was clicked in
let at = 0;
let opener = null;

function load(url) {
  // A new frame each time: changing the address of one would add a step to the history.
  const frame = document.createElement("iframe");
  frame.title = "Báo cáo";
  frame.src = url;
  panel.querySelector("iframe")?.remove();
  panel.append(frame);
  document.getElementById("open-source").href = url;
  counted.textContent = places.length > 1 ? `${at + 1}/${places.length}` : "";
  document.getElementById("previous-source").disabled = at <= 0;
  document.getElementById("next-source").disabled = at >= places.length - 1;
}

function show(url) {
  if (panel.hidden) history.pushState({ source: true }, "");
  panel.hidden = false;
  document.documentElement.classList.add("reading");
  load(url);
  opener?.scrollIntoView({ block: "nearest" }); // the chat has become narrower, and what was clicked has moved
  document.getElementById("close-source").focus({ preventScroll: true });
}

function hide() {
  if (panel.hidden) return;
  panel.hidden = true;
  document.documentElement.classList.remove("reading");
  panel.querySelector("iframe")?.remove();
  (opener?.offsetParent ? opener : document.querySelector("#question textarea"))?.focus({ preventScroll: true });
}

function leave() {
  if (panel.hidden) return;
  if (history.state?.source) history.back(); // popstate hides
  else hide();
}

function step(by) {
  if (!places[at + by]) return;
  at += by;
  load(places[at]);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.closest("#source, #head") || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const url = new URL(link.href, window.location.href);
  if (url.origin !== window.location.origin || !url.pathname.startsWith(`${ROOT}/report/`)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  opener = link;
  const all = [...(link.closest(".reply")?.querySelectorAll("a.chip") ?? [link])];
  places = all.map((each) => each.getAttribute("href"));
  at = Math.max(0, places.indexOf(link.getAttribute("href")));
  show(url.pathname + url.search + url.hash);
}, true);
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !document.querySelector("dialog[open]")) leave(); });
window.addEventListener("popstate", hide);
window.addEventListener("message", (event) => {
  if (event.origin === window.location.origin && event.data === "bc-qa:close") leave();
});
document.getElementById("close-source").addEventListener("click", leave);
document.getElementById("previous-source").addEventListener("click", () => step(-1));
document.getElementById("next-source").addEventListener("click", () => step(1));
