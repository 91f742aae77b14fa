import type { Industry, Launch, LaunchValue, Tier } from "../../types.ts";
import { groupByLaunch, type LaunchGroup, launchKey } from "./group.ts";
import type { LaunchInput, RegistryLaunch } from "./types.ts";

/** A registry row and news items are one launch where their days lie this close; registries know months. */
const REGISTRY_WINDOW_DAYS = 62;

/**
 * Joins labelled articles and registry facts into launches: one row for each vendor, model and version in a window.
 * Both sides of a conflict are kept as values; the better sourced (news with a day before a registry month, more
 * articles before fewer) is shown. The result does not depend on the order of the input.
 */
export function joinLaunches(inputs: LaunchInput[], registry: RegistryLaunch[]): Launch[] {
  const launches = groupByLaunch(inputs).map(launchOf);
  const byKey = new Map<string, Launch[]>();
  for (const launch of launches) push(byKey, launchKey(launch.vendorId, launch.model), launch);
  for (const fact of registry) {
    const name = fact.version ? `${fact.model}${fact.version}` : fact.model;
    const same = byKey.get(launchKey(fact.vendor, name))?.find((launch) => isNear(launch.date, fact.date));
    if (same) addRegistry(same, fact);
    else {
      const launch = registryLaunch(fact, name);
      push(byKey, launchKey(fact.vendor, name), launch);
      launches.push(launch);
    }
  }
  return uniqueIds(launches.sort((a, b) => (a.date ?? "").localeCompare(b.date ?? "") || a.id.localeCompare(b.id)));
}

function launchOf(group: LaunchGroup): Launch {
  const launched = group.inputs.filter((input) => input.event === "launch");
  const dated = (launched.length ? launched : group.inputs).filter((input) => input.day);
  const first = dated[0] ?? group.inputs[0];
  const planned = launched.length ? null : plannedDay(group.inputs);
  const values: LaunchValue[] = [];
  const say = (field: string, value: string, input: LaunchInput, shown: boolean) =>
    values.push({ field, value, basis: "news", articleId: input.articleId, evidence: null, attribution: null, shown });
  const tier = mostSaid(group.inputs.map((input) => input.tier)) as Tier;
  for (const input of group.inputs) if (input.tier !== tier) say("tier", input.tier, input, false);
  if (first) say("tier", tier, first, true);
  for (const input of dated) say("date", input.day ?? "", input, input === first);
  const number = (what: string) => {
    const said = group.inputs.flatMap((input) =>
      input.numbers
        .filter((fact) => fact.what === what && typeof fact.value === "number")
        .map((fact) => ({ input, fact })),
    );
    said.forEach(({ input, fact }, at) => {
      values.push({
        field: what,
        value: String(fact.value),
        basis: "news",
        articleId: input.articleId,
        evidence: fact.evidence,
        attribution: null,
        shown: at === 0,
      });
    });
    return said.length ? (said[0]?.fact.value as number) : null;
  };
  return {
    id: group.id,
    vendorId: group.vendorId,
    model: group.name,
    version: group.version,
    tier,
    industries: [...new Set(group.inputs.flatMap((input) => input.industries))].sort() as Industry[],
    status: launched.length
      ? "launched"
      : group.inputs.some((input) => input.event === "update")
        ? "updated"
        : "planned",
    date: planned ?? first?.day ?? null,
    datePrecision: (planned ?? first?.day) ? "day" : null,
    parameters: number("parameters"),
    context: number("context"),
    modality: [...new Set(group.inputs.flatMap((input) => input.modality))].sort(),
    openWeights: group.inputs.some((input) => input.delivery.includes("open_weights")) ? true : null,
    licence: null,
    delivery: [...new Set(group.inputs.flatMap((input) => input.delivery))].sort(),
    price: number("price"),
    basis: "news",
    confidence: 1 - group.inputs.reduce((miss, input) => miss * (1 - Math.min(input.eventConfidence, 0.99)), 1),
    values,
    articles: group.inputs.map(({ articleId, event }) => ({ articleId, event })),
  };
}

/** The day that the items say the launch is planned for, where any does. */
function plannedDay(inputs: LaunchInput[]): string | null {
  const days = inputs.flatMap((input) =>
    input.numbers.filter((fact) => fact.what === "planned_date").map((fact) => String(fact.value)),
  );
  return days.sort()[0] ?? null;
}

function addRegistry(launch: Launch, fact: RegistryLaunch): void {
  const known = (field: string) => launch.values.some((value) => value.field === field && value.shown);
  const say = (field: string, value: string) =>
    launch.values.push({
      field,
      value,
      basis: "registry",
      articleId: null,
      evidence: null,
      attribution: fact.attribution,
      shown: !known(field),
    });
  if (fact.date) say("date", fact.date);
  say("tier", fact.tier);
  if (fact.parameters !== null) {
    say("parameters", String(fact.parameters));
    launch.parameters ??= fact.parameters;
  }
  if (fact.openWeights !== null) {
    say("open_weights", String(fact.openWeights));
    launch.openWeights ??= fact.openWeights;
  }
  if (fact.licence) {
    say("licence", fact.licence);
    launch.licence ??= fact.licence;
  }
  if (!launch.industries.length) launch.industries = fact.industries;
  if (!launch.modality.length) launch.modality = fact.modality;
}

function registryLaunch(fact: RegistryLaunch, name: string): Launch {
  const launch: Launch = {
    id: launchKey(fact.vendor, name),
    vendorId: fact.vendor || null,
    model: name,
    version: fact.version || null,
    tier: fact.tier,
    industries: fact.industries,
    status: "launched",
    date: fact.date,
    datePrecision: fact.date ? fact.precision : null,
    parameters: null,
    context: null,
    modality: fact.modality,
    openWeights: null,
    licence: null,
    delivery: fact.openWeights ? ["open_weights"] : [],
    price: null,
    basis: "registry",
    confidence: 1,
    values: [],
    articles: [],
  };
  addRegistry(launch, fact);
  return launch;
}

function isNear(a: string | null, b: string | null): boolean {
  if (!a || !b) return true;
  return Math.abs(Date.parse(a) - Date.parse(b)) <= REGISTRY_WINDOW_DAYS * 86_400_000;
}

function mostSaid(values: string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const named = [...counts].filter(([value]) => value !== "none");
  const [best] = (named.length ? named : [...counts]).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return best?.[0] ?? "none";
}

function uniqueIds(launches: Launch[]): Launch[] {
  const seen = new Map<string, number>();
  for (const launch of launches) {
    const count = (seen.get(launch.id) ?? 0) + 1;
    seen.set(launch.id, count);
    if (count > 1) launch.id = `${launch.id}/${count}`;
  }
  return launches;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
