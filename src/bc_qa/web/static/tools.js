// Under each answer: copy it with its citation, copy a link to the question, vote with a comment. Above: save the talk.
const TOOLS = document.getElementById("tools");

const post = (path, body) => fetch(path, {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
}).then(async (answer) => {
  if (answer.ok) return answer;
  throw new Error((await answer.json().catch(() => null))?.error?.message ?? "Máy chủ không nhận. Hãy thử lại.");
});

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea"); // a page without https has no clipboard of its own
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function data(reply) {
  return {
    id: reply.querySelector(".data .id").textContent,
    copied: reply.querySelector(".data .copied").textContent,
    link: new URL(reply.querySelector(".data .link").getAttribute("href"), window.location.href).href,
  };
}

function fit(reply) {
  const bar = TOOLS.content.firstElementChild.cloneNode(true);
  const said = bar.querySelector(".said");
  const form = bar.querySelector("form");
  const say = (text) => { said.textContent = text; };
  let vote = null; // { vote, feedback_id }
  async function send(comment) {
    const question = new URL(data(reply).link).searchParams.get("q");
    const answer = await post("/api/feedback", { reply_id: data(reply).id, question, comment, ...vote });
    vote.feedback_id = (await answer.json()).feedback_id;
  }
  const doing = {
    copy: () => copy(data(reply).copied).then(() => say("Đã chép")),
    link: () => copy(data(reply).link).then(() => say("Đã chép liên kết")),
    up: () => cast("up"),
    down: () => cast("down"),
  };
  async function cast(chosen) {
    vote = { ...vote, vote: chosen };
    await send(form.comment.value);
    for (const name of ["up", "down"]) bar.querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", String(name === chosen));
    form.hidden = false;
    say("Cảm ơn bạn");
    form.scrollIntoView({ block: "nearest" });
    if (matchMedia("(hover: hover)").matches) form.comment.focus();
  }
  bar.addEventListener("click", (event) => {
    const act = doing[event.target.closest("[data-do]")?.dataset.do];
    if (act) act().catch((error) => say(error.message));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form.comment.value).then(() => { form.hidden = true; say("Đã ghi góp ý, cảm ơn bạn"); }, (error) => say(error.message));
  });
  reply.append(bar);
}

function retry(reply) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool";
  button.textContent = "Thử lại";
  button.addEventListener("click", () => document.querySelector("#send").click());
  reply.append(button);
}

function dress() {
  for (const reply of document.querySelectorAll("#chat .reply")) {
    if (reply.querySelector(".tools, button.tool")) continue;
    if (reply.classList.contains("failed")) retry(reply);
    else if (!reply.classList.contains("smalltalk")) fit(reply);
  }
}

async function save(format, button) {
  const questions = JSON.parse(document.querySelector("#questions textarea").value || "[]");
  if (!questions.length) return;
  button.disabled = true;
  try {
    const file = await (await post(`/api/talk?format=${format}`, { questions })).blob();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `hoi-dap.${format}`;
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    document.getElementById("pending").textContent = error.message;
  } finally {
    button.disabled = false;
  }
}

document.getElementById("talk-tools").addEventListener("click", (event) => {
  const button = event.target.closest("[data-export]");
  if (button) save(button.dataset.export, button);
});
new MutationObserver(dress).observe(document.documentElement, { childList: true, subtree: true });
