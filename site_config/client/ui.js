/** The user interface of every page; esbuild bundles it into dist/ui.js, a classic script. */

import { attachBox } from "./ui-box.js";
import { attachLanguages } from "./ui-languages.js";
import { attachPage } from "./ui-page.js";
import { attachSideBySide } from "./ui-side.js";
import { attachTheme } from "./ui-theme.js";

attachTheme(document);
attachLanguages(document);
attachSideBySide(document);
const form = document.querySelector("form.sp-search");
if (form instanceof HTMLFormElement) {
  const results = document.getElementById("sp-results");
  if (results) {
    attachPage(form, results);
  } else {
    attachBox(form);
  }
}
