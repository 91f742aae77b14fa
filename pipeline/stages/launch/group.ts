import { daysBetween } from "../../time.ts";
import type { CanonicalNames } from "./names.ts";
import type { LaunchInput } from "./types.ts";

/** Items on one version of a model belong to one launch while they follow each other this closely. */
const WINDOW_DAYS = 120;
/** A plan comes true in a launch that follows within this time; after that the launch is a new one. */
const PLAN_DAYS = 365;

/** An item as one of its models sees it. */
export interface Report {
  input: LaunchInput;
  /** The model by the name that the item uses. */
  name: string;
  /** The item's first model: what it says of no model by name is said of this one. */
  central: boolean;
}

export interface LaunchGroup {
  key: string;
  vendorId: string | null;
  family: string;
  version: string | null;
  /** Other names under which people say that it goes. */
  also?: { family: string; version: string | null }[];
  /** In order of day, then id. */
  reports: Report[];
}

/** `vendor/family/version`, folded: what makes two names one launch. */
export function launchKey(vendorId: string | null, family: string, version: string | null): string {
  return [vendorId || "unknown", family, ...(version ? [version] : [])].join("/");
}

/**
 * Groups items by vendor, model family and version, and by time. A name without a vendor goes to the vendor that alone
 * has that family and version. An update joins a launch that is there and makes none; items without a model make none.
 */
export function groupByLaunch(inputs: LaunchInput[], canonical: CanonicalNames): LaunchGroup[] {
  const groups = new Map<string, LaunchGroup>();
  for (const input of [...inputs].sort(byDay)) {
    if (input.event === "none") continue;
    const seen = new Set<string>();
    input.models.forEach((model, at) => {
      const given = model.vendorId ?? (input.vendors.length === 1 ? (input.vendors[0] ?? null) : null);
      const { family, version, vendor } = canonical(model.name, given);
      if (!family) return;
      const vendorId = given ?? vendor;
      const key = launchKey(vendorId, family, version);
      if (seen.has(key)) return;
      seen.add(key);
      const group = groups.get(key) ?? { key, vendorId, family, version, reports: [] };
      group.reports.push({ input, name: model.name, central: at === 0 });
      groups.set(key, group);
    });
  }
  return adoptOrphans([...groups.values()]).flatMap((group) =>
    inTime(group.reports)
      .filter((reports) => reports.some(({ input }) => input.event !== "update"))
      .map((reports) => ({ ...group, reports })),
  );
}

function adoptOrphans(groups: LaunchGroup[]): LaunchGroup[] {
  const named = groups.filter(({ vendorId }) => vendorId);
  const orphans = groups.filter(({ vendorId }) => !vendorId);
  const left = orphans.filter((orphan) => {
    const homes = named.filter(({ family, version }) => family === orphan.family && version === orphan.version);
    const [home] = homes;
    if (!home || homes.length > 1) return true;
    home.reports = [...home.reports, ...orphan.reports].sort((a, b) => byDay(a.input, b.input));
    return false;
  });
  return [...named, ...left];
}

function inTime(reports: Report[]): Report[][] {
  const parts: Report[][] = [];
  for (const report of reports) {
    const last = parts.at(-1);
    const before = last?.at(-1)?.input.day;
    const onlyPlans = last?.every(({ input }) => input.event === "plan") ?? false;
    const window = onlyPlans ? PLAN_DAYS : WINDOW_DAYS;
    if (last && (!before || !report.input.day || daysBetween(before, report.input.day) <= window)) last.push(report);
    else parts.push([report]);
  }
  return parts;
}

/** Earlier first, those without a day last; then by id. */
export function byDay(a: LaunchInput, b: LaunchInput): number {
  return (a.day ?? "9999").localeCompare(b.day ?? "9999") || (a.articleId < b.articleId ? -1 : 1);
}
