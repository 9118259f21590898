/** Changing the language of the interface keeps the query and the place on the page, down to the paragraph. */

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachLanguages(page) {
  page.querySelector(".sp-languages")?.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) {
      return;
    }
    link.search = location.search;
    if (!link.hash) {
      // The ids are the same in every language.
      link.hash = location.hash;
    } else if (/^#p\d+$/.test(location.hash) && !/-p\d+$/.test(link.hash)) {
      // From a passage's own page to where it stands among others: `#p2` is called `#zh-smile-p2` there.
      link.hash += `-${location.hash.slice(1)}`;
    }
  });
}
