import type { Launch } from "../../types.ts";
import { groupByLaunch, launchKey } from "./group.ts";
import { launchOf } from "./launch.ts";
import type { CanonicalNames } from "./names.ts";
import { applyLaunchOverrides } from "./overrides.ts";
import { addRegistry, fits, registryLaunch, registryName } from "./registry.ts";
import type { LaunchInput, LaunchOverride, LaunchParts, RegistryLaunch } from "./types.ts";

export interface JoinedLaunches {
  launches: Launch[];
  /** Corrections that name no launch, or an article that the launch does not have. */
  unknown: LaunchOverride[];
}

/**
 * Joins labelled articles and registry facts into launches: one row for each vendor, model family and version in a
 * window of time, over reprints and follow-ups. Both sides of a conflict are kept as values and the better sourced is
 * shown. An item that reports several models gives each a launch. People's merges and splits come last. The result does
 * not depend on the order of the input.
 */
export function joinLaunches(
  inputs: LaunchInput[],
  registry: RegistryLaunch[],
  canonical: CanonicalNames,
  overrides: LaunchOverride[] = [],
): JoinedLaunches {
  const byKey = new Map<string, LaunchParts[]>();
  const joined = groupByLaunch(inputs, canonical).map((group): LaunchParts => {
    return { launch: launchOf(group, canonical), group, facts: [] };
  });
  for (const parts of joined) push(byKey, parts.launch.id, parts);
  for (const fact of [...registry].sort(byFact)) {
    const name = canonical(registryName(fact), fact.vendor || null);
    const key = launchKey(fact.vendor || null, name.family, name.version);
    const same = byKey.get(key)?.find(({ launch }) => fits(launch, fact));
    if (same) {
      addRegistry(same.launch, fact);
      same.facts.push(fact);
    } else {
      const parts = { launch: registryLaunch(fact, name), group: null, facts: [fact] };
      push(byKey, key, parts);
      joined.push(parts);
    }
  }
  nameUniquely(joined.sort(byDate));
  const { launches, unknown } = applyLaunchOverrides(joined, overrides, canonical);
  return { launches: launches.sort(byDate).map(({ launch }) => launch), unknown };
}

function nameUniquely(joined: LaunchParts[]): void {
  const counts = new Map<string, number>();
  for (const parts of joined) {
    const { id } = parts.launch;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    if (count > 1) parts.launch = { ...parts.launch, id: `${id}~${count}` };
  }
}

const byDate = ({ launch: a }: LaunchParts, { launch: b }: LaunchParts): number =>
  (a.date ?? "").localeCompare(b.date ?? "") || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const byFact = (a: RegistryLaunch, b: RegistryLaunch): number =>
  (a.date ?? "").localeCompare(b.date ?? "") || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
