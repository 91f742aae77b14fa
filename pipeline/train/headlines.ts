import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { FEATURES, headlineFeatures } from "../stages/cluster/headlines.ts";
import { headlineModel } from "../stages/cluster/model.ts";
import { prepare } from "../stages/cluster/prepare.ts";
import { titleTokens } from "../stages/cluster/titles.ts";
import { holdOut } from "./crossvalidate.ts";
import { seededRandom } from "./random.ts";

const FLOOR = 20;
const FOLDS = 10;
const THRESHOLD = 0.4;
const STEPS = 1_500;
/** Penalty of the squared weights of standardised features: reprints are few, so theirs are held closer to zero. */
const PENALTY = { together: 3, reprint: 10 } as const;

interface Side {
  title: string;
  published: string | null;
  source: string | null;
}
interface Pair {
  relation: string;
  a: Side;
  b: Side;
}

/**
 * Makes `headlines.json`: counts tokens over a folder of gzipped JSON lines, and fits the two regressions on pairs read
 * by people: a file of whole pairs and a CSV `a,b,relation` of ids in that folder. Prints cross-validated F1.
 */
function train(corpusDir: string, pairsFile: string, labelsFile: string, output: string): void {
  const corpus = readdirSync(corpusDir)
    .filter((file) => file.endsWith(".jsonl.gz"))
    .sort()
    .flatMap((file) => lines<Side & { id: string }>(gunzipSync(readFileSync(join(corpusDir, file))).toString("utf8")));
  const known = lines<Pair & { kind: string }>(readFileSync(pairsFile, "utf8")).filter(({ kind }) => kind === "title");
  const byId = new Map(corpus.map((item) => [item.id, item]));
  const own = readFileSync(labelsFile, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line): Pair => {
      const [a = "", b = "", relation = ""] = line.trim().split(",");
      const [x, y] = [byId.get(a), byId.get(b)];
      if (!x || !y) throw new Error(`${labelsFile}: ${a} or ${b} is not in ${corpusDir}`);
      return { a: x, b: y, relation };
    });
  const counts = tokenCounts(corpus.map(({ title }) => title ?? ""));
  const empty = { documents: corpus.length, floor: FLOOR, counts, together: {}, reprint: {} };
  const pairs = [...known, ...own];
  const model = headlineModel(empty, "training");
  const side = ({ title, published, source }: Side, id: string) =>
    prepare({ id, title, text: "", day: published?.slice(0, 10) ?? null, publisher: source ?? id }, model);
  const rows = pairs.map(({ a, b }) => headlineFeatures(side(a, "a"), side(b, "b")));
  const groups = groupsOf(pairs);
  const regression = (name: keyof typeof PENALTY, relations: string[]) => {
    const wanted = pairs.map(({ relation }) => relations.includes(relation));
    const scores = crossValidated(rows, wanted, groups, PENALTY[name]);
    const figures = { known: f1(scores, wanted, 0, known.length), own: f1(scores, wanted, known.length, pairs.length) };
    console.log(`${name.padEnd(9)} F1 at ${THRESHOLD}: pairs file ${figures.known}, own ${figures.own}`);
    const weights = logistic(rows, wanted, PENALTY[name]);
    return Object.fromEntries([...FEATURES, "constant"].map((key, at) => [key, Number(weights[at]?.toFixed(4))]));
  };
  const together = regression("together", ["reprint", "same_event"]);
  const reprint = regression("reprint", ["reprint"]);
  writeFileSync(output, `${JSON.stringify({ ...empty, together, reprint })}\n`);
}

function tokenCounts(titles: string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const title of titles) for (const token of titleTokens(title)) counts.set(token, (counts.get(token) ?? 0) + 1);
  return Object.fromEntries([...counts].filter(([, count]) => count > FLOOR).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Pairs that have a headline in common are of one group: none may be trained on while another is measured. */
function groupsOf(pairs: Pair[]): string[] {
  const parent = new Map<string, string>();
  const find = (title: string): string => {
    const up = parent.get(title);
    return up === undefined ? title : find(up);
  };
  for (const { a, b } of pairs) {
    const [x, y] = [find(a.title), find(b.title)];
    if (x !== y) parent.set(x, y);
  }
  return pairs.map(({ a }) => find(a.title));
}

function crossValidated(rows: number[][], wanted: boolean[], groups: string[], penalty: number): number[] {
  const random = seededRandom(7);
  const foldOf = new Map([...new Set(groups)].map((group) => [group, Math.floor(random() * FOLDS)]));
  const scores = new Array<number>(rows.length).fill(0);
  const among = <T>(all: T[], sees: (at: number) => boolean) => all.filter((_, at) => sees(at));
  holdOut(
    groups.map((group) => foldOf.get(group) ?? 0),
    (sees) => logistic(among(rows, sees), among(wanted, sees), penalty),
    (weights, at) => {
      scores[at] = scoreOf(weights, rows[at] ?? []);
    },
  );
  return scores;
}

/** Logistic regression by gradient descent on standardised features; gives weights of the plain ones and a constant. */
function logistic(rows: number[][], wanted: boolean[], penalty: number): number[] {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? 0));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / rows.length);
  const deviations = columns.map(
    (column, at) =>
      Math.sqrt(column.reduce((sum, value) => sum + (value - (means[at] ?? 0)) ** 2, 0) / rows.length) || 1,
  );
  const standard = rows.map((row) => row.map((value, at) => (value - (means[at] ?? 0)) / (deviations[at] ?? 1)));
  const weights = new Array<number>(width + 1).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const slope = new Array<number>(width + 1).fill(0);
    standard.forEach((row, at) => {
      const error = scoreOf(weights, row) - (wanted[at] ? 1 : 0);
      row.forEach((value, column) => {
        slope[column] = (slope[column] ?? 0) + error * value;
      });
      slope[width] = (slope[width] ?? 0) + error;
    });
    weights.forEach((weight, at) => {
      const pull = at < width ? penalty * weight : 0;
      weights[at] = weight - (0.5 * ((slope[at] ?? 0) + pull)) / rows.length;
    });
  }
  const plain = weights.slice(0, width).map((weight, at) => weight / (deviations[at] ?? 1));
  const constant = plain.reduce((sum, weight, at) => sum - weight * (means[at] ?? 0), weights[width] ?? 0);
  return [...plain, constant];
}

const scoreOf = (weights: number[], row: number[]): number =>
  1 / (1 + Math.exp(-row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), weights[row.length] ?? 0)));

function f1(scores: number[], wanted: boolean[], from: number, to: number): string {
  let [both, one] = [0, 0];
  for (let at = from; at < to; at++) {
    const got = (scores[at] ?? 0) >= THRESHOLD;
    if (got && wanted[at]) both++;
    else if (got || wanted[at]) one++;
  }
  return ((2 * both) / (2 * both + one)).toFixed(3);
}

function lines<T>(text: string): T[] {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

const [corpusDir, pairsFile, labelsFile, output] = process.argv.slice(2);
if (!corpusDir || !pairsFile || !labelsFile || !output) {
  console.error("usage: tsx pipeline/train/headlines.ts CORPUS_DIR PAIRS.jsonl LABELS.csv headlines.json");
  process.exit(2);
}
train(corpusDir, pairsFile, labelsFile, output);
