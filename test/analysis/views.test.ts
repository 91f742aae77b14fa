import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadViews } from "../../analysis/views.ts";
import { article, launch, putLaunches, Store, VENDORS, viewsDir } from "./fixture.ts";

describe("loading views", () => {
  it("puts a view after those it reads, whatever their names", async () => {
    const dir = mkdtempSync(join(tmpdir(), "modeltide-views-"));
    writeFileSync(join(dir, "a.sql"), "CREATE VIEW main.a AS SELECT * FROM main.b JOIN main.c USING (x)");
    writeFileSync(join(dir, "b.sql"), "CREATE VIEW main.b AS SELECT * FROM main.c");
    writeFileSync(join(dir, "c.sql"), "CREATE VIEW main.c AS SELECT 1 AS x");
    expect((await loadViews(dir)).map(({ name }) => name)).toEqual(["c", "b", "a"]);
    writeFileSync(join(dir, "c.sql"), "CREATE VIEW main.c AS SELECT * FROM main.a");
    await expect(loadViews(dir)).rejects.toThrow("circle: a, b, c");
    rmSync(dir, { recursive: true });
  });

  it("names each view or macro as its file and describes it", async () => {
    for (const { name, sql } of await loadViews(viewsDir)) {
      expect(sql, name).toMatch(
        new RegExp(`CREATE OR REPLACE (VIEW main\\.${name} AS|MACRO main\\.${name}\\(.*AS TABLE)`),
      );
      expect(sql, name).toMatch(new RegExp(`COMMENT ON (VIEW|MACRO TABLE) main\\.${name} IS`));
    }
  });
});

