import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Extractor, SourceInfo } from "../articles.ts";
import type { Labeller } from "../build.ts";
import type { Lexicon } from "../lexicon.ts";
import type { Review } from "../reviews.ts";
import type { createMarketFilter } from "../stages/extract/market.ts";
import type { Input } from "./inputs.ts";

/** Everything that a shard depends on besides its input. */
export interface Stages {
  extractor: Extractor;
  labeller: Labeller;
  lexicon: Lexicon;
  sources: SourceInfo[];
  /** Digest of each source's definition, by its id. */
  sourceDigests: ReadonlyMap<string, string>;
  /** Digest of the vocabulary that extraction reads. */
  vocabularyDigest: string;
  /** Leaves out pages of other programs' WARC files; with the digest of the vocabulary that it reads. */
  marketFilter: ReturnType<typeof createMarketFilter>;
  marketDigest: string;
  /** People's corrections in force. */
  reviews: Review[];
  migrationsDir: string;
}

const code = ["../stages/extract", "../articles", "../time", "../shards"];

/**
 * Digest of the code that makes articles of records, as it is installed here. A change of it gives shards another name,
 * whatever the program's version is.
 */
export function codeDigest(): string {
  const here = fileURLToPath(new URL(".", import.meta.url));
  const own = fileURLToPath(import.meta.url).endsWith(".ts") ? ".ts" : ".js";
  const hash = createHash("sha256");
  for (const name of code) for (const file of sourceFiles(join(here, name), own)) hash.update(readFileSync(file));
  return hash.digest("hex");
}

function sourceFiles(path: string, extension: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path + extension];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(extension) && !name.endsWith(`.d${extension}`))
    .sort()
    .map((name) => join(path, name));
}

/** What extraction of an input depends on: its code, its vocabulary, the definitions of the sources in it. */
export function extractVersion(input: Input, stages: Stages, codeVersion: string): string {
  const { kind, source, fetchedAt } = input;
  const digests = [...stages.sourceDigests].sort();
  if (kind === "warc") return shortDigest([codeVersion, stages.vocabularyDigest, stages.marketDigest]);
  const definitions = kind !== "archive" ? [] : source ? [stages.sourceDigests.get(source) ?? ""] : digests.flat();
  return shortDigest([codeVersion, stages.vocabularyDigest, fetchedAt, ...definitions]);
}

/** A short digest of several texts. */
export const shortDigest = (parts: string[]): string =>
  createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 12);
