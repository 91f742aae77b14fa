import { describe, expect, it } from "vitest";
import { EMBEDDED_OF_ITEM } from "../../../pipeline/stages/tag/embedding.ts";
import { LEAST_RELEVANT, type StackItem, stackEvidence, stackRow } from "../../../pipeline/stages/tag/stack.ts";
import { unpackStack } from "../../../pipeline/stages/tag/stack-weights.ts";
import { FOLDS } from "../../../pipeline/train/crossvalidate.ts";
import { stackFile, type TaughtItem, trainStack } from "../../../pipeline/train/stack.ts";

const measures = { vendor: ["listed", "context"], model: ["versioned", "context"] };
const EVEN = [0.25, 0.25, 0.25, 0.25];
/** Columns before the names': the linear classifiers' log-odds and those of word vectors. */
const SCORES = 9 + EMBEDDED_OF_ITEM;
const NOTHING = new Array<number>(EMBEDDED_OF_ITEM).fill(0);
const named = (kind: "vendor" | "model", probability: number, row: number[]) =>
  ({ candidate: { kind }, probability, row: Float64Array.from(row) }) as StackItem["judged"][number];

/** Items whose linear probabilities say nothing: a versioned model is a launch, a signal tells industry models. */
const COUNT = 400;
const shown: StackItem[] = Array.from({ length: COUNT }, (_, i) => ({
  scores: { relevant: 0.6, event: EVEN, tier: EVEN },
  embedding: NOTHING,
  judged: [named("model", 0.8, [Number(i % 2 === 0), 0]), named("vendor", 0.5, [1, 0])],
  signals: i % 3 === 0 ? [{ name: "t:industry" }] : i === 1 ? [{ name: "t:seldom" }] : [],
}));
const items: TaughtItem[] = shown.map((_, i) => ({
  item: {
    labels: { relevant: true, event: i % 2 === 0 ? "launch" : "none", tier: i % 3 === 0 ? "industry" : "general" },
    weight: 1,
  },
  fold: i % FOLDS,
}));
const trained = trainStack(items, shown, measures);
const { heldOut } = trained;

describe("second layer", () => {
  it("learns from names and signals what the first layer does not tell", () => {
    const [launch, news] = [heldOut[0], heldOut[1]];
    expect(launch?.event.indexOf(Math.max(...launch.event))).toBe(0);
    expect(news?.event.indexOf(Math.max(...news.event))).toBe(3);
    expect(launch?.tier.indexOf(Math.max(...launch.tier))).toBe(1);
    expect(news?.tier.indexOf(Math.max(...news.tier))).toBe(0);
    expect(launch?.event.reduce((a, b) => a + b, 0)).toBeCloseTo(1);
  });

  it("counts no signal that few items have", () => {
    expect(trained.signals).toEqual(["t:industry"]);
  });

  it("leaves items alone that are surely about something else", () => {
    const other = { ...(shown[0] as StackItem), scores: { relevant: LEAST_RELEVANT / 2, event: EVEN, tier: EVEN } };
    const second = trainStack(items, [other, ...shown.slice(1)], measures);
    expect(second.heldOut[0]).toBe(other.scores);
    expect(second.items).toBe(COUNT - 1);
  });

  it("names what spoke for a class", () => {
    const stack = unpackStack(stackFile(trained, { features: [], bias: 0, trees: [] }));
    const row = stackRow(shown[0] as StackItem, { vendor: 2, model: 2 }, stack.columns);
    expect(stackEvidence(stack, "event", 0, row)[0]?.features?.map(({ name }) => name)).toContain("model 1: versioned");
    expect(stackEvidence(stack, "tier", 1, row)[0]?.features?.[0]?.name).toBe("signal t:industry");
  });

  it("tells a name that is missing from one whose measures are zero", () => {
    const widths = { vendor: 2, model: 2 };
    const none = stackRow({ ...(shown[0] as StackItem), judged: [] }, widths, new Map());
    const zero = stackRow({ ...(shown[0] as StackItem), judged: [named("model", 0, [0, 0])] }, widths, new Map());
    expect(Array.from(none.slice(SCORES, SCORES + 3))).toEqual([-1, -1, -1]);
    expect(Array.from(zero.slice(SCORES, SCORES + 3))).toEqual([0, 0, 0]);
    expect(none).toHaveLength(trained.relevant.features.length - trained.signals.length);
  });
});
