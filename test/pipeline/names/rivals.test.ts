import { describe, expect, it } from "vitest";
import { distinctModels } from "../../../pipeline/stages/tag/subject.ts";
import type { Candidate } from "../../../pipeline/stages/tag/subject-candidates.ts";
import { LEAST_LIKELY, type Rated, RIVAL_MEASURES, rivalRows } from "../../../pipeline/stages/tag/subject-rivals.ts";

const TITLE = "阿克米开源晨星、织女与长庚,对标 Orbit";
const SCORES = { relevant: 0.9, event: [0.7, 0.1, 0.1, 0.1], tier: [0.8, 0.1, 0.05, 0.05] };

/** A name where the title first has it. */
function candidate(kind: Candidate["kind"], name: string, vendor: string | null = null, title = TITLE): Candidate {
  const start = title.indexOf(name);
  const hit = { ...{ kind, id: name, name, vendor, vendorRow: null, modelRow: null, version: null, written: name } };
  const place = { field: "title", start, end: start + name.length, rule: "pattern:quoted", score: 0.3 } as const;
  return {
    ...{ kind, key: kind === "vendor" ? (vendor ?? name) : name, name, vendor, vendorRow: null, modelRow: null },
    ...{
      version: null,
      sibling: false,
      hits: [{ ...hit, ...place }],
      folded: name.toLowerCase(),
      titleHits: 1,
      textHits: 0,
      titleAt: start,
      textAt: 999,
      products: [],
      prefixes: [],
      otherNames: [],
    },
  };
}
const rated = (one: Candidate, probability: number): Rated => ({
  candidate: one,
  probability,
  row: Float64Array.of(1, 2),
});
const list = [
  rated(candidate("vendor", "阿克米", "acme"), 0.9),
  rated(candidate("model", "晨星", "acme"), 0.8),
  rated(candidate("model", "织女"), 0.4),
  rated(candidate("model", "长庚"), 0.2),
  rated(candidate("model", "Orbit"), LEAST_LIKELY / 2),
];
const rows = rivalRows(list, { title: TITLE, text: "" }, SCORES);
const measure = (at: number, name: string) => rows[at]?.[2 + RIVAL_MEASURES.indexOf(name)];

describe("names among their rivals", () => {
  it("keep their measures before what is said of the others", () => {
    expect(rows[1]?.slice(0, 2)).toEqual(Float64Array.of(1, 2));
    expect(rows[1]).toHaveLength(2 + RIVAL_MEASURES.length);
    expect(measure(1, "both:tier:general")).toBe(0.8);
  });

  it("are ranked within their kind", () => {
    expect(measure(2, "likelyRank")).toBe(1);
    expect(measure(2, "likelyGap")).toBeCloseTo(-0.4);
    expect(measure(0, "likelyRank")).toBe(0);
    expect(measure(0, "bestOfOtherKind")).toBe(0.8);
  });

  it("know the likelihood of what they are listed with", () => {
    expect(measure(2, "inList")).toBe(2);
    expect(measure(2, "bestInList")).toBe(0.8);
    expect(measure(1, "inList")).toBe(1);
  });

  it("are listed with the next one's maker between them, but not over the end of a clause", () => {
    const inList = (title: string) => {
      const names = ["晨星", "织女"].map((name) => rated(candidate("model", name, null, title), 0.5));
      return rivalRows(names, { title, text: "" }, SCORES)[0]?.[2 + RIVAL_MEASURES.indexOf("inList")];
    };
    expect(inList("阿克米的“晨星”、小山科技的“织女”通过备案")).toBe(1);
    expect(inList("阿克米的“晨星”以及“织女”")).toBe(1);
    expect(inList("阿克米的“晨星”。小山科技的“织女”")).toBe(0);
    expect(inList("阿克米的“晨星”发布，小山科技的“织女”")).toBe(0);
  });

  it("know their maker and their products", () => {
    expect(measure(0, "bestOfOwn")).toBe(0.8);
    expect(measure(1, "bestOfOwn")).toBe(0.9);
    expect(measure(2, "bestOfOwn")).toBe(0);
  });

  it("know who is named before and after them", () => {
    expect(measure(2, "bestBefore")).toBe(0.8);
    expect(measure(2, "bestAfter")).toBe(0.2);
    expect(measure(0, "bestBefore")).toBe(0);
  });

  it("stay as they are where they are hardly likely", () => {
    expect(rows[4]).toBeNull();
  });
});

describe("distinct models", () => {
  const kept = (title: string, names: string[]) =>
    distinctModels(names.map((name) => ({ candidate: candidate("model", name, null, title) })));

  it("are a family's name and a version that stands elsewhere", () => {
    const models = kept("Zeta-5 发布,另有 Zeta-5-mini", ["Zeta-5 ", "Zeta-5-mini"]);
    expect(models.map(({ one }) => one.candidate.name.trim())).toEqual(["Zeta-5", "Zeta-5-mini"]);
    // The longer one goes by the shorter name only where no other does.
    expect(models[1]?.names).not.toContain("Zeta-5");
  });

  it("are not one name in two lengths of the same place", () => {
    expect(kept("阿克米发布银河大模型", ["银河大模型", "银河"])).toHaveLength(1);
  });
});
