import { plain, quarterName } from "../../../charts/text.ts";
import { h } from "../dom.ts";
import { periodNote } from "../looking.ts";
import { pageCharts } from "../page-charts.ts";
import { quarterBox, shownQuarter } from "../quarters.ts";
import { COUNT_NAMES, type Count, sortedBy, type TierCounts, tierTable } from "../tier-table.ts";
import type { PageContent, View } from "../view.ts";

interface Row {
  quarter: string;
  quarter_end: string;
  industry: string;
  industry_zh: string;
  industry_en: string;
  tier: string;
  launches: number;
}
interface IndustryRow extends TierCounts {
  id: string;
  name: string;
}

/** Industries served by the launches of a quarter. */
export function industriesPage(view: View): PageContent {
  const { word, lang } = view;
  const all = view.model.rows("industry_by_tier") as unknown as Row[];
  const quarter = shownQuarter(view, all);
  if (!quarter) return { title: word("industries"), content: [h("p", { class: "empty" }, word("noData"))] };
  const sort = sortedBy(view);
  const rows = byIndustry(
    all.filter((row) => row.quarter === quarter),
    view,
  ).sort((a, b) => b[sort] - a[sort]);
  const first = rows[0];
  return {
    title: word("industries"),
    content: [
      h("h2", { class: "finding" }, first ? finding(view, quarter, first, sort) : word("noData")),
      ...(view.state.own.quarter ? [] : [periodNote(view, quarterName(quarter, lang))]),
      quarterBox(view, all, quarter),
      tierTable(view, {
        id: "industries",
        caption: `${word("industries")} · ${quarterName(quarter, lang)}`,
        quarter,
        rows,
        filter: (row) => ({ industry: row.id }),
        before: [
          {
            key: "industry",
            label: word("industry"),
            cell: (row) => h("a", { href: view.link("launches", { industry: row.id }) }, row.name),
          },
        ],
        after: [
          {
            key: "worries",
            label: word("worries"),
            cell: (row) =>
              h(
                "a",
                {
                  href: view.link("themes", { industry: row.id }),
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
    const known = found.get(industry) ?? { id: industry, name, general: 0, industry: 0, application: 0, launches: 0 };
    if (tier === "general" || tier === "industry" || tier === "application") known[tier] += launches;
    known.launches += launches;
    found.set(industry, known);
  }
  return [...found.values()];
}

function finding({ lang, word }: View, quarter: string, first: IndustryRow, sort: Count): string {
  const when = quarterName(quarter, lang);
  const what = sort === "launches" ? "" : word(COUNT_NAMES[sort]);
  const tier = { zh: `${what}发布`, en: `${what.toLowerCase()} launches`.trim() }[lang];
  return {
    zh: `${when}${tier}最多的行业：${first.name}，${first[sort]} 个`,
    en: `Most ${tier} in ${when} serve ${first.name}: ${first[sort]}`,
  }[lang];
}
