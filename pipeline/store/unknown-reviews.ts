import type { DuckDBConnection } from "@duckdb/node-api";
import { type Review, reviewsInForce } from "../reviews.ts";
import { mergedWith } from "./cluster-overrides.ts";
import { articlesOfReviews } from "./corrections.ts";

/** Corrections of labels and stories that name an article which the database does not have; they change nothing. */
export async function unknownReviews(connection: DuckDBConnection, reviews: Review[]): Promise<Review[]> {
  const inForce = reviewsInForce(reviews).filter(({ field }) => field !== "launch");
  if (!inForce.length) return [];
  const others = inForce.map((review) => ({ ...review, item: mergedWith(review) ?? review.item }));
  const articles = await articlesOfReviews(connection, [...inForce, ...others]);
  return inForce.filter(({ item }, at) => !articles.has(item) || !articles.has(others[at]?.item ?? item));
}
