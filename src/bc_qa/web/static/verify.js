// The page that checks a draft: takes a text or a file, sends it, gives each verdict as it comes to checked.js.
const ROOT = new URL("..", document.currentScript.src).pathname.slice(0, -1); // the site's prefix, "" for none
const at = (id) => document.getElementById(id);
const words = JSON.parse(at("words").content.textContent);
const text = at("text"), file = at("file"), progress = at("progress"), error = at("error");
let sent = null; // what is checked, as it is sent: again for a file of the results
let stop = null;

function fail(message) {
  error.textContent = message;
  error.hidden = false;
  error.scrollIntoView({ block: "nearest" });
}

const reason = (problem) => (problem instanceof TypeError ? words.failed : problem.message); // a browser says "Failed to fetch"

async function post([url, options], format, signal) {
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

const report = () => at("report")?.value || null;
const ofText = (content) => [`${ROOT}/api/verify`, { body: JSON.stringify({ text: content, document: report() }), headers: { "Content-Type": "application/json" } }];

function ofFile(chosen) {
  const body = new FormData();
  body.append("file", chosen);
  if (report()) body.append("document", report());
  return [`${ROOT}/api/verify/file`, { body }];
}

async function check() {
  const chosen = file.files[0];
  if (!chosen && !text.value.trim()) return fail(words.nothing);
  sent = chosen ? ofFile(chosen) : ofText(text.value);
  stop = new AbortController();
  busy(true);
  begin(chosen ? "" : text.value);
  let whole = false; // the last line counts: without it something on the way cut the answer short
  try {
    for await (const step of lines(await post(sent, "ndjson", stop.signal))) {
      if (step.error) throw new Error(step.error.message);
      if (step.text !== undefined) begin(step.text);
      if (step.claims) {
        progress.max = step.of;
        progress.value = step.done;
        add(step.claims);
      }
      whole = Boolean(step.counts);
    }
    if (!whole) throw new Error(words.cut);
    busy(false);
    finish();
  } catch (problem) {
    busy(false);
    if (problem.name === "AbortError") return finish();
    leave();
    fail(reason(problem));
  }
  return null;
}

function busy(now) {
  at("stop").hidden = progress.hidden = !now;
  at("counts").textContent = now ? words.checking : "";
  for (const button of document.querySelectorAll("[data-format]")) button.disabled = now;
  if (now) {
    error.hidden = true;
    progress.value = 0;
  }
}

// ---- a text or a file, never both in silence
function which() {
  const name = file.files[0]?.name;
  at("which").hidden = !name;
  at("which").querySelector("span").textContent = name ? words[text.value.trim() ? "both" : "file"].replace("{name}", () => name) : "";
}

at("draft").addEventListener("submit", (event) => { event.preventDefault(); check(); });
at("stop").addEventListener("click", () => stop?.abort());
text.addEventListener("input", which);
file.addEventListener("change", which);
at("which").querySelector("button").addEventListener("click", () => {
  file.value = "";
  which();
  file.focus();
});

// ---- a file dropped anywhere on the page
const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
document.addEventListener("dragover", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  at("drop").hidden = false;
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) at("drop").hidden = true; });
document.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  at("drop").hidden = true;
  stop?.abort();
  file.files = event.dataTransfer.files;
  which();
  check();
});

document.querySelectorAll("[data-format]").forEach((button) => button.addEventListener("click", async () => {
  button.disabled = true;
  error.hidden = true;
  try {
    const answer = await post(sent, button.dataset.format);
    const link = document.createElement("a");
    link.download = decodeURIComponent(answer.headers.get("Content-Disposition").split("''")[1]);
    link.href = URL.createObjectURL(await answer.blob());
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (problem) {
    fail(reason(problem));
  }
  button.disabled = false;
}));
