import type { Launch } from "../../types.ts";
import { groupByLaunch, launchKey } from "./group.ts";
import { launchOf } from "./launch.ts";
import type { CanonicalNames } from "./names.ts";
import { addRegistry, fits, registryLaunch, registryName } from "./registry.ts";
import type { LaunchInput, RegistryLaunch } from "./types.ts";

/**
 * Joins labelled articles and registry facts into launches: one row for each vendor, model family and version in a
 * window of time, over reprints and follow-ups. Both sides of a conflict are kept as values and the better sourced is
 * shown. An item that reports several models gives each a launch. The result does not depend on the order of the input.
 */
export function joinLaunches(inputs: LaunchInput[], registry: RegistryLaunch[], canonical: CanonicalNames): Launch[] {
  const byKey = new Map<string, Launch[]>();
  const launches = groupByLaunch(inputs, canonical).map((group) => launchOf(group, canonical));
  for (const launch of launches) push(byKey, launch.id, launch);
  for (const fact of [...registry].sort(byFact)) {
    const name = canonical(registryName(fact), fact.vendor || null);
    const key = launchKey(fact.vendor || null, name.family, name.version);
    const same = byKey.get(key)?.find((launch) => fits(launch, fact));
    if (same) addRegistry(same, fact);
    else {
      const launch = registryLaunch(fact, name);
      push(byKey, key, launch);
      launches.push(launch);
    }
  }
  return withUniqueIds(launches.sort(byDate));
}

function withUniqueIds(launches: Launch[]): Launch[] {
  const counts = new Map<string, number>();
  return launches.map((launch) => {
    const count = (counts.get(launch.id) ?? 0) + 1;
    counts.set(launch.id, count);
    return count > 1 ? { ...launch, id: `${launch.id}~${count}` } : launch;
  });
}

const byDate = (a: Launch, b: Launch): number =>
  (a.date ?? "").localeCompare(b.date ?? "") || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const byFact = (a: RegistryLaunch, b: RegistryLaunch): number =>
  (a.date ?? "").localeCompare(b.date ?? "") || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
