import { type ClassScore, scoreOf } from "./scores.ts";

/** Names as they are compared: NFKC, lower case, without spaces, punctuation and symbols. */
export function foldName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, "");
}

/** A predicted vendor, model or industry: any of the names it goes by may match. */
export type PredictedName = string | { id?: string; name?: string; names?: string[] };

/** Which gold names were found, one to one, and what was predicted beside. */
export function matchNames(
  wanted: readonly string[],
  predicted: readonly PredictedName[],
): { found: string[]; extra: number } {
  const left = predicted.map((entry) => namesOf(entry).map(foldName));
  const found: string[] = [];
  for (const name of wanted) {
    const at = left.findIndex((names) => names.includes(foldName(name)));
    if (at < 0) continue;
    found.push(name);
    left.splice(at, 1);
  }
  return { found, extra: left.length };
}

/** Micro precision, recall and F1 over items. */
export function scoreList(
  items: readonly { wanted: readonly string[]; predicted: readonly PredictedName[] }[],
): ClassScore {
  const counts = { right: 0, wrong: 0, missed: 0 };
  for (const { wanted, predicted } of items) {
    const { found, extra } = matchNames(wanted, predicted);
    counts.right += found.length;
    counts.wrong += extra;
    counts.missed += wanted.length - found.length;
  }
  return scoreOf(counts);
}

function namesOf(entry: PredictedName): string[] {
  if (typeof entry === "string") return [entry];
  return [entry.id, entry.name, ...(entry.names ?? [])].filter((name): name is string => Boolean(name));
}
