/** The user interface of every page; esbuild bundles it into dist/ui.js, a classic script. */

import { attachAtlas } from "./ui-atlas.js";
import { attachBasket } from "./ui-basket.js";
import { attachBox } from "./ui-box.js";
import { attachCards } from "./ui-cards.js";
import { attachHandout } from "./ui-handout.js";
import { attachLanguages } from "./ui-languages.js";
import { attachPage } from "./ui-page.js";
import { attachSideBySide } from "./ui-side.js";
import { attachSlash } from "./ui-slash.js";
import { attachTheme } from "./ui-theme.js";
import { attachTools } from "./ui-tools.js";
import { attachTypesetting } from "./ui-typeset.js";

attachTypesetting(document);
attachTheme(document);
attachLanguages(document);
attachBasket(document);
attachTools(document);
attachSideBySide(document);
attachAtlas(document);
attachCards(document);
attachHandout(document);
attachSlash(document);
const form = document.querySelector("form.sp-search");
if (form instanceof HTMLFormElement) {
  const results = document.getElementById("sp-results");
  if (results) {
    attachPage(form, results);
  } else {
    attachBox(form);
  }
}
