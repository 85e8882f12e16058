// The sentence behind a citation, shown where the pointer or the focus is, or at the first tap of a finger.
const peek = document.getElementById("peek"), words = peek.querySelector("p"), open = peek.querySelector("a");
const DELAY = 150; // milliseconds that a pointer has to rest
const hovers = matchMedia("(hover: hover)").matches;
let shown = null; // the chip or mark
let timer = 0;

function quoteOf(link) {
  const all = [...(link.closest(".reply")?.querySelectorAll("a.chip") ?? [])];
  return all.find((chip) => chip.getAttribute("href") === link.getAttribute("href"))?.parentElement.querySelector(".quoted");
}

function show(link) {
  const quote = quoteOf(link);
  if (!quote || shown === link) return;
  hide();
  shown = link;
  words.replaceChildren(...[...quote.childNodes].map((node) => node.cloneNode(true)));
  open.href = link.href;
  open.hidden = hovers; // a pointer clicks the chip itself
  link.setAttribute("aria-describedby", "peek-words");
  peek.hidden = false;
  place();
}

function place() {
  if (!shown?.isConnected) return hide();
  const at = shown.getBoundingClientRect(), talk = document.getElementById("talk").getBoundingClientRect();
  const width = Math.min(440, talk.width - 16), below = window.innerHeight - at.bottom;
  peek.style.width = `${width}px`;
  peek.style.left = `${Math.max(talk.left + 8, Math.min(at.left, talk.right - width - 8))}px`;
  const above = at.top > below;
  peek.style.top = above ? "auto" : `${at.bottom + 4}px`;
  peek.style.bottom = above ? `${window.innerHeight - at.top + 4}px` : "auto";
  peek.style.maxHeight = `${Math.max(at.top, below) - 12}px`;
}

function hide() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  peek.hidden = true;
}

const link = (event) => event.target.closest?.("#chat .reply :is(a.chip, a.mark)");
const within = (target) => Boolean(target?.closest?.("#peek") || (shown && target?.closest?.("a") === shown));

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  clearTimeout(timer);
  const over = link(event);
  if (over) timer = setTimeout(() => show(over), DELAY);
  else if (shown && !within(event.target) && !shown.matches(":focus-visible")) timer = setTimeout(hide, DELAY);
});
document.addEventListener("focusin", (event) => {
  const over = link(event);
  if (over?.matches(":focus-visible")) show(over);
  else if (!within(event.target)) hide();
});
// Before panel.js sees it: a finger's first tap of a chip shows the sentence, which leads on into the report.
window.addEventListener("click", (event) => {
  const chip = event.target.closest?.("#chat .reply a.chip");
  if (chip && !hovers && shown !== chip && quoteOf(chip)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return show(chip);
  }
  if (event.target.closest?.("#peek a")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return shown?.click();
  }
  if (!event.target.closest?.("#peek")) hide();
}, true);
window.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || peek.hidden) return;
  event.stopImmediatePropagation(); // it closes the sentence alone
  hide();
}, true);
document.getElementById("talk").addEventListener("scroll", place, { passive: true });
