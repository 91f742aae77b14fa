import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour } from "./colours.ts";
import { isUnfinished } from "./periods.ts";
import { clipped, count, listed, plain, weekName } from "./text.ts";

interface Row {
  week: string;
  week_end: string;
  place: number;
  word: string;
  items: number;
  expected: number;
  z: number;
}

const WORDS = 15;
/** A week in which fewer words rose is passed over for the newest one with as many. */
const ENOUGH = 3;

/** Words that rose in a week beyond chance, against the eight weeks before. */
export const chart = defineChart<Row>({
  id: "rising-words",
  view: "keywords_trend",
  order: 13,
  name: { zh: "升温的词", en: "Rising words" },
  ends: (row) => row.week_end,
  noun: { zh: "次提及", en: "mentions" },
  count: (rows, options) => shown(rows, options).reduce((sum, row) => sum + row.items, 0),
  title: (rows, options) => {
    const own = shown(rows, options);
    const { lang } = options;
    const words = listed(
      own.slice(0, 3).map(({ word }) => ({ zh: `“${plain(word)}”`, en: `"${plain(word)}"` })[lang]),
      lang,
    );
    const week = weekName(own[0]?.week ?? "", lang);
    return { zh: `${week}升温最快的是${words}`, en: `${words} rose fastest in ${week}` }[lang];
  },
  subtitle: (_, options) =>
    ({
      zh: `含该词的相关条目数，转载不计；色柱为本周，竖线为照此前八周的频率应有的条目数；只列超出偶然的词（z > 1.96）`,
      en: `Relevant items with the word among their keywords, reprints not counted; bar: this week, line: items expected at the rate of the eight weeks before; only words that rose beyond chance (z > 1.96)`,
    })[options.lang],
  height: (rows, options) => shown(rows, options).length * 25 + 8,
  plot: (rows, options, area) => [{ svg: draw(shown(rows, options), options, area), height: area.height }],
});

/** The newest complete week in which any word rose. */
function shown(rows: Row[], options: ChartOptions): Row[] {
  const asked = rows.some((row) => row.week === options.period) ? options.period : undefined;
  const complete = rows.filter((row) => !isUnfinished(row.week_end, options));
  const week = asked ?? (complete.findLast((row) => row.place >= ENOUGH) ?? complete.at(-1))?.week;
  return rows.filter((row) => row.week === week).slice(0, WORDS);
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const left = Math.min(130, width * 0.34);
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: left,
    marginRight: 110,
    marginTop: 2,
    marginBottom: 4,
    x: { domain: [0, Math.max(1, ...rows.map((row) => Math.max(row.items, row.expected)))], axis: null },
    y: { domain: rows.map(({ word }) => word), axis: null, padding: 0.28 },
    marks: [
      Plot.barX(rows, {
        y: "word",
        x: "items",
        fill: colour("third"),
        href: (row: Row) => `text=${encodeURIComponent(row.word)}&week=${row.week}`,
        title: (row: Row) => `${plain(row.word)} · z = ${count(row.z, lang, 1)}`,
      }),
      Plot.tickX(rows, { y: "word", x: "expected", stroke: colour("ink"), strokeWidth: 2.5 }),
      Plot.text(rows, {
        y: "word",
        x: 0,
        dx: -10,
        text: (row: Row) => clipped(plain(row.word), left - 14, 13),
        textAnchor: "end",
        fontSize: 13,
        fill: colour("ink"),
      }),
      Plot.text(rows, {
        y: "word",
        x: (row: Row) => Math.max(row.items, row.expected),
        dx: 8,
        text: (row: Row) =>
          ({
            zh: `${row.items}（应 ${count(row.expected, "zh", 1)}）`,
            en: `${row.items} (expected ${count(row.expected, "en", 1)})`,
          })[lang],
        textAnchor: "start",
        fill: colour("muted"),
      }),
    ],
  });
}
