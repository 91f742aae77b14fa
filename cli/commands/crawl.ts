import type { Command } from "commander";
import type { CliContext } from "../context.ts";
import { crawlExit, crawlLive, crawlRows } from "../crawl.ts";
import { formatRows } from "../format.ts";
import { dataOption, dayOf } from "../options.ts";
import { dataPaths } from "../paths.ts";
import { chosenSources, liveSources } from "../sources/load.ts";

interface CrawlOptions {
  data: string;
  source?: string[];
  since?: string;
  json?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("crawl")
    .description(
      text({
        en: "Fetch what is new from the sources into the archive. Run again after an interruption, it goes on where it was.",
        zh: "把来源的新内容采集进档案。中断后再运行即可续采。",
      }),
    )
    .addOption(dataOption(context))
    .option("--source <id...>", text({ en: "only these sources", zh: "只采这些来源" }))
    .option(
      "--since <day>",
      text({ en: "go back to this day, as deep as lists go (YYYY-MM-DD)", zh: "回溯到这一天(YYYY-MM-DD)" }),
    )
    .option("--json", text({ en: "the summary as JSON", zh: "以 JSON 输出小结" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide crawl --source leiphone ithome --since 2026-01-01`,
    )
    .action(async (options: CrawlOptions) => {
      const since = dayOf(options.since);
      const sources = chosenSources(await liveSources(options.data), options.source ?? []);
      const summary = await crawlLive(sources, dataPaths(options.data), context, since);
      context.exitWith(crawlExit(summary));
      if (options.json) context.out(`${JSON.stringify(summary)}\n`);
      else {
        const rows = crawlRows(summary, sources);
        context.out(formatRows(Object.keys(rows[0] ?? {}), rows, "table"));
      }
    });
}
