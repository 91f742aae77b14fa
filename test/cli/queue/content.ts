import { openDatabase, rows } from "../../../pipeline/store/database.ts";

/** Tables of what a build publishes; what only tells of the build itself is left out. */
const TABLES: Record<string, string> = {
  articles: "*",
  tags: "*",
  mentions: "*",
  numbers: "*",
  keywords: "*",
  stories: "*",
  story_members: "*",
  story_links: "*",
  launches: "*",
  launch_values: "*",
  launch_articles: "*",
  sources: "*",
  vendors: "*",
  models: "*",
  captures: "* EXCLUDE (run_id)",
  drops: "* EXCLUDE (run_id)",
  pages: "*",
};
/** Where bytes lie differs between an archive and a lake's files of items. */
const PLACED: Record<string, string> = { captures: "* EXCLUDE (run_id, warc_file, warc_offset, warc_length)" };
/** When something was fetched differs between two crawls, and so do the ids of captures. */
const TIMED: Record<string, string> = {
  captures: "* EXCLUDE (id, fetched_at, run_id, warc_file, warc_offset, warc_length)",
  articles: "* EXCLUDE (capture_id, fetched_at)",
  drops: "* EXCLUDE (item, run_id)",
};

export interface Content {
  [table: string]: { rows: number; digest: string };
}

/**
 * The published content of a database: each table's rows and a digest over them, whatever their order.
 * @param options what is compared besides: `places` of bytes, `times` of fetching
 */
export async function publishedContent(path: string, { places = true, times = true } = {}): Promise<Content> {
  const database = await openDatabase(path, "read");
  try {
    const content: Content = {};
    for (const [table, columns] of Object.entries(TABLES)) {
      const wanted = (!times && TIMED[table]) || (!places && PLACED[table]) || columns;
      const [found] = await rows<{ n: number; digest: string }>(
        database.connection,
        `SELECT count(*)::INTEGER AS n, coalesce(sum(hash(t)::HUGEINT), 0)::VARCHAR AS digest FROM (SELECT ${wanted} FROM store.${table}) t`,
      );
      content[table] = { rows: found?.n ?? 0, digest: found?.digest ?? "" };
    }
    return content;
  } finally {
    database.close();
  }
}
