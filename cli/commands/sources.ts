import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { ArchiveState } from "../../crawlers/archive/state.ts";
import { findChromium } from "../../crawlers/browser.ts";
import { checkSources, type SourceCheck } from "../../crawlers/check.ts";
import { readSourceRuns } from "../../crawlers/health.ts";
import { readOpml, writeOpml } from "../../crawlers/opml.ts";
import { addOwnSources, fromOutlines, readOwnSources } from "../../crawlers/own-sources.ts";
import { suggestSources } from "../../crawlers/suggest.ts";
import { AskError, EXIT, messageOf } from "../../pipeline/errors.ts";
import { beijingDay } from "../../pipeline/time.ts";
import { type CliContext, printable } from "../context.ts";
import { formatRows } from "../format.ts";
import { dataOption } from "../options.ts";
import { dataPaths } from "../paths.ts";
import { liveSettings, proxyOf, userAgent } from "../sources/contact.ts";
import { chosenSources, liveSources } from "../sources/load.ts";

interface SourcesOptions {
  data: string;
  json?: boolean;
}
/** Day of the last check on the live site that found everything as defined, by source. */
type Confirmed = Record<string, string>;

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  const sources = program
    .command("sources")
    .description(text({ en: "The sources: list, check, add your own.", zh: "来源:列出、检查、添加自己的。" }))
    .addHelpText("after", `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide sources check leiphone ithome`);
  const json = text({ en: "as JSON", zh: "以 JSON 输出" });
  sources
    .command("list")
    .description(
      text({ en: "Every source, its ways of listing, its last crawl.", zh: "全部来源、列表方式与最近一次采集。" }),
    )
    .addOption(dataOption(context))
    .option("--json", json)
    .action((options: SourcesOptions) => list(options, context));
  sources
    .command("check")
    .description(
      text({
        en: "Fetch a list and an article of each source and compare with its definition. Exit code 3 if any is not fine.",
        zh: "取每个来源的一个列表和一篇文章,与定义比较;有不正常的则退出码为 3。",
      }),
    )
    .argument("[ids...]", text({ en: "only these", zh: "只检查这些" }))
    .addOption(dataOption(context))
    .option("--json", json)
    .action((ids: string[], options: SourcesOptions) => check(ids, options, context));
  sources
    .command("add")
    .description(
      text({
        en: "Find the feeds of an address and add the best to sources.yaml.",
        zh: "查找某地址的订阅源,把最好的写入 sources.yaml。",
      }),
    )
    .argument("<address>", text({ en: "a feed or a site", zh: "订阅源或网站地址" }))
    .addOption(dataOption(context))
    .action((address: string, options: SourcesOptions) => add(address, options, context));
  sources
    .command("import")
    .description(text({ en: "Add the feeds of an OPML file.", zh: "添加 OPML 文件中的订阅源。" }))
    .argument("<file>", "OPML")
    .addOption(dataOption(context))
    .action((file: string, options: SourcesOptions) => importOpml(file, options, context));
  sources
    .command("export")
    .description(
      text({ en: "Write the feeds of sources.yaml to an OPML file.", zh: "把 sources.yaml 的订阅源写成 OPML 文件。" }),
    )
    .argument("<file>", "OPML")
    .addOption(dataOption(context))
    .action((file: string, options: SourcesOptions) => {
      const own = readOwnSources(ownFile(options));
      const outlines = own.map(({ name, feed, home }) => ({ title: name, feed, site: home }));
      writeFileSync(file, writeOpml("Modeltide", outlines));
    });
}

const ownFile = ({ data }: SourcesOptions): string => join(data, "sources.yaml");

async function list(options: SourcesOptions, context: CliContext): Promise<void> {
  const paths = dataPaths(options.data);
  const confirmed = readConfirmed(new ArchiveState(paths.archive));
  const runs = new Map((await readSourceRuns(paths.archive)).map((run) => [run.sourceId, run]));
  const rows = (await liveSources(options.data)).map((source) => {
    const run = runs.get(source.id);
    return {
      id: source.id,
      name: source.name.zh,
      kind: source.kind,
      lists: source.listings.map((way) => way[0]?.kind ?? "").join(" → "),
      confirmed: confirmed[source.id] ?? source.confirmed ?? context.text({ en: "unconfirmed", zh: "未确认" }),
      last: run ? `${beijingDay(run.startedAt)} ${run.state} ${run.fetched}` : "",
    };
  });
  print(rows, options, context);
}

async function check(ids: string[], options: SourcesOptions, context: CliContext): Promise<void> {
  const settings = liveSettings(context);
  const state = new ArchiveState(dataPaths(options.data).archive);
  const checks = await checkSources({
    sources: chosenSources(await liveSources(options.data), ids),
    state,
    userAgent: userAgent(settings.contact),
    pace: settings.pace,
    browserPath: findChromium(context.env.MODELTIDE_CHROMIUM),
    proxy: proxyOf(context.env),
    signal: context.signal,
    now: context.now,
  });
  const today = beijingDay(context.now());
  const fine = checks.filter((one) => one.state === "fine").map((one) => [one.sourceId, today]);
  state.write("confirmed", { ...readConfirmed(state), ...Object.fromEntries(fine) });
  print(checks.map(checkRow), options, context);
  if (fine.length < checks.length) context.exitWith(EXIT.partial);
}

const readConfirmed = (state: ArchiveState): Confirmed => (state.read("confirmed") as Confirmed | null) ?? {};

const checkRow = (one: SourceCheck): Record<string, unknown> => ({
  source: one.sourceId,
  state: one.state,
  items: one.items,
  body: one.bodyLength,
  time: one.time ?? "",
  title: one.title ?? "",
  problems: one.problems.join("; "),
});

async function add(address: string, options: SourcesOptions, context: CliContext): Promise<void> {
  const settings = liveSettings(context);
  const found = await suggestSources(address, {
    state: new ArchiveState(dataPaths(options.data).archive),
    userAgent: userAgent(settings.contact),
    pace: settings.pace,
    proxy: proxyOf(context.env),
    signal: context.signal,
    now: context.now,
  });
  const added = addOwnSources(
    ownFile(options),
    found.slice(0, 1).map(({ entry }) => entry),
  );
  for (const { entry, items, titles } of found) {
    context.out(`${printable(`${entry.feed}  ${items}  ${titles.slice(0, 2).join(" / ")}`)}\n`);
  }
  said(added.length, options, context);
}

function importOpml(file: string, options: SourcesOptions, context: CliContext): void {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
    said(addOwnSources(ownFile(options), fromOutlines(readOpml(text))).length, options, context);
  } catch (error) {
    if (error instanceof AskError) throw error;
    const why = messageOf(error);
    throw new AskError({
      en: `${file} cannot be read as OPML: ${why}. Export it anew from your feed reader.`,
      zh: `${file} 不是可读的 OPML:${why}。请从阅读器重新导出。`,
    });
  }
}

function said(count: number, options: SourcesOptions, { out, text }: CliContext): void {
  out(`${text({ en: `${count} added to ${ownFile(options)}`, zh: `已向 ${ownFile(options)} 添加 ${count} 个` })}\n`);
}

function print(rows: Record<string, unknown>[], { json }: SourcesOptions, context: CliContext): void {
  context.out(formatRows(Object.keys(rows[0] ?? {}), rows, json ? "json" : "table"));
}
