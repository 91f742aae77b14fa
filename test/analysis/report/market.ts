import type { Row } from "../../../pipeline/store/tables.ts";
import { article, launch, type Store, story, tag, VENDORS } from "../fixture.ts";

/** The day on which reports of this market are made: the second quarter of 2026 is over, week 28 is the newest complete. */
export const TODAY = "2026-07-15";

/** Titles as an attacker would write them, each on an item and a launch of its own. */
export const HOSTILE = [
  "</script><script>window.hacked=1</script>",
  '<img src=x onerror="window.hacked=1">',
  "<svg><script>window.hacked=1</script></svg>",
  "甲\u202e乙\u2066丙\u2028丁",
  '=HYPERLINK("http://evil.example","点我")',
  "[点我](javascript:window.hacked=1) `x` **粗**",
];

/** A small market with all that the report shows: three tiers, two quarters, reprints, worries, claims, a failing source. */
export async function putMarket(store: Store): Promise<void> {
  await store.put("vendors", VENDORS);
  await store.put("sources", [
    { id: "news", name_zh: "新闻站", name_en: "News", home: "https://news.example/", kind: "site" },
    { id: "broken", name_zh: "断线站", name_en: "Broken", home: "https://broken.example/", kind: "site" },
  ]);
  await store.put("source_runs", [sourceRun("news", "fine", null), sourceRun("broken", "unreachable", "HTTP 503")]);
  const launches = [
    launch("云图 3", "2026-05-12", { vendor_id: "jiayun" }),
    launch("云图 2", "2026-02-10", { vendor_id: "jiayun" }),
    launch("轩盾", "2026-05-20", { vendor_id: "yizhi", tier: "industry", industries: ["finance"], parameters: 7e10 }),
    launch("安诊", "2026-06-02", {
      vendor_id: "yizhi",
      tier: "industry",
      industries: ["healthcare"],
      open_weights: true,
    }),
    launch("云图金融", "2026-06-03", { vendor_id: "jiayun", tier: "industry", industries: ["finance"] }),
    launch("码匠", "2026-07-08", {
      vendor_id: "yizhi",
      tier: "application",
      industries: ["software"],
      delivery: ["api"],
    }),
    launch("码匠 2", "2026-07-09", { vendor_id: "yizhi", tier: "application", status: "planned" }),
    launch("Acme One", "2026-07-07", { vendor_id: "acme" }),
    launch("旧录", "2023-04-01", { basis: "registry", date_precision: "month" }),
    ...HOSTILE.map((_, at) => launch(`恶意 ${at}`, "2026-07-10", { model: HOSTILE[at] })),
  ];
  await store.put("launches", launches as Row[]);
  await store.put("launch_values", [
    { launch_id: "旧录", field: "date", value: "2023-04", basis: "registry", attribution: "名录（示例）", shown: true },
  ]);
  const news = launches.filter(({ basis }) => basis === "news");
  await store.put("articles", [
    ...news.map((one) => article(`on-${one.id}`, String(one.date), written(one))),
    article("copy-轩盾", "2026-05-21", {
      ...written(launches[2] ?? {}),
      publisher: "转载站",
      published: "2026-05-21T10:00:00+08:00",
    }),
  ]);
  const stories = news.map((one) =>
    story(`s-${one.id}`, [`on-${one.id}`, ...(one.id === "轩盾" ? ["copy-轩盾"] : [])]),
  );
  await store.put(
    "stories",
    stories.flatMap((one) => one.stories),
  );
  await store.put(
    "story_members",
    stories.flatMap((one) => one.members),
  );
  await store.put("launch_articles", [
    ...news.map((one) => ({ launch_id: one.id, article_id: `on-${one.id}`, event: "launch" })),
    { launch_id: "轩盾", article_id: "copy-轩盾", event: "launch" },
  ] as Row[]);
  await store.put("tags", news.flatMap(labels));
  await store.put("claims", [
    {
      id: "seventy",
      text_zh: "三个月里国内发布了 70 多个通用大模型",
      text_en: "More than 70 general models in three months",
      count: 70,
      comparison: "more_than",
      tier: "general",
      home: "CN",
      filed: false,
      window_start: "2023-03-16",
      window_end: "2023-06-16",
      said_by: "示例媒体",
      said_on: "2023-06-16",
    },
  ]);
}

const sourceRun = (source_id: string, state: string, message: string | null): Row => ({
  run_id: "r1",
  source_id,
  started_at: "2026-07-07T02:00:00Z",
  listed: 10,
  new: 2,
  fetched: 2,
  unchanged: 0,
  dropped: 0,
  blocked: 0,
  failed: message ? 2 : 0,
  state,
  message,
});

const TEXT = "乙智发布轩盾大模型。银行客户最担心数据安全,也嫌成本高。别的段落与此无关。";

function written(one: Row): Row {
  const hostile = HOSTILE.includes(String(one.model));
  if (one.id === "轩盾") return { title: "乙智发布轩盾", text: TEXT };
  return {
    title: hostile ? one.model : `${one.model} 发布`,
    text: hostile ? `正文 ${one.model}` : `${one.model} 今天发布。`,
  };
}

function labels(one: Row): Row[] {
  const id = `on-${one.id}`;
  const common = [tag(id, "relevant", "true"), tag(id, "event", "launch"), tag(id, "tier", String(one.tier))];
  if (one.id !== "轩盾") return common;
  const span = (word: string, field: "title" | "text", text: string) => {
    const start = [...text.slice(0, text.indexOf(word))].length;
    return { evidence: [{ field, start, end: start + [...word].length, rule: "lexicon" }] };
  };
  return [
    ...common,
    tag(id, "vendor", "yizhi", { name: "乙智", ...span("乙智", "title", "乙智发布轩盾") }),
    tag(id, "model", "轩盾", { name: "轩盾", ...span("轩盾", "text", TEXT) }),
    tag(id, "industry", "finance"),
    tag(id, "market", "to_b"),
    tag(id, "concern", "data_security", span("数据安全", "text", TEXT)),
    tag(id, "concern", "cost", { position: 1, ...span("成本", "text", TEXT) }),
  ];
}
