import { capital, count, plain, speaker, weekName } from "../charts/text.ts";
import { launchName } from "../launch-name.ts";
import { contextLength, parameterCount, pricePerMillion } from "../measures.ts";
import type { ClaimRow, DigestLaunch, DigestRows, FailedRow, WordRow } from "./collect.ts";
import type { Digest, DigestItem, DigestLink, DigestSection } from "./digest.ts";
import { HEADINGS, type Heading } from "./headings.ts";
import { reportLink } from "./report-link.ts";
import { isWatched, type WatchList } from "./watch.ts";
import { type RankChange, rankSpan, weekFacts } from "./week-facts.ts";

export interface ComposeOptions {
  week: string;
  lang: "zh" | "en";
  watch: WatchList;
  /** Address of the report's index page for links, or null. */
  reportUrl: string | null;
  now: Date;
}

const TIERS = ["general", "industry", "application"] as const;
/** Launches of one section; the rest are counted and linked. */
const MOST = 30;
const CLAIMS = 5;
const INDUSTRIES = 3;
const LONGEST_TITLE = 120;
const LONGEST_URL = 600;

/** The digest of a week: what the watch list names first, then launches by tier, promises, ranks, words, claims, failures. */
export function composeDigest(rows: DigestRows, options: ComposeOptions): Digest {
  const { week, lang, watch } = options;
  const facts = weekFacts(rows.launches, week);
  const item = (launch: DigestLaunch) => launchItem(launch, { watched: false, tier: false }, options);
  const watched = [...facts.launched, ...facts.promised].filter((launch) => isWatched(launch, watch));
  const others = (launches: DigestLaunch[]) => launches.filter((launch) => !watched.includes(launch));
  const section = (id: Heading, items: DigestItem[]): DigestSection => ({ id, heading: HEADINGS[id][lang], items });
  const launches = (id: Heading, list: DigestLaunch[], filter: Record<string, string>) =>
    section(id, [...list.slice(0, MOST).map(item), ...rest(list.length - MOST, "launches", filter, options)]);
  const all = [
    section(
      "watch",
      watched.map((launch) => launchItem(launch, { watched: true, tier: true }, options)),
    ),
    ...TIERS.map((tier) =>
      launches(
        tier,
        others(facts.launched).filter((launch) => launch.tier === tier),
        { tier, week, during: week, status: "released", basis: "news" },
      ),
    ),
    launches("promised", others(facts.promised), { week, during: week, status: "planned", basis: "news" }),
    section(
      "ranks",
      facts.moved.map((change) => rankItem(change, options)),
    ),
    section(
      "words",
      rows.words.map((row) => wordItem(row, options)),
    ),
    section("claims", [
      ...rows.claims.slice(0, CLAIMS).map((row) => claimItem(row, options)),
      ...rest(rows.claims.length - CLAIMS, "claims", {}, options),
    ]),
    section(
      "failed",
      rows.failed.map((row) => failedItem(row, options)),
    ),
  ];
  return {
    week,
    lang,
    title: { zh: `模潮周报 · ${weekName(week, "zh")}`, en: `Modeltide, ${weekName(week, "en")}` }[lang],
    lead: lead(facts.launched, facts.usual, options),
    leadLinks: links(options, null, "overview", { week }),
    sections: all.filter(({ items }) => items.length),
    note: {
      zh: `${count(rows.snapshot.items, lang)} 条，${count(rows.snapshot.sources, lang)} 个来源，快照 ${rows.snapshot.id ?? ""}`,
      en: `${count(rows.snapshot.items, lang)} items from ${count(rows.snapshot.sources, lang)} sources, snapshot ${rows.snapshot.id ?? ""}`,
    }[lang],
    reportUrl: options.reportUrl,
    made: options.now.toISOString(),
  };
}

function lead(launched: DigestLaunch[], usual: number, { lang, week }: ComposeOptions): string {
  if (!launched.length) {
    return {
      zh: `${weekName(week, "zh")}没有收录到新的发布。`,
      en: `No launch was collected in ${weekName(week, "en")}.`,
    }[lang];
  }
  const of = (tier: string) => launched.filter((launch) => launch.tier === tier).length;
  const mean = count(usual, lang, 1);
  return {
    zh: `收录到 ${launched.length} 个发布（前八周平均 ${mean} 个）：通用大模型 ${of("general")} 个，行业大模型 ${of("industry")} 个，应用 ${of("application")} 个。`,
    en: `${launched.length} launches collected (mean of the eight weeks before: ${mean}): ${of("general")} general, ${of("industry")} industry, ${of("application")} ${of("application") === 1 ? "application" : "applications"}.`,
  }[lang];
}

