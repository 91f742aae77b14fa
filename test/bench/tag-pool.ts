import { createTaggerPool } from "../../pipeline/stages/tag/pool.ts";
import { benchItems } from "./bench.ts";
import { BATCH, TAGGER } from "./tagger.ts";

// Labels the items of the files named in two threads and ends: whoever starts it sees what that takes by itself.
const items = await benchItems({ corpus: process.argv.slice(2) });
const pool = createTaggerPool({ ...TAGGER, threads: 2 });
for (let from = 0; from < items.length; from += BATCH) await pool.tagMany(items.slice(from, from + BATCH));
await pool.close();
