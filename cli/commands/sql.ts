import type { Command } from "commander";
import { Option } from "commander";
import { AskError } from "../../pipeline/errors.ts";
import type { CliContext } from "../context.ts";
import { dataOption, wholeNumber } from "../options.ts";
import { dataPaths } from "../paths.ts";
import { createAnswerer } from "../sql/answerer.ts";
import { ANSWERING, answerParent } from "../sql/answering.ts";
import { FORMATS, type Output, type SqlFormat } from "../sql/output.ts";
import { runPrompt } from "../sql/prompt.ts";

/** As many as an answer may be given of with `--limit`. */
const MOST_ROWS = 999_999_999;

interface SqlOptions {
  data: string;
  json?: boolean;
  format: SqlFormat;
  bom?: boolean;
  out?: string;
  limit: string;
  seconds: string;
  answering?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("sql")
    .description(
      text({
        en: "Query the published database: read-only, no access to other files, bounded in time, memory and rows. Without a query it asks for statements, or reads them from a pipe.",
        zh: "查询已发布的数据库:只读、不能访问其他文件,时间、内存、行数都有上限。不给语句时进入交互提示,或从管道读取。",
      }),
    )
    .argument("[query]", text({ en: "one SQL statement", zh: "一条 SQL 语句" }))
    .addOption(dataOption(context))
    .option("--json", text({ en: "an array of rows as JSON", zh: "以 JSON 数组输出" }))
    .addOption(
      new Option("--format <form>", text({ en: "form of the output", zh: "输出形式" }))
        .choices(FORMATS)
        .default("table"),
    )
    .option(
      "--bom",
      text({ en: "begin CSV with a byte order mark, for spreadsheets", zh: "CSV 加 BOM,便于电子表格打开" }),
    )
    .option("--out <file>", text({ en: "file to write the answer to", zh: "把结果写入文件" }))
    .option("--limit <rows>", text({ en: "most rows given", zh: "最多行数" }), "10000")
    .option("--seconds <n>", text({ en: "longest time a query may take", zh: "最长秒数" }), "30")
    .addOption(new Option(ANSWERING).hideHelp())
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide sql "SELECT tier, count(*) AS n FROM launches GROUP BY tier" --data data/sample-run\n  modeltide sql "FROM search('端侧 大模型 手机')" --format parquet --out found.parquet\n  modeltide sql < questions.sql`,
    )
    .action(async (query: string | undefined, options: SqlOptions) => {
      if (query === undefined && options.out) {
        throw new AskError({
          en: "--out takes the answer to one query: give the query as an argument.",
          zh: "--out 只写一条语句的结果:请把语句作为参数给出。",
        });
      }
      const rows = wholeNumber(options.limit, "--limit", 1, MOST_ROWS);
      const seconds = wholeNumber(options.seconds, "--seconds", 1);
      if (options.answering) {
        await answerParent(dataPaths(options.data).database, { rows, seconds, memory: "1GB" }, context);
        return;
      }
      const output: Output = {
        format: options.json ? "json" : options.format,
        bom: options.bom ?? false,
        out: options.out ?? null,
        rows,
      };
      const { data, limit } = options;
      const limits = ["--limit", limit, "--seconds", options.seconds];
      const answerer = createAnswerer(["--data", data, ...limits, "--lang", context.lang], context);
      try {
        if (query !== undefined) await answerer.answer(query, output);
        else {
          await answerer.open();
          await runPrompt(answerer, output, context);
        }
      } finally {
        answerer.close();
      }
    });
}
