import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseFeed } from "feedsmith";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeAlert, recordAlert } from "../../../analysis/digest/alert.ts";
import { collectWeek } from "../../../analysis/digest/collect.ts";
import { composeDigest } from "../../../analysis/digest/compose.ts";
import type { Digest } from "../../../analysis/digest/digest.ts";
import { toHtml } from "../../../analysis/digest/render-html.ts";
import { toMarkdown } from "../../../analysis/digest/render-markdown.ts";
import { splitDigest } from "../../../analysis/digest/split.ts";
import { EMPTY_WATCH, type WatchList } from "../../../analysis/digest/watch.ts";
import { weekFacts, weekStart } from "../../../analysis/digest/week-facts.ts";
import { writeDigest } from "../../../analysis/digest/write-files.ts";
import { Store } from "../fixture.ts";
import { HOSTILE, putMarket, TODAY } from "../report/market.ts";
import { digestOf, item } from "./digests.ts";

let store: Store;
const dir = mkdtempSync(join(tmpdir(), "modeltide-digest-"));
beforeAll(async () => {
  store = await Store.open();
  await putMarket(store);
});
afterAll(() => {
  store.close();
  rmSync(dir, { recursive: true });
});

const query = <Row>(sql: string, values?: (string | number | boolean | null)[]) => store.query<Row>(sql, values);
const options = (more: { watch?: Partial<WatchList>; lang?: "zh" | "en" } = {}) => ({
  week: "2026-W28",
  lang: more.lang ?? ("zh" as const),
  watch: { ...EMPTY_WATCH, ...more.watch },
  reportUrl: "https://report.example/index.html",
  now: new Date("2026-07-15T00:00:00Z"),
});
const compose = async (more: Parameters<typeof options>[0] = {}): Promise<Digest> =>
  composeDigest(await collectWeek(query, "2026-W28"), options(more));
const section = (digest: Digest, id: string) => digest.sections.find((one) => one.id === id)?.items ?? [];

