import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Message } from "../errors.ts";
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
 */
export async function runChecks(connection: DuckDBConnection, dir: string): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const file of (await readdir(dir)).filter((name) => name.endsWith(".sql")).sort()) {
    const sql = await readFile(join(dir, file), "utf8");
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
