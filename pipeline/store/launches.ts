import type { DuckDBConnection } from "@duckdb/node-api";
import type { LexiconModel } from "../lexicon.ts";
import type { Registry } from "../registry.ts";
import type { Review } from "../reviews.ts";
import { joinLaunches } from "../stages/launch/index.ts";
import { createCanonicalNames } from "../stages/launch/names.ts";
import type { LaunchInput } from "../stages/launch/types.ts";
import type { Event, Evidence, Industry, NumberFact, Tier } from "../types.ts";
import { rows } from "./database.ts";
import { launchOverrides } from "./launch-overrides.ts";
import { launchRow, launchValueRows } from "./rows.ts";
import { appendRows } from "./tables.ts";

interface EventRow {
  id: string;
  story_id: string;
  day: string | null;
  title: string;
  event: Event;
  confidence: number;
  tier: Tier;
}
interface TagRow {
  article_id: string;
  field: string;
  value: string;
  vendor_id: string | null;
}
interface NumberRow {
  article_id: string;
  what: NumberFact["what"];
  value: number | null;
  day: string | null;
  unit: string;
  written: string;
  of_what: string | null;
  field: "title" | "text";
  start_at: number;
  end_at: number;
}

const EVENT_ARTICLES = `
  SELECT a.id, m.story_id, a.published_day::VARCHAR AS day, a.title, e.value AS event, e.confidence, coalesce(t.value, 'none') AS tier
  FROM store.articles a
  JOIN store.tags e ON e.article_id = a.id AND e.field = 'event' AND e.value <> 'none'
  LEFT JOIN store.tags t ON t.article_id = a.id AND t.field = 'tier'
  JOIN store.story_members m ON m.article_id = a.id`;

/**
 * Joins labelled articles and registry facts into launches as people corrected them, and fills the launch tables.
 * @returns corrections that name a launch which is not there, or an article that it does not have
 */
export async function launchStore(
  connection: DuckDBConnection,
  registry: Registry,
  models: readonly LexiconModel[],
  reviews: Review[],
): Promise<Review[]> {
  const corrections = await launchOverrides(connection, reviews);
  const { launches, unknown } = joinLaunches(
    await readInputs(connection),
    registry.launches,
    createCanonicalNames(models),
    corrections.map(({ override }) => override),
  );
  for (const table of ["launches", "launch_values", "launch_articles"]) {
    await connection.run(`DELETE FROM store.${table}`);
  }
  await appendRows(connection, "launches", launches.map(launchRow));
  await appendRows(connection, "launch_values", launches.flatMap(launchValueRows));
  await appendRows(
    connection,
    "launch_articles",
    launches.flatMap((launch) =>
      launch.articles.map(({ articleId, event }) => ({ launch_id: launch.id, article_id: articleId, event })),
    ),
  );
  const missed = corrections.filter(({ override }) => unknown.includes(override)).map(({ review }) => review);
  return [...new Set(missed)];
}

async function readInputs(connection: DuckDBConnection): Promise<LaunchInput[]> {
  const articles = await rows<EventRow>(connection, EVENT_ARTICLES);
  const tags = await rows<TagRow>(
    connection,
    `SELECT article_id, field, value, vendor_id FROM store.tags
     WHERE field IN ('vendor', 'model', 'industry', 'delivery', 'modality')
       AND article_id IN (SELECT article_id FROM store.tags WHERE field = 'event' AND value <> 'none')
     ORDER BY article_id, field, position`,
  );
  const numbers = await rows<NumberRow>(
    connection,
    `SELECT article_id, what, value, day::VARCHAR AS day, unit, written, of_what, field, start_at, end_at FROM store.numbers
     WHERE article_id IN (SELECT article_id FROM store.tags WHERE field = 'event' AND value <> 'none')`,
  );
  const tagsOf = groupBy(tags);
  const numbersOf = groupBy(numbers);
  return articles.map((article) => {
    const own = tagsOf.get(article.id) ?? [];
    const values = (field: string) => own.filter((tag) => tag.field === field).map((tag) => tag.value);
    return {
      articleId: article.id,
      storyId: article.story_id,
      day: article.day,
      title: article.title,
      event: article.event,
      eventConfidence: article.confidence,
      tier: article.tier,
      vendors: values("vendor"),
      models: own.filter((tag) => tag.field === "model").map((tag) => ({ name: tag.value, vendorId: tag.vendor_id })),
      industries: values("industry") as Industry[],
      delivery: values("delivery"),
      modality: values("modality"),
      numbers: (numbersOf.get(article.id) ?? []).map(numberFact),
    };
  });
}

function numberFact(row: NumberRow): NumberFact {
  const evidence: Evidence = { field: row.field, start: row.start_at, end: row.end_at, rule: "number" };
  return {
    what: row.what,
    value: row.day ?? row.value ?? 0,
    unit: row.unit,
    written: row.written,
    of: row.of_what,
    evidence,
  };
}

function groupBy<T extends { article_id: string }>(list: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    const group = groups.get(entry.article_id);
    if (group) group.push(entry);
    else groups.set(entry.article_id, [entry]);
  }
  return groups;
}
