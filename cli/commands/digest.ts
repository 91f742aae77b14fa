import { resolve } from "node:path";
import { type Command, Option } from "commander";
import type { Digest } from "../../analysis/digest/digest.ts";
import type { Delivery } from "../../analysis/digest/outbox.ts";
import { toHtml } from "../../analysis/digest/render-html.ts";
import { toMarkdown } from "../../analysis/digest/render-markdown.ts";
import { toText } from "../../analysis/digest/render-text.ts";
import { EXIT } from "../../pipeline/errors.ts";
import { type CliContext, printable } from "../context.ts";
import { makeDigest, sendAlert } from "../digest.ts";
import { dataOption } from "../options.ts";
import { dataPaths } from "../paths.ts";
import { loadSettings } from "../settings.ts";
import { checkedWeek } from "./report.ts";

interface DigestCommandOptions {
  data: string;
  week?: string;
  out?: string;
  send: boolean;
  alert?: boolean;
  format: "text" | "markdown" | "html" | "json";
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("digest")
    .description(
      text({
        en: "Tell a week in short, as Markdown, HTML, text and feed, and send it over the channels that are set up, once.",
        zh: "一周摘要：输出 Markdown、HTML、纯文本与 Atom，并经已配置的渠道发送，每周只发一次。",
      }),
    )
    .addOption(dataOption(context))
    .option(
      "--week <week>",
      text({ en: "ISO week (default: the newest complete one with data)", zh: "ISO 周（默认：有数据的最近完整一周）" }),
    )
    .option(
      "--out <dir>",
      text({
        en: "folder of the files (default: digest in the data folder)",
        zh: "输出目录（默认数据目录下的 digest）",
      }),
    )
    .option("--no-send", text({ en: "write the files only", zh: "只写文件，不发送" }))
    .option(
      "--alert",
      text({
        en: "send only what is new on the watch list since the last alert",
        zh: "只发送关注名单上自上次提醒以来的新发布",
      }),
    )
    .addOption(
      new Option("--format <form>", text({ en: "what is printed", zh: "打印的形式" }))
        .choices(["text", "markdown", "html", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例：" })}\n  modeltide digest --week 2026-W47 --no-send --data data/sample-run`,
    )
    .action((options: DigestCommandOptions) => run(options, context));
}

async function run(options: DigestCommandOptions, context: CliContext): Promise<void> {
  const settings = loadSettings(process.cwd(), context.env);
  const paths = dataPaths(options.data);
  const outcome = options.alert
    ? await sendAlert(paths, context, settings)
    : await makeDigest(paths, context, settings, {
        send: options.send,
        ...(options.week ? { week: checkedWeek(options.week) } : {}),
        ...(options.out ? { outDir: resolve(options.out) } : {}),
      });
  if (!outcome) {
    context.out(`${context.text({ en: "nothing new on the watch list", zh: "关注名单上没有新发布" })}\n`);
    return;
  }
  context.out(printed(outcome.digest, options.format));
  for (const file of outcome.files) context.err(`→ ${file}\n`);
  for (const delivery of outcome.deliveries) context.err(`${printable(line(delivery, context))}\n`);
  if (outcome.deliveries.some(({ state }) => state === "failed" || state === "unsure")) context.exitWith(EXIT.partial);
}

function printed(digest: Digest, format: DigestCommandOptions["format"]): string {
  if (format === "json") return `${JSON.stringify(digest)}\n`;
  return { text: toText, markdown: toMarkdown, html: toHtml }[format](digest);
}

function line({ channel, state, messages, error }: Delivery, { text }: CliContext): string {
  const states = {
    sent: text({ en: `sent, ${messages} message(s)`, zh: `已发送 ${messages} 条消息` }),
    before: text({ en: "had it already, nothing sent", zh: "此前已发送，未重复发送" }),
    failed: text({ en: "failed; run again to send the rest", zh: "发送失败；再次运行会续发未发的部分" }),
    unsure: text({ en: "may have arrived, not sent again", zh: "可能已送达，不再重发" }),
  };
  return `${channel}: ${states[state]}${error ? ` (${error})` : ""}`;
}
