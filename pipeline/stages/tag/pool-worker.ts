import { setImmediate } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "../../types.ts";
import { loadTagger } from "./index.ts";
import type { BatchAnswer, BatchRequest, ThreadData } from "./pool.ts";
import { cutItems, SentCuts } from "./pool-cuts.ts";

const { lexiconDir, modelDir, labellers, cutter } = workerData as ThreadData;
const sent = new SentCuts();
const loading = loadTagger({ lexiconDir, modelDir }, cutter ? (text) => sent.cut(text) : undefined);

const queue: BatchRequest[] = [];
let running = false;

parentPort?.on("message", (request: BatchRequest) => {
  const labeller = labellers[request.thread];
  if (!labeller) return enqueue(request);
  const words = cutItems(request.inputs);
  labeller.postMessage({ ...request, words } satisfies BatchRequest, [words.buffer as ArrayBuffer]);
});
cutter?.on("message", enqueue);

/** Texts are labelled one batch at a time, so that between two the other threads get the words that they wait for. */
async function enqueue(request: BatchRequest): Promise<void> {
  queue.push(request);
  if (running) return;
  running = true;
  for (let next = queue.shift(); next; next = queue.shift()) {
    parentPort?.postMessage(await answerTo(next));
    await setImmediate();
  }
  running = false;
}

async function answerTo({ id, inputs, words }: BatchRequest): Promise<BatchAnswer> {
  try {
    const tagger = await loading;
    if (words) sent.take(inputs, words);
    return { id, tags: JSON.stringify(inputs.map((input) => tagger.tag(input))) };
  } catch (error) {
    return { id, error: messageOf(error) };
  }
}
