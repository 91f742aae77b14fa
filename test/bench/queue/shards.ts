// Makes the shards of a lake one after the other in this process, as a worker does, without a queue, and names each: `<lake> <data> <scratch>`.
import { digestInput } from "../../../cli/queue/digest.ts";
import { loadStages } from "../../../cli/queue/stages.ts";
import { liveSources } from "../../../cli/sources/load.ts";
import { listInputs } from "../../../pipeline/shards/inputs.ts";
import { folderLake } from "../../../pipeline/shards/lake-folder.ts";
import { codeDigest } from "../../../pipeline/shards/stages.ts";

const [address = "", data = "", scratchDir = ""] = process.argv.slice(2);
const lake = folderLake(address);
const tools = { lake, stages: await loadStages(await liveSources(data), []), codeVersion: codeDigest(), scratchDir };
const { signal } = new AbortController();
for (const input of await listInputs(lake)) {
  await digestInput(input, tools, signal);
  console.error(input.name);
}
