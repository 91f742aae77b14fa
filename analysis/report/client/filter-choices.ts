import type { Lang } from "../../charts/text.ts";
import type { FilterName } from "./filter.ts";
import type { LaunchRow, Model } from "./model.ts";
import { statusName } from "./names.ts";
import { word } from "./words.ts";

export interface Choice {
  value: string;
  name: string;
  /** Launches that have it, in all. */
  count: number;
}

type Read = (launch: LaunchRow) => [value: string, name: string | null][];

const TIERS = ["general", "industry", "application", "none"];

/** What each filter can be set to, most frequent first; counted once for each language. */
export function filterChoices(model: Model, lang: Lang): [FilterName, Choice[]][] {
  const known = model.choices.get(lang);
  if (known) return known;
  const zh = lang === "zh";
  const reads: [FilterName, Read][] = [
    ["tier", (launch) => [[launch.tier, zh ? launch.tier_zh : launch.tier_en]]],
    ["kind", (launch) => pair(launch.vendor_kind, zh ? launch.vendor_kind_zh : launch.vendor_kind_en)],
    [
      "industry",
      (launch) => launch.industries.map((id, at) => [id, (zh ? launch.industries_zh : launch.industries_en)[at] ?? id]),
    ],
    ["vendor", (launch) => pair(launch.vendor_id, zh ? launch.vendor : launch.vendor_en)],
    ["status", (launch) => [[launch.status, statusName(launch.status, lang)]]],
    [
      "basis",
      (launch) => [
        ...pair(launch.in_news ? "news" : null, word("news", lang)),
        ...pair(launch.in_registry ? "registry" : null, word("registry", lang)),
      ],
    ],
    [
      "home",
      ({ in_china }) =>
        in_china === null ? [] : in_china ? [["CN", word("inChina", lang)]] : [["foreign", word("abroad", lang)]],
    ],
  ];
  const choices = reads.map(([name, read]): [FilterName, Choice[]] => [name, counted(model.launches, read)]);
  choices[0]?.[1].sort((a, b) => TIERS.indexOf(a.value) - TIERS.indexOf(b.value));
  model.choices.set(lang, choices);
  return choices;
}

const pair = (value: string | null, name: string | null): [string, string | null][] => (value ? [[value, name]] : []);

function counted(launches: LaunchRow[], read: Read): Choice[] {
  const found = new Map<string, Choice>();
  for (const launch of launches) {
    for (const [value, name] of read(launch)) {
      const known = found.get(value);
      if (known) known.count++;
      else found.set(value, { value, name: name ?? value, count: 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
