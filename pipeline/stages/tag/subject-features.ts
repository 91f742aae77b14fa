import { EVENTS, TIERS, VENDOR_KINDS } from "../../types.ts";
import type { FoundNames } from "./names/index.ts";
import type { Candidate, Candidates } from "./subject-candidates.ts";
import { extentOf, isListed } from "./subject-extent.ts";
import { PLACED_ROLES, type Place, type PlaceWords, WORD_IS } from "./subject-place.ts";

/** Probabilities that the classifiers give the whole item; events and tiers in the order of `EVENTS` and `TIERS`. */
export interface ItemScores {
  relevant: number;
  event: readonly number[];
  tier: readonly number[];
}

/** All that is the same for every candidate of an item. */
export interface ItemShape {
  found: FoundNames;
  candidates: Candidates;
  scores: ItemScores;
  roundup: number;
  vendorsInTitle: number;
  modelsInTitle: number;
  listedInTitle: number;
  mostHits: number;
}

/** Collects measures in a fixed order, and their names where they are asked for. */
export class Measures {
  readonly values: number[] = [];
  readonly names: string[] | null;

  constructor(named: boolean) {
    this.names = named ? [] : null;
  }

  put(name: string, value: number | boolean): void {
    this.values.push(Number(value));
    this.names?.push(name);
  }
}

const FIRST_RULES = [
  "lexicon:ambiguous",
  "lexicon:person",
  "pattern:latin",
  "pattern:opening",
  "pattern:quoted",
  "pattern:continued",
  "pattern:vendor-version",
  "pattern:vendor-name",
  "pattern:model-name",
  "pattern:latin-first",
  "pattern:han-latin",
  "pattern:with-kind",
  "pattern:stretch-start",
  "pattern:after-kind",
];
const ANY_RULES = [
  "pattern:organisation-end",
  "pattern:before-release",
  "pattern:before-acts",
  "pattern:model-end",
  "pattern:after-name",
  "pattern:after-release",
  "pattern:quoted",
];

/** Stands for "nowhere". */
const FAR = 999;
const MODEL_KINDS = ["model", "assistant", "product", "agent", "device", "other"];
const SEPARATORS = /[;；|｜丨]|\s\/\s|\/(?=[\u3400-\u9fff])/g;
const STOP = /^[,，。;；:：!！?？|｜丨/]/;

export function shapeOf(found: FoundNames, candidates: Candidates, scores: ItemScores): ItemShape {
  const { vendors, models } = candidates;
  const titled = (list: Candidate[]) => list.filter((c) => c.titleHits > 0).length;
  return {
    ...{ found, candidates, scores },
    roundup: found.title.text.match(SEPARATORS)?.length ?? 0,
    vendorsInTitle: titled(vendors.filter(isListed)),
    modelsInTitle: titled(models),
    listedInTitle: titled(vendors.filter(isListed)) + titled(models.filter(isListed)),
    mostHits: [...vendors, ...models].reduce((most, c) => Math.max(most, c.hits.length), 1),
  };
}

function offset(c: Candidate | undefined, field: "title" | "text"): number {
  for (const hit of c?.hits ?? []) if (hit.field === field) return Math.min(FAR, hit.start);
  return FAR;
}

/** How many listed others come before a candidate. */
function rank(list: readonly Candidate[], c: Candidate, field: "title" | "text"): number {
  const at = offset(c, field);
  if (at === FAR) return FAR;
  let before = 0;
  for (const other of list) if (other !== c && isListed(other) && offset(other, field) < at) before++;
  return before;
}

