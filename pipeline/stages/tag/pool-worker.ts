import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "../../types.ts";
import { loadTagger } from "./index.ts";
import type { BatchAnswer, BatchRequest } from "./pool.ts";

const loading = loadTagger(workerData as { lexiconDir: string; modelDir: string });

parentPort?.on("message", async ({ id, inputs }: BatchRequest) => {
  const answer: BatchAnswer = { id };
  try {
    const tagger = await loading;
    answer.tags = JSON.stringify(inputs.map((input) => tagger.tag(input)));
  } catch (error) {
    answer.error = messageOf(error);
  }
  parentPort?.postMessage(answer);
});
