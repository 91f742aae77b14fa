import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { AskError, messageOf } from "../../errors.ts";
import { createWordCutter } from "./words.ts";

/** A pattern on one line of text, with why the line is no part of the article. */
interface LineRule {
  reason: string;
  pattern: RegExp;
  where: "first" | "head" | "tail" | "end" | "any";
  longest: number;
}

export type NamedPart = "title" | "source" | "author" | "time" | "byline";
type FieldKeys = Record<"title" | "body" | "published" | "source" | "author", ReadonlySet<string>>;

/** The vocabulary of extraction, compiled. */
export interface Boilerplate {
  lines: LineRule[];
  inline: { reason: string; pattern: RegExp }[];
  watermarks: string[];
  sections: { reason: string; pattern: RegExp }[];
  furniture: ReadonlySet<string>;
  content: ReadonlySet<string>;
  /** Words of class and id of the parts of a head; `byline` is all but the title's. */
  named: Record<NamedPart, ReadonlySet<string>>;
  cutWords: (names: string) => string[];
  labels: Record<"published" | "updated", RegExp>;
  /** Labels of a value: `colon` with one, `bare` where an element ends (U+0001) between label and value. */
  valued: Record<"source" | "author", { colon: RegExp; bare: RegExp }>;
  noSource: ReadonlySet<string>;
  labelEnds: RegExp;
  siteWords: RegExp;
  digestTitles: RegExp;
  challenges: string[];
  hiddenClasses: ReadonlySet<string>;
  state: FieldKeys;
  meta: { title: string[]; published: string[]; source: string[]; author: string[]; site: string[] };
}

const pattern = z.string().transform((text, check) => {
  try {
    return new RegExp(text, "u");
  } catch (error) {
    check.addIssue({ code: "custom", message: messageOf(error) });
    return z.NEVER;
  }
});
const words = z.array(z.string()).transform((list): ReadonlySet<string> => new Set(list));
const wordLines = z.array(z.string()).transform((lines): ReadonlySet<string> => new Set(lines.join(" ").split(/\s+/)));
const reasoned = z.strictObject({ reason: z.string(), pattern });

const BoilerplateFile = z.strictObject({
  lines: z.array(
    reasoned.extend({
      where: z.enum(["first", "head", "tail", "end", "any"]),
      longest: z.number().int().positive().max(1000),
    }),
  ),
  inline: z.array(reasoned),
  watermarks: z.array(z.string()),
  sections: z.array(reasoned),
  furniture: wordLines,
  content: wordLines,
  named: z.strictObject({ title: words, source: words, author: words, time: words }),
  labels: z.strictObject({ source: pattern, author: pattern, published: pattern, updated: pattern }),
  noSource: words,
  labelEnds: pattern,
  siteWords: pattern,
  digestTitles: pattern,
  challenges: z.array(z.string()),
  hiddenClasses: words,
  state: z.strictObject({ title: words, body: words, published: words, source: words, author: words }),
  meta: z.strictObject({
    title: z.array(z.string()),
    published: z.array(z.string()),
    source: z.array(z.string()),
    author: z.array(z.string()),
    site: z.array(z.string()),
  }),
});

/**
 * Reads `boilerplate.yaml` of a lexicon folder.
 * @throws AskError where the file is missing or wrong, naming the entry.
 */
export async function loadBoilerplate(dir: string): Promise<Boilerplate> {
  const file = join(dir, "boilerplate.yaml");
  let raw: unknown;
  try {
    raw = parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new AskError(
      { en: `cannot read ${file}: ${messageOf(error)}`, zh: `无法读取 ${file}:${messageOf(error)}` },
      { cause: error },
    );
  }
  const checked = BoilerplateFile.safeParse(raw);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const what = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
    throw new AskError({ en: `${file}, ${what}`, zh: `${file},${what}` });
  }
  const { author, source, time } = checked.data.named;
  const { labels } = checked.data;
  return {
    ...checked.data,
    valued: { source: valuePatterns(labels.source), author: valuePatterns(labels.author) },
    named: { ...checked.data.named, byline: new Set([...author, ...source, ...time]) },
    cutWords: createWordCutter(),
  };
}

/** A label counts at the start of a line or piece, behind space or a mark, or behind the digits of a date. */
function valuePatterns({ source }: RegExp): { colon: RegExp; bare: RegExp } {
  return {
    colon: new RegExp(
      `(?:^|[\\s\u0001（(\\[【|｜丨/·,，;；。\\d日])${source}[\\s\u0001]{0,4}[:：丨｜|][\\s\u0001]{0,6}`,
      "u",
    ),
    bare: new RegExp(`(?:^|[\\s\u0001|｜·])${source}\\s{0,3}\u0001\\s{0,3}`, "u"),
  };
}
