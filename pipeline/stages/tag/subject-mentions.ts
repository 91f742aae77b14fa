import { vendorName } from "../../lexicon.ts";
import type { Mention, Role } from "../../types.ts";
import { evidenceOf, type FoundName, type FoundNames } from "./names/index.ts";
import type { Candidate } from "./subject-candidates.ts";
import { PLACED_ROLES, type PlaceWords, wordsAround } from "./subject-place.ts";

/** Most mentions of one item. */
const MAX_MENTIONS = 200;

/** Every listed vendor and model that an item names, once each, with the part it plays. */
export function findMentions(found: FoundNames, subjects: readonly Candidate[], words: PlaceWords): Mention[] {
  if (!subjects.length && !found.listed.length) return [];
  const subjectHits = new Set(subjects.flatMap((subject) => subject.hits));
  const subjectKeys = new Set(subjects.map((subject) => (subject.kind === "vendor" ? `vendor:${subject.key}` : "")));
  const mentions = new Map<string, Mention>();
  // Names that no list has are mentions only as subjects.
  for (const hit of subjects.length ? found.hits : found.listed) {
    const key = `${hit.kind}:${hit.kind === "vendor" ? hit.id : hit.name}`;
    const known = mentions.get(key);
    const subject = subjectHits.has(hit) || subjectKeys.has(key);
    if (known?.role === "subject" || (known && !subject)) continue;
    if (mentions.size >= MAX_MENTIONS) break;
    if (!subject && !isMeant(hit, found, words)) continue;
    mentions.set(key, mentionOf(hit, found, subject ? "subject" : roleOf(hit, found, words)));
  }
  return [...mentions.values()];
}

/** A form that may be a common word counts where its owner is named otherwise, too, or where it acts. */
function isMeant(hit: FoundName, found: FoundNames, words: PlaceWords): boolean {
  if (hit.rule === "lexicon") return true;
  if (hit.rule !== "lexicon:ambiguous") return false;
  if (hit.version !== null) return true;
  if (hit.vendor && found.listed.some((other) => other.rule === "lexicon" && other.vendor === hit.vendor)) return true;
  const { left, right } = wordsAround(hit, found);
  const cue = left[0] ?? "";
  if (words.before.base.has(cue) || words.before.comparison.has(cue)) return true;
  return words.release.has(right[0] ?? "") || words.heads.has(right[0] ?? "") || words.release.has(left[0] ?? "");
}

function roleOf(hit: FoundName, found: FoundNames, words: PlaceWords): Role {
  const { left, right } = wordsAround(hit, found);
  const after = PLACED_ROLES.find((role) => words.after[role].has(right[0] ?? ""));
  const before = PLACED_ROLES.find((role) => words.before[role].has(left[0] ?? ""));
  return before ?? after ?? "mention";
}

function mentionOf(hit: FoundName, found: FoundNames, role: Role): Mention {
  const { modelRow, vendorRow } = hit;
  const model = { vendor: hit.vendor, tier: modelRow?.tier ?? null, industry: modelRow?.industries[0] ?? null };
  return {
    kind: hit.kind,
    id: hit.id,
    name: hit.kind === "vendor" && vendorRow ? vendorName(vendorRow) : hit.name,
    ...(hit.kind === "model" ? model : {}),
    role,
    evidence: evidenceOf(found, hit),
  };
}
