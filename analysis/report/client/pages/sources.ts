import { count, dayName, listed, plain, timeName, weekName } from "../../../charts/text.ts";
import { dataTable } from "../data-table.ts";
import { h, outside } from "../dom.ts";
import { pageCharts } from "../page-charts.ts";
import type { PageContent, View } from "../view.ts";

/** A row of view `source_health`. */
interface Health {
  source_id: string;
  source: string;
  source_en: string;
  home: string | null;
  state: string;
  state_zh: string;
  state_en: string;
  message: string | null;
  last_run: string | null;
  last_fine: string | null;
  items: number;
  items_last_4_weeks: number;
  last_item_day: string | null;
}
/** A row of view `source_weeks`. */
interface Week {
  week: string;
  source_id: string;
  source: string;
  source_en: string;
  items: number;
  runs: number;
  runs_in_trouble: number;
  trouble_zh: string | null;
  trouble_en: string | null;
  message: string | null;
}

/** Which sources gave what and which failed: in the chosen week, and at the last crawl. */
export function sourcesPage(view: View): PageContent {
  const { word, lang, state } = view;
  const health = view.model.rows("source_health") as unknown as Health[];
  const weeks = (view.model.rows("source_weeks") as unknown as Week[]).filter(({ week }) => week === state.week);
  const failed = weeks.filter(({ runs_in_trouble }) => runs_in_trouble > 0);
  const sorted = [...weeks].sort((a, b) => b.runs_in_trouble - a.runs_in_trouble || b.items - a.items);
  const name = (row: { source: string; source_en: string }) => plain(lang === "zh" ? row.source : row.source_en);
  return {
    title: word("sources"),
    content: [
      h("h2", { class: "finding" }, weekFinding(view, weeks, failed.map(name))),
      h("p", { class: "finding-more" }, crawlFinding(view, health, name)),
      ...(sorted.length
        ? [
            dataTable<Week>(view, {
              id: "source-week",
              caption: `${word("sources")} · ${weekName(state.week ?? "", lang)}`,
              rows: sorted,
              columns: [
                { key: "source", label: word("source"), cell: name },
                { key: "state", label: word("state"), cell: (row) => weekState(view, row) },
                { key: "items", label: word("items"), number: true, cell: (row) => count(row.items, lang) },
                { key: "runs", label: word("runs"), number: true, cell: (row) => count(row.runs, lang) },
                { key: "message", label: word("message"), long: true, cell: (row) => plain(row.message ?? "") },
              ],
            }),
          ]
        : []),
      dataTable<Health>(view, {
        id: "source-health",
        caption: word("lastCrawl"),
        rows: health,
        columns: [
          { key: "source", label: word("source"), cell: (row) => outside(row.home, name(row)) },
          {
            key: "state",
            label: word("state"),
            cell: (row) =>
              h(
                "span",
                { class: row.state === "fine" || row.state === "never_run" ? "" : "trouble" },
                lang === "zh" ? row.state_zh : row.state_en,
              ),
          },
          { key: "last", label: word("lastRun"), cell: (row) => (row.last_run ? timeName(row.last_run, lang) : "–") },
          {
            key: "fine",
            label: word("lastFine"),
            minor: true,
            cell: (row) => (row.last_fine ? timeName(row.last_fine, lang) : "–"),
          },
          { key: "items", label: word("items"), number: true, minor: true, cell: (row) => count(row.items, lang) },
          {
            key: "recent",
            label: word("lastFourWeeks"),
            number: true,
            cell: (row) => count(row.items_last_4_weeks, lang),
          },
          {
            key: "day",
            label: word("lastItem"),
            cell: (row) => (row.last_item_day ? dayName(row.last_item_day, lang) : "–"),
          },
          { key: "message", label: word("message"), long: true, cell: (row) => plain(row.message ?? "") },
        ],
      }),
      pageCharts(view, "sources"),
    ],
  };
}

function weekState({ lang, word }: View, row: Week): HTMLElement {
  if (row.runs_in_trouble)
    return h("span", { class: "trouble" }, (lang === "zh" ? row.trouble_zh : row.trouble_en) ?? "");
  return h("span", {}, row.runs ? word("fine") : "–");
}

function weekFinding({ state, lang }: View, weeks: Week[], failed: string[]): string {
  const when = weekName(state.week ?? "", lang);
  if (!weeks.some(({ runs }) => runs > 0))
    return { zh: `${when}没有采集记录`, en: `No crawl was recorded in ${when}` }[lang];
  if (!failed.length) return { zh: `${when}没有来源出问题`, en: `No source failed in ${when}` }[lang];
  return { zh: `${when}出问题的来源：${listed(failed, "zh")}`, en: `Failed in ${when}: ${listed(failed, "en")}` }[lang];
}

function crawlFinding({ lang }: View, health: Health[], name: (row: Health) => string): string {
  const failed = health.filter(({ state }) => state !== "fine" && state !== "never_run");
  const last = health
    .map((row) => row.last_run ?? "")
    .sort()
    .at(-1);
  if (!last)
    return { zh: "还没有采集过，全部条目来自导入。", en: "Nothing was crawled yet; all items were imported." }[lang];
  const when = timeName(last, lang);
  if (!failed.length)
    return { zh: `最近一次采集（${when}）各来源都正常。`, en: `At the last crawl (${when}) every source was fine.` }[
      lang
    ];
  const names = listed(failed.map(name), lang);
  return { zh: `最近一次采集（${when}）出问题的：${names}。`, en: `In trouble at the last crawl (${when}): ${names}.` }[
    lang
  ];
}
