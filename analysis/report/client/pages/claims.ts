import { count, dayName, percent, plain, speaker } from "../../../charts/text.ts";
import { type Child, h } from "../dom.ts";
import { pageCharts } from "../page-charts.ts";
import type { PageContent, View } from "../view.ts";

/** A row of view `claims_check`. */
interface Row {
  id: string;
  text_zh: string;
  text_en: string;
  said_by: string;
  said_on: string | null;
  claimed: number;
  comparison: string;
  filed: boolean;
  found: number;
  possible: number;
  found_in_news: number;
  found_in_registry: number;
  found_vendors: number;
  registry_completeness: number | null;
  registry_complete: boolean;
  verdict: "supported" | "contradicted" | "cannot_be_decided";
  verdict_zh: string;
  verdict_en: string;
  criteria_zh: string;
  criteria_en: string;
}

/** Each claim about the size of the market with what was found for it. */
export function claimsPage(view: View): PageContent {
  const { word, state } = view;
  const rows = view.model.rows("claims_check") as unknown as Row[];
  if (!rows.length) return { title: word("claims"), content: [h("p", { class: "empty" }, word("noData"))] };
  const open = rows.find(({ id }) => id === state.own.claim);
  return {
    title: word("claims"),
    content: [
      h("h2", { class: "finding" }, finding(view, rows)),
      h("p", { class: "hint" }, word("verdictRule")),
      h(
        "ol",
        { class: "claims" },
        rows.map((row) => claim(view, row, row === open)),
      ),
      pageCharts(view, "claims", open?.id),
    ],
  };
}

function claim(view: View, row: Row, open: boolean): HTMLElement {
  const { word, lang } = view;
  const zh = lang === "zh";
  const said = row.said_on
    ? `${speaker(row.said_by, lang)}${{ zh: "，", en: ", " }[lang]}${dayName(row.said_on, lang)}`
    : speaker(row.said_by, lang);
  const facts: [string, Child][] = [
    [
      word("claimed"),
      { zh: `${comparison(row, lang)} ${row.claimed} 个`, en: `${comparison(row, lang)} ${row.claimed}` }[lang],
    ],
    [word("found"), [count(row.found, lang), " ", foundIn(view, row)]],
    [word("possible"), row.possible ? count(row.possible, lang) : null],
    [word("criteria"), plain(zh ? row.criteria_zh : row.criteria_en)],
    [word("completeness"), completeness(view, row)],
  ];
  return h(
    "li",
    { class: `claim ${row.verdict}${open ? " open" : ""}`, id: `claim-${row.id}` },
    h("p", { class: "kicker" }, said),
    h("h3", {}, h("a", { href: view.link("claims", { claim: row.id }) }, plain(zh ? row.text_zh : row.text_en))),
    h("p", { class: "verdict" }, h("strong", {}, zh ? row.verdict_zh : row.verdict_en)),
    h(
      "dl",
      { class: "facts" },
      facts.flatMap(([name, value]) => (value ? [h("dt", {}, name), h("dd", {}, value)] : [])),
    ),
    row.found && !row.filed
      ? h("p", {}, h("a", { href: view.link("launches", { claim: row.id, sort: "date" }) }, `${word("byWhat")} →`))
      : null,
  );
}

const comparison = ({ comparison: how }: Row, lang: "zh" | "en"): string =>
  ({
    more_than: { zh: "超过", en: "more than" },
    at_least: { zh: "不少于", en: "at least" },
    about: { zh: "约", en: "about" },
  })[how]?.[lang] ?? "";

function foundIn({ lang }: View, row: Row): string {
  if (row.filed) return { zh: "条备案", en: "filings" }[lang];
  return {
    zh: `个（新闻 ${row.found_in_news}，名录 ${row.found_in_registry}；${row.found_vendors} 家厂商）`,
    en: `(news ${row.found_in_news}, registry ${row.found_in_registry}; ${row.found_vendors} vendors)`,
  }[lang];
}

function completeness({ lang }: View, row: Row): string {
  if (row.registry_completeness === null) {
    return {
      zh: "无法估计：该时段新闻里没有可对照的发布",
      en: "cannot be estimated: no launches in the news to compare with",
    }[lang];
  }
  const share = percent(row.registry_completeness);
  return {
    zh: `新闻所见的发布中 ${share} 也在名录里${row.registry_complete ? "" : "，不足以判定“不成立”"}`,
    en: `${share} of the launches in the news are in the registry too${row.registry_complete ? "" : ": not enough to call a claim contradicted"}`,
  }[lang];
}

function finding({ lang }: View, rows: Row[]): string {
  const of = (verdict: Row["verdict"]) => rows.filter((row) => row.verdict === verdict).length;
  return {
    zh: `核对 ${rows.length} 个说法：${of("supported")} 个成立，${of("contradicted")} 个不成立，${of("cannot_be_decided")} 个无法判定`,
    en: `${rows.length} claims checked: ${of("supported")} supported, ${of("contradicted")} contradicted, ${of("cannot_be_decided")} cannot be decided`,
  }[lang];
}
