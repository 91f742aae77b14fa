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
 * Labels few texts in this thread, and many in others, one for each core: this one reads and stores meanwhile.
 * @param expected about how many texts will come at least: the threads for many start at once, otherwise when they come
 * @throws AskError where lexicon or weights cannot be used
 */
export async function loadLabeller(
  dirs: { lexiconDir: string; modelDir: string },
  expected: number,
): Promise<Labeller & { close: () => Promise<void> }> {
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  const worth = (texts: number) => threads > 1 && texts >= WORTH_THREADS;
  const early = worth(expected) ? await createTaggerPool({ ...dirs, threads }) : null;
  const tagger = early ?? (await loadTagger(dirs));
  let pool: Promise<TaggerPool> | null = early && Promise.resolve(early);
  return {
    version: tagger.version,
    tagMany: acrossScripts(async (inputs) => {
      if ("tag" in tagger && !pool && !worth(inputs.length)) return inputs.map((input) => tagger.tag(input));
      pool ??= createTaggerPool({ ...dirs, threads, tagger });
      return (await pool).tagMany(inputs);
    }),
    close: async () => {
      await (await pool)?.close();
    },
  };
}
