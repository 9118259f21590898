/** The button that switches between light and dark; assets/theme.js has chosen before the page was painted. */

/**
 * @param {Document} page
 * @returns {void}
 */
export function attachTheme(page) {
  const button = page.querySelector("button.sp-theme");
  if (!(button instanceof HTMLButtonElement)) {
    return;
  }
  const isDark = () => page.body.dataset.mdColorScheme === "slate";
  const label = () => {
    button.setAttribute("aria-label", (isDark() ? button.dataset.light : button.dataset.dark) ?? "");
  };
  button.addEventListener("click", () => {
    page.body.dataset.mdColorScheme = isDark() ? "default" : "slate";
    label();
    try {
      localStorage.setItem("sp-theme", isDark() ? "dark" : "light");
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
  label();
  button.hidden = false;
}
