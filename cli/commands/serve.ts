import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Command } from "commander";
import { AskError } from "../../pipeline/errors.ts";
import type { CliContext } from "../context.ts";
import { dataOption, portOf } from "../options.ts";
import { dataPaths } from "../paths.ts";
import { serveFolder } from "../serve.ts";

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("serve")
    .description(text({ en: "Look at the report over HTTP, on this machine only.", zh: "在本机通过 HTTP 查看报告。" }))
    .addOption(dataOption(context))
    .option("--port <n>", text({ en: "port; 0 for any that is free", zh: "端口；0 表示任意空闲端口" }), "8765")
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例：" })}\n  modeltide serve --port 8765 --data data/sample-run`,
    )
    .action(async (options: { data: string; port: string }) => {
      const { report } = dataPaths(options.data);
      if (!existsSync(join(report, "index.html"))) {
        throw new AskError({
          en: `there is no report in ${report}: run "modeltide report" first.`,
          zh: `${report} 里还没有报告：请先运行 modeltide report。`,
        });
      }
      const server = await serveFolder(report, portOf(options.port)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
        throw new AskError({
          en: `port ${options.port} cannot be had (${error.code}): choose another with --port.`,
          zh: `端口 ${options.port} 不可用（${error.code}）：请用 --port 另选。`,
        });
      });
      context.out(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
      context.err(`${text({ en: "Ctrl-C ends", zh: "按 Ctrl-C 结束" })}\n`);
      await new Promise<void>((ended) => context.signal.addEventListener("abort", () => ended(), { once: true }));
      server.close();
      server.closeAllConnections();
    });
}
