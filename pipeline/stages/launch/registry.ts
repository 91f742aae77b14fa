import type { Launch } from "../../types.ts";
import { launchKey } from "./group.ts";
import type { CanonicalModel } from "./names.ts";
import type { RegistryLaunch } from "./types.ts";

/** A registry row and news items are one launch where their days lie this close; registries know months. */
const REGISTRY_WINDOW_DAYS = 62;
/** A plan may come true this much later. */
const PLAN_DAYS = 365;

/** Whether a registry row may be the launch that the news report, by their days. */
export function fits(launch: Launch, fact: RegistryLaunch): boolean {
  if (!launch.date || !fact.date) return true;
  const days = (Date.parse(fact.date) - Date.parse(launch.date)) / 86_400_000;
  return Math.abs(days) <= REGISTRY_WINDOW_DAYS || (launch.status === "planned" && days > 0 && days <= PLAN_DAYS);
}

/**
 * Adds what the registry says. A value of the news stays the one shown, since it has a day and an item to read; the
 * registry's stands beside it. What the news only announced has come true: status and date are then the registry's.
 */
export function addRegistry(launch: Launch, fact: RegistryLaunch): void {
  const cameTrue = launch.status === "planned" && fact.date !== null;
  if (cameTrue) {
    for (const value of launch.values) if (value.field === "status" || value.field === "date") value.shown = false;
    launch.status = "launched";
    launch.date = fact.date;
    launch.datePrecision = fact.precision;
  }
  const say = (field: string, value: string) =>
    launch.values.push({
      field,
      value,
      basis: "registry",
      articleId: null,
      evidence: null,
      attribution: fact.attribution,
      shown: !launch.values.some((known) => known.field === field && known.shown),
    });
  if (cameTrue) say("status", `launched ${fact.date}`);
  if (fact.date) {
    say("date", fact.date);
    launch.date ??= fact.date;
    launch.datePrecision ??= fact.precision;
  }
  say("tier", fact.tier);
  if (launch.tier === "none") launch.tier = fact.tier;
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

/** The launch that the registry alone knows of. */
export function registryLaunch(fact: RegistryLaunch, { family, version }: CanonicalModel): Launch {
  const launch: Launch = {
    id: launchKey(fact.vendor || null, family, version),
    vendorId: fact.vendor || null,
    model: registryName(fact),
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

/** `Qwen2.5`, `GPT-3` in one word; `InternLM 3` keeps its space where letters would meet. */
export function registryName({ model, version }: RegistryLaunch): string {
  if (!version) return model;
  return /\d$/.test(model) || /^[a-z]/i.test(version) ? `${model} ${version}` : `${model}${version}`;
}
