import * as Plot from "@observablehq/plot";
import type { ChartOptions } from "./chart.ts";
import { colour } from "./colours.ts";
import type { Panel } from "./frame.ts";
import { dayName, percent, plain, sentence, speaker, wrap } from "./text.ts";

/** A claim as view `market_growth` gives it. */
export interface Claim {
  day: string;
  claim_id: string;
  text_zh: string;
  text_en: string;
  said_by: string;
  filed: boolean;
  /** Where it stands on the scale of the cumulative count. */
  level: number;
  found: number;
  possible: number;
  verdict: Verdict;
  verdict_zh: string;
  verdict_en: string;
  criteria_zh: string;
  criteria_en: string;
  registry_completeness: number | null;
}
export type Verdict = keyof typeof VERDICTS;

/** Pixels: a line of the list, and the room between two claims. */
const LINE = 18;
const BETWEEN = 5;
const SIZE = 12.5;
/** Columns of the count and the verdict; on a narrow picture they stand below the claim instead. */
const COUNT = 96;
const VERDICT = { zh: 66, en: 124 };
const NARROW = 560;
export const VERDICTS = {
  supported: { zh: "成立", en: "supported" },
  contradicted: { zh: "不成立", en: "contradicted" },
  cannot_be_decided: { zh: "无法判定", en: "cannot be decided" },
} as const;

export const verdictColour = (verdict: Verdict): string =>
  colour(({ supported: "third", contradicted: "alert", cannot_be_decided: "muted" } as const)[verdict]);

/** All that is to say of a claim: what it says, what was found for it, how it was counted, how complete the registry is. */
export function claimStory(claim: Claim, { lang }: Pick<ChartOptions, "lang">): string {
  const zh = lang === "zh";
  const complete = claim.registry_completeness;
  const registry = {
    zh: complete === null ? "名录完整度未知" : `名录收有新闻所见的 ${percent(complete)}`,
    en:
      complete === null ? "registry: completeness unknown" : `registry: ${percent(complete)} of what the news reports`,
  }[lang];
  return [
    `${speaker(claim.said_by, lang)}${zh ? "，" : ", "}${dayName(claim.day, lang)}`,
    plain(zh ? claim.text_zh : claim.text_en),
    `${counted(claim, lang)}${zh ? "，" : ", "}${zh ? claim.verdict_zh : claim.verdict_en}`,
    plain(zh ? claim.criteria_zh : claim.criteria_en),
    registry,
  ].join(" · ");
}

function counted({ found, possible }: Claim, lang: "zh" | "en"): string {
  const range = possible ? `${found}–${found + possible}` : String(found);
  return { zh: `数到 ${range}`, en: `found ${range}` }[lang];
}

/** The claims in words, numbered as in the drawing. */
export function claimList(claims: Claim[], options: ChartOptions, width: number): Panel {
  const { lang } = options;
  const narrow = options.width < NARROW;
  const room = width - 22 - (narrow ? 0 : COUNT + VERDICT[lang] + 12);
  let y = LINE / 2;
  const lines: { x: number; y: number; text: string; claim: Claim; kind: "text" | "count" | "verdict" }[] = [];
  for (const [at, claim] of claims.entries()) {
    const said = `${speaker(claim.said_by, lang)}${{ zh: "：", en: ": " }[lang]}${sentence(lang === "zh" ? claim.text_zh : claim.text_en)}`;
    const wrapped = wrap(said, room, SIZE);
    lines.push({ x: 0, y, text: String(at + 1), claim, kind: "text" });
    for (const [down, text] of wrapped.entries()) lines.push({ x: 22, y: y + down * LINE, text, claim, kind: "text" });
    const below = narrow ? y + wrapped.length * LINE : y;
    const x = narrow ? 22 : width - COUNT - VERDICT[lang];
    lines.push({ x, y: below, text: counted(claim, lang), claim, kind: "count" });
    const verdict = lang === "zh" ? claim.verdict_zh : claim.verdict_en;
    lines.push({ x: x + COUNT, y: below, text: verdict, claim, kind: "verdict" });
    y += (wrapped.length + (narrow ? 1 : 0)) * LINE + BETWEEN;
  }
  const height = y;
  const fill = (line: (typeof lines)[number]) =>
    ({ text: colour("ink"), count: colour("muted"), verdict: verdictColour(line.claim.verdict) })[line.kind];
  const svg = Plot.plot({
    document: options.document,
    width,
    height,
    margin: 0,
    x: { domain: [0, width], range: [0, width], axis: null },
    y: { domain: [0, height], range: [0, height], axis: null },
    marks: [false, true].map((bold) =>
      Plot.text(
        lines.filter((line) => (line.kind === "verdict") === bold),
        { x: "x", y: "y", text: "text", textAnchor: "start", fontSize: SIZE, fill, fontWeight: bold ? 700 : 400 },
      ),
    ),
  });
  return { svg: svg as unknown as Element, height };
}

/** A claim's mark: its number in the list and where it stands clear of the others, in pixels off its place. */
export interface Mark extends Claim {
  number: number;
  dx: number;
  dy: number;
}

const ASIDE = [0, 1, -1, 2].flatMap((right) => [0, -1, -2].map((down) => ({ dx: right * 22, dy: down * 22 })));

/** Marks that would cover one another are moved aside, the nearest free place first. */
export function apart(claims: Claim[], place: (claim: Claim) => { x: number; y: number }): Mark[] {
  const taken: { x: number; y: number }[] = [];
  const offsets = [...ASIDE].sort((a, b) => Math.hypot(a.dx, a.dy) - Math.hypot(b.dx, b.dy));
  return claims.map((claim, at) => {
    const { x, y } = place(claim);
    const free = (offset: { dx: number; dy: number }) =>
      taken.every((other) => Math.hypot(other.x - x - offset.dx, other.y - y - offset.dy) >= 20);
    const offset = offsets.find(free) ?? { dx: 0, dy: 0 };
    taken.push({ x: x + offset.dx, y: y + offset.dy });
    return { ...claim, number: at + 1, ...offset };
  });
}
