import { join } from "node:path";
import type { Command } from "commander";
import { EXIT } from "../../pipeline/errors.ts";
import { type Evaluation, evaluate, type SingleField } from "../../pipeline/eval/evaluate.ts";
import { measures, missedFloors, moveFloors, readFloors, writeFloors } from "../../pipeline/eval/floors.ts";
import { type Prediction, predictionOf } from "../../pipeline/eval/gold.ts";
import { type CliContext, printable } from "../context.ts";
import { OWN_GOLD, predictGold, readGold, readJsonLines } from "../gold.ts";

interface EvalOptions {
  gold: string;
  pred?: string;
  errors: string;
  json?: boolean;
  raiseFloors?: boolean;
  lowerFloors?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("eval")
    .description(
      text({
        en: "Measure the tagger against labelled items: accuracy, F1, confusion, calibration, the worst errors with evidence.",
        zh: "用标注集评估标注器:准确率、F1、混淆、校准误差,以及最严重的错误与依据。",
      }),
    )
    .option(
      "--gold <file>",
      text({ en: "JSON lines with labels", zh: "带标签的 JSON 行" }),
      join(OWN_GOLD, "items.jsonl"),
    )
    .option(
      "--pred <file>",
      text({ en: "output of tag --json; default: tag now", zh: "tag --json 的输出;默认现场标注" }),
    )
    .option("--errors <n>", text({ en: "how many errors to show", zh: "显示多少条错误" }), "20")
    .option("--json", text({ en: "everything as JSON", zh: "全部以 JSON 输出" }))
    .option(
      "--raise-floors",
      text({ en: "raise the floors of the own gold set to what was reached", zh: "把自有标注集的下限提高到本次水平" }),
    )
    .option(
      "--lower-floors",
      text({ en: "set the floors to what was reached, also where that is lower", zh: "把下限设为本次水平,允许降低" }),
    )
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide eval --gold labelled.jsonl --errors 50`,
    )
    .action((options: EvalOptions) => run(options, context));
}

async function run(options: EvalOptions, context: CliContext): Promise<void> {
  const gold = await readGold(options.gold);
  const predictions = options.pred ? await readPredictions(options.pred) : await predictGold(gold);
  const evaluation = evaluate(gold, predictions);
  context.out(options.json ? `${JSON.stringify(evaluation)}\n` : report(evaluation, Number(options.errors), context));
  if (options.gold === join(OWN_GOLD, "items.jsonl")) await holdFloors(evaluation, options, context);
}

async function holdFloors(evaluation: Evaluation, options: EvalOptions, context: CliContext): Promise<void> {
  const path = join(OWN_GOLD, "floors.json");
  const floors = await readFloors(path);
  const reached = measures(evaluation);
  if (options.raiseFloors || options.lowerFloors) {
    await writeFloors(path, moveFloors(floors, reached, options.lowerFloors ?? false));
    return;
  }
  for (const { measure, floor, reached: got } of missedFloors(floors, reached)) {
    context.exitWith(EXIT.unexpected);
    context.err(
      `${context.text({
        en: `${measure} is ${got.toFixed(3)}, under its floor of ${floor}; mend the cause, or accept it with --lower-floors`,
        zh: `${measure} 为 ${got.toFixed(3)},低于下限 ${floor};请查明原因,或用 --lower-floors 接受`,
      })}\n`,
    );
  }
}

async function readPredictions(path: string): Promise<Map<string, Prediction>> {
  const pairs = (await readJsonLines(path)).map(predictionOf);
  return new Map(pairs.map(({ id, prediction }) => [id, prediction]));
}

function report(evaluation: Evaluation, most: number, { text }: CliContext): string {
  const lines = [
    text({
      en: `${evaluation.items} items, ${evaluation.predicted} predicted`,
      zh: `${evaluation.items} 条,已预测 ${evaluation.predicted} 条`,
    }),
  ];
  for (const [field, score] of Object.entries(evaluation.fields)) {
    const error = score.calibrationError === null ? "" : `  ECE ${shown(score.calibrationError)}`;
    lines.push(`${field.padEnd(11)} accuracy ${shown(score.accuracy)}  macro-F1 ${shown(score.macroF1)}${error}`);
    for (const [value, c] of Object.entries(score.classes)) lines.push(`  ${value.padEnd(12)} ${scores(c)}`);
    lines.push(...confusionLines(field as SingleField, evaluation));
  }
  for (const [field, score] of Object.entries(evaluation.lists)) lines.push(`${field.padEnd(11)} ${scores(score)}`);
  for (const [id, score] of Object.entries(evaluation.industries)) lines.push(`  ${id.padEnd(14)} ${scores(score)}`);
  for (const error of evaluation.errors.slice(0, most)) {
    const sure = error.confidence === null ? "" : ` ${shown(error.confidence)}`;
    lines.push(printable(`${error.id} ${error.field}: ${error.gold} → ${error.predicted}${sure}  ${error.title}`));
    for (const one of error.evidence.slice(0, 3)) lines.push(printable(`    ${JSON.stringify(one)}`));
  }
  return `${lines.join("\n")}\n`;
}

function confusionLines(field: SingleField, { fields }: Evaluation): string[] {
  const rows = Object.entries(fields[field].confusion);
  const cells = (row: Record<string, number>) => Object.values(row).map((n) => String(n).padStart(5));
  return rows.map(([gold, row]) => `  ${gold.padEnd(12)} → ${cells(row).join("")}`);
}

function scores({
  precision,
  recall,
  f1,
  support,
}: {
  precision: number;
  recall: number;
  f1: number;
  support: number;
}): string {
  return `P ${shown(precision)}  R ${shown(recall)}  F1 ${shown(f1)}  n ${support}`;
}

const shown = (share: number) => share.toFixed(3);
