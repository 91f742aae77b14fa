import { createReadStream, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Command } from "commander";
import { Option } from "commander";
import { AskError, EXIT } from "../../pipeline/errors.ts";
import { type AcceptedRow, appendToLexicon } from "../../pipeline/lexicon/append.ts";
import { checkLexicon, FINDINGS, type LexiconFinding } from "../../pipeline/lexicon/check.ts";
import { createSuggestions } from "../../pipeline/lexicon/suggest.ts";
import { loadLexicon } from "../../pipeline/lexicon.ts";
import { commonWords } from "../../pipeline/stages/segment/dictionary.ts";
import { createDiscovery } from "../../pipeline/stages/segment/discover.ts";
import { foldName } from "../../pipeline/stages/segment/fold.ts";
import { createSegmenter } from "../../pipeline/stages/segment/index.ts";
import { loadTagger } from "../../pipeline/stages/tag/index.ts";
import { queryFile } from "../../pipeline/store/query.ts";
import { Item, type TagInput } from "../../pipeline/types.ts";
import { type CliContext, printable } from "../context.ts";
import { formatRows } from "../format.ts";
import { dataOption, wholeNumber } from "../options.ts";
import { dataPaths, shipped } from "../paths.ts";

interface LexiconOptions {
  data: string;
  lexicon: string;
  items?: string;
  json?: boolean;
}
interface CheckOptions extends LexiconOptions {
  only?: LexiconFinding["finding"];
}
interface SuggestOptions extends LexiconOptions {
  min: string;
  limit: string;
  words?: boolean;
  accept: string[];
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  const lexicon = program
    .command("lexicon")
    .description(text({ en: "The lexicon: check it, find names that it lacks.", zh: "词库:检查、发现缺少的名称。" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide lexicon suggest --data data/sample-run --min 1`,
    );
  const folder = () =>
    new Option("--lexicon <dir>", text({ en: "folder of the lexicon", zh: "词库目录" })).default(
      shipped.lexicon,
      "data/lexicon",
    );
  const items = text({ en: "JSON lines to read instead of the database", zh: "改读这个 JSON 行文件,不读数据库" });
  const json = text({ en: "as JSON", zh: "以 JSON 输出" });
  lexicon
    .command("check")
    .description(
      text({
        en: "Forms that collide, forms that are common words, rows that no item names. Exit code 3 if any collide.",
        zh: "列出冲突的写法、同时是普通词的写法、没有条目提到的行。有冲突时退出码为 3。",
      }),
    )
    .addOption(dataOption(context))
    .addOption(folder())
    .option("--items <file>", items)
    .addOption(
      new Option("--only <finding>", text({ en: "list findings of one kind", zh: "只列一类" })).choices(FINDINGS),
    )
    .option("--json", json)
    .action((options: CheckOptions) => check(options, context));
  lexicon
    .command("suggest")
    .description(
      text({
        en: "Vendors and models that items are about and the lexicon lacks, with counts and examples.",
        zh: "列出条目以之为主体、而词库没有的厂商与模型,附次数和例句。",
      }),
    )
    .addOption(dataOption(context))
    .addOption(folder())
    .option("--items <file>", items)
    .option("--min <n>", text({ en: "seen in at least so many items", zh: "至少出现在多少条目中" }), "2")
    .option("--limit <n>", text({ en: "most rows shown", zh: "最多显示多少行" }), "50")
    .option("--words", text({ en: "new words of any kind instead, by statistics", zh: "改为按统计发现各类新词" }))
    .option(
      "--accept <row>",
      text({
        en: "append a row: vendor,NAME,ID,KIND,HOME or model,NAME,VENDOR_ID,TIER,KIND (may be repeated)",
        zh: "追加一行:vendor,名称,编号,类别,所在地 或 model,名称,厂商编号,层级,类别(可多次给出)",
      }),
      (row: string, rows: string[]) => [...rows, row],
      [],
    )
    .option("--json", json)
    .action((options: SuggestOptions) => suggest(options, context));
}

async function check(options: CheckOptions, context: CliContext): Promise<void> {
  const lexicon = await loadLexicon(options.lexicon);
  const segmenter = createSegmenter(lexicon);
  const named = new Set<string>();
  let read = 0;
  for await (const { title, text } of checkedItems(options, context)) {
    read++;
    for (const part of [title, text])
      for (const { entry } of segmenter.segment(part).names) named.add(foldName(entry.folded));
  }
  const findings = checkLexicon(lexicon, commonWords(), read ? named : null);
  if (findings.some(({ finding }) => finding === "collision")) context.exitWith(EXIT.partial);
  const listed = FINDINGS.filter((kind) => !options.only || kind === options.only).flatMap((kind) =>
    findings.filter(({ finding }) => finding === kind),
  );
  const rows = listed.map(({ finding, form, rows: where }) => ({ finding, form, rows: where.join("; ") }));
  context.out(formatRows(["finding", "form", "rows"], rows, options.json ? "json" : "table"));
  if (!options.json) context.err(`${context.text(summaryOf(findings))}\n`);
}

function summaryOf(findings: readonly LexiconFinding[]): { en: string; zh: string } {
  const count = Object.fromEntries(
    FINDINGS.map((kind) => [kind, findings.filter(({ finding }) => finding === kind).length.toLocaleString("en")]),
  ) as Record<LexiconFinding["finding"], string>;
  return {
    en: `collisions: ${count.collision}; unmarked common words: ${count.common_word}; marked ambiguous: ${count.ambiguous}; rows in no item read: ${count.dead}. --only lists one kind.`,
    zh: `冲突的写法 ${count.collision} 个,未标注的普通词 ${count.common_word} 个,已标注有歧义的 ${count.ambiguous} 个,所读条目未提到的行 ${count.dead} 行。--only 只列一类。`,
  };
}

/** What dead rows are looked for in: they are left out where there is nothing, the other findings need none. */
function checkedItems(options: LexiconOptions, context: CliContext): AsyncIterable<TagInput> | TagInput[] {
  if (options.items) return itemsOf(options.items);
  const { database } = dataPaths(options.data);
  if (existsSync(database)) return storedItems(options, context);
  const told = {
    en: `there is no database at ${database}: rows that no item names were not looked for. "modeltide build" makes one, --items FILE reads items from a file.`,
    zh: `${database} 还没有数据库：未检查没有条目提到的行。可先运行 modeltide build，或用 --items 文件 给出条目。`,
  };
  context.err(`${printable(context.text(told))}\n`);
  return [];
}

async function suggest(options: SuggestOptions, context: CliContext): Promise<void> {
  const lexicon = await loadLexicon(options.lexicon);
  if (options.accept.length) {
    await appendToLexicon(options.lexicon, lexicon, options.accept.map(acceptedRow));
    await loadLexicon(options.lexicon);
    context.out(
      `${context.text({ en: `${options.accept.length} rows appended`, zh: `已追加 ${options.accept.length} 行` })}\n`,
    );
    return;
  }
  const bounds = { min: wholeNumber(options.min, "--min", 1), limit: wholeNumber(options.limit, "--limit", 1) };
  const inputs = options.items ? itemsOf(options.items) : storedItems(options, context);
  const format = options.json ? "json" : "table";
  if (options.words) {
    const segmenter = createSegmenter(lexicon);
    const discovery = createDiscovery();
    for await (const { title, text } of inputs)
      for (const part of [title, text]) discovery.add(segmenter.segment(part));
    const rows = discovery
      .found(bounds)
      .map((word) => ({ ...word, cohesion: word.cohesion.toFixed(1), freedom: word.freedom.toFixed(1) }));
    context.out(formatRows(["word", "count", "cohesion", "freedom"], rows, format));
    return;
  }
  const tagger = await loadTagger({ lexiconDir: options.lexicon, modelDir: shipped.model });
  const suggestions = createSuggestions(lexicon);
  for await (const input of inputs) suggestions.add(input, tagger.tag(input));
  const rows = suggestions
    .list(bounds)
    .map((row) => ({ ...row, vendors: row.vendors.join(" "), examples: row.examples.join(" / ") }));
  context.out(formatRows(["kind", "name", "count", "vendors", "examples"], rows, format));
}

function acceptedRow(row: string): AcceptedRow {
  const [table, name = "", a = "", b = "", c = ""] = row.split(",").map((cell) => cell.trim());
  if (table === "vendor" && name && a && b) return { table: "vendors", name, id: a, kind: b, home: c };
  if (table === "model" && name && b && c) return { table: "models", name, vendor: a, tier: b, kind: c };
  throw new AskError({
    en: `--accept ${row} is no row; write vendor,NAME,ID,KIND,HOME or model,NAME,VENDOR_ID,TIER,KIND`,
    zh: `--accept ${row} 不成一行;请写成 vendor,名称,编号,类别,所在地 或 model,名称,厂商编号,层级,类别`,
  });
}

async function* itemsOf(path: string): AsyncGenerator<TagInput> {
  const stream = createReadStream(path, "utf8");
  const opened = new Promise<void>((done, fail) => {
    stream.once("open", () => done());
    stream.once("error", fail);
  });
  await opened.catch((error: Error) => {
    throw new AskError({ en: `${path} cannot be read: ${error.message}`, zh: `无法读取 ${path}:${error.message}` });
  });
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    const item = parseItem(line);
    if (item) yield item;
  }
}

function parseItem(line: string): TagInput | null {
  try {
    const { id, title, text, published, date, source } = Item.parse(JSON.parse(line));
    return {
      id: id ?? "",
      title: title ?? "",
      text: text ?? "",
      published: published ?? date ?? null,
      source: source ?? null,
    };
  } catch {
    return null;
  }
}

const PAGE = 5000;

/** The articles of the published database, page by page. */
async function* storedItems({ data }: LexiconOptions, context: CliContext): AsyncGenerator<TagInput> {
  const { database } = dataPaths(data);
  for (let from = 0; ; from += PAGE) {
    context.signal.throwIfAborted();
    const sql = `SELECT id, title, text, publisher FROM store.articles ORDER BY id LIMIT ${PAGE} OFFSET ${from}`;
    const { rows } = await queryFile(database, sql, { rows: PAGE, seconds: 120, memory: "500MB" });
    for (const { id, title, text, publisher } of rows)
      yield {
        id: String(id),
        title: String(title ?? ""),
        text: String(text ?? ""),
        published: null,
        source: String(publisher ?? ""),
      };
    if (rows.length < PAGE) return;
    if (context.terminal) context.err(printable(`${from + PAGE}\r`));
  }
}