export function launchItem(
  launch: DigestLaunch,
  { watched, tier }: { watched: boolean; tier: boolean },
  options: ComposeOptions,
): DigestItem {
  const { lang } = options;
  const zh = lang === "zh";
  const vendor = clip((zh ? launch.vendor : launch.vendor_en) ?? "");
  const details = [
    tier ? (zh ? launch.tier_zh : launch.tier_en) : "",
    industriesOf(launch, zh),
    launch.parameters ? parameterCount(launch.parameters, lang) : "",
    launch.context ? contextLength(launch.context, lang) : "",
    launch.price === null ? "" : pricePerMillion(launch.price, lang),
    launch.open_weights ? { zh: "开放权重", en: "open weights" }[lang] : "",
  ].filter(Boolean);
  const said = launch.lead_title
    ? { zh: `“${clip(launch.lead_title)}”`, en: `“${clip(launch.lead_title)}”` }[lang]
    : "";
  const parts = details.join(zh ? "，" : ", ");
  const name = clip(launchName(launch));
  return {
    subject: vendor ? { zh: `${name}（${vendor}）`, en: `${name} (${vendor})` }[lang] : name,
    text: [parts, said].filter(Boolean).join({ zh: "；", en: "; " }[lang]),
    links: links(options, launch.lead_url, "launches", {
      ...(launch.week ? { week: launch.week, during: launch.week } : {}),
      id: launch.id,
    }),
    watched,
  };
}

function industriesOf({ industries_zh, industries_en }: DigestLaunch, zh: boolean): string {
  const all = zh ? industries_zh : industries_en;
  const named = all.slice(0, INDUSTRIES).join(zh ? "、" : ", ");
  return all.length > INDUSTRIES ? `${named}${zh ? "等" : " and others"}` : named;
}

function rankItem(
  { vendorId, vendor, vendorEn, rank, before, launches }: RankChange,
  options: ComposeOptions,
): DigestItem {
  const { lang } = options;
  return {
    subject: plain(lang === "zh" ? vendor : vendorEn),
    text: {
      zh: `发布 ${launches} 个，${before === null ? "新进榜，" : `从第 ${before} ${before > rank ? "升" : "降"}到`}第 ${rank}`,
      en: `${launches} launches, ${before === null ? "new at" : `${before > rank ? "up" : "down"} from ${before} to`} ${rank}`,
    }[lang],
    links: links(options, null, "launches", {
      vendor: vendorId,
      ...rankSpan(options.week),
      status: "released",
      basis: "news",
    }),
    watched: options.watch.vendors.some((wanted) => [vendorId, vendor, vendorEn].includes(wanted)),
  };
}

function wordItem({ word, items, expected }: WordRow, options: ComposeOptions): DigestItem {
  return {
    subject: clip(word),
    text: {
      zh: `本周 ${items} 条提到，照此前八周应有 ${count(expected, "zh", 1)} 条`,
      en: `${items} items this week, ${count(expected, "en", 1)} expected after the eight weeks before`,
    }[options.lang],
    links: links(options, null, "overview", { week: options.week }),
    watched: options.watch.words.includes(word),
  };
}

function claimItem(row: ClaimRow, options: ComposeOptions): DigestItem {
  const zh = options.lang === "zh";
  const range = row.possible ? `${row.found}–${row.found + row.possible}` : String(row.found);
  return {
    subject: plain(zh ? row.text_zh : row.text_en),
    text: zh
      ? `（${speaker(row.said_by, "zh")}）${row.verdict_zh}：数到 ${range} ${row.filed ? "条备案" : "个"}`
      : `(${speaker(row.said_by, "en")}) ${capital(row.verdict_en)}: ${range} ${row.filed ? "filings" : "launches"} found`,
    links: links(options, null, "claims", { claim: row.id }),
    watched: false,
  };
}

function failedItem(row: FailedRow, options: ComposeOptions): DigestItem {
  const zh = options.lang === "zh";
  const what = (zh ? row.trouble_zh : row.trouble_en) ?? "";
  return {
    subject: plain(zh ? row.source : row.source_en),
    text: row.message ? `${what}${zh ? "：" : ": "}${clip(row.message)}` : what,
    links: links(options, null, "sources", { week: options.week }),
    watched: false,
  };
}

function rest(more: number, page: string, filter: Record<string, string>, options: ComposeOptions): DigestItem[] {
  if (more <= 0) return [];
  const subject = { zh: `另有 ${more} 个`, en: `${more} more` }[options.lang];
  return [
    {
      subject,
      text: { zh: "见报告", en: "see the report" }[options.lang],
      links: links(options, null, page, filter),
      watched: false,
    },
  ];
}

function links(
  { reportUrl, lang }: ComposeOptions,
  original: string | null,
  page: string,
  own: Record<string, string>,
): DigestLink[] {
  const found: DigestLink[] = [];
  if (original && /^https?:\/\//i.test(original) && original.length <= LONGEST_URL) {
    found.push({ name: { zh: "原文", en: "original" }[lang], url: original });
  }
  if (reportUrl)
    found.push({ name: { zh: "依据", en: "evidence" }[lang], url: reportLink(reportUrl, page, { ...own, lang }) });
  return found;
}

function clip(text: string): string {
  const chars = [...plain(text)];
  return chars.length > LONGEST_TITLE ? `${chars.slice(0, LONGEST_TITLE - 1).join("")}…` : chars.join("");
}
