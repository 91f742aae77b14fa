import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { EXIT, type Message, StopError } from "../errors.ts";
import { rows } from "./database.ts";

export interface CheckResult {
  name: string;
  severity: "error" | "warning";
  /** What the check holds, in a sentence. */
  rule: Message;
  /** Rows that break the rule. */
  offending: number;
  /** The first of them, each with the values of its columns. */
  examples: string[];
}

const EXAMPLES = 3;

/**
 * Runs every `*.sql` of a folder: each query returns the rows that break its rule; its first line says the severity, the
 * next two the rule in English and Chinese.
 * @param which some of them, by the text of the query
 */
export async function runChecks(
  connection: DuckDBConnection,
  dir: string,
  which: (sql: string) => boolean = () => true,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const file of (await readdir(dir)).filter((name) => name.endsWith(".sql")).sort()) {
    const sql = await readFile(join(dir, file), "utf8");
    if (!which(sql)) continue;
    const query = sql.trim().replace(/;\s*$/, "");
    const [row] = await rows<{ n: number }>(connection, `SELECT count(*)::INTEGER AS n FROM (${query}\n)`);
    const offending = row?.n ?? 0;
    results.push({
      name: file.slice(0, -4),
      rule: ruleOf(sql),
      severity: sql.startsWith("-- severity: warning") ? "warning" : "error",
      offending,
      examples: offending ? await examples(connection, query) : [],
    });
  }
  return results;
}

function ruleOf(sql: string): Message {
  const [en = "", zh = ""] = sql
    .split("\n")
    .slice(1, 3)
    .map((line) => line.replace(/^-- /, ""));
  return { en, zh };
}

async function examples(connection: DuckDBConnection, query: string): Promise<string[]> {
  const found = await rows<Record<string, unknown>>(connection, `FROM (${query}\n) LIMIT ${EXAMPLES}`);
  return found.map((row) => Object.values(row).join(" "));
}

/** One line of what a check found: its name, how many rows and the first of them. */
export function foundLine({ name, offending, examples: shown }: CheckResult): string {
  const more = offending > shown.length ? "; …" : "";
  return `${name}: ${offending} (${shown.join("; ")}${more})`;
}

/** @throws StopError exit 5 where a check of severity error found something */
export function refuseFailed(checks: CheckResult[]): void {
  const failed = checks.filter(({ severity, offending }) => severity === "error" && offending > 0);
  if (!failed.length) return;
  const found = failed.map(foundLine).join(", ");
  throw new StopError(
    {
      en: `the new database failed its checks: ${found}. The published one was kept; "modeltide build --fresh" recomputes all from the archive.`,
      zh: `新数据库未通过检查:${found}。已保留原有数据库;可用 modeltide build --fresh 从档案重算。`,
    },
    { exitCode: EXIT.storeUnwritable },
  );
}
