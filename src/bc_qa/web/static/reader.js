// Brings the cited place into view where the address has no #at, and tells the page around it when Escape is pressed.
const place = document.getElementById("at");
if (place) place.scrollIntoView({ block: "center" });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && window.parent !== window) window.parent.postMessage("bc-qa:close", window.location.origin);
});
