import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { EXIT, messageOf, SkipError } from "../../pipeline/errors.ts";
import { createExtractor, type Extractor, loadBoilerplate } from "../../pipeline/stages/extract/index.ts";
import type { Dropped, Extracted } from "../../pipeline/types.ts";
import { type CliContext, printable } from "../context.ts";
import { timeOf } from "../options.ts";
import { shipped } from "../paths.ts";

interface ExtractOptions {
  url?: string;
  fetchedAt?: string;
  explain?: boolean;
  json?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("extract")
    .description(
      text({
        en: "Take the article out of saved pages (.html) and texts (.txt): title, date, source, author, clean text.",
        zh: "从保存的网页(.html)或文本(.txt)中提取文章:标题、日期、来源、作者和正文。",
      }),
    )
    .argument("<file...>", text({ en: "pages and texts", zh: "网页或文本文件" }))
    .option("--url <url>", text({ en: "address that the page came from", zh: "网页的原始地址" }))
    .option(
      "--fetched-at <time>",
      text({ en: "when it was fetched (ISO 8601); default now", zh: "抓取时间(ISO 8601),默认为当前时间" }),
    )
    .option(
      "--explain",
      text({ en: "say which rule was used and what was removed, with reasons", zh: "说明所用规则、删去的内容与原因" }),
    )
    .option("--json", text({ en: "one line of JSON a file", zh: "每个文件输出一行 JSON" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide extract page.html --url https://example.com/a/1.html --explain`,
    )
    .action(async (files: string[], options: ExtractOptions) => {
      const fetchedAt = timeOf(options.fetchedAt, context);
      const extractor = createExtractor(await loadBoilerplate(shipped.lexicon));
      for (const path of files) {
        try {
          const result = await extractFile(path, { ...options, fetchedAt }, extractor);
          context.out(options.json ? jsonLine(path, result, options) : shown(path, result, options, context));
        } catch (error) {
          context.exitWith(EXIT.partial);
          const why = error instanceof SkipError ? text(error.text) : messageOf(error);
          context.err(`modeltide: ${printable(why)}\n`);
        }
      }
    });
}

/** @throws SkipError, naming the file, where it cannot be read or holds no article */
async function extractFile(
  path: string,
  { url, fetchedAt }: { url?: string; fetchedAt: string },
  extractor: Extractor,
): Promise<Extracted> {
  const body = await readFile(path).catch((error: unknown) => {
    throw new SkipError({
      en: `${path}: cannot be read (${messageOf(error)})`,
      zh: `${path}:无法读取(${messageOf(error)})`,
    });
  });
  const result = path.endsWith(".txt")
    ? extractor.text({ text: body, fetchedAt })
    : extractor.page({ html: body, url: url ?? null, fetchedAt });
  if (isDropped(result)) {
    const [en, zh] = WHY[result.dropped] ?? [result.dropped, result.dropped];
    throw new SkipError({ en: `${path}: ${en}`, zh: `${path}:${zh}` });
  }
  return result;
}

const isDropped = (result: Extracted | Dropped): result is Dropped => "dropped" in result;

const WHY: Record<string, [string, string]> = {
  empty: ["the file is empty", "文件是空的"],
  challenge: [
    "a page that asks for a verification, not an article; fetch it again later",
    "这是验证页而不是文章,请稍后重新抓取",
  ],
  "no-article": ["no article found; is it a list or front page?", "没有找到正文;它可能是列表页或首页"],
  garbled: ["the text is garbled; save the page again in its own encoding", "正文是乱码;请按原编码重新保存网页"],
};

function jsonLine(path: string, { removed, ...result }: Extracted, options: ExtractOptions): string {
  return `${JSON.stringify({ path, ...result, ...(options.explain ? { removed } : {}) })}\n`;
}

function shown(path: string, result: Extracted, options: ExtractOptions, { text }: CliContext): string {
  const unknown = text({ en: "unknown", zh: "未知" });
  const rows: [string, string][] = [
    [text({ en: "file", zh: "文件" }), path],
    [text({ en: "title", zh: "标题" }), result.title],
    [text({ en: "published", zh: "发布" }), result.published ?? unknown],
    [text({ en: "source", zh: "来源" }), result.source ?? unknown],
    [text({ en: "author", zh: "作者" }), result.author ?? unknown],
  ];
  if (options.explain) {
    rows.push(
      [text({ en: "body found by", zh: "正文规则" }), result.rule],
      [text({ en: "date found in", zh: "日期出处" }), result.publishedFrom ?? "-"],
      [text({ en: "items of the digest", zh: "合集条目" }), String(result.parts.length)],
    );
    for (const { reason, text: gone } of result.removed)
      rows.push([text({ en: "removed", zh: "已删去" }), `[${reason}] ${gone}`]);
  }
  return printable(`${rows.map(([name, value]) => `${name}: ${value}`).join("\n")}\n\n${result.text}\n\n`);
}
