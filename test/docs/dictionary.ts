// Writes docs/data-dictionary.md from the comments in the migrations and views.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadViews } from "../../analysis/views.ts";
import { shipped } from "../../cli/paths.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { loadMigrations, migrate, openDatabase } from "../../pipeline/store/database.ts";
import { dataDictionary } from "../../pipeline/store/dictionary.ts";
import { installViews } from "../../pipeline/store/views.ts";

export const DICTIONARY = join(packageRoot, "docs", "data-dictionary.md");

/** The dictionary of a database as this version makes it. */
export async function currentDictionary(): Promise<string> {
  const database = await openDatabase(":memory:", "write");
  try {
    await migrate(database.connection, await loadMigrations(shipped.migrations));
    await installViews(database.connection, await loadViews(shipped.views), { prepare: false });
    return await dataDictionary(database.connection);
  } finally {
    database.close();
  }
}

if (process.argv[1]?.endsWith("dictionary.ts")) writeFileSync(DICTIONARY, await currentDictionary());
