import type { DuckDBConnection } from "@duckdb/node-api";
import { type Review, reviewsInForce } from "../reviews.ts";
import type { StoryOverride } from "../stages/cluster/types.ts";
import { articlesOfReviews } from "./corrections.ts";

/** What people said of stories and did not take back; items that the database does not have are left out. */
export async function storyOverrides(connection: DuckDBConnection, reviews: Review[]): Promise<StoryOverride[]> {
  const inForce = reviewsInForce(reviews).filter(({ field }) => field === "story");
  if (!inForce.length) return [];
  const articles = await articlesNamed(connection, inForce);
  return inForce.flatMap((review): StoryOverride[] => {
    const own = articles.get(review.item);
    const other = mergedWith(review);
    if (!own) return [];
    if (other === null) return [{ split: own }];
    const target = articles.get(other);
    return target ? [{ merge: [own, target] }] : [];
  });
}

/** Ids of the articles that corrections are of, and of those that they join these to, by what people call them. */
export const articlesNamed = (connection: DuckDBConnection, reviews: Review[]): Promise<Map<string, string>> =>
  articlesOfReviews(connection, [...reviews, ...reviews.map((review) => ({ ...review, item: partner(review) }))]);

/** The article that a correction joins its item to, or the item itself. */
export const partner = (review: Review): string => mergedWith(review) ?? review.item;

/** The article that a correction joins its item to; null where it does not. */
const mergedWith = ({ new: value }: Review): string | null =>
  value.startsWith("merge:") ? value.slice("merge:".length) : null;
