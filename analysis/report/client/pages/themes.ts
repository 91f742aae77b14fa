import { recentConcerns } from "../../../charts/buyer-concerns.ts";
import { count, dayName, listed, percent, plain, spanOf } from "../../../charts/text.ts";
import { choiceBox } from "../choice.ts";
import { dataTable } from "../data-table.ts";
import { h, outside } from "../dom.ts";
import { looking, periodNote, seen } from "../looking.ts";
import { pageCharts } from "../page-charts.ts";
import type { PageContent, View } from "../view.ts";
import { moreOf } from "../words.ts";

/** A row of view `buyer_concerns`: an item that speaks of a concern. */
interface Row {
  date: string;
  quarter: string;
  quarter_end: string;
  concern: string;
  concern_zh: string;
  concern_en: string;
  industries: string[];
  article_id: string;
  title: string;
  publisher: string;
  url: string | null;
  sentence: string | null;
}
interface ConcernRow {
  concern: string;
  name: string;
  items: number;
  share: number;
}

const SENTENCES = 12;
const MORE = 40;

/** What buyers worry about, in all or in one industry, with the sentences that say it; then the other themes. */
export function themesPage(view: View): PageContent {
  const { word, state, lang, model } = view;
  const { industry = "", concern = "" } = state.own;
  const known = seen(view, model.rows("buyer_concerns") as unknown as Row[], (row) => row.quarter_end);
  const all = recentConcerns(known, looking(view));
  const rows = industry ? all.filter((row) => row.industries.includes(industry)) : all;
  const counted = countConcerns(rows, view);
  const industries = industryNames(view);
  const choose = (own: Record<string, string>) => view.choose({ ...state.own, ...own });
  const shown = rows
    .filter((row) => row.sentence && (!concern || row.concern === concern))
    .sort((a, b) => (a.date < b.date ? 1 : -1));
  const quotes = together(shown);
  const most = state.own.more ? MORE : SENTENCES;
  return {
    title: word("themes"),
    content: [
      h("h2", { class: "finding" }, finding(view, counted, articlesOf(rows), industries.get(industry))),
      ...(all.length ? [periodNote(view, spanOf(all, lang))] : []),
      h(
        "div",
        { class: "filters" },
        choiceBox("theme-industry", word("industry"), withAll(view, industries), industry, (value) =>
          choose({ industry: value, more: "" }),
        ),
        choiceBox(
          "theme-concern",
          word("concern"),
          withAll(view, new Map(counted.map((row) => [row.concern, row.name]))),
          concern,
          (value) => choose({ concern: value, more: "" }),
        ),
      ),
      dataTable<ConcernRow>(view, {
        id: "concerns",
        caption: `${word("worries")} · ${industries.get(industry) ?? word("all")}`,
        rows: counted,
        columns: [
          {
            key: "concern",
            label: word("concern"),
            cell: (row) => h("a", { href: view.link("themes", { ...state.own, concern: row.concern }) }, row.name),
          },
          { key: "items", label: word("items"), number: true, cell: (row) => count(row.items, lang) },
          { key: "share", label: word("share"), number: true, cell: (row) => [bar(row.share), percent(row.share)] },
        ],
      }),
      h("h3", {}, word("sentences")),
      quotes.length
        ? h(
            "ul",
            { class: "quotes" },
            quotes.slice(0, most).map((rows) => quote(view, rows)),
          )
        : h("p", { class: "hint" }, word("noData")),
      ...(quotes.length > most && !state.own.more
        ? [
            h(
              "p",
              {},
              h(
                "a",
                { href: view.link("themes", { ...state.own, more: "1" }) },
                moreOf(Math.min(MORE, quotes.length) - most, lang),
              ),
            ),
          ]
        : []),
      pageCharts(view, "themes"),
    ],
  };
}

/** Rows of one sentence that speaks of several worries. */
function together(rows: Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.article_id}\n${row.sentence}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function quote({ lang }: View, rows: Row[]): HTMLElement | null {
  const [row] = rows;
  if (!row) return null;
  const concerns = rows.map((one) => (lang === "zh" ? one.concern_zh : one.concern_en));
  return h(
    "li",
    {},
    h("blockquote", {}, h("bdi", {}, plain(row.sentence ?? ""))),
    h(
      "p",
      { class: "kicker" },
      `${concerns.join(lang === "zh" ? "、" : ", ")} · `,
      outside(row.url, h("bdi", {}, plain(row.title))),
      ` · ${plain(row.publisher)} · ${dayName(row.date, lang)}`,
    ),
  );
}

function bar(share: number): HTMLElement {
  const inner = h("span");
  inner.style.width = `${Math.round(share * 100)}%`;
  return h("span", { class: "bar", "aria-hidden": "true" }, inner);
}

/** Items that speak of any concern. */
const articlesOf = (rows: Row[]): number => new Set(rows.map((row) => row.article_id)).size;

function countConcerns(rows: Row[], { lang }: View): ConcernRow[] {
  const items = new Map<string, { name: string; articles: Set<string> }>();
  const articles = articlesOf(rows);
  for (const row of rows) {
    const known = items.get(row.concern) ?? {
      name: lang === "zh" ? row.concern_zh : row.concern_en,
      articles: new Set<string>(),
    };
    known.articles.add(row.article_id);
    items.set(row.concern, known);
  }
  return [...items]
    .map(([concern, { name, articles: own }]) => ({ concern, name, items: own.size, share: own.size / articles }))
    .sort((a, b) => b.items - a.items);
}

function industryNames({ model, lang }: View): Map<string, string> {
  const names = new Map<string, string>();
  for (const row of [...model.rows("industry_by_tier"), ...model.rows("concerns_by_industry")]) {
    names.set(String(row.industry), String(lang === "zh" ? row.industry_zh : row.industry_en));
  }
  return names;
}

const withAll = ({ word }: View, names: Map<string, string>): { value: string; name: string }[] => [
  { value: "", name: word("all") },
  ...[...names].map(([value, name]) => ({ value, name })),
];

function finding({ lang }: View, counted: ConcernRow[], items: number, industry: string | undefined): string {
  const where = industry
    ? { zh: `${industry}客户`, en: `Buyers in ${industry.toLowerCase()}` }[lang]
    : { zh: "客户", en: "Buyers" }[lang];
  const [first, second] = counted;
  if (!first) return { zh: `还没有收录到${where}的顾虑`, en: `${where}: no worries collected yet` }[lang];
  if (items < 5)
    return {
      zh: `${where}的顾虑只有 ${items} 条，看不出规律`,
      en: `${where}: only ${items} items, too few for a finding`,
    }[lang];
  const names = second && second.items === first.items ? listed([first.name, second.name], lang) : first.name;
  return { zh: `${where}最担心的是${names}`, en: `${where} worry most about ${names}` }[lang];
}
