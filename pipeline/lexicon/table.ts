import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { z } from "zod";
import { AskError, messageOf } from "../errors.ts";

/** A checked row with the line of the file it begins on. */
export type Numbered<T> = T & { line: number };

/**
 * Reads one CSV of the lexicon (UTF-8, byte order mark accepted) and checks every row.
 * @returns the rows and the file's text.
 * @throws AskError naming file and line where it is missing, unreadable or malformed.
 */
export async function readTable<S extends z.ZodType<object>>(
  path: string,
  row: S,
): Promise<{ rows: Numbered<z.infer<S>>[]; text: string }> {
  const text = await readLexiconFile(path);
  const records = parseRecords(path, text);
  const header = records[0]?.record ?? [];
  const rows = records.slice(1).map(({ record, line }) => {
    const cells = Object.fromEntries(header.map((name, at) => [name.trim(), record[at] ?? ""]));
    const checked = row.safeParse(cells);
    if (checked.success) return { ...checked.data, line };
    const issue = checked.error.issues[0];
    throw lexiconError(path, line, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  });
  return { rows, text };
}

function parseRecords(path: string, text: string): { record: string[]; line: number }[] {
  try {
    const parsed = parse(text, { bom: true, info: true, skip_empty_lines: true, trim: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    const line = typeof error === "object" && error !== null && "lines" in error ? Number(error.lines) : null;
    throw lexiconError(path, line, messageOf(error));
  }
}

/** @throws AskError where the file is missing or unreadable. */
export async function readLexiconFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw lexiconError(path, null, messageOf(error));
  }
}

/** What is wrong with a file of the lexicon, where, and that it must be mended there. */
export function lexiconError(path: string, line: number | null, why: string): AskError {
  const at = line === null ? path : `${path}:${line}`;
  return new AskError({
    en: `The lexicon cannot be used. ${at}: ${why}. Correct the file, then run the command again.`,
    zh: `词库无法使用。${at}:${why}。请改正该文件后重新运行。`,
  });
}
