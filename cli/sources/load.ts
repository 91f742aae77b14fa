import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ownSource, readOwnSources } from "../../crawlers/own-sources.ts";
import { loadSources, type Source } from "../../crawlers/source.ts";
import { AskError } from "../../pipeline/errors.ts";

/** Two folders up both in the source tree and in `dist/`: definitions are code. */
const root = fileURLToPath(new URL("../..", import.meta.url));

/** The sources of the live web: those that ship, and those that the user added to `<data>/sources.yaml`. */
export async function liveSources(dataDir: string): Promise<Source[]> {
  const shipped = await loadSources(join(root, "crawlers", "sources"));
  const own = readOwnSources(join(dataDir, "sources.yaml")).map(ownSource);
  return [...shipped, ...own.filter(({ id }) => !shipped.some((source) => source.id === id))];
}

/** The seven sites of the bundled newsroom. */
export const sampleSources = (): Promise<Source[]> => loadSources(join(root, "data", "sample", "sources"));

/**
 * Those of the sources that are named; all where none is.
 * @throws AskError naming an id that no source has
 */
export function chosenSources(sources: Source[], ids: string[]): Source[] {
  const unknown = ids.find((id) => !sources.some((source) => source.id === id));
  if (unknown) {
    throw new AskError({
      en: `there is no source "${unknown}": "modeltide sources list" names them all.`,
      zh: `没有名为“${unknown}”的来源:modeltide sources list 可列出全部。`,
    });
  }
  return ids.length ? sources.filter((source) => ids.includes(source.id)) : sources;
}
