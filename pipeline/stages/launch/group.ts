import { daysBetween } from "../../time.ts";
import type { LaunchInput } from "./types.ts";

/** Items on one vendor's model of one version belong to one launch while they follow each other this closely. */
const WINDOW_DAYS = 120;

export interface LaunchGroup {
  id: string;
  vendorId: string | null;
  name: string;
  version: string | null;
  /** By day, then id. */
  inputs: LaunchInput[];
}

/** `vendor/model` in lower case with nothing but letters, digits, dots and slashes: what makes two names one launch. */
export function launchKey(vendorId: string | null, name: string): string {
  const folded = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, "");
  return `${vendorId || "unknown"}/${folded}`;
}

/**
 * Groups items by vendor, model name and window. An update joins a launch that is there and makes none; an item without
 * a subject model makes none either.
 */
export function groupByLaunch(inputs: LaunchInput[]): LaunchGroup[] {
  const byKey = new Map<string, { vendorId: string | null; names: Map<string, number>; inputs: LaunchInput[] }>();
  for (const input of inputs) {
    if (input.event === "none") continue;
    const seen = new Set<string>();
    for (const model of input.models) {
      const vendorId = model.vendorId ?? (input.vendors.length === 1 ? (input.vendors[0] ?? null) : null);
      const key = launchKey(vendorId, model.name);
      if (seen.has(key)) continue;
      seen.add(key);
      const entry = byKey.get(key) ?? { vendorId, names: new Map<string, number>(), inputs: [] };
      entry.names.set(model.name, (entry.names.get(model.name) ?? 0) + 1);
      entry.inputs.push(input);
      byKey.set(key, entry);
    }
  }
  return [...byKey].flatMap(([key, { vendorId, names, inputs: all }]) => {
    const name = [...names].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? key;
    return windows(all)
      .filter((part) => part.some((input) => input.event !== "update"))
      .map((part) => ({ id: key, vendorId, name, version: versionOf(name), inputs: part }));
  });
}

function windows(inputs: LaunchInput[]): LaunchInput[][] {
  const sorted = [...inputs].sort(
    (a, b) => (a.day ?? "9999").localeCompare(b.day ?? "9999") || a.articleId.localeCompare(b.articleId),
  );
  const parts: LaunchInput[][] = [];
  for (const input of sorted) {
    const last = parts.at(-1);
    const before = last?.at(-1)?.day;
    if (last && (!before || !input.day || daysBetween(before, input.day) <= WINDOW_DAYS)) last.push(input);
    else parts.push([input]);
  }
  return parts;
}

/** The version that a name ends with: `4.0` of 文心一言 4.0, `2.5-72B` of Qwen2.5-72B. */
function versionOf(name: string): string | null {
  return /(?:^|[^\d])(V?\d+(?:\.\d+)*(?:[-_ ]?[A-Za-z0-9.]+)*)$/i.exec(name)?.[1] ?? null;
}
