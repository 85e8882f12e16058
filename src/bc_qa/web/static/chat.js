// The chat page around Gradio: Vietnamese where Gradio speaks English, a sign while it works, a way on when it fails.
window.__gradio_mode__ = "app";

const WORDS = {
  "Scroll to bottom": "Xuống cuối", "chatbot conversation": "Hội thoại", "Loading": "Đang tìm", "processing": "Đang tìm",
  "Copy": "Chép", "Copy message": "Chép tin nhắn", "Clear": "Xóa", "Submit": "Gửi", "Stop": "Dừng",
};
const SAID = { "bot's message: ": "Trả lời", "user's message: ": "Câu hỏi" };
const PATIENCE = 20_000; // milliseconds until a question without an answer counts as failed
// Kept for this tab only, so that nothing is lost when the page is loaded anew (as Gradio does when a server comes back).
const DRAFT = "bc-qa:draft", TALK = "bc-qa:talk", AGAIN = "bc-qa:again";

const box = () => document.querySelector("#question textarea");
const answers = () => document.querySelectorAll("#chat .bot .reply");
const PULSE = 1_500; // milliseconds between looks whether the server is still there
let asked = null; // the question that waits for its answer: { text, before, timer, pulse }

function translate() {
  document.querySelector("#chat .examples[role=list]")?.removeAttribute("role"); // its children are buttons, no items
  document.querySelector("gradio-app main")?.setAttribute("role", "presentation"); // the page has a main part of its own
  for (const element of document.querySelectorAll("gradio-app [aria-label], gradio-app [title]")) {
    for (const name of ["aria-label", "title"]) {
      const said = element.getAttribute(name);
      if (!said) continue;
      // A message's label repeats its markdown; who speaks is enough, the message itself is read anyway.
      const speaker = Object.keys(SAID).find((start) => said.startsWith(start));
      if (said.startsWith("Select example")) element.removeAttribute(name); // its text says it in Vietnamese
      if (speaker || WORDS[said]) element.setAttribute(name, speaker ? SAID[speaker] : WORDS[said]);
    }
  }
  if (document.documentElement.lang !== "vi") document.documentElement.lang = "vi";
}

function fill(area, text) {
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

const type = (text) => fill(box(), text);
const kept = () => document.querySelector("#questions textarea");

function shape() { // what changes when an answer has come
  const shown = [...answers()];
  return `${shown.length} ${shown.at(-1)?.querySelector(".id")?.textContent ?? ""} ${shown.at(-1)?.textContent.length ?? 0}`;
}

const toasts = ".toast-wrap .toast-body:not([data-seen])"; // Gradio's way of saying that something failed

function began(text) {
  if (!text.trim()) return;
  document.querySelectorAll(toasts).forEach((toast) => { toast.dataset.seen = "yes"; }); // those of an earlier question
  if (asked) ended();
  // A stream that breaks off is not always noticed by Gradio: ask for a sign of life beside it.
  const look = () => fetch("/healthz", { cache: "no-store" }).catch(failed);
  asked = { text, before: shape(), timer: setTimeout(failed, PATIENCE), pulse: setInterval(look, PULSE) };
  document.getElementById("trouble").hidden = true;
  document.getElementById("pending").textContent = "Đang tìm trong báo cáo…";
}

function ended() {
  clearTimeout(asked.timer);
  clearInterval(asked.pulse);
  const { text } = asked;
  asked = null;
  document.getElementById("pending").textContent = "";
  return text;
}

function failed() {
  if (!asked) return;
  const text = ended();
  if (!box().value) type(text);
  trouble("Chưa nhận được trả lời từ máy chủ. Câu hỏi của bạn vẫn còn trong ô bên dưới.");
}

function trouble(text) {
  const panel = document.getElementById("trouble");
  panel.querySelector("p").textContent = text;
  panel.hidden = false;
  panel.querySelector("#retry").focus({ preventScroll: true });
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

// Gradio does not always find its way back to a server that was gone: load the page anew, once there is one to load it
// from, and send the question when the talk is shown again.
async function again() {
  const there = await fetch("/healthz", { cache: "no-store" }).then((answer) => answer.ok, () => false);
  if (!there) return trouble("Máy chủ chưa trở lại. Câu hỏi của bạn vẫn còn trong ô bên dưới.");
  sessionStorage.setItem(DRAFT, box().value);
  sessionStorage.setItem(AGAIN, "1");
  window.location.reload();
}

// Before Gradio's input is there, a plain one of our own takes the question; what is sent early is sent as soon as it can be.
function takeOver() {
  const early = document.getElementById("early");
  const typed = early.querySelector("textarea").value;
  if (typed) type(typed);
  const focused = early.contains(document.activeElement);
  early.remove();
  if (focused) box().focus({ preventScroll: true });
  if (early.dataset.sent) document.querySelector("#send").click();
}

function restore() {
  const draft = sessionStorage.getItem(DRAFT);
  if (draft && !box().value) type(draft);
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") sessionStorage.removeItem(TALK); // a new visit
  const talk = sessionStorage.getItem(TALK);
  const asking = new URLSearchParams(window.location.search).get("q"); // is answered by the page itself
  if (talk && talk !== JSON.stringify([asking])) {
    fill(kept(), talk);
    document.querySelector("#restore").click();
  }
  if (!draft || !sessionStorage.getItem(AGAIN)) return;
  sessionStorage.removeItem(AGAIN);
  const shown = setInterval(() => { // not before the talk is there again: whichever came last would be what is shown
    if (answers().length < JSON.parse(talk ?? "[]").length) return;
    clearInterval(shown);
    document.querySelector("#send").click();
  }, 100);
}

function keep() {
  if (!kept()?.value) return;
  sessionStorage.setItem(TALK, kept().value);
  if (JSON.parse(kept().value).length > 1 && window.location.search) history.replaceState(history.state, "", "/chat/");
}

function watch() {
  translate();
  keep();
  if (asked && shape() !== asked.before) arrived();
  if (asked && document.querySelector(toasts)) failed();
  if (answers().length) document.getElementById("talk-tools").hidden = false;
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches?.("#early textarea") && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
  if (event.target !== box() || event.key !== "Enter" || event.shiftKey) return;
  if (event.isComposing) event.stopPropagation(); // the Enter that ends a word of an input method
  else began(box().value);
}, true);
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".skip")) { // by hand: the address has a base, following the link would load the page anew
    event.preventDefault();
    document.getElementById("middle").focus();
  }
  const offered = event.target.closest?.("#chat .example, #chat .option");
  if (offered) began(offered.textContent);
  else if (event.target.closest?.("#send")) began(box().value);
}, true);
document.addEventListener("input", (event) => {
  if (event.target === box()) sessionStorage.setItem(DRAFT, box().value);
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "early") return;
  event.preventDefault();
  if (!event.target.querySelector("textarea").value.trim()) return;
  event.target.dataset.sent = "yes";
  document.getElementById("pending").textContent = "Đang mở trang, câu hỏi sẽ được gửi ngay…";
});
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("retry").addEventListener("click", again);
  document.getElementById("dismiss").addEventListener("click", () => {
    document.getElementById("trouble").hidden = true;
    box().focus();
  });
  new MutationObserver(watch).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["lang", "aria-label"],
  });
  const waiting = setInterval(() => { // what was typed before a reload comes back once there is a box to hold it
    if (!box() || !kept() || !document.querySelector("#restore")) return;
    clearInterval(waiting);
    document.getElementById("pending").textContent = "";
    takeOver();
    restore();
  }, 50);
});
