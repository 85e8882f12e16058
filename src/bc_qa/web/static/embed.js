// The light page: asks /api/ask and draws the reply, every word of it as text. Framed by widget.js or standing alone.
const ROOT = new URL("..", document.currentScript.src).pathname.slice(0, -1); // the site's prefix, "" for none
const options = new URLSearchParams(location.search);
const framed = window.parent !== window;
const talk = document.getElementById("talk");
const box = document.getElementById("question");
const status = document.getElementById("status");
const words = JSON.parse(document.getElementById("words").content.textContent);
const turns = []; // { question, answer } of this visit
const FEWEST = 4, STEP = 15; // of the earlier turns that go with a question, in steps, so that it costs the same (see talk.py)
const PATIENCE = 20_000; // milliseconds
const LIMIT = 1_000, NEAR = 900; // characters of a question, and from where they are counted
let busy = false;

function make(tag, name = "", ...inside) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...inside);
  return element;
}

function link(url, text, name = "") {
  const made = make("a", name, text);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener";
  return made;
}

const hosted = (url) => (url.startsWith(`${ROOT}/report/`) ? url : `${ROOT}/report/`); // a reply's links lead into the report only

// "988 hộ [1]" as text and marks that open the cited place; `show` draws the text that a mark stands behind
function marked(text, reply, show = (said) => [said]) {
  return text.split(/(\[\d+\])/).filter(Boolean).flatMap((part, at, parts) => {
    const cited = (mark) => reply.citations.find(({ n }) => mark === `[${n}]`);
    if (cited(part)) return link(hosted(cited(part).url), part, "mark");
    return cited(parts[at + 1]) ? show(part, cited(parts[at + 1])) : part;
  });
}

// Text in runs, those whose characters are values marked
function shown(chars, isValue) {
  const runs = [];
  chars.forEach((char, at) => {
    const value = isValue(at);
    if (runs.at(-1)?.value === value) runs.at(-1).text += char;
    else runs.push({ value, text: char });
  });
  return runs.map(({ value, text }) => (value ? make("mark", "", text) : text));
}

// Which characters of a quote are values. Offsets count code points of the document.
function lights({ spans, highlights }) {
  const values = new Set();
  let before = 0;
  for (const [start, end] of spans) {
    for (const [from, to] of highlights) {
      for (let at = Math.max(from, start); at < Math.min(to, end); at += 1) values.add(before + at - start);
    }
    before += end - start + 1; // the pieces are joined by one space
  }
  return values;
}

// A sentence of an answer, the values that its citation shows in it marked. Note marks are in the quote alone.
function sentence(text, citation) {
  const values = lights(citation);
  const isNote = (char, at, all) => /[⁰¹²³⁴-⁹]/.test(char) && all[at - 1] !== "m";
  const aloud = [...citation.quote].map((char, at, all) => (isNote(char, at, all) ? null : { char, value: values.has(at) })).filter(Boolean);
  const chars = [...text], core = [...text.replace(/^[\s…]+|[\s….;,]+$/g, "")];
  const find = (where) => where.findIndex((_, at) => core.every((char, by) => where[at + by] === char));
  const from = find(aloud.map(({ char }) => char)), start = find(chars);
  if (!core.length || from < 0) return [text];
  return shown(chars, (at) => at >= start && at < start + core.length && aloud[from + at - start].value);
}

function lineOf(line, first, reply) {
  if (line.startsWith("Lưu ý:")) return [make("p", "warning", ...marked(line, reply))];
  const [value, ...rest] = line.split(" — ");
  if (rest.length) return [make("p", "value", ...marked(value, reply)), make("p", "", ...marked(rest.join(" — "), reply, sentence))];
  const short = first && reply.values.length && line.length <= 60;
  return [make("p", short ? "value" : "", ...marked(line, reply))];
}

