import { calibrationError } from "../stages/tag/calibrate.ts";
import { EVENTS, INDUSTRIES, TIERS } from "../types.ts";
import { type GoldItem, NOTHING, type Prediction } from "./gold.ts";
import { matchNames, scoreList } from "./lists.ts";
import { type ClassScore, type FieldScore, scoreField } from "./scores.ts";

const SINGLE = { relevant: ["true", "false"], event: [...EVENTS], tier: [...TIERS] } as const;
const LISTS = ["vendors", "models", "industries"] as const;
export type SingleField = keyof typeof SINGLE;
export type ListField = (typeof LISTS)[number];

/** A wrong label, with how sure the tagger was of it and why. */
export interface WrongLabel {
  id: string;
  title: string;
  field: SingleField | ListField;
  gold: string;
  predicted: string;
  confidence: number | null;
  evidence: unknown[];
}

export interface Evaluation {
  items: number;
  predicted: number;
  fields: Record<SingleField, FieldScore & { calibrationError: number | null }>;
  lists: Record<ListField, ClassScore>;
  /** F1 of each industry that gold labels hold. */
  industries: Record<string, ClassScore>;
  /** The errors that were made with the most confidence first. */
  errors: WrongLabel[];
}

/** Compares predictions with gold labels; an item without a prediction counts as one without labels. */
export function evaluate(gold: readonly GoldItem[], predictions: ReadonlyMap<string, Prediction>): Evaluation {
  const pairs = gold.map((item) => ({ item, got: predictions.get(item.id) ?? NOTHING }));
  const fields = Object.fromEntries(
    (Object.keys(SINGLE) as SingleField[]).map((field) => {
      const want = pairs.map(({ item }) => String(item.labels[field]));
      const got = pairs.map((pair) => pair.got[field].value);
      return [field, { ...scoreField(want, got, SINGLE[field]), calibrationError: calibrationOf(pairs, field) }];
    }),
  ) as Evaluation["fields"];
  const lists = Object.fromEntries(
    LISTS.map((field) => [
      field,
      scoreList(pairs.map(({ item, got }) => ({ wanted: item.labels[field], predicted: got[field] }))),
    ]),
  ) as Evaluation["lists"];
  const industries = Object.fromEntries(
    INDUSTRIES.filter((id) => gold.some((item) => item.labels.industries.includes(id))).map((id) => {
      const only = (list: readonly unknown[]) => list.filter((entry) => idOf(entry) === id) as string[];
      return [
        id,
        scoreList(
          pairs.map(({ item, got }) => ({ wanted: only(item.labels.industries), predicted: only(got.industries) })),
        ),
      ];
    }),
  );
  const predicted = gold.filter((item) => predictions.has(item.id)).length;
  return { items: gold.length, predicted, fields, lists, industries, errors: errorsOf(pairs) };
}

type Pair = { item: GoldItem; got: Prediction };

function calibrationOf(pairs: readonly Pair[], field: SingleField): number | null {
  const sure = pairs.filter(({ got }) => got[field].confidence !== null);
  if (!sure.length) return null;
  return calibrationError(
    sure.map(({ got }) => got[field].confidence ?? 0),
    sure.map(({ item, got }) => String(item.labels[field]) === got[field].value),
  );
}

function errorsOf(pairs: readonly Pair[]): WrongLabel[] {
  const errors: WrongLabel[] = [];
  for (const { item, got } of pairs) {
    const known = { id: item.id, title: item.title ?? "" };
    for (const field of Object.keys(SINGLE) as SingleField[]) {
      const { value, confidence, evidence } = got[field];
      const gold = String(item.labels[field]);
      if (gold !== value) errors.push({ ...known, field, gold, predicted: value, confidence, evidence });
    }
    for (const field of LISTS) {
      const { found, extra } = matchNames(item.labels[field], got[field]);
      if (found.length === item.labels[field].length && !extra) continue;
      const predicted = got[field].map(shownName).join("|");
      errors.push({ ...known, field, gold: item.labels[field].join("|"), predicted, confidence: null, evidence: [] });
    }
  }
  return errors.sort((a, b) => (b.confidence ?? 0) - (a.confidence ?? 0));
}

function shownName(entry: unknown): string {
  return typeof entry === "string" ? entry : ((entry as { name?: string }).name ?? idOf(entry));
}

function idOf(entry: unknown): string {
  return typeof entry === "string" ? entry : ((entry as { id?: string }).id ?? "");
}
