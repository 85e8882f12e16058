// The talks of this browser: their questions, kept here and nowhere else, found again, saved, taken away.
const TALKS = "bc-qa:talks";
const MOST_TALKS = 100; // those that were touched longest ago go first

const talks = {
  all() {
    try {
      const kept = JSON.parse(localStorage.getItem(TALKS) ?? "[]");
      return Array.isArray(kept) ? kept.filter((each) => each?.id && puts(each.questions).length) : [];
    } catch {
      return []; // nothing may be kept here, or what is kept is not ours
    }
  },
  of: (id) => puts(talks.all().find((each) => each.id === id)?.questions),
  write(kept) {
    try {
      localStorage.setItem(TALKS, JSON.stringify(kept.slice(0, MOST_TALKS)));
    } catch { /* a browser that keeps nothing has a talk while its tab is open */ }
  },
  keep(id, questions) {
    const others = talks.all().filter((each) => each.id !== id);
    talks.write(questions.length ? [{ id, questions, at: Date.now() }, ...others] : others);
    talks.offer();
  },
  take(id) {
    talks.write(talks.all().filter((each) => each.id !== id));
    talks.offer();
  },
  offer() {
    const count = talks.all().length;
    document.getElementById("open-talks").hidden = !count;
    document.getElementById("open-talks").textContent = `Các cuộc đã hỏi (${count})`;
  },
};

// Questions as kept or sent: text, and the report that was asked where it was one of several
function puts(given) {
  const read = (each) => (typeof each === "string" ? { text: each } : each);
  return (Array.isArray(given) ? given : []).map(read).filter((each) => typeof each?.text === "string");
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

function listed({ id, questions, at }) {
  const item = document.createElement("li"), day = new Date(at).toLocaleDateString("vi-VN");
  const button = (name, text, label) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.textContent = text;
    if (label) made.setAttribute("aria-label", `${label}: ${questions[0].text}`);
    return made;
  };
  const open = button("open-talk", questions[0].text), about = document.createElement("small");
  about.textContent = `${questions.length} câu hỏi · ${day}`;
  open.append(about);
  const saves = ["docx", "md"].map((format) => {
    const save = button("tool", `.${format}`, `Lưu .${format}`);
    save.dataset.export = format;
    return save;
  });
  item.dataset.talk = id;
  item.append(open, ...saves, button("tool take-talk", "Xóa", "Xóa"));
  return item;
}

document.addEventListener("DOMContentLoaded", () => {
  const dialog = document.getElementById("talks"), list = dialog.querySelector("ul"), find = dialog.querySelector("input");
  const told = dialog.querySelector("[role=status]"), back = dialog.querySelector(".undo");
  let taken = []; // what was taken away last, for undo

  function draw() {
    const key = plain(find.value.trim()), all = talks.all();
    const found = all.filter(({ questions }) => questions.some(({ text }) => plain(text).includes(key)));
    list.replaceChildren(...found.map(listed));
    told.textContent = key ? `Thấy ${found.length} trong ${all.length} cuộc.` : all.length ? "" : "Không còn cuộc nào.";
    back.hidden = !taken.length;
  }

  function remove(ids) {
    taken = talks.all().filter(({ id }) => ids.includes(id));
    ids.forEach(talks.take);
    draw();
    told.textContent = `Đã xóa ${taken.length} cuộc.`;
    back.focus();
  }

  document.getElementById("open-talks").addEventListener("click", () => {
    taken = [];
    find.value = "";
    draw();
    dialog.showModal();
  });
  find.addEventListener("input", draw);
  dialog.addEventListener("click", (event) => {
    const id = event.target.closest("[data-talk]")?.dataset.talk;
    if (event.target.closest(".open-talk")) {
      dialog.close();
      taken = [];
      takeUpTalk(id); // chat.js
    } else if (event.target.closest(".take-talk")) remove([id]);
    else if (event.target.closest(".take-all")) remove(talks.all().map((each) => each.id));
    else if (event.target.closest(".undo")) {
      talks.write([...taken, ...talks.all()].sort((one, other) => other.at - one.at));
      taken = [];
      talks.offer();
      draw();
      find.focus();
    } else if (event.target.closest(".close-talks")) dialog.close();
  });
  dialog.addEventListener("close", () => {
    if (taken.some(({ id }) => id === talkId)) clear(); // chat.js: what was taken away is not shown any more
  });
  talks.offer();
});
addEventListener("storage", talks.offer); // another tab has kept or taken away one
