import * as Plot from "@observablehq/plot";
import { timeAxis } from "./axes.ts";
import { type Area, type ChartOptions, defineChart } from "./chart.ts";
import { apart, type Claim, claimList, claimStory, VERDICTS, type Verdict, verdictColour } from "./claim-marks.ts";
import { colour, tierColour } from "./colours.ts";
import { date, isUnfinished } from "./periods.ts";
import { count, monthName } from "./text.ts";
import { tierLegend, tierName } from "./tiers.ts";

interface Row extends Claim {
  kind: "launches" | "claim";
  day: string;
  month: string;
  tier: string;
  cumulative: number;
}

/** The pyramid as it grew: launches in China added up by tier, the claims about them as marks, each with its verdict. */
export const chart = defineChart<Row>({
  id: "market-growth",
  view: "market_growth",
  order: 6,
  name: { zh: "市场的增长与各种说法", en: "Growth of the market, and claims about it" },
  ends: (row) => row.day,
  noun: { zh: "个发布", en: "launches" },
  count: (rows) => totals(rows).at(-1)?.total ?? 0,
  title: finding,
  subtitle: (rows, { lang }) => {
    const months = totals(rows);
    const [first, last] = [months[0]?.day ?? "", months.at(-1)?.day ?? ""];
    return {
      zh: `境内机构发布的累计数，新闻与名录合计，${monthName(first, "zh")}至 ${monthName(last, "zh")}；圆点是他人的说法，编号见下；菱形说的是备案数，不与曲线同计`,
      en: `Launches by vendors at home in China added up, news and registry, ${monthName(first, "en")} to ${monthName(last, "en")}; dots: claims made by others, numbered below; diamonds: claims about filings, not comparable with the curve`,
    }[lang];
  },
  legend: (rows, options) => [
    ...tierLegend(options),
    ...Object.entries(VERDICTS)
      .filter(([verdict]) => claimsOf(rows).some((claim) => claim.verdict === verdict))
      .map(([verdict, name]) => ({
        label: { zh: `说法${name.zh}`, en: `claim ${name.en}` }[options.lang],
        colour: verdictColour(verdict as Verdict),
        shape: "dot" as const,
      })),
  ],
  height: () => 360,
  plot: (rows, options, area) => {
    const claims = claimsOf(rows);
    const growth = { svg: draw(rows, options, area), height: area.height + 6 };
    if (!claims.length) return [growth];
    return [growth, claimList(claims, options, area.width)];
  },
});

const launchesOf = (rows: Row[]): Row[] => rows.filter((row) => row.kind === "launches");
const claimsOf = (rows: Row[]): Row[] => rows.filter((row) => row.kind === "claim");

function totals(rows: Row[]): { day: string; total: number }[] {
  const days = new Map<string, number>();
  for (const row of launchesOf(rows)) days.set(row.day, (days.get(row.day) ?? 0) + row.cumulative);
  return [...days].map(([day, total]) => ({ day, total }));
}

function finding(rows: Row[], options: ChartOptions): string {
  const { lang } = options;
  const last = totals(rows).at(-1);
  const claims = claimsOf(rows);
  const total = last?.total ?? 0;
  const largest = launchesOf(rows)
    .filter((row) => row.day === last?.day)
    .reduce((a, b) => (b.cumulative > a.cumulative ? b : a));
  const share = Math.round((largest.cumulative / total) * 100);
  const head = {
    zh: `已知境内发布 ${count(total, "zh")} 个，${share}% 是${tierName(largest.tier, options)}`,
    en: `${count(total, "en")} launches known in China, ${share}% of them ${tierName(largest.tier, options)}`,
  }[lang];
  if (!claims.length) return head;
  const of = (verdict: Verdict) => claims.filter((claim) => claim.verdict === verdict).length;
  const parts = (Object.keys(VERDICTS) as Verdict[])
    .filter((verdict) => of(verdict) > 0)
    .map(
      (verdict) =>
        ({ zh: `${of(verdict)} 个${VERDICTS[verdict].zh}`, en: `${of(verdict)} ${VERDICTS[verdict].en}` })[lang],
    );
  return {
    zh: `${head}；${claims.length} 个说法中，${parts.join("、")}`,
    en: `${head}; of ${claims.length} claims, ${parts.join(", ")}`,
  }[lang];
}

function draw(rows: Row[], options: ChartOptions, { width, height }: Area): Element {
  const end = totals(rows).at(-1);
  const start = totals(rows).find(({ total }) => total >= 0.01 * (end?.total ?? 0))?.day ?? options.today;
  const launches = launchesOf(rows).filter((row) => row.day >= start);
  const [from, to] = [date(start), date(end?.day ?? options.today)];
  const months = launches.length / 3;
  const top = Math.max(end?.total ?? 0, ...claimsOf(rows).map((claim) => claim.level)) * 1.06;
  const claims = apart(
    claimsOf(rows).filter((claim) => claim.day >= start),
    (claim) => ({
      x: ((date(claim.day).getTime() - from.getTime()) / (to.getTime() - from.getTime())) * (width - 66),
      y: (1 - claim.level / top) * (height - 38),
    }),
  );
  const x = (row: { day: string }) => date(row.day);
  const unfinished = launches.find((row) => isUnfinished(row.day, options))?.month;
  return Plot.plot({
    document: options.document,
    width,
    height,
    marginLeft: 46,
    marginRight: 20,
    marginTop: 12,
    marginBottom: 26,
    x: { type: "utc", domain: [from, to] },
    y: { domain: [0, top] },
    marks: [
      Plot.gridY({ stroke: colour("rule"), strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ ticks: 5, label: null, tickSize: 0, tickFormat: (d: number) => count(d, options.lang) }),
      timeAxis(options, months, width),
      Plot.areaY(launches, {
        x,
        y: "cumulative",
        z: "tier",
        fill: (row: Row) => tierColour(row.tier),
        fillOpacity: 0.85,
        order: ["general", "industry", "application"],
        curve: "step-before",
        title: (row: Row) => tierName(row.tier, options),
      }),
      Plot.ruleY([0], { stroke: colour("muted") }),
      ...(unfinished
        ? [
            Plot.ruleX([date(`${unfinished}-01`)], { stroke: colour("muted"), strokeDasharray: "3 3" }),
            Plot.text([date(`${unfinished}-01`)], {
              x: (day: Date) => day,
              frameAnchor: "top",
              dx: 5,
              dy: 2,
              text: () => ({ zh: "此后新闻不全", en: "news not complete after" })[options.lang],
              textAnchor: "start",
              fontSize: 11,
              fill: colour("muted"),
            }),
          ]
        : []),
      ...claims.flatMap((claim) => [
        Plot.dot([claim], { x, y: "level", r: 2.5, fill: verdictColour(claim.verdict) }),
        Plot.dot([claim], {
          x,
          y: "level",
          r: 9,
          dx: claim.dx,
          dy: claim.dy,
          symbol: claim.filed ? "diamond" : "circle",
          fill: verdictColour(claim.verdict),
          stroke: colour("paper"),
          strokeWidth: 1.5,
          href: () => `claim=${claim.claim_id}`,
          title: () => claimStory(claim, options),
        }),
        Plot.text([claim], {
          x,
          y: "level",
          dx: claim.dx,
          dy: claim.dy,
          text: () => String(claim.number),
          fill: colour("paper"),
          fontWeight: 700,
          fontSize: 11,
        }),
      ]),
    ],
  });
}
