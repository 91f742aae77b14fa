// Puts the answers of a database into docs/querying.md: `tsx test/docs/querying.ts data/sample-run/market.duckdb`.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatRows } from "../../cli/format.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { type QueryLimits, queryFile } from "../../pipeline/store/query.ts";

export const QUERYING = join(packageRoot, "docs", "querying.md");
export const LIMITS: QueryLimits = { rows: 100, seconds: 60, memory: "512MB" };

/** A question of the page: its SQL and the table that answers it there. */
const QUESTION = /```sql\n([^`]+)```\n\n((?:\|.*\n)*)/g;

/** Questions in the order of the page, with the columns that the page's answer shows. */
export function questionsOf(page: string): { sql: string; columns: string[] }[] {
  return [...page.matchAll(QUESTION)].map(([, sql = "", answer = ""]) => ({
    sql,
    columns: (answer.split("\n")[0] ?? "")
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  }));
}

/** The code of the page's block in a language. */
export function exampleOf(page: string, language: string): string {
  return new RegExp(`\`\`\`${language}\\n([^\`]+)\`\`\``).exec(page)?.[1] ?? "";
}

const [, script, database] = process.argv;
if (script?.endsWith("querying.ts") && database) {
  let page = readFileSync(QUERYING, "utf8");
  for (const [block, sql = ""] of page.matchAll(QUESTION)) {
    const { columns, rows } = await queryFile(database, sql, LIMITS);
    const answer = formatRows(columns, rows, "markdown");
    page = page.replace(block, () => `\`\`\`sql\n${sql}\`\`\`\n\n${answer}`);
  }
  writeFileSync(QUERYING, page);
}
