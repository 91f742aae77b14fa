import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { AskError, EXIT, messageOf, SkipError } from "../../pipeline/errors.ts";
import { loadLexicon, type Taxonomy } from "../../pipeline/lexicon.ts";
import {
  acrossScripts,
  createExtractor,
  type Extractor,
  loadBoilerplate,
} from "../../pipeline/stages/extract/index.ts";
import { explain } from "../../pipeline/stages/tag/explain.ts";
import { loadTagger } from "../../pipeline/stages/tag/index.ts";
import type { Dropped, Extracted, Item, TagInput, Tags } from "../../pipeline/types.ts";
import { type CliContext, printable } from "../context.ts";
import { openLines, readItems } from "../lines.ts";
import { shipped } from "../paths.ts";

interface TagOptions {
  text?: string;
  json?: boolean;
  explain?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("tag")
    .description(
      text({
        en: "Label texts (.txt), saved pages (.html) and items (.jsonl, or JSON lines on -): relevance, event, tier, vendors, models, industries.",
        zh: "给文本(.txt)、网页(.html)和条目(.jsonl,或从 - 读入 JSON 行)打标签:相关性、事件、层级、厂商、模型、行业。",
      }),
    )
    .argument("[files...]", text({ en: "files; - reads JSON lines", zh: "文件;- 表示从标准输入读 JSON 行" }))
    .option(
      "--text <text>",
      text({ en: "label this text; its first line is the title", zh: "标注这段文本,首行为标题" }),
    )
    .option("--explain", text({ en: "say why each label was given", zh: "说明每个标签的依据" }))
    .option("--json", text({ en: "one line of JSON an item, with its id", zh: "每个条目输出一行 JSON,带原 id" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide tag --explain --text "阶跃星辰发布 Step-2 万亿参数语言模型"\n  modeltide tag --json items.jsonl > tags.jsonl`,
    )
    .action((files: string[], options: TagOptions) => tagAll(files, options, context));
}

async function tagAll(files: string[], options: TagOptions, context: CliContext): Promise<void> {
  if (!files.length && options.text === undefined) {
    throw new AskError({
      en: "Nothing to label: name files, give --text, or - to read JSON lines",
      zh: "没有可标注的内容:请给出文件、--text,或用 - 读入 JSON 行",
    });
  }
  const tagger = await loadTagger({ lexiconDir: shipped.lexicon, modelDir: shipped.model });
  const extractor = createExtractor(await loadBoilerplate(shipped.lexicon));
  const { taxonomy } = await loadLexicon(shipped.lexicon);
  const complain = (why: string) => {
    context.exitWith(EXIT.partial);
    context.err(`modeltide: ${printable(why)}\n`);
  };
  const tagMany = acrossScripts(async (inputs) => inputs.map((input) => tagger.tag(input)));
  const print = async (input: TagInput) => {
    for (const tags of await tagMany([input])) context.out(`${shown(input, tags, options, taxonomy, context)}\n`);
  };
  if (options.text !== undefined) await print(splitText(options.text));
  for (const file of files) {
    try {
      if (file === "-" || file.endsWith(".jsonl")) await tagLines(file, extractor, print, complain, context);
      else await print(await readDocument(file, extractor, context));
    } catch (error) {
      complain(error instanceof SkipError ? context.text(error.text) : `${file}: ${messageOf(error)}`);
    }
    if (context.signal.aborted) return;
  }
}

async function tagLines(
  file: string,
  extractor: Extractor,
  print: (input: TagInput) => Promise<void>,
  complain: (why: string) => void,
  context: CliContext,
): Promise<void> {
  const input = file === "-" ? (context.stdin as AsyncIterable<Buffer>) : openLines(file);
  let number = 0;
  for await (const item of readItems(input, (bad) => complain(`${file}:${bad.line}: ${bad.why}`))) {
    number++;
    const read = itemInput(item, `${file}:${number}`, extractor, context);
    if (read) await print(read);
    else complain(`${file}: ${context.text(NO_TEXT)} (${item.id ?? number})`);
    if (context.signal.aborted) return;
  }
}

const NO_TEXT = { en: "an item without readable text", zh: "条目没有可读的正文" };

/** An item as it came: evidence then points into the text that the caller has. HTML has to be read first. */
function itemInput(item: Item, id: string, extractor: Extractor, context: CliContext): TagInput | null {
  const published = item.published ?? item.date ?? null;
  const known = { id: item.id ?? id, published, source: item.source ?? null };
  if (item.title || item.text || !item.html) return { ...known, title: item.title ?? "", text: item.text ?? "" };
  const result = extractor.item(item, context.now().toISOString());
  return "dropped" in result ? null : { ...known, title: result.title, text: result.text };
}

async function readDocument(file: string, extractor: Extractor, context: CliContext): Promise<TagInput> {
  const body = await readFile(file);
  const fetchedAt = context.now().toISOString();
  const result: Extracted | Dropped = file.endsWith(".html")
    ? extractor.page({ html: body, url: null, fetchedAt })
    : extractor.text({ text: body, fetchedAt });
  if ("dropped" in result) {
    throw new SkipError({
      en: `${file}: no article in it (${result.dropped})`,
      zh: `${file}:没有找到正文(${result.dropped})`,
    });
  }
  const { title, text, published, source } = result;
  return { id: file, title, text, published, source };
}

function splitText(text: string): TagInput {
  const [title = "", ...rest] = text.split("\n");
  return { id: "text", title: title.trim(), text: rest.join("\n").trim(), published: null, source: null };
}

function shown(input: TagInput, tags: Tags, options: TagOptions, taxonomy: Taxonomy, context: CliContext): string {
  if (options.json) return JSON.stringify({ id: input.id, ...tags });
  const { title, text } = input;
  if (options.explain)
    return printable(`${input.id}  ${title}\n${explain(tags, context.lang, { title, text, taxonomy })}\n`);
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join(",") || "-";
  const cells = [input.id, tags.relevant.value, tags.event.value, tags.tier.value];
  return printable([...cells, names(tags.vendors), names(tags.models), names(tags.industries)].join("\t"));
}
