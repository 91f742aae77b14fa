#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { EXIT, type ExitCode, ModeltideError } from "../pipeline/errors.ts";
import { COMMANDS } from "./commands.ts";
import { type CliContext, languageOf, printable } from "./context.ts";
import { fullPlace, isDiskFull } from "./disk-full.ts";
import { programVersion } from "./version.ts";

/** Runs one command line; gives the process's exit code. Only the command asked for is loaded. */
export async function main(argv: string[], given: Omit<CliContext, "exitWith">): Promise<number> {
  let code: ExitCode = EXIT.done;
  const exitWith = (value: ExitCode) => {
    code = value;
  };
  const context: CliContext = { ...given, exitWith };
  const program = new Command("modeltide")
    .description(
      context.text({
        en: "Market intelligence on large AI models in China",
        zh: "中国大模型市场情报:采集、标注、存储、图表",
      }),
    )
    .version(programVersion())
    .option(
      "--lang <zh|en>",
      context.text({ en: "language of messages (default: the locale's)", zh: "消息语言(默认随系统)" }),
    )
    .exitOverride()
    .configureOutput({ writeOut: context.out, writeErr: context.err });
  program.addHelpText(
    "after",
    context.text({
      en: "\nExample:\n  modeltide weekly --sample     the whole weekly run over the bundled newsroom\n  modeltide tag --help          help and an example for one command",
      zh: "\n示例:\n  modeltide weekly --sample     在内置新闻站上跑一遍每周流程\n  modeltide tag --help          某个命令的帮助与示例",
    }),
  );
  const asked = argv.find((argument) => COMMANDS.some(({ name }) => name === argument));
  for (const entry of COMMANDS) {
    if (entry.name === asked) (await entry.load()).register(program, context);
    else if (!asked) program.command(entry.name).description(context.text(entry.summary));
  }
  if (!argv.length) {
    program.outputHelp();
    return EXIT.done;
  }
  try {
    await program.parseAsync(withoutLang(argv), { from: "user" });
    return code;
  } catch (error) {
    return report(error, argv, context);
  }
}

/** `--lang` may stand anywhere in the line: it was read before the commands were described. */
function withoutLang(argv: string[]): string[] {
  return argv.filter((argument, at) => !argument.startsWith("--lang") && argv[at - 1] !== "--lang");
}

function report(error: unknown, argv: string[], context: CliContext): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (context.signal.aborted) {
    context.err(
      `${context.text({ en: "interrupted; what was finished is kept, run the same command again to go on", zh: "已中断;完成的部分都已保存,重新运行同一命令即可继续" })}\n`,
    );
    return EXIT.interrupted;
  }
  if (isDiskFull(error)) {
    const place = fullPlace(error, argv);
    const told = {
      en: `the disk is full: no room for ${place}; free some space there and run again`,
      zh: `磁盘已满：写不下 ${place}；请在那里腾出空间后重试`,
    };
    context.err(`modeltide: ${printable(context.text(told))}\n`);
    return EXIT.diskFull;
  }
  if (error instanceof ModeltideError) {
    context.err(`modeltide: ${printable(context.text(error.text))}\n`);
    return error.exitCode;
  }
  context.err(`modeltide: ${printable(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
  return EXIT.unexpected;
}

/** The context of a real process. Ctrl-C asks for an orderly end; a second one ends at once. */
function processContext(argv: string[]): Omit<CliContext, "exitWith"> {
  const abort = new AbortController();
  process.on("SIGINT", () => {
    if (abort.signal.aborted) process.exit(EXIT.interrupted);
    abort.abort();
  });
  process.on("SIGTERM", () => abort.abort());
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.done);
  });
  const lang = languageOf(argv, process.env);
  return {
    stdin: process.stdin,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    lang,
    env: process.env,
    now: () => new Date(),
    signal: abort.signal,
    terminal: Boolean(process.stderr.isTTY),
    text: (message) => message[lang],
  };
}

const argv = process.argv.slice(2);
process.exitCode = await main(argv, processContext(argv));
