import { crawlSites, threeSources } from "./definitions.ts";

/** Crawls the sites of another process, to be killed by it: `<port> <archive>`. */
const [port, archive = ""] = process.argv.slice(2);
const sites = { hosts: { test: { address: "127.0.0.1", port: Number(port) } } };
await crawlSites(sites, archive, threeSources(), { pace: 0, rotateAt: 30_000 });
