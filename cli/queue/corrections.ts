import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { REVIEW_COLUMNS, type Review, readReviews, reviewsInForce } from "../../pipeline/reviews.ts";
import type { Lake } from "../../pipeline/shards/lake.ts";

/** The digest of no corrections. */
export const NO_CORRECTIONS = "none";
const at = (digest: string): string => `corrections/${digest}.csv`;

/** Lays the corrections in force down in the lake for all workers; gives the digest that they have there. */
export async function keepCorrections(lake: Lake, reviews: Review[]): Promise<string> {
  const inForce = reviewsInForce(reviews);
  if (!inForce.length) return NO_CORRECTIONS;
  const content = stringify(inForce, { header: true, columns: [...REVIEW_COLUMNS] });
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 12);
  if (!(await lake.has(at(digest)))) await lake.write(at(digest), content);
  return digest;
}

/** Reads corrections that `keepCorrections` laid down. */
export async function readCorrections(lake: Lake, digest: string, scratchDir: string): Promise<Review[]> {
  if (digest === NO_CORRECTIONS) return [];
  const content = await lake.read(at(digest));
  if (!content) throw new Error(`the lake has no ${at(digest)}`);
  mkdirSync(scratchDir, { recursive: true });
  const path = join(scratchDir, `corrections-${digest}.csv`);
  writeFileSync(path, content);
  return readReviews(path);
}