/** Puts the measures of one candidate: where it stands, how often, among whom, between which words. */
export function measure(m: Measures, c: Candidate, place: Place | null, shape: ItemShape, words: PlaceWords): void {
  const own = c.kind === "vendor" ? shape.candidates.vendors : shape.candidates.models;
  const first = c.hits[0];
  m.put("titleAt", offset(c, "title"));
  m.put("titleRank", rank(own, c, "title"));
  m.put("titleHits", c.titleHits);
  m.put("textAt", offset(c, "text"));
  m.put("textRank", rank(own, c, "text"));
  m.put("textHits", c.textHits);
  m.put("share", c.hits.length / shape.mostHits);
  m.put("hits", c.hits.length);
  m.put("clause", place?.clause ?? FAR);
  m.put("inClause", place?.inClause ?? FAR);
  m.put("opens", first?.field === "title" && first.start === 0);
  m.put("fromSource", sourceIs(c, shape.found));
  putRule(m, c);
  putSurroundings(m, place, words);
  putItem(m, shape, own.length);
  putName(m, c.name);
  for (const [name, value] of Object.entries(extentOf(c, shape.candidates))) m.put(name, value);
  if (c.kind === "vendor") putVendor(m, c, shape.candidates);
  else putModel(m, c, shape);
}

function putRule(m: Measures, c: Candidate): void {
  const rule = c.hits[0]?.rule ?? "implied";
  m.put("listed", isListed(c));
  for (const name of FIRST_RULES) m.put(name, rule === name);
  for (let at = 0; at < ANY_RULES.length; at++) {
    const held = hasRule(c, ANY_RULES[at] ?? "");
    m.put(ANY_NAMES[at] ?? "", held);
  }
}

const ANY_NAMES = ANY_RULES.map((name) => `any ${name}`);

function hasRule(c: Candidate, rule: string): boolean {
  for (const hit of c.hits) if (hit.rule === rule) return true;
  return false;
}

function putSurroundings(m: Measures, place: Place | null, words: PlaceWords): void {
  const left = place?.left ?? [];
  const right = place?.right ?? [];
  const before = left.map((word) => words.is.get(word) ?? 0);
  const after = right.map((word) => words.is.get(word) ?? 0);
  m.put("releaseAfter", near(after, WORD_IS.release));
  m.put("releaseBefore", near(before, WORD_IS.release));
  m.put("actAfter", near(after, WORD_IS.acts));
  m.put("headAfter", near(after, WORD_IS.heads));
  m.put("headBefore", near(before, WORD_IS.heads));
  m.put("joinAfter", near(after, WORD_IS.joins));
  m.put("joinBefore", near(before, WORD_IS.joins));
  m.put("deAfter", right[0] === "的");
  m.put("colonAfter", right[0] === "：" || right[0] === ":");
  m.put("stopBefore", left.length === 0 ? 1 : 2 * Number(STOP.test(left[0] ?? "")));
  m.put("stopAfter", right.length === 0 ? 1 : 2 * Number(STOP.test(right[0] ?? "")));
  for (let role = 0; role < PLACED_ROLES.length; role++) {
    m.put(ROLE_BEFORE[role] ?? "", near(before, WORD_IS.before << role));
    m.put(ROLE_AFTER[role] ?? "", near(after, WORD_IS.after << role));
  }
}

const ROLE_BEFORE = PLACED_ROLES.map((role) => `${role}Before`);
const ROLE_AFTER = PLACED_ROLES.map((role) => `${role}After`);

/** How far off the nearest word is that is what the bit stands for. */
function near(words: readonly number[], bit: number): number {
  for (let at = 0; at < words.length; at++) if (((words[at] ?? 0) & bit) !== 0) return at;
  return FAR;
}

function putItem(m: Measures, shape: ItemShape, rivals: number): void {
  m.put("titleLength", shape.found.title.text.length);
  m.put("textLength", Math.min(5000, shape.found.text.text.length));
  m.put("roundup", shape.roundup);
  m.put("vendorsInTitle", shape.vendorsInTitle);
  m.put("modelsInTitle", shape.modelsInTitle);
  m.put("listedInTitle", shape.listedInTitle);
  m.put("rivals", rivals);
  m.put("relevant", shape.scores.relevant);
  for (let at = 0; at < EVENTS.length; at++) m.put(EVENT_NAMES[at] ?? "", shape.scores.event[at] ?? 0);
  for (let at = 0; at < TIERS.length; at++) m.put(TIER_NAMES[at] ?? "", shape.scores.tier[at] ?? 0);
}

