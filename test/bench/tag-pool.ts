import { join } from "node:path";
import { packageRoot } from "../../pipeline/root.ts";
import { createTaggerPool } from "../../pipeline/stages/tag/pool.ts";
import { benchItems } from "./bench.ts";

// Labels the items of the files named in two threads and ends: whoever starts it sees what that takes by itself.
const BATCH = 2048;

const items = await benchItems({ corpus: process.argv.slice(2) });
const directories = { lexiconDir: join(packageRoot, "data", "lexicon"), modelDir: join(packageRoot, "data", "model") };
const pool = createTaggerPool({ ...directories, threads: 2 });
for (let from = 0; from < items.length; from += BATCH) await pool.tagMany(items.slice(from, from + BATCH));
await pool.close();
