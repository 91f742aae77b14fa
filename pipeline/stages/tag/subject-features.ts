import { VENDOR_KINDS } from "../../types.ts";
import type { FoundNames } from "./names/index.ts";
import type { Candidate, Candidates } from "./subject-candidates.ts";
import { PLACED_ROLES, type Place, type PlaceWords } from "./subject-place.ts";

/** What the classifiers hold of the whole item, 0–1 each; 0.5 or the base rate where nothing is known. */
export interface ItemScores {
  relevant: number;
  event: Record<"launch" | "update" | "plan" | "none", number>;
  tier: Record<"general" | "industry" | "application" | "none", number>;
}

/** All that is the same for every candidate of an item. */
export interface ItemShape {
  found: FoundNames;
  candidates: Candidates;
  titleLength: number;
  textLength: number;
  roundup: number;
  vendorsInTitle: number;
  modelsInTitle: number;
  listedInTitle: number;
  mostHits: number;
}

const FAR = 999;
const JOINS = new Set(["和", "与", "、", "及", "联合", "携手", "&", "x", "/", "联手"]);

export function shapeOf(found: FoundNames, candidates: Candidates): ItemShape {
  const title = found.title.text;
  const inTitle = (list: Candidate[]) => list.filter((c) => c.titleHits > 0).length;
  const listed = [...candidates.vendors, ...candidates.models].filter((c) => c.titleHits > 0 && isListed(c));
  return {
    found,
    candidates,
    titleLength: title.length,
    textLength: found.text.text.length,
    roundup: (title.match(/[;；|｜丨]|\s\/\s|\/(?=[\u3400-\u9fff])/g) ?? []).length,
    vendorsInTitle: inTitle(candidates.vendors.filter(isListed)),
    modelsInTitle: inTitle(candidates.models),
    listedInTitle: listed.length,
    mostHits: Math.max(1, ...[...candidates.vendors, ...candidates.models].map((c) => c.hits.length)),
  };
}

const isListed = (c: Candidate): boolean => (c.kind === "vendor" ? c.vendorRow !== null : c.modelRow !== null);
const offset = (c: Candidate | undefined, field: "title" | "text"): number =>
  c?.hits.find((hit) => hit.field === field)?.start ?? FAR;
const rank = (list: Candidate[], c: Candidate, field: "title" | "text"): number =>
  list.filter((other) => other !== c && offset(other, field) < offset(c, field)).length;

/** Measures of one candidate, in a fixed order; `FEATURE_NAMES` says which is which. */
export function measure(
  c: Candidate,
  place: Place | null,
  shape: ItemShape,
  words: PlaceWords,
): Record<string, number> {
  const { candidates, found } = shape;
  const own = c.kind === "vendor" ? candidates.vendors : candidates.models;
  const listedOwn = own.filter(isListed);
  const rule = c.hits[0]?.rule ?? "implied";
  const first = c.hits[0];
  const text = offset(c, "text");
  const right = place?.right ?? [];
  const left = place?.left ?? [];
  const name = c.name;
  return {
    vendor: Number(c.kind === "vendor"),
    titleAt: offset(c, "title"),
    titleRank: c.titleHits ? rank(listedOwn, c, "title") : FAR,
    titleHits: c.titleHits,
    textAt: Math.min(FAR, text),
    textRank: c.textHits ? rank(listedOwn, c, "text") : FAR,
    textHits: c.textHits,
    share: c.hits.length / shape.mostHits,
    hits: c.hits.length,
    listed: Number(isListed(c)),
    ambiguous: Number(rule === "lexicon:ambiguous"),
    ruleLatin: Number(rule === "pattern:latin"),
    ruleQuoted: Number(rule === "pattern:quoted"),
    ruleOrganisation: Number(rule === "pattern:organisation-end"),
    ruleVerb: Number(rule === "pattern:before-release") + 2 * Number(rule === "pattern:before-acts"),
    ruleModelEnd: Number(rule === "pattern:model-end"),
    ruleContinued: Number(rule === "pattern:continued"),
    rulePerson: Number(rule === "lexicon:person"),
    field: first ? Number(first.field === "title") : 0,
    clause: place?.clause ?? FAR,
    inClause: place?.inClause ?? FAR,
    opens: Number(first?.field === "title" && first.start === 0),
    ...surroundings(left, right, words),
    titleLength: shape.titleLength,
    textLength: Math.min(5000, shape.textLength),
    roundup: shape.roundup,
    vendorsInTitle: shape.vendorsInTitle,
    modelsInTitle: shape.modelsInTitle,
    listedInTitle: shape.listedInTitle,
    candidates: own.length,
    nameLength: name.length,
    nameWords: name.split(" ").length,
    nameLatin: Number(/^[\x20-\x7e]+$/.test(name)),
    nameHan: Number(/^[\u3400-\u9fff]+$/.test(name)),
    nameDigit: Number(/\d/.test(name)),
    nameCapital: Number(/^[A-Z]/.test(name)) + Number(/^[A-Z0-9-]+$/.test(name)) + 3 * Number(/[a-z][A-Z]/.test(name)),
    fromSource: Number(place !== null && sourceIs(c, found)),
    ...(c.kind === "vendor" ? vendorMeasures(c, candidates) : modelMeasures(c, candidates, found)),
  };
}

