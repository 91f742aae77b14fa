import type { LexiconModel, LexiconVendor } from "../../lexicon.ts";
import { foldName } from "../segment/fold.ts";
import type { FoundName, FoundNames } from "./names/index.ts";
import { addOtherNames } from "./subject-other-names.ts";

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
  /** Folded name. */
  folded: string;
  hits: FoundName[];
  titleHits: number;
  textHits: number;
  /** Where it first stands in title and text, in UTF-16 units, `FAR` at most; `FAR` where it does not. */
  titleAt: number;
  textAt: number;
  /** For a vendor, its models that the item names. */
  products: Candidate[];
  /** For a model, how the item writes its maker, or who stands just before it. */
  prefixes: string[];
  /** For a model, longer names by which the item calls it. */
  otherNames: string[];
}

export interface Candidates {
  vendors: Candidate[];
  models: Candidate[];
}

/** Stands for "nowhere". */
export const FAR = 999;

/** Subjects are named early: names that only stand further back in the text (UTF-16 units) are no candidates. */
export const SUBJECT_UNITS = 1200;
/** Most candidates of one item; hostile texts name thousands. */
const MAX_CANDIDATES = 60;

/** Groups the names of an item by what they name. Vendors come also from their products. */
export function candidatesOf(found: FoundNames): Candidates {
  const vendors = new Map<string, Candidate>();
  const models = new Map<string, Candidate>();
  const siblings = siblingsOf(found.listed);
  const makers: FoundName[] = [];
  for (const hit of found.hits) {
    if (hit.kind === "vendor" && hit.vendorRow !== null) makers.push(hit);
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
    for (const hit of vendor.hits) if (hit.rule !== "lexicon:person") addPrefix(model, hit.written);
  }
  for (const model of models.values()) addMakersBefore(model, makers);
  if (models.size > 1) addOtherNames([...models.values()]);
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
  const seen = new Map<LexiconModel, Set<string>>();
  for (const hit of listed) {
    if (!hit.modelRow || !isWholeFamily(hit)) continue;
    const its = seen.get(hit.modelRow) ?? new Set();
    if (its.has(hit.written)) continue;
    seen.set(hit.modelRow, its.add(hit.written));
    if (!LATIN.test(hit.written)) continue;
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
  const candidate = nobody(kind, key, name, vendor);
  candidate.vendorRow = vendorRow;
  candidate.modelRow = modelRow;
  candidate.version = version;
  candidate.sibling = sibling;
  join(candidate, hit);
  return candidate;
}

function implied({ vendor, vendorRow }: Candidate): Candidate {
  const key = vendor ?? "";
  const candidate = nobody("vendor", key, vendorRow?.nameZh || vendorRow?.nameEn || key, vendor);
  candidate.vendorRow = vendorRow;
  return candidate;
}

/** A candidate that stands nowhere yet. All are made here, so that they are alike to whoever reads them by the thousand. */
function nobody(kind: Candidate["kind"], key: string, name: string, vendor: string | null): Candidate {
  return {
    kind,
    key,
    name,
    folded: foldName(name),
    vendor,
    vendorRow: null,
    modelRow: null,
    version: null,
    sibling: false,
    hits: [],
    titleHits: 0,
    textHits: 0,
    titleAt: FAR,
    textAt: FAR,
    products: [],
    prefixes: [],
    otherNames: [],
  };
}

function join(candidate: Candidate, hit: FoundName): void {
  candidate.hits.push(hit);
  if (hit.field === "title") {
    if (candidate.titleHits++ === 0) candidate.titleAt = Math.min(FAR, hit.start);
  } else if (candidate.textHits++ === 0) candidate.textAt = Math.min(FAR, hit.start);
}

const MAX_PREFIXES = 4;

function addPrefix({ prefixes }: Candidate, written: string): void {
  if (prefixes.length < MAX_PREFIXES && !prefixes.includes(written)) prefixes.push(written);
}

/** The organisations that are written just before a model, and the last one before it in the same field. */
function addMakersBefore(model: Candidate, makers: readonly FoundName[]): void {
  const first = model.hits[0];
  if (!first) return;
  let last: FoundName | null = null;
  for (const maker of makers) {
    if (maker.field !== first.field || maker.end > first.start) continue;
    if (last && first.start - last.end <= 1) addPrefix(model, last.written);
    last = maker;
  }
  if (last) addPrefix(model, last.written);
}
