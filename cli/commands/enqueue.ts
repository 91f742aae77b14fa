import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { AskError, EXIT } from "../../pipeline/errors.ts";
import { readReviews } from "../../pipeline/reviews.ts";
import { listInputs } from "../../pipeline/shards/inputs.ts";
import type { CliContext } from "../context.ts";
import { dataOption, dayOf, timeOf, wholeNumber } from "../options.ts";
import { dataPaths } from "../paths.ts";
import { connectRedis, type RedisOptions, redisOptions } from "../queue/connection.ts";
import { keepCorrections } from "../queue/corrections.ts";
import { type Enqueued, enqueueCrawls, enqueueShards } from "../queue/enqueue.ts";
import { addInputs } from "../queue/inputs.ts";
import type { Added } from "../queue/jobs.ts";
import { cacheOptions, type LakeOptions, lakeOption, openLake, scratchOf } from "../queue/lake.ts";
import { loadStages } from "../queue/stages.ts";
import { chosenSources, liveSources } from "../sources/load.ts";

interface EnqueueOptions extends RedisOptions, LakeOptions {
  data: string;
  since?: string;
  fetchedAt?: string;
  cut: string;
  retryAfter: string;
  json?: boolean;
}
const KINDS = ["crawl", "extract", "tag"] as const;
type Kind = (typeof KINDS)[number];

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  const command = program
    .command("enqueue")
    .description(
      text({
        en: "Make jobs for workers: crawl sources, extract and tag files, label shards anew. What is done is not done again.",
        zh: "为 worker 生成任务:采集来源、抽取并标注文件、重新标注分片。已完成的不会重做。",
      }),
    )
    .argument("<crawl|extract|tag>", text({ en: "what is to be done", zh: "要做什么" }))
    .argument(
      "[what...]",
      text({
        en: "crawl: ids of sources (all); extract: .warc(.gz) and .jsonl(.gz) files (what the lake has without a shard)",
        zh: "crawl:来源 id(默认全部);extract:.warc(.gz)、.jsonl(.gz) 文件(默认湖中尚无分片者)",
      }),
    )
    .addOption(lakeOption(context).makeOptionMandatory())
    .addOption(dataOption(context));
  for (const option of [...redisOptions(context), ...cacheOptions(context)]) command.addOption(option);
  command
    .option(
      "--since <day>",
      text({ en: "crawl: go back to this day (YYYY-MM-DD)", zh: "crawl:回溯到这一天(YYYY-MM-DD)" }),
    )
    .option(
      "--fetched-at <time>",
      text({
        en: "extract: when items were gathered (ISO 8601); default now",
        zh: "extract:条目的获取时间(ISO 8601),默认当前",
      }),
    )
    .option("--cut <n>", text({ en: "extract: items in one shard", zh: "extract:每个分片的条目数" }), "2000")
    .option(
      "--retry-after <seconds>",
      text({
        en: "pause before a job that failed is tried again; doubles each time",
        zh: "失败后重试前的间隔,每次加倍",
      }),
      "5",
    )
    .option("--json", text({ en: "counts as JSON", zh: "以 JSON 输出计数" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide enqueue extract news-*.jsonl.gz --redis redis://queue:6379 --lake /mnt/lake\n  modeltide enqueue crawl leiphone ithome --since 2026-01-01 --lake s3://market/lake\n  modeltide enqueue tag --lake /mnt/lake`,
    )
    .action((kind: string, what: string[], options: EnqueueOptions) => enqueue(kindOf(kind), what, options, context));
}

async function enqueue(kind: Kind, what: string[], options: EnqueueOptions, context: CliContext): Promise<void> {
  const sources = await liveSources(options.data);
  const chosen = kind === "crawl" ? chosenSources(sources, what) : [];
  const since = dayOf(options.since);
  const reviews = readReviews(join(dataPaths(options.data).dir, "reviews.csv"));
  const fetchedAt = timeOf(options.fetchedAt, context);
  const cut = wholeNumber(options.cut, "--cut", 1);
  const pauseMs = seconds(options.retryAfter) * 1000;
  if (kind === "tag" && what.length) throw noFiles();
  const lake = await openLake(options, context, kind === "crawl" || what.length > 0);
  const connection = await connectRedis(options);
  const line = { connection, prefix: options.queue, pauseMs };
  try {
    if (kind === "crawl") {
      const corrections = await keepCorrections(lake, reviews);
      tell(await enqueueCrawls(chosen, since, corrections, line), options, context);
      return;
    }
    const stages = await loadStages(sources, reviews);
    const inputs = [];
    const known = what.length
      ? addInputs(what, { lake, scratchDir: scratchOf(options.cache), fetchedAt, cut })
      : await listInputs(lake);
    for await (const input of known) {
      context.signal.throwIfAborted();
      inputs.push(input);
    }
    tell(await enqueueShards(kind, inputs, lake, stages, reviews, line), options, context);
  } finally {
    rmSync(scratchOf(options.cache), { recursive: true, force: true });
    await lake.close();
    connection.disconnect();
  }
}

function tell(counts: Added & Partial<Enqueued>, { json }: EnqueueOptions, context: CliContext): void {
  const { added, waiting, aside, done = 0, unextracted = 0 } = counts;
  if (aside.length || unextracted) context.exitWith(EXIT.partial);
  if (json) {
    context.out(`${JSON.stringify({ added, waiting, done, unextracted, aside })}\n`);
    return;
  }
  const lines = [
    context.text({
      en: `${added} jobs added, ${waiting} in the queue already, ${done} done already`,
      zh: `新增 ${added} 个任务,${waiting} 个已在队列中,${done} 个早已完成`,
    }),
  ];
  if (unextracted) {
    lines.push(
      context.text({
        en: `${unextracted} need extraction first: modeltide enqueue extract`,
        zh: `${unextracted} 个须先抽取:modeltide enqueue extract`,
      }),
    );
  }
  if (aside.length) {
    lines.push(
      context.text({
        en: `${aside.length} set aside after failing: ${aside.slice(0, 10).join(", ")} ("modeltide queue status" says why, "modeltide queue retry" tries again)`,
        zh: `${aside.length} 个因多次失败搁置:${aside.slice(0, 10).join("、")}(modeltide queue status 说明原因,modeltide queue retry 重试)`,
      }),
    );
  }
  context.out(`${lines.join("\n")}\n`);
}

function kindOf(kind: string): Kind {
  const found = KINDS.find((known) => known === kind);
  if (found) return found;
  throw new AskError({
    en: `enqueue ${kind}: it is one of crawl, extract, tag.`,
    zh: `enqueue ${kind}:只能是 crawl、extract、tag 之一。`,
  });
}

function seconds(given: string): number {
  const value = Number(given);
  if (value > 0 && value <= 86_400) return value;
  throw new AskError({
    en: `--retry-after ${given}: give seconds, like 5.`,
    zh: `--retry-after ${given}:请给出秒数,例如 5。`,
  });
}

const noFiles = (): AskError =>
  new AskError({
    en: "enqueue tag takes no files: it labels the shards of the lake anew. For files: modeltide enqueue extract.",
    zh: "enqueue tag 不接受文件:它重新标注湖中的分片。处理文件请用 modeltide enqueue extract。",
  });
