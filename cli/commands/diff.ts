import type { Command } from "commander";
import { type Change, diffFiles } from "../../pipeline/store/diff.ts";
import type { CliContext } from "../context.ts";
import { formatRows } from "../format.ts";

/** Changes that the table shows; `--json` gives all. */
const SHOWN = 500;

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("diff")
    .description(
      text({
        en: "Say which labels and launches differ between two database files.",
        zh: "比较两个数据库文件:哪些标签和发布有增、删、改。",
      }),
    )
    .argument("<before>", text({ en: "the older file", zh: "较早的文件" }))
    .argument("<after>", text({ en: "the newer file", zh: "较新的文件" }))
    .option("--json", text({ en: "all changes as JSON", zh: "以 JSON 输出全部变化" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide diff data/snapshots/market-build-20260105T000000000Z.duckdb data/market.duckdb`,
    )
    .action(async (before: string, after: string, options: { json?: boolean }) => {
      const changes = await diffFiles(before, after);
      context.out(options.json ? `${JSON.stringify(changes)}\n` : changeLines(changes, context));
    });
}

function changeLines(changes: Change[], { text }: CliContext): string {
  const count = (what: Change["what"], change: Change["change"]) =>
    changes.filter((one) => one.what === what && one.change === change).length;
  const counts = (what: Change["what"]) =>
    text({
      en: `${count(what, "added")} added, ${count(what, "removed")} removed, ${count(what, "changed")} changed`,
      zh: `新增 ${count(what, "added")},移除 ${count(what, "removed")},改变 ${count(what, "changed")}`,
    });
  const sums = text({
    en: `labels          ${counts("label")}\nlaunches        ${counts("launch")}\n`,
    zh: `标签          ${counts("label")}\n发布          ${counts("launch")}\n`,
  });
  if (!changes.length) return sums;
  const shown = changes.slice(0, SHOWN).map((change) => ({ ...change }));
  const more = text({
    en: `${changes.length - shown.length} more; --json gives all\n`,
    zh: `另有 ${changes.length - shown.length} 处;--json 给出全部\n`,
  });
  const columns = ["what", "change", "id", "name", "field", "before", "after"];
  return `${sums}${formatRows(columns, shown, "table")}${changes.length > shown.length ? more : ""}`;
}
