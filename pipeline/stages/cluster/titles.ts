import { foldUnits } from "./fold.ts";
import type { HeadlineModel } from "./model.ts";

const MAX_TITLE = 300;
const HAN = /^\p{Script=Han}/u;
const TOKEN = /\d+(?:\.\d+)*[a-z%]*|[a-z]+|\p{Script=Han}+/gu;
const SCALES: Record<string, number> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8, k: 1e3, m: 1e6, b: 1e9 };

/** A headline as comparison sees it. */
export interface TitleFeatures {
  /** Letters and digits, folded. */
  units: Uint16Array;
  /** Where each of them stands, a bit for a place; made when first asked for: most headlines are compared with no other. */
  readonly places: ReadonlyMap<number, Int32Array>;
  /** Hashes of its tokens, sorted, each once: names and numbers as a whole, Han characters two by two. */
  tokens: Uint32Array;
  /** Weight of each token: how seldom headlines have it. */
  weights: Float32Array;
  weight: number;
  /** Hashes of those tokens that are numbers, and that are words in Latin letters. */
  numbers: Set<number>;
  words: Set<number>;
  /** As written, cut. */
  written: string;
  /** Several headlines in one, as a daily digest has. */
  roundup: boolean;
}

/** Cuts and weighs a headline; what lies beyond 300 characters is not looked at. */
export function titleFeatures(title: string, model: HeadlineModel): TitleFeatures {
  const cut = title.slice(0, MAX_TITLE);
  const numbers = new Set<number>();
  const words = new Set<number>();
  const weightOf = new Map<number, number>();
  for (const token of titleTokens(cut)) {
    const hash = tokenHash(token);
    weightOf.set(hash, model.weightOf(token));
    if (/^\d/.test(token)) numbers.add(hash);
    else if (/^[a-z]/.test(token)) words.add(hash);
  }
  const tokens = Uint32Array.from(weightOf.keys()).sort();
  const weights = Float32Array.from(tokens, (hash) => weightOf.get(hash) ?? 0);
  const units = foldUnits(cut);
  let places: ReadonlyMap<number, Int32Array> | null = null;
  return {
    units,
    get places() {
      places ??= placesOf(units);
      return places;
    },
    tokens,
    weights,
    weight: weights.reduce((sum, weight) => sum + weight, 0),
    numbers,
    words,
    written: cut,
    roundup: isRoundup(cut),
  };
}

function placesOf(units: Uint16Array): Map<number, Int32Array> {
  const places = new Map<number, Int32Array>();
  units.forEach((unit, at) => {
    const own = places.get(unit) ?? new Int32Array((units.length + 31) >>> 5);
    own[at >>> 5] = (own[at >>> 5] as number) | (1 << (at & 31));
    places.set(unit, own);
  });
  return places;
}

/** The tokens of a headline, each once: `gpt`, `4o`, `340000000000` for 3400亿 and 340B alike, `发布`. */
export function titleTokens(title: string): Set<string> {
  const tokens = new Set<string>();
  for (const [run] of plainNumbers(title.normalize("NFKC").toLowerCase()).matchAll(TOKEN)) {
    if (!HAN.test(run)) tokens.add(run);
    else if (run.length === 1) tokens.add(run);
    else for (let at = 0; at + 1 < run.length; at++) tokens.add(run.slice(at, at + 2));
  }
  return tokens;
}

function plainNumbers(text: string): string {
  return text
    .replace(/(\d+(?:\.\d+)?) ?([十百千]?[万亿]|[十百千])/g, (_, digits: string, scale: string) => {
      const value = [...scale].reduce((product, sign) => product * (SCALES[sign] ?? 1), Number(digits));
      return ` ${Number(value.toPrecision(6))} `;
    })
    .replace(/(\d+(?:\.\d+)?)([kmb])(?![a-z0-9])/g, (_, digits: string, scale: string) => {
      return ` ${Number((Number(digits) * (SCALES[scale] ?? 1)).toPrecision(6))} `;
    });
}

/** Headlines in a row (two with a semicolon, three with bars or slashes), or a name that dailies and weeklies go by. */
export function isRoundup(title: string): boolean {
  const parts = (signs: RegExp) => title.split(signs).filter((part) => part.trim().length > 5).length;
  return (
    parts(/[;；]/) >= 2 ||
    parts(/[;；|｜丨/]/) >= 3 ||
    /[早晚午日周]报|收评|看盘|8点1氪|早知道|昨夜今晨|Q资讯|一周|要闻汇总/.test(title)
  );
}

/** FNV-1a over UTF-16 units. */
function tokenHash(token: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < token.length; at++) hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
