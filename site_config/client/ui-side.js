/** The parallel reader: a principle's languages as columns; the choice stands in the address (`?side=en,te`). */

import { say } from "./ui-config.js";
import { make } from "./ui-dom.js";

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachSideBySide(page) {
  const voices = page.querySelector(".sp-voices");
  const jump = page.querySelector(".sp-jump");
  if (!(voices && jump)) {
    return;
  }
  const sections = Array.from(voices.querySelectorAll("section.sp-voice")).filter(
    (each) => each instanceof HTMLElement,
  );
  const codes = sections.map((section) => section.dataset.language ?? "");
  const chosen = new Set(readAddress().filter((code) => codes.includes(code)));

  const toggle = make("button", { type: "button", class: "sp-side-toggle" });
  const buttons = sections.map((section) => {
    const name = jump.querySelector(`a[href="#${section.id}"] .sp-jump__name`);
    return make("button", { type: "button" }, ...(name?.cloneNode(true).childNodes ?? [section.id]));
  });
  const choice = make("div", { class: "sp-filter sp-side-choice", role: "group" }, ...buttons);
  choice.setAttribute("aria-label", say("side.choose"));
  jump.append(toggle);
  jump.after(choice);

  const show = () => {
    const on = chosen.size > 0;
    voices.classList.toggle("sp-voices--side", on);
    page.body.classList.toggle("sp-wide", on);
    choice.hidden = !on;
    toggle.textContent = say(on ? "side.hide" : "side.show");
    for (const [index, code] of codes.entries()) {
      sections[index].hidden = on && !chosen.has(code);
      buttons[index].setAttribute("aria-pressed", String(chosen.has(code)));
    }
  };

  /** @param {string[]} wanted */
  const change = (wanted) => {
    chosen.clear();
    for (const code of wanted) {
      chosen.add(code);
    }
    show();
    writeAddress(wanted);
  };

  for (const [index, button] of buttons.entries()) {
    button.addEventListener("click", () =>
      change(codes.filter((code) => chosen.has(code) !== (code === codes[index]))),
    );
  }
  toggle.addEventListener("click", () => {
    const speaking = codes.filter((_, index) => !sections[index].querySelector(".sp-gap"));
    change(chosen.size > 0 ? [] : speaking);
  });
  show();
}

/** @returns {string[]} language codes */
function readAddress() {
  return (new URL(location.href).searchParams.get("side") ?? "").split(",");
}

/**
 * @param {string[]} codes
 * @returns {void}
 */
function writeAddress(codes) {
  const address = new URL(location.href);
  // Not by URLSearchParams, which would write the comma as %2C: a link should stay readable.
  address.search = codes.length > 0 ? `?side=${codes.join(",")}` : "";
  history.replaceState(null, "", address);
}
