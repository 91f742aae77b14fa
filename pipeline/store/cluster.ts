import type { DuckDBConnection } from "@duckdb/node-api";
import type { Review } from "../reviews.ts";
import type { HeadlineModel } from "../stages/cluster/model.ts";
import { storiesOf } from "../stages/cluster/stories.ts";
import type { Edge, StoryItem } from "../stages/cluster/types.ts";
import { updateEdges } from "./cluster-edges.ts";
import { storyOverrides } from "./cluster-overrides.ts";
import { AMONG, rows } from "./database.ts";
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
  // Nearly all edges tie other texts about one event, which join nothing.
  const edges = await rows<Edge>(
    connection,
    "SELECT a, b, kind, score, overlap FROM store.story_edges WHERE kind <> 'same_event' ORDER BY a, b",
  );
  const overrides = await storyOverrides(connection, options.reviews);
  const named = overrides.flatMap((override) => ("merge" in override ? override.merge : [override.split]));
  const items = await rows<StoryItem>(
    connection,
    `SELECT id, title, published_day::VARCHAR AS day, strftime(published, '%Y-%m-%dT%H:%M:%S+08:00') AS published,
            publisher, source, length(text)::INTEGER AS "textLength"
     FROM store.articles
     WHERE id ${AMONG}`,
    [JSON.stringify([...edges.flatMap(({ a, b }) => [a, b]), ...named])],
  );
  const days = new Map(items.map((item) => [item.id, item.day]));
  const { stories } = storiesOf(items, edges, overrides);
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
  await standAlone(connection);
  await link(
    connection,
    overrides.flatMap((override) => ("split" in override ? [override.split] : [])),
  );
}

/** Articles that no edge joins to another are stories of one. */
async function standAlone(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    INSERT INTO store.stories SELECT id, id, 1, published_day FROM store.articles
    WHERE id NOT IN (SELECT article_id FROM store.story_members)`);
  await connection.run(`
    INSERT INTO store.story_members SELECT id, id, 'lead', 1 FROM store.stories
    WHERE id NOT IN (SELECT story_id FROM store.story_members)`);
}

/** Ties articles of different stories that are about one event, as `storiesOf` links them, but for those that people split off. */
async function link(connection: DuckDBConnection, split: string[]): Promise<void> {
  await connection.run(
    `INSERT INTO store.story_links
     SELECT e.a, e.b, 'same_event', e.score FROM store.story_edges e
     JOIN store.story_members x ON x.article_id = e.a
     JOIN store.story_members y ON y.article_id = e.b
     WHERE e.kind <> 'reprint' AND x.story_id <> y.story_id AND NOT (e.a ${AMONG} OR e.b ${AMONG})
     ORDER BY e.a, e.b`,
    [JSON.stringify(split)],
  );
}
