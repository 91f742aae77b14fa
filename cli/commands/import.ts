import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createGunzip } from "node:zlib";
import type { Command } from "commander";
import { importRecord } from "../../crawlers/archive/captured.ts";
import { type ReadWarcOptions, readWarc } from "../../crawlers/archive/foreign.ts";
import { type ManyCounts, type NewRecord, openArchive } from "../../crawlers/archive.ts";
import { nextPageOf } from "../../pipeline/stages/extract/index.ts";
import { count, type Tally } from "../../pipeline/tally.ts";
import { AskError, EXIT, messageOf } from "../../pipeline/types.ts";
import { type CliContext, printable } from "../context.ts";
import { openLines, readItems } from "../lines.ts";
import { loadMarketFilter } from "../market.ts";
import { dataOption, timeOf } from "../options.ts";
import { dataPaths } from "../paths.ts";

interface ImportOptions {
  data: string;
  url?: string;
  all?: boolean;
  fetchedAt?: string;
  json?: boolean;
}
const WARC = /\.warc(\.gz)?$/i;
const MOST_MESSAGES = 20;
const HTML_LIMIT = 10_000_000;

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("import")
    .description(
      text({
        en: "Archive items from JSON lines ({id, title, text, published, source, url}), saved pages (.html) or WARC files.",
        zh: "把 JSON 行({id, title, text, published, source, url})、保存的网页(.html)或 WARC 文件导入档案。",
      }),
    )
    .argument(
      "<files...>",
      text({
        en: ".jsonl, .jsonl.gz, .html, .warc, .warc.gz; - reads JSON lines",
        zh: "同前;- 表示从标准输入读 JSON 行",
      }),
    )
    .addOption(dataOption(context))
    .option("--url <address>", text({ en: "address of a saved page", zh: "网页的原地址" }))
    .option(
      "--all",
      text({
        en: "take every page of others' WARC files, not only Chinese ones about the market",
        zh: "收下他人 WARC 文件中的全部网页,而不只是与市场有关的中文网页",
      }),
    )
    .option(
      "--fetched-at <time>",
      text({
        en: "when items and pages were gathered (ISO 8601); default now",
        zh: "条目与网页的获取时间(ISO 8601),默认当前",
      }),
    )
    .option("--json", text({ en: "counts as JSON", zh: "以 JSON 输出计数" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide import news.jsonl.gz && modeltide build`,
    )
    .action((files: string[], options: ImportOptions) => importFiles(files, options, context));
}

async function importFiles(files: string[], options: ImportOptions, context: CliContext): Promise<void> {
  for (const file of files) checkReadable(file);
  const fetchedAt = timeOf(options.fetchedAt, context);
  const warcs = files.some((file) => WARC.test(file));
  const refuse = warcs && !options.all ? await loadMarketFilter() : () => null;
  const passedOver: Tally = {};
  const passOver = (reason: string) => count(passedOver, reason);
  const archive = await openArchive(dataPaths(options.data).archive, { now: context.now });
  const total: ManyCounts = { written: 0, known: 0, forgotten: 0 };
  let bad = 0;
  const complain = (file: string, where: string, why: string) => {
    bad++;
    if (bad <= MOST_MESSAGES) context.err(`${file}${where}: ${printable(why)}\n`);
  };
  try {
    for (const file of files) {
      const counts = await archive.appendMany(
        stoppable(
          recordsOf(file, { url: options.url, fetchedAt, refuse, passOver, complain }, context),
          context.signal,
        ),
      );
      total.written += counts.written;
      total.known += counts.known;
      total.forgotten += counts.forgotten;
    }
  } finally {
    await archive.close();
  }
  context.signal.throwIfAborted();
  if (bad > MOST_MESSAGES) {
    const more = bad - MOST_MESSAGES;
    context.err(`${context.text({ en: `… and ${more} more bad lines`, zh: `……另有 ${more} 行有误` })}\n`);
  }
  if (bad) context.exitWith(EXIT.partial);
  if (options.json) context.out(`${JSON.stringify({ ...total, bad, passedOver })}\n`);
  else {
    context.out(
      `${context.text({
        en: `${total.written} archived, ${total.known} known already, ${bad} bad, ${total.forgotten} kept out on a publisher's wish`,
        zh: `入档 ${total.written} 条,已有 ${total.known} 条,有误 ${bad} 条,应出版方要求不收 ${total.forgotten} 条`,
      })}\n${passedOverLine(passedOver, context)}`,
    );
  }
}

interface ReadOptions {
  url: string | undefined;
  /** ISO 8601 in UTC. */
  fetchedAt: string;
  refuse: NonNullable<ReadWarcOptions["refuse"]>;
  passOver: (reason: string) => void;
  complain: (file: string, where: string, why: string) => void;
}

async function* recordsOf(
  file: string,
  { url: given, fetchedAt, refuse, passOver, complain }: ReadOptions,
  context: CliContext,
): AsyncGenerator<NewRecord> {
  if (/\.html?$/i.test(file)) {
    const body = await readFile(file);
    if (!body.length || body.length > HTML_LIMIT) {
      complain(file, "", context.text({ en: "empty, or larger than 10 MB", zh: "为空,或大于 10 MB" }));
      return;
    }
    const url = given ?? pathToFileURL(resolve(file)).href;
    yield leadingOn({ kind: "rendered", url, fetchedAt, sourceId: null, hints: {}, body });
  } else if (WARC.test(file)) {
    try {
      for await (const record of readWarc(file, { refuse, passOver })) yield leadingOn(record);
    } catch (error) {
      complain(file, "", messageOf(error));
    }
  } else {
    const input = file === "-" ? (context.stdin as AsyncIterable<Buffer>) : openLines(file);
    const plain = file.endsWith(".gz") ? gunzipped(input) : input;
    for await (const item of readItems(plain, ({ line, why }) => complain(basename(file), `:${line}`, why))) {
      yield importRecord(item, fetchedAt);
    }
  }
}

/** A page with the address of the next one of its article, by which they are forgotten together. */
function leadingOn(record: NewRecord): NewRecord {
  if (record.kind !== "page" && record.kind !== "rendered") return record;
  const headers = record.kind === "page" ? record.headers : [];
  const contentType = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return { ...record, next: nextPageOf({ html: record.body, contentType, url: record.url }) };
}

/** What others' WARC files held and was left there, by reason, most frequent first. */
function passedOverLine(passedOver: Tally, { text }: CliContext): string {
  const reasons = Object.entries(passedOver).sort((a, b) => b[1] - a[1]);
  if (!reasons.length) return "";
  const list = reasons.map(([reason, count]) => `${reason} ${count}`).join(", ");
  return `${text({ en: `passed over: ${list}`, zh: `略过:${list}` })}\n`;
}

async function* gunzipped(input: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  const { Readable } = await import("node:stream");
  yield* Readable.from(input).pipe(createGunzip()) as AsyncIterable<Buffer>;
}

async function* stoppable<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const item of items) {
    if (signal.aborted) return;
    yield item;
  }
}

function checkReadable(file: string): void {
  if (file === "-") return;
  try {
    if (statSync(file).isFile()) return;
  } catch (error) {
    throw new AskError({
      en: `cannot read ${file}: ${messageOf(error)}. Give the path of a .jsonl, .html or .warc file.`,
      zh: `读不到 ${file}:${messageOf(error)}。请给出 .jsonl、.html 或 .warc 文件的路径。`,
    });
  }
  throw new AskError({
    en: `${file} is no file. Name its files one by one.`,
    zh: `${file} 不是文件。请逐个列出其中的文件。`,
  });
}
