import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinLaunches } from "../../../pipeline/stages/launch/index.ts";
import { createCanonicalNames } from "../../../pipeline/stages/launch/names.ts";
import type { LaunchInput, LaunchOverride, RegistryLaunch } from "../../../pipeline/stages/launch/types.ts";

const canonical = createCanonicalNames([]);
const report = (articleId: string, day: string, model: string): LaunchInput => ({
  ...{ articleId, storyId: articleId, day, title: `羊川发布${model}`, event: "launch", eventConfidence: 0.8 },
  ...{ tier: "general", vendors: ["yangchuan"], industries: [], delivery: [], modality: [] },
  models: [{ name: model, vendorId: "yangchuan" }],
  numbers: [
    {
      ...{ what: "parameters", value: articleId === "a" ? 7e9 : 72e9, unit: "parameters", written: "", of: model },
      evidence: { field: "text", start: 0, end: 2, rule: "number" },
    },
  ],
});
const INPUTS = [
  report("a", "2024-05-10", "山海 2"),
  report("b", "2024-05-12", "山海 2"),
  report("c", "2024-05-11", "大潮 2"),
];
const FACT: RegistryLaunch = {
  ...{ vendor: "yangchuan", model: "浪花", version: "1", tier: "general", industries: [], date: "2024-04-01" },
  ...{ precision: "month", parameters: null, openWeights: true, licence: "MIT", modality: [], attribution: "a list" },
};
const SHAN = "yangchuan/山海/2";
const CHAO = "yangchuan/大潮/2";
const LANG = "yangchuan/浪花/1";
const join = (overrides: LaunchOverride[] = [], inputs = INPUTS) => joinLaunches(inputs, [FACT], canonical, overrides);
const shape = (overrides: LaunchOverride[]) =>
  Object.fromEntries(
    join(overrides).launches.map(({ id, articles }) => [id, articles.map(({ articleId }) => articleId).join("")]),
  );

describe("people's word on launches", () => {
  it("merges one into another, with the articles of both, the earliest day, and what is said under either name", () => {
    expect(shape([{ merge: [CHAO, SHAN] }])).toEqual({ [SHAN]: "acb", [LANG]: "" });
    const [, launch] = join([{ merge: [SHAN, CHAO] }]).launches;
    expect(launch).toMatchObject({ id: CHAO, date: "2024-05-10", version: "2" });
    const sizes = launch?.values.filter(({ field }) => field === "parameters").map(({ value }) => value);
    expect(sizes?.sort()).toEqual(["7000000000", "72000000000"]);
  });

  it("merges what only the registry knows with what the news report, either way round", () => {
    expect(join([{ merge: [LANG, SHAN] }]).launches.find(({ id }) => id === SHAN)).toMatchObject({ licence: "MIT" });
    const into = join([{ merge: [SHAN, LANG] }]).launches.find(({ id }) => id === LANG);
    expect(into).toMatchObject({ licence: "MIT", date: "2024-05-10", basis: "news" });
    expect(into?.articles).toHaveLength(2);
  });

  it("splits an article off into a launch of its own, which may be merged elsewhere", () => {
    expect(shape([{ split: "b", from: SHAN }])).toEqual({ [SHAN]: "a", [`${SHAN}~b`]: "b", [CHAO]: "c", [LANG]: "" });
    expect(shape([{ merge: [`${SHAN}~b`, CHAO] }, { split: "b", from: SHAN }])).toEqual({
      [SHAN]: "a",
      [CHAO]: "cb",
      [LANG]: "",
    });
  });

  it("leaves a launch of one article as it is, and two that are merged into each other as one", () => {
    expect(shape([{ split: "c", from: CHAO }])).toEqual(shape([]));
    expect(shape([{ merge: [CHAO, SHAN] }, { merge: [SHAN, CHAO] }])).toEqual({ [SHAN]: "acb", [LANG]: "" });
  });

  it("that names what is not there is named, and costs only itself", () => {
    const unknown: LaunchOverride[] = [
      { merge: ["no/such/1", SHAN] },
      { merge: [SHAN, "no/such/1"] },
      { split: "c", from: SHAN },
      { split: "a", from: "no/such/1" },
    ];
    const found = join([...unknown, { merge: [CHAO, SHAN] }]);
    expect(new Set(found.unknown)).toEqual(new Set(unknown));
    expect(found.launches.map(({ id }) => id).sort()).toEqual([LANG, SHAN].sort());
  });

  it("changes nothing that it does not name, loses no article and names no launch twice, in whatever order", () => {
    const ids = [SHAN, CHAO, LANG, `${SHAN}~b`];
    const override = fc.oneof(
      fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)).map(([x, y]): LaunchOverride => ({ merge: [x, y] })),
      fc.constantFrom("a", "b", "c").map((split): LaunchOverride => ({ split, from: SHAN })),
    );
    fc.assert(
      fc.property(
        fc.array(override, { maxLength: 6 }),
        fc.shuffledSubarray(INPUTS, { minLength: 3 }),
        (overrides, inputs) => {
          const { launches } = join(overrides, inputs);
          expect(launches.flatMap(({ articles }) => articles.map(({ articleId }) => articleId)).sort()).toEqual([
            "a",
            "b",
            "c",
          ]);
          expect(new Set(launches.map(({ id }) => id)).size).toBe(launches.length);
          expect(launches).toEqual(join(overrides).launches);
        },
      ),
    );
  });
});
