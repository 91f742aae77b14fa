import { createHash } from "node:crypto";
import type { Item } from "../../pipeline/types.ts";

/** The address that an imported item is archived under: the same item has the same one. */
export function importKey(item: Item): string {
  return `urn:modeltide:import:${digest(JSON.stringify(item))}`;
}

/** The address that a source's entry is archived under: one for each article, whatever its text is. */
export function entryKey(sourceId: string, url: string): string {
  return `urn:modeltide:entry:${sourceId}:${digest(url)}`;
}

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 24);
