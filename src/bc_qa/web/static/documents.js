// The page of the reports: sends one, tells how far sending and reading are, deletes one after asking.
const ROOT = new URL("..", document.currentScript.src).pathname.slice(0, -1); // the site's prefix, "" for none
const at = (id) => document.getElementById(id);
const form = at("upload"), file = at("file"), error = at("error"), bar = at("bar"), sure = at("sure");
const words = JSON.parse(form.dataset.words);
const controls = () => document.querySelectorAll("#send, #file, [data-delete]");
const DONE = "bc-qa-done"; // what the page says after it was loaded anew

function fill(text, values) {
  return Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);
}

function show(step, value) {
  at("far").hidden = false;
  if (at("step").textContent !== step) at("step").textContent = step;
  if (value === null) bar.removeAttribute("value");
  else bar.value = value;
}

function busy(now) {
  for (const control of controls()) control.disabled = now;
  if (now) { error.hidden = true; at("done").textContent = ""; }
  else at("far").hidden = true;
}

function fail(message) {
  busy(false);
  error.textContent = message || words.failed;
  error.hidden = false;
}

function step(line) { // of the server: reports read, then passages encoded
  if (line.reports === undefined) return;
  if (line.encoded) show(words.encoding, line.encoded / line.passages);
  else show(words.reading, line.read / line.reports);
}

function change(method, url, body, done) {
  const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
  let seen = 0, last = null;
  const lines = () => {
    const text = request.responseText;
    for (let end = text.indexOf("\n", seen); end >= 0; end = text.indexOf("\n", seen)) {
      try { last = JSON.parse(text.slice(seen, end)); } catch { last = null; }
      seen = end + 1;
      if (last) step(last);
    }
  };
  request.upload.addEventListener("progress", (event) => show(words.sending, event.loaded / event.total));
  request.upload.addEventListener("load", () => show(words.waiting, null));
  request.addEventListener("progress", () => { if (request.status === 200) lines(); });
  request.addEventListener("error", () => fail(words.failed));
  request.addEventListener("load", () => {
    if (request.status === 200) lines();
    else try { last = JSON.parse(request.responseText); } catch { last = null; }
    if (!last || last.error || last.reports !== undefined) { fail(last?.error?.message); return; }
    sessionStorage.setItem(DONE, done);
    location.reload();
  });
  request.open(method, `${url}?format=ndjson`);
  request.send(body);
}

function add(chosen) {
  if (!chosen) { fail(words.nothing); return; }
  busy(true);
  show(words.sending, 0);
  const body = new FormData();
  body.append("file", chosen);
  change("POST", `${ROOT}/api/documents`, body, fill(words.added, { name: chosen.name }));
}

form.addEventListener("submit", (event) => { event.preventDefault(); add(file.files[0]); });
for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
}
form.addEventListener("dragleave", (event) => { if (!form.contains(event.relatedTarget)) form.classList.remove("over"); });
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  if (!file.disabled) add(event.dataTransfer.files[0]);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-delete]");
  if (!button) return;
  const { delete: id, title } = button.dataset;
  at("ask-sure").textContent = fill(words.sure, { title });
  sure.returnValue = "";
  sure.addEventListener("close", () => {
    if (sure.returnValue !== "delete") return;
    busy(true);
    show(words.waiting, null);
    change("DELETE", `${ROOT}/api/documents/${encodeURIComponent(id)}`, null, fill(words.deleted, { title }));
  }, { once: true });
  sure.showModal();
});

const said = sessionStorage.getItem(DONE);
if (said) {
  sessionStorage.removeItem(DONE);
  at("done").textContent = said;
}
