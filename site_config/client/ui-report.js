/**
 * "This sentence is wrong": a text to copy or mail. Nothing is sent from here. Above the block that `principles feedback`
 * reads stands where the paragraph is and how it begins, for a person.
 */

import { say } from "./ui-config.js";
import { button, make } from "./ui-dom.js";

const SHOWN = 60;

/**
 * @param {string} page path of the passage
 * @param {HTMLElement[]} paragraphs of the passage, as they stand on this page
 * @returns {void}
 */
export function openReport(page, paragraphs) {
  const selected = String(getSelection() ?? "").trim();
  const chosen = paragraphs.findIndex((each) => getSelection()?.containsNode(each, true));
  const options = paragraphs.map((each, index) => {
    const lang = each.closest("[lang]")?.getAttribute("lang") ?? "";
    return make("option", { value: String(index), lang }, shorten(each.textContent ?? ""));
  });
  const choice = /** @type {HTMLSelectElement} */ (make("select", {}, ...options));
  choice.value = String(Math.max(0, chosen));
  const remark = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: "3" }));
  const text = /** @type {HTMLTextAreaElement} */ (make("textarea", { rows: "9", readonly: "", lang: "zxx" }));
  const status = make("p", { role: "alert" });
  const mail = /** @type {HTMLAnchorElement} */ (make("a", { class: "sp-action" }, say("report.mail")));

  const compose = () => {
    const index = Number(choice.value);
    const { id, textContent } = paragraphs[index];
    const where = [new URL(`#${id}`, location.href).href, shorten(textContent ?? "")].join("\n");
    const report = composeReport({
      page,
      paragraph: idOf(paragraphs[index]),
      sentence: index === chosen ? selected : "",
      remark: remark.value,
    });
    text.value = `${where}\n\n${report}`;
    mail.href = `mailto:?subject=${encodeURIComponent(say("report.subject", { page }))}&body=${encodeURIComponent(text.value)}`;
  };
  const copy = () => {
    text.select();
    // The clipboard needs a secure context, which an intranet often is not; the selection stays for Ctrl+C.
    const done = () => (status.textContent = say("report.copied"));
    const failed = () => (status.textContent = say(document.execCommand("copy") ? "report.copied" : "report.select"));
    void (navigator.clipboard ? navigator.clipboard.writeText(text.value).then(done, failed) : failed());
  };

  const dialog = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { class: "sp-dialog", "aria-labelledby": "sp-report-title" },
      make("h2", { id: "sp-report-title" }, say("report.title")),
      ...(selected ? [] : [make("p", { class: "sp-quiet" }, say("report.mark"))]),
      field("report.paragraph", choice),
      field("report.remark", remark),
      field("report.text", text),
      make("p", { class: "sp-quiet" }, say("report.help")),
      make(
        "p",
        { class: "sp-flash__buttons" },
        button(say("report.copy"), copy, { class: "sp-action sp-action--main" }),
        mail,
        button(say("report.close"), () => dialog.close(), { class: "sp-action" }),
      ),
      status,
    )
  );
  dialog.addEventListener("input", compose);
  dialog.addEventListener("close", () => dialog.remove());
  compose();
  document.body.append(dialog);
  dialog.showModal();
  remark.focus();
}

/**
 * The keys are the same in every language, for indexer/feedback.py reads them.
 * @param {{page: string, paragraph: string, sentence: string, remark: string}} report
 * @returns {string}
 */
export function composeReport({ page, paragraph, sentence, remark }) {
  const values = { page, paragraph, sentence, remark };
  const lines = Object.entries(values).filter(([key, value]) => value || key === "remark");
  const written = lines.map(([key, value]) => `${key}: ${value.replace(/\s+/g, " ").trim()}`);
  return ["[principles feedback]", ...written, "[end]", ""].join("\n");
}

/**
 * @param {HTMLElement} paragraph
 * @returns {string} its id on the passage's own page
 */
function idOf(paragraph) {
  return paragraph.dataset.paragraph ?? paragraph.id;
}

/**
 * @param {string} text
 * @returns {string}
 */
function shorten(text) {
  const letters = Array.from(text.replace(/\s+/g, " ").trim());
  return letters.length > SHOWN ? `${letters.slice(0, SHOWN).join("")}…` : letters.join("");
}

/**
 * @param {string} key
 * @param {HTMLElement} control
 * @returns {HTMLElement}
 */
function field(key, control) {
  return make("label", {}, make("span", {}, say(key)), control);
}
