import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { loadViews } from "../../analysis/views.ts";
import { requirePublished } from "../../pipeline/store/database.ts";
import { type ExportFormat, exportViews } from "../../pipeline/store/export.ts";
import { exportDatabase } from "../../pipeline/store/export-database.ts";
import type { CliContext } from "../context.ts";
import { formatRows } from "../format.ts";
import { dataOption } from "../options.ts";
import { dataPaths, shipped } from "../paths.ts";
import { programVersion } from "../version.ts";

interface ExportOptions {
  data: string;
  format: ExportFormat | "duckdb";
  out?: string;
  withoutText?: boolean;
  json?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("export")
    .description(text({ en: "Write the views to files that others can use.", zh: "把视图导出为可供他人使用的文件。" }))
    .addOption(dataOption(context))
    .addOption(
      new Option("--format <form>", text({ en: "form of the files", zh: "文件形式" }))
        .choices(["parquet", "csv", "jsonl", "duckdb"])
        .default("parquet"),
    )
    .option(
      "--out <dir>",
      text({
        en: "folder to write to (default: exports in the data folder)",
        zh: "输出目录(默认数据目录下的 exports)",
      }),
    )
    .option(
      "--without-text",
      text({
        en: "leave the publishers' titles and texts out, and the search index; labels, places of evidence, addresses, dates stay",
        zh: "不含出版方的标题、正文与全文索引;保留标签、依据的位置、地址与日期",
      }),
    )
    .option("--json", text({ en: "print what was written as JSON", zh: "以 JSON 列出写了什么" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide export --format csv --without-text --data data/sample-run`,
    )
    .action(async (options: ExportOptions) => {
      const paths = dataPaths(options.data);
      const outDir = resolve(options.out ?? join(paths.dir, "exports", options.format));
      requirePublished(paths.database);
      mkdirSync(outDir, { recursive: true });
      const withoutText = options.withoutText ?? false;
      const written =
        options.format === "duckdb"
          ? [
              await exportDatabase({
                source: paths.database,
                target: join(outDir, "market.duckdb"),
                withoutText,
                migrationsDir: shipped.migrations,
                views: await loadViews(shipped.views),
              }),
            ]
          : await exportViews({
              database: paths.database,
              outDir,
              format: options.format,
              withoutText,
              version: programVersion(),
            });
      if (options.json) context.out(`${JSON.stringify(written)}\n`);
      else {
        const columns = Object.keys(written[0] ?? {});
        context.out(formatRows(columns, written as unknown as Record<string, unknown>[], "table"));
        context.out(`→ ${outDir}\n`);
      }
    });
}
