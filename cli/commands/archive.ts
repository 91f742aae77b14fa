import type { Command } from "commander";
import { forgetAddress, pruneArchive } from "../../crawlers/archive/maintain.ts";
import { verifyArchive } from "../../crawlers/archive/verify.ts";
import { AskError, EXIT } from "../../pipeline/errors.ts";
import { type CliContext, printable } from "../context.ts";
import { formatRows } from "../format.ts";
import { dataOption } from "../options.ts";
import { dataPaths } from "../paths.ts";

interface ArchiveOptions {
  data: string;
  json?: boolean;
  before: string;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  const archive = program
    .command("archive")
    .description(text({ en: "Look after the archive of raw pages.", zh: "维护原始网页档案。" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide archive verify --data data/sample-run`,
    );
  archive
    .command("verify")
    .description(
      text({ en: "Read every record and check its digest and index line.", zh: "逐条读取,核对摘要与索引。" }),
    )
    .addOption(dataOption(context))
    .option("--json", text({ en: "as JSON", zh: "以 JSON 输出" }))
    .action((options: ArchiveOptions) => {
      const result = verifyArchive(dataPaths(options.data).archive, { signal: context.signal });
      if (options.json) context.out(`${JSON.stringify(result)}\n`);
      else {
        context.out(
          `${text({
            en: `${result.files} files, ${result.records} records, ${result.bytes} bytes, ${result.damage.length} damaged`,
            zh: `${result.files} 个文件,${result.records} 条记录,${result.bytes} 字节,损坏 ${result.damage.length} 处`,
          })}\n`,
        );
        const rows = result.damage.map((damage) => ({ ...damage }));
        if (rows.length) context.out(formatRows(["file", "offset", "url", "what"], rows, "table"));
      }
      if (result.damage.length) context.exitWith(EXIT.partial);
    });
  archive
    .command("prune")
    .description(
      text({
        en: "Drop records from before a day that only say that a page had not changed.",
        zh: "删除某日之前只表示“未变化”的记录。",
      }),
    )
    .requiredOption("--before <day>", "YYYY-MM-DD")
    .addOption(dataOption(context))
    .action((options: ArchiveOptions) => {
      if (!/^\d{4}-\d\d-\d\d$/.test(options.before)) {
        throw new AskError({
          en: `--before ${options.before}: a day is written YYYY-MM-DD.`,
          zh: `--before ${options.before}:日期应写成 YYYY-MM-DD。`,
        });
      }
      said(pruneArchive(dataPaths(options.data).archive, options.before, context.now()), context);
    });
  archive
    .command("forget")
    .description(
      text({
        en: "Remove what a publisher asks to have removed, and keep it from coming back; the next `modeltide build` takes it out of the database.",
        zh: "按出版方要求删除,并不再采集;下次运行 modeltide build 时数据库也随之删除。",
      }),
    )
    .argument(
      "<address>",
      text({
        en: "an article's address; with a trailing * all that begin so",
        zh: "文章地址;末尾加 * 表示所有以此开头的",
      }),
    )
    .addOption(dataOption(context))
    .action((address: string, options: ArchiveOptions) => {
      said(forgetAddress(dataPaths(options.data).archive, address, context.now()), context);
    });
}

function said(removal: object, { out }: CliContext): void {
  out(`${printable(JSON.stringify(removal))}\n`);
}
