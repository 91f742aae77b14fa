import { answers } from "modeltide:answers";
import type { PageAnswer } from "../answers.ts";

interface SqlCell {
  sql: () => Promise<Record<string, unknown>[]>;
}

/** What stands for the database in a page: each SQL cell's answer, or why there is none, by the cell's id. */
export const sqlCells: Record<string, SqlCell> = Object.fromEntries(
  Object.entries(answers).map(([id, answer]) => [id, { sql: async () => rowsOf(answer) }]),
);

function rowsOf(answer: PageAnswer | { error: string }): Record<string, unknown>[] {
  if ("error" in answer) throw new Error(answer.error);
  const times = answer.schema.filter(({ type }) => type === "date").map(({ name }) => name);
  for (const row of answer.rows) {
    for (const name of times) if (typeof row[name] === "string") row[name] = asDate(row[name]);
  }
  return Object.assign(answer.rows, { schema: answer.schema, cut: answer.cut });
}

function asDate(text: string): Date | string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date;
}
