import { describe, expect, it } from "vitest";
import { evaluate } from "../../../pipeline/eval/evaluate.ts";
import { missedFloors, moveFloors } from "../../../pipeline/eval/floors.ts";
import { GoldItem, predictionOf } from "../../../pipeline/eval/gold.ts";
import { goldFigures } from "../../../pipeline/eval/gold-figures.ts";
import { matchNames } from "../../../pipeline/eval/lists.ts";
import { agreementOf, scoreField } from "../../../pipeline/eval/scores.ts";

const labels = {
  relevant: true,
  event: "launch",
  tier: "general",
  vendors: ["百度"],
  models: ["文心一言 4.0"],
  industries: [],
};
const gold = [
  GoldItem.parse({ id: "1", title: "甲", labels }),
  GoldItem.parse({ id: "2", title: "乙", labels: { ...labels, event: "none", industries: ["finance"] } }),
];
const predicted = (id: string, change: object) => {
  const plain = { id, ...labels, industries: [], ...change };
  const { prediction } = predictionOf(plain);
  return [id, prediction] as const;
};

describe("scores", () => {
  it("take the mean F1 over the classes that the gold labels hold", () => {
    const { macroF1, accuracy, confusion } = scoreField(["a", "a", "b"], ["a", "b", "b"], ["a", "b", "c"]);
    expect(accuracy).toBeCloseTo(2 / 3);
    expect(macroF1).toBeCloseTo((2 / 3 + 2 / 3) / 2);
    expect(confusion.a).toEqual({ a: 1, b: 1, c: 0 });
  });

  it("tell agreement from what chance would give", () => {
    // Cohen's table of two raters who agree on 35 of 50: 20 and 15, 5 and 10 apart.
    const { observed, expected, kappa } = agreementOf({ yes: { yes: 20, no: 5 }, no: { yes: 10, no: 15 } });
    expect([observed, expected]).toEqual([0.7, 0.5]);
    expect(kappa).toBeCloseTo(0.4);
    expect(agreementOf({ yes: { yes: 9, no: 0 }, no: { yes: 0, no: 0 } }).kappa).toBeNull();
  });

  it("match a name by anything it goes by, one to one", () => {
    const entry = { id: "baidu", name: "百度", names: ["Baidu", "文心 团队"] };
    expect(matchNames(["BAIDU"], [entry])).toEqual({ found: ["BAIDU"], extra: 0 });
    expect(matchNames(["百度", "Baidu"], [entry])).toEqual({ found: ["百度"], extra: 0 });
    expect(matchNames([], [entry])).toEqual({ found: [], extra: 1 });
  });
});

describe("evaluation", () => {
  it("counts an item without a prediction as one without labels", () => {
    const { fields, predicted: count } = evaluate(gold, new Map());
    expect(count).toBe(0);
    expect(fields.relevant.accuracy).toBe(0);
    expect(fields.event.classes.none?.recall).toBe(1);
  });

  it("gives notebooks what its figures rest on: each item's labels, and bins that hold every answer with a confidence", () => {
    const label = { value: "launch", confidence: 0.85 };
    const figures = goldFigures(gold, new Map([predicted("1", { event: label }), predicted("2", { event: label })]));
    expect(figures.fields).toEqual(
      evaluate(gold, new Map([predicted("1", { event: label }), predicted("2", { event: label })])).fields,
    );
    expect(figures.rows.map(({ id, event }) => [id, event.gold, event.predicted, event.confidence])).toEqual([
      ["1", "launch", "launch", 0.85],
      ["2", "none", "launch", 0.85],
    ]);
    expect(figures.calibration.event.filter(({ items }) => items)).toEqual([
      { from: 0.8, to: 0.9, items: 2, right: 1, confidence: 0.85 },
    ]);
    expect(figures.agreement.event.observed).toBe(0.5);
  });

  it("puts the error made with the most confidence first, with its evidence", () => {
    const sure = { value: "launch", confidence: 0.9, evidence: [{ rule: "cue:event.launch" }] };
    const { errors } = evaluate(gold, new Map([predicted("1", {}), predicted("2", { event: sure })]));
    expect(errors[0]).toMatchObject({ id: "2", field: "event", gold: "none", predicted: "launch", confidence: 0.9 });
    expect(errors[0]?.evidence).toHaveLength(1);
    expect(errors.find((e) => e.field === "industries")).toMatchObject({ gold: "finance", predicted: "" });
  });

  it("measures how far confidence is from the truth", () => {
    const label = { value: "launch", confidence: 0.8 };
    const { fields } = evaluate(gold, new Map([predicted("1", { event: label }), predicted("2", { event: label })]));
    expect(fields.event.calibrationError).toBeCloseTo(0.3);
  });
});

describe("floors", () => {
  it("are missed by what lies under them, also by what was not measured", () => {
    expect(missedFloors({ a: 0.5, b: 0.9 }, { a: 0.5 })).toEqual([{ measure: "b", floor: 0.9, reached: 0 }]);
  });

  it("move up by themselves and down only when told", () => {
    expect(moveFloors({ a: 0.8 }, { a: 0.7 }, false)).toEqual({ a: 0.8 });
    expect(moveFloors({ a: 0.8 }, { a: 0.7 }, true)).toEqual({ a: 0.695 });
    expect(moveFloors({ a: 0.8 }, { a: 0.9 }, false)).toEqual({ a: 0.895 });
  });
});
