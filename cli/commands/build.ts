import type { Command } from "commander";
import type { BuildSummary } from "../../pipeline/build.ts";
import type { BuildPlan } from "../../pipeline/dry-run.ts";
import type { CliContext } from "../context.ts";
import { dataOption } from "../options.ts";
import { dataPaths } from "../paths.ts";
import { buildData, planData } from "../pipeline.ts";
import { liveSources } from "../sources/load.ts";

interface BuildOptions {
  data: string;
  fresh?: boolean;
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
    .option("--fresh", text({ en: "recompute everything from the archive", zh: "从档案全部重算" }))
    .option("--dry-run", text({ en: "say what would be done; write nothing", zh: "只说明将做什么,不写任何文件" }))
    .option("--json", text({ en: "the summary as JSON", zh: "以 JSON 输出小结" }))
    .addHelpText("after", `\n${text({ en: "Example:", zh: "示例:" })}\n  modeltide build --data data/sample-run`)
    .action(async (options: BuildOptions) => {
      if (options.dryRun) {
        const plan = await planData(dataPaths(options.data), context, { fresh: options.fresh ?? false });
        context.out(options.json ? `${JSON.stringify(plan)}\n` : planLines(plan, context));
        return;
      }
      const summary = await buildData(dataPaths(options.data), await liveSources(options.data), context, {
        fresh: options.fresh ?? false,
      });
      context.out(options.json ? `${JSON.stringify(summary)}\n` : buildLines(summary, context));
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
