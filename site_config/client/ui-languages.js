/** Changing the language of the interface keeps the query and the place on the page, down to the paragraph. */

/** What a reader can be at, wherever it stands on the page of another language: its id is the same in all. */
const PLACES = ".sp-voice, .sp-passage, .sp-brief, .sp-lines > li, .sp-help h2, .sp-atlas h2";

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachLanguages(page) {
  const links = Array.from(page.querySelectorAll(".sp-languages a")).filter(
    (link) => link instanceof HTMLAnchorElement,
  );
  for (const link of links) {
    const own = link.hash;
    link.addEventListener("click", () => {
      const place = placeOn(page);
      link.search = location.search;
      if (!own) {
        link.hash = place;
      } else if (/^#p\d+$/.test(place) && !/-p\d+$/.test(own)) {
        // From a passage's own page to where it stands among others: `#p2` is called `#zh-smile-p2` there.
        link.hash = `${own}-${place.slice(1)}`;
      }
    });
  }
}

/**
 * @param {Document} page
 * @returns {string} the fragment of the address, while what it leads to can still be seen; else that of the first place
 *   that begins in the upper third of the window, or of the last one above; empty at the top of the page
 */
function placeOn(page) {
  const asked = topOf(page.getElementById(location.hash.slice(1)));
  if (asked >= 0 && asked < innerHeight) {
    return location.hash;
  }
  const places = scrollY > 0 ? Array.from(page.querySelectorAll(PLACES), (each) => ({ each, top: topOf(each) })) : [];
  // The sort is stable: of columns that begin at the same height the first counts.
  const [begins] = places.filter(({ top }) => top >= 0 && top < innerHeight / 3).sort((one, two) => one.top - two.top);
  const [begun] = places.filter(({ top }) => top < 0).sort((one, two) => two.top - one.top);
  const found = begins ?? begun;
  return found ? `#${found.each.id}` : "";
}

/**
 * @param {Element | null} element
 * @returns {number} pixels below where it would stand if the address led to it; infinite for what is not shown
 */
function topOf(element) {
  const box = element?.getClientRects()[0];
  // Browsers scroll by whole pixels.
  return element && box ? Math.ceil(box.top - Number.parseFloat(getComputedStyle(element).scrollMarginTop)) : Infinity;
}
