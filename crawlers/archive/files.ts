import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const NAME = /^modeltide-\d{17}-(\d{5})(?:-r(\d+))?\.warc\.gz$/;

/** Names of the archive's WARC files, oldest first. */
export function warcFiles(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .filter((name) => NAME.test(name))
    .sort();
}

/** `modeltide-<time, 17 digits>-<number>.warc.gz`: sorts by age. */
export function warcName(now: Date, number: number): string {
  return `modeltide-${now.toISOString().replace(/\D/g, "")}-${String(number).padStart(5, "0")}.warc.gz`;
}

export const numberOf = (name: string): number => Number(NAME.exec(name)?.[1] ?? 0);

/** The name that a file takes when records were taken out of it: it keeps its place in the order. */
export function rewrittenName(name: string): string {
  const count = Number(NAME.exec(name)?.[2] ?? 0);
  return `${baseName(name)}-r${count + 1}.warc.gz`;
}

/**
 * Removes what an interrupted rewrite left: of a file and its rewritten form the one that the index does not name.
 */
export function removeLeftovers(dir: string, indexed: Set<string>): void {
  const names = warcFiles(dir);
  for (const name of names) {
    const siblings = names.filter((other) => other !== name && baseName(other) === baseName(name));
    if (!indexed.has(name) && siblings.some((other) => indexed.has(other))) rmSync(join(dir, name));
  }
}

const baseName = (name: string): string => name.replace(/(?:-r\d+)?\.warc\.gz$/, "");
