import type { LexiconModel, LexiconVendor } from "../../lexicon.ts";
import { foldName } from "../segment/fold.ts";
import type { FoundName, FoundNames } from "./names/index.ts";

/** One organisation or model that an item names, with all places where it does; title first. */
export interface Candidate {
  kind: "vendor" | "model";
  /** Vendor id, or the folded name with its version. */
  key: string;
  name: string;
  /** Vendor id; null for models of unknown makers. */
  vendor: string | null;
  vendorRow: LexiconVendor | null;
  modelRow: LexiconModel | null;
  version: string | null;
  /** Whether the item names others of the family by other forms, so that this is not the whole of it. */
  sibling: boolean;
  hits: FoundName[];
  titleHits: number;
  textHits: number;
  /** For a vendor, its models that the item names. */
  products: Candidate[];
  /** For a model, how the item writes its maker, or who stands just before it. */
  prefixes: string[];
}

export interface Candidates {
  vendors: Candidate[];
  models: Candidate[];
}

/** Subjects are named early: names that only stand further back in the text (UTF-16 units) are no candidates. */
export const SUBJECT_UNITS = 600;
/** Most candidates of one item; hostile texts name thousands. */
const MAX_CANDIDATES = 60;

/** Groups the names of an item by what they name. Vendors come also from their products. */
export function candidatesOf(found: FoundNames): Candidates {
  const vendors = new Map<string, Candidate>();
  const models = new Map<string, Candidate>();
  const siblings = siblingsOf(found.listed);
  for (const hit of found.hits) {
    const map = hit.kind === "vendor" ? vendors : models;
    const key = hit.kind === "vendor" ? hit.id : modelKey(hit, siblings);
    const kept = map.get(key);
    if (kept) join(kept, hit);
    else if (map.size < MAX_CANDIDATES && isEarly(hit)) map.set(key, begin(key, hit, siblings.has(hit.written)));
  }
  for (const model of models.values()) {
    if (!model.vendor) continue;
    const vendor = vendors.get(model.vendor) ?? implied(model);
    vendor.products.push(model);
    vendors.set(vendor.key, vendor);
    model.prefixes.push(...vendor.hits.filter((hit) => hit.rule !== "lexicon:person").map((hit) => hit.written));
  }
  for (const model of models.values())
    model.prefixes = [...new Set([...model.prefixes, ...before(model, found)])].slice(0, 4);
  return { vendors: [...vendors.values()], models: [...models.values()] };
}

function modelKey(hit: FoundName, siblings: ReadonlySet<string>): string {
  return foldName(isWholeFamily(hit) && hit.modelRow && !siblings.has(hit.written) ? hit.modelRow.name : hit.name);
}

const isWholeFamily = (hit: FoundName): boolean => hit.version === null && hit.rule.startsWith("lexicon");

/** Last words that leave a name the name of the same thing. */
const SAME_THING = /^(?:ai|app|api|llm|chat|bot|assistant|model|series)$/i;
const LATIN = /^[\x20-\x7e]+$/;

/**
 * Forms of one family that name several things where an item has them side by side: `Codex` and `Codex CLI`,
 * `text-embedding-3-small` and `text-embedding-3-large`. The lists keep them in one row.
 */
function siblingsOf(listed: readonly FoundName[]): ReadonlySet<string> {
  const forms = new Map<string, Set<string>>();
  for (const hit of listed) {
    if (!hit.modelRow || !isWholeFamily(hit) || !LATIN.test(hit.written)) continue;
    const key = `${hit.modelRow.name} ${hit.written.split(/[\s-]/)[0]?.toLowerCase()}`;
    const written = forms.get(key);
    if (written) written.add(hit.written);
    else forms.set(key, new Set([hit.written]));
  }
  const siblings = new Set<string>();
  for (const written of forms.values()) {
    const things = new Set([...written].map((form) => foldName(withoutKind(form))));
    if (things.size > 1) for (const form of written) siblings.add(form);
  }
  return siblings;
}

function withoutKind(form: string): string {
  const words = form.split(/[\s-]+/);
  return words.length > 1 && SAME_THING.test(words.at(-1) ?? "") ? words.slice(0, -1).join(" ") : form;
}

const isEarly = (hit: FoundName): boolean => hit.field === "title" || hit.start < SUBJECT_UNITS;

function begin(key: string, hit: FoundName, sibling: boolean): Candidate {
  const { kind, name, vendor, vendorRow, modelRow, version } = hit;
  const candidate: Candidate = {
    ...{
      kind,
      key,
      name,
      vendor,
      vendorRow,
      modelRow,
      version,
      sibling,
      hits: [],
      titleHits: 0,
      textHits: 0,
      products: [],
      prefixes: [],
    },
  };
  join(candidate, hit);
  return candidate;
}

function join(candidate: Candidate, hit: FoundName): void {
  candidate.hits.push(hit);
  if (hit.field === "title") candidate.titleHits++;
  else candidate.textHits++;
}

function implied({ vendor, vendorRow }: Candidate): Candidate {
  const key = vendor ?? "";
  return {
    ...{ kind: "vendor", key, name: vendorRow?.nameZh || vendorRow?.nameEn || key, vendor, vendorRow, modelRow: null },
    ...{ version: null, sibling: false, hits: [], titleHits: 0, textHits: 0, products: [], prefixes: [] },
  };
}

/** The organisation that is written just before a model, and the last one before it in the same field. */
function before(model: Candidate, { hits }: FoundNames): string[] {
  const first = model.hits[0];
  if (!first) return [];
  const makers = hits.filter(({ kind, vendorRow, field, end }) => {
    return kind === "vendor" && vendorRow !== null && field === first.field && end <= first.start;
  });
  return makers.filter((hit, at) => at === makers.length - 1 || first.start - hit.end <= 1).map((hit) => hit.written);
}
