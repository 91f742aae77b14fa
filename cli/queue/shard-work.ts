import { AskError, SkipError } from "../../pipeline/errors.ts";
import type { Review } from "../../pipeline/reviews.ts";
import { readInput } from "../../pipeline/shards/inputs.ts";
import type { Made } from "../../pipeline/shards/make.ts";
import { extractVersion, type Stages } from "../../pipeline/shards/stages.ts";
import { NO_CORRECTIONS, readCorrections } from "./corrections.ts";
import { type DigestTools, digestInput } from "./digest.ts";
import type { ShardJob } from "./jobs.ts";

/** This worker is not what the job was meant for: another version of the program, its lexicon or its sources, another lake. */
export class WrongWorker extends AskError {}

/** Does the jobs of shards; reads corrections when they change. */
export function shardWork(tools: DigestTools): (job: ShardJob, signal: AbortSignal) => Promise<Made> {
  let digest = NO_CORRECTIONS;
  let reviews: Review[] = [];
  return async (job, signal) => {
    const input = await readInput(tools.lake, job.input);
    if (!input) {
      if (!(await tools.lake.list("inputs/")).length) throw otherLake(job, tools.lake.address);
      throw new SkipError({
        en: `the lake ${tools.lake.address} does not know the input ${job.name} (${job.input})`,
        zh: `数据湖 ${tools.lake.address} 中没有输入 ${job.name}(${job.input})`,
      });
    }
    const { stages, codeVersion } = tools;
    const own = `${extractVersion(input, stages, codeVersion)} ${stages.labeller.version}`;
    if (own !== `${job.extract} ${job.tagger}`) throw otherVersion(job, own);
    if (job.corrections !== digest) {
      reviews = await readCorrections(tools.lake, job.corrections, tools.scratchDir);
      digest = job.corrections;
    }
    const withReviews: Stages = { ...stages, reviews };
    return digestInput(input, { ...tools, stages: withReviews }, signal);
  };
}

function otherLake({ name }: ShardJob, lake: string): WrongWorker {
  return new WrongWorker({
    en: `the lake ${lake} is empty, while ${name} waits to be digested: name the lake that the jobs were enqueued for with --lake, and see that it is mounted here.`,
    zh: `数据湖 ${lake} 为空,而 ${name} 正待处理:请用 --lake 指明入队时所用的数据湖,并确认已在本机挂载。`,
  });
}

function otherVersion({ name, extract, tagger }: ShardJob, own: string): WrongWorker {
  return new WrongWorker({
    en: `the job of ${name} was made by another version (extraction and tagger ${extract} ${tagger}; here ${own}): install the same version, lexicon and sources on all machines, or "modeltide queue clear" and enqueue again from this one.`,
    zh: `${name} 的任务由另一版本发出(抽取与标注器 ${extract} ${tagger};本机为 ${own}):请在所有机器上安装相同的版本、词库与来源,或先 modeltide queue clear 再从本机重新入队。`,
  });
}
