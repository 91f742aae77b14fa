import { byDay, type LaunchGroup, type Report } from "./group.ts";
import { launchOf } from "./launch.ts";
import type { CanonicalNames } from "./names.ts";
import { addRegistry, registryLaunch, registryName } from "./registry.ts";
import type { LaunchOverride, LaunchParts } from "./types.ts";

/**
 * Lays people's word over launches as the program joined them: first what is split off, then what is merged. Launches
 * are named by the ids that they have without any correction, so that each correction means the same whatever others
 * are there, and taking one back undoes it. A launch split off is called by its old id and the article.
 * @returns the launches, and the corrections that name none, or an article that the launch does not have
 */
export function applyLaunchOverrides(
  launches: LaunchParts[],
  overrides: LaunchOverride[],
  canonical: CanonicalNames,
): { launches: LaunchParts[]; unknown: LaunchOverride[] } {
  const byId = new Map(launches.map((parts) => [parts.launch.id, parts]));
  const touched = new Set<LaunchParts>();
  const unknown: LaunchOverride[] = [];
  for (const override of overrides) {
    if (!("split" in override)) continue;
    const parts = byId.get(override.from);
    const off = parts?.group?.reports.filter(({ input }) => input.articleId === override.split) ?? [];
    if (!parts?.group || !off.length) unknown.push(override);
    else if (off.length < parts.group.reports.length || parts.facts.length) {
      const group = { ...parts.group, reports: off };
      const own: LaunchParts = {
        launch: { ...parts.launch, id: `${override.from}~${override.split}` },
        group,
        facts: [],
      };
      parts.group = without(parts.group, off);
      byId.set(own.launch.id, own);
      touched.add(own).add(parts);
    }
  }
  const goneInto = new Map<LaunchParts, LaunchParts>();
  const last = (parts: LaunchParts): LaunchParts => {
    let at = parts;
    for (let next = goneInto.get(at); next; next = goneInto.get(at)) at = next;
    return at;
  };
  for (const override of overrides) {
    if (!("merge" in override)) continue;
    const [from, into] = override.merge.map((id) => byId.get(id));
    if (!from || !into) {
      unknown.push(override);
      continue;
    }
    const [source, target] = [last(from), last(into)];
    if (source === target) continue;
    target.group = merged(target.group, source.group);
    target.facts = [...target.facts, ...source.facts];
    goneInto.set(source, target);
    touched.add(target);
  }
  const left = [...byId.values()].filter((parts) => !goneInto.has(parts));
  for (const parts of left) if (touched.has(parts)) parts.launch = remade(parts, canonical);
  return { launches: left, unknown };
}

/** Null where nothing of the news is left. */
function without(group: LaunchGroup, off: Report[]): LaunchGroup | null {
  const reports = group.reports.filter((report) => !off.includes(report));
  return reports.length ? { ...group, reports } : null;
}

/** The reports of both, an article once; what is said of either name counts. */
function merged(into: LaunchGroup | null, from: LaunchGroup | null): LaunchGroup | null {
  if (!into || !from) return into ?? from;
  const known = new Set(into.reports.map(({ input }) => input.articleId));
  const more = from.reports.filter(({ input }) => !known.has(input.articleId));
  const { family, version, also = [] } = from;
  return {
    ...into,
    reports: [...into.reports, ...more].sort((a, b) => byDay(a.input, b.input)),
    also: [...(into.also ?? []), { family, version }, ...also],
  };
}

function remade({ launch, group, facts }: LaunchParts, canonical: CanonicalNames): LaunchParts["launch"] {
  const [first, ...others] = facts;
  if (group) {
    const made = launchOf(group, canonical);
    for (const fact of facts) addRegistry(made, fact);
    return { ...made, id: launch.id, vendorId: launch.vendorId, version: launch.version };
  }
  if (!first) return launch;
  const made = registryLaunch(first, canonical(registryName(first), first.vendor || null));
  for (const fact of others) addRegistry(made, fact);
  return { ...made, id: launch.id };
}
