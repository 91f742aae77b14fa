import { percent, plain } from "../../charts/text.ts";
import { launchName } from "../../launch-name.ts";
import { contextLength, parameterCount, pricePerMillion } from "../../measures.ts";
import { type Child, h } from "./dom.ts";
import { drawer } from "./drawer.ts";
import { evidence } from "./evidence.ts";
import type { LaunchRow } from "./model.ts";
import { facetName, launchDate, statusName, tierChip, vendorName } from "./names.ts";
import type { View } from "./view.ts";

/** One launch with all that is known of it and the items that report it, evidence marked; Escape closes. */
export function launchDialog(view: View, launch: LaunchRow, close: () => void): HTMLDialogElement {
  const { word, lang } = view;
  const name = launchName(launch);
  return drawer(view, name, close, [
    h(
      "p",
      { class: "kicker" },
      tierChip(launch.tier, lang === "zh" ? launch.tier_zh : launch.tier_en),
      ` ${statusName(launch.status, lang)} · ${launchDate(launch, lang)}`,
    ),
    h("h2", {}, h("bdi", {}, name)),
    h("p", { class: "by" }, vendorLink(view, launch)),
    facts(view, launch),
    h("h3", {}, word("evidence")),
    ...evidence(view, launch),
  ]);
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
    [word("modality"), launch.modality.map((one) => facetName(view, "modality", one)).join(separator) || null],
    [
      word("weights"),
      launch.open_weights === null ? null : word(launch.open_weights ? "openWeights" : "closedWeights"),
    ],
    [word("licence"), launch.licence],
    [word("delivery"), launch.delivery.map((one) => facetName(view, "delivery", one)).join(separator) || null],
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
