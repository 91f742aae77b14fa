import type { Industry, Launch, Tier } from "../../types.ts";
import type { LaunchGroup, Report } from "./group.ts";
import type { CanonicalNames } from "./names.ts";
import { newsValues, numbersOf } from "./values.ts";

/** Words of a headline that say that a launch is for those invited only. */
const CLOSED = /内测|邀测|邀请测试|邀请制|申请体验|closed beta|invite/i;

/**
 * The launch that a group of items reports. Its date is the first day on which an item reports it as available; where
 * none does, the day that the items say it is planned for, or else the first item's. Every status that was reported
 * stays as a value with its day, so that a plan that came true keeps both dates; one that did not stays `planned`.
 */
export function launchOf(group: LaunchGroup, canonical: CanonicalNames): Launch {
  const { reports } = group;
  const released = reports.filter(({ input }) => input.event === "launch");
  const open = released.filter(({ input }) => !CLOSED.test(input.title));
  const updated = reports.some(({ input }) => input.event === "update");
  const main = released.length ? released : reports.filter(({ input }) => input.event === "plan");
  const first = main.find(({ input }) => input.day) ?? main[0] ?? (reports[0] as Report);
  const central = reports.filter((report) => report.central);
  const own = central.length ? central : reports;
  const number = (field: string, unit: (unit: string) => boolean, prefer?: (a: string, b: string) => number) =>
    newsValues(field, numbersOf(group, field as "parameters", unit, canonical), prefer);
  const tiers = newsValues(
    "tier",
    own.filter(({ input }) => input.tier !== "none").map((report) => ({ report, value: report.input.tier })),
  );
  const planned = newsValues(
    "planned_date",
    numbersOf(group, "planned_date", () => true, canonical),
    (a, b) => a.localeCompare(b),
  );
  const parameters = number(
    "parameters",
    () => true,
    (a, b) => Number(b) - Number(a),
  );
  const context = number(
    "context",
    (unit) => unit === "tokens",
    (a, b) => Number(b) - Number(a),
  );
  const price = number(
    "price",
    (unit) => unit.startsWith("CNY"),
    (a, b) => Number(a) - Number(b),
  );
  const date = released.length ? first.input.day : (shown(planned) ?? first.input.day);
  const list = (of: (report: Report) => string[]) => [...new Set(own.flatMap(of))].sort();
  const delivery = list(({ input }) => input.delivery);
  return {
    id: group.key,
    vendorId: group.vendorId,
    model: usualName(reports),
    version: group.version,
    tier: (shown(tiers) as Tier | null) ?? "none",
    industries: list(({ input }) => input.industries) as Industry[],
    status: open.length ? "launched" : released.length ? "beta" : updated ? "updated" : "planned",
    date,
    datePrecision: date ? "day" : null,
    parameters: numeric(shown(parameters)),
    context: numeric(shown(context)),
    modality: list(({ input }) => input.modality),
    openWeights: delivery.includes("open_weights") ? true : null,
    licence: null,
    delivery,
    price: numeric(shown(price)),
    basis: "news",
    confidence: confidence(reports),
    values: [
      ...statusValues(reports),
      ...newsValues(
        "date",
        released.flatMap((report) => dated(report)),
        (a, b) => a.localeCompare(b),
      ).map((value) => ({
        ...value,
        shown: value.value === date,
      })),
      ...planned,
      ...tiers,
      ...parameters,
      ...context,
      ...price,
    ],
    articles: reports.map(({ input }) => ({ articleId: input.articleId, event: input.event })),
  };
}

/** The first item that reports each status; the value is the status and its day. */
function statusValues(reports: Report[]) {
  const said = new Map<string, Report>();
  for (const report of reports) {
    const { event, title } = report.input;
    const status =
      event === "plan" ? "planned" : event === "update" ? "updated" : CLOSED.test(title) ? "beta" : "launched";
    if (!said.has(status)) said.set(status, report);
  }
  const best = ["launched", "beta", "updated", "planned"].find((status) => said.has(status));
  return [...said].map(([status, report]) => ({
    ...(newsValues("status", [
      { report, value: [status, report.input.day].filter(Boolean).join(" ") },
    ])[0] as ReturnType<typeof newsValues>[number]),
    shown: status === best,
  }));
}

const dated = (report: Report) => (report.input.day ? [{ report, value: report.input.day }] : []);
const shown = (values: { value: string; shown: boolean }[]): string | null =>
  values.find((value) => value.shown)?.value ?? null;
const numeric = (value: string | null): number | null => (value === null ? null : Number(value));

/** The name that most stories use, the shortest of those. */
function usualName(reports: Report[]): string {
  const [name] = newsValues(
    "name",
    reports.map((report) => ({ report, value: report.name })),
    (a, b) => a.length - b.length || (a < b ? -1 : 1),
  );
  return name?.value ?? "";
}

/** Chance that at least one story is right: each counts once, with its surest item. */
function confidence(reports: Report[]): number {
  const surest = new Map<string, number>();
  for (const { input } of reports) {
    surest.set(input.storyId, Math.max(surest.get(input.storyId) ?? 0, Math.min(input.eventConfidence, 0.99)));
  }
  return 1 - [...surest.values()].reduce((miss, sure) => miss * (1 - sure), 1);
}
