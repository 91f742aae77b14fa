import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import type { RegistryLaunch } from "./stages/launch/types.ts";
import { AskError, INDUSTRIES, messageOf, TIERS } from "./types.ts";

const optionalNumber = z.string().transform((text, context) => {
  if (text === "") return null;
  const value = Number(text);
  if (!Number.isFinite(value)) context.addIssue({ code: "custom", message: `"${text}" is not a number` });
  return value;
});
const optionalText = z.string().transform((text) => text || null);
const list = z.string().transform((text) => text.split("|").filter(Boolean));
const optionalDate = z
  .string()
  .regex(/^(\d{4}-\d\d(-\d\d)?)?$/, "a date is YYYY-MM-DD or YYYY-MM")
  .transform((text) => (text ? text.padEnd(10, "-01") : null));

const LaunchLine = z.object({
  vendor: z.string(),
  model: z.string().min(1),
  version: z.string(),
  tier: z.enum(TIERS),
  industries: list.pipe(z.array(z.enum(INDUSTRIES))),
  date: optionalDate,
  precision: z.enum(["day", "month", ""]).transform((text) => text || null),
  parameters: optionalNumber,
  open_weights: z.enum(["true", "false", ""]).transform((text) => (text === "" ? null : text === "true")),
  licence: optionalText,
  modality: list,
  attribution: z.string().min(1),
});
const FilingLine = z.object({
  vendor: optionalText,
  model: z.string().min(1),
  entity: z.string(),
  jurisdiction: optionalText,
  date: optionalDate,
  attribution: z.string().min(1),
});
const Claim = z.object({
  id: z.string().min(1),
  text_zh: z.string().min(1),
  text_en: z.string().min(1),
  count: z.number().int(),
  comparison: z.enum(["more_than", "exactly"]),
  what: z.string(),
  criteria: z.object({
    home: z.string().nullish(),
    tier: z.enum(TIERS).nullish(),
    min_parameters: z.number().nullish(),
    filed: z.boolean().nullish(),
  }),
  window_start: z.union([z.string(), z.date()]).nullish(),
  window_end: z.union([z.string(), z.date()]),
  said_by: z.string(),
  said_on: z.union([z.string(), z.date()]).nullish(),
});

export type Filing = z.infer<typeof FilingLine>;
export type Claim = z.infer<typeof Claim>;
export interface Registry {
  launches: RegistryLaunch[];
  filings: Filing[];
  claims: Claim[];
}

/**
 * Reads the dated facts of `data/registry`.
 * @throws AskError naming file and line where one is missing or malformed.
 */
export async function loadRegistry(dir: string): Promise<Registry> {
  const launches = await csv(join(dir, "launches.csv"), LaunchLine);
  return {
    launches: launches.map(({ open_weights, ...line }) => ({ ...line, openWeights: open_weights })),
    filings: await csv(join(dir, "filings.csv"), FilingLine),
    claims: await yaml(join(dir, "claims.yaml"), z.array(Claim)),
  };
}

async function csv<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const text = await readText(path);
  let lines: { record: unknown; info: { lines: number } }[];
  try {
    lines = parseCsv(text, { columns: true, bom: true, info: true, trim: true }) as unknown as typeof lines;
  } catch (error) {
    throw malformed(path, messageOf(error));
  }
  return lines.map(({ record, info }) => {
    const line = schema.safeParse(record);
    if (!line.success) throw malformed(`${path}:${info.lines}`, z.prettifyError(line.error));
    return line.data;
  });
}

async function yaml<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readText(path);
  let content: unknown;
  try {
    content = parseYaml(text);
  } catch (error) {
    throw malformed(path, messageOf(error));
  }
  const list = content !== null && typeof content === "object" && "claims" in content ? content.claims : content;
  const parsed = schema.safeParse(list);
  if (!parsed.success) throw malformed(path, z.prettifyError(parsed.error));
  return parsed.data;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new AskError(
      {
        en: `cannot read ${path}: ${messageOf(error)}. Restore it from the repository (git checkout).`,
        zh: `读不到 ${path}:${messageOf(error)}。请从代码库恢复(git checkout)。`,
      },
      { cause: error },
    );
  }
}

const malformed = (where: string, what: string): AskError =>
  new AskError({ en: `${where}: ${what}`, zh: `${where} 有误:${what}` });
