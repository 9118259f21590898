/** What a unit of a query can mean, collected while it is read; the values of indexer/readings.py. */

/**
 * A reading as words of one language. Each group's terms must stand together on a page; one group is enough. `known`
 * is the word as it is known, which differs from what was typed for slips and romanisations; `surfaces` are the
 * folded forms in the texts, `parts` what to show of it where it does not stand in one piece.
 * @typedef {object} Word
 * @property {string} language
 * @property {string[][]} groups
 * @property {number} worth
 * @property {string} reason
 * @property {string} known
 * @property {string[]} surfaces
 * @property {string[]} parts
 */

/**
 * A reading as a sense: a concept, or a row of the bridge (`~12`). `known` is the label or word that led there;
 * `sure` is how much the find speaks for an answer to what was asked, from 0 to 1; `language` is that of the word that
 * led there.
 * @typedef {{sense: string, worth: number, reason: string, known: string, sure: number, language?: string}} Meant
 */

/** @typedef {Word | Meant} Reading */

/**
 * One idea of the query, as typed, with its readings; none means that nothing is known of it.
 * @typedef {{typed: string, readings: Reading[]}} Unit
 */

/**
 * @param {Reading[]} readings
 * @returns {Word[]} those that are words, and not senses
 */
export function onlyWords(readings) {
  return readings.flatMap((reading) => ("sense" in reading ? [] : [reading]));
}

/** What has been found for a unit so far; a word or sense is kept once, in its best reading. */
export class Readings {
  /** @param {Reading[]} readings What has been found before. */
  constructor(readings = []) {
    this.best = new Map(readings.map((reading) => [keyOf(reading), reading]));
  }

  /** @returns {boolean} */
  isEmpty() {
    return !this.best.size;
  }

  /**
   * Keeps `reading` unless the same is known to be worth more.
   * @param {Reading} reading
   */
  add(reading) {
    const known = this.best.get(keyOf(reading));
    if (!known || known.worth < reading.worth) this.best.set(keyOf(reading), reading);
  }

  /**
   * Returns the readings as a unit, senses first: they say more.
   * @param {string} typed
   * @returns {Unit}
   */
  toUnit(typed) {
    const readings = Array.from(this.best.values());
    const senses = readings.filter((reading) => "sense" in reading);
    return { typed, readings: [...senses, ...readings.filter((reading) => !("sense" in reading))] };
  }
}

/**
 * @param {Reading} reading
 * @returns {string}
 */
function keyOf(reading) {
  return "sense" in reading ? reading.sense : JSON.stringify([reading.language, reading.groups]);
}
