import { existsSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { EXIT, StopError } from "../errors.ts";
import { openDatabase, rows } from "./database.ts";

/** How many articles a published file has; none where there is no file, or none that opens. */
export async function articlesIn(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  try {
    const { connection, close } = await openDatabase(path, "read");
    try {
      return await articles(connection);
    } finally {
      close();
    }
  } catch {
    return 0;
  }
}

/**
 * An archive that is not where it should be looks like one from which everything was taken out: what would replace a
 * published market of so many articles by an empty one is not published.
 * @throws StopError exit 5
 */
export async function refuseEmpty(connection: DuckDBConnection, published: number): Promise<void> {
  if (published === 0 || (await articles(connection)) > 0) return;
  throw new StopError(
    {
      en: `the archive gives no article, but the published database has ${published}: nothing was published. Is --data the right folder, and its archive in place? "modeltide build --allow-empty" publishes an empty market all the same.`,
      zh: `档案中一篇文章也没有,而已发布的数据库有 ${published} 篇:未发布任何内容。请检查 --data 目录及其中的 archive;若确实要发布空库,请用 modeltide build --allow-empty。`,
    },
    { exitCode: EXIT.storeUnwritable },
  );
}

async function articles(connection: DuckDBConnection): Promise<number> {
  const [row] = await rows<{ n: number }>(connection, "SELECT count(*)::INTEGER AS n FROM store.articles");
  return row?.n ?? 0;
}
