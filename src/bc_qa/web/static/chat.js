// Opens a cited place beside the chat, and says in Vietnamese what Gradio says in English.
window.__gradio_mode__ = "app";

const WORDS = {
  "Copy": "Chép", "Copy message": "Chép tin nhắn", "Retry": "Thử lại", "Undo": "Hoàn tác", "Clear": "Xóa", "Like": "Hữu ích",
  "Dislike": "Chưa đúng", "Submit": "Gửi", "Stop": "Dừng", "Scroll to bottom": "Xuống cuối", "chatbot conversation": "Hội thoại",
  "bot's message: ": "Trả lời: ", "user's message: ": "Câu hỏi: ", "Loading": "Đang tìm", "processing": "Đang tìm",
};

function translate(root) {
  for (const element of root.querySelectorAll("[aria-label], [title]")) {
    for (const name of ["aria-label", "title"]) {
      const said = element.getAttribute(name);
      if (!said) continue;
      const whole = WORDS[said];
      const start = whole ? null : Object.keys(WORDS).find((word) => word.endsWith(" ") && said.startsWith(word));
      if (whole) element.setAttribute(name, whole);
      else if (start) element.setAttribute(name, WORDS[start] + said.slice(start.length));
    }
  }
  if (document.documentElement.lang !== "vi") document.documentElement.lang = "vi";
}

function show(url) {
  const side = document.getElementById("source");
  side.hidden = false;
  side.querySelector("iframe").src = url;
  document.getElementById("close-source").focus();
}

function hide() {
  const side = document.getElementById("source");
  if (side.hidden) return;
  side.hidden = true;
  side.querySelector("iframe").removeAttribute("src");
  document.querySelector("#question textarea")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const url = new URL(link.href, window.location.href);
  if (url.origin !== window.location.origin || !url.pathname.startsWith("/report/")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  show(url.pathname + url.search + url.hash);
}, true);

document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
window.addEventListener("message", (event) => {
  if (event.origin === window.location.origin && event.data === "bc-qa:close") hide();
});
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("close-source").addEventListener("click", hide);
  translate(document);
  new MutationObserver(() => translate(document)).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["lang"] });
});
