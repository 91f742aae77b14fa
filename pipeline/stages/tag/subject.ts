import { vendorName } from "../../lexicon.ts";
import type { Event, Mention, ModelLabel, NamedLabel, Tier } from "../../types.ts";
import { evidenceOf, type FoundName, type FoundNames } from "./names/index.ts";

/** What the classifiers hold of an item; without it names alone decide. */
export interface SubjectContext {
  relevant?: number;
  event?: Event;
  tier?: Tier;
}

export interface Subjects {
  vendors: NamedLabel[];
  models: ModelLabel[];
  mentions: Mention[];
}

/** Which of the names found are the item's subject, and in what part the others stand in it. */
export function chooseSubjects(found: FoundNames, context: SubjectContext = {}): Subjects {
  const titled = found.hits.filter((hit) => hit.field === "title" && hit.score > 0.5);
  const models = titled.filter((hit) => hit.kind === "model" && hit.modelRow?.kind !== "other").slice(0, 1);
  const vendors = titled.filter((hit) => hit.kind === "vendor").slice(0, 1);
  const ids = [...new Set([...vendors.map((hit) => hit.id), ...models.flatMap((hit) => hit.vendor ?? [])])];
  if (context.relevant !== undefined && context.relevant < 0.5) return { vendors: [], models: [], mentions: [] };
  return {
    vendors: ids.slice(0, 2).map((id) => vendorLabel(found, id)),
    models: context.tier === "none" ? [] : models.map((hit) => modelLabel(found, hit)),
    mentions: found.hits.map((hit) => mention(found, hit)),
  };
}

function vendorLabel(found: FoundNames, id: string): NamedLabel {
  const hits = found.hits.filter((hit) => hit.vendor === id);
  const row = hits.find((hit) => hit.vendorRow)?.vendorRow;
  const names = row ? [row.nameZh, row.nameEn, ...row.aliases].filter(Boolean) : [hits[0]?.name ?? id];
  return {
    id,
    name: row ? vendorName(row) : (hits[0]?.name ?? id),
    names: [...new Set(names)],
    confidence: 0.7,
    evidence: hits.slice(0, 3).map((hit) => evidenceOf(found, hit)),
  };
}

function modelLabel(found: FoundNames, hit: FoundName): ModelLabel {
  return {
    name: hit.name,
    names: [...new Set([hit.name, hit.written])],
    family: hit.modelRow?.name ?? null,
    version: hit.version,
    vendor: hit.vendor,
    tier: hit.modelRow?.tier ?? null,
    confidence: 0.6,
    evidence: [evidenceOf(found, hit)],
  };
}

function mention(found: FoundNames, hit: FoundName): Mention {
  return {
    kind: hit.kind,
    id: hit.id,
    name: hit.name,
    ...(hit.kind === "model" ? { vendor: hit.vendor, tier: hit.modelRow?.tier ?? null } : {}),
    role: "mention",
    evidence: evidenceOf(found, hit),
  };
}
