import { count, listed, plain, quarterName } from "../../../charts/text.ts";
import { h } from "../dom.ts";
import { periodNote } from "../looking.ts";
import { pageCharts } from "../page-charts.ts";
import { quarterBox, shownQuarter } from "../quarters.ts";
import { COUNT_NAMES, type Count, sortedBy, type TierCounts, tierTable } from "../tier-table.ts";
import type { PageContent, View } from "../view.ts";

interface Row extends TierCounts {
  quarter: string;
  quarter_end: string;
  rank: number;
  previous_rank: number | null;
  rank_change: number | null;
  vendor_id: string;
  vendor: string;
  vendor_en: string;
  vendor_kind_zh: string;
  vendor_kind_en: string;
}

/** Vendors of a quarter, sorted by all launches or those of one tier. */
export function vendorsPage(view: View): PageContent {
  const { word, lang } = view;
  const all = view.model.rows("vendor_league") as unknown as Row[];
  const quarter = shownQuarter(view, all);
  if (!quarter) return { title: word("vendors"), content: [h("p", { class: "empty" }, word("noData"))] };
  const sort = sortedBy(view);
  const rows = all.filter((row) => row.quarter === quarter).sort((a, b) => b[sort] - a[sort] || a.rank - b.rank);
  const name = (row: Row) => plain(lang === "zh" ? row.vendor : row.vendor_en);
  return {
    title: word("vendors"),
    content: [
      h("h2", { class: "finding" }, finding(view, quarter, rows, sort, name)),
      ...(view.state.own.quarter ? [] : [periodNote(view, quarterName(quarter, lang))]),
      quarterBox(view, all, quarter),
      tierTable(view, {
        id: "vendors",
        caption: `${word("vendors")} · ${quarterName(quarter, lang)}`,
        quarter,
        rows,
        filter: (row) => ({ vendor: row.vendor_id }),
        before: [
          { key: "rank", label: word("rank"), cell: (row) => rankOf(rows, row, sort) },
          {
            key: "change",
            label: word("change"),
            minor: true,
            cell: (row) => (sort === "launches" ? change(view, row) : ""),
          },
          {
            key: "vendor",
            label: word("vendor"),
            cell: (row) => h("a", { href: view.link("launches", { vendor: row.vendor_id }) }, name(row)),
          },
          {
            key: "kind",
            label: word("kind"),
            minor: true,
            cell: (row) => (lang === "zh" ? row.vendor_kind_zh : row.vendor_kind_en),
          },
        ],
      }),
      pageCharts(view, "vendors", quarter),
    ],
  };
}

const rankOf = (rows: Row[], row: Row, sort: Count): string =>
  row[sort] ? String(1 + rows.findIndex((other) => other[sort] === row[sort])) : "–";

function change({ word, lang }: View, { rank_change, previous_rank }: Row): string {
  if (previous_rank === null) return word("isNew");
  if (!rank_change) return "–";
  return `${rank_change > 0 ? "▲" : "▼"} ${count(Math.abs(rank_change), lang)}`;
}

function finding(view: View, quarter: string, rows: Row[], sort: Count, name: (row: Row) => string): string {
  const { lang, word } = view;
  const most = rows[0]?.[sort] ?? 0;
  const when = quarterName(quarter, lang);
  const what =
    sort === "launches"
      ? { zh: "发布", en: "launches" }[lang]
      : { zh: `${word(COUNT_NAMES[sort])}发布`, en: `${word(COUNT_NAMES[sort]).toLowerCase()} launches` }[lang];
  if (!most) return { zh: `${when}没有收录到${what}`, en: `No ${what} collected for ${when}` }[lang];
  const first = rows.filter((row) => row[sort] === most).map(name);
  const names =
    first.length > 4 ? { zh: `${first.length} 家厂商`, en: `${first.length} vendors` }[lang] : listed(first, lang);
  const each = first.length > 1 ? { zh: "各", en: " each" }[lang] : "";
  return {
    zh: `${when}${what}最多：${names}，${each ? `${each} ` : ""}${most} 个`,
    en: `Most ${what} in ${when}: ${names}, ${most}${each}`,
  }[lang];
}
