import type { Command, Option } from "commander";
import type { BuildSummary } from "../../pipeline/build.ts";
import type { BuildPlan } from "../../pipeline/dry-run.ts";
import { EXIT } from "../../pipeline/errors.ts";
import { type CliContext, printable } from "../context.ts";
import { dataOption } from "../options.ts";
import { dataPaths } from "../paths.ts";
import { buildData, planData } from "../pipeline.ts";
import { cacheOptions, lakeOption, openLake } from "../queue/lake.ts";
import { liveSources } from "../sources/load.ts";

interface BuildOptions {
  data: string;
  lake?: string;
  cache: string;
  cacheLimit: string;
  fresh?: boolean;
  allowEmpty?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

export function register(program: Command, context: CliContext): void {
  const { text } = context;
  program
    .command("build")
    .description(
      text({
        en: "Label what is new in the archive and publish the database. Readers of the old one are not disturbed.",
        zh: "标注档案中的新内容并发布数据库,不打扰正在读旧库的人。",
      }),
    )
    .addOption(dataOption(context))
    .addOption(lakeOption(context))
    .addOption(cacheOptions(context)[0] as Option)
    .addOption(cacheOptions(context)[1] as Option)
    .option("--fresh", text({ en: "recompute everything from the archive", zh: "从档案全部重算" }))
    .option(
      "--allow-empty",
      text({
        en: "publish even where no article is left of a market that had some",
        zh: "即使原有文章一篇不剩也照常发布",
      }),
    )
    .option("--dry-run", text({ en: "say what would be done; write nothing", zh: "只说明将做什么,不写任何文件" }))
    .option("--json", text({ en: "the summary as JSON", zh: "以 JSON 输出小结" }))
    .addHelpText(
      "after",
      `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide build --data data/sample-run\n  modeltide build --lake /mnt/lake`,
    )
    .action(async (options: BuildOptions) => {
      if (options.dryRun) {
        const plan = await planData(dataPaths(options.data), context, { fresh: options.fresh ?? false });
        context.out(options.json ? `${JSON.stringify(plan)}\n` : planLines(plan, context));
        return;
      }
      if (options.lake) return buildLake({ ...options, lake: options.lake }, context);
      const summary = await buildData(dataPaths(options.data), await liveSources(options.data), context, {
        fresh: options.fresh ?? false,
        allowEmpty: options.allowEmpty ?? false,
      });
      context.out(options.json ? `${JSON.stringify(summary)}\n` : buildLines(summary, context));
    });
}

/** Clusters and publishes from the shards that workers made. */
async function buildLake(options: BuildOptions & { lake: string }, context: CliContext): Promise<void> {
  const { buildFromLake } = await import("../queue/build.ts");
  const lake = await openLake(options, context, false);
  try {
    const paths = dataPaths(options.data);
    const fresh = options.fresh ?? false;
    const { summary, missing } = await buildFromLake(lake, paths, await liveSources(options.data), context, { fresh });
    if (missing.length) context.exitWith(EXIT.partial);
    if (options.json) context.out(`${JSON.stringify({ ...summary, missing: missing.map(({ name }) => name) })}\n`);
    else context.out(`${buildLines(summary, context)}${missingLine(missing, context)}`);
  } finally {
    await lake.close();
  }
}

function missingLine(missing: { name: string }[], { text }: CliContext): string {
  if (!missing.length) return "";
  const names = missing
    .slice(0, 5)
    .map(({ name }) => printable(name))
    .join(", ");
  const more = missing.length > 5 ? ", …" : "";
  return text({
    en: `without shards  ${missing.length} (${names}${more}): not in this database; modeltide enqueue extract\n`,
    zh: `尚无分片      ${missing.length}(${names}${more}):未进入本库;请运行 modeltide enqueue extract\n`,
  });
}

/** The lines that tell what a build did. */
export function buildLines(summary: BuildSummary, { text }: CliContext): string {
  const dropped = Object.entries(summary.dropped).sort((a, b) => b[1] - a[1]);
  const total = dropped.reduce((sum, [, count]) => sum + count, 0);
  const tiers = ["general", "industry", "application"].map((tier) => summary.launchesByTier[tier] ?? 0);
  const lines = [
    text({
      en: `records read    ${summary.records}`,
      zh: `读入记录      ${summary.records}`,
    }),
    text({
      en: `new articles    ${summary.newArticles} (${summary.articles} in all, ${summary.stories} stories)`,
      zh: `新文章        ${summary.newArticles}(共 ${summary.articles} 篇,${summary.stories} 个故事)`,
    }),
  ];
  if (summary.joined) {
    lines.push(
      text({
        en: `pages joined    ${summary.joined} (further pages of articles)`,
        zh: `合并分页      ${summary.joined}(文章的后续页)`,
      }),
    );
  }
  if (summary.retagged) {
    lines.push(text({ en: `labelled anew   ${summary.retagged}`, zh: `重新标注      ${summary.retagged}` }));
  }
  if (summary.removed) {
    lines.push(
      text({
        en: `taken out       ${summary.removed} (no longer in the archive)`,
        zh: `移除          ${summary.removed}(档案中已没有)`,
      }),
    );
  }
  if (total) {
    const reasons = dropped.map(([reason, count]) => `${reason} ${count}`).join(", ");
    lines.push(text({ en: `dropped         ${total} (${reasons})`, zh: `丢弃          ${total}(${reasons})` }));
  }
  lines.push(
    text({
      en: `launches        ${summary.launches} in all; from news: general ${tiers[0]}, industry ${tiers[1]}, application ${tiers[2]}`,
      zh: `发布          共 ${summary.launches} 个;来自新闻:通用大模型 ${tiers[0]},行业大模型 ${tiers[1]},应用 ${tiers[2]}`,
    }),
  );
  if (summary.disagreements.length) {
    const some = summary.disagreements
      .slice(0, 5)
      .map(({ articleId, field, tagger, person }) => `${articleId} ${field} ${tagger}≠${person}`)
      .join("; ");
    const count = summary.disagreements.length;
    lines.push(text({ en: `corrected       ${count} (${some})`, zh: `人工更正      ${count}(${some})` }));
  }
  if (summary.unknownCorrections.length) {
    const count = summary.unknownCorrections.length;
    const some = summary.unknownCorrections
      .slice(0, 5)
      .map(({ item, field, new: value }) => printable(`${item} ${field} ${value}`))
      .join("; ");
    lines.push(
      text({
        en: `left aside      ${count} corrections that name nothing known (${some}): mend them in reviews.csv or take them back with "modeltide correct … --undo"`,
        zh: `未生效更正    ${count} 条，所指对象不存在（${some}）：请改正 reviews.csv，或用 modeltide correct … --undo 撤回`,
      }),
    );
  }
  const warnings = summary.checks.filter((check) => check.offending > 0);
  if (warnings.length) {
    const names = warnings.map((check) => `${check.name} ${check.offending}`).join(", ");
    lines.push(text({ en: `warnings        ${names}`, zh: `提醒          ${names}` }));
  }
  return `${lines.join("\n")}\n`;
}

function planLines({ newCaptures, removedCaptures, relabelled, because }: BuildPlan, { text }: CliContext): string {
  const why = {
    tagger: text({ en: " (tagger or lexicon changed)", zh: "(标注器或词库有变)" }),
    corrections: text({ en: " (people's corrections)", zh: "(人工更正)" }),
  };
  return text({
    en: `new captures    ${newCaptures}\nto take out     ${removedCaptures}\nto label anew   ${relabelled}${because ? why[because] : ""}\n`,
    zh: `新增记录      ${newCaptures}\n将移除        ${removedCaptures}\n将重新标注    ${relabelled}${because ? why[because] : ""}\n`,
  });
}
