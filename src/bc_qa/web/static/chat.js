// The chat page around Gradio: the input, the queue and the talk are ours, Gradio draws the newest exchange.
window.__gradio_mode__ = "app";
const ROOT = new URL("..", document.currentScript.src).pathname.slice(0, -1); // the site's prefix, "" for none

const WORDS = {
  "Scroll to bottom": "Xuống cuối", "chatbot conversation": "Hội thoại", "Loading": "Đang tìm", "processing": "Đang tìm",
  "Copy": "Chép", "Copy message": "Chép tin nhắn", "Clear": "Xóa", "Submit": "Gửi", "Stop": "Dừng",
};
const SAID = { "bot's message: ": "Trả lời", "user's message: ": "Câu hỏi" };
const PATIENCE = 20_000; // milliseconds until a question without an answer counts as failed
const PULSE = 1_500; // milliseconds between looks whether the server is still there
const LIMIT = 1_000, NEAR = 900; // characters of a question, and from where they are counted for the reader
const KEPT = 49, STEP = 15; // questions of a talk that go with the next; those left out go in steps (see talk.py)
// Kept for this tab only, so that nothing is lost when the page is left or loaded anew.
const DRAFT = "bc-qa:draft", TALK = "bc-qa:talk", NAME = "bc-qa:talk-id", AGAIN = "bc-qa:again";

const at = (id) => document.getElementById(id);
const box = () => document.querySelector("#question textarea");
const live = () => at("live"); // Gradio's list: the newest exchange, or all of a talk that was taken up again
const hovers = () => matchMedia("(hover: hover)").matches;
let talk = []; // the questions that were answered, oldest first: { text, document }
let talkId = sessionStorage.getItem(NAME) ?? named(); // what it is kept under
const queue = []; // questions that wait to be asked
const sent = new Map(); // what the server was asked and has not said, by turn: { put, rows, stopped, late }
let asked = ""; // the turn that the reader waits for
let ready = false; // Gradio is there, and a talk that was kept is shown again
let former = null; // the talk that was put away, for undo: { id, questions }
let lost = null; // the question that was not answered, for another try
let editing = null; // how many questions stay before the one that is being put anew
let turns = 0;

function translate() {
  document.querySelector("gradio-app main")?.setAttribute("role", "presentation"); // the page has a main part of its own
  for (const element of document.querySelectorAll("gradio-app [aria-label], gradio-app [title]")) {
    for (const name of ["aria-label", "title"]) {
      const said = element.getAttribute(name);
      if (!said) continue;
      // A message's label repeats its markdown; who speaks is enough, the message itself is read anyway.
      const speaker = Object.keys(SAID).find((start) => said.startsWith(start));
      if (speaker || WORDS[said]) element.setAttribute(name, speaker ? SAID[speaker] : WORDS[said]);
    }
  }
  if (document.documentElement.lang !== "vi") document.documentElement.lang = "vi";
}

