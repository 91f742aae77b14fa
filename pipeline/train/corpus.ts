import type { CueMatcher } from "../stages/tag/cues.ts";
import { featureSource, viewItem } from "../stages/tag/features-view.ts";
import type { NameCount } from "../stages/tag/name-counts.ts";
import type { NameFinder } from "../stages/tag/names/index.ts";
import { type LabelledItem, readCorpus, titleKey } from "./dataset.ts";
import { NameCounter } from "./name-counts.ts";
import { CorpusWords, type TrainedVectors } from "./word-vectors.ts";

/** What is learnt from a corpus without labels. */
export interface CorpusKnowledge {
  names: ReadonlyMap<string, NameCount>;
  vectors: TrainedVectors;
}

/**
 * Reads a corpus once, for the counts of names and for word vectors.
 * @param labelled items that are measured on: the corpus' copies of them are passed over, else a name that stands only
 *   there would be known
 */
export async function readUnlabelled(
  corpusDir: string,
  labelled: readonly LabelledItem[],
  finder: NameFinder,
  cues: CueMatcher,
): Promise<CorpusKnowledge> {
  const titles = new Set(labelled.map(({ input }) => titleKey(input)));
  const names = new NameCounter(cues);
  const words = new CorpusWords();
  for await (const input of readCorpus(corpusDir)) {
    if (titles.has(titleKey(input))) continue;
    const found = finder.find(input);
    names.add(found);
    const { titleMasked, leadMasked, bodyMasked } = featureSource(viewItem(found, cues));
    words.add([...titleMasked.words, ...leadMasked.words, ...bodyMasked.words].map(({ word }) => word));
  }
  return { names: names.counts, vectors: words.vectors() };
}
