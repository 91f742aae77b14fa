import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import type { BuiltNotebook } from "../../notebooks/kit/build.ts";
import type { Failure } from "../../notebooks/kit/source.ts";
import { AskError, EXIT } from "../../pipeline/errors.ts";
import { type CliContext, printable } from "../context.ts";
import { notebookData, openNotebookSource } from "../notebooks.ts";
import { portOf } from "../options.ts";
import { shipped } from "../paths.ts";

interface Options {
  data?: string;
  folder: string;
  out?: string;
  json?: boolean;
  port: string;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  const notebooks = program
    .command("notebooks")
    .description(
      text({
        en: "Research notebooks over the published database: SQL, charts and words in one page that needs no network.",
        zh: "基于已发布数据库的研究笔记本：SQL、图表与文字在同一页面，无需联网。",
      }),
    )
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例：" })}\n  modeltide notebooks new price-history\n  modeltide notebooks preview\n  modeltide notebooks build --data data/sample-run`,
    );
  const data = () =>
    new Option(
      "--data <dir>",
      text({
        en: "folder of the database (default: data, or the sample run)",
        zh: "数据库所在目录（默认 data，或样例运行）",
      }),
    );
  const folder = () =>
    new Option("--folder <dir>", text({ en: "folder of the notebooks", zh: "笔记本所在目录" })).default(
      shipped.notebooks,
      "notebooks",
    );
  notebooks
    .command("build")
    .argument("[names...]", text({ en: "notebooks to build; all without", zh: "要生成的笔记本；不写则全部" }))
    .description(
      text({
        en: "Make a page of each notebook and open it in a Chromium; exit code 3 where a cell fails.",
        zh: "把笔记本生成页面并在 Chromium 中打开检查；有单元格失败时退出码为 3。",
      }),
    )
    .addOption(data())
    .addOption(folder())
    .option(
      "--out <dir>",
      text({
        en: "folder to write to (default: notebooks in the data folder)",
        zh: "输出目录（默认数据目录下的 notebooks）",
      }),
    )
    .option("--json", text({ en: "print what was made as JSON", zh: "以 JSON 列出结果" }))
    .action((names: string[], options: Options) => build(names, options, context));
  notebooks
    .command("preview")
    .description(
      text({
        en: "Show the notebooks on this machine; pages follow changes of notebooks and database.",
        zh: "在本机预览笔记本；笔记本或数据库变化后页面自动刷新。",
      }),
    )
    .addOption(data())
    .addOption(folder())
    .option("--port <n>", text({ en: "port; any that is free without", zh: "端口；不写则取任意空闲端口" }), "0")
    .action((options: Options) => preview(options, context));
  notebooks
    .command("new")
    .argument("<name>", text({ en: "its file name, like price-history", zh: "文件名，如 price-history" }))
    .description(text({ en: "Begin a notebook that runs at once.", zh: "新建一个可直接运行的笔记本。" }))
    .addOption(folder())
    .action(async (name: string, options: Options) => {
      const { newNotebook } = await import("../../notebooks/kit/starter.ts");
      context.out(`${relative(process.cwd(), newNotebook(resolve(options.folder), name, context.lang))}\n`);
    });
}

async function build(names: string[], options: Options, context: CliContext): Promise<void> {
  const { buildNotebooks, listNotebooks } = await import("../../notebooks/kit/build.ts");
  const folder = checkedFolder(options.folder);
  const unknown = names.find((name) => !listNotebooks(folder).includes(name));
  if (unknown !== undefined) {
    throw new AskError({
      en: `there is no notebook "${unknown}" in ${folder}: there are ${listNotebooks(folder).join(", ")}.`,
      zh: `${folder} 里没有笔记本“${unknown}”：现有 ${listNotebooks(folder).join("、")}。`,
    });
  }
  const paths = notebookData(options.data, context);
  const { findChromium } = await import("../../crawlers/browser.ts");
  const chromium = findChromium(context.env.MODELTIDE_CHROMIUM);
  if (!chromium) {
    context.err(
      `${context.text({
        en: "no Chromium: cells in JavaScript are not tried (install one, or name it in MODELTIDE_CHROMIUM)",
        zh: "没有 Chromium：JavaScript 单元格未经检查（请安装，或用 MODELTIDE_CHROMIUM 指明）",
      })}\n`,
    );
  }
  const { source, close } = await openNotebookSource(paths, context);
  const outDir = resolve(options.out ?? join(paths.dir, "notebooks"));
  const { signal } = context;
  const progress = (name: string) => context.err(`${name}\n`);
  try {
    const built = await buildNotebooks({ folder, names, outDir, chromium, signal, progress }, source);
    report(built, outDir, options, context);
  } finally {
    close();
  }
}

function report(built: BuiltNotebook[], outDir: string, { json }: Options, context: CliContext): void {
  for (const { name, failures, notes } of built) {
    for (const note of notes) context.err(line(name, note, context));
    for (const failure of failures) context.err(line(name, failure, context));
  }
  const failed = built.filter(({ failures }) => failures.length).length;
  if (failed) context.exitWith(EXIT.partial);
  if (json) context.out(`${JSON.stringify({ outDir, notebooks: built })}\n`);
  else
    context.out(
      `${context.text({
        en: `${built.length} notebooks, ${failed} with cells that fail`,
        zh: `${built.length} 个笔记本，其中 ${failed} 个有失败的单元格`,
      })}\n→ ${join(outDir, "index.html")}\n`,
    );
}

function line(name: string, { cell, message }: Failure, context: CliContext): string {
  const where = cell
    ? context.text({
        en: `${name}, cell ${cell.id} (${cell.mode})`,
        zh: `${name} 第 ${cell.id} 个单元格（${cell.mode}）`,
      })
    : name;
  return printable(`${where}: ${context.text(message)}\n`);
}

async function preview(options: Options, context: CliContext): Promise<void> {
  const { startPreview } = await import("../../notebooks/kit/preview.ts");
  const paths = notebookData(options.data, context);
  const server = await startPreview({
    folder: checkedFolder(options.folder),
    database: paths.database,
    lang: context.lang,
    port: portOf(options.port),
    open: () => openNotebookSource(paths, context),
    made: (name, { failures, notes }) => {
      for (const one of [...notes, ...failures]) context.err(line(name, one, context));
    },
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
    throw new AskError({
      en: `port ${options.port} cannot be had (${error.code}): choose another with --port.`,
      zh: `端口 ${options.port} 不可用（${error.code}）：请用 --port 另选。`,
    });
  });
  context.out(`${server.address}\n`);
  context.err(`${context.text({ en: "Ctrl-C ends", zh: "按 Ctrl-C 结束" })}\n`);
  await new Promise<void>((ended) => context.signal.addEventListener("abort", () => ended(), { once: true }));
  await server.close();
}

function checkedFolder(given: string): string {
  const folder = resolve(given);
  if (existsSync(folder)) return folder;
  throw new AskError({
    en: `there is no folder ${folder}: "modeltide notebooks new <name>" begins one.`,
    zh: `没有目录 ${folder}：可用 modeltide notebooks new <名称> 新建。`,
  });
}