function fill(area, text) {
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function type(text) {
  box().value = text;
  sessionStorage.setItem(DRAFT, text);
  count();
}

function count() {
  const length = [...box().value.trim()].length;
  at("count").textContent = length < NEAR ? "" : `${length}/${LIMIT} ký tự${length > LIMIT ? ": hãy rút gọn hoặc tách thành nhiều câu" : ""}`;
  at("count").classList.toggle("over", length > LIMIT);
  return length <= LIMIT;
}

const said = (text) => { at("pending").textContent = text; };

function named() {
  const id = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  sessionStorage.setItem(NAME, id);
  return id;
}

// ---- which reports are asked, where there are several (see reports.js)
function remembered() {
  reports.recall();
  if (reports.chosen().length) fitExamples();
}

const chosen = () => (reports.chosen().length ? { document: reports.chosen() } : {});

async function fitExamples() {
  const query = new URLSearchParams(reports.chosen().map((id) => ["document", id]));
  const page = new DOMParser().parseFromString(await (await fetch(`${ROOT}/chat/?${query}`)).text(), "text/html");
  document.querySelector("#welcome .examples").replaceChildren(...page.querySelectorAll("#welcome .example"));
}

// ---- asking: one question at a time, the others wait in sight
function put(text, asks = chosen()) {
  if (!text.trim()) return;
  if (editing !== null) {
    former = { id: talkId, questions: talk };
    show(talk.slice(0, editing), talkId);
    undoable("Đã hỏi lại câu đã sửa.");
    edit(null);
  }
  queue.push({ ...asks, text: text.trim() });
  next();
}

// A question is edited in the box; what was asked after it goes when it is sent, and can be had back.
function edit(place) {
  editing = place;
  at("editing").hidden = place === null;
  at("editing").querySelector("span").textContent = place === null ? "" : "Đang sửa một câu đã hỏi; các câu sau nó sẽ được thay.";
  if (place === null) return;
  queue.length = 0;
  if (asked) halt();
  type(talk[place].text);
  box().focus();
}

function placeOf(row) {
  const rows = [...document.querySelectorAll("#earlier .user-row, #live:not(.dropped) .user-row")];
  return talk.length - (rows.length - rows.indexOf(row)); // a long talk shows its end
}

function dressQuestions() {
  for (const row of document.querySelectorAll("#chat .user-row")) {
    if (row.querySelector(".edit")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool edit";
    button.textContent = "Sửa";
    button.setAttribute("aria-label", "Sửa câu hỏi này");
    button.setAttribute("aria-live", "off");
    row.prepend(button);
  }
}

function send() {
  if (!box().value.trim() || !count()) return;
  const text = box().value;
  type("");
  if (!hovers()) box().blur(); // a phone's keyboard would hide the answer
  put(text);
}

function next() {
  draw();
  if (asked || !queue.length || [...sent.values()].some(({ late }) => !late)) return;
  if (!ready) return said("Đang mở trang, câu hỏi sẽ được gửi ngay…");
  const one = queue.shift();
  asked = call("go", { ...one, talk: talk.slice(Math.max(0, Math.ceil((talk.length - KEPT) / STEP) * STEP)) }, { put: one });
  sent.get(asked).pulse = setInterval(() => fetch(`${ROOT}/healthz`, { cache: "no-store" }).catch(() => failed(asked)), PULSE);
  said("Đang tìm trong báo cáo…");
  draw();
  at("echo").firstElementChild.scrollIntoView({ block: "start" });
}

function call(button, body, about) {
  turns += 1;
  const turn = `${Date.now().toString(36)}${turns}`;
  at("trouble").hidden = true;
  document.querySelectorAll(TOASTS).forEach((toast) => { toast.dataset.seen = "yes"; }); // those of an earlier question
  sent.set(turn, { ...about, ...(about.restores ? {} : lift()), timer: setTimeout(() => failed(turn), PATIENCE) });
  fill(document.querySelector("#asking textarea"), JSON.stringify({ turn, ...body }));
  at(button).click();
  return turn;
}

const TOASTS = ".toast-wrap .toast-body:not([data-seen])"; // Gradio's way of saying that something failed

// What Gradio shows goes up before the next is asked, not when that comes: so an answer moves nothing that is read.
function lift() {
  const hidden = live().classList.contains("dropped"), lifted = rows();
  if (lifted) at("earlier").append(lifted);
  live().classList.add("dropped");
  return { rows: lifted, hidden };
}

function lower({ rows: lifted, hidden }) { // the next does not come
  lifted?.remove();
  live().classList.toggle("dropped", hidden);
}

// A copy of what Gradio shows, to stand above while the next is asked: what was answered, nothing of what failed.
function rows() {
  const shown = live()?.querySelector(".message-wrap");
  if (!shown?.querySelector(".reply") || shown.querySelector(".reply.failed") || live().classList.contains("dropped")) return null;
  const copy = shown.cloneNode(true);
  copy.querySelectorAll(".options").forEach((each) => each.remove());
  for (const each of [copy, ...copy.querySelectorAll("[aria-live], [role=log]")]) ["aria-live", "role"].forEach((name) => each.removeAttribute(name));
  return copy;
}

function draw() {
  const waits = [...(asked ? [{ ...sent.get(asked).put, stop: "Dừng" }] : []), ...queue.map((one, place) => ({ ...one, stop: "Bỏ", place }))];
  at("echo").replaceChildren(...waits.map(({ text, stop, place }) => {
    const line = document.createElement("div"), words = document.createElement("p"), button = document.createElement("button");
    words.textContent = text;
    words.className = "asked";
    button.type = "button";
    button.className = "tool";
    button.textContent = stop;
    button.setAttribute("aria-label", `${stop}: ${text}`);
    button.addEventListener("click", () => (place === undefined ? halt() : drop(place)));
    line.append(words, button);
    return line;
  }));
  at("welcome").hidden = Boolean(waits.length || talk.length || shownTurn());
  at("this-talk").hidden = !talk.length;
  if (waits.length) at("echo").lastElementChild.scrollIntoView({ block: "nearest" });
}

function settle(turn) {
  const one = sent.get(turn);
  clearTimeout(one.timer);
  clearInterval(one.pulse);
  if (asked !== turn) return one;
  asked = "";
  said("");
  return one;
}

function give(text) { // back into the box, unless something else was typed there
  if (text && !box().value) type(text);
}

function halt() {
  const turn = asked;
  const one = sent.get(turn);
  clearInterval(one.pulse);
  one.stopped = true;
  lower(one);
  asked = "";
  said("Đã dừng.");
  give(one.put.text);
  next();
  box().focus({ preventScroll: true });
}

function drop(place) {
  const [one] = queue.splice(place, 1);
  give(one.text);
  draw();
  box().focus({ preventScroll: true });
}

function failed(turn) {
  const one = sent.get(turn);
  if (!one || one.late) return;
  one.late = true; // whatever still comes is shown, but nobody waits for it
  const waited = asked === turn;
  settle(turn);
  if (one.restores) start();
  if (!waited) return next();
  lower(one);
  lost = one.put;
  give(lost.text);
  draw();
  trouble("Chưa nhận được trả lời từ máy chủ. Câu hỏi của bạn vẫn còn trong ô bên dưới.");
}

function trouble(text) {
  at("trouble").querySelector("p").textContent = text;
  at("trouble").hidden = false;
  at("retry").focus({ preventScroll: true });
}

// ---- what has come
const shownTurn = () => (live()?.classList.contains("dropped") ? "" : turnOf());
const turnOf = () => [...(live()?.querySelectorAll(".reply .turn") ?? [])].at(-1)?.textContent ?? "";

function arrived(turn) {
  const one = settle(turn);
  sent.delete(turn);
  if (one.rows && !live().classList.contains("dropped")) at("earlier").append(one.rows); // it came late, or was stopped
  live().classList.toggle("dropped", Boolean(one.stopped));
  const reply = [...live().querySelectorAll(".reply")].at(-1);
  const bad = reply.classList.contains("failed");
  if (bad && !one.stopped) {
    lost = one.put;
    if (!reply.classList.contains("again")) give(lost.text);
  } else if (!one.restores && !one.stopped) talk.push(one.put);
  keep();
  if (asked) Object.assign(sent.get(asked), lift()); // it came late, and the next is on its way
  if (one.restores) start();
  draw();
  if (!one.stopped) [...document.querySelectorAll("#live .user-row")].at(-1)?.scrollIntoView({ block: "start" });
  if (hovers() && document.activeElement === document.body) box().focus({ preventScroll: true });
  if (!reply.classList.contains("again")) next();
}

function keep() {
  sessionStorage.setItem(TALK, JSON.stringify(talk));
  if (talk.length) talks.keep(talkId, talk);
  if (talk.length > 1 && window.location.search) history.replaceState(history.state, "", `${ROOT}/chat/`);
}

function watch() {
  translate();
  dressQuestions();
  if (sent.has(turnOf())) arrived(turnOf());
  if (asked && document.querySelector(TOASTS)) failed(asked);
}

// ---- talks: a new one is begun by its button, an older one taken up from the list, and both can be undone
function show(questions, id = named()) {
  at("earlier").replaceChildren();
  talk = questions;
  talkId = id;
  sessionStorage.setItem(NAME, id);
  keep();
  if (!questions.length) {
    live()?.classList.add("dropped");
    return draw();
  }
  ready = false;
  call("restore", { talk: questions }, { put: { text: "" }, restores: true });
  return draw();
}

function clear(questions = [], id = named()) {
  queue.length = 0;
  if (asked) halt();
  edit(null);
  former = talk.length ? { id: talkId, questions: talk } : null;
  show(questions, id);
}

function takeUpTalk(id) {
  if (id === talkId) return box().focus();
  clear(talks.of(id), id);
  if (former) undoable("Đã mở cuộc khác.");
  return box().focus({ preventScroll: true });
}

function begin() {
  clear();
  if (former) undoable("Đã bắt đầu cuộc mới.");
  history.replaceState(history.state, "", `${ROOT}/chat/`);
  box().focus({ preventScroll: true });
}

function undoable(text) {
  at("undo").querySelector("span").textContent = text;
  at("undo").hidden = false;
}

function undo() {
  at("undo").hidden = true;
  show(former.questions, former.id);
  box().focus({ preventScroll: true });
}

function read(name) {
  try {
    return puts(JSON.parse(sessionStorage.getItem(name) ?? "[]"));
  } catch {
    return [];
  }
}

function start() {
  ready = true;
  next();
}

// Gradio is there: take up the talk that was kept, or ask what the address asks.
function takeUp() {
  document.querySelector("gradio-app").classList.add("ready");
  said("");
  const before = read(TALK);
  const query = new URLSearchParams(window.location.search).get("q")?.trim();
  queue.unshift(...read(AGAIN));
  sessionStorage.removeItem(AGAIN);
  if (query && before.at(-1)?.text !== query) {
    queue.unshift({ text: query, ...chosen() });
    if (before.length) {
      former = { id: talkId, questions: before };
      talkId = named();
      undoable("Đã mở câu hỏi mới.");
    }
    start();
  } else if (before.length) show(before, talkId);
  else start();
}

// Gradio does not always find its way back to a server that was gone: load the page anew, once there is one to load it
// from, and ask again when the talk is shown.
async function again() {
  const there = await fetch(`${ROOT}/healthz`, { cache: "no-store" }).then((answer) => answer.ok, () => false);
  if (!there) return trouble("Máy chủ chưa trở lại. Câu hỏi của bạn vẫn còn trong ô bên dưới.");
  sessionStorage.setItem(DRAFT, box().value === lost?.text ? "" : box().value);
  sessionStorage.setItem(AGAIN, JSON.stringify([lost, ...queue].filter(Boolean)));
  window.location.reload();
}

// ---- while the reports are being loaded there are no examples yet
async function examples() {
  if (document.querySelector("#welcome .example")) return;
  const there = await fetch(`${ROOT}/readyz`, { cache: "no-store" }).then((answer) => answer.ok, () => false);
  if (!there) return void setTimeout(examples, 2_000);
  const page = new DOMParser().parseFromString(await (await fetch(`${ROOT}/chat/`)).text(), "text/html");
  at("welcome").replaceChildren(...page.getElementById("welcome").childNodes);
  at("report").replaceChildren(...page.getElementById("report").childNodes);
  remembered();
}

document.addEventListener("keydown", (event) => {
  if (event.target !== box() || event.key !== "Enter" || event.shiftKey || event.isComposing) return; // or an input method's Enter
  event.preventDefault();
  send();
}, true);
document.addEventListener("click", (event) => {
  const target = event.target.closest?.(".skip, #live .option, #welcome .example, .reply .retry, .user-row .edit");
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  if (target.matches(".skip")) return at("middle").focus(); // by hand: the address has a base, a link would load the page anew
  if (target.matches(".edit")) return edit(placeOf(target.closest(".user-row")));
  if (!target.matches(".retry")) return put(target.textContent);
  if (box().value === lost.text) type("");
  return put(lost.text, lost);
}, true);
document.addEventListener("input", (event) => {
  if (event.target !== box()) return;
  sessionStorage.setItem(DRAFT, box().value);
  count();
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "ask") return;
  event.preventDefault();
  send();
});
document.addEventListener("DOMContentLoaded", () => {
  if (!box().value) type(sessionStorage.getItem(DRAFT) ?? "");
  if (hovers()) box().focus({ preventScroll: true });
  at("retry").addEventListener("click", again);
  at("dismiss").addEventListener("click", () => {
    at("trouble").hidden = true;
    box().focus();
  });
  at("new-talk").addEventListener("click", begin);
  at("undo").querySelector("button").addEventListener("click", undo);
  at("editing").querySelector("button").addEventListener("click", () => {
    type("");
    edit(null);
    box().focus();
  });
  remembered();
  if (read(TALK).length || new URLSearchParams(window.location.search).get("q")) at("welcome").hidden = true;
  new MutationObserver(watch).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["lang", "aria-label"],
  });
  examples();
  let waited = 0;
  const waiting = setInterval(() => {
    waited += 50;
    if (document.querySelector("#asking textarea") && at("go") && at("restore") && live()) {
      clearInterval(waiting);
      takeUp();
    } else if (waited === PATIENCE && queue.length) {
      said("");
      lost = queue.shift();
      give(lost.text);
      trouble("Trang chưa mở xong. Câu hỏi của bạn vẫn còn trong ô bên dưới.");
    }
  }, 50);
});
