import type { Passage, Title } from "./ui-passage.js";

declare global {
  /** What a passage's script calls when it is executed. */
  var principlesPassage: (page: string, passage: Passage) => void;
  /** What assets/titles.js calls when it is executed. */
  var principlesTitles: (titles: Title[]) => void;
}
