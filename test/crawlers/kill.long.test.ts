import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openArchive, verifyArchive } from "../../crawlers/archive.ts";
import { packageRoot } from "../../pipeline/root.ts";
import {
  articleOf,
  crawlSites,
  type Handler,
  html,
  listOf,
  playSites,
  scratch,
  threeSources,
  urlsIn,
} from "./sites.ts";

const ARTICLES = Array.from({ length: 40 }, (_, at) => `/a/${at}`);
const MOMENTS = 20;

/** Bodies that do not compress, so that files are rotated several times. */
const noise = Array.from({ length: 400 }, () => Math.random().toString(36)).join(" ");
const page: Handler = (_request, response, path) =>
  html(response, path === "/list" ? listOf(ARTICLES) : `${articleOf(path)}<p>${noise}</p>`);
const rss = `<rss version="2.0"><channel><title>t</title>${ARTICLES.map(
  (path) => `<item><title>${path}</title><link>http://z.test${path}</link><description>${noise}</description></item>`,
).join("")}</channel></rss>`;

function start(port: number, dir: string): ChildProcess {
  const script = join(packageRoot, "test/crawlers/crawl-child.ts");
  return spawn(process.execPath, ["--import", "tsx", script, String(port), dir], { cwd: packageRoot, stdio: "ignore" });
}

/** Addresses that stand in the archive as a killed process left it, once it is mended. */
async function finished(dir: string): Promise<{ urls: Set<string>; mended: number }> {
  if (!existsSync(dir)) return { urls: new Set(), mended: 0 };
  const archive = await openArchive(dir, { now: () => new Date() });
  await archive.close();
  return { urls: new Set(await urlsIn(dir)), mended: archive.recovered.records + archive.recovered.bytes };
}

it(`a crawl killed at ${MOMENTS} random moments loses nothing that was finished, fetches none of it again and ends as if it had not been killed`, async () => {
  let killAt = Number.POSITIVE_INFINITY;
  let served = 0;
  let child: ChildProcess | null = null;
  const killing =
    (handler: Handler): Handler =>
    (request, response, path) => {
      handler(request, response, path);
      if (++served === killAt) setTimeout(() => child?.kill("SIGKILL"), Math.random() * 15);
    };
  const sites = await playSites({
    "x.test": killing(page),
    "y.test": killing(page),
    "z.test": killing((_request, response) => html(response, rss)),
  });
  const whole = scratch();
  await crawlSites(sites, whole, threeSources(), { pace: 0 });
  const expected = await urlsIn(whole);
  expect(expected).toHaveLength(3 * ARTICLES.length);
  let mended = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const dir = join(scratch(), "archive");
    served = 0;
    killAt = 1 + Math.floor(Math.random() * 82);
    child = start(sites.port, dir);
    await new Promise((resolve) => child?.once("exit", resolve));
    const before = await finished(dir);
    mended += before.mended;
    killAt = Number.POSITIVE_INFINITY;
    sites.log.length = 0;
    await crawlSites(sites, dir, threeSources(), { pace: 0, rotateAt: 30_000 });
    const again = sites.log.map((line) => `http://${line.replace(" ", "")}`).filter((url) => before.urls.has(url));
    expect(again, `moment ${moment}`).toEqual([]);
    expect(await urlsIn(dir), `moment ${moment}`).toEqual(expected);
    expect(verifyArchive(dir).damage, `moment ${moment}`).toEqual([]);
    const keys = readFileSync(join(dir, "index.cdxj"), "utf8").trim().split("\n");
    expect(new Set(keys).size).toBe(keys.length);
  }
  console.log(`${mended} records and bytes were mended after ${MOMENTS} kills`);
});
