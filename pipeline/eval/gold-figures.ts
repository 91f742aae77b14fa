import { type CalibrationBin, calibrationBins } from "../stages/tag/calibrate.ts";
import { type Evaluation, evaluate, type SingleField } from "./evaluate.ts";
import { type GoldItem, NOTHING, type Prediction } from "./gold.ts";
import { type Agreement, agreementOf } from "./scores.ts";

/** One item's label in a field: as people gave it and as the tagger did. */
export interface LabelPair {
  gold: string;
  predicted: string;
  confidence: number | null;
}

export interface GoldRow {
  id: string;
  title: string;
  date: string | null;
  relevant: LabelPair;
  event: LabelPair;
  tier: LabelPair;
  /** Names that people gave; ids of industries. */
  vendors: string[];
  models: string[];
  industries: string[];
}

/** What `evaluate` gives, with what it rests on: calibration, agreement beyond chance, and each item's labels. */
export interface GoldFigures extends Evaluation {
  calibration: Record<SingleField, CalibrationBin[]>;
  agreement: Record<SingleField, Agreement>;
  rows: GoldRow[];
}

const FIELDS = ["relevant", "event", "tier"] as const satisfies readonly SingleField[];

/** Figures of the tagger on labelled items. */
export function goldFigures(gold: readonly GoldItem[], predictions: ReadonlyMap<string, Prediction>): GoldFigures {
  const evaluation = evaluate(gold, predictions);
  const rows = gold.map((item) => rowOf(item, predictions.get(item.id) ?? NOTHING));
  const each = <T>(figure: (field: SingleField) => T) =>
    Object.fromEntries(FIELDS.map((field) => [field, figure(field)])) as Record<SingleField, T>;
  return {
    ...evaluation,
    calibration: each((field) => {
      const sure = rows.map((row) => row[field]).filter(({ confidence }) => confidence !== null);
      return calibrationBins(
        sure.map(({ confidence }) => confidence ?? 0),
        sure.map(({ gold, predicted }) => gold === predicted),
      );
    }),
    agreement: each((field) => agreementOf(evaluation.fields[field].confusion)),
    rows,
  };
}

function rowOf({ id, title, date, labels }: GoldItem, got: Prediction): GoldRow {
  const pair = (field: SingleField): LabelPair => ({
    gold: String(labels[field]),
    predicted: got[field].value,
    confidence: got[field].confidence,
  });
  return {
    id,
    title: title ?? "",
    date: date ?? null,
    relevant: pair("relevant"),
    event: pair("event"),
    tier: pair("tier"),
    vendors: labels.vendors,
    models: labels.models,
    industries: labels.industries,
  };
}
