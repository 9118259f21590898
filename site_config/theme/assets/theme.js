// Runs before the first paint, so that a dark page never flashes white. The button is in ui-theme.js.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("sp-theme");
  } catch (error) {
    // Storage may be closed (file://, private windows); the system's preference is used then.
  }
  var dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
})();
