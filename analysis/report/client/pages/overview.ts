import { count, dayName, listed, plain, weekName } from "../../../charts/text.ts";
import { type WeekFacts, weekFacts } from "../../../digest/week-facts.ts";
import { launchName } from "../../../launch-name.ts";
import { h } from "../dom.ts";
import type { LaunchRow } from "../model.ts";
import { tierChip, vendorName } from "../names.ts";
import { pageCharts } from "../page-charts.ts";
import { address } from "../state.ts";
import type { PageContent, View } from "../view.ts";

const SHOWN = 9;
const WORDS = 10;
const PROMISED = 5;

/** What happened in the week, then the market in the few pictures that matter most. */
export function overviewPage(view: View): PageContent {
  const { week } = view.state;
  const facts = week ? weekFacts(view.model.launches, week) : null;
  return {
    title: view.word("overview"),
    content: [
      facts ? weekSection(view, facts) : h("p", { class: "empty" }, view.word("noData")),
      pageCharts(view, "overview"),
    ],
  };
}

function weekSection(view: View, facts: WeekFacts<LaunchRow>): HTMLElement {
  const { lang, word } = view;
  const { week, launched } = facts;
  return h(
    "section",
    { class: "week", "aria-label": weekName(week, lang) },
    h(
      "p",
      { class: "kicker" },
      `${weekName(week, lang)} · ${dayName(facts.start, lang)} – ${dayName(facts.end, lang)}`,
    ),
    h("h2", {}, headline(view, facts)),
    launched.length ? null : latest(view),
    launched.length
      ? h(
          "ol",
          { class: "top" },
          launched.slice(0, SHOWN).map((launch) => item(view, launch)),
        )
      : null,
    launched.length > SHOWN
      ? h(
          "p",
          {},
          h(
            "a",
            { href: view.link("launches", { during: week, status: "released", basis: "news" }) },
            `${word("allOfWeek")} (${launched.length}) →`,
          ),
        )
      : null,
    h("div", { class: "briefs" }, briefs(view, facts)),
  );
}

/** Where to go from a week without launches. */
function latest(view: View): HTMLElement | null {
  const { model, state, lang, word } = view;
  const weeks = model.launches.flatMap(({ week, released, in_news }) =>
    week && released && in_news && week < (state.week ?? "") ? [week] : [],
  );
  const week = weeks.sort().at(-1);
  if (!week) return null;
  const href = address({ ...state, week, own: {} }, model.data);
  return h(
    "p",
    {},
    `${word("lastWeekWithLaunches")}${lang === "zh" ? "：" : ": "}`,
    h("a", { href }, weekName(week, lang)),
  );
}

function headline({ lang }: View, { week, launched, usual }: WeekFacts<LaunchRow>): string {
  if (!launched.length) {
    return {
      zh: `${weekName(week, "zh")}没有收录到新的发布`,
      en: `No launch was collected in ${weekName(week, "en")}`,
    }[lang];
  }
  const of = (tier: string) => count(launched.filter((launch) => launch.tier === tier).length, lang);
  const [launches, applications] = [
    launched.length === 1 ? "launch" : "launches",
    of("application") === "1" ? "application" : "applications",
  ];
  const mean = count(usual, lang, 1);
  return {
    zh: `本周 ${count(launched.length, lang)} 个发布（前八周平均 ${mean}）：通用大模型 ${of("general")}，行业大模型 ${of("industry")}，应用 ${of("application")}`,
    en: `${count(launched.length, lang)} ${launches} this week (mean of eight weeks before: ${mean}): ${of("general")} general, ${of("industry")} industry, ${of("application")} ${applications}`,
  }[lang];
}

function item(view: View, launch: LaunchRow): HTMLElement {
  const { lang } = view;
  return h(
    "li",
    {},
    tierChip(launch.tier, lang === "zh" ? launch.tier_zh : launch.tier_en),
    launchLink(view, launch),
    h("span", { class: "by" }, vendorName(launch, lang)),
    launch.lead_title ? h("span", { class: "lead" }, h("bdi", {}, plain(launch.lead_title))) : null,
  );
}

const launchLink = (view: View, launch: LaunchRow): HTMLElement =>
  h(
    "a",
    { class: "name", href: view.link("launches", { ...(launch.week ? { during: launch.week } : {}), id: launch.id }) },
    h("bdi", {}, launchName(launch)),
  );

/** The week's other news, a few lines each; what there is none of is left out. */
function briefs(view: View, { week, promised, moved }: WeekFacts<LaunchRow>): (HTMLElement | null)[] {
  const { lang, word, model } = view;
  const brief = (heading: string, content: Node[]) =>
    content.length ? h("section", {}, h("h3", {}, heading), content) : null;
  const words = model
    .rows("keywords_trend")
    .filter((row) => row.week === week)
    .slice(0, WORDS);
  const claims = model.rows("claims_check");
  const failed = model.rows("source_weeks").filter((row) => row.week === week && Number(row.runs_in_trouble) > 0);
  const names = failed.map((row) => plain(String(lang === "zh" ? row.source : row.source_en)));
  return [
    brief(
      word("promised"),
      promised.length
        ? [
            h(
              "ul",
              {},
              promised
                .slice(0, PROMISED)
                .map((launch) => h("li", {}, launchLink(view, launch), ` · ${vendorName(launch, lang)}`)),
            ),
          ]
        : [],
    ),
    brief(
      word("movedVendors"),
      moved.length
        ? [
            h(
              "ul",
              {},
              moved
                .slice(0, PROMISED)
                .map(({ vendorId, vendor, vendorEn, rank, before }) =>
                  h(
                    "li",
                    {},
                    h(
                      "a",
                      { href: view.link("launches", { vendor: vendorId }) },
                      plain(lang === "zh" ? vendor : vendorEn),
                    ),
                    ` ${before ?? word("isNew")} → ${rank}`,
                  ),
                ),
            ),
          ]
        : [],
    ),
    brief(
      word("risenWords"),
      words.length
        ? [
            h(
              "p",
              {},
              words.flatMap((row, at) => [
                at ? (lang === "zh" ? "、" : ", ") : "",
                h("a", { href: view.link("launches", { q: String(row.word) }) }, plain(String(row.word))),
              ]),
            ),
          ]
        : [],
    ),
    brief(
      word("claims"),
      claims.length
        ? [
            h(
              "ul",
              {},
              claims
                .slice(0, 3)
                .map((row) =>
                  h(
                    "li",
                    {},
                    h(
                      "a",
                      { href: view.link("claims", { claim: String(row.id) }) },
                      plain(String(lang === "zh" ? row.text_zh : row.text_en)),
                    ),
                    ` · ${lang === "zh" ? row.verdict_zh : row.verdict_en}`,
                  ),
                ),
            ),
          ]
        : [],
    ),
    brief(
      word("failedSources"),
      names.length ? [h("p", {}, h("a", { href: view.link("sources") }, listed(names, lang)))] : [],
    ),
  ];
}
