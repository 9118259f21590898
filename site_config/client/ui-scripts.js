/**
 * Finds what another language's script betrays, so that each stretch of a text can carry its own `lang`.
 *
 * The twin of indexer/site/scripts.py; the two are held together by tests/vectors/scripts.json. Latin letters betray
 * nothing, since several languages share them; they stay with the text around them.
 */

/**
 * `name` is its own, `label` the reader's, empty where the interface has none; after the words `bound` no line may end.
 * @typedef {{name: string, label?: string, tag: string, scripts: string[], bound?: string[]}} Language
 */
/** @typedef {{text: string, lang: string}} Piece `lang` is empty where it is that of the text around it */

/**
 * @param {string} text
 * @param {string} base code of the language of the text around it
 * @param {Record<string, Language>} languages
 * @returns {Piece[]}
 */
export function piecesByScript(text, base, languages) {
  const owners = soleOwners(languages);
  for (const script of languages[base]?.scripts ?? []) {
    owners.delete(script);
  }
  const pieces = [];
  let end = 0;
  for (const match of owners.size > 0 ? text.matchAll(stretch(Array.from(owners.keys()))) : []) {
    const [script] = Object.entries(match.groups ?? {}).find(([, found]) => found) ?? [""];
    pieces.push({ text: text.slice(end, match.index), lang: "" }, { text: match[0], lang: owners.get(script) ?? "" });
    end = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(end), lang: "" });
  return pieces.filter((piece) => piece.text);
}

/**
 * A heading that kept another language: `Approachability` over a Telugu passage is English, the first language that
 * is written so.
 * @param {string} heading
 * @param {string} code of the passage's language
 * @param {Record<string, Language>} languages in their order
 * @returns {string} BCP 47 tag
 */
export function tagOfHeading(heading, code, languages) {
  const own = languages[code];
  const others = Object.values(languages).filter(({ scripts }) => isWrittenIn(heading, scripts));
  return isWrittenIn(heading, own.scripts) || others.length === 0 ? own.tag : others[0].tag;
}

/**
 * @param {string} text
 * @param {string[]} scripts
 * @returns {boolean} whether a letter of these scripts is in the text
 */
function isWrittenIn(text, scripts) {
  return scripts.some((script) => new RegExp(`\\p{Script=${script}}`, "u").test(text));
}

/**
 * @param {Record<string, Language>} languages
 * @returns {Map<string, string>} the scripts that only one language is written in, with its tag
 */
function soleOwners(languages) {
  const all = Object.values(languages);
  const sole = all.flatMap(({ scripts, tag }) =>
    scripts
      .filter((script) => all.filter((other) => other.scripts.includes(script)).length === 1)
      .map((script) => /** @type {[string, string]} */ ([script, tag])),
  );
  return new Map(sole);
}

/**
 * @param {string[]} scripts
 * @returns {RegExp} the letters of one script, with the spaces, marks and signs between them
 */
function stretch(scripts) {
  const kinds = scripts.map((script) => {
    const letter = `\\p{Script=${script}}`;
    return `(?<${script}>${letter}(?:[\\p{P}\\p{M}\\s]*${letter})*)`;
  });
  return new RegExp(kinds.join("|"), "gu");
}
