import { count, plain, quarterName } from "../../../charts/text.ts";
import { dataTable } from "../data-table.ts";
import { h } from "../dom.ts";
import { pageCharts } from "../page-charts.ts";
import { quarterBox, shownQuarter } from "../quarters.ts";
import type { PageContent, View } from "../view.ts";
import type { Word } from "../words.ts";

interface Row {
  quarter: string;
  quarter_end: string;
  industry: string;
  industry_zh: string;
  industry_en: string;
  tier: string;
  launches: number;
}
interface IndustryRow {
  industry: string;
  name: string;
  general: number;
  tierIndustry: number;
  application: number;
  launches: number;
}

const COUNTS = ["launches", "general", "tierIndustry", "application"] as const;
type Count = (typeof COUNTS)[number];
const TIERS: Record<Count, string> = {
  launches: "",
  general: "general",
  tierIndustry: "industry",
  application: "application",
};
const NAMES: Record<Count, Word> = {
  launches: "total",
  general: "general",
  tierIndustry: "industryTier",
  application: "application",
};

/** Industries served by the launches of a quarter. */
export function industriesPage(view: View): PageContent {
  const { word, lang, state } = view;
  const all = view.model.rows("industry_by_tier") as unknown as Row[];
  const quarter = shownQuarter(view, all);
  if (!quarter) return { title: word("industries"), content: [h("p", { class: "empty" }, word("noData"))] };
  const sort = COUNTS.find((key) => key === state.own.sort) ?? "launches";
  const rows = byIndustry(
    all.filter((row) => row.quarter === quarter),
    view,
  ).sort((a, b) => b[sort] - a[sort]);
  const number = (key: Count) => ({
    key,
    label: word(NAMES[key]),
    number: true,
    cell: (row: IndustryRow) =>
      row[key]
        ? h(
            "a",
            {
              href: view.link("launches", {
                industry: row.industry,
                quarter,
                status: "released",
                ...(TIERS[key] ? { tier: TIERS[key] } : {}),
              }),
            },
            count(row[key], lang),
          )
        : h("span", { class: "zero" }, "0"),
  });
  const first = rows[0];
  return {
    title: word("industries"),
    content: [
      h("h2", { class: "finding" }, first ? finding(view, quarter, first, sort) : word("noData")),
      quarterBox(view, all, quarter),
      dataTable(view, {
        id: "industries",
        caption: `${word("industries")} · ${quarterName(quarter, lang)}`,
        sort,
        rows,
        columns: [
          {
            key: "industry",
            label: word("industry"),
            cell: (row) => h("a", { href: view.link("launches", { industry: row.industry }) }, row.name),
          },
          number("general"),
          number("tierIndustry"),
          number("application"),
          number("launches"),
          {
            key: "worries",
            label: word("worries"),
            cell: (row) =>
              h(
                "a",
                {
                  href: view.link("themes", { industry: row.industry }),
                  "aria-label": `${row.name} ${word("worries")}`,
                },
                "→",
              ),
          },
        ],
      }),
      pageCharts(view, "industries", quarter),
    ],
  };
}

function byIndustry(rows: Row[], { lang }: View): IndustryRow[] {
  const found = new Map<string, IndustryRow>();
  for (const { industry, industry_zh, industry_en, tier, launches } of rows) {
    const name = plain(lang === "zh" ? industry_zh : industry_en);
    const known = found.get(industry) ?? { industry, name, general: 0, tierIndustry: 0, application: 0, launches: 0 };
    if (tier === "general") known.general += launches;
    if (tier === "industry") known.tierIndustry += launches;
    if (tier === "application") known.application += launches;
    known.launches += launches;
    found.set(industry, known);
  }
  return [...found.values()];
}

function finding({ lang, word }: View, quarter: string, first: IndustryRow, sort: Count): string {
  const when = quarterName(quarter, lang);
  const what = sort === "launches" ? "" : word(NAMES[sort]);
  const tier = { zh: `${what}发布`, en: `${what.toLowerCase()} launches`.trim() }[lang];
  return {
    zh: `${when}${tier}最多的行业：${first.name}，${first[sort]} 个`,
    en: `Most ${tier} in ${when} serve ${first.name}: ${first[sort]}`,
  }[lang];
}
