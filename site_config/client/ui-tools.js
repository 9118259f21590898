/** What can be done with a passage wherever it stands: put it into the handout, report a sentence of it. */

import { basketButton } from "./ui-basket.js";
import { say } from "./ui-config.js";
import { button } from "./ui-dom.js";
import { openReport } from "./ui-report.js";

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachTools(page) {
  for (const place of page.querySelectorAll(".sp-tools")) {
    if (place instanceof HTMLElement) {
      const { page: passage = "", concept = "" } = place.dataset;
      const words = paragraphsBeside(place);
      place.append(basketButton({ page: passage, concept }));
      if (words.length > 0) {
        place.append(button(say("report.open"), () => openReport(passage, words), { class: "sp-tool" }));
      }
    }
  }
}

/**
 * @param {HTMLElement} place
 * @returns {HTMLElement[]} the paragraphs of the passage; none where only a sentence of it is shown
 */
function paragraphsBeside(place) {
  const passage = place.closest(".sp-passage, .sp-brief") ?? document.querySelector("article");
  const found = passage?.querySelectorAll("[data-paragraph], .sp-words--own > [id]") ?? [];
  return Array.from(found).filter((each) => each instanceof HTMLElement);
}
