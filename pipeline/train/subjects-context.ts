import { contextScore } from "../stages/tag/subject.ts";
import { CONTEXT_BITS } from "../stages/tag/subject-context.ts";
import { step } from "./adagrad.ts";
import { seededRandom, shuffle } from "./random.ts";
import type { Example } from "./subjects-examples.ts";

/** Logistic regression over the context's buckets by AdaGrad. */
export function trainContext(examples: readonly Example[]): { context: Float32Array; bias: number } {
  const context = new Float32Array(1 << CONTEXT_BITS);
  const squares = new Float32Array(1 << CONTEXT_BITS).fill(1e-2);
  const order = Int32Array.from(examples, (_, i) => i);
  const random = seededRandom(11);
  let bias = 0;
  for (let epoch = 0; epoch < 6; epoch++) {
    shuffle(order, random);
    for (const i of order) {
      const example = examples[i] as Example;
      const p = 1 / (1 + Math.exp(-contextScore({ context, bias }, example.context)));
      const slope = (p - example.target) * example.weight;
      bias -= 0.02 * slope;
      for (const bucket of example.context) step(context, squares, bucket, slope + 1e-3 * (context[bucket] ?? 0), 0.15);
    }
  }
  return { context, bias };
}
