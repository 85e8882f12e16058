// Under each answer: copy it with its citation, copy a link to the question, vote with a comment. Above: save the talk.
const ROOT = new URL("..", import.meta.url).pathname.slice(0, -1); // the site's prefix, "" for none
const TOOLS = document.getElementById("tools");

const UNREACHED = "Chưa nối được máy chủ. Hãy kiểm tra mạng rồi thử lại.";
const post = (path, body) => fetch(path, {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
}).then(async (answer) => {
  if (answer.ok) return answer;
  throw new Error((await answer.json().catch(() => null))?.error?.message ?? "Máy chủ không nhận. Hãy thử lại.");
}, () => { throw new Error(UNREACHED); }); // a browser says "Failed to fetch"

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

// An answer that has gone up is a copy of the one Gradio drew: what its tools know stands on the bar, not in a closure.
const DOING = {
  copy: (bar) => copy(data(bar.parentElement).copied).then(() => "Đã chép"),
  link: (bar) => copy(data(bar.parentElement).link).then(() => "Đã chép liên kết"),
  up: (bar) => cast(bar, "up"),
  down: (bar) => cast(bar, "down"),
};

async function vote(bar) {
  const { id, link } = data(bar.parentElement);
  const body = { reply_id: id, question: new URL(link).searchParams.get("q"), comment: bar.querySelector("form").comment.value, vote: bar.dataset.vote };
  if (bar.dataset.feedback) body.feedback_id = bar.dataset.feedback;
  bar.dataset.feedback = (await (await post(`${ROOT}/api/feedback`, body)).json()).feedback_id;
}

async function cast(bar, chosen) {
  bar.dataset.vote = chosen;
  await vote(bar);
  for (const name of ["up", "down"]) bar.querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", String(name === chosen));
  const form = bar.querySelector("form");
  form.hidden = false;
  form.scrollIntoView({ block: "nearest" });
  if (matchMedia("(hover: hover)").matches) form.comment.focus();
  return "Cảm ơn bạn";
}

function tell(bar, promise) {
  const say = (text) => { bar.querySelector(".said").textContent = text; };
  return promise.then(say, (error) => say(error.message));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".reply .tools [data-do]");
  if (button) tell(button.closest(".tools"), DOING[button.dataset.do](button.closest(".tools")));
});
document.addEventListener("submit", (event) => {
  const bar = event.target.closest?.(".reply .tools");
  if (!bar) return;
  event.preventDefault();
  tell(bar, vote(bar).then(() => {
    event.target.hidden = true;
    bar.querySelector(`[data-do=${bar.dataset.vote}]`).focus({ preventScroll: true }); // or the focus falls to the page
    return "Đã ghi góp ý, cảm ơn bạn";
  }));
});

function retry(reply) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool retry"; // chat.js asks again
  button.textContent = "Thử lại";
  reply.append(button);
}

function dress() {
  for (const reply of document.querySelectorAll("#chat .reply")) {
    if (reply.querySelector(".tools, button.tool")) continue;
    if (reply.classList.contains("again")) retry(reply);
    else if (!reply.matches(".smalltalk, .failed")) reply.append(TOOLS.content.firstElementChild.cloneNode(true));
  }
}

async function save(questions, format, button) {
  if (!questions.length) return;
  button.disabled = true;
  try {
    const file = await (await post(`${ROOT}/api/talk?format=${format}`, { questions: questions.slice(-50) })).blob();
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

// The talk on the page (chat.js), or one of those that are kept (talks.js)
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-export]"), kept = button?.closest("[data-talk]");
  if (button) save(kept ? talks.of(kept.dataset.talk) : talk, button.dataset.export, button);
});
new MutationObserver(dress).observe(document.documentElement, { childList: true, subtree: true });
