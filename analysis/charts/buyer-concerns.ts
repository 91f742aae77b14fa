import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour } from "./colours.ts";
import { wilson } from "./interval.ts";
import { inLastQuarters, type Looking } from "./periods.ts";
import { dayName, percent, plain, spanOf, wrap } from "./text.ts";

interface Row {
  date: string;
  quarter: string;
  quarter_end: string;
  concern: string;
  concern_zh: string;
  concern_en: string;
  position: number;
  confidence: number;
  article_id: string;
  publisher: string;
  sentence: string | null;
  has_text: boolean;
}

interface Concern {
  id: string;
  name: string;
  items: number;
  /** Share of the items that speak of any concern, with its 95 % interval. */
  share: number;
  low: number;
  high: number;
  example: Row | null;
}

const QUARTERS = 4;
/** Pixels: a bar with the room around it, and a line of its sentence. */
const BAR = 44;
const LINE = 17;
const QUOTE = 12;
/** Examples that can be read at a glance, in characters. */
const READABLE = { min: 14, max: 60 };

/** What buyers worry about in the last year, each concern with a sentence that shows it. */
export const chart = defineChart<Row>({
  id: "buyer-concerns",
  view: "buyer_concerns",
  order: 9,
  name: { zh: "买方的顾虑", en: "What buyers worry about" },
  ends: (row) => row.quarter_end,
  noun: { zh: "次提及", en: "mentions" },
  count: (rows, options) => recentConcerns(rows, options).length,
  title: finding,
  subtitle: (rows, options) => {
    const span = spanOf(recentConcerns(rows, options), options.lang);
    return {
      zh: `谈到各项顾虑的条目数与占比，${span}，转载不计；一条可谈多项；细线为占比的 95% 区间；引文取自报道`,
      en: `Items that speak of each concern and their share, ${span}, reprints not counted; an item may speak of several; thin line: 95% interval of the share; sentences quoted from the news`,
    }[options.lang];
  },
  height: (rows, options) => {
    const lines = quotes(concerns(rows, options), options, options.width - 48);
    return lines.reduce((sum, { length }) => sum + BAR + length * LINE, 0);
  },
  plot: (rows, options, area) => [{ svg: draw(concerns(rows, options), options, area), height: area.height }],
});

/** Items of the last complete quarters, a year of them. */
export const recentConcerns = <Own extends { quarter: string }>(rows: Own[], options: Looking): Own[] =>
  inLastQuarters(rows, options, QUARTERS);

function concerns(rows: Row[], options: ChartOptions): Concern[] {
  const own = recentConcerns(rows, options);
  const all = new Set(own.map((row) => row.article_id)).size;
  const groups = new Map<string, Row[]>();
  for (const row of own) groups.set(row.concern, [...(groups.get(row.concern) ?? []), row]);
  return [...groups]
    .map(([id, of]) => ({
      id,
      name: (options.lang === "zh" ? of[0]?.concern_zh : of[0]?.concern_en) ?? id,
      items: of.length,
      share: of.length / all,
      ...wilson(of.length, all),
      example: exampleOf(of),
    }))
    .sort((a, b) => b.items - a.items || a.id.localeCompare(b.id));
}

/** The surest sentence of readable length, from a text before a headline; of equals the newest. */
function exampleOf(rows: Row[]): Row | null {
  const readable = rows.filter(({ sentence }) => {
    const length = [...plain(sentence ?? "")].length;
    return length >= READABLE.min && length <= READABLE.max;
  });
  return (
    readable.sort(
      (a, b) => Number(b.has_text) - Number(a.has_text) || b.confidence - a.confidence || b.date.localeCompare(a.date),
    )[0] ?? null
  );
}

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const all = concerns(rows, options);
  const [first, second] = all as [Concern, Concern | undefined];
  const head = {
    zh: `谈顾虑的报道里，${percent(first.share)} 谈${first.name}`,
    en: `First worry: ${first.name}, in ${percent(first.share)} of items that speak of any`,
  }[lang];
  if (!second) return head;
  return (
    head +
    {
      zh: `，${percent(second.share)} 谈${second.name}`,
      en: `; then ${second.name} (${percent(second.share)})`,
    }[lang]
  );
}

const leftOf = (lang: "zh" | "en", width: number): number => Math.min(lang === "zh" ? 90 : 150, width * 0.34);

/** Each concern's sentence with where it stood, in lines; none where no sentence is readable. */
function quotes(all: Concern[], { lang, width: picture }: ChartOptions, width: number): string[][] {
  const room = picture < 560 ? width : width - leftOf(lang, width);
  return all.map(({ example }) => {
    if (!example) return [];
    const from = ` — ${plain(example.publisher)}${{ zh: "，", en: ", " }[lang]}${dayName(example.date, lang)}`;
    return wrap(`“${plain(example.sentence ?? "")}”${from}`, room - 8, QUOTE, { most: 4 });
  });
}

function draw(all: Concern[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const left = leftOf(lang, width);
  const lines = quotes(all, options, width);
  const tops = all.map((_, at) => lines.slice(0, at).reduce((sum, { length }) => sum + BAR + length * LINE, 0));
  const top = (concern: Concern) => tops[all.indexOf(concern)] ?? 0;
  const most = Math.max(0.01, ...all.map(({ high }) => high));
  const bar = { y1: (concern: Concern) => top(concern) + 4, y2: (concern: Concern) => top(concern) + 24 };
  const middle = (concern: Concern) => top(concern) + 14;
  const sentences = all.flatMap((concern, at) => (lines[at] ?? []).map((line, down) => ({ concern, line, down })));
  const inset = options.width < 560 ? -left : 0;
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: 96,
    marginTop: 0,
    marginBottom: 0,
    x: { domain: [0, most], axis: null },
    y: { domain: [0, height], axis: null, type: "linear", reverse: true },
    marks: [
      Plot.rect(all, {
        ...bar,
        x1: 0,
        x2: "share",
        fill: colour("third"),
        href: (concern: Concern) => `concern=${concern.id}`,
        title: (concern: Concern) =>
          `${concern.name} ${concern.items} (${percent(concern.share)}, ${percent(concern.low)}–${percent(concern.high)})`,
      }),
      Plot.ruleY(all, { y: middle, x1: "low", x2: "high", stroke: colour("ink"), strokeWidth: 1.2 }),
      Plot.text(all, { y: middle, x: 0, dx: -10, text: "name", textAnchor: "end", fontSize: 13, fill: colour("ink") }),
      Plot.text(all, {
        y: middle,
        x: "high",
        dx: 8,
        text: ({ items, share }: Concern) => `${items} (${percent(share)})`,
        textAnchor: "start",
        fontSize: 13,
        fontWeight: 700,
        fill: colour("ink"),
      }),
      Plot.text(sentences, {
        y: ({ concern, down }: (typeof sentences)[number]) => top(concern) + 36 + down * LINE,
        x: 0,
        dx: inset,
        text: "line",
        textAnchor: "start",
        fontSize: QUOTE,
        fill: colour("muted"),
        href: ({ concern }: (typeof sentences)[number]) => `article=${concern.example?.article_id}`,
      }),
    ],
  });
}
