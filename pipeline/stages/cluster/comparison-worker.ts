import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "../../errors.ts";
import { Comparison, type WholeItem } from "./comparison.ts";
import { type FromThread, pack, type ToThread } from "./comparison-thread.ts";
import { type HeadlineFile, headlineModel } from "./model.ts";

const { file, version } = workerData as { file: HeadlineFile; version: string };
const comparison = new Comparison(headlineModel(file, version));
const say = (message: FromThread) => parentPort?.postMessage(message);
let give: (found: WholeItem[]) => void = () => {};

const read = (wanted: string[]) =>
  new Promise<WholeItem[]>((resolve) => {
    give = resolve;
    say({ wanted });
  });

parentPort?.on("message", (message: ToThread) => {
  if ("found" in message) return give(message.found);
  const { fresh, known } = message;
  comparison.compare(fresh, known, read).then(
    ({ edges, sketches }) => say({ edges, packed: pack(sketches) }),
    (error) => say({ error: messageOf(error) }),
  );
});
