import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LexiconModel } from "../../../pipeline/lexicon.ts";
import { joinLaunches } from "../../../pipeline/stages/launch/index.ts";
import { createCanonicalNames } from "../../../pipeline/stages/launch/names.ts";
import type { LaunchInput, RegistryLaunch } from "../../../pipeline/stages/launch/types.ts";
import type { Launch, NumberFact } from "../../../pipeline/types.ts";

const family = (name: string, aliases: string[] = [], ambiguous: string[] = []): LexiconModel => ({
  ...{ name, vendor: "yangchuan", tier: "general", industries: [], kind: "model", aliases, ambiguous },
  ...{ basis: "test", line: 2 },
});
const canonical = createCanonicalNames([
  family("山海", ["ShanHai", "ShanHai2", "海图助手"], ["大海"]),
  family("山海-Coder", ["ShanHai2-Coder"]),
]);

let count = 0;
const report = (day: string | null, models: string[], given: Partial<LaunchInput> = {}): LaunchInput => {
  const articleId = `a${String(count++).padStart(3, "0")}`;
  return {
    ...{ articleId, storyId: articleId, day, title: `羊川发布${models[0]}`, event: "launch", eventConfidence: 0.8 },
    ...{ tier: "general", vendors: ["yangchuan"], industries: [], delivery: [], modality: [], numbers: [] },
    models: models.map((name) => ({ name, vendorId: "yangchuan" })),
    ...given,
  };
};
const number = (
  what: NumberFact["what"],
  value: number | string,
  unit: string,
  of: string | null = null,
): NumberFact => ({
  ...{ what, value, unit, written: String(value), of },
  evidence: { field: "text", start: 0, end: 2, rule: "number" },
});
const fact = (given: Partial<RegistryLaunch>): RegistryLaunch => ({
  ...{ vendor: "yangchuan", model: "山海", version: "2", tier: "general", industries: [], date: "2024-05-01" },
  ...{ precision: "month", parameters: null, openWeights: null, licence: null, modality: [], attribution: "a list" },
  ...given,
});
const join = (inputs: LaunchInput[], registry: RegistryLaunch[] = []) =>
  joinLaunches(inputs, registry, canonical).launches;
const ids = (launches: Launch[]) => launches.map(({ id }) => id);
const values = (launch: Launch | undefined, field: string) =>
  launch?.values.filter((value) => value.field === field).map(({ value, shown }) => (shown ? `${value}*` : value));

describe("a launch", () => {
  it("is one over follow-ups, aliases, renamings and sizes; another version is another launch", () => {
    const launches = join([
      report("2024-05-10", ["山海 2.0"]),
      report("2024-05-11", ["ShanHai2-72B"]),
      report("2024-05-30", ["海图助手 2"]),
      report("2024-05-30", ["山海 2.5"]),
      report("2024-05-31", ["ShanHai2-Coder-7B"]),
    ]);
    expect(ids(launches)).toEqual(["yangchuan/山海/2", "yangchuan/山海/2.5", "yangchuan/山海coder/2"]);
    expect(launches[0]?.articles).toHaveLength(3);
  });

  it("goes by an ambiguous name only where the vendor agrees", () => {
    expect(canonical("大海 2", "yangchuan").family).toBe("山海");
    expect(canonical("大海 2", "someone").family).toBe("大海");
    expect(canonical("大海 2", null).family).toBe("大海");
  });

  it("counts a story's members once", () => {
    const one = join([report("2024-05-10", ["山海 2"], { storyId: "s" })]);
    const copied = join([1, 2, 3].map(() => report("2024-05-10", ["山海 2"], { storyId: "s" })));
    expect(copied[0]?.confidence).toBeCloseTo(one[0]?.confidence ?? 0);
    expect(copied[0]?.articles).toHaveLength(3);
    const more = join([report("2024-05-10", ["山海 2"]), report("2024-05-10", ["山海 2"])]);
    expect(more[0]?.confidence).toBeGreaterThan(one[0]?.confidence ?? 1);
  });

  it("is made for every model of an item, and takes facets from items that are about it", () => {
    const launches = join([
      report("2024-05-10", ["山海 2", "河图 1"], { modality: ["video"], tier: "industry" }),
      report("2024-05-11", ["河图 1"], { modality: ["text"], tier: "general" }),
    ]);
    expect(launches.map(({ id, modality, tier }) => ({ id, modality, tier }))).toEqual([
      { id: "yangchuan/山海/2", modality: ["video"], tier: "industry" },
      { id: "yangchuan/河图/1", modality: ["text"], tier: "general" },
    ]);
  });

  it("is not made by an update alone, nor by an item without event or model", () => {
    const none = [
      report("2024-05-10", ["山海 2"], { event: "update" }),
      report("2024-05-10", ["山海 2"], { event: "none" }),
    ];
    expect(join([...none, report("2024-05-10", [])])).toEqual([]);
  });

  it("of a name without a vendor goes to the one vendor that has it", () => {
    const orphan = report("2024-05-11", ["河图 1"], { vendors: [], models: [{ name: "河图 1", vendorId: null }] });
    expect(join([report("2024-05-10", ["河图 1"]), orphan])).toMatchObject([
      { vendorId: "yangchuan", articles: [{}, {}] },
    ]);
    expect(ids(join([orphan]))).toEqual(["unknown/河图/1"]);
  });
});

