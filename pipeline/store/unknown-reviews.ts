import type { DuckDBConnection } from "@duckdb/node-api";
import { type Review, reviewsInForce } from "../reviews.ts";
import { articlesNamed, partner } from "./cluster-overrides.ts";

/** Corrections of labels and stories that name an article which the database does not have; they change nothing. */
export async function unknownReviews(connection: DuckDBConnection, reviews: Review[]): Promise<Review[]> {
  const inForce = reviewsInForce(reviews).filter(({ field }) => field !== "launch");
  if (!inForce.length) return [];
  const articles = await articlesNamed(connection, inForce);
  return inForce.filter((review) => !articles.has(review.item) || !articles.has(partner(review)));
}
