// The chat page around Gradio: Vietnamese where Gradio speaks English, a sign while it works, a way on when it fails.
window.__gradio_mode__ = "app";

const WORDS = {
  "Scroll to bottom": "Xuống cuối", "chatbot conversation": "Hội thoại", "Loading": "Đang tìm", "processing": "Đang tìm",
  "Copy": "Chép", "Copy message": "Chép tin nhắn", "Clear": "Xóa", "Submit": "Gửi", "Stop": "Dừng",
};
const SAID = { "bot's message: ": "Trả lời", "user's message: ": "Câu hỏi" };
const PATIENCE = 20_000; // milliseconds until a question without an answer counts as failed
const DRAFT = "bc-qa:draft";

const box = () => document.querySelector("#question textarea");
const answers = () => document.querySelectorAll("#chat .bot .reply");
let asked = null; // the question that waits for its answer: { text, before, timer }

function translate() {
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

function type(text) {
  box().value = text;
  box().dispatchEvent(new Event("input", { bubbles: true }));
}

function shape() { // what changes when an answer has come
  const shown = [...answers()];
  return `${shown.length} ${shown.at(-1)?.querySelector(".id")?.textContent ?? ""} ${shown.at(-1)?.textContent.length ?? 0}`;
}

function began(text) {
  if (!text.trim()) return;
  if (asked) clearTimeout(asked.timer);
  asked = { text, before: shape(), timer: setTimeout(failed, PATIENCE) };
  document.getElementById("trouble").hidden = true;
  document.getElementById("pending").textContent = "Đang tìm trong báo cáo…";
}

function ended() {
  clearTimeout(asked.timer);
  const { text } = asked;
  asked = null;
  document.getElementById("pending").textContent = "";
  return text;
}

function failed() {
  if (!asked) return;
  const text = ended();
  if (!box().value) type(text);
  const trouble = document.getElementById("trouble");
  trouble.querySelector("p").textContent = "Chưa nhận được trả lời từ máy chủ. Câu hỏi của bạn vẫn còn trong ô bên dưới.";
  trouble.hidden = false;
  trouble.querySelector("#retry").focus({ preventScroll: true });
}

function arrived() {
  ended();
  sessionStorage.removeItem(DRAFT);
  document.getElementById("talk-tools").hidden = false;
  const rows = document.querySelectorAll("#chat .user-row");
  rows[rows.length - 1]?.scrollIntoView({ block: "start" });
  if (matchMedia("(hover: none)").matches) box().blur(); // a phone's keyboard would hide the answer
  else if (document.activeElement === document.body) box().focus({ preventScroll: true });
}

function watch() {
  translate();
  if (asked && shape() !== asked.before) arrived();
  if (asked && document.querySelector(".toast-wrap .toast-body")) failed();
  if (answers().length) document.getElementById("talk-tools").hidden = false;
}

document.addEventListener("keydown", (event) => {
  if (event.target !== box() || event.key !== "Enter" || event.shiftKey) return;
  if (event.isComposing) event.stopPropagation(); // the Enter that ends a word of an input method
  else began(box().value);
}, true);
document.addEventListener("click", (event) => {
  const offered = event.target.closest?.("#chat .example, #chat .option");
  if (offered) began(offered.textContent);
  else if (event.target.closest?.("#send")) began(box().value);
}, true);
document.addEventListener("input", (event) => {
  if (event.target === box()) sessionStorage.setItem(DRAFT, box().value);
});
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("retry").addEventListener("click", () => {
    document.getElementById("trouble").hidden = true;
    document.querySelector("#send").click();
  });
  document.getElementById("dismiss").addEventListener("click", () => {
    document.getElementById("trouble").hidden = true;
    box().focus();
  });
  new MutationObserver(watch).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["lang", "aria-label"],
  });
  const waiting = setInterval(() => { // what was typed before a reload comes back once there is a box to hold it
    if (!box()) return;
    clearInterval(waiting);
    const draft = sessionStorage.getItem(DRAFT);
    if (draft && !box().value) type(draft);
  }, 50);
});
