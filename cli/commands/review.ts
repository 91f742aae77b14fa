import type { Command } from "commander";
import { queryFile } from "../../pipeline/store/query.ts";
import { quoteText } from "../../pipeline/store/quote.ts";
import type { CliContext } from "../context.ts";
import { formatRows } from "../format.ts";
import { dataOption } from "../options.ts";
import { dataPaths } from "../paths.ts";

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("review")
    .description(
      text({
        en: "Labels that the tagger is least certain of, for a person to look at.",
        zh: "标注器最没把握的标签，供人复核。",
      }),
    )
    .addOption(dataOption(context))
    .option(
      "--field <name>",
      text({ en: "only this label: relevant, event or tier", zh: "只看此标签：relevant、event 或 tier" }),
    )
    .option("--limit <n>", text({ en: "how many", zh: "条数" }), "20")
    .option("--json", text({ en: "as JSON", zh: "以 JSON 输出" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide review --field tier --data data/sample-run`,
    )
    .action(async (options: { data: string; field?: string; limit: string; json?: boolean }) => {
      const chosen = options.field ? `WHERE field = ${quoteText(options.field)}` : "";
      const result = await queryFile(
        dataPaths(options.data).database,
        `SELECT article_id, field, value, round(confidence, 2) AS confidence, date, title FROM review_queue ${chosen}`,
        { rows: Number(options.limit) || 20, seconds: 30, memory: "1GB" },
      );
      context.out(formatRows(result.columns, result.rows, options.json ? "json" : "table"));
    });
}
