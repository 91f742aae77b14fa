import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Row } from "../../pipeline/store/tables.ts";
import { launch, putLaunches, Store, VENDORS } from "./fixture.ts";

const claim = (id: string, count: number, more: Row = {}): Row => ({
  id,
  text_zh: `说法 ${id}`,
  text_en: `Claim ${id}`,
  count,
  comparison: "more_than",
  tier: "general",
  home: "CN",
  filed: false,
  window_start: "2023-03-16",
  window_end: "2023-06-16",
  said_by: "某报",
  ...more,
});
const inWindow = (count: number, more: (at: number) => Row = () => ({})): Row[] =>
  Array.from({ length: count }, (_, at) =>
    launch(`m${at}`, `2023-0${4 + (at % 2)}-${String(1 + (at % 28)).padStart(2, "0")}`, more(at)),
  );

describe("claims_check", () => {
  let store: Store;
  beforeEach(async () => {
    store = await Store.open();
    await store.put("vendors", VENDORS);
  });
  afterEach(() => store.close());

  const verdicts = async () =>
    Object.fromEntries(
      (await store.query<{ id: string; verdict: string }>("SELECT id, verdict FROM claims_check")).map((row) => [
        row.id,
        row.verdict,
      ]),
    );

  it("supports what the count reaches, and asks more of 'more than'", async () => {
    await putLaunches(store, inWindow(10));
    await store.put("claims", [claim("over", 10), claim("reached", 10, { comparison: "exactly" }), claim("under", 9)]);
    expect(await verdicts()).toEqual({ over: "cannot_be_decided", reached: "supported", under: "supported" });
  });

  it("counts only the claim's tier, home and window, and only what was released", async () => {
    await putLaunches(store, [
      launch("in", "2023-04-01"),
      launch("tier", "2023-04-01", { tier: "application" }),
      launch("abroad", "2023-04-01", { vendor_id: "acme" }),
      launch("nobody", "2023-04-01", { vendor_id: null }),
      launch("early", "2023-03-15"),
      launch("late", "2023-06-17"),
      launch("planned", "2023-04-01", { status: "planned" }),
    ]);
    await store.put("claims", [claim("c", 70)]);
    expect(await store.query("SELECT found, possible FROM claims_check")).toEqual([{ found: 1, possible: 0 }]);
  });

  it("keeps apart what may count: months cut by the window, unknown sizes, unknown days", async () => {
    const registry = { basis: "registry", date_precision: "month" };
    await putLaunches(store, [
      launch("whole-month", "2023-05-01", registry),
      launch("cut-month", "2023-06-01", registry),
      launch("undated", null, { basis: "registry" }),
      launch("sized", "2023-04-02", { parameters: 2e9 }),
      launch("small", "2023-04-02", { parameters: 1e8 }),
    ]);
    await store.put("claims", [claim("any", 70), claim("sized", 70, { min_parameters: 1e9 })]);
    expect(await store.query("SELECT id, found, possible FROM claims_check ORDER BY id")).toEqual([
      { id: "any", found: 3, possible: 2 },
      { id: "sized", found: 1, possible: 3 },
    ]);
    expect(
      await store.query(
        "SELECT id, not_counted_because AS why FROM claim_candidates WHERE claim_id = 'sized' AND NOT counted ORDER BY id",
      ),
    ).toEqual([
      { id: "cut-month", why: "size_unknown" },
      { id: "undated", why: "undated" },
      { id: "whole-month", why: "size_unknown" },
    ]);
  });

  it("contradicts only where the registry holds nearly all that the news reports", async () => {
    await putLaunches(store, inWindow(25));
    await store.put("claims", [claim("c", 70)]);
    expect(await verdicts()).toEqual({ c: "cannot_be_decided" });
    await store.put(
      "launch_values",
      inWindow(25).map(({ id }) => ({
        launch_id: id,
        field: "date",
        value: "2023-04",
        basis: "registry",
        attribution: "名录",
        shown: false,
      })),
    );
    expect(await store.query("SELECT verdict_zh, registry_completeness FROM claims_check")).toEqual([
      { verdict_zh: "不成立", registry_completeness: 1 },
    ]);
  });

  it("checks claims about filings against filings alone and never contradicts them", async () => {
    await putLaunches(store, inWindow(5));
    await store.put("filings", [
      { vendor_id: "jiayun", model: "甲言", entity: "甲云公司", date: "2023-05-01", attribution: "名录" },
      { vendor_id: "yizhi", model: "乙语", entity: "乙智公司", date: null, attribution: "名录" },
    ]);
    await store.put("claims", [
      claim("filed", 302, { filed: true, tier: null, window_start: null, window_end: "2024-12-31" }),
    ]);
    expect(await store.query("SELECT found, possible, verdict, criteria_zh, criteria_en FROM claims_check")).toEqual([
      {
        found: 1,
        possible: 1,
        verdict: "cannot_be_decided",
        criteria_zh: "境内机构、已备案的生成式人工智能服务、截至 2024-12-31、按备案条目计",
        criteria_en: "vendors at home in China; filed generative-AI services; up to 2024-12-31; each filing counted",
      },
    ]);
  });

  it("market_growth sets a claim about a window on top of what came before it", async () => {
    await putLaunches(store, [
      launch("before", "2023-02-01"),
      launch("other", "2023-02-01", { tier: "application" }),
      ...inWindow(3),
    ]);
    await store.put("claims", [claim("c", 70)]);
    expect(await store.query("SELECT level, found FROM market_growth WHERE kind = 'claim'")).toEqual([
      { level: 71, found: 3 },
    ]);
    expect(
      await store.query("SELECT month, cumulative FROM market_growth WHERE kind = 'launches' AND tier = 'general'"),
    ).toEqual([
      { month: "2023-02", cumulative: 1 },
      { month: "2023-03", cumulative: 1 },
      { month: "2023-04", cumulative: 3 },
      { month: "2023-05", cumulative: 4 },
    ]);
  });
});
