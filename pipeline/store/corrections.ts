import type { DuckDBConnection } from "@duckdb/node-api";
import type { Lexicon } from "../lexicon.ts";
import { isStructure, type Review, type ReviewField, reviewsInForce } from "../reviews.ts";
import { rows } from "./database.ts";
import { appendRows, type Row } from "./tables.ts";

export interface Disagreement {
  articleId: string;
  field: ReviewField;
  tagger: string;
  person: string;
}

/** The column `field` of `store.tags` for each field that people correct. */
const TAG_FIELD: Record<Exclude<ReviewField, "story" | "launch">, string> = {
  relevant: "relevant",
  event: "event",
  tier: "tier",
  vendors: "vendor",
  models: "model",
  industries: "industry",
};

/** Articles that people corrected in an earlier build, by their id. */
export async function correctedArticles(connection: DuckDBConnection): Promise<string[]> {
  const found = await rows<{ id: string }>(
    connection,
    "SELECT DISTINCT article_id AS id FROM store.tags WHERE origin = 'review'",
  );
  return found.map(({ id }) => id);
}

/** Ids of the articles that corrections name: by id, by the id an item came with, or by address. */
export async function articlesOfReviews(connection: DuckDBConnection, reviews: Review[]): Promise<Map<string, string>> {
  const items = [...new Set(reviews.map(({ item }) => item))];
  const found = await rows<{ item: string; id: string }>(
    connection,
    `SELECT DISTINCT i.item, a.id FROM (SELECT unnest(from_json($1, '["VARCHAR"]')) AS item) i
     JOIN store.articles a ON a.id = i.item OR a.external_id = i.item OR a.url = i.item`,
    [JSON.stringify(items)],
  );
  return new Map(found.map(({ item, id }) => [item, id]));
}

/**
 * Puts people's corrections in the place of the tagger's labels, which must stand in the table as the tagger gave them.
 * An item that gets an event, tier, vendor, model or industry other than none counts as relevant.
 * @returns where tagger and people disagree
 */
export async function applyCorrections(
  connection: DuckDBConnection,
  reviews: Review[],
  lexicon: Lexicon,
): Promise<Disagreement[]> {
  const inForce = reviewsInForce(reviews).filter(({ field }) => !isStructure(field));
  const ids = await articlesOfReviews(connection, inForce);
  const disagreements: Disagreement[] = [];
  for (const review of inForce) {
    const articleId = ids.get(review.item);
    if (!articleId || isStructure(review.field)) continue;
    const field = TAG_FIELD[review.field];
    const before = await rows<{ value: string }>(
      connection,
      "SELECT value FROM store.tags WHERE article_id = $1 AND field = $2 ORDER BY position",
      [articleId, field],
    );
    const values = review.new === "-" ? [] : review.new.split("|").map((value) => value.trim());
    const named = field === "vendor" ? values.map((value) => vendorId(value, lexicon)) : values;
    const tagger = before.map(({ value }) => value).join("|") || "none";
    if (tagger !== named.join("|")) {
      disagreements.push({ articleId, field: review.field, tagger, person: named.join("|") || "none" });
    }
    await connection.run("DELETE FROM store.tags WHERE article_id = $1 AND field = $2", [articleId, field]);
    await appendRows(
      connection,
      "tags",
      named.map((value, position) => tagRow(articleId, field, position, value, review, lexicon)),
    );
    if (field !== "relevant" && named.some((value) => value !== "none")) {
      await connection.run(
        "UPDATE store.tags SET value = 'true', origin = 'review' WHERE article_id = $1 AND field = 'relevant' AND value = 'false'",
        [articleId],
      );
    }
    if (field === "relevant" && review.new === "false") {
      await connection.run("DELETE FROM store.tags WHERE article_id = $1 AND field <> 'relevant'", [articleId]);
    }
  }
  return disagreements;
}

function tagRow(
  articleId: string,
  field: string,
  position: number,
  value: string,
  review: Review,
  lexicon: Lexicon,
): Row {
  const vendor = field === "vendor" ? lexicon.vendorById.get(value) : undefined;
  const model = field === "model" ? lexicon.models.find(({ name }) => name === value) : undefined;
  return {
    article_id: articleId,
    field,
    position,
    value,
    name: vendor ? vendor.nameZh || vendor.nameEn : (model?.name ?? null),
    vendor_id: model?.vendor ?? null,
    confidence: 1,
    abstained: false,
    origin: "review",
    evidence: [{ rule: "review", who: review.who, when: review.when, why: review.why }],
  };
}

/** People write a vendor by its id or by a name. */
function vendorId(value: string, lexicon: Lexicon): string {
  if (lexicon.vendorById.has(value)) return value;
  const folded = value.toLowerCase();
  const vendor = lexicon.vendors.find(({ nameZh, nameEn, aliases }) =>
    [nameZh, nameEn, ...aliases].some((name) => name.toLowerCase() === folded),
  );
  return vendor?.id ?? value;
}
