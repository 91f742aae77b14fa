import { dayName, plain } from "../../charts/text.ts";
import type { Piece } from "../excerpt.ts";
import type { ReportRow } from "../report-data.ts";
import { h, outside } from "./dom.ts";
import type { LaunchRow } from "./model.ts";
import type { View } from "./view.ts";
import { isWord, moreOf } from "./words.ts";

/** The items that report a launch, leads with the words that the labels rest on, reprints as links. */
export function evidence(view: View, launch: LaunchRow): Node[] {
  const reports = view.model.reports.get(launch.id) ?? [];
  if (!reports.length) return [h("p", { class: "hint" }, view.word("onlyRegistry"))];
  const leads = reports.filter(({ relation }) => relation === "lead");
  const reprints = reports.filter(({ relation }) => relation === "reprint");
  const hidden = launch.articles - reports.length;
  return [
    legend(view),
    ...leads.map((report) => article(view, report)),
    ...(reprints.length
      ? [
          h("h3", {}, `${view.word("reprints")} (${reprints.length})`),
          h(
            "ul",
            { class: "reprints" },
            reprints.map((report) =>
              h(
                "li",
                {},
                outside(report.url, h("bdi", {}, titleText(report))),
                ` · ${plain(report.publisher)}`,
                day(view, report),
              ),
            ),
          ),
        ]
      : []),
    ...(hidden > 0 ? [h("p", { class: "hint" }, moreOf(hidden, view.lang))] : []),
  ];
}

/** What the colours of the marks stand for. */
function legend(view: View): HTMLElement {
  const labels = ["event", "tier", "vendor", "model", "industry"] as const;
  return h(
    "p",
    { class: "hint marks" },
    `${view.word("marked")} `,
    labels.map((label) => [h("mark", { class: `mark-${label}` }, view.word(label)), " "]),
  );
}

function article(view: View, report: ReportRow): HTMLElement {
  const source =
    report.original_source && report.original_source !== report.publisher ? ` (${plain(report.original_source)})` : "";
  return h(
    "article",
    { class: "report" },
    h(
      "p",
      { class: "kicker" },
      `${plain(report.publisher)}${source}`,
      day(view, report),
      ` · ${view.lang === "zh" ? report.event_zh : report.event_en}`,
    ),
    h("h4", {}, h("bdi", {}, pieces(view, report.title))),
    h("p", {}, h("bdi", {}, pieces(view, report.excerpt))),
    report.url ? h("p", {}, outside(report.url, `${view.word("original")} ↗`)) : null,
  );
}

const day = (view: View, report: ReportRow): string =>
  report.published_day ? ` · ${dayName(report.published_day, view.lang)}` : "";

const titleText = (report: ReportRow): string => plain(report.title.map(({ text }) => text).join(""));

/** Text with its evidence marked; control and direction characters of crawled text are gone. */
export function pieces(view: View, list: Piece[]): Node[] {
  return list.map(({ text, label }) => {
    const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
    return label
      ? h("mark", { class: `mark-${label}`, title: isWord(label) ? view.word(label) : label }, clean)
      : document.createTextNode(clean);
  });
}