describe("views", () => {
  let store: Store;
  beforeEach(async () => {
    store = await Store.open();
    await store.put("vendors", VENDORS);
  });
  afterEach(() => store.close());

  it("answer on an empty database without a row, but for the snapshot", async () => {
    for (const { name, sql } of await loadViews(viewsDir)) {
      if (sql.includes("CREATE OR REPLACE MACRO")) continue;
      const found = await store.query(`SELECT * FROM main.${name}`);
      expect(found.length, name).toBe(name === "snapshot" ? 1 : 0);
    }
  });

  it("count in whole numbers, never in strings", async () => {
    await putLaunches(store, [launch("a", "2026-03-02"), launch("b", "2026-03-03", { industries: ["finance"] })]);
    for (const name of ["launches_by_week", "tier_mix", "vendor_league", "industry_by_tier", "coverage", "snapshot"]) {
      const [row = {}] = await store.query(`SELECT * FROM main.${name}`);
      for (const [column, value] of Object.entries(row)) {
        if (/launches$|items$|rank$|sources$/.test(column))
          expect(typeof value, `${name}.${column}`).not.toBe("string");
      }
    }
  });

  it("launches say what they rest on, in Chinese beside the ids, and know no week where only the month is known", async () => {
    await putLaunches(store, [
      launch("alpha", "2024-12-30", { industries: ["finance"] }),
      launch("beta", "2025-01-01", { basis: "registry", date_precision: "month", vendor_id: "acme", tier: "industry" }),
      launch("gamma", null, { status: "planned", vendor_id: null }),
    ]);
    expect(
      await store.query(
        "SELECT id, week, month, quarter, vendor, in_china, tier_zh, industries_zh, released, basis_zh, in_news, in_registry, articles FROM launches ORDER BY id",
      ),
    ).toEqual([
      {
        id: "alpha",
        week: "2025-W01",
        month: "2024-12",
        quarter: "2024-Q4",
        vendor: "甲云",
        in_china: true,
        tier_zh: "通用大模型",
        industries_zh: ["金融"],
        released: true,
        basis_zh: "新闻",
        in_news: true,
        in_registry: false,
        articles: 1,
      },
      {
        id: "beta",
        week: null,
        month: "2025-01",
        quarter: "2025-Q1",
        vendor: "Acme",
        in_china: false,
        tier_zh: "行业大模型",
        industries_zh: [],
        released: true,
        basis_zh: "名录",
        in_news: false,
        in_registry: true,
        articles: 0,
      },
      {
        id: "gamma",
        week: null,
        month: null,
        quarter: null,
        vendor: null,
        in_china: null,
        tier_zh: "通用大模型",
        industries_zh: [],
        released: false,
        basis_zh: "新闻",
        in_news: true,
        in_registry: false,
        articles: 1,
      },
    ]);
  });

  it("launches_by_week has every week, counts only what the news dated to the day, and names the most reported", async () => {
    await putLaunches(store, [
      launch("a", "2026-03-02"),
      launch("b", "2026-03-08", { tier: "application" }),
      launch("c", "2026-03-16"),
      launch("month", "2026-03-01", { basis: "registry", date_precision: "month" }),
      launch("plan", "2026-03-17", { status: "planned" }),
    ]);
    await store.put("articles", [article("more", "2026-03-08")]);
    await store.put("launch_articles", [{ launch_id: "b", article_id: "more", event: "launch" }]);
    expect(
      await store.query(
        "SELECT week, tier, launches, items, largest_id FROM launches_by_week WHERE tier <> 'industry'",
      ),
    ).toEqual([
      { week: "2026-W10", tier: "general", launches: 1, items: 3, largest_id: "b" },
      { week: "2026-W10", tier: "application", launches: 1, items: 3, largest_id: "b" },
      { week: "2026-W11", tier: "general", launches: 0, items: 0, largest_id: null },
      { week: "2026-W11", tier: "application", launches: 0, items: 0, largest_id: null },
      { week: "2026-W12", tier: "general", launches: 1, items: 2, largest_id: "c" },
      { week: "2026-W12", tier: "application", launches: 0, items: 2, largest_id: "c" },
    ]);
  });

  it("tier_mix rests on the news once a month has five launches there, on the registry otherwise", async () => {
    const registry = { basis: "registry", date_precision: "month" };
    await putLaunches(store, [
      ...["01", "02", "03", "04"].map((day) => launch(`n${day}`, `2026-02-${day}`, { tier: "application" })),
      launch("n05", "2026-02-05"),
      launch("r1", "2026-02-01", registry),
      launch("one", "2026-03-05", { tier: "application" }),
      launch("r2", "2026-03-01", registry),
    ]);
    const mix = await store.query(
      "SELECT month, tier, basis, launches, month_launches, round(share_low, 3) AS low, round(share_high, 3) AS high FROM tier_mix WHERE tier <> 'industry'",
    );
    expect(mix).toEqual([
      { month: "2026-02", tier: "general", basis: "news", launches: 1, month_launches: 5, low: 0.036, high: 0.624 },
      { month: "2026-02", tier: "application", basis: "news", launches: 4, month_launches: 5, low: 0.376, high: 0.964 },
      { month: "2026-03", tier: "general", basis: "registry", launches: 1, month_launches: 2, low: 0.095, high: 0.905 },
      {
        month: "2026-03",
        tier: "application",
        basis: "registry",
        launches: 1,
        month_launches: 2,
        low: 0.095,
        high: 0.905,
      },
    ]);
  });

  it("vendor_league shares a rank between equals and tells places won and lost", async () => {
    await putLaunches(store, [
      launch("a1", "2025-11-01"),
      launch("a2", "2025-11-02"),
      launch("b1", "2025-12-01", { vendor_id: "yizhi" }),
      launch("b2", "2026-01-01", { vendor_id: "yizhi", tier: "industry" }),
      launch("b3", "2026-01-02", { vendor_id: "yizhi" }),
      launch("a3", "2026-01-03"),
      launch("c1", "2026-01-04", { vendor_id: "acme" }),
    ]);
    expect(
      await store.query(
        "SELECT vendor_id, launches, industry, rank, previous_rank, rank_change FROM vendor_league WHERE quarter = '2026-Q1'",
      ),
    ).toEqual([
      { vendor_id: "yizhi", launches: 2, industry: 1, rank: 1, previous_rank: 2, rank_change: 1 },
      { vendor_id: "acme", launches: 1, industry: 0, rank: 2, previous_rank: null, rank_change: null },
      { vendor_id: "jiayun", launches: 1, industry: 0, rank: 2, previous_rank: 1, rank_change: -1 },
    ]);
  });
});
