import { join } from "node:path";
import type { Command } from "commander";
import { EXIT, StopError } from "../../pipeline/errors.ts";
import { packageRoot } from "../../pipeline/root.ts";
import { type CliContext, printable } from "../context.ts";
import { crawlExit, crawlLive, crawlRows, crawlSample } from "../crawl.ts";
import { formatRows } from "../format.ts";
import { type DataPaths, dataPaths } from "../paths.ts";
import { buildData } from "../pipeline.ts";
import { makeReport } from "../report.ts";
import { loadSettings } from "../settings.ts";
import { liveSources, sampleSources } from "../sources/load.ts";
import { buildLines } from "./build.ts";

interface WeeklyOptions {
  data?: string;
  sample?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("weekly")
    .description(text({ en: "Crawl, build and report: the main job.", zh: "采集、构建、出报告:每周主流程。" }))
    .option(
      "--sample",
      text({
        en: "play the bundled newsroom on loopback, in data/sample-run",
        zh: "在本机播放内置新闻站,结果在 data/sample-run",
      }),
    )
    .option("--data <dir>", text({ en: "folder of archive, database and report", zh: "档案、数据库与报告所在目录" }))
    .addHelpText("after", `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide weekly --sample`)
    .action((options: WeeklyOptions) => weekly(options, context));
}

async function weekly(options: WeeklyOptions, context: CliContext): Promise<void> {
  const sample = options.sample ?? false;
  const paths = dataPaths(options.data ?? (sample ? join(packageRoot, "data", "sample-run") : "data"));
  const sources = await (sample ? sampleSources() : liveSources(paths.dir));
  const crawled = sample ? await crawlSample(sources, paths, context) : await crawlLive(sources, paths, context, null);
  const rows = crawlRows(crawled, sources);
  context.out(printable(formatRows(Object.keys(rows[0] ?? {}), rows, "table")));
  const exit = crawlExit(crawled);
  if (exit === EXIT.nothingFetched) {
    throw new StopError(
      {
        en: "no source could be reached: check the network or proxy; what was there before is unchanged.",
        zh: "一个来源也没连上:请检查网络或代理;原有数据未变。",
      },
      { exitCode: exit },
    );
  }
  const built = await buildData(paths, sources, context);
  const report = await makeReport(paths, context, {});
  const { totals } = crawled;
  context.out(
    `\n${context.text({
      en: `sources         ${crawled.sources.length} (${crawled.sources.filter((run) => run.state === "fine").length} fine)\npages fetched   ${totals.fetched} (${totals.unchanged} unchanged)`,
      zh: `来源          ${crawled.sources.length}(正常 ${crawled.sources.filter((run) => run.state === "fine").length})\n抓取页面      ${totals.fetched}(未变 ${totals.unchanged})`,
    })}\n${buildLines(built, context)}`,
  );
  if (!totals.fetched && !built.newArticles) {
    context.out(`${context.text({ en: "nothing new since the last run", zh: "自上次运行以来没有新内容" })}\n`);
  }
  context.out(`${context.text({ en: "report          ", zh: "报告          " })}${report.index}\n`);
  if (!sample) await alert(paths, context);
  context.exitWith(exit);
}

/** Where a watch list is set up, what is new on it is sent after every live run. */
async function alert(paths: DataPaths, context: CliContext): Promise<void> {
  const settings = loadSettings(process.cwd(), context.env);
  if (!Object.values(settings.digest.watch).some((names) => names.length)) return;
  const { sendAlert } = await import("../digest.ts");
  const outcome = await sendAlert(paths, context, settings);
  for (const delivery of outcome?.deliveries ?? []) context.err(`alert: ${delivery.channel} ${delivery.state}\n`);
}
