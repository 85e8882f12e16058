// A checked draft: the text with its places marked, the list of verdicts beside it, what is done about each.
const KEPT = "bc-qa:checked"; // for this tab: the draft with its verdicts, so that the way to the report is not one way
const DECIDED = "bc-qa:passed-over"; // for this browser: what was passed over
const MOST_DECIDED = 1_000;
const ORDER = ["contradicted", "conflicting", "not_found", "supported"]; // wrong first
const list = at("claims"), shown = at("marked");
let draft = []; // its characters: places count code points
let claims = []; // as they stand in the draft
let now = null; // the claim that is looked at
let former = null; // draft and claims before the last change, for undo

function element(tag, content, attributes = {}) {
  const made = document.createElement(tag);
  made.append(...[content].flat());
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function read(storage, name) {
  try {
    return JSON.parse(storage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

function write(storage, name, value) {
  try {
    storage.setItem(name, JSON.stringify(value));
  } catch { /* too much to keep, or nothing may be kept: the page works without */ }
}

// ---- what is passed over: a figure in its sentence, in whatever draft
const nameOf = (claim) => `${claim.figure}\n${claim.sentence}`;
const passed = new Set(read(localStorage, DECIDED) ?? []);
const stateOf = (claim) => (passed.has(nameOf(claim)) ? "passed" : claim.verdict);

function pass(claim) {
  if (!passed.delete(nameOf(claim))) passed.add(nameOf(claim));
  write(localStorage, DECIDED, [...passed].slice(-MOST_DECIDED));
  draw();
}

// ---- the draft and its list
function begin(content) {
  draft = [...content.normalize("NFC")];
  claims = [];
  now = former = null;
  told("");
  if (at("found").hidden) history.pushState({ checked: true }, "");
  show(true);
  draw();
  at("found-title").focus();
}

function add(more) {
  claims.push(...more);
  draw();
}

function finish() {
  write(sessionStorage, KEPT, { text: draft.join(""), claims, report: report() });
  now = ordered()[0] ?? null;
  draw();
}

function show(results) {
  at("found").hidden = !results;
  at("draft").hidden = results;
}

const filter = () => document.querySelector("[name=show]:checked").value;
const fits = (claim, name = filter()) => (name === "all" ? true : stateOf(claim) === name);
const rank = (claim) => (stateOf(claim) === "passed" ? ORDER.length : ORDER.indexOf(claim.verdict));
const ordered = () => claims.filter((claim) => fits(claim)).sort((one, other) => rank(one) - rank(other) || one.span[0] - other.span[0]);

function draw() {
  counted();
  shown.replaceChildren(...marks());
  list.replaceChildren(...ordered().map(item));
  at("none").hidden = Boolean(list.children.length) || !claims.length;
  walk();
}

function counted() {
  if (!at("stop").hidden) return;
  const count = (name) => claims.filter((claim) => claim.verdict === name).length;
  const said = ORDER.reduce((line, name) => line.replace(`{${name}}`, count(name)), words.counts.replace("{total}", claims.length));
  at("counts").textContent = claims.length ? said : words.none;
  for (const input of document.querySelectorAll("[name=show]")) {
    const fitting = claims.filter((claim) => fits(claim, input.value)).length;
    input.parentElement.querySelector("b").textContent = fitting;
    input.parentElement.hidden = !fitting && input.value !== "all" && !input.checked;
  }
}

// The characters of the draft, each claim's place a way to its verdict; what lies within another place is in the list.
function marks() {
  const parts = [];
  let before = 0;
  for (const claim of [...claims].sort((one, other) => one.span[0] - other.span[0])) {
    const [start, end] = claim.span;
    if (start < before) continue;
    const link = element("a", draft.slice(start, end).join(""), { href: `#c${claims.indexOf(claim)}`, class: `hit ${stateOf(claim)}` });
    link.append(element("span", ` (${words.states[stateOf(claim)]})`, { class: "unseen" }));
    if (claim === now) link.setAttribute("aria-current", "true");
    parts.push(draft.slice(before, start).join(""), link);
    before = end;
  }
  return [...parts, draft.slice(before).join("")];
}

function place(citation) {
  const parts = [citation.section.at(-1) ?? citation.title];
  if (words.reports[citation.document]) parts.unshift(words.reports[citation.document]);
  if (citation.note !== null) parts.push(words.note.replace("{number}", citation.note));
  if (citation.page !== null) parts.push(words.page.replace("{number}", citation.page));
  if (citation.unsure.length) parts.push(words.unsure);
  const link = element("a", parts.join(" › "), { href: citation.url, target: "_blank", rel: "noopener" });
  link.append(element("span", ` ${words.opens}`, { class: "opens" }));
  return link;
}

function tool(name, act, attributes = {}) {
  const button = element("button", name, { type: "button", ...attributes });
  button.addEventListener("click", act);
  return button;
}

const better = (claim) => (claim.verdict === "contradicted" && claim.report_values.length === 1 ? claim.report_values[0] : "");

function item(claim) {
  const cited = claim.citations.length ? claim.citations : claim.nearest;
  const near = claim.citations.length || !cited.length ? [] : [element("p", words.nearest)];
  const quotes = cited.slice(0, 2).flatMap((one) => [element("blockquote", one.quote), element("p", place(one))]);
  const said = claim.report_values.join("; ");
  const summary = element("summary", [
    element("span", words.verdicts[claim.verdict], { class: "verdict" }), " ", element("b", claim.figure),
    ...(said && claim.verdict !== "supported" ? [" → ", element("span", said, { class: "said" })] : []),
    ...(stateOf(claim) === "passed" ? [" ", element("i", words.states.passed)] : []),
  ]);
  const buttons = [
    ...(better(claim) ? [tool(words.accept.replace("{value}", () => better(claim)), () => accept(claim), { class: "accept" })] : []),
    tool(passed.has(nameOf(claim)) ? words.unpass : words.pass, () => pass(claim), { class: "pass" }),
    tool(words.edit, (event) => edit(claim, event.target.closest("details")), { class: "edit" }),
    tool(words.inDraft, () => markOf(claim)?.focus(), { class: "in-draft" }),
  ];
  const body = element("div", [element("p", claim.explanation), ...near, ...quotes, element("p", buttons, { class: "do" })]);
  const details = element("details", [summary, body], claim === now ? { open: "" } : {});
  summary.addEventListener("click", (event) => {
    event.preventDefault();
    look(claim === now ? null : claim, false);
    list.querySelector(`#c${claims.indexOf(claim)} summary`)?.focus({ preventScroll: true });
  });
  return element("li", details, { id: `c${claims.indexOf(claim)}`, class: stateOf(claim) });
}

// ---- one after the other
const markOf = (claim) => shown.querySelector(`a[href="#c${claims.indexOf(claim)}"]`);

function look(claim, follow = true) {
  now = claim;
  draw();
  if (!claim) return;
  const mark = markOf(claim), row = at(`c${claims.indexOf(claim)}`);
  if (mark) shown.scrollTop += mark.getBoundingClientRect().top - shown.getBoundingClientRect().top - shown.clientHeight / 3;
  if (follow) {
    row.scrollIntoView({ block: "nearest" });
    row.querySelector("summary").focus({ preventScroll: true });
  }
}

function walk() {
  const all = ordered(), place = all.indexOf(now);
  at("walk").querySelector("span").textContent = all.length ? `${place + 1 || "–"}/${all.length}` : "";
  at("walk").querySelector("[data-step='-1']").disabled = place <= 0;
  at("walk").querySelector("[data-step='1']").disabled = !all.length || place === all.length - 1;
}

// ---- a change: the paragraph is checked again, what stands elsewhere stays as it is
function paragraph([start, end]) {
  const from = draft.lastIndexOf("\n", start - 1) + 1, to = draft.indexOf("\n", end);
  return [start ? from : 0, to < 0 ? draft.length : to];
}

// Where the sentence of a claim stands; its paragraph where that cannot be told
function sentence(claim) {
  const [from, to] = paragraph(claim.span), line = draft.slice(from, to), said = [...claim.sentence];
  for (let place = Math.max(0, claim.span[0] - from - said.length); place <= claim.span[0] - from; place += 1) {
    if (said.every((char, by) => line[place + by] === char)) return [from + place, from + place + said.length];
  }
  return [from, to];
}

async function change([start, end], content, done) {
  const before = { draft, claims, sent };
  const [from, to] = paragraph([start, end]), put = [...content.normalize("NFC")];
  const line = [...draft.slice(from, start), ...put, ...draft.slice(end, to)];
  const by = put.length - (end - start);
  told(words.checking);
  error.hidden = true;
  try {
    const again = line.join("").trim() ? await (await post(ofText(line.join("")), "json")).json() : { claims: [] };
    const moved = (claim, places) => ({ ...claim, span: claim.span.map((place) => place + places) });
    draft = [...draft.slice(0, from), ...line, ...draft.slice(to)];
    claims = [
      ...claims.filter((claim) => claim.span[1] <= from), ...again.claims.map((claim) => moved(claim, from)),
      ...claims.filter((claim) => claim.span[0] >= to).map((claim) => moved(claim, by)),
    ];
    former = before;
    now = null;
    sent = ofText(draft.join(""));
    text.value = draft.join("");
    file.value = "";
    which();
    finish();
    told(done);
    at("undo").focus();
  } catch (problem) {
    told("");
    fail(reason(problem));
  }
}

function accept(claim) {
  change(claim.span, better(claim), words.accepted.replace("{old}", () => claim.figure).replace("{new}", () => better(claim)));
}

function edit(claim, details) {
  const span = sentence(claim), area = element("textarea", "", { rows: "4", "aria-label": words.sentence });
  area.value = draft.slice(...span).join("");
  const form = element("form", [area, element("p", [element("button", words.again), tool(words.cancel, draw)], { class: "do" })], { class: "again" });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change(span, area.value, words.changed);
  });
  details.querySelector(".again")?.remove();
  details.append(form);
  area.focus();
}

function told(message) {
  at("told").textContent = message;
  at("undo").hidden = !former || !message;
}

function leave() {
  show(false);
  sessionStorage.removeItem(KEPT);
  if (draft.length && !file.files.length) text.value = draft.join("");
  text.focus();
}

at("undo").addEventListener("click", () => {
  ({ draft, claims, sent } = former);
  former = null;
  text.value = draft.join("");
  finish();
  told(words.undone);
});
at("back").addEventListener("click", () => {
  stop?.abort();
  if (history.state?.checked) history.back(); // popstate leaves
  else leave();
});
addEventListener("popstate", () => { if (!at("found").hidden) leave(); });
at("walk").addEventListener("click", (event) => {
  const all = ordered(), by = Number(event.target.dataset.step);
  if (by) look(all[Math.max(0, all.indexOf(now) + by)]);
});
at("filter").addEventListener("change", () => {
  now = ordered()[0] ?? null;
  draw();
});
shown.addEventListener("click", (event) => {
  const link = event.target.closest("a.hit");
  if (!link) return;
  event.preventDefault();
  const claim = claims[Number(link.hash.slice(2))];
  if (!fits(claim)) document.querySelector("[name=show][value=all]").checked = true;
  look(claim);
});
at("copy").addEventListener("click", () => navigator.clipboard.writeText(draft.join("")).then(() => told(words.copied), () => told(words.uncopied)));

// ---- what this tab had before it went elsewhere
const kept = read(sessionStorage, KEPT);
if (kept) {
  draft = [...kept.text];
  claims = kept.claims;
  if (at("report")) at("report").value = kept.report ?? "";
  text.value = kept.text;
  sent = ofText(kept.text);
  show(true);
  busy(false);
  finish();
}
