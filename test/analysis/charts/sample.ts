import type { Row } from "../../../pipeline/store/tables.ts";
import { article, launch, putLaunches, Store, story, tag, VENDORS } from "../fixture.ts";

const TIERS = ["general", "application", "general", "industry", "application"];
const INDUSTRIES = [["finance"], ["software"], [], ["healthcare"], ["software", "finance"]];
const VENDOR_IDS = ["jiayun", "yizhi", "acme", "jiayun", "yizhi", "jiayun", "acme"];
const FIRST_WEEK = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;
const WEEKS = 24;

const day = (after: number): string => new Date(FIRST_WEEK + after * DAY_MS).toISOString().slice(0, 10);

/** Half a year of a small market, every view with something in it; the last week is not over on 2026-06-18. */
export async function openSample(): Promise<Store> {
  const store = await Store.open();
  await store.put("vendors", VENDORS);
  const launches = launched();
  await putLaunches(store, launches);
  await store.put("launch_values", prices(launches));
  await putTalk(store);
  await putStories(store);
  await putPromises(store);
  await putSources(store);
  await store.put("claims", CLAIMS);
  return store;
}

/** Three to five launches a week, the tiers in turn, ever more applications; and a registry of months before. */
function launched(): Row[] {
  const list: Row[] = [];
  for (let week = 0; week < WEEKS; week++) {
    for (let at = 0; at < 3 + (week % 3); at++) {
      const n = list.length;
      list.push(
        launch(`模型${n}`, day(week * 7 + at), {
          tier: week > 16 && at % 2 ? "application" : TIERS[n % TIERS.length],
          industries: INDUSTRIES[n % INDUSTRIES.length],
          vendor_id: VENDOR_IDS[n % VENDOR_IDS.length],
          parameters: n % 2 ? 10 ** (9 + (n % 4)) * 1.3 : null,
          context: n % 5 === 0 ? 32_000 * 2 ** (n % 4) : null,
          open_weights: [true, false, null][n % 3],
        }),
      );
    }
  }
  for (let month = 1; month <= 12; month++) {
    const date = `2025-${String(month).padStart(2, "0")}-01`;
    for (const name of ["甲", "乙"]) {
      list.push(
        launch(`名录${name}${month}`, date, {
          basis: "registry",
          date_precision: "month",
          vendor_id: name === "甲" ? "jiayun" : "yizhi",
          tier: month % 4 ? "general" : "industry",
          industries: month % 4 ? [] : ["finance"],
          parameters: 7e9 * month,
          open_weights: true,
        }),
      );
    }
  }
  return list;
}

function prices(launches: Row[]): Row[] {
  return launches
    .filter(({ basis }, at) => basis === "news" && at % 12 === 0)
    .map(({ id }, at) => ({
      launch_id: id,
      field: "price",
      value: String(64 / 2 ** at),
      basis: "news",
      article_id: `on-${String(id)}`,
      shown: true,
    }));
}

/** Items that speak of markets, delivery and worries; 端侧 rises in the last complete week. */
async function putTalk(store: Store): Promise<void> {
  const articles: Row[] = [];
  const tags: Row[] = [];
  const keywords: Row[] = [];
  for (let week = 0; week < WEEKS - 1; week++) {
    for (let at = 0; at < 10; at++) {
      const id = `talk-${week}-${at}`;
      const text = at % 2 ? "采购方说,数据安全是头一件事。" : "企业客户首先问成本有多高,其次才看效果。";
      articles.push(article(id, day(week * 7 + (at % 7)), { text, source_id: at % 3 ? "news" : "wire" }));
      tags.push(tag(id, "relevant", "true"), tag(id, "tier", "general", { abstained: at === 9 }));
      if (at < 4) tags.push(tag(id, "market", at % 2 ? "to_b" : "to_c"));
      if (at < (week > 12 ? 6 : 1)) tags.push(tag(id, "delivery", "api"));
      if (at < 5) {
        const concern = at % 2 ? "data_security" : "cost";
        const start = at % 2 ? 5 : 7;
        tags.push(tag(id, "concern", concern, { evidence: [{ field: "text", start, end: start + 2, rule: "cue" }] }));
        tags.push(tag(id, "industry", at < 3 ? "finance" : "healthcare"));
      }
      keywords.push({ article_id: id, word: `词${at % 5}`, weight: 1 });
      if (week === WEEKS - 2 && at < 7) keywords.push({ article_id: id, word: "端侧", weight: 1 });
    }
  }
  await store.put("articles", articles);
  await store.put("tags", tags);
  await store.put("keywords", keywords);
}

