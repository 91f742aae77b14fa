import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import type { Labeller } from "../pipeline/build.ts";
import type { Lexicon } from "../pipeline/lexicon.ts";
import { acrossScripts } from "../pipeline/stages/extract/index.ts";
import { loadTagger, type Tagger } from "../pipeline/stages/tag/index.ts";
import { createTaggerPool, type TaggerPool } from "../pipeline/stages/tag/pool.ts";
import type { TagInput, Tags } from "../pipeline/types.ts";

/** With fewer texts, those of a week, the threads would take longer to start than to label. */
const WORTH_THREADS = 2048;
/** More than these would wait for the words that one of them cuts for all. */
const MOST_THREADS = 4;
/** Texts labelled in this thread before others have a turn. */
const PAUSE = 16;

/**
 * Labels few texts in this thread, and many in others, one for each core: this one reads and stores meanwhile.
 * @param lexicon what is read of `lexiconDir`
 * @param expected about how many texts will come at least: the threads for many start at once, otherwise when they come
 * @throws AskError where lexicon or weights cannot be used
 */
export async function loadLabeller(
  { lexicon, ...dirs }: { lexiconDir: string; modelDir: string; lexicon: Promise<Lexicon> },
  expected: number,
): Promise<Required<Labeller>> {
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  const worth = (texts: number) => threads > 1 && texts >= WORTH_THREADS;
  let pool: TaggerPool | null = worth(expected) ? createTaggerPool({ ...dirs, threads }) : null;
  let tagger: Tagger;
  try {
    tagger = await loadTagger({ ...dirs, lexicon: await lexicon });
  } catch (error) {
    await pool?.close();
    throw error;
  }
  return {
    version: tagger.version,
    tagMany: acrossScripts(async (inputs) => {
      if (!pool && !worth(inputs.length)) return tagHere(tagger, inputs);
      pool ??= createTaggerPool({ ...dirs, threads });
      return pool.tagMany(inputs);
    }),
    rest: async () => {
      await pool?.close();
      pool = null;
    },
  };
}

/** Labels in this thread, which gives others a turn now and then. */
async function tagHere(tagger: Tagger, inputs: TagInput[]): Promise<Tags[]> {
  const tags: Tags[] = [];
  for (const input of inputs) {
    if (tags.length % PAUSE === 0) await setImmediate();
    tags.push(tagger.tag(input));
  }
  return tags;
}