function chart({ label, points, by }, reply) {
  const breaks = points.map((p, at) => at).filter((at) => at && points[at].standard !== points[at - 1].standard); // as chart.py has it
  const bars = by === "report", name = (p) => (bars ? p.period.replaceAll(":", " ").slice(0, 60) : p.period);
  const more = bars ? [["by", by]] : breaks.map((at) => ["break", at]);
  const query = new URLSearchParams([["label", label], ...points.slice(0, 40).map((p) => ["point", `${name(p)}:${p.value}:${p.text}`]), ...more]);
  const image = make("img");
  image.src = `${ROOT}/chart.svg?${query}`;
  image.alt = `Biểu đồ ${bars ? "thanh" : "đường"}: ${label}. Số liệu ở bảng bên dưới.`;
  const rows = points.map((p) => {
    const period = make("th", "", p.period);
    period.scope = "row";
    return make("tr", "", period, make("td", "", ...marked(`${p.text} [${p.citation}]`, reply)));
  });
  return make("figure", "", image, make("table", "", make("caption", "soft", label), make("tbody", "", ...rows)));
}

function lit(citation) {
  const values = lights(citation);
  return shown([...citation.quote], (at) => values.has(at));
}

function quote(citation) {
  const heading = citation.section.at(-1) ?? citation.title;
  const note = citation.note === null ? "" : ` › chú thích ${citation.note}`;
  const report = words.reports[citation.document] ? `${words.reports[citation.document]} › ` : ""; // where there are several
  const unsure = citation.unsure.length ? " › cần đối chiếu bản gốc" : "";
  const place = `${report}${heading}${note}${citation.page === null ? "" : ` › trang ${citation.page}`}${unsure}`;
  return make("blockquote", "", "“", ...lit(citation), "”", link(hosted(citation.url), `[${citation.n}] ${place}`));
}

const letters = (text) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

// What was asked for and stands nowhere, and in how many passages it was looked for
function absence({ kind, what, searched }) {
  const said = (what ? words.absent[kind]?.replace("{what}", () => what) : "") || words.unnamed[kind];
  const count = String(searched).replace(/\B(?=(\d{3})+$)/g, ".");
  return (searched ? words.searched : words.said).replace("{what}", () => said).replace("{count}", count);
}

// What a likely answer says beyond its first line and what its quotes show anyway
function besideQuotes(lines, reply) {
  const quotes = reply.citations.map(({ quote: quoted }) => letters(quoted));
  const shown = (line) => quotes.some((quoted) => line.replace(/\[\d+\]/g, "").split(" — ").every((p) => quoted.includes(letters(p))));
  return lines.filter((line) => line.trim() !== words.likely && !shown(line));
}

const OUTCOMES = {
  answered: () => make("h2", "outcome unseen", words.answer),
  likely: () => make("h2", "outcome perhaps", words.likely),
  not_found: () => make("h2", "outcome missing", words.missing),
};

function draw(reply, question) {
  const article = make("article", reply.status);
  const likely = reply.status === "likely";
  const conflicts = reply.conflicts.map(({ text }) => text);
  if (reply.status !== "smalltalk" && letters(reply.read_as) !== letters(question)) article.append(make("p", "soft", `Hiểu là: ${reply.read_as}`));
  if (OUTCOMES[reply.status]) article.append(OUTCOMES[reply.status]());
  for (const { text, expression } of reply.computed) {
    article.append(make("p", likely ? "" : "value", text), make("p", "soft", `Tính từ số liệu của báo cáo: ${expression.replace(" - ", " − ")}`));
  }
  const lines = reply.answer.split("\n").filter((line) => !conflicts.includes(line)
    && !reply.computed.some(({ text }) => line.includes(text))
    && !reply.series.some(({ points }) => line.includes(";") && points.every(({ text }) => line.includes(text))));
  if (likely) article.append(...besideQuotes(lines, reply).map((line) => make("p", "", ...marked(line, reply))), ...reply.citations.map(quote));
  else lines.forEach((line, at) => article.append(...lineOf(line, at === 0, reply)));
  if (reply.status === "not_found" && reply.missing) article.append(make("p", "soft absence", absence(reply.missing)));
  article.append(...reply.series.map((series) => chart(series, reply)));
  article.append(...conflicts.map((text) => make("p", "warning", ...marked(text, reply))));
  if (reply.citations.length && !likely) {
    const details = make("details", "", make("summary", "", `Trích từ báo cáo (${reply.citations.length})`), ...reply.citations.map(quote));
    article.append(details);
  }
  if (reply.nearest.length) {
    const asks = reply.status === "clarify"; // then the buttons come next, and what is near waits behind its name
    const name = make(asks ? "summary" : "p", asks ? "" : "soft", "Nội dung gần nhất trong báo cáo (không phải câu trả lời):");
    article.append(make(asks ? "details" : "div", asks ? "" : "near", name, ...reply.nearest.map(quote)));
  }
  return article;
}

