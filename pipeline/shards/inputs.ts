import { createHash } from "node:crypto";
import { z } from "zod";
import type { Lake } from "./lake.ts";

/**
 * What a shard is made of. `items` are JSON lines, `warc` a WARC file of any program, `archive` one of this program's own.
 */
export const Input = z.object({
  /** Digest of its content; for what lies elsewhere, of address, size and validator. */
  id: z.string().regex(/^[0-9a-f]{24}$/),
  kind: z.enum(["items", "warc", "archive"]),
  /** Name that people know it by. */
  name: z.string(),
  /** Name in the lake, or address of a file that stays where it is. */
  at: z.string(),
  bytes: z.number(),
  /** Inputs are joined in this order: of two items with one address the earlier has it. */
  order: z.string(),
  /** When its items were gathered, ISO 8601 in UTC; WARC records know it themselves. */
  fetchedAt: z.string(),
  /** The source whose crawl made it; null where records of any may be in it. */
  source: z.string().nullable(),
});
export type Input = z.infer<typeof Input>;

const FOLDER = "inputs/";
const READ_AT_ONCE = 32;

export const inputId = (...parts: (string | Buffer)[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, 24);
};

/** Notes an input where it is not known yet; gives what the lake knows of it, so that it keeps its first time and place. */
export async function noteInput(lake: Lake, input: Input): Promise<Input> {
  const known = await readInput(lake, input.id);
  if (known) return known;
  await lake.write(`${FOLDER}${input.id}.json`, `${JSON.stringify(input)}\n`);
  return input;
}

/** What the lake knows of an input; null where it knows nothing. */
export async function readInput(lake: Lake, id: string): Promise<Input | null> {
  const content = await lake.read(`${FOLDER}${id}.json`);
  return content && Input.parse(JSON.parse(content.toString("utf8")));
}

/** All inputs of a lake in the order in which they are joined. */
export async function listInputs(lake: Lake): Promise<Input[]> {
  const names = (await lake.list(FOLDER)).map(({ name }) => name.slice(FOLDER.length, -".json".length));
  const inputs: Input[] = [];
  for (let at = 0; at < names.length; at += READ_AT_ONCE) {
    const some = await Promise.all(names.slice(at, at + READ_AT_ONCE).map((id) => readInput(lake, id)));
    inputs.push(...some.filter((input) => input !== null));
  }
  return newest(inputs).sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
}

/** Of a file of an archive that has grown, or from which records were taken out, only the last form counts. */
function newest(inputs: Input[]): Input[] {
  const last = new Map<string, Input>();
  for (const input of inputs) {
    const key = input.kind === "archive" ? `${input.source} ${input.order.replace(/-r\d+$/, "")}` : input.id;
    const other = last.get(key);
    if (!other || supersedes(input, other)) last.set(key, input);
  }
  return [...last.values()];
}

const supersedes = (a: Input, b: Input): boolean =>
  a.order === b.order
    ? a.bytes > b.bytes
    : Number(/-r(\d+)$/.exec(a.order)?.[1] ?? 0) > Number(/-r(\d+)$/.exec(b.order)?.[1] ?? 0);