async function putStories(store: Store): Promise<void> {
  for (const [at, hours] of [
    [1, 3, 9, 30],
    [2, 100],
  ].entries()) {
    const lead = `lead-${at}`;
    const start = Date.parse(`${day(140 + at)}T08:00:00+08:00`);
    const copies = hours.map((hour, copy) =>
      article(`${lead}-copy-${copy}`, day(140 + at), {
        published: new Date(start + hour * 3_600_000).toISOString(),
        publisher: `转载站 ${copy}`,
      }),
    );
    const first = article(lead, day(140 + at), {
      published: new Date(start).toISOString(),
      title: `甲云发布新模型 ${at}`,
    });
    await store.put("articles", [first, ...copies]);
    const { stories, members } = story(lead, [lead, ...copies.map(({ id }) => String(id))]);
    await store.put("tags", [tag(lead, "relevant", "true")]);
    await store.put("stories", stories);
    await store.put("story_members", members);
  }
}

async function putPromises(store: Store): Promise<void> {
  const promised = ["模型20", "模型30", "模型40"];
  await store.put(
    "articles",
    promised.map((_, at) => article(`promise-${at}`, day(at * 20))),
  );
  await store.put(
    "launch_articles",
    promised.map((launch_id, at) => ({ launch_id, article_id: `promise-${at}`, event: "plan" })),
  );
  await store.put("filings", [
    { vendor_id: "jiayun", model: "模型3", entity: "甲云公司", date: day(60), attribution: "名录" },
    { vendor_id: "yizhi", model: "模型8", entity: "乙智公司", date: day(90), attribution: "名录" },
    { vendor_id: "jiayun", model: "模型12", entity: "甲云公司", date: null, attribution: "名录" },
  ]);
}

async function putSources(store: Store): Promise<void> {
  await store.put("sources", [
    { id: "news", name_zh: "新闻站", name_en: "News site", kind: "site" },
    { id: "wire", name_zh: "快讯", name_en: "Wire", kind: "site" },
  ]);
  const runs = [];
  for (let week = 0; week < WEEKS - 1; week++) {
    for (const source_id of ["news", "wire"]) {
      const trouble = source_id === "wire" && (week === 12 || week === WEEKS - 2);
      const counts = { listed: 9, new: 4, fetched: 4, unchanged: 5, dropped: 0, blocked: 0, failed: 0 };
      const state = trouble ? "unreachable" : "fine";
      const message = trouble ? "no answer" : null;
      runs.push({
        run_id: `run-${week}`,
        source_id,
        started_at: `${day(week * 7 + 6)}T01:00:00Z`,
        ...counts,
        state,
        message,
      });
    }
  }
  await store.put("source_runs", runs);
}

const CLAIMS: Row[] = [
  {
    id: "seventy",
    text_zh: "三个月里出现 70 多个通用大模型。",
    text_en: "More than seventy general models in three months.",
    count: 70,
    comparison: "more_than",
    tier: "general",
    home: "CN",
    filed: false,
    window_start: "2026-02-15",
    window_end: "2026-05-15",
    said_by: "某报 (Some Paper)",
  },
  {
    id: "twenty",
    text_zh: "到 2025 年底已有 20 个大模型",
    text_en: "Twenty models by the end of 2025",
    count: 20,
    comparison: "exactly",
    filed: false,
    window_end: "2025-12-31",
    said_by: "某院 (Some Institute)",
  },
  {
    id: "filed",
    text_zh: "备案 90 款",
    text_en: "90 services filed",
    count: 90,
    comparison: "exactly",
    filed: true,
    window_end: "2026-03-31",
    said_by: "某局 (Some Office)",
  },
];
