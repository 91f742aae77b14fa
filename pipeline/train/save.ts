import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EMBEDDING_WEIGHTS, type EmbeddingFile } from "../stages/tag/embedding.ts";
import { type LinearModel, quantise } from "../stages/tag/linear.ts";
import { STACK_WEIGHTS, type StackFile } from "../stages/tag/stack-weights.ts";
import { SUBJECT_WEIGHTS, type SubjectWeightsFile } from "../stages/tag/subject-weights.ts";
import { WEIGHT_FILES } from "../stages/tag/weights.ts";
import type { LinearWeights } from "./logistic.ts";
import type { TrainedClassifiers } from "./train.ts";

/** Puts the columns of several classifiers over the same features side by side. */
export function joinColumns(parts: readonly LinearWeights[], bits: number): LinearModel {
  const classes = parts.reduce((sum, p) => sum + p.classes, 0);
  const weights = new Float32Array(classes << bits);
  const bias = new Float32Array(classes);
  let first = 0;
  for (const part of parts) {
    for (let bucket = 0; bucket < 1 << bits; bucket++)
      for (let c = 0; c < part.classes; c++)
        weights[bucket * classes + first + c] = part.weights[bucket * part.classes + c] ?? 0;
    bias.set(part.bias, first);
    first += part.classes;
  }
  return quantise(weights, bias, classes, bits);
}

/** All that training makes. */
export interface TrainedWeights extends TrainedClassifiers {
  subjects: SubjectWeightsFile;
  stack: StackFile;
  embedding: EmbeddingFile;
}

/** Writes the weights' files into a folder. */
export async function saveWeights(
  dir: string,
  { header, main, words, subjects, stack, embedding }: TrainedWeights,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, WEIGHT_FILES.tables), Buffer.concat([bytesOf(main), bytesOf(words)]));
  await writeFile(join(dir, WEIGHT_FILES.header), `${JSON.stringify(header, null, 1)}\n`);
  await writeFile(join(dir, SUBJECT_WEIGHTS), `${JSON.stringify(subjects)}\n`);
  await writeFile(join(dir, STACK_WEIGHTS), `${JSON.stringify(stack)}\n`);
  await writeFile(join(dir, EMBEDDING_WEIGHTS), `${JSON.stringify(embedding)}\n`);
}

function bytesOf({ weights }: LinearModel): Buffer {
  return Buffer.from(weights.buffer, weights.byteOffset, weights.length);
}

/** Scale and bias of a table as the header keeps them. */
export function columnsOf({ scale, bias }: LinearModel): { scale: number[]; bias: number[] } {
  const short = (x: number) => Number(x.toPrecision(6));
  return { scale: Array.from(scale, short), bias: Array.from(bias, short) };
}
