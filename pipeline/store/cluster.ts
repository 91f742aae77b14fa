import type { DuckDBConnection } from "@duckdb/node-api";
import type { Review } from "../reviews.ts";
import type { HeadlineModel } from "../stages/cluster/model.ts";
import { storiesOf } from "../stages/cluster/stories.ts";
import type { Edge, StoryItem } from "../stages/cluster/types.ts";
import { updateEdges } from "./cluster-edges.ts";
import { storyOverrides } from "./cluster-overrides.ts";
import { rows } from "./database.ts";
import { appendRows } from "./tables.ts";

/**
 * Joins the stored articles into stories and fills `stories`, `story_members` and `story_links`. Only articles that are
 * new or changed since the last build are compared, with those of the sixty days around them; stories are then made of
 * all edges and of what people merged and split, so that taking a correction back undoes it.
 */
export async function clusterStore(
  connection: DuckDBConnection,
  options: { model: HeadlineModel; reviews: Review[] },
): Promise<void> {
  await updateEdges(connection, options.model);
  const edges = await rows<Edge>(connection, "SELECT a, b, kind, score, overlap FROM store.story_edges ORDER BY a, b");
  const overrides = await storyOverrides(connection, options.reviews);
  const named = overrides.flatMap((override) => ("merge" in override ? override.merge : [override.split]));
  const items = await rows<StoryItem>(
    connection,
    `SELECT id, title, published_day::VARCHAR AS day, strftime(published, '%Y-%m-%dT%H:%M:%S+08:00') AS published,
            publisher, source, length(text)::INTEGER AS "textLength"
     FROM store.articles
     WHERE id IN (SELECT a FROM store.story_edges UNION SELECT b FROM store.story_edges
                  UNION SELECT unnest(from_json($1, '["VARCHAR"]')))`,
    [JSON.stringify(named)],
  );
  const days = new Map(items.map((item) => [item.id, item.day]));
  const { stories, links } = storiesOf(items, edges, overrides);
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
  await standAlone(connection);
}

/** Articles that no edge touches are stories of one. */
async function standAlone(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    INSERT INTO store.stories SELECT id, id, 1, published_day FROM store.articles
    WHERE id NOT IN (SELECT article_id FROM store.story_members)`);
  await connection.run(`
    INSERT INTO store.story_members SELECT id, id, 'lead', 1 FROM store.stories
    WHERE id NOT IN (SELECT story_id FROM store.story_members)`);
}
