import { rmSync } from "node:fs";
import type { Command } from "commander";
import { findChromium } from "../../crawlers/browser.ts";
import type { SharedManners } from "../../crawlers/manners.ts";
import type { Source } from "../../crawlers/source.ts";
import type { Lake } from "../../pipeline/shards/lake.ts";
import { codeDigest, extractVersion, type Stages } from "../../pipeline/shards/stages.ts";
import { nextPageOf } from "../../pipeline/stages/extract/index.ts";
import type { CliContext } from "../context.ts";
import { dataOption, wholeNumber } from "../options.ts";
import { connectRedis, type RedisOptions, redisOptions } from "../queue/connection.ts";
import { crawlWork } from "../queue/crawl-work.ts";
import { addJobs, type CrawlJob, openQueues, type Queues, shardJob, shardJobId } from "../queue/jobs.ts";
import { cacheOptions, type LakeOptions, lakeOption, openLake, scratchOf, sweepScratch } from "../queue/lake.ts";
import { redisManners } from "../queue/manners.ts";
import { shardWork } from "../queue/shard-work.ts";
import { loadStages, warmUp } from "../queue/stages.ts";
import { runWorker, type Work } from "../queue/worker.ts";
import { loadSettings } from "../settings.ts";
import { proxyOf, userAgent } from "../sources/contact.ts";
import { liveSources } from "../sources/load.ts";

interface WorkerOptions extends RedisOptions, LakeOptions {
  data: string;
  crawls: string;
  lease: string;
  drain?: boolean;
}
const PAUSE_MS = 5000;

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  const command = program
    .command("worker")
    .description(
      text({
        en: "Do jobs of the queue on this machine until told to stop: crawl, extract, tag. Start one for each core.",
        zh: "在本机执行队列中的任务,直到收到停止信号:采集、抽取、标注。每个核心启动一个。",
      }),
    )
    .addOption(lakeOption(context).makeOptionMandatory())
    .addOption(dataOption(context));
  for (const option of [...redisOptions(context), ...cacheOptions(context)]) command.addOption(option);
  command
    .option(
      "--crawls <n>",
      text({ en: "sources crawled at one time; 0 for none", zh: "同时采集的来源数;0 表示不采集" }),
      "4",
    )
    .option(
      "--lease <seconds>",
      text({
        en: "a job whose worker is silent for so long goes to another",
        zh: "worker 失联超过此秒数,其任务交给别的 worker",
      }),
      "30",
    )
    .option("--drain", text({ en: "end when nothing waits any more", zh: "队列清空后即退出" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide worker --redis redis://queue:6379 --lake /mnt/lake`,
    )
    .action((options: WorkerOptions) => work(options, context));
}

async function work(options: WorkerOptions, context: CliContext): Promise<void> {
  const lease = wholeNumber(options.lease, "--lease", 1);
  const crawlsAtOnce = wholeNumber(options.crawls, "--crawls", 0);
  const lake = await openLake(options, context, true);
  const connection = await connectRedis(options);
  const queues = openQueues(connection, options.queue);
  try {
    const sources = await liveSources(options.data);
    const scratchDir = scratchOf(options.cache);
    sweepScratch(options.cache, context.now());
    const stages = await loadStages(sources, []);
    await warmUp(stages);
    const codeVersion = codeDigest();
    const shards = shardWork({ lake, stages, codeVersion, scratchDir });
    const parts = {
      lake,
      sources,
      stages,
      codeVersion,
      queues,
      scratchDir,
      shared: redisManners(connection, options.queue),
    };
    const crawls = crawlsAtOnce ? crawlerOf(parts, context) : null;
    const code = await runWorker({
      connection,
      prefix: options.queue,
      queues,
      shards: async (job, signal) => toldOf(await shards(job, signal), context),
      ...(crawls ? { crawls } : {}),
      crawlsAtOnce,
      lease,
      drain: options.drain ?? false,
      context,
    });
    context.exitWith(code);
  } finally {
    rmSync(scratchOf(options.cache), { recursive: true, force: true });
    await queues.close();
    await lake.close();
    connection.disconnect();
  }
}

interface CrawlParts {
  lake: Lake;
  sources: Source[];
  stages: Stages;
  codeVersion: string;
  queues: Queues;
  scratchDir: string;
  shared: SharedManners;
}

/** What crawls on this worker; null, with a word about it, where the settings name no contact. */
function crawlerOf(
  { lake, sources, stages, codeVersion, queues, scratchDir, shared }: CrawlParts,
  context: CliContext,
): Work<CrawlJob> | null {
  const settings = loadSettings(process.cwd(), context.env);
  if (!settings.contact) {
    context.err(
      `${context.text({
        en: "no contact in modeltide.yaml or MODELTIDE_CONTACT: this worker crawls nothing.",
        zh: "modeltide.yaml 与 MODELTIDE_CONTACT 均未给出联系方式:本 worker 不采集。",
      })}\n`,
    );
    return null;
  }
  const crawlSource = crawlWork({
    lake,
    sources,
    scratchDir,
    manners: {
      userAgent: userAgent(settings.contact),
      pace: settings.pace,
      browserPath: findChromium(context.env.MODELTIDE_CHROMIUM),
      proxy: proxyOf(context.env),
      shared,
      nextPage: nextPageOf,
      now: context.now,
    },
    onInput: async (input, { corrections }) => {
      const extract = extractVersion(input, stages, codeVersion);
      const data = shardJob(input, { extract, tagger: stages.labeller.version, corrections });
      await addJobs(queues.shards, "extract", [{ id: shardJobId(data), name: input.name, data }], PAUSE_MS);
    },
  });
  return async (job, signal) => {
    const { totals } = await crawlSource(job, signal);
    return context.text({
      en: `listed ${totals.listed}, fetched ${totals.fetched}, unchanged ${totals.unchanged}, dropped ${totals.dropped}`,
      zh: `列出 ${totals.listed},已取 ${totals.fetched},未变 ${totals.unchanged},丢弃 ${totals.dropped}`,
    });
  };
}

function toldOf({ how, name }: { how: string; name: string }, { text }: CliContext): string {
  if (how === "done") return text({ en: "done already", zh: "早已完成" });
  const what =
    how === "labelled" ? text({ en: "labelled anew", zh: "重新标注" }) : text({ en: "extracted", zh: "抽取" });
  return `${what} → ${name}`;
}
