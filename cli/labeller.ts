import { availableParallelism } from "node:os";
import type { Labeller } from "../pipeline/build.ts";
import { acrossScripts } from "../pipeline/stages/extract/index.ts";
import { loadTagger } from "../pipeline/stages/tag/index.ts";
import { createTaggerPool, type TaggerPool } from "../pipeline/stages/tag/pool.ts";

/** With fewer texts, those of a week, the threads would take longer to start than to label. */
const WORTH_THREADS = 2048;
/** Each thread needs some 300 MB for its dictionary. */
const MOST_THREADS = 4;

/**
 * Labels few texts in this thread, and many in others as well, which are started when they are first needed. This one
 * reads and stores between two batches.
 * @throws AskError where lexicon or weights cannot be used
 */
export async function loadLabeller(dirs: {
  lexiconDir: string;
  modelDir: string;
}): Promise<Labeller & { close: () => Promise<void> }> {
  const tagger = await loadTagger(dirs);
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  let pool: Promise<TaggerPool> | null = null;
  return {
    version: tagger.version,
    tagMany: acrossScripts(async (inputs) => {
      if (threads < 2 || (!pool && inputs.length < WORTH_THREADS)) return inputs.map((input) => tagger.tag(input));
      pool ??= createTaggerPool({ ...dirs, threads, tagger });
      return (await pool).tagMany(inputs);
    }),
    close: async () => {
      await (await pool)?.close();
    },
  };
}
