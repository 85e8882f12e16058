// Which reports are asked, where there are several: some of them, or all where none is ticked. Remembered in this browser.
const REPORT = "bc-qa:report"; // … for the next visit too, as the talks are (see talks.js)

const reports = {
  dialog: () => document.getElementById("reports"),
  boxes: () => [...document.querySelectorAll("#reports fieldset input")],
  every: () => document.querySelector("#reports .every input"),
  chosen: () => reports.boxes().filter(({ checked }) => checked).map(({ value }) => value),
  kept() {
    const kept = localStorage.getItem(REPORT) ?? "";
    try {
      return [JSON.parse(kept)].flat();
    } catch {
      return [kept]; // as one id was kept before several could be
    }
  },
  // Ticked are those that the address names, else those of the last visit that are still there.
  recall() {
    if (!reports.dialog()) return;
    const asked = new URLSearchParams(window.location.search).getAll("document");
    reports.tick(asked.length ? asked : reports.kept());
  },
  tick(ids) {
    reports.boxes().forEach((box) => { box.checked = ids.includes(box.value); });
    reports.tell();
  },
  // All of them ticked are as many as none: all.
  tell() {
    const ids = reports.chosen(), all = reports.boxes().length, none = !ids.length || ids.length === all;
    const name = (id) => reports.boxes().find(({ value }) => value === id).parentElement.querySelector("span").firstChild.textContent;
    const some = reports.dialog().dataset.some.replace("{some}", ids.length).replace("{all}", all);
    const told = none ? reports.every().parentElement.textContent : ids.length === 1 ? name(ids[0]) : some;
    reports.every().checked = none;
    document.querySelector("#asked-of b").textContent = told;
    return told;
  },
  changed(box) {
    if (box === reports.every()) reports.tick([]);
    const told = reports.tell();
    try {
      localStorage.setItem(REPORT, JSON.stringify(reports.chosen()));
    } catch { /* a browser that keeps nothing has a choice while its tab is open */ }
    reports.say(told);
  },
  find(box) {
    const words = plain(box.value).split(/\s+/).filter(Boolean), all = reports.boxes();
    const found = all.filter(({ parentElement: line }) => {
      line.hidden = !words.every((word) => plain(line.textContent).includes(word));
      return !line.hidden;
    });
    reports.say(words.length ? reports.dialog().dataset.found.replace("{found}", found.length).replace("{all}", all.length) : "");
  },
  say: (text) => { reports.dialog().querySelector("[role=status]").textContent = text; },
};

document.addEventListener("click", (event) => {
  const dialog = reports.dialog();
  if (event.target.closest?.("#asked-of")) {
    reports.say("");
    dialog.showModal();
  } else if (event.target.closest?.(".close-reports")) dialog.close();
});
document.addEventListener("change", (event) => {
  if (event.target.matches?.("#reports .choice input")) reports.changed(event.target);
});
document.addEventListener("input", (event) => {
  if (event.target.matches?.("#reports [type=search]")) reports.find(event.target);
});
document.addEventListener("close", (event) => {
  if (event.target === reports.dialog()) fitExamples(); // chat.js
}, true);
