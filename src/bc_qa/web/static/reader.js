// The report page: notes that open where they are called, find without diacritics, a way from mark to mark.
const root = document.querySelector("main.report");
const framed = window.parent !== window;
document.documentElement.classList.toggle("framed", framed);

function reveal(element, block = "center") {
  element.closest("details.note")?.setAttribute("open", "");
  element.scrollIntoView({ block });
}

// ---- notes: a call opens its note below the paragraph and closes it again; a link to a place leaves no step behind
root.ownerDocument.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  if (link.classList.contains("call")) {
    target.open = !target.open;
    if (target.open) target.scrollIntoView({ block: "nearest" });
    return;
  }
  document.querySelector(".outline").open = false;
  reveal(target, "start");
  history.replaceState(history.state, "", link.hash);
});
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.note:not([open])")];
  opened.forEach((note) => { note.open = true; });
});
addEventListener("afterprint", () => opened.forEach((note) => { note.open = false; }));

// ---- marks: pieces that follow one another within a paragraph are one citation
const groups = [];
for (const mark of root.querySelectorAll("mark")) {
  const block = mark.closest("p, h2, h3, h4, h5, h6, details");
  if (groups.at(-1)?.block === block) groups.at(-1).marks.push(mark);
  else groups.push({ block, marks: [mark] });
}
const cited = document.querySelector(".cited");
let current = 0;
function cite(index) {
  current = Math.min(Math.max(index, 0), groups.length - 1);
  groups.forEach(({ marks }, at) => marks.forEach((mark) => mark.classList.toggle("now", at === current)));
  reveal(groups[current].marks[0]);
  cited.querySelector("span").textContent = `${current + 1}/${groups.length}`;
  for (const button of cited.querySelectorAll("button")) button.disabled = !groups[current + Number(button.dataset.cited)];
}
if (groups.length) cite(0);
cited.hidden = groups.length < 2;
cited.addEventListener("click", (event) => {
  const by = Number(event.target.dataset.cited);
  if (by) cite(current + by);
});

// ---- find: letters are compared without diacritics, one for one, so that places in the key are places in the text
const form = document.querySelector(".find");
const output = form.querySelector("output");
const fold = (text) => [...text].map((char) => {
  const plain = char.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  return plain.length === char.length ? plain : char;
}).join("");
let blocks = null; // { text, nodes: [[start, node]] } of each paragraph, read on the first search
let found = [];
let seen = 0;
form.hidden = false;

function read(element) {
  const nodes = [];
  let text = "";
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push([text.length, node]);
    text += node.data;
  }
  return { text: fold(text), nodes };
}

function range({ nodes }, start, end) {
  const place = (at) => nodes.findLast(([from]) => from <= at);
  const made = new Range();
  const [first, last] = [place(start), place(end - 1)];
  made.setStart(first[1], start - first[0]);
  made.setEnd(last[1], end - last[0]);
  return made;
}

function search(query) {
  const key = fold(query.normalize("NFC").trim().replace(/\s+/g, " "));
  blocks ??= [...root.querySelectorAll("p, h2, h3, h4, h5, h6, details.note")].map(read);
  found = [];
  seen = 0;
  if (key.length > 1) {
    for (const block of blocks) {
      for (let at = block.text.indexOf(key); at >= 0; at = block.text.indexOf(key, at + key.length)) {
        found.push(range(block, at, at + key.length));
      }
    }
  }
  window.CSS?.highlights?.set("found", new Highlight(...found));
  look(0, key);
}

function look(index, key = form.q.value.trim()) {
  form.classList.toggle("on", key.length > 1);
  output.textContent = key.length < 2 || found.length ? "" : "Không thấy";
  window.CSS?.highlights?.delete("now");
  if (!found.length) return;
  seen = (index + found.length) % found.length;
  output.textContent = `${seen + 1}/${found.length}`;
  window.CSS?.highlights?.set("now", new Highlight(found[seen]));
  reveal(found[seen].startContainer.parentElement);
}

let typing = 0;
form.q.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(() => search(form.q.value), 150); });
form.addEventListener("submit", (event) => { event.preventDefault(); look(seen + 1); });
form.addEventListener("click", (event) => {
  const by = Number(event.target.dataset.step);
  if (by) look(seen + by);
});

// Escape closes the innermost thing that is open, one at a time; the report itself last.
function escape() {
  const outline = document.querySelector(".outline");
  if (outline.open) {
    outline.open = false;
    outline.querySelector("summary").focus();
  } else if (form.q.value) {
    form.q.value = "";
    search("");
  } else if (framed) window.parent.postMessage("bc-qa:close", window.location.origin);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") escape();
  if (event.key === "/" && event.target.tagName !== "INPUT") {
    event.preventDefault();
    form.q.focus();
  }
});