function offer(questions) {
  const buttons = questions.map((question) => {
    const button = make("button", "", question);
    button.type = "button";
    return make("li", "", button);
  });
  return make("ul", "offers", ...buttons);
}

async function send(question, signal) {
  const answer = await fetch(`${ROOT}/api/ask`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ question, history: turns.slice(Math.max(0, Math.floor((turns.length - FEWEST) / STEP) * STEP)), document: options.getAll("document") }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
  });
  const body = await answer.json().catch(() => null);
  if (answer.ok && body) return body;
  const passes = answer.status === 429 || answer.status >= 500; // what the question itself is wrong in does not pass by itself
  throw Object.assign(new Error(body?.error?.message), { known: body?.error?.message, passes });
}

function tool(name, act) {
  const button = make("button", "", name);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

function give(question) { // back into the box, unless something else was typed there
  if (!box.value) box.value = question;
  count();
}

function failed(question, error) {
  give(question);
  const again = tool("Thử lại", () => {
    status.replaceChildren();
    if (box.value === question) box.value = "";
    put(question);
  });
  status.replaceChildren(error.known || "Chưa nhận được trả lời từ máy chủ.", ...(error.known && !error.passes ? [] : [" ", again]));
}

function count() {
  const length = [...box.value.trim()].length;
  const said = document.getElementById("count");
  said.textContent = length < NEAR ? "" : `${length}/${LIMIT} ký tự${length > LIMIT ? ": hãy rút gọn hoặc tách thành nhiều câu" : ""}`;
  return length <= LIMIT;
}

// A question is shown at once and waits for those before it; the box is emptied when it is sent and not touched after.
const waiting = []; // { question, asked: its place in the talk }

function put(question) {
  if (!question.trim()) return;
  const asked = make("p", "asked", question.trim());
  talk.append(asked);
  asked.scrollIntoView({ block: "nearest" });
  document.getElementById("greeting")?.remove();
  waiting.push({ question: question.trim(), asked });
  run();
}

async function run() {
  if (busy || !waiting.length) return;
  busy = true;
  const { question, asked } = waiting.shift();
  const stop = new AbortController();
  status.replaceChildren("Đang tìm trong báo cáo… ", tool("Dừng", () => stop.abort()));
  try {
    const reply = await send(question, stop.signal);
    talk.querySelectorAll(".offers").forEach((each) => each.remove());
    asked.after(draw(reply, question), offer(reply.suggestions));
    turns.push({ question, answer: reply.answer.slice(0, 2000) });
    status.replaceChildren();
    asked.scrollIntoView({ block: "start" });
  } catch (error) {
    asked.remove();
    if (stop.signal.aborted) {
      status.replaceChildren("Đã dừng.");
      give(question);
    } else failed(question, error);
  } finally {
    busy = false;
  }
  run();
}

function submit() {
  if (!box.value.trim() || !count()) return;
  const question = box.value;
  box.value = "";
  count();
  if (!matchMedia("(hover: hover)").matches) box.blur(); // a phone's keyboard would hide the answer
  put(question);
}

document.getElementById("ask").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
box.addEventListener("input", count);
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
talk.addEventListener("click", (event) => {
  const button = event.target.closest(".offers button");
  if (button) put(button.textContent);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && framed) window.parent.postMessage("bc-qa:close", "*"); // says nothing of what is here
});
window.addEventListener("message", (event) => {
  if (event.source === window.parent && event.data === "bc-qa:focus") box.focus();
});

// ---- what the page around it chose
if (options.get("title")) document.title = document.getElementById("title").textContent = options.get("title").slice(0, 80);
if (options.get("greeting")) document.getElementById("greeting").textContent = options.get("greeting").slice(0, 400);
const colour = options.get("color") ?? "";
if (/^#[0-9a-f]{6}$/i.test(colour)) {
  const [red, green, blue] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Only the button takes the colour: as text on this page it might be too faint to read.
  const button = document.querySelector("form button");
  button.style.background = button.style.borderColor = colour;
  button.style.color = light > 0.18 ? "#000" : "#fff";
}
if (framed) window.parent.postMessage("bc-qa:ready", "*");
else box.focus();
if (options.get("q")) put(options.get("q").slice(0, 1000));