function surroundings(left: string[], right: string[], words: PlaceWords): Record<string, number> {
  const near = (list: string[], set: ReadonlySet<string>): number => {
    const at = list.findIndex((word) => set.has(word));
    return at === -1 ? FAR : at;
  };
  const measures: Record<string, number> = {
    releaseAfter: near(right, words.release),
    releaseBefore: near(left, words.release),
    actAfter: near(right, words.acts),
    headAfter: near(right, words.heads),
    headBefore: near(left, words.heads),
    joinAfter: near(right, JOINS),
    joinBefore: near(left, JOINS),
    deAfter: Number(right[0] === "的"),
    colonAfter: Number(right[0] === "：" || right[0] === ":"),
    stopBefore: Number(left.length === 0) + 2 * Number(/^[,，。;；:：!！?？|｜丨/]/.test(left[0] ?? "")),
    stopAfter: Number(right.length === 0) + 2 * Number(/^[,，。;；!！?？|｜丨/]/.test(right[0] ?? "")),
  };
  for (const role of PLACED_ROLES) {
    measures[`${role}Before`] = near(left, words.before[role]);
    measures[`${role}After`] = near(right, words.after[role]);
  }
  return measures;
}

function vendorMeasures(c: Candidate, { vendors, models }: Candidates): Record<string, number> {
  const best = c.products.reduce<Candidate | undefined>(
    (a, b) => (a && offset(a, "title") <= offset(b, "title") ? a : b),
    undefined,
  );
  const rivals = models.filter((m) => m.vendor !== c.key && m.modelRow && m.modelRow.kind !== "other");
  return {
    implied: Number(c.hits.length === 0),
    kind: c.vendorRow ? VENDOR_KINDS.indexOf(c.vendorRow.kind) : -1,
    products: c.products.length,
    productAt: offset(best, "title"),
    productTextAt: Math.min(FAR, ...c.products.map((p) => offset(p, "text"))),
    productHits: c.products.reduce((sum, p) => sum + p.hits.length, 0),
    productRank: best ? rank(models.filter(isListed), best, "title") : FAR,
    rivalsBefore: rivals.filter((m) => offset(m, "title") < Math.min(offset(c, "title"), offset(best, "title"))).length,
    rivalVendors: vendors.filter((v) => v !== c && v.vendorRow && v.titleHits > 0).length,
    child: Number(vendors.some((v) => v.vendorRow?.parent === c.key)),
    hasParent: Number(vendors.some((v) => v.key === c.vendorRow?.parent)),
    tier: -1,
    versioned: -1,
    specific: 0,
    general: 0,
    vendorBefore: FAR,
  };
}

function modelMeasures(c: Candidate, { vendors, models }: Candidates, found: FoundNames): Record<string, number> {
  const family = c.modelRow?.name;
  const maker = vendors.find((v) => v.key === c.vendor);
  const first = c.hits[0];
  const before = first
    ? found.hits.find(
        (h) =>
          h.kind === "vendor" &&
          h.field === first.field &&
          h.end <= first.start &&
          first.start - h.end <= 1 &&
          h.vendorRow,
      )
    : undefined;
  return {
    implied: 0,
    kind: c.modelRow ? ["model", "assistant", "product", "agent", "device", "other"].indexOf(c.modelRow.kind) : -1,
    products: family ? models.filter((m) => m.modelRow?.name === family).length : 0,
    productAt: offset(maker, "title"),
    productTextAt: offset(maker, "text"),
    productHits: maker?.hits.length ?? 0,
    productRank: maker ? rank(vendors.filter(isListed), maker, "title") : FAR,
    rivalsBefore: models.filter((m) => m.modelRow?.name !== family && offset(m, "title") < offset(c, "title")).length,
    rivalVendors: vendors.filter((v) => v.vendorRow && v.titleHits > 0).length,
    child: 0,
    hasParent: 0,
    tier: c.modelRow ? ["none", "general", "industry", "application"].indexOf(c.modelRow.tier) : -1,
    versioned: Number(c.version !== null),
    specific: models.filter((m) => m !== c && m.key.startsWith(c.key)).length,
    general: models.filter((m) => m !== c && c.key.startsWith(m.key)).length,
    vendorBefore: before ? (first?.start ?? 0) - before.end : FAR,
  };
}

function sourceIs(c: Candidate, found: FoundNames): boolean {
  return found.source !== null && c.hits.some((hit) => found.source?.includes(hit.written));
}
