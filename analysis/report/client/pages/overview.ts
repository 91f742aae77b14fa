import { count, plain, weekName } from "../../../charts/text.ts";
import { chartFigure } from "../chart-figure.ts";
import { h } from "../dom.ts";
import type { LaunchRow } from "../model.ts";
import { launchName, tierChip, vendorName } from "../names.ts";
import type { PageContent, View } from "../view.ts";

const CHARTS = ["launches-by-week", "tier-mix", "vendor-league", "claim-count", "cumulative", "coverage"];
const SHOWN = 8;

/** What happened in the week, then the market in the few pictures that matter most. */
export function overviewPage(view: View): PageContent {
  const figures = CHARTS.flatMap((id) => chartFigure(view, id) ?? []);
  return {
    title: view.word("overview"),
    content: [weekSection(view), h("div", { class: "figures" }, figures)],
  };
}

function weekSection(view: View): HTMLElement {
  const { state, lang, word, model } = view;
  const week = state.week;
  if (!week) return h("section", { class: "week" }, h("h2", {}, word("noData")));
  const launches = model.launches.filter((launch) => launch.week === week && launch.released && launch.in_news);
  const shown = [...launches].sort((a, b) => b.articles - a.articles || b.confidence - a.confidence).slice(0, SHOWN);
  return h(
    "section",
    { class: "week" },
    h("p", { class: "kicker" }, weekName(week, lang)),
    h("h2", {}, headline(view, week, launches)),
    h(
      "ol",
      { class: "top" },
      shown.map((launch) => item(view, launch)),
    ),
    launches.length > shown.length
      ? h(
          "p",
          {},
          h(
            "a",
            { href: view.link("launches", { week, status: "released" }) },
            `${word("allOfWeek")} (${launches.length}) →`,
          ),
        )
      : null,
  );
}

function headline({ lang }: View, week: string, launches: LaunchRow[]): string {
  if (!launches.length) {
    return {
      zh: `${weekName(week, "zh")}:没有收录到新的发布`,
      en: `No launch was collected in ${weekName(week, "en")}`,
    }[lang];
  }
  const of = (tier: string) => count(launches.filter((launch) => launch.tier === tier).length, lang);
  return {
    zh: `本周 ${count(launches.length, lang)} 个发布:通用大模型 ${of("general")},行业大模型 ${of("industry")},应用 ${of("application")}`,
    en: `${count(launches.length, lang)} launches this week: ${of("general")} general, ${of("industry")} industry, ${of("application")} applications`,
  }[lang];
}

function item(view: View, launch: LaunchRow): HTMLElement {
  const { lang } = view;
  return h(
    "li",
    {},
    tierChip(launch.tier, lang === "zh" ? launch.tier_zh : launch.tier_en),
    h(
      "a",
      { class: "name", href: view.link("launches", { week: launch.week ?? "", id: launch.id }) },
      h("bdi", {}, launchName(launch)),
    ),
    h("span", { class: "by" }, vendorName(launch, lang)),
    launch.lead_title ? h("span", { class: "lead" }, h("bdi", {}, plain(launch.lead_title))) : null,
  );
}
