import { existsSync } from "node:fs";
import type { BuildOptions } from "./build.ts";
import { articlesOfReviews, correctedArticles } from "./store/corrections.ts";
import { openDatabase, rows } from "./store/database.ts";
import { knownCaptures } from "./store/known.ts";

export interface BuildPlan {
  /** Captures in the archive that the database does not have. */
  newCaptures: number;
  /** Captures in the database that the archive has no more. */
  removedCaptures: number;
  /** Stored articles whose labels would be made anew. */
  relabelled: number;
  /** Why: another tagger or lexicon, people's corrections, or nothing. */
  because: "tagger" | "corrections" | null;
}

/** Says what a build would do; reads the published file and the archive, writes nothing. */
export async function planBuild(
  options: Pick<BuildOptions, "database" | "records" | "reviews" | "fresh" | "signal"> & { taggerVersion: string },
): Promise<BuildPlan> {
  if (options.fresh || !existsSync(options.database)) {
    const newCaptures = await countRecords(options, () => false);
    return { newCaptures, removedCaptures: 0, relabelled: 0, because: null };
  }
  const database = await openDatabase(options.database, "read");
  try {
    const { connection } = database;
    const known = await knownCaptures(connection);
    const newCaptures = await countRecords(options, known.has);
    const [stored] = await rows<{ tagger: string | null; articles: number }>(
      connection,
      `SELECT (SELECT value FROM store.meta WHERE key = 'tagger_version') AS tagger,
              (SELECT count(*)::INTEGER FROM store.articles) AS articles`,
    );
    const removedCaptures = known.gone().length;
    if (stored?.tagger !== options.taggerVersion) {
      const relabelled = stored?.articles ?? 0;
      return { newCaptures, removedCaptures, relabelled, because: relabelled ? "tagger" : null };
    }
    const named = await articlesOfReviews(connection, options.reviews);
    const corrected = new Set([...named.values(), ...(await correctedArticles(connection))]);
    return { newCaptures, removedCaptures, relabelled: corrected.size, because: corrected.size ? "corrections" : null };
  } finally {
    database.close();
  }
}

async function countRecords(
  { records, signal }: Pick<BuildOptions, "records" | "signal">,
  isKnown: Parameters<BuildOptions["records"]>[0],
): Promise<number> {
  let count = 0;
  for await (const _ of records(isKnown)) {
    signal.throwIfAborted();
    count++;
  }
  return count;
}
