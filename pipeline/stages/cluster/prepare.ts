import { dayNumber } from "../../time.ts";
import { foldUnits } from "./fold.ts";
import type { HeadlineModel } from "./model.ts";
import { shingleHashes, uniqueHashes } from "./shingles.ts";
import { type TitleFeatures, titleFeatures } from "./titles.ts";
import type { ClusterItem } from "./types.ts";

/** Fewer shingles than this are no text to compare by: the headline decides. */
const MIN_SHINGLES = 40;

/** An item as comparison sees it. */
export interface Prepared {
  id: string;
  /** Days since 1970, or null. */
  day: number | null;
  publisher: string;
  title: TitleFeatures;
  /** Shingle hashes in text order; empty for an item that is only a headline. */
  hashes: Uint32Array;
  /** The same, sorted and unique; made when first asked for: most items are compared with no other. */
  readonly shingles: Uint32Array;
}

/** Folds and shingles one item. */
export function prepare(
  item: Pick<ClusterItem, "id" | "title" | "text" | "day" | "publisher">,
  model: HeadlineModel,
): Prepared {
  const title = titleFeatures(item.title, model);
  const units = foldUnits(item.text);
  const all = shingleHashes(units);
  const hashes = all.length < MIN_SHINGLES || units.length <= title.units.length ? new Uint32Array() : all;
  let shingles: Uint32Array | null = null;
  return {
    id: item.id,
    day: item.day === null ? null : dayNumber(item.day),
    publisher: item.publisher,
    title,
    hashes,
    get shingles() {
      shingles ??= uniqueHashes(hashes);
      return shingles;
    },
  };
}
