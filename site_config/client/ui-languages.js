/** Changing the language of the interface keeps the query and the place on the page. */

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachLanguages(page) {
  page.querySelector(".sp-languages")?.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link) {
      link.search = location.search;
      // A passage's own page gives its place already; elsewhere the ids are the same in every language.
      link.hash ||= location.hash;
    }
  });
}
