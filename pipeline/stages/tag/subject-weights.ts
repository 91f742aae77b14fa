import { z } from "zod";
import { NameCounts } from "./name-counts.ts";
import { CONTEXT_BITS } from "./subject-context.ts";
import { Forest, type PackedForest, packForest, type ReadyForest, ready } from "./trees.ts";
import { readWeights } from "./weights-file.ts";

const PartFile = z.object({
  forest: Forest,
  /** Judges likely names again, over the measures of the first forest and `RIVAL_MEASURES`. */
  rivals: Forest,
  /** Signed bytes in base64, one a bucket; times `scale` they are log-odds. */
  context: z.string(),
  scale: z.number(),
  bias: z.number(),
  /** From which probability on a candidate is a subject: the item's likeliest, and further ones. */
  first: z.number(),
  further: z.number(),
  /** Least probability of being about AI, and highest of tier `none`, of an item that has such subjects. */
  relevantFrom: z.number(),
  noneUpTo: z.number(),
});
const WeightsFile = z.object({
  vendor: PartFile,
  model: PartFile,
  /** Counts of names in base64. */
  counts: z.string(),
  trained: z.object({
    items: z.number(),
    digests: z.record(z.string(), z.string()),
    crossValidated: z.record(z.string(), z.unknown()),
  }),
});
export type SubjectWeightsFile = z.infer<typeof WeightsFile>;

/** Weights of one kind of candidate, ready to use. */
export interface SubjectPart {
  forest: Forest;
  packed: PackedForest;
  rivals: ReadyForest;
  context: Float32Array;
  bias: number;
  first: number;
  further: number;
  relevantFrom: number;
  noneUpTo: number;
}
export interface SubjectWeights {
  vendor: SubjectPart;
  model: SubjectPart;
  counts: NameCounts;
  /** The file's text, for digests. */
  source: string;
}

/** Where the weights lie in the model folder. */
export const SUBJECT_WEIGHTS = "subjects.json";

/**
 * Reads the weights that `npm run train` writes.
 * @throws AskError naming the file where it is missing or malformed.
 */
export function loadSubjectWeights(path: string): Promise<SubjectWeights> {
  return readWeights(path, (source) => {
    const file = WeightsFile.parse(JSON.parse(source));
    const counts = new NameCounts(Buffer.from(file.counts, "base64"));
    return { vendor: unpack(file.vendor), model: unpack(file.model), counts, source };
  });
}

export function unpack({ forest, rivals, context, scale, ...rest }: z.infer<typeof PartFile>): SubjectPart {
  const bytes = Buffer.from(context, "base64");
  if (bytes.length !== 1 << CONTEXT_BITS)
    throw new Error(`context has ${bytes.length} weights instead of ${1 << CONTEXT_BITS}`);
  const weights = Float32Array.from(
    new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    (byte) => byte * scale,
  );
  return { ...rest, forest, packed: packForest(forest), rivals: ready(rivals), context: weights };
}
