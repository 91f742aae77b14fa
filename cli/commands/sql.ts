import type { Command } from "commander";
import { Option } from "commander";
import { queryFile } from "../../pipeline/store/query.ts";
import type { CliContext } from "../context.ts";
import { formatRows, type TableFormat } from "../format.ts";
import { dataOption } from "../options.ts";
import { dataPaths } from "../paths.ts";

interface SqlOptions {
  data: string;
  json?: boolean;
  format: TableFormat;
  bom?: boolean;
  limit: string;
  seconds: string;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("sql")
    .description(
      text({
        en: "Query the published database: read-only, no access to other files, bounded in time, memory and rows.",
        zh: "查询已发布的数据库:只读、不能访问其他文件,时间、内存、行数都有上限。",
      }),
    )
    .argument("<query>", text({ en: "one SQL statement", zh: "一条 SQL 语句" }))
    .addOption(dataOption(context))
    .option("--json", text({ en: "an array of rows as JSON", zh: "以 JSON 数组输出" }))
    .addOption(
      new Option("--format <form>", text({ en: "form of the output", zh: "输出形式" }))
        .choices(["table", "csv", "json", "jsonl", "markdown"])
        .default("table"),
    )
    .option(
      "--bom",
      text({ en: "begin CSV with a byte order mark, for spreadsheets", zh: "CSV 加 BOM,便于电子表格打开" }),
    )
    .option("--limit <rows>", text({ en: "most rows given", zh: "最多行数" }), "10000")
    .option("--seconds <n>", text({ en: "longest time a query may take", zh: "最长秒数" }), "30")
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide sql "SELECT tier, count(*) AS n FROM launches GROUP BY tier" --data data/sample-run`,
    )
    .action(async (query: string, options: SqlOptions) => {
      const limits = { rows: Number(options.limit), seconds: Number(options.seconds), memory: "1GB" };
      const result = await queryFile(dataPaths(options.data).database, query, limits);
      const format = options.json ? "json" : options.format;
      context.out((options.bom && format === "csv" ? "\uFEFF" : "") + formatRows(result.columns, result.rows, format));
      if (result.cut) {
        context.err(
          `${text({
            en: `only the first ${limits.rows} rows are shown; --limit gives more`,
            zh: `只显示前 ${limits.rows} 行;可用 --limit 调大`,
          })}\n`,
        );
      }
    });
}
