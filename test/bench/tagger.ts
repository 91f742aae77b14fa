import { shipped } from "../../cli/paths.ts";

/** What the tagger that ships with the program is loaded from. */
export const TAGGER = { lexiconDir: shipped.lexicon, modelDir: shipped.model };
/** Items that a build labels at a time. */
export const BATCH = 2048;
