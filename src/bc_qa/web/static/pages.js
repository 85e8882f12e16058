// Filters without a reload where a script may run: the pages work without, by their query.
const filters = document.querySelector("form[data-filters]");
if (filters) {
  const findings = [...document.querySelectorAll("article.finding")];
  const whole = !new URL(location).search;  // the server has left nothing out, so that all may be shown again
  const total = document.querySelector("[data-total]");
  const chosen = (name) => [...filters.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);
  const filter = () => {
    const severities = chosen("severity"), types = chosen("type");
    let shown = 0;
    for (const finding of findings) {
      const fits = (wanted, value) => !wanted.length || wanted.includes(value);
      finding.hidden = !(fits(severities, finding.dataset.severity) && fits(types, finding.dataset.type));
      shown += !finding.hidden;
    }
    total.textContent = total.dataset.total.replace("{shown}", shown).replace("{total}", findings.length);
    const query = new URLSearchParams([...severities.map((v) => ["severity", v]), ...types.map((v) => ["type", v])]);
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    const file = document.querySelector("a[data-file]"); // holds what the page shows
    file.href = query.size ? `${file.dataset.file}?${query}` : file.dataset.file;
  };
  filters.addEventListener("change", (event) => {
    if (whole && event.target.matches("input")) filter();
    else filters.requestSubmit();
  });
}
for (const select of document.querySelectorAll("form[data-submits] select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
