import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { lineUp } from "../cli/queue/disturbed.ts";
import { startRedis, type TestRedis } from "../cli/queue/redis.ts";
import { type ForeignRecord, writeForeignWarc } from "../cli/queue/warcs.ts";
import type { Bench } from "./bench.ts";
import { pageMaker } from "./pages.ts";
import { programs } from "./program.ts";

/** Megabytes of the larger file, where none are given. */
const SIZE = 100;
const TEN = 10;

/**
 * Memory that a web archive of others takes, by `--size` in megabytes: in the import and in a worker, against a tenth of
 * it. Most of it is pictures and pages about other things, as in the archives of whole sites.
 */
export const bench: Bench = async function* ({ size = SIZE }) {
  const dir = mkdtempSync(join(tmpdir(), "modeltide-warc-bench-"));
  const redis = await startRedis(join(dir, "redis"));
  try {
    const small = await measured(join(dir, "small"), size / TEN, redis);
    const large = await measured(join(dir, "large"), size, redis);
    yield { what: "web archive, packed", value: large.megabytes, unit: "MB" };
    yield { what: "records in it", value: large.records, unit: "" };
    for (const what of ["import", "worker"] as const) {
      yield { what: `${what}: processor time`, value: large[what].cores, unit: "core-s" };
      yield { what: `${what}: peak memory`, value: large[what].megabytes, unit: "MB" };
      const ratio = large[what].megabytes / small[what].megabytes;
      yield { what: `${what}: peak memory against a tenth of the file`, value: ratio, unit: "×" };
    }
  } finally {
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};

async function measured(dir: string, size: number, redis: TestRedis) {
  mkdirSync(dir);
  const file = join(dir, "site.warc.gz");
  const records = await writeSized(file, size);
  const [lake, data] = [join(dir, "lake"), join(dir, "data")];
  const imported = await programs(["import", file, "--data", join(dir, "imported")]);
  const place = [
    "--redis",
    redis.url,
    "--queue",
    basename(dir),
    "--lake",
    lake,
    "--data",
    data,
    "--cache",
    join(dir, "cache"),
  ];
  lineUp([file], place);
  const worker = await programs(["worker", "--drain", "--crawls", "0", ...place]);
  const megabytes = statSync(file).size / 1e6;
  rmSync(dir, { recursive: true });
  return { megabytes, records, import: imported, worker };
}

/** Of twenty records one is a page of the market, four are other pages, the rest pictures. */
const MIXTURE = 20;
const OTHERS = 4;
const PICTURE_BYTES = 60_000;
/** What the three kinds take packed, on average. */
const PACKED_BYTES = (22_000 + OTHERS * 17_000 + (MIXTURE - 1 - OTHERS) * PICTURE_BYTES) / MIXTURE;

async function writeSized(path: string, megabytes: number): Promise<number> {
  const { market, other, picture } = await pageMaker();
  const count = Math.round((megabytes * 1e6) / PACKED_BYTES);
  writeForeignWarc(
    path,
    (function* (): Generator<ForeignRecord> {
      for (let at = 0; at < count; at++) {
        const kind = at % MIXTURE;
        yield kind === 0 ? market(at) : kind <= OTHERS ? other(at) : picture(at, PICTURE_BYTES);
      }
    })(),
  );
  return count;
}
