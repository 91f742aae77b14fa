import { type TransferListItem, Worker } from "node:worker_threads";

/**
 * Starts a thread: the compiled file beside the caller; where the source runs, the source by way of tsx, which Node does
 * not read by itself.
 * @param source the `.ts` file, `new URL("./x.ts", import.meta.url)`
 */
export function startThread(source: URL, workerData: unknown, transferList: TransferListItem[] = []): Worker {
  const options = { workerData, transferList };
  if (import.meta.url.endsWith(".js")) return new Worker(new URL(source.href.replace(/\.ts$/, ".js")), options);
  const load = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(source.href)}); });`;
  return new Worker(load, { ...options, eval: true, execArgv: [] });
}
