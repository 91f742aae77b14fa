import { EVENTS, TIERS } from "../../types.ts";
import { foldName } from "../segment/fold.ts";
import type { NameCounts } from "./name-counts.ts";
import type { FoundNames } from "./names/index.ts";
import { type Candidate, type Candidates, FAR } from "./subject-candidates.ts";
import { extentOf, isListed } from "./subject-extent.ts";
import { putModel, putVendor } from "./subject-features-kinds.ts";
import { type Measures, offset, rank } from "./subject-measures.ts";
import type { Places, PlaceWords } from "./subject-place.ts";
import { putSurroundings } from "./subject-surroundings.ts";

/** Probabilities that the classifiers give the whole item; events and tiers in the order of `EVENTS` and `TIERS`. */
export interface ItemScores {
  relevant: number;
  event: readonly number[];
  tier: readonly number[];
}

/** What measures of names are taken by, beside the item itself. */
export interface NameKnowledge {
  words: PlaceWords;
  counts: NameCounts;
  /** Items of the item itself among those counted: 1 where it is one of the corpus. */
  own: number;
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
  "pattern:versioned",
  "pattern:series",
  "pattern:joined",
  "pattern:latin-title",
  "pattern:name-stretch",
  "pattern:latin-kind",
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

const SEPARATORS = /[;；|｜丨]|\s\/\s|\/(?=[\u3400-\u9fff])/g;

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

/** Puts the measures of one candidate: where it stands, how often, among whom, between which words. */
export function measure(
  m: Measures,
  c: Candidate,
  { first: place, second }: Places,
  shape: ItemShape,
  known: NameKnowledge,
): void {
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
  putSurroundings(m, "", place, known.words);
  m.put("second:clause", second?.clause ?? FAR);
  m.put("second:inClause", second?.inClause ?? FAR);
  m.put("second:inText", second?.hit.field === "text");
  putSurroundings(m, "second:", second, known.words);
  putItem(m, shape, own.length);
  putName(m, c.name);
  putCount(m, c, known);
  const extent = extentOf(c, shape.candidates);
  m.put("around", extent.around);
  m.put("inside", extent.inside);
  m.put("overListed", extent.overListed);
  if (c.kind === "vendor") putVendor(m, c, shape.candidates);
  else putModel(m, c, shape);
}

function putRule(m: Measures, c: Candidate): void {
  const rule = c.hits[0]?.rule ?? "implied";
  m.put("listed", isListed(c));
  for (const name of FIRST_RULES) m.put(name, rule === name);
  let held = 0;
  for (const hit of c.hits) held |= ANY_BITS.get(hit.rule) ?? 0;
  for (let at = 0; at < ANY_RULES.length; at++) m.put(ANY_NAMES[at] ?? "", (held >> at) & 1);
}

const ANY_NAMES = ANY_RULES.map((name) => `any ${name}`);
const ANY_BITS: ReadonlyMap<string, number> = new Map(ANY_RULES.map((name, at) => [name, 1 << at]));

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

/** How often the corpus has the name; where that is once beside the item itself, nothing is known. */
function putCount(m: Measures, c: Candidate, { counts, own }: NameKnowledge): void {
  const written = c.hits[0]?.written;
  const count = counts.of(c.folded) ?? (written && written !== c.name ? counts.of(foldName(written)) : null);
  const items = (count?.items ?? 0) - own;
  const known = count !== null && items > 1;
  m.put("seen", known ? Math.log2(items) : 0);
  m.put("seenAI", known ? count.ai / count.items : -1);
  m.put("seenTitle", known ? count.titles / count.items : -1);
}

function sourceIs(c: Candidate, { source }: FoundNames): boolean {
  return source !== null && c.hits.some((hit) => source.includes(hit.written));
}