describe("its time", () => {
  it("goes from plan over closed to open test, every day kept, the first availability shown", () => {
    const [launch, ...rest] = join([
      report("2024-03-01", ["山海 2"], { event: "plan", title: "羊川将发布山海 2" }),
      report("2024-05-10", ["山海 2"], { title: "山海 2 开启内测" }),
      report("2024-06-20", ["山海 2"], { title: "山海 2 面向公众开放" }),
    ]);
    expect(rest).toEqual([]);
    expect(launch).toMatchObject({ status: "launched", date: "2024-05-10", datePrecision: "day" });
    expect(values(launch, "status")).toEqual(["planned 2024-03-01", "beta 2024-05-10", "launched 2024-06-20*"]);
  });

  it("is a closed test where nothing more was reported", () => {
    expect(join([report("2024-05-10", ["山海 2"], { title: "山海 2 开启内测" })])).toMatchObject([{ status: "beta" }]);
  });

  it("of a rumour that did not come true is the planned day, and it stays planned", () => {
    const numbers = [number("planned_date", "2024-07-01", "day")];
    const [launch] = join([report("2024-05-10", ["山海 3"], { event: "plan", numbers })]);
    expect(launch).toMatchObject({ status: "planned", date: "2024-07-01" });
    expect(values(launch, "planned_date")).toEqual(["2024-07-01*"]);
  });

  it("of a rumour that the registry says came true is the registry's, the plan kept beside it", () => {
    const [launch, ...rest] = join(
      [report("2024-05-10", ["山海 3"], { event: "plan" })],
      [fact({ version: "3", date: "2024-12-01" })],
    );
    expect(rest).toEqual([]);
    expect(launch).toMatchObject({ status: "launched", date: "2024-12-01", datePrecision: "month", basis: "news" });
    expect(values(launch, "status")).toEqual(["planned 2024-05-10", "launched 2024-12-01*"]);
  });

  it("long after the last report is another launch with an id of its own", () => {
    expect(ids(join([report("2023-01-01", ["山海 2"]), report("2024-05-10", ["山海 2"])]))).toEqual([
      "yangchuan/山海/2",
      "yangchuan/山海/2~2",
    ]);
  });
});

describe("its numbers", () => {
  it("never come from another model of the item", () => {
    const numbers = [
      number("parameters", 7e9, "parameters", "河图 1"),
      number("parameters", 72e9, "parameters", "山海 2"),
      number("context", 128_000, "tokens"),
      number("context", 2_000, "characters"),
    ];
    const launches = join([report("2024-05-10", ["山海 2", "河图 1"], { numbers })]);
    expect(launches.map(({ parameters, context }) => ({ parameters, context }))).toEqual([
      { parameters: 72e9, context: null },
      { parameters: 7e9, context: null },
    ]);
    expect(join([report("2024-05-10", ["山海 2"], { numbers })])).toMatchObject([
      { parameters: 72e9, context: 128_000 },
    ]);
  });

  it("that conflict are all kept, and the one that most stories say is shown", () => {
    const said = (value: number, storyId: string) =>
      report("2024-05-10", ["山海 2"], { storyId, numbers: [number("price", value, "CNY/1M tokens")] });
    const usd = report("2024-05-10", ["山海 2"], { numbers: [number("price", 1, "USD/1M tokens")] });
    const [launch] = join([said(8, "s1"), said(8, "s1"), said(8, "s1"), said(4, "s2"), said(4, "s3"), usd]);
    expect(launch?.price).toBe(4);
    expect(values(launch, "price")).toEqual(["4*", "8"]);
  });
});

describe("the registry", () => {
  it("joins by alias, adds what the news lacks and stands beside what they say", () => {
    const [launch, ...rest] = join(
      [report("2024-05-10", ["ShanHai2-72B"])],
      [fact({ parameters: 72e9, openWeights: true, licence: "Apache-2.0", tier: "industry" })],
    );
    expect(rest).toEqual([]);
    expect(launch).toMatchObject({ date: "2024-05-10", tier: "general", parameters: 72e9, openWeights: true });
    expect(values(launch, "tier")).toEqual(["general*", "industry"]);
    expect(values(launch, "date")).toEqual(["2024-05-10*", "2024-05-01"]);
    expect(launch?.values.find(({ field }) => field === "licence")).toMatchObject({
      basis: "registry",
      attribution: "a list",
    });
  });

  it("makes a launch of its own where no item is near", () => {
    const launches = join([report("2024-05-10", ["山海 2"])], [fact({ date: "2022-01-01" })]);
    expect(launches.map(({ basis }) => basis)).toEqual(["registry", "news"]);
  });
});

it("launches do not depend on the order of the items", () => {
  const drawn = fc.array(
    fc.record({
      day: fc.option(fc.integer({ min: 1, max: 28 }), { nil: null }),
      month: fc.integer({ min: 1, max: 9 }),
      model: fc.constantFrom("山海 2", "ShanHai2-7B", "山海", "河图 1"),
      event: fc.constantFrom("launch" as const, "plan" as const, "update" as const),
      size: fc.constantFrom(7e9, 72e9),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(drawn, fc.infiniteStream(fc.nat()), (list, keys) => {
      const inputs = list.map(({ day, month, model, event, size }, at) =>
        report(day === null ? null : `2024-0${month}-${String(day).padStart(2, "0")}`, [model], {
          ...{ articleId: `i${at}`, storyId: `s${at % 3}`, event, numbers: [number("parameters", size, "parameters")] },
        }),
      );
      const shuffled = inputs
        .map((input) => ({ input, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ input }) => input);
      expect(join(shuffled)).toEqual(join(inputs));
    }),
    { numRuns: 100 },
  );
});
