/** Flash cards as values: what stands on a side, and the file that Anki reads. */

/** @typedef {"label" | "definition" | "both"} Shows */
/** @typedef {{tag: string, label: string, definition: string}} Face a principle in one language */
/** @typedef {{href: string, faces: Record<string, Face>}} Card */
/** @typedef {{language: string, shows: Shows}} Side */

/**
 * @param {Card} card
 * @param {Side} side
 * @returns {string[]} one or two texts, the name first
 */
export function textsOn(card, { language, shows }) {
  const { label, definition } = card.faces[language];
  return { label: [label], definition: [definition], both: [label, definition] }[shows];
}

/**
 * @param {Card[]} cards
 * @param {Side} front
 * @param {Side} back
 * @returns {string} a card a line, as Anki's import from text has it
 */
export function toAnki(cards, front, back) {
  const field = (/** @type {Card} */ card, /** @type {Side} */ side) =>
    textsOn(card, side).join(" – ").replace(/\s+/g, " ");
  const lines = cards.map((card) => `${field(card, front)}\t${field(card, back)}`);
  return ["#separator:tab", "#html:false", ...lines, ""].join("\n");
}

/**
 * @template T
 * @param {T[]} items
 * @param {() => number} [random] from 0 to below 1
 * @returns {T[]} in another order (Fisher and Yates)
 */
export function shuffled(items, random = Math.random) {
  const mixed = items.slice();
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}
