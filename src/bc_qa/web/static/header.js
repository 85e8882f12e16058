// The ways to the other pages, behind a button where the header is narrow. Without this script they stand in lines.
document.documentElement.classList.add("scripted"); // before anything is drawn
{
  const menu = () => document.querySelector(".top .menu");
  const unfold = (open) => menu()?.setAttribute("aria-expanded", String(open));
  const unfolded = () => menu()?.getAttribute("aria-expanded") === "true";

  document.addEventListener("click", (event) => unfold(Boolean(event.target.closest?.(".top .menu")) && !unfolded()), true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !unfolded()) return;
    event.stopPropagation(); // what else Escape closes stays
    unfold(false);
    menu().focus();
  }, true);
  document.addEventListener("focusout", (event) => { // whoever goes on by keyboard must see where they are
    if (event.relatedTarget && !event.relatedTarget.closest(".top")) unfold(false);
  });
}
