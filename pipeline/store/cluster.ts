import type { DuckDBConnection } from "@duckdb/node-api";
import { type ClusterItem, clusterArticles } from "../stages/cluster/index.ts";
import { rows } from "./database.ts";
import { appendRows } from "./tables.ts";

const BATCH = 10_000;

/** Joins the stored articles into stories and fills `stories`, `story_members` and `story_links`. */
export async function clusterStore(connection: DuckDBConnection): Promise<void> {
  const items: ClusterItem[] = [];
  let after = "";
  for (;;) {
    const batch = await rows<ClusterItem>(
      connection,
      `SELECT id, title, text, published_day::VARCHAR AS day,
              strftime(published, '%Y-%m-%dT%H:%M:%S+08:00') AS published, publisher, source
       FROM store.articles WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
      [after],
    );
    items.push(...batch);
    if (batch.length < BATCH) break;
    after = batch.at(-1)?.id ?? "";
  }
  const days = new Map(items.map((item) => [item.id, item.day]));
  const { stories, links } = clusterArticles(items);
  for (const table of ["stories", "story_members", "story_links"]) await connection.run(`DELETE FROM store.${table}`);
  await appendRows(
    connection,
    "stories",
    stories.map((story) => ({
      id: story.id,
      lead_id: story.leadId,
      members: story.members.length,
      first_day: story.members
        .map((member) => days.get(member.articleId))
        .filter((day) => day)
        .sort()[0],
    })),
  );
  await appendRows(
    connection,
    "story_members",
    stories.flatMap((story) =>
      story.members.map((member) => ({
        story_id: story.id,
        article_id: member.articleId,
        relation: member.relation,
        score: member.score,
      })),
    ),
  );
  await appendRows(
    connection,
    "story_links",
    links.map((link) => ({ ...link })),
  );
}
