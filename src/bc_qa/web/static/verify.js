// The page that checks a draft: sends the text or the file, shows each verdict as it comes, offers the results as files.
const ROOT = new URL("..", document.currentScript.src).pathname.slice(0, -1); // the site's prefix, "" for none
const at = (id) => document.getElementById(id);
const words = JSON.parse(at("words").content.textContent);
const text = at("text"), file = at("file"), rows = at("claims"), progress = at("progress"), error = at("error");
let sent = null, stop = null;

function element(tag, content, attributes = {}) {
  const made = document.createElement(tag);
  made.append(...[content].flat());
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function place(citation) {
  const parts = [citation.section.at(-1) ?? citation.title];
  if (citation.note !== null) parts.push(words.note.replace("{number}", citation.note));
  if (citation.page !== null) parts.push(words.page.replace("{number}", citation.page));
  if (citation.unsure.length) parts.push(words.unsure);
  const link = element("a", parts.join(" › "), { href: citation.url, target: "_blank", rel: "noopener" });
  link.append(element("span", ` ${words.opens}`, { class: "opens" }));
  return link;
}

function row(claim) {
  const cited = claim.citations.length ? claim.citations : claim.nearest;
  const near = claim.citations.length || !cited.length ? [] : [element("div", words.nearest)];
  const cells = [
    element("span", words.verdicts[claim.verdict], { class: "verdict" }),
    [element("strong", claim.figure), element("q", claim.sentence)],
    claim.report_values.join("; ") || "–",
    [element("div", claim.explanation), ...near, ...cited.slice(0, 2).map((c) => element("q", c.quote))],
    cited.slice(0, 2).map((c) => element("div", place(c))),
  ];
  const label = (n) => ({ "data-label": words.columns[n] });
  return element("tr", cells.map((cell, n) => element("td", cell, label(n))), { class: claim.verdict });
}

function fail(message) {
  error.textContent = message;
  error.hidden = false;
}

async function post(format, signal) {
  const [url, options] = sent;
  const answer = await fetch(`${url}?format=${format}`, { method: "POST", signal, ...options });
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => null);
  throw new Error(told?.error?.message ?? words.failed);
}

async function* lines(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    for (const part of parts) yield JSON.parse(part);
  }
}

function counted(counts) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const said = (line, [name, count]) => line.replace(`{${name}}`, count);
  at("counts").textContent = total ? Object.entries({ total, ...counts }).reduce(said, words.counts) : words.none;
  for (const button of document.querySelectorAll("[data-format]")) button.disabled = !total;
}

async function check() {
  stop = new AbortController();
  busy(true);
  rows.replaceChildren();
  at("counts").textContent = words.checking;
  try {
    for await (const step of lines(await post("ndjson", stop.signal))) {
      if (step.error) throw new Error(step.error.message);
      if (step.counts) counted(step.counts);
      else {
        progress.max = step.of;
        progress.value = step.done;
        rows.append(...step.claims.map(row));
      }
    }
  } catch (problem) {
    at("counts").textContent = "";
    if (problem.name !== "AbortError") fail(problem instanceof TypeError ? words.failed : problem.message);
  }
  busy(false);
}

function busy(now) {
  at("check").disabled = now;
  at("stop").hidden = progress.hidden = !now;
  at("found").hidden = !now && !rows.children.length && !at("counts").textContent;
  if (now) {
    error.hidden = true;
    progress.value = 0;
    for (const button of document.querySelectorAll("[data-format]")) button.disabled = true;
  }
}

at("draft").addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = document.getElementById("report")?.value;
  if (file.files.length) {
    const body = new FormData();
    body.append("file", file.files[0]);
    if (chosen) body.append("document", chosen);
    sent = [`${ROOT}/api/verify/file`, { body }];
  } else if (text.value.trim()) {
    const headers = { "Content-Type": "application/json" };
    sent = [`${ROOT}/api/verify`, { body: JSON.stringify({ text: text.value, document: chosen || null }), headers }];
  } else {
    fail(words.nothing);
    return;
  }
  check();
});
at("stop").addEventListener("click", () => stop?.abort());
text.addEventListener("input", () => { file.value = ""; });

document.querySelectorAll("[data-format]").forEach((button) => button.addEventListener("click", async () => {
  button.disabled = true;
  error.hidden = true;
  try {
    const answer = await post(button.dataset.format);
    const name = decodeURIComponent(answer.headers.get("Content-Disposition").split("''")[1]);
    const url = URL.createObjectURL(await answer.blob());
    element("a", "", { href: url, download: name }).click();
    URL.revokeObjectURL(url);
  } catch (problem) {
    fail(problem instanceof TypeError ? words.failed : problem.message);
  }
  button.disabled = false;
}));