describe("a week's digest", () => {
  it("tells launches by tier, promises, claims and failures, each with what it rests on", async () => {
    const digest = await compose();
    expect(digest.lead).toBe(
      `收录到 ${2 + HOSTILE.length} 个发布（前八周平均 0.5 个）：通用大模型 ${1 + HOSTILE.length} 个，行业大模型 0 个，应用 1 个。`,
    );
    expect(section(digest, "application").map(({ subject }) => subject)).toEqual(["码匠（乙智）"]);
    expect(section(digest, "promised").map(({ subject }) => subject)).toEqual(["码匠 2（乙智）"]);
    expect(section(digest, "claims")[0]?.text).toMatch(/^（示例媒体）无法判定：数到 \d+ 个$/);
    expect(section(digest, "failed").map(({ subject, text }) => `${subject} ${text}`)).toEqual([
      "断线站 连不上：HTTP 503",
    ]);
    for (const { items } of digest.sections) for (const { links } of items) expect(links.length).toBeGreaterThan(0);
    expect(section(digest, "application")[0]?.links).toEqual([
      { name: "原文", url: "https://news.example/on-码匠" },
      {
        name: "依据",
        url: "https://report.example/index.html#/launches?week=2026-W28&during=2026-W28&id=%E7%A0%81%E5%8C%A0&lang=zh",
      },
    ]);
  });

  it("speaks English", async () => {
    const digest = await compose({ lang: "en" });
    expect(digest.lead).toMatch(/^8 launches collected/);
    expect(section(digest, "application")[0]?.subject).toBe("码匠 (Yizhi)");
  });

  it("puts what the watch list names first and does not repeat it below", async () => {
    const digest = await compose({ watch: { vendors: ["乙智"], words: ["acme"] } });
    expect(digest.sections[0]?.id).toBe("watch");
    expect(digest.sections[0]?.items.map(({ subject }) => subject).sort()).toEqual([
      "Acme One（Acme）",
      "码匠 2（乙智）",
      "码匠（乙智）",
    ]);
    expect(
      digest.sections
        .slice(1)
        .flatMap(({ items }) => items)
        .filter(({ subject }) => subject.startsWith("码匠")),
    ).toEqual([]);
  });

  it("says so of a week without launches", async () => {
    const digest = composeDigest(await collectWeek(query, "2026-W27"), { ...options(), week: "2026-W27" });
    expect(digest.lead).toBe("2026 年第 27 周没有收录到新的发布。");
  });

  it("lets titles make no markup of their own in Markdown and HTML, and drops direction characters", async () => {
    const digest = await compose();
    const html = toHtml(digest);
    expect(html).not.toMatch(/<(script|img|svg)/i);
    const markdown = toMarkdown(digest);
    expect(markdown).not.toMatch(/(?<!\\)\[点我/);
    expect(markdown).not.toMatch(/(?<!\\)<script/);
    expect(html + markdown).not.toMatch(/[\u202e\u2066\u2028]/);
    expect(html).not.toMatch(/href="javascript/);
  });

  it("is written in all forms, with a feed of the weeks that a feed reader takes", async () => {
    const digest = await compose();
    writeDigest(dir, { ...digest, week: "2026-W27", title: "上一周" });
    const files = writeDigest(dir, digest);
    expect(files.map((file) => file.slice(dir.length + 1))).toEqual([
      "2026-W28.zh.json",
      "2026-W28.zh.md",
      "2026-W28.zh.html",
      "2026-W28.zh.txt",
      "feed.zh.xml",
    ]);
    const { format, feed } = parseFeed(readFileSync(join(dir, "feed.zh.xml"), "utf8"));
    expect(format).toBe("atom");
    expect((feed as { entries: { title: string }[] }).entries.map(({ title }) => JSON.stringify(title))).toEqual([
      expect.stringContaining(digest.title),
      expect.stringContaining("上一周"),
    ]);
  });
});

describe("alerts", () => {
  it("tell of each watched launch once", async () => {
    const record = join(dir, "alerts.json");
    const ask = () => composeAlert(query, record, { ...options({ watch: { vendors: ["yizhi"] } }), today: TODAY });
    const first = await ask();
    expect(first?.launches.sort()).toEqual(["码匠", "码匠 2"]);
    recordAlert(record, first?.launches.slice(0, 1) ?? []);
    expect((await ask())?.launches).toHaveLength(1);
    recordAlert(record, first?.launches.slice(1) ?? []);
    expect(await ask()).toBeNull();
  });

  it("are silent where the watch list is empty", async () => {
    expect(await composeAlert(query, join(dir, "none.json"), { ...options(), today: TODAY })).toBeNull();
  });
});

describe("splitting", () => {
  const size = (part: Digest) => Buffer.byteLength(toMarkdown(part));

  it("keeps items whole, in order, none lost, each part within the limit", () => {
    const digest = digestOf(40);
    const parts = splitDigest(digest, 1500, size);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) expect(size(part)).toBeLessThanOrEqual(1500);
    const subjects = (list: Digest[]) =>
      list.flatMap(({ sections }) => sections.flatMap(({ items }) => items.map(({ subject }) => subject)));
    expect(subjects(parts)).toEqual(subjects([digest]));
    expect(parts.map(({ title }) => title)).toEqual(parts.map((_, at) => `模潮周报 (${at + 1}/${parts.length})`));
  });

  it("refuses an item that no message could hold instead of cutting it", () => {
    const digest = { ...digestOf(0), sections: [{ id: "x", heading: "x", items: [item("长".repeat(1000))] }] };
    expect(() => splitDigest(digest, 500, size)).toThrow(/alone is larger/);
  });
});

describe("the facts of a week", () => {
  it("begin on the Monday of the ISO week, at the turn of the year too", () => {
    expect(weekStart("2026-W01")).toBe("2025-12-29");
    expect(weekStart("2026-W28")).toBe("2026-07-06");
    expect(weekStart("2020-W53")).toBe("2020-12-28");
  });

  it("name vendors that won places, new ones without a rank before", () => {
    const row = (id: string, vendor_id: string, date: string) => ({
      id,
      vendor_id,
      date,
      vendor: vendor_id,
      vendor_en: vendor_id,
      date_precision: "day" as const,
      week: date >= "2026-07-06" ? "2026-W28" : "2026-W20",
      model: id,
      tier: "general",
      status: "launched",
      released: true,
      in_news: true,
      articles: 1,
    });
    const { moved } = weekFacts(
      [
        ...["05-11", "05-12", "05-14"].map((day) => row(`a ${day}`, "a", `2026-${day}`)),
        ...["05-13", "05-15", "07-07", "07-08"].map((day) => row(`b ${day}`, "b", `2026-${day}`)),
        ...["07-06", "07-08", "07-09"].map((day) => row(`c ${day}`, "c", `2026-${day}`)),
        // Two launches are a rank by chance.
        ...["07-08", "07-09"].map((day) => row(`d ${day}`, "d", `2026-${day}`)),
      ],
      "2026-W28",
    );
    expect(moved.map(({ vendorId, rank, before }) => [vendorId, rank, before])).toEqual([
      ["b", 1, 2],
      ["a", 2, 1],
      ["c", 2, null],
    ]);
  });
});
