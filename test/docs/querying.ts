// Plays the sample run and puts its answers into docs/querying.md: `npm run answers`.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatRows } from "../../cli/format.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { type QueryLimits, queryFile } from "../../pipeline/store/query.ts";
import { modeltide } from "../cli/program.ts";

export const QUERYING = join(packageRoot, "docs", "querying.md");
export const LIMITS: QueryLimits = { rows: 100, seconds: 60, memory: "512MB" };

/** A question of the page: its SQL and the table that answers it there. */
const QUESTION = /```sql\n([^`]+)```\n\n((?:\|.*\n)*)/g;

/** Questions in the order of the page: the SQL, and the table that answers it there. */
export function questionsOf(page: string): { sql: string; answer: string }[] {
  return [...page.matchAll(QUESTION)].map(([, sql = "", answer = ""]) => ({ sql, answer }));
}

/** A database's answer to a question, as the page shows it. */
export async function answerOf(database: string, sql: string): Promise<string> {
  const { columns, rows } = await queryFile(database, sql, LIMITS);
  return formatRows(columns, rows, "markdown");
}

/** The code of the page's block in a language. */
export function exampleOf(page: string, language: string): string {
  return new RegExp(`\`\`\`${language}\\n([^\`]+)\`\`\``).exec(page)?.[1] ?? "";
}

if (process.argv[1]?.endsWith("querying.ts")) {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-"));
  const { status, stderr } = modeltide(["weekly", "--sample", "--data", dir]);
  if (status !== 0) throw new Error(stderr);
  let page = readFileSync(QUERYING, "utf8");
  for (const [block, sql = ""] of page.matchAll(QUESTION)) {
    const answer = await answerOf(join(dir, "market.duckdb"), sql);
    page = page.replace(block, () => `\`\`\`sql\n${sql}\`\`\`\n\n${answer}`);
  }
  writeFileSync(QUERYING, page);
  rmSync(dir, { recursive: true });
}