const EVENT_NAMES = EVENTS.map((event) => `event:${event}`);
const TIER_NAMES = TIERS.map((tier) => `tier:${tier}`);

function putName(m: Measures, name: string): void {
  m.put("nameLength", name.length);
  m.put("nameWords", name.split(" ").length);
  m.put("nameLatin", /^[\x20-\x7e]+$/.test(name));
  m.put("nameHan", /^[\u3400-\u9fff]+$/.test(name));
  m.put("nameDigit", /\d/.test(name));
  m.put(
    "nameCapital",
    Number(/^[A-Z]/.test(name)) + Number(/^[A-Z0-9-]+$/.test(name)) + 3 * Number(/[a-z][A-Z]/.test(name)),
  );
}

function putVendor(m: Measures, c: Candidate, { vendors, models }: Candidates): void {
  const byTitle = (a: Candidate, b: Candidate) => (offset(a, "title") <= offset(b, "title") ? a : b);
  const best = c.products.length ? c.products.reduce(byTitle) : undefined;
  const at = Math.min(offset(c, "title"), offset(best, "title"));
  const others = models.filter((o) => o.vendor !== c.key && o.modelRow && o.modelRow.kind !== "other");
  m.put("implied", c.hits.length === 0);
  m.put("kind", c.vendorRow ? VENDOR_KINDS.indexOf(c.vendorRow.kind) : -1);
  m.put("products", c.products.length);
  m.put("platforms", c.products.filter((product) => product.modelRow?.kind === "other").length);
  m.put("productAt", offset(best, "title"));
  m.put("productTextAt", Math.min(FAR, ...c.products.map((p) => offset(p, "text"))));
  m.put(
    "productHits",
    c.products.reduce((sum, p) => sum + p.hits.length, 0),
  );
  m.put("productRank", best ? rank(models, best, "title") : FAR);
  m.put("rivalsBefore", others.filter((o) => offset(o, "title") < at).length);
  m.put("rivalVendors", vendors.filter((v) => v !== c && v.vendorRow && v.titleHits > 0).length);
  m.put(
    "child",
    vendors.some((v) => v.vendorRow?.parent === c.key),
  );
  m.put(
    "parent",
    vendors.some((v) => v.key === c.vendorRow?.parent),
  );
}

function putModel(m: Measures, c: Candidate, { candidates: { vendors, models }, found }: ItemShape): void {
  const family = c.modelRow?.name;
  const maker = vendors.find((v) => v.key === c.vendor);
  const first = c.hits[0];
  const gaps = found.hits.flatMap((h) =>
    first && h.kind === "vendor" && h.vendorRow && h.field === first.field && h.end <= first.start
      ? first.start - h.end
      : [],
  );
  m.put("kind", c.modelRow ? MODEL_KINDS.indexOf(c.modelRow.kind) : -1);
  m.put("tier", c.modelRow ? TIERS.indexOf(c.modelRow.tier) : -1);
  m.put("family", family ? models.filter((o) => o.modelRow?.name === family).length : 0);
  m.put("makerAt", offset(maker, "title"));
  m.put("makerTextAt", offset(maker, "text"));
  m.put("makerHits", maker?.hits.length ?? 0);
  m.put("makerRank", maker ? rank(vendors, maker, "title") : FAR);
  m.put(
    "rivalsBefore",
    models.filter((o) => o.modelRow?.name !== family && offset(o, "title") < offset(c, "title")).length,
  );
  m.put("rivalVendors", vendors.filter((v) => v.vendorRow && v.titleHits > 0).length);
  m.put("versioned", c.version !== null);
  m.put("longer", models.filter((o) => o !== c && o.key.startsWith(c.key)).length);
  m.put("shorter", models.filter((o) => o !== c && c.key.startsWith(o.key)).length);
  m.put("vendorGap", Math.min(FAR, ...gaps));
}

function sourceIs(c: Candidate, { source }: FoundNames): boolean {
  return source !== null && c.hits.some((hit) => source.includes(hit.written));
}
