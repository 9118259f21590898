/** The key `/` leads to the search box, unless the reader has turned that off on the help page. */

const KEY = "sp-slash";

/**
 * @param {HTMLInputElement} input focused by `/` from anywhere on the page
 * @returns {void}
 */
export function focusOnSlash(input) {
  document.addEventListener("keydown", (event) => {
    const writing =
      event.target instanceof Element && event.target.closest("input, textarea, select, dialog, [contenteditable]");
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey && isWanted()) {
      input.focus();
      event.preventDefault();
    }
  });
}

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachSlash(page) {
  const place = page.querySelector(".sp-slash");
  const box = place?.querySelector("input");
  if (place && box) {
    place.removeAttribute("hidden");
    box.checked = isWanted();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(KEY, box.checked ? "on" : "off");
      } catch {
        // Without storage the key stays as it was.
        box.checked = isWanted();
      }
    });
  }
}

/** @returns {boolean} */
function isWanted() {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}
