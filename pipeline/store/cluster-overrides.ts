import type { DuckDBConnection } from "@duckdb/node-api";
import { type Review, reviewsInForce } from "../reviews.ts";
import type { StoryOverride } from "../stages/cluster/types.ts";
import { articlesOfReviews } from "./corrections.ts";

/** What people said of stories and did not take back; items that the database does not have are left out. */
export async function storyOverrides(connection: DuckDBConnection, reviews: Review[]): Promise<StoryOverride[]> {
  const inForce = reviewsInForce(reviews).filter(({ field }) => field === "story");
  if (!inForce.length) return [];
  const others = inForce.map((review) => ({ ...review, item: mergedWith(review) ?? review.item }));
  const articles = await articlesOfReviews(connection, [...inForce, ...others]);
  return inForce.flatMap((review): StoryOverride[] => {
    const own = articles.get(review.item);
    const other = mergedWith(review);
    if (!own) return [];
    if (other === null) return [{ split: own }];
    const target = articles.get(other);
    return target ? [{ merge: [own, target] }] : [];
  });
}

/** The article that a correction joins its item to; null where it does not. */
export const mergedWith = ({ new: value }: Review): string | null =>
  value.startsWith("merge:") ? value.slice("merge:".length) : null;
