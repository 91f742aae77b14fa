import { dayName, percent, plain } from "../../charts/text.ts";
import { contextLength, parameterCount, pricePerMillion } from "../../measures.ts";
import type { Piece } from "../excerpt.ts";
import type { ReportRow } from "../report-data.ts";
import { type Child, h, outside } from "./dom.ts";
import type { LaunchRow } from "./model.ts";
import { launchDate, launchName, statusName, tierChip, vendorName } from "./names.ts";
import type { View } from "./view.ts";

/** One launch with all that is known of it and the items that report it, evidence marked; Escape closes. */
export function launchDialog(view: View, launch: LaunchRow, close: () => void): HTMLDialogElement {
  const { word, lang } = view;
  const heading = h("h2", { id: "launch-name" }, launchName(launch));
  const dialog = h(
    "dialog",
    { class: "drawer", "aria-labelledby": "launch-name" },
    h("button", { type: "button", class: "close", "aria-label": word("close"), onclick: () => dialog.close() }, "×"),
    h(
      "p",
      { class: "kicker" },
      tierChip(launch.tier, lang === "zh" ? launch.tier_zh : launch.tier_en),
      ` ${statusName(launch.status, lang)} · ${launchDate(launch, lang)}`,
    ),
    heading,
    h("p", { class: "by" }, vendorLink(view, launch)),
    facts(view, launch),
    h("h3", {}, word("evidence")),
    ...evidence(view, launch),
  );
  dialog.addEventListener("close", close);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return dialog;
}

function vendorLink(view: View, launch: LaunchRow): Child {
  const name = vendorName(launch, view.lang);
  const kind = view.lang === "zh" ? launch.vendor_kind_zh : launch.vendor_kind_en;
  const link = launch.vendor_id ? h("a", { href: view.link("launches", { vendor: launch.vendor_id }) }, name) : name;
  return [link, kind ? ` · ${kind}` : ""];
}

function facts(view: View, launch: LaunchRow): HTMLElement {
  const { word, lang } = view;
  const separator = lang === "zh" ? "、" : ", ";
  const industries = lang === "zh" ? launch.industries_zh : launch.industries_en;
  const list: [string, string | null][] = [
    [word("industry"), industries.join(separator) || null],
    [word("parameters"), launch.parameters ? parameterCount(launch.parameters, lang) : null],
    [word("context"), launch.context ? contextLength(launch.context, lang) : null],
    [word("modality"), facetNames(view, "modality", launch.modality)],
    [
      word("weights"),
      launch.open_weights === null ? null : word(launch.open_weights ? "openWeights" : "closedWeights"),
    ],
    [word("licence"), launch.licence],
    [word("delivery"), facetNames(view, "delivery", launch.delivery)],
    [word("price"), launch.price === null ? null : pricePerMillion(launch.price, lang)],
    [
      word("basis"),
      [launch.in_news && word("news"), launch.in_registry && word("registry")].filter(Boolean).join(separator),
    ],
    [word("confidence"), launch.in_news ? percent(launch.confidence) : null],
    [word("attribution"), launch.attribution],
  ];
  return h(
    "dl",
    { class: "facts" },
    list.flatMap(([name, value]) => (value ? [h("dt", {}, name), h("dd", {}, plain(value))] : [])),
  );
}

/** Names of facet values, from the view that counts them. */
function facetNames({ model, lang }: View, field: string, values: string[]): string | null {
  const rows = model.rows("facets_trend").filter((row) => row.field === field);
  const name = (value: string) => {
    const row = rows.find((one) => one.value === value);
    return row ? String(lang === "zh" ? row.value_zh : row.value_en) : value;
  };
  return values.map(name).join(lang === "zh" ? "、" : ", ") || null;
}

function evidence(view: View, launch: LaunchRow): Node[] {
  const reports = view.model.reports.get(launch.id) ?? [];
  if (!reports.length) return [h("p", { class: "hint" }, view.word("onlyRegistry"))];
  const leads = reports.filter(({ relation }) => relation === "lead");
  const reprints = reports.filter(({ relation }) => relation === "reprint");
  const hidden = launch.articles - reports.length;
  return [
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
    ...(hidden > 0 ? [h("p", { class: "hint" }, `${view.word("more")} ${hidden}`)] : []),
  ];
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
    h("h4", {}, h("bdi", {}, pieces(report.title))),
    h("p", {}, h("bdi", {}, pieces(report.excerpt))),
    report.url ? h("p", {}, outside(report.url, `${view.word("original")} ↗`)) : null,
  );
}

const day = (view: View, report: ReportRow): string =>
  report.published_day ? ` · ${dayName(report.published_day, view.lang)}` : "";

const titleText = (report: ReportRow): string => plain(report.title.map(({ text }) => text).join(""));

/** Text with its evidence marked; control and direction characters of crawled text are gone. */
export function pieces(list: Piece[]): Node[] {
  return list.map(({ text, label }) => {
    const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
    return label ? h("mark", { class: `mark-${label}` }, clean) : document.createTextNode(clean);
  });
}
