import * as Plot from "@observablehq/plot";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { colour } from "./colours.ts";
import { addDays } from "./periods.ts";
import { clipped, count, dayName, plain } from "./text.ts";

interface Row {
  story_id: string;
  members: number;
  lead_title: string;
  lead_day: string;
  article_id: string;
  relation: "lead" | "reprint";
  publisher: string;
  title: string;
  hours_after_first: number | null;
  days_after_first: number;
  place: number;
}

interface Told extends Row {
  /** Hours after the first report; whole days where the page tells the day alone. */
  after: number;
  /** How many texts of the same story and day, of which only the day is known, stand before it. */
  beside: number;
}

interface Story {
  id: string;
  row: Row;
  texts: Told[];
}

const STORIES = 8;
const DAYS = 92;
const LINE = 50;
/** Later reprints are drawn at the end of the scale. */
const HOURS = 72;
/** Step between dots of one day, in square roots of hours, the unit of the scale. */
const BESIDE = 0.12;
const STEPS = [0, 1, 3, 6, 12, 24, 48, 72];
/** Steps without a label where the picture is narrow. */
const TIGHT = [3, 12, 48];

/** How the stories that were told most went round: the first report and each reprint, hours later. */
export const chart = defineChart<Row>({
  id: "story-spread",
  view: "story_spread",
  order: 14,
  name: { zh: "一条新闻如何传开", en: "How a story spreads" },
  ends: (row) => row.lead_day,
  noun: { zh: "篇报道", en: "texts" },
  count: (rows) => stories(rows).reduce((sum, story) => sum + story.row.members, 0),
  title: finding,
  subtitle: (rows, { lang }) => {
    const days = stories(rows)
      .map(({ row }) => row.lead_day)
      .sort();
    const [first = "", last = ""] = [days[0], days.at(-1)];
    return {
      zh: `${dayName(first, "zh")}至 ${dayName(last, "zh")}被转载最多的报道，每一点是一家转载，横轴为首发后的小时数（满 ${HOURS} 小时并计）；空心的只知道日期`,
      en: `Stories reprinted most, ${dayName(first, "en")} to ${dayName(last, "en")}; each dot a reprint, hours after the first report (${HOURS} and later together); hollow: only the day is known`,
    }[lang];
  },
  legend: (_, { lang }) => [
    { label: { zh: "首发", en: "first report" }[lang], colour: colour("ink"), shape: "dot" },
    { label: { zh: "转载", en: "reprint" }[lang], colour: colour("third"), shape: "dot" },
  ],
  height: (rows) => stories(rows).length * LINE + 30,
  plot: (rows, options, area) => [{ svg: draw(stories(rows), options, area), height: area.height }],
});

/** The stories of the newest three months with most texts. */
function stories(rows: Row[]): Story[] {
  const newest = rows[0]?.lead_day;
  if (!newest) return [];
  const found = new Map<string, Story>();
  for (const row of rows.filter(({ lead_day }) => lead_day > addDays(newest, -DAYS))) {
    const story = found.get(row.story_id) ?? { id: row.story_id, row, texts: [] };
    const sameDay = story.texts.filter(
      (other) => other.hours_after_first === null && other.days_after_first === row.days_after_first,
    );
    story.texts.push({
      ...row,
      after: row.hours_after_first ?? row.days_after_first * 24,
      beside: row.hours_after_first === null ? sameDay.length : 0,
    });
    found.set(row.story_id, story);
  }
  return [...found.values()]
    .filter(({ texts }) => texts.length >= 2)
    .sort((a, b) => b.row.members - a.row.members || b.row.lead_day.localeCompare(a.row.lead_day))
    .slice(0, STORIES);
}

/** When half of the reprints were out: in hours where all times are known, in days otherwise. */
function half({ texts }: Story, lang: "zh" | "en"): string {
  const after = texts
    .slice(1)
    .map((row) => row.after)
    .sort((a, b) => a - b);
  const hours = after[Math.floor((after.length - 1) / 2)] ?? 0;
  if (texts.every((row) => row.hours_after_first !== null)) {
    const shown = count(hours, lang, hours < 10 ? 1 : 0);
    return { zh: `一半在 ${shown} 小时内`, en: `half of them within ${shown} hours` }[lang];
  }
  const days = Math.round(hours / 24);
  if (days === 0) return { zh: "一半在当天", en: "half of them on the same day" }[lang];
  return { zh: `一半在 ${days} 天内`, en: `half of them within ${days === 1 ? "a day" : `${days} days`}` }[lang];
}

function finding(rows: Row[], { lang }: ChartOptions): string {
  const [most] = stories(rows) as [Story];
  const title = clipped(plain(most.row.lead_title), 400, 16);
  return {
    zh: `传得最广的是“${title}”：转载 ${most.row.members - 1} 次，${half(most, "zh")}`,
    en: `Most reprinted: "${title}", ${times(most.row.members - 1)}, ${half(most, "en")}`,
  }[lang];
}

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

function draw(all: Story[], options: ChartOptions, { width, height }: Area): Element {
  const { lang } = options;
  const texts = all.flatMap((story) => story.texts);
  const place = ({ after, beside }: Told) => Math.min(HOURS, (Math.sqrt(Math.max(0, after)) + beside * BESIDE) ** 2);
  const shade = (row: Told) => colour(row.place === 1 ? "ink" : "third");
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: 8,
    marginRight: 48,
    marginTop: 14,
    marginBottom: 26,
    x: { type: "sqrt", domain: [0, HOURS] },
    y: { domain: all.map(({ id }) => id), type: "band", axis: null, padding: 0 },
    marks: [
      Plot.ruleX(STEPS, { stroke: colour("rule") }),
      Plot.axisX(options.width < 560 ? STEPS.filter((hours) => !TIGHT.includes(hours)) : STEPS, {
        tickFormat: (d: number) => ({ zh: `${d} 时`, en: `${d} h` })[lang],
        tickSize: 0,
        label: null,
        fill: colour("muted"),
      }),
      Plot.ruleY(all, {
        y: "id",
        x1: 0,
        x2: (story: Story) => Math.max(...story.texts.map(place)),
        stroke: colour("muted"),
        dy: 8,
      }),
      Plot.dot(texts, {
        y: "story_id",
        x: place,
        dy: 8,
        r: (row: Told) => (row.place === 1 ? 5.5 : 4.5),
        fill: (row: Told) => (row.hours_after_first === null ? colour("paper") : shade(row)),
        stroke: shade,
        strokeWidth: 1.5,
        href: (row: Told) => `article=${row.article_id}`,
        title: (row: Told) =>
          `${plain(row.publisher)} · +${count(row.hours_after_first ?? 0, lang, 1)} h · ${plain(row.title)}`,
      }),
      Plot.text(all, {
        y: "id",
        x: 0,
        dy: -11,
        dx: -6,
        text: (story: Story) =>
          clipped(`${plain(story.row.lead_title)} · ${plain(story.texts[0]?.publisher ?? "")}`, width - 120, 12.5),
        textAnchor: "start",
        fontSize: 12.5,
        fill: colour("ink"),
      }),
      Plot.text(all, {
        y: "id",
        frameAnchor: "right",
        dx: 44,
        dy: 8,
        text: (story: Story) => ({ zh: `${story.row.members} 篇`, en: `${story.row.members}` })[lang],
        textAnchor: "end",
        fontWeight: 700,
        fill: colour("ink"),
      }),
    ],
    r: { type: "identity" },
  });
}
