import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "../../types.ts";
import { loadTagger } from "./index.ts";
import type { BatchAnswer, BatchRequest, ThreadData } from "./pool.ts";

const loading = loadTagger(workerData as ThreadData);

parentPort?.on("message", async (request: BatchRequest) => {
  parentPort?.postMessage(await answerTo(request));
});

async function answerTo({ id, inputs }: BatchRequest): Promise<BatchAnswer> {
  try {
    const tagger = await loading;
    return { id, tags: JSON.stringify(inputs.map((input) => tagger.tag(input))) };
  } catch (error) {
    return { id, error: messageOf(error) };
  }
}
