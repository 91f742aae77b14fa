import * as Plot from "@observablehq/plot";
import type { Area, ChartOptions } from "./chart.ts";
import { colour } from "./colours.ts";
import { clipped, dayName, plain, sentence, speaker } from "./text.ts";

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
}
export type Verdict = keyof typeof VERDICTS;

/** Height of one claim in the list, in pixels. */
export const LINE = 21;
export const VERDICTS = {
  supported: { zh: "成立", en: "supported" },
  contradicted: { zh: "不成立", en: "contradicted" },
  cannot_be_decided: { zh: "无法判定", en: "cannot be decided" },
} as const;

export const verdictColour = (verdict: Verdict): string =>
  colour(({ supported: "third", contradicted: "alert", cannot_be_decided: "muted" } as const)[verdict]);

/** The claims in words, numbered as in the drawing. */
export function claimList(claims: Claim[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const verdict = { zh: 70, en: 120 }[lang];
  const found = { zh: 110, en: 110 }[lang];
  const line = (claim: Claim, at: number) =>
    `${at + 1}  ${speaker(claim.said_by, lang)}${{ zh: "：", en: ": " }[lang]}${sentence(lang === "zh" ? claim.text_zh : claim.text_en)}`;
  const column = (text: (claim: Claim, at: number) => string, x: number, more: Plot.TextOptions = {}) =>
    Plot.text(claims, {
      x: () => x,
      y: (_: Claim, at: number) => at,
      text: (claim: Claim, at: number) => text(claim, at),
      textAnchor: "start",
      fontSize: 12.5,
      fill: colour("ink"),
      ...more,
    });
  return Plot.plot({
    document: options.document,
    width,
    height,
    margin: 0,
    marginTop: 14,
    marginBottom: 8,
    x: { domain: [0, width], axis: null },
    y: { domain: [0, Math.max(1, claims.length - 1)], axis: null, reverse: true },
    marks: [
      column((claim, at) => clipped(line(claim, at), width - verdict - found - 12, 12.5), 0, {
        title: (claim: Claim) =>
          `${dayName(claim.day, lang)} · ${plain(lang === "zh" ? claim.text_zh : claim.text_en)}`,
      }),
      column(
        (claim) => {
          const range = claim.possible ? `${claim.found}–${claim.found + claim.possible}` : String(claim.found);
          return { zh: `数到 ${range}`, en: `found ${range}` }[lang];
        },
        width - verdict - found,
        { fill: colour("muted") },
      ),
      column((claim) => (lang === "zh" ? claim.verdict_zh : claim.verdict_en), width - verdict, {
        fontWeight: 700,
        fill: (claim: Claim) => verdictColour(claim.verdict),
      }),
    ],
  });
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
