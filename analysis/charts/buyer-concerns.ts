import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour } from "./colours.ts";
import { latestQuarter } from "./periods.ts";
import { clipped, dayName, percent, plain, quarterSpan } from "./text.ts";

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
  example: Row | null;
}

const QUARTERS = 4;
const LINE = 58;
/** Examples that can be read at a glance, in characters. */
const READABLE = { min: 14, max: 60 };

/** What buyers worry about in the last year, each concern with a sentence that shows it. */
export const chart = defineChart<Row>({
  id: "buyer-concerns",
  view: "buyer_concerns",
  order: 9,
  name: { zh: "买方的顾虑", en: "What buyers worry about" },
  noun: { zh: "次提及", en: "mentions" },
  count: (rows, options) => recent(rows, options).length,
  title: finding,
  subtitle: (rows, options) => {
    const own = recent(rows, options);
    const [first = "", last = ""] = [own[0]?.quarter, own.at(-1)?.quarter];
    return {
      zh: `谈到各项顾虑的条目数，${quarterSpan(first, last, "zh")}，转载不计；一条可谈多项；引文取自报道`,
      en: `Items that speak of each concern, ${quarterSpan(first, last, "en")}, reprints not counted; an item may speak of several; sentences quoted from the news`,
    }[options.lang];
  },
  height: (rows, options) => concerns(rows, options).length * LINE + 6,
  plot: (rows, options, area) => [{ svg: draw(concerns(rows, options), options, area), height: area.height }],
});

function recent(rows: Row[], options: ChartOptions): Row[] {
  const last = latestQuarter(rows, options);
  const quarters = [...new Set(rows.map((row) => row.quarter))].filter((quarter) => last && quarter <= last).sort();
  const shown = quarters.slice(-QUARTERS);
  return rows.filter((row) => shown.includes(row.quarter));
}

function concerns(rows: Row[], options: ChartOptions): Concern[] {
  const groups = new Map<string, Row[]>();
  for (const row of recent(rows, options)) groups.set(row.concern, [...(groups.get(row.concern) ?? []), row]);
  return [...groups]
    .map(([id, own]) => ({
      id,
      name: (options.lang === "zh" ? own[0]?.concern_zh : own[0]?.concern_en) ?? id,
      items: own.length,
      example: exampleOf(own),
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
  const items = new Set(recent(rows, options).map((row) => row.article_id)).size;
  const [first, second] = all as [Concern, Concern | undefined];
  const head = {
    zh: `谈顾虑的报道里，${percent(first.items / items)} 谈${first.name}`,
    en: `First worry: ${first.name}, in ${percent(first.items / items)} of items that speak of any`,
  }[lang];
  if (!second) return head;
  return (
    head +
    {
      zh: `，${percent(second.items / items)} 谈${second.name}`,
      en: `; then ${second.name} (${percent(second.items / items)})`,
    }[lang]
  );
}

function draw(all: Concern[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const left = Math.min(lang === "zh" ? 90 : 150, width * 0.34);
  const most = Math.max(1, ...all.map(({ items }) => items));
  const quoted = all.filter(({ example }) => example);
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: 44,
    marginTop: 2,
    marginBottom: 18,
    x: { domain: [0, most], axis: null },
    y: { domain: all.map(({ id }) => id), axis: null, padding: 0.6 },
    marks: [
      Plot.barX(all, {
        y: "id",
        x: "items",
        fill: colour("third"),
        href: (concern: Concern) => `concern=${concern.id}`,
        title: (concern: Concern) => `${concern.name} ${concern.items}`,
      }),
      Plot.text(all, { y: "id", x: 0, dx: -10, text: "name", textAnchor: "end", fontSize: 13, fill: colour("ink") }),
      Plot.text(all, {
        y: "id",
        x: "items",
        dx: 6,
        text: (concern: Concern) => String(concern.items),
        textAnchor: "start",
        fontSize: 13,
        fontWeight: 700,
        fill: colour("ink"),
      }),
      Plot.text(quoted, {
        y: "id",
        x: 0,
        dy: 24,
        text: (concern: Concern) => {
          const { sentence, publisher, date } = concern.example as Row;
          const from = ` — ${plain(publisher)}, ${dayName(date, lang)}`;
          return clipped(`“${plain(sentence ?? "")}”${from}`, width - left, 12);
        },
        textAnchor: "start",
        fontSize: 12,
        fill: colour("muted"),
        href: (concern: Concern) => `article=${concern.example?.article_id}`,
      }),
    ],
  });
}
