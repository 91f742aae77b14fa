import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { AskError } from "../../pipeline/errors.ts";
import { writeParquet } from "../../pipeline/store/parquet.ts";
import type { Reader } from "../../pipeline/store/query.ts";
import type { CliContext } from "../context.ts";
import { formatRows, type TableFormat } from "../format.ts";

export const FORMATS = ["table", "csv", "json", "jsonl", "markdown", "parquet"] as const;
export type SqlFormat = TableFormat | "parquet";

export interface Output {
  format: SqlFormat;
  /** A byte order mark before CSV, for spreadsheets. */
  bom: boolean;
  /** File to write to instead of standard output. */
  out: string | null;
  /** Most rows given. */
  rows: number;
}

/**
 * Answers one statement in the form asked for.
 * @throws AskError exit 2 where the SQL is refused, or Parquet is asked for without a file to write to
 */
export async function answerTo(reader: Reader, sql: string, output: Output, context: CliContext): Promise<void> {
  const { text } = context;
  let cut: boolean;
  if (output.format === "parquet") {
    if (!output.out) {
      throw new AskError({
        en: "Parquet is no text: name a file for it with --out FILE.",
        zh: "Parquet 不是文本:请用 --out 文件名 指定输出文件。",
      });
    }
    cut = await writeParquet(reader, sql, resolve(output.out));
  } else {
    const result = await reader.query(sql);
    cut = result.cut;
    const mark = output.bom && output.format === "csv" ? "\uFEFF" : "";
    const answer = mark + formatRows(result.columns, result.rows, output.format);
    if (output.out) writeFileSync(resolve(output.out), answer);
    else context.out(answer);
  }
  if (cut) {
    context.err(
      `${text({
        en: `only the first ${output.rows} rows are given; --limit gives more`,
        zh: `只给出前 ${output.rows} 行;可用 --limit 调大`,
      })}\n`,
    );
  }
  if (output.out) context.err(`→ ${resolve(output.out)}\n`);
}
