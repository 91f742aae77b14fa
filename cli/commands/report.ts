import { resolve } from "node:path";
import type { Command } from "commander";
import { AskError } from "../../pipeline/errors.ts";
import type { CliContext } from "../context.ts";
import { dataOption } from "../options.ts";
import { dataPaths } from "../paths.ts";
import { makeReport } from "../report.ts";

interface ReportCommandOptions {
  data: string;
  week?: string;
  out?: string;
  png?: boolean;
  pdf?: boolean;
  json?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("report")
    .description(
      text({
        en: "Make the report site from the published database: one page that opens from disk, and each chart as a file.",
        zh: "由已发布的数据库生成报告网站：一个可直接从磁盘打开的页面，以及每张图的文件。",
      }),
    )
    .addOption(dataOption(context))
    .option(
      "--week <week>",
      text({
        en: "ISO week shown first, e.g. 2026-W47 (default: the newest complete one with data)",
        zh: "首先显示的 ISO 周，如 2026-W47（默认：有数据的最近完整一周）",
      }),
    )
    .option(
      "--out <dir>",
      text({
        en: "folder to write to (default: report in the data folder)",
        zh: "输出目录（默认数据目录下的 report）",
      }),
    )
    .option("--png", text({ en: "charts also as PNG", zh: "图表另存为 PNG" }))
    .option(
      "--pdf",
      text({ en: "the overview as report.pdf too (needs a Chromium)", zh: "另出 report.pdf（需要 Chromium）" }),
    )
    .option("--json", text({ en: "print what was written as JSON", zh: "以 JSON 列出写了什么" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide report --week 2026-W47 --lang en --png --data data/sample-run`,
    )
    .action(async (options: ReportCommandOptions) => {
      const result = await makeReport(dataPaths(options.data), context, {
        png: options.png ?? false,
        ...(options.week ? { week: checkedWeek(options.week) } : {}),
        ...(options.out ? { outDir: resolve(options.out) } : {}),
        ...(options.pdf ? { chromium: await chromiumPath(context) } : {}),
      });
      if (options.json) context.out(`${JSON.stringify(result)}\n`);
      else {
        const megabytes = (result.bytes / 1e6).toFixed(1);
        context.out(
          `${text({ en: `${result.files.length} files, ${megabytes} MB`, zh: `${result.files.length} 个文件,${megabytes} MB` })}\n→ ${result.index}\n`,
        );
      }
    });
}

/** @throws AskError exit 2 where it is no ISO week */
export function checkedWeek(week: string): string {
  if (/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/.test(week)) return week;
  throw new AskError({
    en: `"${week}" is no week: write it like 2026-W47.`,
    zh: `“${week}”不是周次：请写成 2026-W47 这样。`,
  });
}

async function chromiumPath({ env }: CliContext): Promise<string> {
  const { findChromium } = await import("../../crawlers/browser.ts");
  const path = findChromium(env.MODELTIDE_CHROMIUM);
  if (path) return path;
  throw new AskError({
    en: 'no Chromium found for --pdf: install one ("apt-get install chromium") or name it in MODELTIDE_CHROMIUM.',
    zh: "--pdf 需要 Chromium，但没有找到：请安装（apt-get install chromium）或用 MODELTIDE_CHROMIUM 指明路径。",
  });
}
