import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AskError, INDUSTRIES, messageOf } from "../../types.ts";
import { HASH_BITS } from "./features-buffer.ts";
import { INDUSTRY_SIGNALS } from "./industries.ts";
import type { LinearModel } from "./linear.ts";

/** Columns of the main table: relevant (true, false), event, tier. */
export const COLUMNS = { relevant: [0, 2], event: [2, 4], tier: [6, 4] } as const;
export const MAIN_CLASSES = 10;
/** log2 of the buckets of the industries' table, which is wide and sparse. */
export const WORD_BITS = 16;

const numbers = (length: number) => z.array(z.number()).length(length);
const CalibrationMap = z.object({ from: z.array(z.number()), to: z.array(z.number()) });

const WeightsFile = z.object({
  /** Features are read the way this version of the code reads them. */
  features: z.number().int(),
  hashBits: z.literal(HASH_BITS),
  main: z.object({ scale: numbers(MAIN_CLASSES), bias: numbers(MAIN_CLASSES) }),
  words: z.object({ scale: numbers(INDUSTRIES.length), bias: numbers(INDUSTRIES.length) }),
  /** What an event and a tier have to do with each other: log of joint over product of shares, `[event][tier]`. */
  affinity: z.array(numbers(4)).length(4),
  /** Factors on the probabilities of classes before the largest is taken. */
  decision: z.object({ relevant: numbers(2), event: numbers(4), tier: numbers(4) }),
  calibration: z.object({
    relevant: CalibrationMap,
    event: CalibrationMap,
    tier: CalibrationMap,
    industries: CalibrationMap,
  }),
  abstain: z.object({ relevant: z.number(), event: z.number(), tier: z.number() }),
  industries: z.object({
    signals: numbers(INDUSTRY_SIGNALS.length),
    offset: numbers(INDUSTRIES.length),
    threshold: z.number(),
  }),
  /** Where the weights come from and what they reached; for people. */
  trained: z.record(z.string(), z.unknown()),
});
export type WeightsHeader = z.infer<typeof WeightsFile>;

/** Everything that was learnt. */
export interface Weights {
  header: WeightsHeader;
  main: LinearModel;
  words: LinearModel;
}

/** Counted up when features change their meaning, so that old weights are refused. */
export const FEATURES_VERSION = 1;
export const WEIGHT_FILES = { header: "classifiers.json", tables: "classifiers.bin" } as const;

/**
 * Reads `classifiers.json` and `classifiers.bin` of a folder.
 * @throws AskError where they are missing, malformed or made for other features.
 */
export async function loadWeights(dir: string): Promise<Weights> {
  try {
    const header = WeightsFile.parse(JSON.parse(await readFile(join(dir, WEIGHT_FILES.header), "utf8")));
    if (header.features !== FEATURES_VERSION)
      throw new Error(`made for features ${header.features}, not ${FEATURES_VERSION}`);
    return weightsOf(header, await readFile(join(dir, WEIGHT_FILES.tables)));
  } catch (error) {
    const why = messageOf(error);
    throw new AskError(
      {
        en: `The tagger's weights in ${dir} cannot be used (${why}); run \`npm run train\` or restore the folder`,
        zh: `${dir} 中的标注器权重无法使用(${why});请运行 \`npm run train\` 或恢复该文件夹`,
      },
      { cause: error },
    );
  }
}

function weightsOf(header: WeightsHeader, tables: Buffer): Weights {
  const mainSize = MAIN_CLASSES << HASH_BITS;
  const wordsSize = INDUSTRIES.length << WORD_BITS;
  const total = mainSize + wordsSize;
  if (tables.length !== total) throw new Error(`${WEIGHT_FILES.tables} has ${tables.length} bytes, not ${total}`);
  const table = (from: number, length: number) => new Int8Array(tables.buffer, tables.byteOffset + from, length);
  return {
    header,
    main: modelOf(header.main, HASH_BITS, table(0, mainSize)),
    words: modelOf(header.words, WORD_BITS, table(mainSize, wordsSize)),
  };
}

function modelOf(part: { scale: number[]; bias: number[] }, bits: number, weights: Int8Array): LinearModel {
  const { scale, bias } = part;
  return {
    classes: scale.length,
    bits,
    weights,
    stride: scale.length,
    scale: Float32Array.from(scale),
    bias: Float32Array.from(bias),
  };
}
