// One line on any page: <script src="https://HOST/widget.js" defer></script>. A button and a panel with a frame of
// /embed, in a shadow root; or <bc-qa-chat inline> where it stands. No cookies, no globals, no inline styles: it runs
// under a strict Content-Security-Policy that lets in this host's script-src and frame-src.
(() => {
  const script = document.currentScript;
  if (!script || customElements.get("bc-qa-chat")) return;
  const site = new URL(".", script.src).href, host = new URL(site).origin; // the site may stand under a path
  const PATIENCE = 8_000; // milliseconds until a frame that has not said "ready" counts as turned away

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { --c: #0b5cad; --on: #fff; font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
    :host([inline]) { display: block; width: 100%; max-width: 100%; height: 600px; }
    :host([inline]) > div { height: 100%; }
    :host([inline]) .panel { position: static; width: 100%; height: 100%; max-height: none; box-shadow: none; }
    button { min-width: 44px; min-height: 44px; border: 0; font: inherit; font-weight: 600; cursor: pointer; background: var(--c); color: var(--on); }
    button:focus-visible { outline: 3px solid var(--c); outline-offset: 3px; }
    .open { position: fixed; bottom: 20px; right: 20px; z-index: 2147483000; padding: 0 20px; height: 52px; border-radius: 26px; box-shadow: 0 4px 16px #0005; }
    .panel { position: fixed; bottom: 20px; right: 20px; z-index: 2147483001; width: min(400px, calc(100vw - 40px)); height: min(640px, calc(100vh - 40px)); display: flex; flex-direction: column; background: #fff; border: 1px solid #8a8177; border-radius: 14px; overflow: hidden; box-shadow: 0 8px 32px #0006; }
    .left .open, .left .panel { right: auto; left: 20px; }
    .panel iframe { flex: 1; width: 100%; border: 0; }
    .panel .close { align-self: stretch; text-align: right; padding: 0 16px; }
    .panel p { color: #1c2430; margin: 16px; } .panel p a { color: #0b5cad; }
    [hidden] { display: none !important; }
    @media (max-width: 480px) { .panel { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; } .left .panel { left: 0; } }
    @media print { .open, .panel { display: none; } }`);

  const make = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text });

  class Chat extends HTMLElement {
    #frame = null;
    #panel;
    #button = null;
    #timer = 0;
    #option(name) { return this.getAttribute(`data-${name}`) ?? script.getAttribute(`data-${name}`) ?? ""; }

    connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      const box = make("div", this.#option("position") === "left" ? "left" : "");
      const title = this.#option("title") || "Hỏi đáp báo cáo";
      this.#panel = make("section", "panel");
      this.#panel.setAttribute("aria-label", title);
      box.append(this.#panel);
      root.append(box);
      this.#colour();
      addEventListener("message", (event) => this.#told(event));
      if (this.hasAttribute("inline")) this.#load();
      else this.#fold(box, title);
    }

    #colour() {
      const colour = this.#option("color");
      if (!/^#[0-9a-f]{6}$/i.test(colour)) return;
      const [r, g, b] = [1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255) ** 2.2);
      this.style.setProperty("--c", colour);
      this.style.setProperty("--on", 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? "#000" : "#fff");
    }

    #fold(box, title) {
      this.#panel.hidden = true;
      this.#panel.setAttribute("role", "dialog");
      this.#button = make("button", "open", title);
      this.#button.type = "button";
      this.#button.setAttribute("aria-expanded", "false");
      this.#button.addEventListener("click", () => this.#toggle(true));
      const close = make("button", "close", "Đóng ✕");
      close.type = "button";
      close.setAttribute("aria-label", "Đóng hỏi đáp");
      close.addEventListener("click", () => this.#toggle(false));
      this.#panel.append(close);
      box.prepend(this.#button);
      this.#panel.addEventListener("keydown", (event) => { if (event.key === "Escape") this.#toggle(false); });
    }

    #toggle(open) {
      this.#panel.hidden = !open;
      this.#button.hidden = open;
      this.#button.setAttribute("aria-expanded", String(open));
      if (!open) this.#button.focus();
      else if (this.#frame) this.#focus();
      else this.#load();
    }

    #focus() {
      this.#frame.focus();
      this.#frame.contentWindow.postMessage("bc-qa:focus", host);
    }

    #load() {
      const query = new URLSearchParams();
      for (const name of ["title", "greeting", "color"]) if (this.#option(name)) query.set(name, this.#option(name));
      for (const id of this.#option("document")?.match(/[^\s,]+/g) ?? []) query.append("document", id);
      this.#frame = make("iframe", "");
      this.#frame.title = this.#option("title") || "Hỏi đáp báo cáo";
      this.#frame.src = `${site}embed?${query}`;
      this.#panel.append(this.#frame);
      this.#timer = setTimeout(() => this.#refused(), PATIENCE);
    }

    #refused() {
      const said = make("p", "", "Không mở được hỏi đáp trong trang này. ");
      const link = make("a", "", "Mở trong trang riêng");
      link.href = site;
      link.target = "_blank";
      link.rel = "noopener";
      said.setAttribute("role", "alert");
      said.append(link);
      this.#frame.replaceWith(said);
      this.#frame = null;
    }

    #told(event) {
      if (event.origin !== host || !this.#frame || event.source !== this.#frame.contentWindow) return;
      if (event.data === "bc-qa:ready") {
        clearTimeout(this.#timer);
        if (this.#button) this.#focus();
      }
      if (event.data === "bc-qa:close" && this.#button) this.#toggle(false);
    }
  }

  customElements.define("bc-qa-chat", Chat);
  const add = () => { if (!document.querySelector("bc-qa-chat")) document.body.append(document.createElement("bc-qa-chat")); };
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
})();
