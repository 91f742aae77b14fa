import type { Queue } from "bullmq";
import type { Command } from "commander";
import { EXIT } from "../../pipeline/errors.ts";
import { type CliContext, printable } from "../context.ts";
import { formatRows } from "../format.ts";
import { connectRedis, type RedisOptions, redisOptions } from "../queue/connection.ts";
import { openQueues, type Queues } from "../queue/jobs.ts";
import { type QueueStatus, queueStatus } from "../queue/status.ts";

interface QueueOptions extends RedisOptions {
  json?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  const queue = program
    .command("queue")
    .description(text({ en: "See what waits, retry what was set aside.", zh: "查看队列,重试被搁置的任务。" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide queue status --redis redis://queue:6379`,
    );
  const sub = (name: string, description: string, act: (queues: Queues, options: QueueOptions) => Promise<void>) => {
    const command = queue.command(name).description(description);
    for (const option of redisOptions(context)) command.addOption(option);
    command
      .option("--json", text({ en: "as JSON", zh: "以 JSON 输出" }))
      .addHelpText(
        "after",
        `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide queue ${name} --redis redis://queue:6379`,
      )
      .action((options: QueueOptions) => withQueues(options, act));
  };
  sub(
    "status",
    text({ en: "waiting, active, failed, rate and time left", zh: "等待、进行中、失败、速率与剩余时间" }),
    async (queues, options) => {
      const status = await queueStatus(queues, context.now().getTime());
      if (status.some(({ failed }) => failed > 0)) context.exitWith(EXIT.partial);
      context.out(options.json ? `${jsonOf(status, context)}\n` : statusLines(status, context));
    },
  );
  sub(
    "retry",
    text({ en: "line up again what was set aside", zh: "把被搁置的任务重新入队" }),
    async (queues, options) => {
      let count = 0;
      for (const own of [queues.shards, queues.crawls] as Queue[]) {
        count += await own.getFailedCount();
        await own.retryJobs({ state: "failed" });
      }
      context.out(
        options.json
          ? `${JSON.stringify({ retried: count })}\n`
          : `${text({ en: `${count} jobs lined up again`, zh: `${count} 个任务重新入队` })}\n`,
      );
    },
  );
  sub(
    "clear",
    text({
      en: "take away every job; inputs and shards stay in the lake",
      zh: "清除全部任务;湖中的输入与分片不受影响",
    }),
    async (queues, options) => {
      let count = 0;
      for (const own of [queues.shards, queues.crawls] as Queue[]) {
        count += await own.count();
        await own.obliterate({ force: true });
      }
      context.out(
        options.json
          ? `${JSON.stringify({ cleared: count })}\n`
          : `${text({ en: `${count} waiting jobs taken away`, zh: `清除了 ${count} 个等待中的任务` })}\n`,
      );
    },
  );
}

async function withQueues(
  options: QueueOptions,
  act: (queues: Queues, options: QueueOptions) => Promise<void>,
): Promise<void> {
  const connection = await connectRedis(options);
  const queues = openQueues(connection, options.queue);
  try {
    await act(queues, options);
  } finally {
    await queues.close();
    connection.disconnect();
  }
}

/** Reasons in the user's language, as all messages are. */
const jsonOf = (status: QueueStatus[], { text }: CliContext): string =>
  JSON.stringify(
    status.map((own) => ({ ...own, aside: own.aside.map((job) => ({ ...job, reason: text(job.reason) })) })),
  );

function statusLines(status: QueueStatus[], { text }: CliContext): string {
  const kinds = { shards: text({ en: "shards", zh: "分片" }), crawls: text({ en: "crawls", zh: "采集" }) };
  const columns = [
    text({ en: "jobs", zh: "任务" }),
    text({ en: "waiting", zh: "等待" }),
    text({ en: "active", zh: "进行中" }),
    text({ en: "done (24 h)", zh: "完成(24 小时)" }),
    text({ en: "failed", zh: "失败搁置" }),
    text({ en: "a minute", zh: "每分钟" }),
    text({ en: "time left", zh: "剩余时间" }),
  ];
  const rows = status.map((own) => {
    const cells = [
      kinds[own.kind],
      own.waiting,
      own.active,
      own.done,
      own.failed,
      own.rate ?? "–",
      duration(own.secondsLeft),
    ];
    return Object.fromEntries(columns.map((column, at) => [column, cells[at]]));
  });
  const aside = status.flatMap((own) => own.aside);
  const lines = aside.map(({ name, tries, reason }) =>
    printable(
      text({
        en: `set aside after ${tries} tries: ${name} – ${reason.en}`,
        zh: `${tries} 次失败后搁置:${name} – ${reason.zh}`,
      }),
    ).replace(/\s+/g, " "),
  );
  if (lines.length) {
    lines.push(
      text({
        en: '"modeltide queue retry" tries again what was set aside',
        zh: "modeltide queue retry 可重试被搁置的任务",
      }),
    );
  }
  return `${formatRows(columns, rows, "table")}${lines.map((line) => `${line}\n`).join("")}`;
}

function duration(seconds: number | null): string {
  if (seconds === null) return "?";
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  if (hours) return `${hours} h ${minutes} min`;
  return minutes ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
