import type { DuckDBConnection } from "@duckdb/node-api";
import { type Review, reviewsInForce } from "../reviews.ts";
import type { LaunchOverride } from "../stages/launch/types.ts";
import { articlesOfReviews } from "./corrections.ts";

/** What people said of launches and did not take back, each with the line that says it; articles go by their id. */
export async function launchOverrides(
  connection: DuckDBConnection,
  reviews: Review[],
): Promise<{ review: Review; override: LaunchOverride }[]> {
  const inForce = reviewsInForce(reviews).filter(({ field }) => field === "launch");
  if (!inForce.length) return [];
  const articles = await articlesOfReviews(connection, inForce);
  return inForce.flatMap((review) =>
    review.new.split("|").map((value) => {
      const launch = value.slice(value.indexOf(":") + 1);
      const override: LaunchOverride = value.startsWith("merge:")
        ? { merge: [review.item, launch] }
        : { split: articles.get(review.item) ?? review.item, from: launch };
      return { review, override };
    }),
  );
}
