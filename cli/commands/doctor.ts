import type { Command } from "commander";
import { EXIT } from "../../pipeline/errors.ts";
import { type CliContext, printable } from "../context.ts";
import { checkArchive, checkLexicon, checkSourceHealth, checkStore } from "../doctor/data.ts";
import type { Finding } from "../doctor/finding.ts";
import { checkMachine } from "../doctor/machine.ts";
import { dataOption } from "../options.ts";
import { type DataPaths, dataPaths } from "../paths.ts";

const MARK: Record<Finding["state"], string> = { fine: "✓", warning: "!", error: "✗" };

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("doctor")
    .description(
      text({
        en: "Check machine, lexicon, archive, store and sources, and say what to do about each finding. Exit code 1 on an error.",
        zh: "检查机器、词库、档案、数据库与来源，并说明如何处理；有错误时退出码为 1。",
      }),
    )
    .addOption(dataOption(context))
    .option("--json", text({ en: "the findings as JSON", zh: "以 JSON 输出" }))
    .addHelpText("after", `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide doctor --data data/sample-run`)
    .action(async (options: { data: string; json?: boolean }) => {
      const paths = dataPaths(options.data);
      const findings: Finding[] = [];
      // A large archive takes long to read: what is known is told at once.
      for await (const found of looks(paths, context)) {
        findings.push(...found);
        if (!options.json) for (const finding of found) context.out(line(finding, context));
      }
      if (options.json) context.out(`${JSON.stringify(findings)}\n`);
      if (findings.some(({ state }) => state === "error")) context.exitWith(EXIT.unexpected);
    });
}

async function* looks(paths: DataPaths, context: CliContext): AsyncGenerator<Finding[]> {
  yield await checkMachine(paths, context);
  yield await checkLexicon(context);
  yield checkArchive(paths, context);
  yield await checkStore(paths, context);
  yield await checkSourceHealth(paths);
}

function line({ area, what, state, advice }: Finding, { text }: CliContext): string {
  const told = `${MARK[state]} ${area.padEnd(8)} ${printable(text(what))}\n`;
  return advice ? `${told}           → ${text(advice)}\n` : told;
}
