import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Option } from "commander";
import { AskError, EXIT, messageOf, StopError } from "../../pipeline/errors.ts";
import type { Lake } from "../../pipeline/shards/lake.ts";
import { folderLake } from "../../pipeline/shards/lake-folder.ts";
import { isAlive } from "../../pipeline/store/lock.ts";
import type { CliContext } from "../context.ts";

export interface LakeOptions {
  lake: string;
  cache: string;
  cacheLimit: string;
}

const GIGABYTE = 1e9;

/** `--lake`: where inputs and shards lie for all machines. */
export const lakeOption = ({ text }: CliContext): Option =>
  new Option(
    "--lake <dir>",
    text({
      en: "folder that all machines share, or s3://bucket/prefix",
      zh: "所有机器共用的目录,或 s3://bucket/prefix",
    }),
  );

/** `--cache` and `--cache-limit`: a folder of this machine for what is under way, and for files fetched from a bucket. */
export const cacheOptions = ({ text }: CliContext): Option[] => [
  new Option(
    "--cache <dir>",
    text({ en: "folder of this machine for files under way and fetched", zh: "本机存放临时与下载文件的目录" }),
  ).default(join(tmpdir(), "modeltide-cache")),
  new Option(
    "--cache-limit <gb>",
    text({ en: "gigabytes that fetched files may take", zh: "下载文件最多占用的 GB 数" }),
  ).default("5"),
];

/**
 * Opens a lake by its address.
 * @param mayBegin a folder that is not there is made; otherwise it is an error
 * @throws AskError where the address or the limit is none; StopError where the folder cannot be made
 */
export async function openLake(
  { lake, cache, cacheLimit }: LakeOptions,
  { env }: CliContext,
  mayBegin: boolean,
): Promise<Lake> {
  const limit = Number(cacheLimit) * GIGABYTE;
  if (!(limit > 0)) {
    throw new AskError({
      en: `--cache-limit ${cacheLimit}: give gigabytes, like 5.`,
      zh: `--cache-limit ${cacheLimit}:请给出 GB 数,例如 5。`,
    });
  }
  if (!lake.startsWith("s3://")) {
    checkFolder(lake, mayBegin);
    return folderLake(lake);
  }
  const { bucketLake } = await import("../../pipeline/shards/lake-bucket.ts");
  return bucketLake(lake, {
    cacheDir: join(cache, "fetched"),
    cacheLimit: limit,
    endpoint: env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL,
    region: env.AWS_REGION ?? "us-east-1",
  });
}

function checkFolder(lake: string, mayBegin: boolean): void {
  if (existsSync(lake) && statSync(lake).isDirectory()) return;
  if (!mayBegin) {
    throw new AskError({
      en: `there is no lake at ${lake}: name the folder that "modeltide enqueue … --lake" was given.`,
      zh: `${lake} 处没有数据湖:请给出 modeltide enqueue … --lake 所用的目录。`,
    });
  }
  try {
    mkdirSync(lake, { recursive: true });
  } catch (error) {
    throw new StopError(
      {
        en: `no lake can be made at ${lake} (${messageOf(error)}): give a folder that may be written.`,
        zh: `无法在 ${lake} 建立数据湖(${messageOf(error)}):请给出可写的目录。`,
      },
      { exitCode: EXIT.storeUnwritable },
    );
  }
}

/** The folder of this process for what it is making. */
export const scratchOf = (cache: string): string => join(cache, "scratch", String(process.pid));

const LEFT_MS = 3600_000;

/** Removes what processes that died left behind an hour ago or longer. */
export function sweepScratch(cache: string, now: Date): void {
  const dir = join(cache, "scratch");
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) {
    const stat = statSync(join(dir, name), { throwIfNoEntry: false });
    if (stat && !isAlive(Number(name)) && now.getTime() - stat.mtimeMs > LEFT_MS) {
      rmSync(join(dir, name), { recursive: true, force: true });
    }
  }
}
